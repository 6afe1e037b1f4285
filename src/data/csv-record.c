/* SPDX-License-Identifier: MIT */
#include "data/csv-record.h"

#include <math.h>
#include <string.h>

#include "data/rows.h"

/* The highest power of ten that a double holds exactly, the digits that surely fit 64 bits, and
 * the first whole number whose successor a double cannot hold. */
#define EXACT_POWER 22
#define MOST_DIGITS 19
#define EXACT_MANTISSA (G_GUINT64_CONSTANT (1) << 53)

/* Longer fields are texts: a number needs no more, and the copy stays on the stack. */
#define LONGEST_NUMBER 400

static const double powers[EXACT_POWER + 1] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

/* -- Records ----------------------------------------------------------------------------------- */

static gboolean
is_space (char c, char separator)
{
  return c == ' ' || (c == '\t' && separator != '\t');
}

static gboolean
is_end (char c, char separator)
{
  return c == separator || c == '\n' || c == '\r' || (separator == ' ' && c == '\t');
}

/* Some programs write \" for a quote inside a text. Before a separator the backslash is the last
 * letter of the text. */
static gboolean
is_escaped (const char *quote, const char *from, const char *end, char separator)
{
  return quote > from && quote[-1] == '\\' && quote + 1 < end && quote[1] != '"' &&
         !is_end (quote[1], separator);
}

/* `at` stands after the opening quote; moves it to after the closing one. A quote at the end of a
 * piece may be the first of two. */
static GradusCsvOutcome
take_quoted (const char **at, const char *end, gboolean is_last, char separator,
             GradusCsvField *field, guint *n_lines)
{
  const char *p = *at;

  field->text = p;
  for (;;) {
    while (p < end && *p != '"' && *p != '\0' && *p != '\n')
      p++;
    if (p == end || (p + 1 == end && *p == '"' && !is_last))
      return GRADUS_CSV_OPEN_QUOTE;
    if (*p == '\0')
      return GRADUS_CSV_NUL;
    if (*p == '"' && p + 1 < end && p[1] == '"') {
      field->has_doubled_quotes = TRUE;
      p += 2;
      continue;
    }
    if (*p == '"' && !is_escaped (p, *at, end, separator))
      break;
    *n_lines += *p == '\n';
    p++;
  }
  field->length = (guint) (p - field->text);
  *at = p + 1;
  return GRADUS_CSV_WHOLE;
}

/* The first loop is the fast one: every byte above CR is either text or the separator. */
static GradusCsvOutcome
take_plain (const char **at, const char *end, gboolean is_last, char separator,
            GradusCsvField *field)
{
  const char *p = *at, *last;

  field->text = p;
  while (p < end && *p != separator && (guchar) *p > '\r')
    p++;
  while (p < end && !is_end (*p, separator) && *p != '\0')
    p++;
  if (p == end && !is_last)
    return GRADUS_CSV_UNFINISHED;
  if (p < end && *p == '\0')
    return GRADUS_CSV_NUL;
  for (last = p; last > field->text && is_space (last[-1], separator);)
    last--;
  field->length = (guint) (last - field->text);
  *at = p;
  return GRADUS_CSV_WHOLE;
}

static GradusCsvOutcome
take_field (const char **at, const char *end, gboolean is_last, char separator,
            GradusCsvField *field, guint *n_lines)
{
  GradusCsvOutcome outcome;

  field->has_doubled_quotes = FALSE;
  while (*at < end && is_space (**at, separator))
    ++*at;
  if (*at == end || **at != '"')
    return take_plain (at, end, is_last, separator, field);
  ++*at;
  outcome = take_quoted (at, end, is_last, separator, field, n_lines);
  if (outcome != GRADUS_CSV_WHOLE)
    return outcome;
  while (separator != ' ' && *at < end && is_space (**at, separator))
    ++*at;
  if (*at == end)
    return is_last ? GRADUS_CSV_WHOLE : GRADUS_CSV_UNFINISHED;
  return is_end (**at, separator) ? GRADUS_CSV_WHOLE : GRADUS_CSV_BEHIND_QUOTE;
}

/* Takes LF, CR LF or CR. FALSE if a CR ends the text, because an LF may follow in the next
 * piece. */
