/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/numerals.h"

G_BEGIN_DECLS

/* GradusCsvTally: what the fields of a column are, counted over the beginning of a file or over
 * all of it, and what the column is by that. */
typedef struct {
  guint64 n_numbers, n_texts, n_bracketed;
  guint64 n_broken; /* plain numbers that are not whole */
  guint8 ways;      /* in which all numbers so far can be read, see data/numerals.h */
  const char *unit; /* of the first number */
  float low, high;  /* of plain numbers */
  char *mark;       /* the first of the marks for missing numbers; or NULL */
  gboolean do_marks_differ;
  char *odd, *unlike; /* the first text; the first number of another unit or way than those
                           before; or NULL */
  guint64 odd_line, unlike_line;
} GradusCsvTally;

/* How a column is to be read. */
typedef struct {
  gboolean is_text;
  gboolean is_mixed;       /* texts because of some, though most are numbers: see `odd` */
  GradusNumerals numerals; /* of numbers */
  char *odd;               /* or NULL */
  guint64 odd_line;
} GradusCsvPlan;

void gradus_csv_tally_clear (GradusCsvTally *tally);

/* Counts a field of that line; `missing` are texts that mean that there is no value, or NULL. */
void gradus_csv_tally_add (GradusCsvTally *tally, const GradusCsvField *field, guint64 line,
                           char **missing);

/* Whether a field is one of these texts. */
gboolean gradus_csv_is_named (const GradusCsvField *field, char **missing);

/* Whether most fields are numbers. */
gboolean gradus_csv_tally_is_numbers (const GradusCsvTally *tally);

/* A column is numbers if all that is not missing is, in one way; else texts. Where several ways
 * fit, those with the decimal sign of the file come first. */
GradusCsvPlan gradus_csv_tally_plan (const GradusCsvTally *tally, char point);
void gradus_csv_plan_clear (GradusCsvPlan *plan);

/* The decimal sign of a file by the tallies (of GradusCsvTally) of its columns. */
char gradus_csv_tally_find_point (const GArray *tallies, char separator);

G_END_DECLS
