/* SPDX-License-Identifier: MIT */
#include "plot/number.h"

#include <math.h>
#include <string.h>

#define MINUS "−" /* U+2212 */

#define RAISED_MINUS "⁻"

#define MOST_DECIMALS 14

/* Digits of a setting: more than any setting has that was typed, fewer than show that 0.1 is no
 * binary fraction. */
#define SETTING_DIGITS 10

/* Digits that tell any two numbers of single precision apart. */
#define FLOAT_DIGITS 9

/* A measurement from 10⁶ on is written as a power of ten, a setting from 10¹⁵ on. */
#define MEASUREMENT_END 6
#define SETTING_END 15

static const char *const superscripts[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };

static void
append_superscript (GString *text, int exponent)
{
  char plain[16];

  g_snprintf (plain, sizeof plain, "%d", exponent);
  for (const char *p = plain; *p; p++)
    g_string_append (text, *p == '-' ? RAISED_MINUS : superscripts[*p - '0']);
}

static void
drop_trailing_zeros (char *digits)
{
  char *end = digits + strlen (digits);

  if (!strchr (digits, '.'))
    return;
  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    *--end = '\0';
}

/* Writes the digits with a comma after every third before the decimal point. */
static void
append_grouped (GString *text, const char *digits)
{
  const gsize n_whole = strcspn (digits, ".");

  for (gsize i = 0; digits[i]; i++) {
    if (i > 0 && i < n_whole && (n_whole - i) % 3 == 0)
      g_string_append_c (text, ',');
    g_string_append_c (text, digits[i]);
  }
}

/* Like printf(), with a decimal point in every locale, a true minus, thousands set apart and
 * without trailing zeros. What rounds to 0 has no sign. */
static void
append_decimal (GString *text, double value, int decimals)
{
  char format[8], digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, MOST_DECIMALS));
  g_ascii_formatd (digits, sizeof digits, format, fabs (value));
  drop_trailing_zeros (digits);
  if (value < 0 && !g_str_equal (digits, "0"))
    g_string_append (text, MINUS);
  append_grouped (text, digits);
}

/* The power of ten of a number rounded to n digits: 9.9996 to four digits is 10, so 1. */
static int
find_exponent (double value, int n_digits)
{
  double exponent;

  if (value == 0)
    return 0;
  exponent = floor (log10 (fabs (value)));
  return (int) exponent +
         (fabs (value) / pow (10, exponent) >= 10 - 5 * pow (10, -n_digits) ? 1 : 0);
}

/* Rounding may reach the next power of ten, so the exponent is found for the digits that are
 * shown. */
static char *
format_to (double value, int n_digits, int n_power_digits, int end)
{
  GString *text = g_string_new (NULL);
  int exponent;

  if (!isfinite (value))
    return g_string_free (g_string_append (text, "not finite"), FALSE);
  exponent = find_exponent (value, n_digits);
  if (exponent >= -4 && exponent < end) {
    append_decimal (text, value, MAX (n_digits - 1 - exponent, 0));
  } else {
    exponent = find_exponent (value, n_power_digits);
    append_decimal (text, value / pow (10, exponent), n_power_digits - 1);
    g_string_append (text, "·10");
    append_superscript (text, exponent);
  }
  return g_string_free (text, FALSE);
}

char *
gradus_number_format (double value)
{
  return format_to (value, 4, 3, MEASUREMENT_END);
}

char *
gradus_number_format_short (double value)
{
  return format_to (value, 2, 2, MEASUREMENT_END);
}

/* The fewest digits that are read as this float: 0.333 for what is 0.33300000429 as a double. */
static int
count_float_digits (float value)
{
  char format[8], digits[G_ASCII_DTOSTR_BUF_SIZE];

  for (int n = 1; n < FLOAT_DIGITS; n++) {
    g_snprintf (format, sizeof format, "%%.%de", n - 1);
    g_ascii_formatd (digits, sizeof digits, format, (double) value);
    if ((float) g_ascii_strtod (digits, NULL) == value)
      return n;
  }
  return FLOAT_DIGITS;
}

char *
gradus_number_format_setting (double value)
{
  const gboolean is_float = (double) (float) value == value;
  const int n_digits = is_float ? count_float_digits ((float) value) : SETTING_DIGITS;

  return format_to (value, n_digits, n_digits, SETTING_END);
}

