/* SPDX-License-Identifier: MIT */
#include "lesson/claim.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "plot/number.h"

/* From here on a number is not written with a power of ten, even like one that is. */
#define MOST_POWER 0.01

typedef struct {
  double stated, allowed;
  gboolean is_chance;  /* the measured number has an interval, which `allowed` is not about */
  double place;        /* what is stated is rounded to multiples of it */
  gsize start, length; /* of the number in what is stated */
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

/* The length of the part of a number at `text`; 0: it does not go on. */
static gsize
measure_part (const char *text)
{
  static const char *const parts[] = { "·", "−", "⁻", "⁰", "¹", "²", "³",
                                       "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  const gsize reach = strspn (text, "0123456789.,-e");

  for (guint i = 0; reach == 0 && i < G_N_ELEMENTS (parts); i++) {
    if (g_str_has_prefix (text, parts[i]))
      return strlen (parts[i]);
  }
  return reach;
}

/* Finds the first number in a text, as people write it: "about 39 %" has "39 %". From where the
 * first digit is; a sign before it may be a minus of three bytes. Returns its length, 0: there is
 * none. */
static gsize
find_number (const char *text, gsize *at)
{
  const char *start = strpbrk (text, "0123456789"), *end;

  if (!start)
    return 0;
  if (start > text && start[-1] == '-')
    start--;
  else if (start - text >= 3 && memcmp (start - 3, "−", 3) == 0)
    start -= 3;
  for (end = start; measure_part (end) > 0;)
    end += measure_part (end);
  if (*end == '%' || g_str_has_prefix (end, " %"))
    end = strchr (end, '%') + 1;
  while (end > start && strchr (".,e", end[-1]))
    end--;
  *at = (gsize) (start - text);
  return (gsize) (end - start);
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

/* What a number is rounded to: the noughts at the end of 180,000 are no digits where the tolerance
 * is larger. A share is always told to its last digit. */
static double
find_place (const char *number, double stated, double last_digit, double allowed)
{
  double place = last_digit;

  if (strpbrk (number, ".%e") || strstr (number, "·"))
    return place;
  while (place < fabs (stated) && fmod (stated, 10 * place) == 0 && 5 * place <= allowed)
    place *= 10;
  return place;
}

/* Without a tolerance half of the last digit is allowed: what is stated is what a person rounds
 * to. */
static gboolean
parse_claim (Claim *claim, const char *stated, const char *about, char **fault)
{
  g_auto (GStrv) parts = g_strsplit (about, "±", 2);
  g_autofree char *number = NULL;
  double last_digit = 0;

  claim->length = find_number (stated, &claim->start);
  number = g_strndup (stated + claim->start, claim->length);
  if (claim->length == 0 || !parse_number (number, &claim->stated, &last_digit)) {
    *fault = g_strdup_printf ("“%s” states no number; give one as in [0.6931](cost)", stated);
    return FALSE;
  }
  claim->allowed = last_digit / 2 * (1 + 1e-6);
  claim->is_chance = parts[0] && parts[1] && g_str_equal (g_strstrip (parts[1]), "chance");
  if (parts[0] && parts[1] && !claim->is_chance &&
      !parse_tolerance (parts[1], claim->stated, &claim->allowed)) {
    *fault = g_strdup_printf ("“%s” is not a tolerance; give a number as in [5](cost ± 10 %%)",
                              parts[1]);
    return FALSE;
  }
  claim->place = find_place (number, claim->stated, last_digit, claim->allowed);
  claim->expression = gradus_expression_parse (parts[0] ? g_strstrip (parts[0]) : "", fault);
  if (claim->expression && claim->is_chance && !gradus_expression_counts_seeds (claim->expression))
    *fault = g_strdup_printf ("“%s” is no number of seeds; only these are by chance", about);
  if (*fault)
    g_clear_pointer (&claim->expression, gradus_expression_free);
  return claim->expression != NULL;
}

static gboolean
is_true (const Claim *claim, GradusDocument *document, double value)
{
  double low, high;

  if (!claim->is_chance)
    return fabs (value - claim->stated) <= claim->allowed;
  return gradus_expression_get_interval (claim->expression, document, &low, &high) &&
         claim->stated >= low && claim->stated <= high;
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
  gboolean holds;
  double value;

  if (!parse_claim (&claim, stated, about, &fault))
    return fault;
  value = gradus_expression_read (claim.expression, document);
  holds = is_true (&claim, document, value);
  gradus_expression_free (claim.expression);
  if (isnan (value))
    return g_strdup_printf ("“%s” is stated, but %s is not known there", stated, about);
  if (holds)
    return NULL;
  return g_strdup_printf ("“%s” is stated, but %s is %.8g", stated, about, value);
}

/* -- What is measured -------------------------------------------------------------------------- */

static guint
count_decimals (const char *number)
{
  const char *dot = strchr (number, '.');

  return dot ? (guint) strspn (dot + 1, "0123456789") : 0;
}

/* A number that would be nothing with so few digits gets others. */
static char *
write_decimal (double value, guint decimals)
{
  char format[8], digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (value != 0 && fabs (value) < 0.5 * pow (10, -(double) decimals))
    return gradus_number_format_short (value);
  if (decimals == 0 && value >= 1000 && value < 1e15)
    return gradus_number_format_count ((guint64) round (value));
  g_snprintf (format, sizeof format, "%%.%uf", MIN (decimals, 9));
  g_ascii_formatd (digits, sizeof digits, format, fabs (value));
  return g_strconcat (value < 0 ? "−" : "", digits, NULL);
}

static char *
write_power (double value, guint decimals)
{
  static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  const double most = 10 - 0.5 * pow (10, -(double) decimals);
  int exponent = (int) floor (log10 (fabs (value)));
  GString *text;
  g_autofree char *digits = NULL, *mantissa = NULL;

  exponent += fabs (value) / pow (10, exponent) >= most ? 1 : 0;
  mantissa = write_decimal (value / pow (10, exponent), decimals);
  text = g_string_new (mantissa);
  digits = g_strdup_printf ("%d", ABS (exponent));
  g_string_append (text, exponent < 0 ? "·10⁻" : "·10");
  for (const char *digit = digits; *digit; digit++)
    g_string_append (text, raised[*digit - '0']);
  return g_string_free (text, FALSE);
}

char *
gradus_claim_write_like (const char *number, double value)
{
  const guint decimals = count_decimals (number);
  const char *share = strstr (number, " %") ? " %" : strchr (number, '%');

  if (!isfinite (value) || !strpbrk (number, "0123456789"))
    return gradus_number_format (value);
  if (share) {
    g_autofree char *digits = write_decimal (100 * value, decimals);

    return g_strconcat (digits, share, NULL);
  }
  if (!strpbrk (number, "e") && !strstr (number, "·10") && !g_str_has_prefix (number, "10⁻"))
    return write_decimal (value, decimals);
  return fabs (value) > 0 && fabs (value) < MOST_POWER ? write_power (value, decimals)
                                                       : gradus_number_format_short (value);
}

static char *
replace_number (const Claim *claim, const char *stated, double value)
{
  g_autofree char *before = g_strndup (stated, claim->start);
  g_autofree char *number = g_strndup (stated + claim->start, claim->length);
  g_autofree char *measured =
      gradus_claim_write_like (number, round (value / claim->place) * claim->place);
  g_autofree char *here = NULL;

  if (!isfinite (value) || round (value / claim->place) == 0)
    here = gradus_claim_write_like (number, value);
  /* Translators: a number that was measured here and is another than the lesson's author had */
  return g_strdup_printf (_ ("%s%s (here)%s"), before, here ? here : measured,
                          stated + claim->start + claim->length);
}

char *
gradus_claim_measure (const char *stated, const char *about, GradusDocument *document)
{
  Claim claim = { 0 };
  g_autofree char *fault = NULL;
  const gboolean is_claim = parse_claim (&claim, stated, about, &fault);
  const double value = is_claim ? gradus_expression_read (claim.expression, document) : NAN;

  gradus_expression_free (claim.expression);
  if (isnan (value))
    return NULL;
  if (fabs (value - claim.stated) <= claim.place / 2 * (1 + 1e-6))
    return g_strdup (stated);
  return replace_number (&claim, stated, value);
}
