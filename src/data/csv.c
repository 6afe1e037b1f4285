/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "data/csv-dialect.h"
#include "data/reader.h"

/* Bytes that are read in one go, and the most that a record may have: an unclosed quote must not
 * pull the whole file into memory. */
#define PIECE (1024 * 1024)
#define LONGEST_RECORD (4 * 1024 * 1024)

/* Characters of a field that an error quotes. */
#define MOST_QUOTED 24

/* A column while the file is read. */
typedef struct {
  char *name;
  gboolean is_text;
  GHashTable *numbers; /* text → number + 1; borrows the texts */
  GPtrArray *classes;  /* owns the texts */
  gboolean is_overfull;
  guint n_missing;
  guint64 missing_line;
} Column;

typedef struct {
  GradusIntake *intake;
  GradusCsvDialect dialect;
  char *text; /* what was read and not yet split into records */
  gsize n, room;
  gboolean is_last;

  GArray *fields, *columns;
  guint64 line; /* of the next record, from 1 */
  float *cells;
  gsize n_rows, rows_room;
} Csv;

static void
clear_column (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_clear_pointer (&column->numbers, g_hash_table_unref);
  g_clear_pointer (&column->classes, g_ptr_array_unref);
}

static void
csv_clear (Csv *csv)
{
  g_clear_pointer (&csv->intake, gradus_intake_free);
  gradus_csv_dialect_clear (&csv->dialect);
  g_array_unref (csv->fields);
  g_array_unref (csv->columns);
  g_free (csv->text);
  g_free (csv->cells);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Csv, csv_clear)

static Column *
get_column (Csv *csv, guint i)
{
  return &g_array_index (csv->columns, Column, i);
}

/* -- Text -------------------------------------------------------------------------------------- */

/* Reads one more piece and appends it to what is left. One byte more than the file has, so that a
 * small file ends with its first piece. */
static gboolean
read_piece (Csv *csv, GError **error)
{
  const guint64 size = gradus_intake_get_size (csv->intake);
  const gsize piece = size > 0 ? (gsize) MIN (PIECE, size + 1) : PIECE;
  gssize got;

  if (csv->room < csv->n + piece) {
    csv->room = csv->n + piece;
    csv->text = g_realloc (csv->text, csv->room);
  }
  got = gradus_intake_read (csv->intake, csv->text + csv->n, piece, error);
  if (got < 0)
    return FALSE;
  csv->n += (gsize) got;
  csv->is_last = (gsize) got < piece;
  return TRUE;
}

static void
drop_text (Csv *csv, gsize n)
{
  csv->n -= n;
  memmove (csv->text, csv->text + n, csv->n);
}

/* A byte order mark means UTF-16: then the file is opened again with a converter. UTF-8's own mark
 * is skipped. A packed stream cannot go back, hence the second intake. */
static gboolean
open_text (Csv *csv, const char *filename, GradusLoading *loading, GError **error)
{
  csv->intake = gradus_intake_open (filename, loading, error);
  if (!csv->intake || !read_piece (csv, error))
    return FALSE;
  if (csv->n >= 2 &&
      (memcmp (csv->text, "\xff\xfe", 2) == 0 || memcmp (csv->text, "\xfe\xff", 2) == 0)) {
    gradus_intake_free (csv->intake);
    csv->n = 0;
    csv->intake = gradus_intake_open (filename, loading, error);
    if (!csv->intake || !gradus_intake_convert_utf16 (csv->intake, error) ||
        !read_piece (csv, error))
      return FALSE;
  }
  if (csv->n >= 3 && memcmp (csv->text, "\xef\xbb\xbf", 3) == 0)
    drop_text (csv, 3);
  return TRUE;
}

/* The beginning of a field, in quotes, for an error. */
static char *
quote_field (const GradusCsvField *field)
{
  g_autofree char *text = gradus_csv_field_dup (field);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (g_utf8_strlen (valid, -1) > MOST_QUOTED) {
    char *end = g_utf8_offset_to_pointer (valid, MOST_QUOTED);

    *end = '\0';
    return g_strdup_printf ("“%s…”", valid);
  }
  return g_strdup_printf ("“%s”", valid);
}

