/* SPDX-License-Identifier: MIT */
#include "app/common/typed-number.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/number.h"

/* The most letters of what was typed that a sentence repeats. */
#define MOST_LETTERS 24

static gboolean
takes_percent (const GradusTypedRange *range)
{
  return range->is_percent || (range->lowest >= 0 && range->highest <= 1 && !range->is_whole);
}

/* FALSE if it is no number with the sign of per cents. */
static gboolean
parse_percent (const char *text, const GradusTypedRange *range, double *value)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  if (!plain || !g_str_has_suffix (g_strchomp (plain), "%"))
    return FALSE;
  plain[strlen (plain) - 1] = '\0';
  if (!gradus_number_parse (plain, value))
    return FALSE;
  *value /= range->is_percent ? 1 : 100;
  return TRUE;
}

static char *
format_limit (double limit, const GradusTypedRange *range)
{
  return range->is_whole && limit >= 0 ? gradus_number_format_count ((guint64) limit)
                                       : gradus_number_format_setting (limit);
}

static char *
say_what_is_right (const GradusTypedRange *range)
{
  g_autofree char *lowest = format_limit (range->lowest, range);
  g_autofree char *highest = format_limit (range->highest, range);

  return g_strdup_printf (range->is_whole ? _ ("give a whole number from %s to %s")
                                          : _ ("give a number from %s to %s"),
                          lowest, highest);
}

/* As much of it as fits into a sentence, in one line. Free with g_free(). */
static char *
quote (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *quoted = g_string_new (NULL);
  guint n = 0;

  g_strstrip (valid);
  for (const char *at = valid; *at && n < MOST_LETTERS; at = g_utf8_next_char (at), n++) {
    const gunichar letter = g_utf8_get_char (at);

    g_string_append_unichar (quoted, g_unichar_isprint (letter) ? letter : ' ');
  }
  if (g_utf8_strlen (valid, -1) > MOST_LETTERS)
    g_string_append (quoted, "…");
  return g_string_free (quoted, FALSE);
}

/* What is wrong with it; NULL: nothing. Free with g_free(). */
static char *
find_fault (const char *text, const GradusTypedRange *range, double *typed)
{
  g_autofree char *quoted = quote (text);

  if (!*quoted)
    return g_strdup (_ ("Nothing was typed"));
  if (!gradus_number_parse (text, typed) &&
      !(takes_percent (range) && parse_percent (text, range, typed)))
    return g_strdup_printf (_ ("“%s” is no number"), quoted);
  if (*typed < range->lowest)
    return g_strdup_printf (_ ("“%s” is too small"), quoted);
  if (*typed > range->highest)
    return g_strdup_printf (_ ("“%s” is too large"), quoted);
  if (range->is_whole && *typed != round (*typed))
    return g_strdup_printf (_ ("“%s” is no whole number"), quoted);
  return NULL;
}

gboolean
gradus_typed_number_read (const char *text, const GradusTypedRange *range, double *value,
                          char **why)
{
  double typed = 0;
  g_autofree char *fault = find_fault (text, range, &typed);
  g_autofree char *right = fault ? say_what_is_right (range) : NULL;

  if (fault)
    *why = g_strdup_printf ("%s: %s", fault, right);
  else
    *value = typed;
  return !fault;
}
