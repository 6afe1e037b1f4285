/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/csv-record.h"

G_BEGIN_DECLS

/* GradusCsvDialect: how a CSV file is written, as its beginning tells. */
typedef struct {
  char separator; /* comma, semicolon or tab */
  char point;     /* of decimals: a point or a comma */
  gboolean has_header;
  GArray *is_text; /* of gboolean, a column each */
} GradusCsvDialect;

/* So many records tell. */
#define GRADUS_CSV_SNIFFED 1000

/* From the first n bytes of a file. The separator is the one that makes most records alike and most of their fields numbers. A
 * column is of texts if most of its fields are. There is a header if a column of numbers begins with a text, or no
 * column is of numbers. */
void gradus_csv_dialect_init (GradusCsvDialect *dialect, const char *text, gsize n, gboolean is_last,
                              guint most);
void gradus_csv_dialect_clear (GradusCsvDialect *dialect);

G_END_DECLS