static gboolean
refuse_outcome (Csv *csv, GradusCsvOutcome outcome, GError **error)
{
  const guint64 line = csv->line;

  switch (outcome) {
  case GRADUS_CSV_OPEN_QUOTE:
    return gradus_intake_refuse (csv->intake, error,
                                 "line %" G_GUINT64_FORMAT
                                 ": a quote begins here and never ends; close it or leave it out",
                                 line);
  case GRADUS_CSV_BEHIND_QUOTE:
    return gradus_intake_refuse (
        csv->intake, error,
        "line %" G_GUINT64_FORMAT
        ": something follows a closing quote; double quotes that belong to the text",
        line);
  case GRADUS_CSV_NUL:
    return gradus_intake_refuse (
        csv->intake, error,
        "line %" G_GUINT64_FORMAT
        ": there is a NUL byte, so this is not text; save it as CSV in UTF-8",
        line);
  case GRADUS_CSV_TOO_MANY:
    return gradus_intake_refuse (
        csv->intake, error, "line %" G_GUINT64_FORMAT ": has more than %d columns; leave some out",
        line, GRADUS_RECORDS_MAX_COLUMNS);
  case GRADUS_CSV_WHOLE:
  case GRADUS_CSV_UNFINISHED:
    break;
  }
  return gradus_intake_refuse (csv->intake, error,
                               "line %" G_GUINT64_FORMAT
                               ": is longer than %d MiB; break it into lines, one a sample",
                               line, LONGEST_RECORD / 1024 / 1024);
}

/* -- Samples ----------------------------------------------------------------------------------- */

static gboolean
refuse_field (Csv *csv, guint i, const char *what, GError **error)
{
  g_autofree char *text = quote_field (&g_array_index (csv->fields, GradusCsvField, i));

  return gradus_intake_refuse (csv->intake, error, "line %" G_GUINT64_FORMAT ", column “%s”: %s %s",
                               csv->line, get_column (csv, i)->name, text, what);
}

static gboolean
check_utf8 (Csv *csv, const char *text, GError **error)
{
  return g_utf8_validate (text, -1, NULL) ||
         gradus_intake_refuse (csv->intake, error,
                               "line %" G_GUINT64_FORMAT ": is not UTF-8; save the file as UTF-8",
                               csv->line);
}

/* The number of a text in its column. Once a column has too many texts, nothing more is stored
 * for it. */
static gboolean
find_class (Csv *csv, Column *column, const GradusCsvField *field, float *value, GError **error)
{
  g_autofree char *text = NULL;
  gpointer number;

  *value = 0;
  if (column->is_overfull)
    return TRUE;
  text = gradus_csv_field_dup (field);
  number = g_hash_table_lookup (column->numbers, text);
  if (!number) {
    if (!check_utf8 (csv, text, error))
      return FALSE;
    g_ptr_array_add (column->classes, text);
    number = GUINT_TO_POINTER (column->classes->len);
    g_hash_table_insert (column->numbers, g_steal_pointer (&text), number);
    /* A column of names or of sentences is of no use to learn from, and would only fill memory. */
    column->is_overfull = column->classes->len > GRADUS_RECORDS_MAX_CLASSES;
  }
  *value = (float) (GPOINTER_TO_UINT (number) - 1);
  return TRUE;
}

static gboolean
read_field (Csv *csv, guint i, float *value, GError **error)
{
  const GradusCsvField *field = &g_array_index (csv->fields, GradusCsvField, i);
  Column *column = get_column (csv, i);
  const GradusCsvKind kind = gradus_csv_parse (field, csv->dialect.point, value);

  if (kind == GRADUS_CSV_MISSING) {
    if (column->n_missing++ == 0)
      column->missing_line = csv->line;
    return TRUE;
  }
  if (column->is_text)
    return find_class (csv, column, field, value, error);
  if (kind == GRADUS_CSV_TEXT)
    return refuse_field (
        csv, i, "is not a number, unlike the others in this column; correct it or leave it empty",
        error);
  if (kind == GRADUS_CSV_INFINITE)
    return refuse_field (csv, i, "is too large for a 32-bit number; correct it or leave it empty",
                         error);
  return TRUE;
}

