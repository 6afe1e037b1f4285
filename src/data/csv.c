/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "data/class-list.h"
#include "data/csv-dialect.h"
#include "data/csv-text.h"
#include "data/guess.h"
#include "data/reader.h"
#include "data/rows.h"

/* The most bytes that a record may have: an unclosed quote must not pull the whole file into
 * memory. */
#define LONGEST_RECORD (4 * 1024 * 1024)

/* A column while the file is read. */
typedef struct {
  char *name;
  gboolean is_text;
  GradusNumerals numerals;
  gboolean is_plain;       /* its numbers have nothing between thousands and no unit */
  gboolean is_misjudged;   /* a field is no number of that way, so the plan was wrong */
  GradusClassList classes; /* of texts */
  guint n_missing;
  guint64 missing_line;
} Column;

typedef struct {
  const GradusHints *hints;
  GradusCsvText source;
  GradusCsvDialect dialect;
  GradusEncoding encoding; /* that the text must have; AUTOMATIC: not known yet */
  gboolean is_surveyed;    /* the plan is by the whole file */
  gboolean is_misjudged;   /* the file must be read anew, with another encoding or plan */

  GArray *fields, *columns;
  guint n_head; /* records of the header that are still to come */
  guint n_comments, n_short;
  guint64 short_line;
  GradusRows rows;
  GArray *jumps;     /* of GradusLineJump */
  guint64 next_line; /* where the next sample is, if nothing lies in between */
} Csv;

static void
clear_column (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  gradus_class_list_clear (&column->classes);
}

/* Forgets what was read, not how the file is written. */
static void
forget_samples (Csv *csv)
{
  g_array_set_size (csv->columns, 0);
  gradus_rows_clear (&csv->rows);
  g_clear_pointer (&csv->jumps, g_array_unref);
  csv->jumps = g_array_new (FALSE, FALSE, sizeof (GradusLineJump));
  csv->next_line = 0;
  csv->n_comments = csv->n_short = 0;
  csv->is_misjudged = FALSE;
}

static void
csv_clear (Csv *csv)
{
  forget_samples (csv);
  gradus_csv_text_clear (&csv->source);
  gradus_csv_dialect_clear (&csv->dialect);
  g_array_unref (csv->fields);
  g_array_unref (csv->columns);
  g_array_unref (csv->jumps);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Csv, csv_clear)

static Column *
get_column (Csv *csv, guint i)
{
  return &g_array_index (csv->columns, Column, i);
}

static const GradusCsvField *
get_field (Csv *csv, guint i)
{
  return &g_array_index (csv->fields, GradusCsvField, i);
}

#define refuse(csv, error, ...) gradus_intake_refuse ((csv)->source.intake, error, __VA_ARGS__)
#define LINE "line %" G_GUINT64_FORMAT ": "

static gboolean
refuse_outcome (Csv *csv, GradusCsvOutcome outcome, GError **error)
{
  const guint64 line = csv->source.line;

  switch (outcome) {
  case GRADUS_CSV_OPEN_QUOTE:
    return refuse (csv, error,
                   "line %" G_GUINT64_FORMAT
                   ": a quote begins here and never ends; close it or leave it out",
                   line);
  case GRADUS_CSV_BEHIND_QUOTE:
    return refuse (csv, error,
                   "line %" G_GUINT64_FORMAT
                   ": something follows a closing quote; double quotes that belong to the text",
                   line);
  case GRADUS_CSV_NUL:
    return refuse (csv, error,
                   "line %" G_GUINT64_FORMAT
                   ": there is a NUL byte, so this is not text; save it as CSV in UTF-8",
                   line);
  case GRADUS_CSV_TOO_MANY:
    return refuse (csv, error, LINE "has more than %d columns; leave some out", line,
                   GRADUS_RECORDS_MAX_COLUMNS);
  case GRADUS_CSV_WHOLE:
  case GRADUS_CSV_UNFINISHED:
    break;
  }
  return refuse (csv, error,
                 "line %" G_GUINT64_FORMAT
                 ": is longer than %d MiB; break it into lines, one a sample",
                 line, LONGEST_RECORD / 1024 / 1024);
}

/* -- Samples ----------------------------------------------------------------------------------- */

/* Where nobody says how the text is written, it is guessed anew from the place where it cannot be
 * UTF-8. */
