/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"

G_BEGIN_DECLS

/* GradusRecords: what a file of data holds, before anybody has chosen what to learn from it: rows, one a sample, and named
 * columns. Reference-counted, and not changed once a reader has filled it: so threads share it. */

typedef enum {
  GRADUS_COLUMN_NUMBERS,
  GRADUS_COLUMN_CLASSES, /* texts, of which there are few: a cell is the number of its class */
  GRADUS_COLUMN_TEXTS,   /* too many different texts, or nothing at all: of no use for learning */
} GradusColumnKind;

/* So many different texts make classes. */
#define GRADUS_RECORDS_MAX_CLASSES 1000

#define GRADUS_RECORDS_MAX_COLUMNS 16384
#define GRADUS_RECORDS_MAX_ROWS 100000000
#define GRADUS_RECORDS_MAX_BYTES (G_GUINT64_CONSTANT (1) << 31)

typedef struct {
  char *name;
  GradusColumnKind kind;
  GPtrArray *classes;   /* of texts, by number, in order of appearance; NULL for numbers */
  guint n_missing;      /* cells without a value; they hold NaN */
  guint64 missing_line; /* of the first of these in the file, from 1 */
  guint block, at;      /* where its cells are */
} GradusColumn;

/* Columns that lie together: cells (n_rows, n_columns). */
typedef struct {
  guint n_columns;
  guint n_named;     /* that have a column by now */
  gboolean is_bytes; /* guint8, else float */
  gpointer cells;
} GradusRecordsBlock;

/* What is said of a table that holds nothing to learn from, or of a text that is no table. */
#define GRADUS_RECORDS_ONE_COLUMN                                                                            \
  "has one column only; give inputs and a target, in columns parted by commas, semicolons or tabs"

/* Whether the first line of a file of text has the names of its columns. */
typedef enum {
  GRADUS_HEADER_AUTOMATIC, /* as it looks */
  GRADUS_HEADER_YES,
  GRADUS_HEADER_NO,
} GradusHeader;

/* In files: "automatic", "yes", "no"; ends with NULL. */
extern const char *const gradus_header_names[];

typedef struct {
  char *filename;
  GradusHeader header; /* as it was asked for */
  gboolean has_header; /* as it was found; FALSE of what is no text */
  gboolean is_text;
  char *format; /* in words: "CSV, columns parted by semicolons" */
  guint n_rows;
  GArray *columns; /* of GradusColumn */
  GArray *blocks;  /* of GradusRecordsBlock */
  int target;      /* the column that is most likely to be learnt; -1: none stands out */
  GradusPictureShape shape;
} GradusRecords;

GradusRecords *gradus_records_new (const char *filename);
GradusRecords *gradus_records_ref (GradusRecords *records);
void gradus_records_unref (GradusRecords *records);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusRecords, gradus_records_unref)

/* Appends a block, which takes the cells, from g_malloc(). */
void gradus_records_add_block (GradusRecords *records, guint n_columns, gboolean is_bytes, gpointer cells);

/* The next n columns of the last block, numbers: one of that name, or "name 1" and so on where there are several. */
void gradus_records_add_columns (GradusRecords *records, const char *name, guint n);

const GradusColumn *gradus_records_get_column (const GradusRecords *records, guint column);

/* -1 where there is none of that name. */
int gradus_records_find_column (const GradusRecords *records, const char *name);

/* NaN where it is missing. */
float gradus_records_get_value (const GradusRecords *records, guint row, guint column);

/* A cell in words, a new string; "" where it is missing. */
char *gradus_records_format_value (const GradusRecords *records, guint row, guint column);

/* Counts what is missing in columns of floats from `first` on. A file that has no lines counts rows as lines. */
void gradus_records_count_missing (GradusRecords *records, guint first);

/* Makes texts of a column of whole numbers, one for each class. */
void gradus_records_name_classes (GradusRecords *records, guint column, const char *const *names);

G_END_DECLS