/* The rows double, so twice the greatest size of a table is allowed. The size comes from a file, so
 * a lack of memory is an error, not the end of the program. */
static gboolean
make_room (Csv *csv, GError **error)
{
  const gsize width = csv->columns->len * sizeof (float);
  float *cells;

  if (csv->n_rows < csv->rows_room)
    return TRUE;
  csv->rows_room = MAX (2 * csv->rows_room, PIECE / 16 / width + 1);
  cells = csv->rows_room * width <= 2 * GRADUS_RECORDS_MAX_BYTES
              ? g_try_realloc (csv->cells, csv->rows_room * width)
              : NULL;
  if (!cells)
    return gradus_intake_refuse (csv->intake, error,
                                 "line %" G_GUINT64_FORMAT
                                 ": more samples than there is room for; give a part of them",
                                 csv->line);
  csv->cells = cells;
  return TRUE;
}

static gboolean
take_sample (Csv *csv, GError **error)
{
  const guint n = csv->columns->len;

  if (csv->fields->len != n)
    return gradus_intake_refuse (csv->intake, error,
                                 "line %" G_GUINT64_FORMAT
                                 ": has %u column%s where the first line has %u; give each "
                                 "line the same",
                                 csv->line, csv->fields->len, csv->fields->len == 1 ? "" : "s", n);
  if (!make_room (csv, error))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    if (!read_field (csv, i, csv->cells + csv->n_rows * n + i, error))
      return FALSE;
  }
  csv->n_rows++;
  return TRUE;
}

/* -- The first record -------------------------------------------------------------------------- */

static char *
name_column (Csv *csv, guint i)
{
  g_autofree char *name =
      csv->dialect.has_header
          ? gradus_csv_field_dup (&g_array_index (csv->fields, GradusCsvField, i))
          : NULL;

  return name && *name ? g_steal_pointer (&name) : g_strdup_printf ("column %u", i + 1);
}

/* Columns of the same name get their number added. Columns are found by their names, in files of
 * experiments and in choices of inputs. */
static void
tell_columns_apart (Csv *csv)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < csv->columns->len; i++) {
    Column *column = get_column (csv, i);

    while (g_hash_table_contains (seen, column->name)) {
      g_autofree char *plain = column->name;

      column->name = g_strdup_printf ("%s (%u)", plain, i + 1);
    }
    g_hash_table_add (seen, column->name);
  }
}

static gboolean
begin_columns (Csv *csv, GError **error)
{
  for (guint i = 0; i < csv->fields->len; i++) {
    Column column = { .name = name_column (csv, i),
                      .is_text = i < csv->dialect.is_text->len &&
                                 g_array_index (csv->dialect.is_text, gboolean, i) };

    if (column.is_text) {
      column.numbers = g_hash_table_new (g_str_hash, g_str_equal);
      column.classes = g_ptr_array_new_with_free_func (g_free);
    }
    g_array_append_val (csv->columns, column);
    if (!check_utf8 (csv, column.name, error))
      return FALSE;
  }
  tell_columns_apart (csv);
  if (csv->columns->len < 2 && g_array_index (csv->columns, Column, 0).is_text)
    return gradus_intake_refuse (csv->intake, error, GRADUS_RECORDS_ONE_COLUMN);
  return csv->dialect.has_header || take_sample (csv, error);
}

/* -- The file ---------------------------------------------------------------------------------- */

/* Takes all records that are complete. An incomplete one stays for the next piece, unless it is too
 * long. The text of an incomplete record is split anew with the next piece, so there is nothing to
 * remember between two. */