static gboolean
check_utf8 (Csv *csv, const char *text, GError **error)
{
  if (g_utf8_validate (text, -1, NULL))
    return TRUE;
  csv->encoding = csv->encoding || csv->hints->encoding
                      ? GRADUS_ENCODING_UTF_8
                      : gradus_csv_text_guess_encoding (csv->source.text, csv->source.n);
  csv->is_misjudged = csv->encoding != GRADUS_ENCODING_UTF_8;
  return csv->is_misjudged ||
         refuse (csv, error, LINE "is not UTF-8; save the file as UTF-8", csv->source.line);
}

/* The number of a text in its column. Once a column has too many texts, nothing more is stored
 * for it. */
static gboolean
find_class (Csv *csv, Column *column, const GradusCsvField *field, float *value, GError **error)
{
  g_autofree char *text = NULL;
  int number;

  *value = 0;
  if (gradus_class_list_is_overfull (&column->classes))
    return TRUE;
  text = gradus_csv_field_dup (field);
  number = gradus_class_list_find (&column->classes, text);
  if (number < 0) {
    if (!check_utf8 (csv, text, error))
      return FALSE;
    number = gradus_class_list_add (&column->classes, g_steal_pointer (&text));
  }
  *value = (float) number;
  return TRUE;
}

static void
count_missing (Csv *csv, Column *column, float *value)
{
  *value = NAN;
  if (column->n_missing++ == 0)
    column->missing_line = csv->source.line;
}

/* A field that is no number of its column's way shows that the beginning of the file did not tell
 * all: reading goes on, but only to look for more of them. */
static void
read_odd (Column *column, const GradusCsvField *field, float *value)
{
  if (gradus_numerals_parse (&column->numerals, field, value) != GRADUS_CSV_NUMBER)
    column->is_misjudged = TRUE;
}

static gboolean
read_field (Csv *csv, guint i, float *value, GError **error)
{
  const GradusCsvField *field = get_field (csv, i);
  Column *column = get_column (csv, i);
  const GradusCsvKind kind = csv->hints->missing && gradus_csv_is_named (field, csv->hints->missing)
                                 ? GRADUS_CSV_MISSING
                                 : gradus_csv_parse (field, column->numerals.point, value);

  if (kind == GRADUS_CSV_NUMBER && column->is_plain)
    return TRUE;
  if (kind == GRADUS_CSV_MISSING || (kind == GRADUS_CSV_MARK && !column->is_text))
    count_missing (csv, column, value);
  else if (column->is_text)
    return find_class (csv, column, field, value, error);
  else
    read_odd (column, field, value);
  return TRUE;
}

/* Less fields than columns: the last ones have no values. More can only be a mistake, except for
 * an empty one at the end of each line. */
static gboolean
fit_fields (Csv *csv, GError **error)
{
  const guint n = csv->columns->len;

  if (csv->fields->len == n + 1 && csv->dialect.has_ends && get_field (csv, n)->length == 0)
    g_array_set_size (csv->fields, n);
  if (csv->fields->len > n)
    return refuse (csv, error,
                   LINE "has %u columns where the first line has %u; give each line the same",
                   csv->source.line, csv->fields->len, csv->dialect.has_row_names ? n - 1 : n);
  if (csv->fields->len < n && csv->n_short++ == 0)
    csv->short_line = csv->source.line;
  while (csv->fields->len < n) {
    const GradusCsvField none = { "", 0, FALSE };

    g_array_append_val (csv->fields, none);
  }
  return TRUE;
}

/* Most samples are on the line behind the last one, so only the others are noted. */
static void
note_line (Csv *csv)
{
  const GradusLineJump jump = { (guint) csv->rows.n - 1, csv->source.line };

  if (jump.line != csv->next_line)
    g_array_append_val (csv->jumps, jump);
  csv->next_line = jump.line + 1;
}

static gboolean
take_sample (Csv *csv, GError **error)
{
  const guint n = csv->columns->len;
  float *cells;

  if (csv->fields->len != n && !fit_fields (csv, error))
    return FALSE;
  cells = gradus_rows_append (&csv->rows);
  if (!cells)
    return refuse (csv, error, LINE "more samples than there is room for; give a part of them",
                   csv->source.line);
  note_line (csv);
  for (guint i = 0; i < n; i++) {
    const Column *column = get_column (csv, i);

    /* Most fields are plain numbers, for which this is all. */
    if (column->is_plain && !csv->hints->missing &&
        gradus_csv_parse (get_field (csv, i), column->numerals.point, cells + i) ==
            GRADUS_CSV_NUMBER)
      continue;
    if (!read_field (csv, i, cells + i, error))
      return FALSE;
  }
  return TRUE;
}

