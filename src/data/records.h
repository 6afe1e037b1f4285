/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"
#include "data/numerals.h"
#include "data/hints.h"

G_BEGIN_DECLS

/* GradusRecords: the content of a data file as a table: a row for each sample, named columns.
 * Which columns are learnt is decided later (data/import.h); what is likely is said here.
 * Reference-counted. Nobody changes it once a reader has filled it, so threads may share it. */

typedef enum {
  GRADUS_COLUMN_NUMBERS,
  GRADUS_COLUMN_CLASSES, /* few different texts: a cell is the number of its class */
  GRADUS_COLUMN_TEXTS,   /* too many different texts, or no values: not usable for learning */
} GradusColumnKind;

/* Why a column is no input unless somebody names it. */
typedef enum {
  GRADUS_LEFT_OUT_NOT,
  GRADUS_LEFT_OUT_ALL_DIFFERENT, /* an identifier: 1 … n, or texts or keys of which none is twice */
  GRADUS_LEFT_OUT_MIXED,         /* numbers, but not all: see `odd` */
  GRADUS_LEFT_OUT_BY_FILE,       /* the file says so, or that it is one more target */
  GRADUS_N_LEFT_OUT,
} GradusLeftOut;

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
  GradusLeftOut left_out;
  gboolean is_label;       /* whole numbers that name classes, however many there are */
  GradusNumerals numerals; /* of numbers in text files */
  char *odd;               /* in a column of mostly numbers the first text that is none; or NULL */
  guint64 odd_line;        /* its line, from 1 */
} GradusColumn;

/* Columns whose cells lie together: (n_rows, n_columns). */
typedef struct {
  guint n_columns;
  guint n_named;     /* columns that gradus_records_add_columns() has added so far */
  gboolean is_bytes; /* guint8, else float */
  gpointer cells;

  /* Of several arrays in a file: of which these cells are made. */
  char *array;         /* its name; NULL: the file has no such */
  char *test_array;    /* that whose rows stand behind those of `array`; NULL: none */
  gboolean is_one_hot; /* it has a column for each class, of which one is 1 */
  gboolean is_texts;   /* it has texts, of which the cells are the numbers */
} GradusRecordsBlock;

/* The error for a text with nothing to learn from, or that is no table. */
#define GRADUS_RECORDS_ONE_COLUMN                                                                  \
  "has one column only; give inputs and a target, "                                                \
  "in columns separated by commas, semicolons or tabs"

/* What a text file was found to be; all 0 for other files, but for the encoding of ARFF. */
typedef struct {
  GradusEncoding encoding;
  char separator;         /* ',', ';', '\t', '|', or ' ' for any run of blanks */
  char point;             /* the decimal sign of plain numbers */
  guint64 first_line;     /* of the header or of the first sample, from 1; comments, titles and
                             “sep=” may stand before it */
  guint n_comments;       /* lines that begin with # or %, wherever */
  guint n_short;          /* lines with fewer fields than columns: the last ones are missing */
  guint64 short_line;     /* the first of these, from 1 */
  gboolean has_row_names; /* the header names all columns but the first */
  gboolean has_ends;      /* each sample ends with one more separator */
  guint n_head;           /* records of the header: 0, 1, or 3 with those of Orange's types */
} GradusTextForm;

/* A row whose line in the file is not the one behind the last row's. */
typedef struct {
  guint row;
  guint64 line;
} GradusLineJump;

typedef struct {
  char *filename;
  GradusHints hints;   /* as the caller asked */
  gboolean has_header; /* as it was found; FALSE if the file is no text */
  gboolean is_text;
  char *beside; /* another file that it was read from; NULL: none */
  GradusTextForm text;
  char *format; /* in words: "CSV, columns separated by semicolons" */
  char *other_arrays; /* of the file that are not in the table, and why: "a (is a single number)";
                         NULL: none, or a document does not say it */
  guint n_rows;
  guint n_test_rows;     /* the last rows are the test part that the file gives; 0: it gives none */
  gboolean is_converted; /* cells are not, one by one, the numbers that the file has */
  GArray *jumps;         /* of GradusLineJump, by row; NULL: rows count as lines */
  GArray *columns;       /* of GradusColumn */
  GArray *blocks;        /* of GradusRecordsBlock */
  int target;            /* the most likely target column; -1: none stands out */
  GradusPictureLayout picture;
  gboolean is_picture_offered; /* the numbers can be taken for such pictures, but need not be */
} GradusRecords;

/* Refuses a table with nothing to learn from, in the words of its format. Returns FALSE. */
gboolean gradus_records_refuse_one_column (const GradusRecords *records, GError **error);

GradusRecords *gradus_records_new (const char *filename);
/* A table of the same cells, of which columns, target and picture can be changed until others see
 * it. Keeps the first. */
GradusRecords *gradus_records_new_over (GradusRecords *records);
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

/* The line of a row in the file, from 1. */
guint64 gradus_records_get_line (const GradusRecords *records, guint row);

/* Counts the missing cells of float columns from `first` on. The file has no lines, so rows
 * count as lines. */
void gradus_records_count_missing (GradusRecords *records, guint first);

/* Makes classes of a column of whole numbers: number i becomes names[i]. `names` ends with NULL. */
void gradus_records_name_classes (GradusRecords *records, guint column, const char *const *names);

G_END_DECLS
