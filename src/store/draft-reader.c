/* SPDX-License-Identifier: MIT */
#include "store/draft-reader.h"

#include <math.h>
#include <string.h>

#include "data/reader.h"
#include "nn/diagnostics.h"
#include "train/checkpoint-form.h"
#include "data/escape.h"
#include "store/records-blob.h"
#include "store/series-blob.h"
#include "store/state-names.h"
#include "experiment/experiment-json.h"
#include "experiment/preparation-json.h"
#include "experiment/samples.h"
#include "sweep/sweep-json.h"

G_DEFINE_QUARK (gradus-document-error-quark, gradus_document_error)

/* More than any document has; a file that says more is not worth its memory. */
#define MOST_RUNS 1000
#define MOST_TABLES 1000
#define MOST_CHECKPOINTS 100000
#define MOST_TEXT (64 * 1024 * 1024)

typedef struct {
  GradusDatabase *database;
  const GradusReading *reading;
  GHashTable *tables; /* GradusRecords by path */
  GradusDraft *draft;
  GError **error;
} Reader;

static gboolean refuse (Reader *reader, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (Reader *reader, const char *format, ...)
{
  va_list arguments;
  g_autofree char *what = NULL;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (reader->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the document is damaged: %s",
               what);
  return FALSE;
}

/* -- Values ------------------------------------------------------------------------------------ */

/* The text of a column; NULL where it is none, or not UTF-8, or has a zero in it, behind which C
 * would not look. */
static const char *
get_text (sqlite3_stmt *row, int at, gsize *length)
{
  const char *text = sqlite3_column_type (row, at) == SQLITE_TEXT
                         ? (const char *) sqlite3_column_text (row, at)
                         : NULL;
  const int n = text ? sqlite3_column_bytes (row, at) : 0;

  if (!text || n > MOST_TEXT || strlen (text) != (gsize) n ||
      !g_utf8_validate_len (text, (gsize) n, NULL))
    return NULL;
  if (length)
    *length = (gsize) n;
  return text;
}

/* A whole number from 0 to `most`; FALSE where there is none. */
static gboolean
get_integer (sqlite3_stmt *row, int at, guint64 most, guint64 *number)
{
  const gint64 value = sqlite3_column_int64 (row, at);

  if (sqlite3_column_type (row, at) != SQLITE_INTEGER || value < 0 || (guint64) value > most)
    return FALSE;
  *number = (guint64) value;
  return TRUE;
}

static double
get_number (sqlite3_stmt *row, int at)
{
  return sqlite3_column_type (row, at) == SQLITE_FLOAT ||
                 sqlite3_column_type (row, at) == SQLITE_INTEGER
             ? sqlite3_column_double (row, at)
             : NAN;
}

/* Calls `func` for every row, which may refuse; more than `most` are refused. */
static gboolean
for_each_row (Reader *reader, const char *sql, gint64 key, guint most,
              gboolean (*func) (Reader *reader, sqlite3_stmt *row, gpointer data), gpointer data)
{
  g_autoptr (sqlite3_stmt) statement =
      gradus_database_prepare (reader->database, sql, reader->error);
  guint n = 0;
  int code;

  if (!statement)
    return FALSE;
  if (sqlite3_bind_parameter_count (statement) > 0)
    sqlite3_bind_int64 (statement, 1, key);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW) {
    if (g_cancellable_set_error_if_cancelled (reader->reading->cancellable, reader->error))
      return FALSE;
    if (++n > most)
      return refuse (reader, "there is more in it than a document holds");
    if (!func (reader, statement, data))
      return FALSE;
  }
  return code == SQLITE_DONE || gradus_database_fail (reader->database, reader->error);
}

/* -- Data -------------------------------------------------------------------------------------- */

static gboolean
add_cells (Reader *reader, sqlite3_stmt *row, gpointer data)
{
  if (sqlite3_column_type (row, 0) != SQLITE_BLOB)
    return refuse (reader, "a table of data has no cells");
  g_ptr_array_add (
      data, g_bytes_new (sqlite3_column_blob (row, 0), (gsize) sqlite3_column_bytes (row, 0)));
  return TRUE;
}

static GradusRecords *
read_embedded (Reader *reader, gint64 id, const char *path, const char *description, gsize length)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (!for_each_row (reader, "SELECT cells FROM data_block WHERE data = ? ORDER BY position", id,
                     1000, add_cells, cells))
    return NULL;
  return gradus_records_restore (path, description, length, cells, reader->error);
}

