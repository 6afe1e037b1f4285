/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/csv-tally.h"
#include "data/hints.h"

G_BEGIN_DECLS

/* What the second and third line of a file of Orange say of a column. */
typedef enum {
  GRADUS_CSV_ROLE_NONE,
  GRADUS_CSV_ROLE_TARGET,
  GRADUS_CSV_ROLE_LEFT_OUT,
} GradusCsvRole;

typedef struct {
  GradusCsvPlan plan;
  GradusCsvRole role;
  gboolean is_texts_by_file; /* numbers that name classes, says the file */
} GradusCsvColumn;

/* GradusCsvDialect: how a CSV file is written, guessed from its beginning. */
typedef struct {
  char separator; /* see GradusTextForm in data/records.h */
  char point;
  gboolean has_header;
  gboolean has_row_names; /* the header has no name for the first column */
  gboolean has_ends;      /* each sample, but not the header, ends with a separator */
  guint n_head;           /* records of the header: 0, 1, or 3 with those of Orange's types */
  guint64 first_line;     /* of the first record, from 1 */
  guint width;            /* fields of a record */
  GArray *columns;        /* of GradusCsvColumn */
} GradusCsvDialect;

/* The number of records that the guess looks at. */
#define GRADUS_CSV_SNIFFED 1000

/* Guesses from the first n bytes of a file; `is_last` if these are all, `most` is the greatest
 * number of columns. The separator is what the first line says ("sep=;"), or that by which most
 * records have the same number of fields and most fields are numbers. Lines of one field before
 * the others are titles. The file has a header if a column of numbers begins with a text; or with
 * years or other numbers in their order; or if no column holds numbers and no text of the first
 * record is there again. Free with gradus_csv_dialect_clear(). */
void gradus_csv_dialect_init (GradusCsvDialect *dialect, const char *text, gsize n,
                              gboolean is_last, guint most, const GradusHints *hints);
void gradus_csv_dialect_clear (GradusCsvDialect *dialect);

/* Splits the next record, as gradus_csv_split() does. A line that begins with # or % and has
 * another number of fields than the columns is a comment: then there are no fields. */
GradusCsvOutcome gradus_csv_dialect_split (const GradusCsvDialect *dialect, const char *text,
                                           gsize n, gboolean is_last, guint most, GArray *fields,
                                           gsize *n_taken, guint *n_lines, gboolean *is_comment);

/* The bytes of so many lines, or of less where the text ends. */
gsize gradus_csv_measure_lines (const char *text, gsize n, guint64 n_lines);

G_END_DECLS
