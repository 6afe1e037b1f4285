/* SPDX-License-Identifier: MIT */
#include "plot/formula-spelling.h"

#include <string.h>

#include "plot/formula-symbols.h"

static char *spell_until (const char **at, gboolean is_in_braces);

/* What is raised or lowered, or stands below or above a line: a part in braces, or one
 * character. */
static char *
spell_argument (const char **at)
{
  const char *begin = *at;

  if (*begin == '{') {
    (*at)++;
    return spell_until (at, TRUE);
  }
  if (*begin)
    *at = g_utf8_next_char (begin);
  return g_strndup (begin, (gsize) (*at - begin));
}

/* What has a blank in it is more than one thing. */
static void
append_whole (GString *out, const char *part)
{
  g_string_append_printf (out, strchr (part, ' ') ? "(%s)" : "%s", part);
}

static void
append_two (GString *out, const char **at, const char *between, gboolean is_each_whole)
{
  g_autofree char *first = spell_argument (at), *second = spell_argument (at);

  if (is_each_whole) {
    append_whole (out, first);
    g_string_append (out, between);
    append_whole (out, second);
  } else {
    g_string_append_printf (out, "%s%s%s", first, between, second);
  }
}

static void
append_command (GString *out, const char **at)
{
  const char *begin = *at, *end = begin;
  g_autofree char *name = NULL;
  const char *symbol;

  while (g_ascii_isalpha (*end))
    end++;
  name = g_strndup (begin, (gsize) (end - begin));
  symbol = gradus_formula_find_symbol (begin, (gsize) (end - begin));
  *at = *end == ' ' ? end + 1 : end;
  if (g_str_equal (name, "frac")) {
    append_two (out, at, " / ", TRUE);
  } else if (g_str_equal (name, "cases")) {
    append_two (out, at, "; ", FALSE);
  } else if (g_str_equal (name, "sqrt")) {
    g_autofree char *part = spell_argument (at);

    g_string_append (out, "√");
    append_whole (out, part);
  } else {
    g_string_append (out, symbol ? symbol : name);
  }
}

static char *
spell_until (const char **at, gboolean is_in_braces)
{
  GString *out = g_string_new (NULL);

  while (**at && !(is_in_braces && **at == '}')) {
    const char *next = g_utf8_next_char (*at);

    if (**at == '\\') {
      *at = next;
      append_command (out, at);
    } else if (**at == '^' || **at == '_') {
      const gboolean is_raised = **at == '^';
      g_autofree char *part = NULL;

      *at = next;
      part = spell_argument (at);
      g_string_append (out, is_raised ? "^" : "");
      append_whole (out, part);
    } else {
      g_string_append_len (out, *at, (gssize) (next - *at));
      *at = next;
    }
  }
  if (**at)
    (*at)++; /* the brace */
  return g_string_free (out, FALSE);
}

char *
gradus_formula_spell (const char *formula)
{
  return spell_until (&formula, FALSE);
}