static gboolean
take_line_break (const char **at, const char *end, gboolean is_last)
{
  if (**at == '\r') {
    if (*at + 1 == end && !is_last)
      return FALSE;
    ++*at;
    if (*at == end || **at != '\n')
      return TRUE;
  }
  ++*at;
  return TRUE;
}

/* Any run of blanks separates, but none behind the last field. FALSE if a run may go on in the
 * next piece. */
static gboolean
skip_blanks (const char **at, const char *end, gboolean is_last)
{
  while (*at < end && is_space (**at, ' '))
    ++*at;
  return *at < end || is_last;
}

/* Returns the n-th field. The array doubles: a g_array_set_size() for each field would take a
 * tenth of the time of reading a file. */
static GradusCsvField *
make_room (GArray *fields, guint n)
{
  if (n == fields->len)
    g_array_set_size (fields, 2 * n + 16);
  return &g_array_index (fields, GradusCsvField, n);
}

/* A line with nothing in it is no record of one empty field, so it has no fields. */
GradusCsvOutcome
gradus_csv_split (const char *text, gsize n, gboolean is_last, char separator, guint most,
                  GArray *fields, gsize *n_taken, guint *n_lines)
{
  const char *at = text, *end = text + n;
  guint n_fields = 0;

  *n_lines = 1;
  for (;;) {
    GradusCsvField *field = make_room (fields, n_fields);
    GradusCsvOutcome outcome = take_field (&at, end, is_last, separator, field, n_lines);

    if (outcome != GRADUS_CSV_WHOLE)
      return outcome;
    if (n_fields++ == most)
      return GRADUS_CSV_TOO_MANY;
    if (separator == ' ' && !skip_blanks (&at, end, is_last))
      return GRADUS_CSV_UNFINISHED;
    if (at == end)
      break;
    if (separator == ' ' && *at != '\n' && *at != '\r')
      continue;
    if (*at == separator) {
      at++;
      continue;
    }
    if (!take_line_break (&at, end, is_last))
      return GRADUS_CSV_UNFINISHED;
    break;
  }
  *n_taken = (gsize) (at - text);
  if (n_fields == 1 && g_array_index (fields, GradusCsvField, 0).length == 0)
    n_fields = 0;
  g_array_set_size (fields, n_fields);
  return GRADUS_CSV_WHOLE;
}

/* Each doubled quote stands for one, so the second is passed over. */
char *
gradus_csv_field_dup (const GradusCsvField *field)
{
  char *text = g_strndup (field->text, field->length), *to = text;

  if (!field->has_doubled_quotes)
    return text;
  for (const char *from = text; *from; from++, to++) {
    *to = *from;
    if (from[0] == '"' && from[1] == '"')
      from++;
  }
  *to = '\0';
  return text;
}

/* -- Numbers ----------------------------------------------------------------------------------- */

static GradusCsvKind
finish_number (double value, float *out)
{
  if (!(fabs (value) <= (double) GRADUS_CELL_MOST))
    return GRADUS_CSV_INFINITE;
  *out = (float) value;
  return GRADUS_CSV_NUMBER;
}

/* For numbers that parse_number() cannot compute exactly; their syntax is already checked. */
static GradusCsvKind
parse_slowly (const GradusCsvField *field, char point, float *value)
{
  char text[LONGEST_NUMBER + 1];

  if (field->length > LONGEST_NUMBER)
    return GRADUS_CSV_TEXT;
  memcpy (text, field->text, field->length);
  text[field->length] = '\0';
  if (point != '.')
    g_strdelimit (text, ",", '.');
  return finish_number (g_ascii_strtod (text, NULL), value);
}

static gboolean
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

/* Appends the digits at `at` to the mantissa and returns their number. The mantissa overflows after
 * MOST_DIGITS digits in all; the caller checks that. */
static guint
take_digits (const char **at, const char *end, guint64 *mantissa)
{
  const char *from = *at;
  const char *p = from;
  guint64 value = *mantissa;

  for (; p < end && is_digit (*p); p++)
    value = value * 10 + (guint64) (*p - '0');
  *mantissa = value;
  *at = p;
  return (guint) (p - from);
}

static gboolean
take_exponent (const char **at, const char *end, int *exponent)
{
  const char *p = *at + 1;
  const gboolean is_negative = p < end && *p == '-';
  int value = 0;

  p += p < end && (*p == '-' || *p == '+') ? 1 : 0;
  if (p == end)
    return FALSE;
  /* 99999 keeps it from overflowing; such a number is infinite or 0 anyway. */
  for (; p < end && is_digit (*p); p++)
    value = MIN (value * 10 + (*p - '0'), 99999);
  *exponent += is_negative ? -value : value;
  *at = p;
  return TRUE;
}