/* From its path, or, where that is gone, from beside the document: people move both together. */
static GradusRecords *
read_file (Reader *reader, const char *path, const char *description, gsize length,
           const char *digest)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *beside =
      reader->reading->folder ? g_build_filename (reader->reading->folder, base, NULL) : NULL;
  const gboolean is_there = g_file_test (path, G_FILE_TEST_EXISTS);
  const char *place =
      is_there || !beside || !g_file_test (beside, G_FILE_TEST_EXISTS) ? path : beside;
  g_auto (GradusHints) hints = gradus_records_recall_hints (description, length);
  g_autoptr (GError) fault = NULL;
  g_autoptr (GradusRecords) table = gradus_reader_load (place, &hints, NULL, &fault);
  g_autofree char *found = table ? gradus_records_digest (table) : NULL;

  if (!table)
    g_set_error (
        reader->error, GRADUS_DOCUMENT_ERROR, GRADUS_DOCUMENT_ERROR_DATA,
        "what its runs learn from cannot be read (%s); put it back there, or beside the document",
        fault->message);
  else if (!g_str_equal (found, digest))
    g_set_error (reader->error, GRADUS_DOCUMENT_ERROR, GRADUS_DOCUMENT_ERROR_DATA,
                 "%s is not what its runs have learnt from: it was changed since; put the old one "
                 "back there, "
                 "or beside the document",
                 place);
  else
    return gradus_records_recall (table, description, length, reader->error);
  return NULL;
}

static gboolean
add_table (Reader *reader, sqlite3_stmt *row, gpointer data)
{
  gsize length = 0;
  const char *path = get_text (row, 1, NULL), *header = get_text (row, 2, NULL);
  const char *digest = get_text (row, 3, NULL), *description = get_text (row, 4, &length);
  g_autofree char *filename = path ? gradus_unescape_filename (path) : NULL;
  GradusRecords *table;
  guint64 is_embedded;
  guint position;

  if (!path || !*path || !header || !digest || !description ||
      !gradus_names_find (gradus_header_names, header, &position) ||
      !get_integer (row, 5, 1, &is_embedded))
    return refuse (reader, "a table of data is not described");
  table = is_embedded
              ? read_embedded (reader, sqlite3_column_int64 (row, 0), filename, description, length)
              : read_file (reader, filename, description, length, digest);
  if (table)
    g_hash_table_insert (reader->tables, g_strdup (path), table);
  return table != NULL;
}

/* -- A run ------------------------------------------------------------------------------------- */

typedef struct {
  GradusDraftEntry *run;
  GradusCheckpointForm *form;
  GArray *entries; /* GradusTimelineEntry */
} RunReader;

static GradusCheckpoint *
read_checkpoint (Reader *reader, const RunReader *run_reader, sqlite3_stmt *row, int step_at,
                 int weights_at)
{
  guint64 step;

  if (!get_integer (row, step_at, GRADUS_MAX_STEPS, &step) ||
      sqlite3_column_type (row, weights_at) != SQLITE_BLOB) {
    refuse (reader, "a checkpoint has no weights");
    return NULL;
  }
  return gradus_checkpoint_form_read (run_reader->form, step, sqlite3_column_blob (row, weights_at),
                                      (gsize) sqlite3_column_bytes (row, weights_at),
                                      reader->error);
}

static gboolean
add_moment (Reader *reader, sqlite3_stmt *row, gpointer data)
{
  RunReader *run_reader = data;
  const GradusTimelineEntry entry = { read_checkpoint (reader, run_reader, row, 0, 2),
                                      get_number (row, 1) };

  if (!entry.checkpoint)
    return FALSE;
  g_array_append_val (run_reader->entries, entry);
  return TRUE;
}

static gboolean
add_marker (Reader *reader, sqlite3_stmt *row, gpointer data)
{
  RunReader *run_reader = data;
  g_autoptr (GradusCheckpoint) checkpoint = read_checkpoint (reader, run_reader, row, 0, 2);
  const char *name = get_text (row, 1, NULL);

  if (!checkpoint)
    return FALSE;
  if (!name || !*name)
    return refuse (reader, "a marker has no name");
  gradus_marker_insert (run_reader->run->markers, gradus_marker_new (name, checkpoint));
  return TRUE;
}

