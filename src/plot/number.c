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

char *
gradus_number_format_setting (double value)
{
  return format_to (value, SETTING_DIGITS, SETTING_DIGITS, SETTING_END);
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

/* As many digits as the step between two ticks needs: labels are told apart, and no more. */
char *
gradus_number_format_tick (double value, double step)
{
  GString *text = g_string_new (NULL);
  double unit = fabs (value) >= 1e9   ? 1e9
                : fabs (value) >= 1e6 ? 1e6
                : fabs (value) >= 1e3 ? 1e3
                                      : 1;

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

static gboolean
starts_group (const char *text)
{
  return g_ascii_isdigit (text[1]) && g_ascii_isdigit (text[2]) && g_ascii_isdigit (text[3]) &&
         !g_ascii_isdigit (text[4]);
}

/* Commas are between thousands where each is followed by just three digits and the first by no
 * leading 0: "200,000" has them, "0,001" and "0,5" do not. */
static gboolean
has_grouped_thousands (const char *text)
{
  const char *digits = text + strspn (text, "+-");

  if (*digits == '0' || strcspn (digits, ",") > 3)
    return FALSE;
  for (const char *comma = strchr (digits, ','); comma; comma = strchr (comma + 1, ','))
    if (!starts_group (comma))
      return FALSE;
  return TRUE;
}

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

/* "6.5·10⁻⁵", "6.5 x 10^-5" and "6.5*10⁻⁵" become "6.5e-5", and "10⁻⁵" becomes "1e-5". */
static void
simplify_power (GString *text)
{
  static const char *const times[] = { "·10^", "×10^", "*10^", "x10^", "⋅10^" };

  lower_superscripts (text);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    replace_all (text, times[i], "e");
  if (g_str_has_prefix (text->str, "10^"))
    g_string_overwrite (g_string_erase (text, 0, 1), 0, "1e");
  else if (g_str_has_prefix (text->str, "-10^"))
    g_string_overwrite (g_string_erase (text, 0, 1), 0, "-1e");
}

gboolean
gradus_number_parse (const char *text, double *value)
{
  static const char *const spaces[] = { " ", "\u00a0", "\u202f", "\u2009" };
  g_autoptr (GString) plain = g_string_new (text);
  double number;
  char *end;

  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    replace_all (plain, spaces[i], "");
  replace_all (plain, MINUS, "-");
  simplify_power (plain);
  replace_all (plain, ",", has_grouped_thousands (plain->str) ? "" : ".");
  number = g_ascii_strtod (plain->str, &end);
  if (end == plain->str || *end || !isfinite (number))
    return FALSE;
  *value = number;
  return TRUE;
}
