/* SPDX-License-Identifier: MIT */
#include "data/numerals.h"

#include <math.h>
#include <string.h>

/* Longer fields are no numbers that people write with thousands or units, but may be plain. */
#define LONGEST 64

const GradusNumerals gradus_numerals[GRADUS_N_NUMERALS] = {
  { '.', '\0', NULL }, { '.', ',', NULL }, { '.', ' ', NULL }, { '.', '\'', NULL },
  { ',', '\0', NULL }, { ',', '.', NULL }, { ',', ' ', NULL }, { ',', '\'', NULL },
};

/* A longer sign before one that it begins with. */
static const char *const units[] = {
  "%", "US$", "A$", "C$", "R$", "$",  "€",   "£",   "¥",   "₩",   "₹",   "₽", "₺",  "₫",
  "฿", "₪",   "₴",  "원", "円", "元", "USD", "EUR", "GBP", "JPY", "KRW", "CHF", NULL,
};

/* A field without sign, unit and brackets; its blanks and apostrophes are ' ' and '\''. */
typedef struct {
  char text[LONGEST + 1];
  guint n;
  gboolean is_negative, is_bracketed;
  const char *unit;
} Numeral;

const char *
gradus_numerals_find_unit (const char *unit)
{
  for (guint i = 0; units[i]; i++) {
    if (g_str_equal (units[i], unit))
      return units[i];
  }
  return NULL;
}

/* -- Taking apart ------------------------------------------------------------------------------ */

static gboolean
begins_with (const char *text, const char *end, const char *prefix)
{
  const gsize n = strlen (prefix);

  return (gsize) (end - text) >= n && memcmp (text, prefix, n) == 0;
}

/* Appends the field with one sign for all that look alike. */
static void
simplify (const GradusCsvField *field, Numeral *numeral)
{
  static const struct {
    const char *from;
    char to;
  } alike[] = { { "\xc2\xa0", ' ' },     { "\xe2\x80\xaf", ' ' },  { "\xe2\x80\x89", ' ' },
                { "\xe2\x80\x87", ' ' }, { "\xe2\x80\x99", '\'' }, { "\xe2\x88\x92", '-' },
                { "\xe2\x80\x93", '-' }, { "\xef\xbc\x8d", '-' } };
  const char *at = field->text, *end = at + field->length;

  while (at < end) {
    guint i = 0;

    if (!((guchar) *at & 0x80)) {
      numeral->text[numeral->n++] = *at++;
      continue;
    }
    while (i < G_N_ELEMENTS (alike) && !begins_with (at, end, alike[i].from))
      i++;
    if (i < G_N_ELEMENTS (alike)) {
      numeral->text[numeral->n++] = alike[i].to;
      at += strlen (alike[i].from);
    } else
      numeral->text[numeral->n++] = *at++;
  }
}

static void
drop_first (Numeral *numeral, gsize n)
{
  numeral->n -= (guint) n;
  memmove (numeral->text, numeral->text + n, numeral->n);
  while (numeral->n > 0 && *numeral->text == ' ')
    memmove (numeral->text, numeral->text + 1, --numeral->n);
}

static void
drop_last (Numeral *numeral, gsize n)
{
  numeral->n -= (guint) n;
  while (numeral->n > 0 && numeral->text[numeral->n - 1] == ' ')
    numeral->n--;
}

static gboolean
drop_sign (Numeral *numeral)
{
  if (numeral->n == 0 || (*numeral->text != '-' && *numeral->text != '+'))
    return FALSE;
  numeral->is_negative = *numeral->text == '-';
  drop_first (numeral, 1);
  return TRUE;
}

static void
drop_unit (Numeral *numeral)
{
  for (guint i = 0; units[i]; i++) {
    const gsize n = strlen (units[i]);

    if (numeral->n <= n)
      continue;
    if (i > 0 && memcmp (numeral->text, units[i], n) == 0)
      drop_first (numeral, n);
    else if (memcmp (numeral->text + numeral->n - n, units[i], n) == 0)
      drop_last (numeral, n);
    else
      continue;
    numeral->unit = units[i];
    return;
  }
}

