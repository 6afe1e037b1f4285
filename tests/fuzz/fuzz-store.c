/* SPDX-License-Identifier: MIT
 *
 * Any bytes for what reads documents and weights: GRADUS_FUZZED is one of the functions below. */
#include <stdlib.h>
#include <string.h>

#include "data/import.h"
#include "experiment/builtin.h"
#include "export/weights-map.h"
#include "fuzz-file.h"
#include "store/document-file.h"
#include "store/records-blob.h"
#include "store/series-blob.h"
#include "train/checkpoint-form.h"

/* Bytes as the harness goes through them; 0 behind the last. */
typedef struct {
  const uint8_t *bytes;
  size_t n;
} Source;

static guint
take_number (Source *source, guint n_bytes)
{
  guint number = 0;

  for (guint i = 0; i < n_bytes && source->n > 0; i++, source->bytes++, source->n--)
    number |= (guint) *source->bytes << 8 * i;
  return number;
}

static Source
take_bytes (Source *source, size_t n)
{
  const Source taken = { source->bytes, MIN (n, source->n) };

  source->bytes += taken.n;
  source->n -= taken.n;
  return taken;
}

/* -- Documents ---------------------------------------------------------------------------------- */

static void
look_at_run (const GradusDraftEntry *run)
{
  g_autoptr (GradusWeights) weights =
      gradus_weights_new_at (run->experiment, run->preparation, run->draft->now, NULL);

  g_assert_nonnull (weights);
  g_assert_true (run->draft->series.n_points == 0 ||
                 run->draft->series.n_values == gradus_experiment_get_n_layers (run->experiment));
  g_assert_true (!run->name || g_utf8_validate (run->name, -1, NULL));
}

static void
look_at_draft (const GradusDraft *draft, const GError *error)
{
  fuzz_check (draft != NULL, error);
  for (guint i = 0; draft && i < draft->runs->len; i++)
    look_at_run (g_ptr_array_index (draft->runs, i));
}

/* A whole file, which lies in memory; SQLite opens nothing else. */
G_GNUC_UNUSED static void
read_document (Source source)
{
  static FuzzFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusDraft) draft = NULL;
  gboolean is_newer;

  if (!file.filename)
    fuzz_file_open (&file, "document");
  fuzz_file_fill (&file, source.bytes, source.n);
  draft = gradus_document_file_load (file.filename, TRUE, &is_newer, NULL, &error);
  look_at_draft (draft, error);
}

/* Values of a sound document's tables. Changes to a file as such seldom get past SQLite's own check
 * of it. */
static const struct {
  const char *table, *column;
} values[] = {
  { "run", "experiment" },    { "run", "preparation" },     { "run", "weights" },
  { "run", "name" },          { "run", "state" },           { "run", "step" },
  { "run", "colour" },        { "run", "hidden" },          { "run", "origin" },
  { "run", "seconds" },       { "run", "divergence_step" }, { "run", "divergence_layer" },
  { "run", "way" },           { "history", "kind" },        { "history", "stride" },
  { "history", "n_points" },  { "history", "n_values" },    { "history", "points" },
  { "checkpoint", "step" },   { "checkpoint", "cost" },     { "checkpoint", "weights" },
  { "marker", "step" },       { "marker", "name" },         { "marker", "weights" },
  { "sweep", "question" },    { "sweep", "outcomes" },      { "document", "selected" },
  { "document", "together" }, { "document", "layout" },     { "data", "path" },
  { "data", "header" },       { "data", "digest" },         { "data", "description" },
  { "data", "embedded" },     { "data_block", "cells" },    { "data_block", "position" },
};