/* Only what is whole is 100 %, and only what is nothing is 0 %. */
char *
gradus_number_format_percent (double share)
{
  if (share > 0 && share < 0.005)
    return g_strdup ("<1 %");
  if (share < 1 && share >= 0.995)
    return g_strdup (">99 %");
  return g_strdup_printf ("%.0f %%", 100 * share);
}

char *
gradus_number_format_share (double share)
{
  GString *text = g_string_new (NULL);
  double percent = round (1000 * share) / 10;

  if (!isfinite (share))
    return g_string_free (g_string_append (text, "not finite"), FALSE);
  if (share > 0 && share < 1)
    percent = CLAMP (percent, 0.1, 99.9);
  append_decimal (text, percent, 1);
  g_string_append (text, " %");
  return g_string_free (text, FALSE);
}

char *
gradus_number_format_count (guint64 value)
{
  GString *text = g_string_new (NULL);
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, value);

  append_grouped (text, digits);
  return g_string_free (text, FALSE);
}

/* Of steps below that labels have powers of ten, as measurements have. */
#define SMALLEST_PLAIN_STEP 1e-5

static void
append_small_tick (GString *text, double value, double step)
{
  const int exponent = (int) floor (log10 (fabs (value)) + 1e-9);

  append_decimal (text, value / pow (10, exponent),
                  MAX (exponent - (int) floor (log10 (step) + 1e-9), 0));
  g_string_append (text, "·10");
  append_superscript (text, exponent);
}

/* As many digits as the step between two ticks needs: labels are told apart, and no more. */
char *
gradus_number_format_tick (double value, double step)
{
  GString *text = g_string_new (NULL);
  double unit = fabs (value) >= 1e9   ? 1e9
                : fabs (value) >= 1e6 ? 1e6
                : fabs (value) >= 1e3 ? 1e3
                                      : 1;

  if (step < SMALLEST_PLAIN_STEP && fabs (value) >= step / 2) {
    append_small_tick (text, value, step);
    return g_string_free (text, FALSE);
  }
  append_decimal (text, value / unit, MAX ((int) ceil (-log10 (step / unit) - 1e-9), 0));
  g_string_append (text, unit == 1e9 ? "G" : unit == 1e6 ? "M" : unit == 1e3 ? "k" : "");
  return g_string_free (text, FALSE);
}

char *
gradus_number_format_decade (int exponent)
{
  GString *text = g_string_new (NULL);

  if (exponent >= -3 && exponent <= 3) {
    append_decimal (text, pow (10, exponent), MAX (-exponent, 0));
  } else {
    g_string_append (text, "10");
    append_superscript (text, exponent);
  }
  return g_string_free (text, FALSE);
}

char *
gradus_number_format_index (const char *name, guint index)
{
  static const char *const digits[] = { "₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉" };
  GString *text = g_string_new (name);
  char plain[16];

  g_snprintf (plain, sizeof plain, "%u", index);
  for (const char *p = plain; *p; p++)
    g_string_append (text, digits[*p - '0']);
  return g_string_free (text, FALSE);
}

/* -- Reading ----------------------------------------------------------------------------------- */

static void
replace_all (GString *text, const char *what, const char *with)
{
  g_string_replace (text, what, with, 0);
}

/* The sign or digit that stands raised here, or 0. */
static char
find_superscript (const char *at)
{
  if (g_str_has_prefix (at, RAISED_MINUS))
    return '-';
  for (guint i = 0; i < G_N_ELEMENTS (superscripts); i++)
    if (g_str_has_prefix (at, superscripts[i]))
      return (char) ('0' + i);
  return 0;
}

/* "10⁻⁵" becomes "10^-5". */
static void
lower_superscripts (GString *text)
{
  g_autofree char *from = g_strdup (text->str);
  gboolean is_raised = FALSE;
  const char *next;

  g_string_truncate (text, 0);
  for (const char *at = from; *at; at = next) {
    const char raised = find_superscript (at);

    next = g_utf8_next_char (at);
    if (raised && !is_raised)
      g_string_append_c (text, '^');
    if (raised)
      g_string_append_c (text, raised);
    else
      g_string_append_len (text, at, next - at);
    is_raised = raised != 0;
  }
}