/* “-$5” and “$-5” are the same; one sign is enough. */
static gboolean
take_apart (const GradusCsvField *field, Numeral *numeral)
{
  gboolean has_sign;

  numeral->n = 0;
  numeral->is_negative = numeral->is_bracketed = FALSE;
  numeral->unit = NULL;
  if (field->length > LONGEST)
    return FALSE;
  simplify (field, numeral);
  drop_first (numeral, 0);
  drop_last (numeral, 0);
  if (numeral->n > 2 && *numeral->text == '(' && numeral->text[numeral->n - 1] == ')') {
    drop_first (numeral, 1);
    drop_last (numeral, 1);
    numeral->is_bracketed = TRUE;
  }
  has_sign = drop_sign (numeral);
  drop_unit (numeral);
  if (!has_sign)
    has_sign = drop_sign (numeral);
  if (has_sign && numeral->is_bracketed)
    return FALSE;
  numeral->is_negative = numeral->is_negative || numeral->is_bracketed;
  return numeral->n > 0;
}

/* -- Reading ----------------------------------------------------------------------------------- */

static guint
count_digits (const char *text, guint n)
{
  guint i = 0;

  while (i < n && g_ascii_isdigit (text[i]))
    i++;
  return i;
}

/* The whole part: digits alone, or groups of three. The groups before the last may be of two, as
 * in 12,34,567. Returns the length, or 0. */
static guint
measure_whole (const Numeral *numeral, char thousands)
{
  guint at = count_digits (numeral->text, numeral->n), group;

  if (!thousands || at >= numeral->n || numeral->text[at] != thousands)
    return at;
  if (at == 0 || at > 3 || *numeral->text == '0')
    return 0;
  while (at < numeral->n && numeral->text[at] == thousands) {
    const gboolean is_last_of_two =
        (group = count_digits (numeral->text + at + 1, numeral->n - at - 1)) == 2 &&
        (at + 3 >= numeral->n || numeral->text[at + 3] != thousands);

    if ((group != 3 && group != 2) || is_last_of_two)
      return 0;
    at += 1 + group;
  }
  return at;
}

static gboolean
is_exponent (const char *text, guint n)
{
  guint at = 1;

  if (n < 2 || (*text != 'e' && *text != 'E'))
    return FALSE;
  at += text[1] == '-' || text[1] == '+';
  return at < n && at + count_digits (text + at, n - at) == n;
}

static gboolean
is_written_so (const Numeral *numeral, char point, char thousands)
{
  const guint whole = measure_whole (numeral, thousands);
  const char *rest = numeral->text + whole;
  guint n = numeral->n - whole, broken = 0;

  if (n > 0 && *rest == point) {
    broken = count_digits (rest + 1, n - 1);
    rest += 1 + broken;
    n -= 1 + broken;
  }
  return whole + broken > 0 && (n == 0 || (!thousands && is_exponent (rest, n)));
}

/* Of a long number every digit may count, but nothing is taken out of it. */
static GradusNumeralsTrial
try_plain (const GradusCsvField *field)
{
  GradusNumeralsTrial trial = { 0 };
  float value;

  for (guint i = 0; i < GRADUS_N_NUMERALS; i++) {
    if (!gradus_numerals[i].thousands &&
        gradus_csv_parse (field, gradus_numerals[i].point, &value) == GRADUS_CSV_NUMBER)
      trial.ways |= (guint8) (1u << i);
  }
  return trial;
}

GradusNumeralsTrial
gradus_numerals_try (const GradusCsvField *field)
{
  GradusNumeralsTrial trial = { 0 };
  Numeral numeral;

  if (field->length > 0 && count_digits (field->text, field->length) == field->length) {
    trial.ways = 0xff;
    return trial;
  }
  if (field->length > LONGEST)
    return try_plain (field);
  if (!take_apart (field, &numeral))
    return trial;
  for (guint i = 0; i < GRADUS_N_NUMERALS; i++) {
    if (is_written_so (&numeral, gradus_numerals[i].point, gradus_numerals[i].thousands))
      trial.ways |= (guint8) (1u << i);
  }
  trial.unit = numeral.unit;
  trial.is_bracketed = numeral.is_bracketed;
  return trial;
}

/* What stands between the thousands is taken out; then the number is plain. */
GradusCsvKind
gradus_numerals_parse (const GradusNumerals *numerals, const GradusCsvField *field, float *value)
{
  Numeral numeral;
  GradusCsvKind kind;
  guint n = 0;

  *value = NAN;
  if (!take_apart (field, &numeral) || numeral.unit != numerals->unit ||
      !is_written_so (&numeral, numerals->point, numerals->thousands))
    return GRADUS_CSV_TEXT;
  for (guint i = 0; i < numeral.n; i++) {
    if (!numerals->thousands || numeral.text[i] != numerals->thousands)
      numeral.text[n++] = numeral.text[i];
  }
  kind = gradus_csv_parse (&(GradusCsvField){ numeral.text, n, FALSE }, numerals->point, value);
  if (numeral.is_negative)
    *value = -*value;
  return kind;
}
