/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Records of a CSV file as fields, and fields as numbers. Nothing here allocates for a field. */

typedef struct {
  const char *text; /* in the record, without quotes and outer space; not terminated */
  guint length;
  gboolean has_doubled_quotes; /* each stands for one */
} GradusCsvField;

typedef enum {
  GRADUS_CSV_WHOLE,
  GRADUS_CSV_UNFINISHED,   /* its end is not in the text */
  GRADUS_CSV_OPEN_QUOTE,   /* the same, for want of a closing quote */
  GRADUS_CSV_BEHIND_QUOTE, /* something stands between a closing quote and the next separator */
  GRADUS_CSV_NUL,
  GRADUS_CSV_TOO_MANY, /* more fields than `most` */
} GradusCsvOutcome;

/* Takes the next record from the front of n bytes of text; at the end of a file (`is_last`) it need not end with a line break. How
 * many bytes it takes, and how many lines it begins, goes to the last two. An empty line is a record without fields. */
GradusCsvOutcome gradus_csv_split (const char *text, gsize n, gboolean is_last, char separator, guint most,
                                   GArray *fields, gsize *n_taken, guint *n_lines);

typedef enum {
  GRADUS_CSV_NUMBER,
  GRADUS_CSV_MISSING,
  GRADUS_CSV_INFINITE, /* or beyond float32 */
  GRADUS_CSV_TEXT,
} GradusCsvKind;

/* What a field is; writes the value of a number, and NaN for what is missing. Correctly rounded to double, then to float. */
GradusCsvKind gradus_csv_parse (const GradusCsvField *field, char point, float *value);

/* A new string. */
char *gradus_csv_field_dup (const GradusCsvField *field);

G_END_DECLS