/* The value with some bytes at a place in exchange for others; or a number, or nothing. */
static void
change_value (sqlite3 *database, Source *source)
{
  const guint which = take_number (source, 1) % G_N_ELEMENTS (values);
  const guint row = take_number (source, 1) % 8, kind = take_number (source, 1) % 8;
  g_autofree char *find = g_strdup_printf ("SELECT rowid, %s FROM %s LIMIT 1 OFFSET %u",
                                           values[which].column, values[which].table, row);
  g_autofree char *change = g_strdup_printf ("UPDATE %s SET %s = ? WHERE rowid = ?",
                                             values[which].table, values[which].column);
  g_autoptr (sqlite3_stmt) old = gradus_database_prepare (database, find, NULL);
  g_autoptr (sqlite3_stmt) new = gradus_database_prepare (database, change, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_assert_true (old && new);
  if (sqlite3_step (old) != SQLITE_ROW)
    return;
  if (kind == 0) {
    sqlite3_bind_int64 (new, 1, (gint32) take_number (source, 4));
  } else if (kind == 1) {
    sqlite3_bind_double (new, 1, (gint32) take_number (source, 4) / 1024.0);
  } else if (kind > 2) {
    const guint n = (guint) sqlite3_column_bytes (old, 1);
    const guint wanted_at = take_number (source, 2), wanted_length = take_number (source, 1);
    const guint at = MIN (wanted_at, n), n_removed = MIN (wanted_length, n - at);
    const Source added = take_bytes (source, take_number (source, 1));

    g_byte_array_append (bytes, sqlite3_column_blob (old, 1), n);
    if (n_removed > 0)
      g_byte_array_remove_range (bytes, at, n_removed);
    g_byte_array_append (bytes, added.bytes, (guint) added.n);
    if (added.n > 0) { /* there may be no bytes at all, and so no place of them */
      memmove (bytes->data + at + added.n, bytes->data + at, bytes->len - at - added.n);
      memcpy (bytes->data + at, added.bytes, added.n);
    }
    if (sqlite3_column_type (old, 1) == SQLITE_BLOB)
      sqlite3_bind_blob (new, 1, bytes->data, (int) bytes->len, SQLITE_STATIC);
    else
      sqlite3_bind_text (new, 1, (const char *) bytes->data, (int) bytes->len, SQLITE_STATIC);
  }
  sqlite3_bind_int64 (new, 2, sqlite3_column_int64 (old, 0));
  sqlite3_step (new);
}

/* The document that GRADUS_FUZZ_DOCUMENT names, in memory. */
static sqlite3 *
open_original (void)
{
  sqlite3 *file, *database;
  sqlite3_backup *backup;

  g_assert_cmpint (sqlite3_open (g_getenv ("GRADUS_FUZZ_DOCUMENT"), &file), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_open (":memory:", &database), ==, SQLITE_OK);
  backup = sqlite3_backup_init (database, "main", file, "main");
  g_assert_cmpint (sqlite3_backup_step (backup, -1), ==, SQLITE_DONE);
  sqlite3_backup_finish (backup);
  sqlite3_close (file);
  return database;
}

G_GNUC_UNUSED static void
read_draft (Source source)
{
  static sqlite3 *database;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusDraft) draft = NULL;

  database = database ? database : open_original ();
  sqlite3_exec (database, "BEGIN", NULL, NULL, NULL);
  for (guint i = 0; i < 8 && source.n > 0; i++)
    change_value (database, &source);
  draft = gradus_draft_read (database, &(GradusReading){ .wants_data = TRUE }, &error);
  look_at_draft (draft, error);
  sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL);
}

/* -- Their parts -------------------------------------------------------------------------------- */