static gboolean
take_records (Csv *csv, GError **error)
{
  gsize at = 0;

  while (at < csv->n) {
    gsize n_taken;
    guint n_lines;
    const GradusCsvOutcome outcome =
        gradus_csv_split (csv->text + at, csv->n - at, csv->is_last, csv->dialect.separator,
                          GRADUS_RECORDS_MAX_COLUMNS, csv->fields, &n_taken, &n_lines);

    if ((outcome == GRADUS_CSV_UNFINISHED || outcome == GRADUS_CSV_OPEN_QUOTE) && !csv->is_last &&
        csv->n - at < LONGEST_RECORD)
      break;
    if (outcome != GRADUS_CSV_WHOLE)
      return refuse_outcome (csv, outcome, error);
    if (csv->fields->len > 0 &&
        !(csv->columns->len == 0 ? begin_columns (csv, error) : take_sample (csv, error)))
      return FALSE;
    csv->line += n_lines;
    at += n_taken;
  }
  drop_text (csv, at);
  return TRUE;
}

static gboolean
take_file (Csv *csv, GError **error)
{
  for (;;) {
    if (!take_records (csv, error))
      return FALSE;
    if (csv->is_last)
      break;
    if (!read_piece (csv, error))
      return FALSE;
  }
  if (csv->n_rows == 0)
    return gradus_intake_refuse (csv->intake, error,
                                 csv->columns->len > 0
                                     ? "has names of columns, but no samples; add some, a line each"
                                     : "holds nothing but empty lines; add samples, a line each");
  return TRUE;
}

/* A column of classes is the usual target, the last where there are several; else it is the last
 * column. */
static GradusRecords *
make_table (Csv *csv)
{
  GradusRecords *table = gradus_records_new (gradus_intake_get_filename (csv->intake));
  const guint n = csv->columns->len;
  const char separator = csv->dialect.separator;

  table->format = g_strdup_printf ("CSV, columns separated by %s%s",
                                   separator == ','   ? "commas"
                                   : separator == ';' ? "semicolons"
                                                      : "tabs",
                                   csv->dialect.point == ',' ? ", decimal commas" : "");
  table->is_text = TRUE;
  table->has_header = csv->dialect.has_header;
  table->n_rows = (guint) csv->n_rows;
  gradus_records_add_block (
      table, n, FALSE, g_realloc (g_steal_pointer (&csv->cells), csv->n_rows * n * sizeof (float)));
  gradus_records_add_columns (table, "", n);
  for (guint i = 0; i < n; i++) {
    GradusColumn *column = &g_array_index (table->columns, GradusColumn, i);
    Column *grown = get_column (csv, i);

    g_free (column->name);
    column->name = g_steal_pointer (&grown->name);
    column->n_missing = grown->n_missing;
    column->missing_line = grown->missing_line;
    column->kind = grown->is_overfull || grown->n_missing == table->n_rows ? GRADUS_COLUMN_TEXTS
                   : grown->is_text                                        ? GRADUS_COLUMN_CLASSES
                                                                           : GRADUS_COLUMN_NUMBERS;
    column->classes =
        column->kind == GRADUS_COLUMN_CLASSES ? g_steal_pointer (&grown->classes) : NULL;
    if (column->kind == GRADUS_COLUMN_CLASSES || (i + 1 == n && table->target < 0))
      table->target = (int) i;
  }
  return table;
}

static GradusRecords *
read_csv (const char *filename, GradusHeader header, GradusLoading *loading, GError **error)
{
  g_auto (Csv) csv = { .fields = g_array_new (FALSE, FALSE, sizeof (GradusCsvField)),
                       .columns = g_array_new (FALSE, FALSE, sizeof (Column)),
                       .line = 1 };

  g_array_set_clear_func (csv.columns, clear_column);
  if (!open_text (&csv, filename, loading, error))
    return NULL;
  gradus_csv_dialect_init (&csv.dialect, csv.text, csv.n, csv.is_last, GRADUS_RECORDS_MAX_COLUMNS);
  if (header != GRADUS_HEADER_AUTOMATIC)
    csv.dialect.has_header = header == GRADUS_HEADER_YES;
  return take_file (&csv, error) ? make_table (&csv) : NULL;
}

/* This reader is asked last and takes every file. */
static gboolean
recognises_text (const char *filename, const guint8 *head, gsize n)
{
  return TRUE;
}

const GradusReader gradus_csv_reader = { "CSV", recognises_text, read_csv };