static GradusCsvKind
parse_number (const GradusCsvField *field, char point, float *value)
{
  const char *at = field->text, *end = at + field->length;
  const gboolean is_negative = *at == '-';
  guint64 mantissa = 0;
  guint n_whole, n_broken = 0;
  int exponent = 0;
  double result;

  at += *at == '-' || *at == '+' ? 1 : 0;
  n_whole = take_digits (&at, end, &mantissa);
  if (at < end && *at == point) {
    at++;
    n_broken = take_digits (&at, end, &mantissa);
    exponent = -(int) n_broken;
  }
  if (n_whole + n_broken == 0 ||
      (at < end && (*at == 'e' || *at == 'E') && !take_exponent (&at, end, &exponent)) || at != end)
    return GRADUS_CSV_TEXT;
  if (n_whole + n_broken > MOST_DIGITS || mantissa >= EXACT_MANTISSA ||
      ABS (exponent) > EXACT_POWER)
    return parse_slowly (field, point, value);
  /* Both operands are exact doubles, so the one operation rounds correctly (Clinger 1990). */
  result =
      exponent < 0 ? (double) mantissa / powers[-exponent] : (double) mantissa * powers[exponent];
  return finish_number (is_negative ? -result : result, value);
}

/* Longer fields are none of the words below. */
#define LONGEST_WORD 9

/* A field may have zeros in it, where a comparison of texts would end. */
static gboolean
is_one_of (const GradusCsvField *field, const char *const *words)
{
  for (guint i = 0; words[i]; i++) {
    if (strlen (words[i]) == field->length &&
        g_ascii_strncasecmp (words[i], field->text, field->length) == 0)
      return TRUE;
  }
  return FALSE;
}

/* As pandas' read_csv() has them, letter for letter: Na is sodium. "?" is that of the UCI
 * repository. */
static gboolean
is_missing (const GradusCsvField *field)
{
  static const char *const words[] = {
    "?",    "NA",  "N/A",  "NaN",  "nan",    "NULL",    "null",    "None",     "n/a",      "<NA>",
    "#N/A", "#NA", "-NaN", "-nan", "1.#IND", "-1.#IND", "1.#QNAN", "-1.#QNAN", "#N/A N/A", NULL,
  };

  if (field->length > LONGEST_WORD || !strchr ("?Nn<#-1", *field->text))
    return FALSE;
  for (guint i = 0; words[i]; i++) {
    if (strlen (words[i]) == field->length && memcmp (words[i], field->text, field->length) == 0)
      return TRUE;
  }
  return FALSE;
}

static GradusCsvKind
parse_word (const GradusCsvField *field)
{
  static const char *const marks[] = {
    "-",     "--",   "---",     ".",       "..",     "...",    "*",     "\xe2\x80\x93",
    "na",    "n.a.", "n/a",     "nan",     "-nan",   "none",   "null",  "\xe2\x80\x94",
    "#n/a",  "nil",  "#div/0!", "#value!", "#name?", "#null!", "#num!", "\xe2\x80\xa6",
    "#ref!", NULL,
  };
  static const char *const infinite[] = { "inf", "infinity", NULL };
  GradusCsvField bare = *field;

  if (field->length > LONGEST_WORD)
    return GRADUS_CSV_TEXT;
  if (is_one_of (field, marks))
    return GRADUS_CSV_MARK;
  if (*bare.text == '-' || *bare.text == '+') {
    bare.text++;
    bare.length--;
  }
  return is_one_of (&bare, infinite) ? GRADUS_CSV_INFINITE : GRADUS_CSV_TEXT;
}

GradusCsvKind
gradus_csv_parse (const GradusCsvField *field, char point, float *value)
{
  GradusCsvKind kind;

  *value = NAN;
  if (field->length == 0)
    return GRADUS_CSV_MISSING;
  /* Most fields are numbers, so the comparisons with words come after. */
  kind = parse_number (field, point, value);
  if (kind != GRADUS_CSV_TEXT)
    return kind;
  return is_missing (field) ? GRADUS_CSV_MISSING : parse_word (field);
}