/* The signs of a number as people write it become those of ASCII: what is as wide as a Chinese
 * letter, what stands raised, and every blank and minus. */
static char *
simplify_signs (const char *text)
{
  static const char *const minuses[] = { MINUS, "\u2010", "\u2011", "\u2012", "\u2013", "\ufe63" };
  g_autoptr (GString) lowered = g_string_new (text);
  g_autoptr (GString) simple = NULL;
  g_autofree char *plain = NULL;

  lower_superscripts (lowered);
  plain = g_utf8_normalize (lowered->str, -1, G_NORMALIZE_ALL_COMPOSE);
  simple = g_string_new (plain ? plain : "");
  for (guint i = 0; i < G_N_ELEMENTS (minuses); i++)
    replace_all (simple, minuses[i], "-");
  replace_all (simple, "\u2019", "'");
  return g_strstrip (g_string_free (g_steal_pointer (&simple), FALSE));
}

/* Digits with an optional decimal point or comma; thousands set apart by commas, points, blanks,
 * apostrophes or low lines, each followed by just three digits and the first by no leading 0:
 * "200,000" has thousands, "0,001" and "0,5" do not. A single point is a decimal one. */
#define PLAIN "(?<plain>[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)"
#define GROUPED "(?<grouped>[1-9][0-9]{0,2}([, '_])[0-9]{3}(?:\\g{-1}[0-9]{3})*(?:\\.[0-9]*)?)"
#define DECIMAL_COMMA                                                                              \
  "(?<comma>[1-9][0-9]{0,2}([. '])[0-9]{3}(?:\\g{-1}[0-9]{3})*,[0-9]+|[1-9][0-9]{0,2}(?:\\.[0-9]{3}){2,})"
#define POWER "(?: ?[eE]| ?[*x\u00b7\u00d7\u22c5] ?10 ?\\^ ?)(?<power>[+-]?[0-9]{1,5})"

static const GRegex *
get_form (void)
{
  static GRegex *form;

  if (g_once_init_enter (&form)) {
    GRegex *made = g_regex_new ("^(?<sign>[+-]?) ?(?:10\\^(?<ten>[+-]?[0-9]{1,5})|(?:" GROUPED
                                "|" DECIMAL_COMMA "|" PLAIN ")(?:" POWER ")?)$",
                                G_REGEX_OPTIMIZE | G_REGEX_DOLLAR_ENDONLY, 0, NULL);

    g_once_init_leave (&form, made);
  }
  return form;
}

static char *
fetch (const GMatchInfo *match, const char *part)
{
  char *text = g_match_info_fetch_named (match, part);

  return text ? text : g_strdup ("");
}

/* Appends the digits of a part of the text without what sets thousands apart. */
static void
append_digits (GString *plain, const GMatchInfo *match, const char *part, char decimal)
{
  g_autofree char *text = fetch (match, part);

  for (const char *at = text; *at; at++) {
    if (g_ascii_isdigit (*at))
      g_string_append_c (plain, *at);
    else if (*at == decimal || (decimal == 0 && (*at == '.' || *at == ',')))
      g_string_append_c (plain, '.');
  }
}

/* The number as C writes it. */
static char *
write_plainly (const GMatchInfo *match)
{
  g_autofree char *sign = fetch (match, "sign"), *ten = fetch (match, "ten"),
                  *power = fetch (match, "power");
  GString *plain = g_string_new (sign);

  append_digits (plain, match, "grouped", '.');
  append_digits (plain, match, "comma", ',');
  append_digits (plain, match, "plain", 0);
  if (*ten)
    g_string_append_printf (plain, "1e%s", ten);
  if (*power)
    g_string_append_printf (plain, "e%s", power);
  return g_string_free (plain, FALSE);
}

gboolean
gradus_number_parse (const char *text, double *value)
{
  g_autofree char *simple = simplify_signs (text), *plain = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  double number;

  if (!g_regex_match (get_form (), simple, 0, &match))
    return FALSE;
  plain = write_plainly (match);
  number = g_ascii_strtod (plain, NULL);
  if (!isfinite (number))
    return FALSE;
  *value = number;
  return TRUE;
}