static gboolean
read_series (Reader *reader, sqlite3_stmt *row, guint n_values, GradusSeries *series,
             guint64 *stride)
{
  guint64 n_points, n_known;

  if (!get_integer (row, 1, GRADUS_MAX_STEPS, stride) || *stride == 0 ||
      (*stride & (*stride - 1)) != 0 || !get_integer (row, 2, GRADUS_HISTORY_CAPACITY, &n_points) ||
      !get_integer (row, 3, n_values, &n_known) || (n_points > 0 && n_known != n_values) ||
      (sqlite3_column_type (row, 4) != SQLITE_BLOB && n_points > 0))
    return refuse (reader, "a history is not of its network");
  return gradus_series_from_blob (series, (guint) n_points, n_values, sqlite3_column_blob (row, 4),
                                  (gsize) sqlite3_column_bytes (row, 4), reader->error);
}

/* Documents of before the distances of samples have one value less for each layer, the last one. */
static void
add_distances (GradusSeries *series, guint n_layers)
{
  const gsize n = (gsize) series->n_points * n_layers;
  float *values = g_new (float, n * GRADUS_N_DIAGNOSTICS);

  for (gsize i = 0; i < n; i++) {
    float *of_layer = values + i * GRADUS_N_DIAGNOSTICS;

    memcpy (of_layer, series->values + i * (GRADUS_N_DIAGNOSTICS - 1),
            (GRADUS_N_DIAGNOSTICS - 1) * sizeof (float));
    of_layer[GRADUS_N_DIAGNOSTICS - 1] = NAN;
  }
  g_free (series->values);
  series->values = values;
  series->n_values = n_layers * (guint) GRADUS_N_DIAGNOSTICS;
}

static gboolean
read_layer_series (Reader *reader, sqlite3_stmt *row, guint n_layers, GradusRunDraft *draft)
{
  const guint n_before = n_layers * ((guint) GRADUS_N_DIAGNOSTICS - 1);
  guint64 n_known = 0;
  const gboolean is_of_before =
      get_integer (row, 3, n_before, &n_known) && n_known == n_before && n_before > 0;

  if (!read_series (reader, row,
                    is_of_before ? n_before : n_layers * (guint) GRADUS_N_DIAGNOSTICS,
                    &draft->layer_series, &draft->layer_stride))
    return FALSE;
  if (is_of_before)
    add_distances (&draft->layer_series, n_layers);
  return draft->layer_series.n_points <= GRADUS_LAYER_HISTORY_CAPACITY ||
         refuse (reader, "a history has more points than any can have");
}

static gboolean
add_history (Reader *reader, sqlite3_stmt *row, gpointer data)
{
  RunReader *run_reader = data;
  GradusRunDraft *run_draft = run_reader->run->draft;
  const guint n_layers = gradus_experiment_get_n_layers (run_reader->run->experiment);
  const char *kind = get_text (row, 0, NULL);

  if (g_strcmp0 (kind, "steps") == 0 && run_draft->stride == 0)
    return read_series (reader, row, n_layers, &run_draft->series, &run_draft->stride);
  if (g_strcmp0 (kind, "layers") != 0 || run_draft->layer_stride != 0)
    return refuse (reader, "a history is of a kind that is not known");
  return read_layer_series (reader, row, n_layers, run_draft);
}

/* Whether the weights could be of that network. Asked before memory is taken for it: a few bytes
 * may speak of a network of any size. */
static gboolean
is_as_large_as (const GradusExperiment *experiment, const GradusShape *input, gsize n_bytes)
{
  const guint64 n_parameters =
      gradus_layer_specs_count_parameters (gradus_experiment_get_layer (experiment, 0),
                                           gradus_experiment_get_n_layers (experiment), input);

  return n_parameters * sizeof (float) <= n_bytes * 4; /* a foreign file may have smaller numbers */
}

static gboolean
read_experiment (Reader *reader, sqlite3_stmt *row, GradusDraftEntry *run)
{
  gsize length = 0, preparation_length = 0;
  const char *text = get_text (row, 5, &length),
             *preparation = get_text (row, 6, &preparation_length);
  GradusDataSource source = { .tables = reader->tables };

  if (!text || length > GRADUS_EXPERIMENT_MAX_BYTES || !preparation)
    return refuse (reader, "a run has no experiment");
  run->preparation = gradus_preparation_from_json (preparation, preparation_length, reader->error);
  if (!run->preparation)
    return FALSE;
  if (!reader->reading->wants_data)
    source.preparation = run->preparation;
  run->experiment = gradus_experiment_from_json_with (text, length, &source, reader->error);
  if (!run->experiment)
    return FALSE;
  /* The weights are read by the numbers of the preparation, and trained by those of the data. */
  if (gradus_data_spec_count_inputs (&run->experiment->data) != run->preparation->n_inputs ||
      gradus_data_spec_count_targets (&run->experiment->data) != run->preparation->n_outputs)
    return refuse (reader, "a run's data are not what they are said to be");
  return is_as_large_as (run->experiment, &run->preparation->shape,
                         (gsize) sqlite3_column_bytes (row, 12)) ||
         refuse (reader, "weights are not of their network");
}