/* -- The first record -------------------------------------------------------------------------- */

/* NumPy writes names behind a “# ”. */
static char *
read_name (Csv *csv, guint field)
{
  char *name = field < csv->fields->len ? gradus_csv_field_dup (get_field (csv, field)) : NULL;

  if (name && field == 0 && g_str_has_prefix (name, "# "))
    memmove (name, name + 2, strlen (name) - 1);
  return name;
}

static char *
name_column (Csv *csv, guint i)
{
  const guint shift = csv->dialect.has_row_names ? 1 : 0;
  g_autofree char *name = csv->dialect.has_header && i >= shift ? read_name (csv, i - shift) : NULL;

  if (i < shift)
    return g_strdup ("row name");
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

static void
begin_column (Csv *csv, guint i)
{
  const GradusCsvColumn *said = &g_array_index (csv->dialect.columns, GradusCsvColumn, i);
  Column column = { .name = name_column (csv, i),
                    .is_text = said->plan.is_text || said->is_texts_by_file,
                    .numerals = said->plan.numerals };

  column.is_plain = !column.is_text && !column.numerals.thousands && !column.numerals.unit;
  if (column.is_text)
    gradus_class_list_init (&column.classes);
  g_array_append_val (csv->columns, column);
}

static gboolean
begin_columns (Csv *csv, GError **error)
{
  csv->n_head = csv->dialect.n_head;
  if (csv->dialect.width == 0)
    return refuse (csv, error, LINE "the table begins too far behind the beginning of the file",
                   csv->source.line);
  for (guint i = 0; i < csv->dialect.width; i++) {
    begin_column (csv, i);
    if (!check_utf8 (csv, get_column (csv, i)->name, error))
      return FALSE;
  }
  csv->rows.n_columns = csv->columns->len;
  tell_columns_apart (csv);
  if (csv->columns->len < 2 && get_column (csv, 0)->is_text)
    return refuse (csv, error, GRADUS_RECORDS_ONE_COLUMN);
  return TRUE;
}

static gboolean
take_record (Csv *csv, GError **error)
{
  if (csv->columns->len == 0 && !begin_columns (csv, error))
    return FALSE;
  if (csv->n_head == 0)
    return take_sample (csv, error);
  csv->n_head--;
  return TRUE;
}

/* -- The file ---------------------------------------------------------------------------------- */

/* What is done with each record. */
typedef gboolean (*RecordFunc) (Csv *csv, gpointer data, GError **error);

/* Gives all records that are complete. An incomplete one stays for the next piece, unless it is too
 * long. The text of an incomplete record is split anew with the next piece, so there is nothing to
 * remember between two. */
static gboolean
walk_piece (Csv *csv, RecordFunc func, gpointer data, GError **error)
{
  GradusCsvText *source = &csv->source;
  gsize at = 0;

  while (at < source->n && !csv->is_misjudged) {
    gsize n_taken;
    guint n_lines;
    gboolean is_comment;
    const GradusCsvOutcome outcome = gradus_csv_dialect_split (
        &csv->dialect, source->text + at, source->n - at, source->is_last,
        GRADUS_RECORDS_MAX_COLUMNS, csv->fields, &n_taken, &n_lines, &is_comment);

    if ((outcome == GRADUS_CSV_UNFINISHED || outcome == GRADUS_CSV_OPEN_QUOTE) &&
        !source->is_last && source->n - at < LONGEST_RECORD)
      break;
    if (outcome != GRADUS_CSV_WHOLE)
      return refuse_outcome (csv, outcome, error);
    csv->n_comments += is_comment;
    if (csv->fields->len > 0 && !func (csv, data, error))
      return FALSE;
    source->line += n_lines;
    at += n_taken;
  }
  gradus_csv_text_drop (source, at, 0);
  return TRUE;
}

/* What stands before the first record is passed over line by line. */
static void
skip_lines (Csv *csv)
{
  const guint64 n_lines = csv->dialect.first_line - csv->source.line;
  gsize at = 0, length;

  for (guint64 i = 0; i < n_lines; i++, at += length) {
    length = gradus_csv_measure_lines (csv->source.text + at, csv->source.n - at, 1);
    csv->n_comments += length > 0 && strchr ("#%", csv->source.text[at]) != NULL;
  }
  gradus_csv_text_drop (&csv->source, at, n_lines);
}

static gboolean
walk_file (Csv *csv, RecordFunc func, gpointer data, GError **error)
{
  skip_lines (csv);
  for (;;) {
    if (!walk_piece (csv, func, data, error))
      return FALSE;
    if (csv->source.is_last || csv->is_misjudged)
      return TRUE;
    if (!gradus_csv_text_read (&csv->source, error))
      return FALSE;
  }
}

static gboolean
take_record_func (Csv *csv, gpointer data, GError **error)
{
  return take_record (csv, error);
}

static gboolean
open_source (Csv *csv, const char *filename, GradusLoading *loading, GError **error)
{
  const GradusEncoding wanted = csv->hints->encoding ? csv->hints->encoding : csv->encoding;

  return gradus_csv_text_open (&csv->source, filename, wanted, loading, error);
}

/* -- A second look ----------------------------------------------------------------------------- */

/* Counts the fields of the columns of which the beginning did not tell all. */
static gboolean
survey_record (Csv *csv, gpointer data, GError **error)
{
  GArray *tallies = data;

  if (csv->n_head > 0) {
    csv->n_head--;
    return TRUE;
  }
  for (guint i = 0; i < MIN (csv->fields->len, tallies->len); i++) {
    if (get_column (csv, i)->is_misjudged)
      gradus_csv_tally_add (&g_array_index (tallies, GradusCsvTally, i), get_field (csv, i),
                            csv->source.line, csv->hints->missing);
  }
  return TRUE;
}

static gboolean
survey_file (Csv *csv, const char *filename, GradusLoading *loading, GError **error)
{
  g_autoptr (GArray) tallies = g_array_new (FALSE, TRUE, sizeof (GradusCsvTally));

  g_array_set_clear_func (tallies, (GDestroyNotify) gradus_csv_tally_clear);
  g_array_set_size (tallies, csv->columns->len);
  csv->n_head = csv->dialect.n_head;
  if (!open_source (csv, filename, loading, error) ||
      !walk_file (csv, survey_record, tallies, error))
    return FALSE;
  for (guint i = 0; i < csv->columns->len; i++) {
    GradusCsvColumn *column = &g_array_index (csv->dialect.columns, GradusCsvColumn, i);

    if (!get_column (csv, i)->is_misjudged)
      continue;
    gradus_csv_plan_clear (&column->plan);
    column->plan =
        gradus_csv_tally_plan (&g_array_index (tallies, GradusCsvTally, i), csv->dialect.point);
  }
  csv->is_surveyed = TRUE;
  return TRUE;
}

static gboolean
is_any_misjudged (Csv *csv)
{
  for (guint i = 0; i < csv->columns->len; i++) {
    if (get_column (csv, i)->is_misjudged)
      return TRUE;
  }
  return FALSE;
}

/* By the first piece, or by more where that is all comments or not even one record. */
static gboolean
find_dialect (Csv *csv, GError **error)
{
  for (;;) {
    gradus_csv_dialect_clear (&csv->dialect);
    gradus_csv_dialect_init (&csv->dialect, csv->source.text, csv->source.n, csv->source.is_last,
                             GRADUS_RECORDS_MAX_COLUMNS, csv->hints);
    if (csv->dialect.width > 0 || csv->source.is_last || csv->source.n >= LONGEST_RECORD)
      return TRUE;
    if (!gradus_csv_text_read (&csv->source, error))
      return FALSE;
  }
}

static gboolean
take_file (Csv *csv, const char *filename, GradusLoading *loading, GError **error)
{
  forget_samples (csv);
  if (!open_source (csv, filename, loading, error))
    return FALSE;
  return (csv->is_surveyed || find_dialect (csv, error)) &&
         walk_file (csv, take_record_func, NULL, error);
}

/* Once more with another encoding, once more with another plan: a file that does not change while
 * it is read needs no third time of either. */
static gboolean
take_file_anew (Csv *csv, const char *filename, GradusLoading *loading, GError **error)
{
  if (!take_file (csv, filename, loading, error) ||
      (csv->is_misjudged && !take_file (csv, filename, loading, error)))
    return FALSE;
  if (is_any_misjudged (csv) &&
      (!survey_file (csv, filename, loading, error) || !take_file (csv, filename, loading, error)))
    return FALSE;
  if (csv->is_misjudged || is_any_misjudged (csv))
    return refuse (csv, error, "was changed while it was read; read it again");
  if (csv->rows.n == 0)
    return refuse (csv, error,
                   csv->columns->len > 0
                       ? "has names of columns, but no samples; add some, a line each"
                       : "holds nothing but empty lines; add samples, a line each");
  return TRUE;
}

/* -- The table --------------------------------------------------------------------------------- */

static char *
describe_format (const GradusCsvDialect *dialect)
{
  return g_strdup_printf ("CSV, columns separated by %s%s%s",
                          dialect->separator == ','    ? "commas"
                          : dialect->separator == ';'  ? "semicolons"
                          : dialect->separator == '|'  ? "bars"
                          : dialect->separator == '\t' ? "tabs"
                                                       : "blanks",
                          dialect->point == ',' ? ", decimal commas" : "",
                          dialect->n_head == 3 ? ", three lines of header as in Orange" : "");
}

static void
finish_column (GradusRecords *table, GradusColumn *column, Column *grown,
               const GradusCsvColumn *said)
{
  const gboolean is_overfull = grown->is_text && gradus_class_list_is_overfull (&grown->classes);

  g_free (column->name);
  column->name = g_steal_pointer (&grown->name);
  column->n_missing = grown->n_missing;
  column->missing_line = grown->missing_line;
  column->kind = is_overfull || grown->n_missing == table->n_rows ? GRADUS_COLUMN_TEXTS
                 : grown->is_text                                 ? GRADUS_COLUMN_CLASSES
                                                                  : GRADUS_COLUMN_NUMBERS;
  column->classes =
      column->kind == GRADUS_COLUMN_CLASSES ? g_ptr_array_ref (grown->classes.texts) : NULL;
  if (column->kind == GRADUS_COLUMN_NUMBERS)
    column->numerals = grown->numerals;
  if (said->plan.is_mixed && !said->is_texts_by_file) {
    column->odd = g_strdup (said->plan.odd);
    column->odd_line = said->plan.odd_line;
    column->left_out = GRADUS_LEFT_OUT_MIXED;
  }
  if (said->role == GRADUS_CSV_ROLE_LEFT_OUT)
    column->left_out = GRADUS_LEFT_OUT_BY_FILE;
}

static GradusRecords *
make_table (Csv *csv)
{
  GradusRecords *table = gradus_records_new (gradus_intake_get_filename (csv->source.intake));
  const guint n = csv->columns->len;
  const GradusCsvDialect *dialect = &csv->dialect;

  table->format = describe_format (dialect);
  table->is_text = TRUE;
  table->has_header = dialect->has_header;
  table->text = (GradusTextForm){ csv->source.encoding, dialect->separator,     dialect->point,
                                  dialect->first_line,  csv->n_comments,        csv->n_short,
                                  csv->short_line,      dialect->has_row_names, dialect->has_ends,
                                  dialect->n_head };
  table->n_rows = (guint) csv->rows.n;
  table->jumps = g_steal_pointer (&csv->jumps);
  gradus_records_add_block (table, n, FALSE, gradus_rows_steal (&csv->rows));
  gradus_records_add_columns (table, "", n);
  for (guint i = 0; i < n; i++) {
    const GradusCsvColumn *said = &g_array_index (dialect->columns, GradusCsvColumn, i);

    finish_column (table, &g_array_index (table->columns, GradusColumn, i), get_column (csv, i),
                   said);
    if (said->role == GRADUS_CSV_ROLE_TARGET)
      table->target = (int) i;
  }
  gradus_records_guess (table);
  return table;
}

static GradusRecords *
read_csv (const char *filename, const GradusHints *hints, GradusLoading *loading, GError **error)
{
  g_auto (Csv) csv = { .hints = hints,
                       .fields = g_array_new (FALSE, FALSE, sizeof (GradusCsvField)),
                       .columns = g_array_new (FALSE, FALSE, sizeof (Column)),
                       .jumps = g_array_new (FALSE, FALSE, sizeof (GradusLineJump)) };

  g_array_set_clear_func (csv.columns, clear_column);
  return take_file_anew (&csv, filename, loading, error) ? make_table (&csv) : NULL;
}

/* This reader is asked last and takes every file. */
static gboolean
recognises_text (const char *filename, const guint8 *head, gsize n)
{
  return TRUE;
}

const GradusReader gradus_csv_reader = { "CSV", recognises_text, read_csv };
