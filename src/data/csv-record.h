/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Splits a CSV file into records and fields, and reads fields as numbers. No field costs an
 * allocation. */

typedef struct {
  const char *text; /* points into the record, without quotes and outer space; not terminated */
  guint length;
  gboolean has_doubled_quotes; /* "" inside the text means one quote */
} GradusCsvField;

typedef enum {
  GRADUS_CSV_WHOLE,
  GRADUS_CSV_UNFINISHED,   /* the text ends before the record does */
  GRADUS_CSV_OPEN_QUOTE,   /* the text ends inside quotes */
  GRADUS_CSV_BEHIND_QUOTE, /* a closing quote is followed by something else than a separator */
  GRADUS_CSV_NUL,
  GRADUS_CSV_TOO_MANY, /* more fields than `most` */
} GradusCsvOutcome;

/* Splits the first record of n bytes of text into `fields` (of GradusCsvField, replaced). The
 * separator ' ' stands for any run of blanks and tabs, also before and behind all fields. With
 * `is_last` the text is the rest of the file, and the record may end without a line break. Sets
 * the number of bytes and of lines that the record takes. An empty line is a record without
 * fields. */
GradusCsvOutcome gradus_csv_split (const char *text, gsize n, gboolean is_last, char separator,
                                   guint most, GArray *fields, gsize *n_taken, guint *n_lines);

typedef enum {
  GRADUS_CSV_NUMBER,
  GRADUS_CSV_MISSING, /* nothing, ?, and what pandas takes for missing */
  GRADUS_CSV_MARK,    /* -, ., #DIV/0!, none and so on: missing among numbers, a text among texts */
  GRADUS_CSV_INFINITE, /* or beyond GRADUS_CELL_MOST */
  GRADUS_CSV_TEXT,
} GradusCsvKind;

/* Tells what a field holds and sets `value`: a number, correctly rounded to double and then to
 * float, or NaN where there is none. `point` is the decimal sign. */
GradusCsvKind gradus_csv_parse (const GradusCsvField *field, char point, float *value);

/* The field's text with single quotes for doubled ones; free with g_free(). */
char *gradus_csv_field_dup (const GradusCsvField *field);

G_END_DECLS
