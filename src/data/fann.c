/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "data/csv-record.h"
#include "data/csv-text.h"
#include "data/escape.h"
#include "data/reader.h"
#include "data/rows.h"

/* The most bytes of a number. */
#define LONGEST_NUMBER 400

typedef struct {
  GradusCsvText source;
  guint n_samples, n_inputs, n_outputs;
  gsize at; /* in the source's text */
} Fann;

/* The next piece between white space; FALSE without an error at the end. */
static gboolean
next_field (Fann *fann, GradusCsvField *field, GError **error)
{
  GradusCsvText *source = &fann->source;

  for (;;) {
    gsize end;

    while (fann->at < source->n && g_ascii_isspace (source->text[fann->at]))
      source->line += source->text[fann->at++] == '\n';
    end = fann->at;
    while (end < source->n && !g_ascii_isspace (source->text[end]))
      end++;
    if (end < source->n || source->is_last) {
      *field = (GradusCsvField){ source->text + fann->at, (guint) (end - fann->at), FALSE };
      fann->at = end;
      return field->length > 0;
    }
    if (end - fann->at > LONGEST_NUMBER)
      return gradus_intake_refuse (source->intake, error,
                                   "line %" G_GUINT64_FORMAT ": there is a text of more than %d "
                                   "letters where a number must be",
                                   source->line, LONGEST_NUMBER);
    gradus_csv_text_drop (source, fann->at, 0);
    fann->at = 0;
    if (!gradus_csv_text_read (source, error))
      return FALSE;
  }
}

static gboolean
next_number (Fann *fann, float *value, GError **error)
{
  GError *fault = NULL;
  GradusCsvField field;
  g_autofree char *text = NULL;

  if (next_field (fann, &field, &fault)) {
    if (gradus_csv_parse (&field, '.', value) == GRADUS_CSV_NUMBER)
      return TRUE;
    text = g_strndup (field.text, field.length);
    return gradus_intake_refuse (fann->source.intake, error,
                                 "line %" G_GUINT64_FORMAT ": “%.*s” is not a number",
                                 fann->source.line, GRADUS_CUT (text, 24));
  }
  if (!fault)
    return gradus_intake_refuse (fann->source.intake, error,
                                 "ends in line %" G_GUINT64_FORMAT
                                 " before all of its %u samples; correct their number in line 1",
                                 fann->source.line, fann->n_samples);
  g_propagate_error (error, fault);
  return FALSE;
}

static gboolean
read_head (Fann *fann, GError **error)
{
  guint *const sizes[] = { &fann->n_samples, &fann->n_inputs, &fann->n_outputs };
  static const guint most[] = { GRADUS_RECORDS_MAX_ROWS, GRADUS_RECORDS_MAX_COLUMNS / 2,
                                GRADUS_RECORDS_MAX_COLUMNS / 2 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    float value;

    if (!next_number (fann, &value, error))
      return FALSE;
    if (!(value >= 1 && value <= (float) most[i] && value == floorf (value)))
      return gradus_intake_refuse (fann->source.intake, error,
                                   "line 1: must be three numbers, of samples, inputs and "
                                   "outputs, none larger than %u",
                                   most[i]);
    *sizes[i] = (guint) value;
  }
  return TRUE;
}

static gboolean
read_rows (Fann *fann, GradusRows *rows, GError **error)
{
  GradusCsvField rest;
  GError *fault = NULL;

  rows->n_columns = fann->n_inputs + fann->n_outputs;
  for (guint row = 0; row < fann->n_samples; row++) {
    float *cells = gradus_rows_append (rows);

    if (!cells)
      return gradus_intake_refuse (fann->source.intake, error,
                                   "more samples than there is room for; give a part of them");
    for (guint i = 0; i < rows->n_columns; i++) {
      if (!next_number (fann, &cells[i], error))
        return FALSE;
    }
  }
  if (next_field (fann, &rest, &fault))
    return gradus_intake_refuse (fann->source.intake, error,
                                 "line %" G_GUINT64_FORMAT
                                 ": more follows than %u samples; correct their number in line 1",
                                 fann->source.line, fann->n_samples);
  if (fault)
    g_propagate_error (error, fault);
  return !fault;
}

/* -- The table --------------------------------------------------------------------------------- */

/* The output that is 1 while all others are what the first row says that off is; or -1. */
static int
find_hot (const Fann *fann, const float *outputs, float off)
{
  int hot = -1;

  for (guint i = 0; i < fann->n_outputs; i++) {
    if (outputs[i] != off && (outputs[i] != 1 || hot >= 0))
      return -1;
    if (outputs[i] == 1)
      hot = (int) i;
  }
  return hot;
}

/* The classes of outputs of which in each sample one is 1 and the others are 0, or all −1; NULL if
 * they are not so. */
