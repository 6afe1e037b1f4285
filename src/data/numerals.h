/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/csv-record.h"

G_BEGIN_DECLS

/* GradusNumerals: how people wrote the numbers of a column, all of them in one way. Plain numbers
 * have nothing between thousands and no unit. */
typedef struct {
  char point;       /* the decimal sign: '.' or ',' */
  char thousands;   /* between thousands: ',', '.', '\'', or ' ' for any blank; 0: nothing */
  const char *unit; /* a static text that stands before or behind the numbers and is passed over:
                       "%" (12.5% is 12.5) or a sign of a currency; NULL: none */
} GradusNumerals;

/* The ways of decimal sign and thousands; a set of them is an 8-bit mask. The first is that of
 * plain numbers. */
#define GRADUS_N_NUMERALS 8
extern const GradusNumerals gradus_numerals[GRADUS_N_NUMERALS];

/* What a field can be read as. */
typedef struct {
  guint8 ways;           /* in which of gradus_numerals it is a number; 0: in none */
  const char *unit;      /* its unit; NULL: none */
  gboolean is_bracketed; /* (5) for −5 */
} GradusNumeralsTrial;

/* How a field can be read: a number with +, -, U+2212 or brackets as sign, exponents where
 * nothing stands between the thousands, blanks that do not break, one unit. */
GradusNumeralsTrial gradus_numerals_try (const GradusCsvField *field);

/* Reads a field that is written so. Other kinds than GRADUS_CSV_NUMBER and GRADUS_CSV_INFINITE
 * mean that it is not. */
GradusCsvKind gradus_numerals_parse (const GradusNumerals *numerals, const GradusCsvField *field,
                                     float *value);

/* The static text of a unit, NULL if there is no such unit. */
const char *gradus_numerals_find_unit (const char *unit);

G_END_DECLS
