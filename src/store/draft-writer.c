/* SPDX-License-Identifier: MIT */
#include "store/draft-writer.h"

#include <math.h>
#include <string.h>

#include "train/checkpoint-form.h"
#include "data/escape.h"
#include "store/records-blob.h"
#include "store/series-blob.h"
#include "store/state-names.h"
#include "experiment/experiment-json.h"
#include "experiment/preparation-json.h"
#include "sweep/sweep-json.h"

typedef struct {
  GradusDatabase *database;
  sqlite3_stmt *put_run, *put_history, *put_checkpoint, *put_marker, *drop_checkpoint;
  GError **error;
} Writer;

static void
clear_writer (Writer *writer)
{
  sqlite3_finalize (writer->put_run);
  sqlite3_finalize (writer->put_history);
  sqlite3_finalize (writer->put_checkpoint);
  sqlite3_finalize (writer->put_marker);
  sqlite3_finalize (writer->drop_checkpoint);
}

static gboolean
prepare (Writer *writer)
{
  const struct {
    sqlite3_stmt **statement;
    const char *sql;
  } all[] = {
    { &writer->put_run,
      "INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" },
    { &writer->put_history, "INSERT OR REPLACE INTO history VALUES (?, ?, ?, ?, ?, ?)" },
    { &writer->put_checkpoint, "INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?, ?)" },
    { &writer->put_marker, "INSERT OR REPLACE INTO marker VALUES (?, ?, ?, ?)" },
    { &writer->drop_checkpoint, "DELETE FROM checkpoint WHERE run = ? AND step = ?" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++) {
    *all[i].statement = gradus_database_prepare (writer->database, all[i].sql, writer->error);
    if (!*all[i].statement)
      return FALSE;
  }
  return TRUE;
}

static void
bind_text (sqlite3_stmt *statement, int at, const char *text)
{
  sqlite3_bind_text (statement, at, text, -1, SQLITE_TRANSIENT);
}

/* SQLite has no NaN. */
static void
bind_number (sqlite3_stmt *statement, int at, double number)
{
  if (isnan (number))
    sqlite3_bind_null (statement, at);
  else
    sqlite3_bind_double (statement, at, number);
}

static gboolean
bind_checkpoint (Writer *writer, sqlite3_stmt *statement, int at, const GradusCheckpointForm *form,
                 const GradusCheckpoint *checkpoint)
{
  const gsize n = gradus_checkpoint_form_get_length (form);
  char *bytes = g_try_malloc (n);

  if (!bytes || n > GRADUS_DATABASE_MAX_BLOB) {
    g_autofree char *size = g_format_size (n);

    g_free (bytes);
    g_set_error (writer->error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                 "its weights take %s at every checkpoint, which is more than a document holds",
                 size);
    return FALSE;
  }
  gradus_checkpoint_form_write (form, checkpoint, bytes);
  sqlite3_bind_blob64 (statement, at, bytes, n, g_free);
  return TRUE;
}

/* -- A run ------------------------------------------------------------------------------------- */

static gboolean
write_history (Writer *writer, const GradusDraftEntry *run, const char *kind,
               const GradusSeries *series, guint64 stride)
{
  g_autoptr (GBytes) points = gradus_series_to_blob (series);
  sqlite3_stmt *statement = writer->put_history;

  sqlite3_bind_int64 (statement, 1, (gint64) run->number);
  bind_text (statement, 2, kind);
  sqlite3_bind_int64 (statement, 3, (gint64) stride);
  sqlite3_bind_int64 (statement, 4, series->n_regular);
  sqlite3_bind_int64 (statement, 5, series->n_values);
  sqlite3_bind_blob64 (statement, 6, g_bytes_get_data (points, NULL), g_bytes_get_size (points),
                       SQLITE_TRANSIENT);
  return gradus_database_execute (statement, writer->error);
}

static gboolean
write_checkpoint (Writer *writer, const GradusDraftEntry *run, const GradusCheckpointForm *form,
                  const GradusTimelineEntry *entry)
{
  sqlite3_stmt *statement = writer->put_checkpoint;

  sqlite3_bind_int64 (statement, 1, (gint64) run->number);
  sqlite3_bind_int64 (statement, 2, (gint64) entry->checkpoint->step);
  bind_number (statement, 3, entry->cost);
  return bind_checkpoint (writer, statement, 4, form, entry->checkpoint) &&
         gradus_database_execute (statement, writer->error);
}

static gboolean
drop_checkpoint (Writer *writer, const GradusDraftEntry *run, guint64 step)
{
  sqlite3_bind_int64 (writer->drop_checkpoint, 1, (gint64) run->number);
  sqlite3_bind_int64 (writer->drop_checkpoint, 2, (gint64) step);
  return gradus_database_execute (writer->drop_checkpoint, writer->error);
}

/* Both lists are sorted by step, so that one walk along both finds what only one of them has. A
 * checkpoint that both have is left alone: writing all weights of all checkpoints would take
 * most of the time of a draft. */
static gboolean
write_checkpoints (Writer *writer, const GradusDraftEntry *run, const GradusRunDraft *old,
                   const GradusCheckpointForm *form)
{
  const GradusRunDraft *new = run->draft;
  guint i = 0, k = 0;

  while (i < new->n_entries || (old && k < old->n_entries)) {
    const GradusCheckpoint *here = i < new->n_entries ? new->entries[i].checkpoint : NULL;
    const GradusCheckpoint *there = old && k < old->n_entries ? old->entries[k].checkpoint : NULL;

    if (there && (!here || there->step < here->step)) {
      if (!drop_checkpoint (writer, run, there->step))
        return FALSE;
      k++;
      continue;
    }
    if (here != there && !write_checkpoint (writer, run, form, &new->entries[i]))
      return FALSE;
    if (there && there->step == here->step)
      k++;
    i++;
  }
  return TRUE;
}

static gboolean
write_markers (Writer *writer, const GradusDraftEntry *run, const GradusCheckpointForm *form)
{
  for (guint i = 0; i < run->markers->len; i++) {
    const GradusMarker *marker = g_ptr_array_index (run->markers, i);

    sqlite3_bind_int64 (writer->put_marker, 1, (gint64) run->number);
    sqlite3_bind_int64 (writer->put_marker, 2, (gint64) marker->checkpoint->step);
    bind_text (writer->put_marker, 3, marker->name);
    if (!bind_checkpoint (writer, writer->put_marker, 4, form, marker->checkpoint) ||
        !gradus_database_execute (writer->put_marker, writer->error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_row (Writer *writer, const GradusDraftEntry *run, guint position,
           const GradusCheckpointForm *form)
{
  g_autofree char *experiment = gradus_experiment_to_json (run->experiment);
  g_autofree char *preparation = gradus_preparation_to_json (run->preparation);
  const GradusRunDraft *run_draft = run->draft;
  sqlite3_stmt *statement = writer->put_run;

  sqlite3_bind_int64 (statement, 1, (gint64) run->number);
  sqlite3_bind_int64 (statement, 2, position);
  if (run->name)
    bind_text (statement, 3, run->name);
  else
    sqlite3_bind_null (statement, 3);
  sqlite3_bind_int64 (statement, 4, run->colour);
  sqlite3_bind_int64 (statement, 5, run->is_hidden);
  sqlite3_bind_int64 (statement, 6, (gint64) run->origin);
  bind_text (statement, 7, experiment);
  bind_text (statement, 8, preparation);
  bind_text (statement, 9, gradus_state_names[run_draft->state]);
  sqlite3_bind_double (statement, 10, run_draft->seconds);
  sqlite3_bind_int64 (statement, 11, (gint64) run_draft->divergence.step);
  sqlite3_bind_int64 (statement, 12, run_draft->divergence.layer);
  sqlite3_bind_int64 (statement, 13, (gint64) run_draft->now->step);
  sqlite3_bind_double (statement, 15, run_draft->way);
  return bind_checkpoint (writer, statement, 14, form, run_draft->now) &&
         gradus_database_execute (statement, writer->error);
}

static gboolean
drop_parts (Writer *writer, const GradusDraftEntry *run, const char *tables[])
{
  for (guint i = 0; tables[i]; i++) {
    g_autofree char *sql =
        g_strdup_printf ("DELETE FROM %s WHERE %s = %" G_GUINT64_FORMAT, tables[i],
                         g_str_equal (tables[i], "run") ? "id" : "run", run->number);

    if (!gradus_database_run (writer->database, sql, writer->error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_run (Writer *writer, const GradusDraftEntry *run, guint position, const GradusDraftEntry *old)
{
  static const char *marker[] = { "marker", NULL };
  const GradusRunDraft *run_draft = run->draft, *before = old ? old->draft : NULL;
  g_autoptr (GradusCheckpointForm) form =
      gradus_checkpoint_form_new (run->experiment, &run->preparation->shape, writer->error);

  if (!form || !write_row (writer, run, position, form))
    return FALSE;
  /* What a run has learned is most of the bytes; where it is the same copy it stays as it lies in
   * the file. */
  if (run_draft != before &&
      (!write_history (writer, run, "steps", &run_draft->series, run_draft->stride) ||
       !write_history (writer, run, "layers", &run_draft->layer_series, run_draft->layer_stride) ||
       !write_checkpoints (writer, run, before, form)))
    return FALSE;
  if (old && gradus_draft_entry_has_same_markers (run, old))
    return TRUE;
  return (!old || drop_parts (writer, run, marker)) && write_markers (writer, run, form);
}

static const GradusDraftEntry *
find_run (const GradusDraft *draft, guint64 number, guint *position)
{
  for (guint i = 0; draft && i < draft->runs->len; i++) {
    const GradusDraftEntry *run = g_ptr_array_index (draft->runs, i);

    *position = i;
    if (run->number == number)
      return run;
  }
  return NULL;
}

static gboolean
write_runs (Writer *writer, const GradusDraft *draft, const GradusDraft *previous)
{
  static const char *all[] = { "run", "history", "checkpoint", "marker", NULL };
  guint position = 0;

  for (guint i = 0; previous && i < previous->runs->len; i++) {
    const GradusDraftEntry *old = g_ptr_array_index (previous->runs, i);

    if (!find_run (draft, old->number, &position) && !drop_parts (writer, old, all))
      return FALSE;
  }
  for (guint i = 0; i < draft->runs->len; i++) {
    const GradusDraftEntry *run = g_ptr_array_index (draft->runs, i);
    const GradusDraftEntry *old = find_run (previous, run->number, &position);

    if ((!old || position != i || !gradus_draft_entry_equal (run, old)) &&
        !write_run (writer, run, i, old))
      return FALSE;
  }
  return TRUE;
}

/* -- Data -------------------------------------------------------------------------------------- */

/* The table that a run's experiment names by its path; NULL: none. */
static GradusRecords *
get_table (const GradusDraftEntry *run)
{
  const GradusDataSpec *spec = &run->experiment->data;

  return spec->import && spec->generator == &gradus_file_generator &&
                 !gradus_import_is_absent (spec->import)
             ? spec->import->table
             : NULL;
}

/* Runs may share a table; each is written once. */
static GPtrArray *
list_tables (const GradusDraft *draft)
{
  GPtrArray *tables = g_ptr_array_new ();

  for (guint i = 0; draft && i < draft->runs->len; i++) {
    GradusRecords *table = get_table (g_ptr_array_index (draft->runs, i));

    if (table && !g_ptr_array_find (tables, table, NULL))
      g_ptr_array_add (tables, table);
  }
  return tables;
}

static gboolean
write_cells (Writer *writer, const GradusRecords *table, guint id)
{
  g_autoptr (sqlite3_stmt) statement = gradus_database_prepare (
      writer->database, "INSERT INTO data_block VALUES (?, ?, ?)", writer->error);

  for (guint i = 0; statement && i < table->blocks->len; i++) {
    g_autoptr (GBytes) cells = gradus_records_get_cells (table, i);

    sqlite3_bind_int64 (statement, 1, id);
    sqlite3_bind_int64 (statement, 2, i);
    sqlite3_bind_blob64 (statement, 3, g_bytes_get_data (cells, NULL), g_bytes_get_size (cells),
                         SQLITE_TRANSIENT);
    if (!gradus_database_execute (statement, writer->error))
      return FALSE;
  }
  return statement != NULL;
}

static gboolean
write_table (Writer *writer, const GradusRecords *table, guint id)
{
  const gboolean is_embedded = gradus_records_count_bytes (table) <= GRADUS_DOCUMENT_EMBEDDED_BYTES;
  g_autofree char *description = gradus_records_describe (table);
  g_autofree char *digest = gradus_records_digest (table);
  g_autofree char *path = gradus_escape_filename (table->filename);
  g_autoptr (sqlite3_stmt) statement = gradus_database_prepare (
      writer->database, "INSERT INTO data VALUES (?, ?, ?, ?, ?, ?)", writer->error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  bind_text (statement, 2, path);
  bind_text (statement, 3, gradus_header_names[table->hints.header]);
  bind_text (statement, 4, digest);
  bind_text (statement, 5, description);
  sqlite3_bind_int64 (statement, 6, is_embedded);
  return gradus_database_execute (statement, writer->error) &&
         (!is_embedded || write_cells (writer, table, id));
}

/* Tables do not change once they are read, so the same pointer is the same content. */
static gboolean
write_tables (Writer *writer, const GradusDraft *draft, const GradusDraft *previous)
{
  g_autoptr (GPtrArray) tables = list_tables (draft), before = list_tables (previous);
  gboolean are_same = tables->len == before->len;

  for (guint i = 0; are_same && i < tables->len; i++)
    are_same = g_ptr_array_index (tables, i) == g_ptr_array_index (before, i);
  if (are_same)
    return TRUE;
  if (!gradus_database_run (writer->database, "DELETE FROM data; DELETE FROM data_block",
                            writer->error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++) {
    if (!write_table (writer, g_ptr_array_index (tables, i), i + 1))
      return FALSE;
  }
  return TRUE;
}

/* -- The rest ---------------------------------------------------------------------------------- */

/* A sweep that runs knows more with every draft. */
static gboolean
write_sweep (Writer *writer, const GradusDraft *draft, const GradusDraft *previous)
{
  g_autofree char *outcomes = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (previous && previous->sweep && !draft->sweep)
    return gradus_database_run (writer->database, "DELETE FROM sweep", writer->error);
  if (!draft->sweep ||
      (previous && previous->sweep == draft->sweep && previous->n_known == draft->n_known))
    return TRUE;
  statement = gradus_database_prepare (
      writer->database, "INSERT OR REPLACE INTO sweep VALUES (1, ?, ?)", writer->error);
  if (!statement)
    return FALSE;
  outcomes = gradus_sweep_part_to_json (draft->sweep->sweep, draft->sweep->question, 0, 1, 0);
  bind_text (statement, 1, draft->sweep->question);
  bind_text (statement, 2, outcomes);
  return gradus_database_execute (statement, writer->error);
}

/* The seal is over the whole, so it is put when the whole is written; a draft, of which parts are
 * written again and again, has none. */
static gboolean
write_document (Writer *writer, const GradusDraft *draft)
{
  g_autoptr (sqlite3_stmt) statement = gradus_database_prepare (
      writer->database, "INSERT OR REPLACE INTO document VALUES (1, ?, ?, ?, NULL)", writer->error);

  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, draft->selected);
  sqlite3_bind_int64 (statement, 2, draft->is_together);
  if (draft->layout)
    bind_text (statement, 3, draft->layout);
  return gradus_database_execute (statement, writer->error);
}

/* Only a document's file gets it, and is written once. */
static gboolean
write_hand_in (Writer *writer, const GradusDraft *draft)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!draft->hand_in)
    return TRUE;
  statement = gradus_database_prepare (writer->database, "INSERT INTO hand_in VALUES (1, ?)",
                                       writer->error);
  if (!statement)
    return FALSE;
  bind_text (statement, 1, draft->hand_in);
  return gradus_database_execute (statement, writer->error);
}

gboolean
gradus_draft_write (GradusDatabase *database, const GradusDraft *draft, const GradusDraft *previous,
                    GError **error)
{
  Writer writer = { .database = database, .error = error };
  gboolean is_written = gradus_database_run (database, "BEGIN IMMEDIATE", error);

  if (!is_written)
    return FALSE;
  is_written = prepare (&writer) && write_document (&writer, draft) &&
               write_tables (&writer, draft, previous) && write_runs (&writer, draft, previous) &&
               write_sweep (&writer, draft, previous) && write_hand_in (&writer, draft);
  clear_writer (&writer);
  is_written = is_written && gradus_database_run (database, "COMMIT", error);
  if (!is_written)
    gradus_database_run (database, "ROLLBACK", NULL);
  return is_written;
}
