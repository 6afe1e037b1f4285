/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"

G_BEGIN_DECLS

/* GradusRecords: the content of a data file as a table: a row for each sample, named columns.
 * Which columns are learnt is decided later (data/import.h). Reference-counted. Nobody changes
 * it once a reader has filled it, so threads may share it. */

typedef enum {
  GRADUS_COLUMN_NUMBERS,
  GRADUS_COLUMN_CLASSES, /* few different texts: a cell is the number of its class */
  GRADUS_COLUMN_TEXTS,   /* too many different texts, or no values: not usable for learning */
} GradusColumnKind;

/* The most different texts that make classes. */
#define GRADUS_RECORDS_MAX_CLASSES 1000

#define GRADUS_RECORDS_MAX_COLUMNS 16384
#define GRADUS_RECORDS_MAX_ROWS 100000000
#define GRADUS_RECORDS_MAX_BYTES (G_GUINT64_CONSTANT (1) << 31)

typedef struct {
  char *name;
  GradusColumnKind kind;
  GPtrArray *classes;   /* of texts, in order of appearance; NULL for numbers */
  guint n_missing;      /* cells without a value; they hold NaN */
  guint64 missing_line; /* of the first of these cells, from 1 */
  guint block, at;      /* its cells: column `at` of that block */
} GradusColumn;

/* Columns whose cells lie together: (n_rows, n_columns). */
typedef struct {
  guint n_columns;
  guint n_named;     /* columns that gradus_records_add_columns() has added so far */
  gboolean is_bytes; /* guint8, else float */
  gpointer cells;
} GradusRecordsBlock;

/* The error for a table with nothing to learn from, and for a text that is no table. */
#define GRADUS_RECORDS_ONE_COLUMN                                                                  \
  "has one column only; give inputs and a target, "                                                \
  "in columns separated by commas, semicolons or tabs"

/* Whether the first line of a text file has the names of the columns. */
typedef enum {
  GRADUS_HEADER_AUTOMATIC, /* guess */
  GRADUS_HEADER_YES,
  GRADUS_HEADER_NO,
} GradusHeader;

/* In files: "automatic", "yes", "no"; ends with NULL. */
extern const char *const gradus_header_names[];

typedef struct {
  char *filename;
  GradusHeader header; /* as the caller asked */
  gboolean has_header; /* as it was found; FALSE if the file is no text */
  gboolean is_text;
  char *beside; /* another file that it was read from; NULL: none */
  char *format; /* in words: "CSV, columns separated by semicolons" */
  guint n_rows;
  GArray *columns; /* of GradusColumn */
  GArray *blocks;  /* of GradusRecordsBlock */
  int target;      /* the most likely target column; -1: none stands out */
  GradusPictureLayout picture;
} GradusRecords;

GradusRecords *gradus_records_new (const char *filename);
GradusRecords *gradus_records_ref (GradusRecords *records);
void gradus_records_unref (GradusRecords *records);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusRecords, gradus_records_unref)

/* Appends a block and takes over the cells, which came from g_malloc(). */
void gradus_records_add_block (GradusRecords *records, guint n_columns, gboolean is_bytes,
                               gpointer cells);

/* Adds the next n columns of the last block as numbers: "name" if n is 1, else "name 1" and so
 * on. */
void gradus_records_add_columns (GradusRecords *records, const char *name, guint n);

const GradusColumn *gradus_records_get_column (const GradusRecords *records, guint column);

/* The column of that name, or -1. */
int gradus_records_find_column (const GradusRecords *records, const char *name);

/* The number in a cell; NaN if it is missing. */
float gradus_records_get_value (const GradusRecords *records, guint row, guint column);

/* The text of a cell, "" if it is missing; free with g_free(). */
char *gradus_records_format_value (const GradusRecords *records, guint row, guint column);

/* Counts the missing cells of float columns from `first` on. The file has no lines, so rows
 * count as lines. */
void gradus_records_count_missing (GradusRecords *records, guint first);

/* Makes classes of a column of whole numbers: number i becomes names[i]. `names` ends with NULL. */
void gradus_records_name_classes (GradusRecords *records, guint column, const char *const *names);

G_END_DECLS