static float *
find_classes (const Fann *fann, const GradusRows *rows)
{
  g_autofree float *classes = g_new (float, rows->n);
  const float *first = rows->cells + fann->n_inputs;
  const float off = MIN (first[0], first[fann->n_outputs - 1]);

  if (fann->n_outputs < 2 || (off != 0 && off != -1))
    return NULL;
  for (gsize row = 0; row < rows->n; row++) {
    const int hot = find_hot (fann, rows->cells + row * rows->n_columns + fann->n_inputs, off);

    if (hot < 0)
      return NULL;
    classes[row] = (float) hot;
  }
  return g_steal_pointer (&classes);
}

static void
leave_out_outputs (GradusRecords *table, const Fann *fann)
{
  for (guint i = 0; i < fann->n_outputs; i++) {
    const guint column = fann->n_inputs + i;

    if ((int) column != table->target)
      g_array_index (table->columns, GradusColumn, column).left_out = GRADUS_LEFT_OUT_BY_FILE;
  }
}

static void
add_classes (GradusRecords *table, const Fann *fann, float *classes)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; i < fann->n_outputs; i++) {
    g_autofree char *name = g_strdup_printf ("output %u", i + 1);

    g_strv_builder_add (names, name);
  }
  list = g_strv_builder_end (names);
  gradus_records_add_block (table, 1, FALSE, classes);
  gradus_records_add_columns (table, "class", 1);
  table->target = (int) table->columns->len - 1;
  gradus_records_name_classes (table, (guint) table->target, (const char *const *) list);
}

static GradusRecords *
make_table (const Fann *fann, GradusRows *rows)
{
  GradusRecords *table = gradus_records_new (gradus_intake_get_filename (fann->source.intake));
  float *classes = fann->n_outputs <= GRADUS_RECORDS_MAX_CLASSES ? find_classes (fann, rows) : NULL;

  table->format = g_strdup ("FANN, samples of inputs and outputs");
  table->n_rows = (guint) rows->n;
  gradus_records_add_block (table, rows->n_columns, FALSE, gradus_rows_steal (rows));
  gradus_records_add_columns (table, "input", fann->n_inputs);
  gradus_records_add_columns (table, "output", fann->n_outputs);
  table->target = (int) table->columns->len - 1;
  if (classes)
    add_classes (table, fann, classes);
  leave_out_outputs (table, fann);
  return table;
}

static GradusRecords *
read_fann (const char *filename, const GradusHints *hints, GradusLoading *loading, GError **error)
{
  Fann fann = { { NULL } };
  GradusRows rows = { 0 };
  GradusRecords *table = NULL;

  if (gradus_csv_text_open (&fann.source, filename, GRADUS_ENCODING_UTF_8, loading, error) &&
      read_head (&fann, error) && read_rows (&fann, &rows, error))
    table = make_table (&fann, &rows);
  gradus_rows_clear (&rows);
  gradus_csv_text_clear (&fann.source);
  return table;
}

/* -- Recognising ------------------------------------------------------------------------------- */

/* Splits the next line by blanks; the number of its fields if all are numbers, else 0. */
static guint
count_numbers (const char **at, const char *end, GArray *fields, gboolean is_whole)
{
  const char *stop = memchr (*at, '\n', (gsize) (end - *at));
  gsize n_taken;
  guint n_lines;

  if (gradus_csv_split (*at, (gsize) ((stop ? stop : end) - *at), TRUE, ' ',
                        GRADUS_RECORDS_MAX_COLUMNS, fields, &n_taken, &n_lines) != GRADUS_CSV_WHOLE)
    return 0;
  if (!stop && !is_whole && fields->len > 0)
    g_array_set_size (fields, fields->len - 1); /* it may be cut */
  for (guint i = 0; i < fields->len; i++) {
    float value;

    if (gradus_csv_parse (&g_array_index (fields, GradusCsvField, i), '.', &value) !=
        GRADUS_CSV_NUMBER)
      return 0;
  }
  *at = stop ? stop + 1 : end;
  return fields->len;
}

/* Three whole numbers; then lines of as many numbers as the second and the third of them say, which
 * are other numbers than that of a table of three columns. */
static gboolean
recognises_fann (const char *filename, const guint8 *head, gsize n)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (GradusCsvField));
  const char *at = (const char *) head, *end = at + n;
  const gboolean is_whole = n < GRADUS_READER_HEAD;
  float sizes[3];
  guint n_first, n_second;

  if (n == 0 || !g_ascii_isdigit (*at) || count_numbers (&at, end, fields, is_whole) != 3 ||
      at == end)
    return FALSE;
  for (guint i = 0; i < 3; i++) {
    gradus_csv_parse (&g_array_index (fields, GradusCsvField, i), '.', &sizes[i]);
    if (!(sizes[i] >= 1 && sizes[i] == floorf (sizes[i])))
      return FALSE;
  }
  n_first = count_numbers (&at, end, fields, is_whole);
  if (at == end && !is_whole)
    return n_first > 3 && (float) n_first <= sizes[1];
  n_second = count_numbers (&at, end, fields, is_whole);
  return (float) n_first == sizes[1] && (float) n_second == sizes[2] &&
         !(n_first == 3 && n_second == 3);
}

const GradusReader gradus_fann_reader = { "FANN", recognises_fann, read_fann };
