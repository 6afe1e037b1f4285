/* SPDX-License-Identifier: MIT */
#include "lesson/claim.h"

#include <math.h>
#include <string.h>

typedef struct {
  double stated, allowed;
  GradusExpression *expression;
} Claim;

/* -- Numbers as people write them -------------------------------------------------------------- */

/* Converts people's notation to C's: "5·10⁻⁸" becomes "5e-8". */
static char *
to_plain (const char *text)
{
  static const char *const from[] = { "·10", "−", "⁻", ",", "⁰", "¹", "²", "³", "⁴",
                                      "⁵",   "⁶", "⁷", "⁸", "⁹", " ", " ", " " };
  static const char *const to[] = { "e", "-", "-", "",  "0", "1", "2", "3", "4",
                                    "5", "6", "7", "8", "9", "",  "",  "" };
  GString *plain = g_string_new (text);

  if (g_str_has_prefix (text, "10⁻") || g_str_has_prefix (text, "10⁰"))
    g_string_prepend (plain, "1·");
  for (guint i = 0; i < G_N_ELEMENTS (from); i++)
    g_string_replace (plain, from[i], to[i], 0);
  return g_string_free (plain, FALSE);
}

/* A number: "0.6931", "2e-6", "1,000", "39 %", "5·10⁻⁸", "−2". FALSE if it is not a number.
 * *last_digit is the value of a 1 in its last digit. */
static gboolean
parse_number (const char *text, double *value, double *last_digit)
{
  g_autofree char *plain = to_plain (text);
  const gboolean is_share = g_str_has_suffix (plain, "%");
  const char *dot, *exponent;
  char *end;

  *value = g_ascii_strtod (plain, &end);
  if (end == plain || (*end != '\0' && !g_str_equal (end, "%")))
    return FALSE;
  exponent = plain + strcspn (plain, "e%");
  dot = memchr (plain, '.', (gsize) (exponent - plain));
  *last_digit = pow (10, dot ? -(double) (exponent - dot - 1) : 0);
  if (*exponent == 'e')
    *last_digit *= pow (10, g_ascii_strtod (exponent + 1, NULL));
  if (is_share) {
    *value /= 100;
    *last_digit /= 100;
  }
  return TRUE;
}

/* The first number in a text, as people write it: "about 39 %" has "39 %". From where the first
 * digit is; a sign before it may be a minus of three bytes. */
static char *
find_number (const char *text)
{
  static const char *const parts[] = { "·", "−", "⁻", "⁰", "¹", "²", "³", "⁴",
                                       "⁵", "⁶", "⁷", "⁸", "⁹", " ", " " };
  const char *start = strpbrk (text, "0123456789"), *end;

  if (!start)
    return NULL;
  if (start > text && start[-1] == '-')
    start--;
  else if (start - text >= 3 && memcmp (start - 3, "−", 3) == 0)
    start -= 3;
  for (end = start; *end;) {
    gsize reach = strspn (end, "0123456789.,-e");

    for (guint i = 0; reach == 0 && i < G_N_ELEMENTS (parts); i++)
      reach = g_str_has_prefix (end, parts[i]) ? strlen (parts[i]) : 0;
    if (reach == 0)
      break;
    end += reach;
  }
  if (*end == '%' || g_str_has_prefix (end, " %"))
    end = strchr (end, '%') + 1;
  while (end > start && strchr (".,e", end[-1]))
    end--;
  return g_strndup (start, (gsize) (end - start));
}

/* Parses the tolerance after ±; per cent is a share of the stated number. */
static gboolean
parse_tolerance (const char *text, double stated, double *allowed)
{
  double tolerance, last_digit;

  if (!parse_number (text, &tolerance, &last_digit))
    return FALSE;
  *allowed = strchr (text, '%') ? tolerance * fabs (stated) : tolerance;
  return TRUE;
}

/* Without a tolerance half of the last digit is allowed: what is stated is what a person rounds
 * to. */
static gboolean
parse_claim (Claim *claim, const char *stated, const char *about, char **fault)
{
  g_auto (GStrv) parts = g_strsplit (about, "±", 2);
  g_autofree char *number = find_number (stated);
  double last_digit = 0;

  if (!number || !parse_number (number, &claim->stated, &last_digit)) {
    *fault = g_strdup_printf ("“%s” states no number; give one as in [0.6931](cost)", stated);
    return FALSE;
  }
  claim->allowed = last_digit / 2 * (1 + 1e-6);
  if (parts[0] && parts[1] &&
      !parse_tolerance (g_strstrip (parts[1]), claim->stated, &claim->allowed)) {
    *fault = g_strdup_printf ("“%s” is not a tolerance; give a number as in [5](cost ± 10 %%)",
                              parts[1]);
    return FALSE;
  }
  claim->expression = gradus_expression_parse (g_strstrip (parts[0]), fault);
  return claim->expression != NULL;
}

char *
gradus_claim_find_fault (const char *stated, const char *about)
{
  Claim claim = { 0 };
  char *fault = NULL;

  parse_claim (&claim, stated, about, &fault);
  gradus_expression_free (claim.expression);
  return fault;
}

char *
gradus_claim_check (const char *stated, const char *about, GradusDocument *document)
{
  Claim claim = { 0 };
  char *fault = NULL;
  double value;

  if (!parse_claim (&claim, stated, about, &fault))
    return fault;
  value = gradus_expression_read (claim.expression, document);
  gradus_expression_free (claim.expression);
  if (isnan (value))
    return g_strdup_printf ("“%s” is stated, but %s is not known there", stated, about);
  if (fabs (value - claim.stated) <= claim.allowed)
    return NULL;
  return g_strdup_printf ("“%s” is stated, but %s is %.8g", stated, about, value);
}
