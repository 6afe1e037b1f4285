/* SPDX-License-Identifier: MIT */
#include "plot/number.h"

#include <math.h>
#include <string.h>

static void
append_superscript (GString *text, int exponent)
{
  static const char *const digits[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  char plain[16];

  g_snprintf (plain, sizeof plain, "%d", exponent);
  for (const char *p = plain; *p; p++)
    g_string_append (text, *p == '-' ? "⁻" : digits[*p - '0']);
}

/* Like printf(), with a decimal point in every locale and without trailing zeros. */
static void
append_decimal (GString *text, double value, int decimals)
{
  char format[8], digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 9));
  value += 0.0; /* -0 is 0 */
  g_ascii_formatd (digits, sizeof digits, format, value);
  g_string_append (text, digits);
  if (!strchr (digits, '.'))
    return;
  while (text->str[text->len - 1] == '0')
    g_string_truncate (text, text->len - 1);
  if (text->str[text->len - 1] == '.')
    g_string_truncate (text, text->len - 1);
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
format_to (double value, int n_digits, int n_power_digits)
{
  GString *text = g_string_new (NULL);
  int exponent;

  if (!isfinite (value))
    return g_string_free (g_string_append (text, "not finite"), FALSE);
  exponent = find_exponent (value, n_digits);
  if (exponent >= -4 && exponent < 6) {
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
  return format_to (value, 4, 3);
}

char *
gradus_number_format_short (double value)
{
  return format_to (value, 2, 2);
}

char *
gradus_number_format_count (guint64 value)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%" G_GUINT64_FORMAT, value);
  for (gssize at = (gssize) text->len - 3; at > 0; at -= 3)
    g_string_insert_c (text, at, ',');
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
  const int decimals = MAX ((int) ceil (-log10 (step / unit) - 1e-9), 0);
  const gboolean is_nothing = fabs (value / unit) < 0.5 * pow (10, -decimals); /* no "-0" */

  append_decimal (text, is_nothing ? 0 : value / unit, decimals);
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