/* Runs that learn from the same samples share them. */
static gboolean
make_samples (Reader *reader, GradusDraftEntry *run)
{
  g_autoptr (GError) fault = NULL;

  for (guint i = 0; i + 1 < reader->draft->runs->len; i++) {
    const GradusDraftEntry *other = g_ptr_array_index (reader->draft->runs, i);

    if (other->experiment->seed != run->experiment->seed ||
        !gradus_data_spec_equal (&other->experiment->data, &run->experiment->data))
      continue;
    run->training = gradus_dataset_ref (other->training);
    run->test = other->test ? gradus_dataset_ref (other->test) : NULL;
    return TRUE;
  }
  if (gradus_samples_make (&run->experiment->data, run->experiment->seed, &run->training,
                           &run->test, &fault))
    return TRUE;
  g_set_error (reader->error, GRADUS_DOCUMENT_ERROR, GRADUS_DOCUMENT_ERROR_DATA,
               "what a run learns from cannot be made: %s", fault->message);
  return FALSE;
}

static gboolean
read_shown (Reader *reader, sqlite3_stmt *row, GradusDraftEntry *run)
{
  guint64 colour, is_hidden;
  const char *name = get_text (row, 1, NULL);

  if (sqlite3_column_type (row, 1) != SQLITE_NULL && !name)
    return refuse (reader, "a run's name is no text");
  if (!get_integer (row, 0, G_MAXINT64, &run->number) ||
      !get_integer (row, 2, G_MAXUINT, &colour) || !get_integer (row, 3, 1, &is_hidden) ||
      !get_integer (row, 4, GRADUS_MAX_STEPS, &run->origin))
    return refuse (reader, "a run's number, colour or origin is none");
  run->name = name && *name ? g_strdup (name) : NULL;
  run->colour = (guint) colour;
  run->is_hidden = (gboolean) is_hidden;
  return TRUE;
}

/* A document that was written while a run trained opens with the run paused. Numbers that only
 * inform are put right rather than refused. */
static gboolean
read_state (Reader *reader, sqlite3_stmt *row, const GradusDraftEntry *run)
{
  const char *state = get_text (row, 7, NULL);
  GradusRunDraft *run_draft = run->draft;
  guint64 layer;
  guint position;

  if (!state || !gradus_names_find (gradus_state_names, state, &position) ||
      !get_integer (row, 9, GRADUS_MAX_STEPS, &run_draft->divergence.step) ||
      !get_integer (row, 10, gradus_experiment_get_n_layers (run->experiment) - 1, &layer))
    return refuse (reader, "a run's state is not known");
  run_draft->state =
      position == GRADUS_RUN_TRAINING ? GRADUS_RUN_PAUSED : (GradusRunState) position;
  run_draft->divergence.layer = (guint) layer;
  run_draft->seconds = get_number (row, 8);
  run_draft->way = get_number (row, 13);
  if (!(run_draft->seconds >= 0 && run_draft->seconds < 1e12))
    run_draft->seconds = 0;
  if (!(run_draft->way >= 0))
    run_draft->way = 0;
  return TRUE;
}

/* A history cannot know steps that the run has not made. */
static gboolean
check_steps (Reader *reader, const GradusRunDraft *run_draft)
{
  const guint64 step = run_draft->now->step;
  const GradusSeries *series = &run_draft->series, *layers = &run_draft->layer_series;

  if (run_draft->stride == 0 || run_draft->layer_stride == 0)
    return refuse (reader, "a run has no history");
  if ((series->n_points > 0 && series->steps[series->n_points - 1] > step) ||
      (layers->n_points > 0 && layers->steps[layers->n_points - 1] > step) ||
      (run_draft->n_entries > 0 &&
       run_draft->entries[run_draft->n_entries - 1].checkpoint->step > step))
    return refuse (reader, "a run's history is longer than the run");
  return TRUE;
}

