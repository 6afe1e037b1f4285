/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/csv-record.h"

G_BEGIN_DECLS

/* GradusCsvDialect: how a CSV file is written, guessed from its beginning. */
typedef struct {
  char separator; /* comma, semicolon or tab */
  char point;     /* the decimal sign: '.' or ',' */
  gboolean has_header;
  GArray *is_text; /* of gboolean: for each column whether it holds texts */
} GradusCsvDialect;

/* The number of records that the guess looks at. */
#define GRADUS_CSV_SNIFFED 1000

/* Guesses from the first n bytes of a file; `is_last` if these are all, `most` is the greatest
 * number of columns. The separator is the one by which most records have the same number of
 * fields and most fields are numbers. A column is text if most of its fields are. The file has a
 * header if a column of numbers begins with a text, or if no column holds numbers. Free with
 * gradus_csv_dialect_clear(). */
void gradus_csv_dialect_init (GradusCsvDialect *dialect, const char *text, gsize n,
                              gboolean is_last, guint most);
void gradus_csv_dialect_clear (GradusCsvDialect *dialect);

G_END_DECLS