/* A description, a zero, and the cells of its blocks, before each how many bytes they are. */
G_GNUC_UNUSED static void
read_records (Source source)
{
  const uint8_t *end = memchr (source.bytes, 0, source.n);
  const Source text = take_bytes (&source, end ? (size_t) (end - source.bytes) : source.n);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL, fault = NULL;
  g_autoptr (GradusRecords) table = NULL, again = NULL;
  g_autoptr (GradusImport) import = NULL;
  g_auto (GradusHints) hints = gradus_records_recall_hints ((const char *) text.bytes, text.n);

  g_assert_cmpuint (hints.encoding, <=, GRADUS_ENCODING_WINDOWS_1252);
  take_number (&source, 1);
  while (source.n > 0) {
    const Source block = take_bytes (&source, take_number (&source, 2));

    g_ptr_array_add (cells, g_bytes_new (block.bytes, block.n));
  }
  table = gradus_records_restore ("table", (const char *) text.bytes, text.n, cells, &error);
  fuzz_check (table != NULL, error);
  if (!table)
    return;
  again = gradus_records_recall (table, (const char *) text.bytes, text.n, &fault);
  fuzz_check (again != NULL, fault);
  g_clear_error (&fault);
  import =
      gradus_import_new (table, &(GradusImportChoice){ .pictures = GRADUS_PICTURES_YES }, &fault);
  fuzz_check (import != NULL, fault);
  if (import) {
    g_autoptr (GradusDataset) training = NULL, test = NULL;

    gradus_import_make (import, NULL, import->rows->len, 0, &training, &test);
  }
}

/* How many points, how many values, and the bytes. */
G_GNUC_UNUSED static void
read_series (Source source)
{
  g_autoptr (GError) error = NULL;
  GradusSeries series = { 0 };
  const guint n_points = take_number (&source, 1), n_values = take_number (&source, 1);

  fuzz_check (gradus_series_from_blob (&series, n_points, n_values, (const char *) source.bytes,
                                       source.n, &error),
              error);
  gradus_series_clear (&series);
}

G_GNUC_UNUSED static void
read_checkpoint (Source source)
{
  static GradusCheckpointForm *form;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusCheckpoint) checkpoint = NULL;

  if (!form) {
    g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");

    form = gradus_checkpoint_form_new (experiment, &(GradusShape){ 2, { 0 } }, NULL);
  }
  checkpoint = gradus_checkpoint_form_read (form, 1, (const char *) source.bytes, source.n, &error);
  fuzz_check (checkpoint != NULL, error);
}

/* -- Weights ------------------------------------------------------------------------------------ */

static void
copy_numbers (const GradusSafetensors *file, size_t n)
{
  for (guint i = 0; i < file->tensors->len; i++) {
    const GradusSafetensor *tensor = g_ptr_array_index (file->tensors, i);
    g_autofree float *numbers = g_new (float, MAX (tensor->n_items, 1));

    g_assert_cmpuint (tensor->end, <=, n - file->numbers);
    if (tensor->numbers != GRADUS_NUMBERS_OTHER)
      gradus_safetensors_copy (file, tensor, numbers);
  }
}

/* As weights of another program's, for a network of one's own. */
static void
map_weights (const GradusSafetensors *file)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  g_autoptr (GradusPreparation) preparation = gradus_preparation_new_plain (2, 1);
  g_autoptr (GradusWeights) weights = gradus_weights_new (experiment, preparation, 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusWeightsMap) map = gradus_weights_map_new (weights, file, NULL, &error);

  fuzz_check (map != NULL, error);
  if (!map)
    return;
  for (guint i = 0; i < map->places->len; i++) {
    const int alike = gradus_weights_map_find_alike (map, i, 1);

    if (alike >= 0)
      gradus_weights_map_exchange (map, i, (guint) alike);
  }
  gradus_weights_fill (weights, file, map);
}

G_GNUC_UNUSED static void
read_weights (Source source)
{
  g_autoptr (GBytes) all = g_bytes_new (source.bytes, source.n);
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusSafetensors) file = gradus_safetensors_read (all, &error);
  g_autoptr (GradusWeights) weights = NULL;

  fuzz_check (file != NULL, error);
  if (!file)
    return;
  copy_numbers (file, source.n);
  map_weights (file);
  weights = gradus_weights_from_safetensors (file, &error);
  fuzz_check (weights != NULL, error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n)
{
  GRADUS_FUZZED ((Source){ bytes, n });
  return 0;
}