static gboolean
read_parts (Reader *reader, sqlite3_stmt *row, RunReader *run_reader)
{
  GradusDraftEntry *run = run_reader->run;
  const gint64 id = (gint64) run->number;

  run_reader->form =
      gradus_checkpoint_form_new (run->experiment, &run->preparation->shape, reader->error);
  if (!run_reader->form)
    return FALSE;
  run->draft->now = read_checkpoint (reader, run_reader, row, 11, 12);
  if (!run->draft->now || !read_state (reader, row, run) ||
      !for_each_row (reader,
                     "SELECT kind, stride, n_points, n_values, points FROM history WHERE run = ?",
                     id, 2, add_history, run_reader) ||
      !for_each_row (reader,
                     "SELECT step, cost, weights FROM checkpoint WHERE run = ? ORDER BY step", id,
                     GRADUS_TIMELINE_MOST, add_moment, run_reader) ||
      !for_each_row (reader, "SELECT step, name, weights FROM marker WHERE run = ? ORDER BY step",
                     id, MOST_CHECKPOINTS, add_marker, run_reader))
    return FALSE;
  return TRUE;
}

static gboolean
add_run (Reader *reader, sqlite3_stmt *row, gpointer data)
{
  RunReader run_reader = { gradus_draft_add_run (reader->draft), NULL,
                           g_array_new (FALSE, FALSE, sizeof (GradusTimelineEntry)) };
  GradusDraftEntry *run = run_reader.run;
  gboolean is_read;

  run->draft = gradus_run_draft_new ();
  is_read = read_shown (reader, row, run) && read_experiment (reader, row, run) &&
            read_parts (reader, row, &run_reader);
  run->draft->n_entries = run_reader.entries->len;
  run->draft->entries = (GradusTimelineEntry *) (void *) g_array_free (run_reader.entries, FALSE);
  g_clear_pointer (&run_reader.form, gradus_checkpoint_form_free);
  return is_read && check_steps (reader, run->draft) &&
         (!reader->reading->wants_data || make_samples (reader, run));
}

/* -- The rest ---------------------------------------------------------------------------------- */

static gboolean
read_document (Reader *reader, sqlite3_stmt *row, gpointer data)
{
  guint64 selected, is_together;
  const char *layout = get_text (row, 2, NULL);

  if (!get_integer (row, 0, MOST_RUNS, &selected) || !get_integer (row, 1, 1, &is_together) ||
      (sqlite3_column_type (row, 2) != SQLITE_NULL && !layout))
    return refuse (reader, "it does not say what was open");
  reader->draft->selected = (guint) selected;
  reader->draft->is_together = (gboolean) is_together;
  reader->draft->layout = g_strdup (layout);
  return TRUE;
}

static gboolean
read_sweep (Reader *reader, sqlite3_stmt *row, gpointer data)
{
  gsize length = 0;
  const char *question = get_text (row, 0, NULL), *outcomes = get_text (row, 1, &length);
  const GradusDataSource source = { .tables = reader->tables };
  g_autoptr (GradusSweep) sweep = NULL;

  if (!question || !outcomes)
    return refuse (reader, "a sweep is not whole");
  sweep = gradus_sweep_from_part (outcomes, length, &source, reader->error);
  if (sweep)
    reader->draft->sweep = gradus_document_sweep_new (question, sweep);
  return sweep != NULL;
}

static gboolean
read_hand_in (Reader *reader, sqlite3_stmt *row, gpointer data)
{
  const char *record = get_text (row, 0, NULL);

  if (!record)
    return refuse (reader, "what was handed in is no text");
  reader->draft->hand_in = g_strdup (record);
  return TRUE;
}

GradusDraft *
gradus_draft_read (GradusDatabase *database, const GradusReading *reading, GError **error)
{
  g_autoptr (GradusDraft) draft = gradus_draft_new ();
  g_autoptr (GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) gradus_records_unref);
  Reader reader = { database, reading, tables, draft, error };

  if (!for_each_row (&reader, "SELECT selected, together, layout FROM document", 0, 1,
                     read_document, NULL) ||
      (reading->wants_data &&
       !for_each_row (&reader, "SELECT id, path, header, digest, description, embedded FROM data",
                      0, MOST_TABLES, add_table, NULL)) ||
      !for_each_row (
          &reader,
          "SELECT id, name, colour, hidden, origin, experiment, preparation, state, seconds, "
          "divergence_step, divergence_layer, step, weights, way FROM run ORDER BY position",
          0, MOST_RUNS, add_run, NULL) ||
      (reading->wants_data &&
       !for_each_row (&reader, "SELECT question, outcomes FROM sweep", 0, 1, read_sweep, NULL)) ||
      (gradus_database_is_hand_in (database) &&
       !for_each_row (&reader, "SELECT record FROM hand_in", 0, 1, read_hand_in, NULL)))
    return NULL;
  if (draft->runs->len == 0) {
    refuse (&reader, "there are no runs in it");
    return NULL;
  }
  draft->selected = MIN (draft->selected, draft->runs->len - 1);
  return g_steal_pointer (&draft);
}
