/* SPDX-License-Identifier: MIT */
#include "experiment/json-text.h"

#include <stdlib.h>
#include <string.h>

/* Digits that every decimal survives, and that every double needs at most. */
#define FEWEST 15
#define MOST 17

/* In jansson's form: 1e-5 and 1e20 instead of 1e-05 and 1e+20, 1.0 instead of 1. */
static void
append_real (GString *text, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE], *exponent;

  for (int precision = FEWEST; precision <= MOST; precision++) {
    char format[8];

    g_snprintf (format, sizeof format, "%%.%dg", precision);
    g_ascii_formatd (digits, sizeof digits, format, value);
    if (g_ascii_strtod (digits, NULL) == value)
      break;
  }
  exponent = strchr (digits, 'e');
  if (exponent)
    g_string_append_printf (text, "%.*se%d", (int) (exponent - digits), digits,
                            atoi (exponent + 1));
  else
    g_string_append_printf (text, "%s%s", digits, strchr (digits, '.') ? "" : ".0");
}

/* The length of the string at `quote`, with its quotes. */
static gsize
measure_string (const char *quote)
{
  const char *at = quote + 1;

  while (*at != '"')
    at += *at == '\\' ? 2 : 1;
  return (gsize) (at + 1 - quote);
}

char *
gradus_json_text (const json_t *root, gsize flags)
{
  char *whole = json_dumps (root, flags | JSON_REAL_PRECISION (MOST));
  GString *text = g_string_sized_new (strlen (whole));

  for (const char *at = whole; *at;) {
    const gsize n_number = strspn (at, "-+.0123456789eE"), n_integer = strspn (at, "-0123456789");
    gsize n = 1;

    if (*at == '"')
      n = measure_string (at);
    else if (n_integer > 0)
      n = n_number;
    if (n_integer > 0 && n_number > n_integer)
      append_real (text, g_ascii_strtod (at, NULL));
    else
      g_string_append_len (text, at, (gssize) n);
    at += n;
  }
  free (whole);
  return g_string_free (text, FALSE);
}
