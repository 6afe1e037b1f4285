/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "data/reader.h"
#include "store/draft-reader.h"
#include "store/draft-writer.h"
#include "store/document-file.h"
#include "store/draft-file.h"
#include "store/lock-file.h"
#include "store/series-blob.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "sweep/sweep-json.h"

static const atomic_bool never = FALSE;

static char *folder;

static char *
name_file (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static GradusExperiment *
make_experiment (const char *id, const char *const *settings)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make (id);

  return gradus_experiment_set (experiment, settings, NULL);
}

/* With optimiser moments, dropout, running means, test data and mini-batches. */
static GradusExperiment *
make_rich (void)
{
  return make_experiment (
      "spiral",
      (const char *const[]){
          "training.optimiser={\"name\": \"adam\", \"learning-rate\": 0.01}",
          "training.batch-size=16",
          "network.layers=[{\"units\": 7, \"activation\": \"maxout\"}, {\"kind\": "
          "\"batch-normalisation\"}, "
          "{\"kind\": \"dropout\", \"rate\": 0.2}, {\"units\": 1, \"activation\": \"sigmoid\"}]",
          "training.steps=3000", NULL });
}

static GradusStepper *
train (const GradusExperiment *experiment, guint64 steps)
{
  GradusStepper *stepper = gradus_stepper_new (experiment, NULL);

  gradus_stepper_advance (stepper, steps, &never);
  return stepper;
}

static GradusDraft *
make_draft (const GradusExperiment *experiment, GradusStepper *stepper)
{
  GradusDraft *draft = gradus_draft_new ();
  GradusDraftEntry *run = gradus_draft_add_stepper (draft, experiment, stepper, 1.5);

  run->name = g_strdup ("Mäander");
  run->colour = 3;
  run->origin = 7;
  g_ptr_array_add (run->markers, gradus_marker_new ("here", run->draft->entries[2].checkpoint));
  draft->layout = g_strdup ("[views]\npage=overview\n");
  return draft;
}

static GradusDraft *
load (const char *filename)
{
  g_autoptr (GError) error = NULL;
  gboolean is_newer = TRUE;
  GradusDraft *draft = gradus_document_file_load (filename, TRUE, &is_newer, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (is_newer);
  return draft;
}

static void
assert_same_series (const GradusSeries *a, const GradusSeries *b)
{
  const guint n = a->n_regular;

  g_assert_cmpuint (n, ==, b->n_regular);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpmem (a->steps, n * sizeof (guint64), b->steps, n * sizeof (guint64));
  g_assert_cmpmem (a->costs, n * sizeof (double), b->costs, n * sizeof (double));
  g_assert_cmpmem (a->accuracies, n * sizeof (double), b->accuracies, n * sizeof (double));
  g_assert_cmpmem (a->test_costs, n * sizeof (double), b->test_costs, n * sizeof (double));
  g_assert_cmpmem (a->undecided_right, n * sizeof (double), b->undecided_right, n * sizeof (double));
  g_assert_cmpmem (a->undecided_wrong, n * sizeof (double), b->undecided_wrong, n * sizeof (double));
  g_assert_cmpmem (a->test_undecided_right, n * sizeof (double), b->test_undecided_right,
                   n * sizeof (double));
  g_assert_cmpmem (a->test_undecided_wrong, n * sizeof (double), b->test_undecided_wrong,
                   n * sizeof (double));
  g_assert_cmpmem (a->values, (gsize) n * a->n_values * sizeof (float), b->values,
                   (gsize) n * b->n_values * sizeof (float));
}

/* What is undecided follows what documents always had, and is left out where there is nothing; a
 * share that cannot be is refused. */
static void
test_undecided (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-deep-sigmoid");
  g_autoptr (GradusStepper) stepper = train (experiment, 1000);
  g_auto (GradusSeries) series = { 0 }, read = { 0 }, before = { 0 }, wrong = { 0 };
  g_autoptr (GBytes) whole = NULL, usual = NULL, broken = NULL;
  g_autoptr (GError) error = NULL;
  guint64 stride;
  guint n;
  gsize size, size_before;

  gradus_history_save (gradus_stepper_get_history (stepper), &series, &stride);
  n = series.n_regular;
  whole = gradus_series_to_blob (&series);
  size = g_bytes_get_size (whole);
  g_assert_true (gradus_series_from_blob (&read, n, series.n_values, g_bytes_get_data (whole, NULL),
                                          size, &error));
  assert_same_series (&series, &read);
  g_assert_cmpfloat (read.undecided_right[n - 1] + read.undecided_wrong[n - 1], ==, 1);

  series.undecided_wrong[n - 1] += 0.5;
  broken = gradus_series_to_blob (&series);
  g_assert_false (gradus_series_from_blob (&wrong, n, series.n_values,
                                           g_bytes_get_data (broken, NULL), size, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);

  memset (series.undecided_right, 0, n * sizeof (double));
  memset (series.undecided_wrong, 0, n * sizeof (double));
  usual = gradus_series_to_blob (&series);
  size_before = g_bytes_get_size (usual);
  g_assert_cmpuint (size - size_before, ==, 4 * n * sizeof (double));
  g_assert_true (gradus_series_from_blob (&before, n, series.n_values,
                                          g_bytes_get_data (usual, NULL), size_before, NULL));
  assert_same_series (&series, &before);
}

static void
assert_same_checkpoint (const GradusCheckpoint *a, const GradusCheckpoint *b)
{
  g_assert_cmpuint (a->step, ==, b->step);
  g_assert_cmpmem (a->state, a->n_floats * sizeof (float), b->state, b->n_floats * sizeof (float));
}

static void
assert_same_draft (const GradusRunDraft *a, const GradusRunDraft *b)
{
  assert_same_checkpoint (a->now, b->now);
  assert_same_series (&a->series, &b->series);
  assert_same_series (&a->layer_series, &b->layer_series);
  g_assert_cmpuint (a->stride, ==, b->stride);
  g_assert_cmpuint (a->layer_stride, ==, b->layer_stride);
  g_assert_cmpuint (a->n_entries, ==, b->n_entries);
  for (guint i = 0; i < a->n_entries; i++) {
    assert_same_checkpoint (a->entries[i].checkpoint, b->entries[i].checkpoint);
    g_assert_true (a->entries[i].cost == b->entries[i].cost ||
                   (isnan (a->entries[i].cost) && isnan (b->entries[i].cost)));
  }
  g_assert_cmpfloat (a->way, ==, b->way);
}

static void
assert_same_run (const GradusDraftEntry *a, const GradusDraftEntry *b)
{
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpuint (a->colour, ==, b->colour);
  g_assert_cmpuint (a->origin, ==, b->origin);
  g_assert_true (gradus_experiment_equal (a->experiment, b->experiment));
  g_assert_cmpuint (a->draft->state, ==, b->draft->state);
  g_assert_cmpfloat (a->draft->seconds, ==, b->draft->seconds);
  assert_same_draft (a->draft, b->draft);
  g_assert_cmpuint (a->markers->len, ==, b->markers->len);
}

/* What is saved is loaded, and goes on to the very bits to which training without a pause leads. */
static void
test_round_trip (void)
{
  g_autoptr (GradusExperiment) experiment = make_rich ();
  g_autoptr (GradusStepper) half = train (experiment, 1234), whole = train (experiment, 3000),
                            resumed = NULL;
  g_autoptr (GradusDraft) draft = make_draft (experiment, half), loaded = NULL;
  g_autoptr (GradusRunDraft) wanted = NULL, got = NULL;
  g_autofree char *filename = name_file ("round.gradus");
  const GradusDraftEntry *run;

  g_assert_true (gradus_document_file_save (draft, filename, NULL));
  loaded = load (filename);
  run = g_ptr_array_index (loaded->runs, 0);
  assert_same_run (g_ptr_array_index (draft->runs, 0), run);
  g_assert_cmpstr (loaded->layout, ==, draft->layout);

  resumed = gradus_stepper_new_on (run->experiment, run->training, run->test, NULL);
  gradus_stepper_resume (resumed, run->draft);
  gradus_stepper_advance (resumed, 3000, &never);
  wanted = gradus_stepper_make_draft (whole);
  got = gradus_stepper_make_draft (resumed);
  assert_same_draft (wanted, got);
}

static void
test_diverged (void)
{
  g_autoptr (GradusExperiment) experiment = make_experiment (
      "xor-wide-deep", (const char *const[]){ "training.optimiser.learning-rate=1000",
                                              "network.hidden.activation=linear",
                                              "network.layers.3.activation=linear",
                                              "training.cost=mean-squared-error", NULL });
  g_autoptr (GradusStepper) stepper = train (experiment, 1000);
  g_autoptr (GradusDraft) draft = make_draft (experiment, stepper), loaded = NULL;
  g_autofree char *filename = name_file ("diverged.gradus");
  const GradusRunDraft *run_draft;

  g_assert_true (gradus_stepper_has_diverged (stepper, NULL));
  g_assert_true (gradus_document_file_save (draft, filename, NULL));
  loaded = load (filename);
  run_draft = ((GradusDraftEntry *) g_ptr_array_index (loaded->runs, 0))->draft;
  g_assert_cmpuint (run_draft->state, ==, GRADUS_RUN_DIVERGED);
  g_assert_cmpuint (
      run_draft->divergence.step, ==,
      ((GradusDraftEntry *) g_ptr_array_index (draft->runs, 0))->draft->divergence.step);
}

static GradusExperiment *
make_with_file (const char *path)
{
  g_autofree char *data = g_strdup_printf ("data={\"name\": \"file\", \"path\": \"%s\", "
                                           "\"target\": \"kind\", \"scaling\": \"standard\"}",
                                           path);

  return make_experiment ("spiral", (const char *const[]){ data, "network.layers.3.units=3",
                                                           "network.layers.3.activation=softmax",
                                                           "training.cost=cross-entropy", NULL });
}

/* A table that a run learns from is in the document; its file may go. */
static void
test_embedded_data (void)
{
  g_autofree char *source = g_build_filename (GRADUS_DATA_DIR, "right", "iris.csv", NULL);
  g_autofree char *path = name_file ("iris.csv"), *filename = name_file ("iris.gradus"),
                  *text = NULL;
  g_autoptr (GradusExperiment) experiment = NULL;
  g_autoptr (GradusStepper) stepper = NULL;
  g_autoptr (GradusDraft) draft = NULL, loaded = NULL;
  const GradusDraftEntry *run, *before;

  g_assert_true (g_file_get_contents (source, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  experiment = make_with_file (path);
  g_assert_nonnull (experiment);
  stepper = train (experiment, 300);
  draft = make_draft (experiment, stepper);
  g_assert_true (gradus_document_file_save (draft, filename, NULL));
  g_unlink (path);
  loaded = load (filename);
  run = g_ptr_array_index (loaded->runs, 0);
  before = g_ptr_array_index (draft->runs, 0);
  assert_same_run (before, run);
  g_assert_cmpmem (run->training->floats,
                   run->training->n_samples * run->training->n_inputs * sizeof (float),
                   before->training->floats,
                   before->training->n_samples * before->training->n_inputs * sizeof (float));
}

/* A large one is referred to: it must be what it was, at its place or beside the document. */
static void
test_referred_data (void)
{
  const guint n = 1200000;
  g_autofree char *path = name_file ("large.csv"), *filename = name_file ("large.gradus");
  g_autoptr (GString) text = g_string_new ("a,b,c,kind\n");
  g_autoptr (GradusExperiment) experiment = NULL;
  g_autoptr (GradusStepper) stepper = NULL;
  g_autoptr (GradusDraft) draft = NULL, loaded = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_newer;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%u,%u,%u,%c\n", i % 97, i % 89, i % 83, "xyz"[i % 3]);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  experiment = make_with_file (path);
  stepper = train (experiment, 3);
  draft = gradus_draft_new ();
  gradus_draft_add_stepper (draft, experiment, stepper, 0);
  g_assert_true (gradus_document_file_save (draft, filename, NULL));
  loaded = load (filename);
  g_clear_pointer (&loaded, gradus_draft_unref);

  g_string_replace (text, "1,1,1,y", "1,1,2,y", 1);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  g_assert_null (gradus_document_file_load (filename, TRUE, &is_newer, NULL, &error));
  g_assert_error (error, GRADUS_DOCUMENT_ERROR, GRADUS_DOCUMENT_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "it was changed since"));
  g_clear_error (&error);
  g_unlink (path);
  g_assert_null (gradus_document_file_load (filename, TRUE, &is_newer, NULL, &error));
  g_assert_error (error, GRADUS_DOCUMENT_ERROR, GRADUS_DOCUMENT_ERROR_DATA);
  loaded = gradus_document_file_load (filename, FALSE, &is_newer, NULL, NULL);
  g_assert_nonnull (loaded);
}

static void
test_sweep (void)
{
  g_autoptr (GradusExperiment) experiment = make_rich ();
  g_autoptr (GradusStepper) stepper = train (experiment, 20);
  g_autoptr (GradusDraft) draft = make_draft (experiment, stepper), loaded = NULL;
  GPtrArray *axes = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_sweep_axis_free);
  g_autofree char *filename = name_file ("sweep.gradus"), *before = NULL, *after = NULL;
  g_autoptr (GradusSweep) sweep = NULL;

  g_ptr_array_add (axes,
                   gradus_sweep_axis_parse ("training.optimiser.learning-rate=0.1,0.01", NULL));
  sweep = gradus_sweep_new (experiment, axes, 1, 3, NULL);
  gradus_sweep_set_outcome (sweep, 1, 2, GRADUS_OUTCOME_FINISHED,
                            (GradusOutcome){ 0.25, 0.75, NAN });
  draft->sweep = gradus_document_sweep_new ("lucky-seed", sweep);
  g_assert_true (gradus_document_file_save (draft, filename, NULL));
  loaded = load (filename);
  g_assert_cmpstr (loaded->sweep->question, ==, "lucky-seed");
  before = gradus_sweep_part_to_json (sweep, "", 0, 1, 0);
  after = gradus_sweep_part_to_json (loaded->sweep->sweep, "", 0, 1, 0);
  g_assert_cmpstr (before, ==, after);
}

/* -- What is on the disk ----------------------------------------------------------------------- */

static char *
read_file (const char *filename, gsize *length)
{
  char *bytes;

  g_assert_true (g_file_get_contents (filename, &bytes, length, NULL));
  return bytes;
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) files = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (files))
    n++;
  return n;
}

/* Through a symbolic link, with the file's permissions; a hard link keeps the old one. */
static void
test_links (void)
{
  g_autoptr (GradusExperiment) experiment = make_rich ();
  g_autoptr (GradusStepper) stepper = train (experiment, 100);
  g_autoptr (GradusDraft) draft = make_draft (experiment, stepper);
  g_autofree char *place = name_file ("links"),
                  *filename = g_build_filename (place, "a.gradus", NULL);
  g_autofree char *soft = g_build_filename (place, "soft.gradus", NULL);
  g_autofree char *hard = g_build_filename (place, "hard.gradus", NULL), *old = NULL, *kept = NULL;
  g_autofree char *pointed = NULL;
  gsize n_old, n_kept;
  GStatBuf status;

  g_mkdir (place, 0700);
  g_assert_true (gradus_document_file_save (draft, filename, NULL));
  g_assert_cmpint (g_chmod (filename, 0640), ==, 0);
  g_assert_cmpint (symlink ("a.gradus", soft), ==, 0);
  g_assert_cmpint (link (filename, hard), ==, 0);
  old = read_file (hard, &n_old);
  ((GradusDraftEntry *) g_ptr_array_index (draft->runs, 0))->colour = 5;
  g_assert_true (gradus_document_file_save (draft, soft, NULL));
  pointed = g_file_read_link (soft, NULL);
  g_assert_cmpstr (pointed, ==, "a.gradus");
  kept = read_file (hard, &n_kept);
  g_assert_cmpmem (old, n_old, kept, n_kept);
  g_assert_cmpint (g_stat (filename, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0640);
  g_assert_cmpuint (count_files (place), ==, 3);
}

static void
test_nowhere (void)
{
  g_autoptr (GradusExperiment) experiment = make_rich ();
  g_autoptr (GradusStepper) stepper = train (experiment, 10);
  g_autoptr (GradusDraft) draft = gradus_draft_new ();
  g_autofree char *filename = name_file ("none/a.gradus");
  g_autoptr (GError) error = NULL;

  gradus_draft_add_stepper (draft, experiment, stepper, 0);
  g_assert_false (gradus_document_file_save (draft, filename, &error));
  g_assert_true (g_str_has_prefix (error->message, filename));
}

/* -- The draft --------------------------------------------------------------------------------- */

static guint
count_rows (const char *path, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", table);
  g_autoptr (GradusDatabase) database = gradus_database_open_own (path, NULL);
  g_autoptr (sqlite3_stmt) statement = gradus_database_prepare (database, sql, NULL);

  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  return (guint) sqlite3_column_int (statement, 0);
}

/* The same runs are written again and again, runs come and go, and the program is killed: here,
 * its draft is closed. */
static void
test_draft_file (void)
{
  g_autofree char *place = name_file ("state");
  g_autoptr (GradusExperiment) experiment = make_rich ();
  g_autoptr (GradusStepper) stepper = train (experiment, 200);
  g_autoptr (GradusDraft) first = make_draft (experiment, stepper), second = NULL, third = NULL,
                          read = NULL;
  GradusDraftFile *file = gradus_draft_file_new (place, "/tmp/x.gradus", NULL), *heir;
  g_autoptr (GPtrArray) none = NULL, orphans = NULL, heirs = NULL;
  const GradusOrphan *orphan;

  g_assert_true (gradus_draft_file_write (file, first, NULL));
  gradus_stepper_advance (stepper, 2000, &never);
  second = make_draft (experiment, stepper);
  gradus_draft_add_stepper (second, experiment, stepper, 3);
  g_assert_true (gradus_draft_file_write (file, second, NULL));
  third = make_draft (experiment, stepper);
  g_assert_true (gradus_draft_file_write (file, third, NULL));
  none = gradus_draft_file_list_orphans (place);
  g_assert_cmpuint (none->len, ==, 0);
  gradus_draft_file_close (file);

  orphans = gradus_draft_file_list_orphans (place);
  g_assert_cmpuint (orphans->len, ==, 1);
  orphan = g_ptr_array_index (orphans, 0);
  g_assert_cmpstr (orphan->origin, ==, "/tmp/x.gradus");
  read = gradus_draft_file_read (orphan->path, NULL, NULL);
  g_assert_nonnull (read);
  g_assert_cmpuint (read->runs->len, ==, 1);
  assert_same_run (g_ptr_array_index (third->runs, 0), g_ptr_array_index (read->runs, 0));
  g_assert_cmpuint (count_rows (orphan->path, "history"), ==, 2);
  g_assert_cmpuint (count_rows (orphan->path, "marker"), ==, 1);

  heir = gradus_draft_file_new (place, NULL, orphan->path);
  g_assert_true (gradus_draft_file_write (heir, read, NULL));
  gradus_draft_file_close (heir);
  heirs = gradus_draft_file_list_orphans (place);
  g_assert_cmpuint (heirs->len, ==, 1);
  g_assert_null (((GradusOrphan *) g_ptr_array_index (heirs, 0))->origin);
  gradus_draft_file_remove (((GradusOrphan *) g_ptr_array_index (heirs, 0))->path);
  g_assert_cmpuint (count_files (place), ==, 0);
}

static void
change (const char *filename, const char *sql)
{
  sqlite3 *database;
  char *fault = NULL;

  g_assert_cmpint (sqlite3_open (filename, &database), ==, SQLITE_OK);
  sqlite3_exec (database, sql, NULL, NULL, &fault);
  g_assert_cmpstr (fault, ==, NULL);
  sqlite3_exec (database, "UPDATE document SET seal = NULL", NULL, NULL,
                NULL); /* which is looked at first */
  sqlite3_close (database);
}

/* The only file of a folder that ends so. */
static char *
find_file (const char *place, const char *suffix)
{
  g_autoptr (GDir) files = g_dir_open (place, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) && !g_str_has_suffix (name, suffix))
    ;
  g_assert_nonnull (name);
  return g_build_filename (place, name, NULL);
}

/* Another program has opened the lock before a write fails and the draft is begun anew: it must
 * not get it, and the lock must still be the one that everybody finds by its name. */
static void
test_lock_after_failure (void)
{
  g_autofree char *place = name_file ("lock"), *path = NULL, *lock_name = NULL;
  g_autoptr (GradusExperiment) experiment = make_rich ();
  g_autoptr (GradusStepper) stepper = train (experiment, 100);
  g_autoptr (GradusDraft) first = make_draft (experiment, stepper), second = NULL;
  g_autoptr (GradusDraftFile) file = gradus_draft_file_new (place, NULL, NULL);
  g_autoptr (GError) error = NULL;
  struct stat opened, named;
  int other;

  g_assert_true (gradus_draft_file_write (file, first, NULL));
  path = find_file (place, ".gradus");
  lock_name = find_file (place, ".lock");
  other = open (lock_name, O_RDWR);
  change (path, "DROP TABLE run");
  gradus_stepper_advance (stepper, 200, &never);
  second = make_draft (experiment, stepper);
  g_assert_false (gradus_draft_file_write (file, second, &error));
  g_assert_true (gradus_draft_file_write (file, second, NULL));

  g_assert_cmpint (flock (other, LOCK_EX | LOCK_NB), ==, -1);
  g_assert_cmpint (fstat (other, &opened), ==, 0);
  g_assert_cmpint (stat (lock_name, &named), ==, 0);
  g_assert_cmpuint (opened.st_ino, ==, named.st_ino);
  close (other);
}

/* Whoever has it tries to take it once more, which must fail. */
static gpointer
take_again_and_again (gpointer name)
{
  guint n_shared = 0;

  for (guint n = 0; n < 5000; n++) {
    const int lock = gradus_lock_file_take (name),
              second = lock >= 0 ? gradus_lock_file_take (name) : -1;

    if (second >= 0) {
      n_shared++;
      close (second);
    }
    if (lock >= 0)
      gradus_lock_file_remove (name, lock);
  }
  return GUINT_TO_POINTER (n_shared);
}

static void
test_lock_file (void)
{
  g_autofree char *name = name_file ("some.lock");
  GThread *threads[4];
  guint n_shared = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("holder", take_again_and_again, name);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    n_shared += GPOINTER_TO_UINT (g_thread_join (threads[i]));
  g_assert_cmpuint (n_shared, ==, 0);
}

/* -- Documents that somebody has been at ------------------------------------------------------- */

static char *
save_plain (const char *name)
{
  g_autoptr (GradusExperiment) experiment = make_rich ();
  g_autoptr (GradusStepper) stepper = train (experiment, 200);
  g_autoptr (GradusDraft) draft = make_draft (experiment, stepper);
  char *filename = name_file (name);

  g_assert_true (gradus_document_file_save (draft, filename, NULL));
  return filename;
}

static const struct {
  const char *sql, *sentence;
} wrongs[] = {
  { "PRAGMA application_id = 7", "this is a database, but no Gradus document" },
  { "PRAGMA user_version = 0", "it has no version" },
  { "CREATE TABLE other (a)", "has a table that no document has (“other”)" },
  { "CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM run; END",
    "has a part that no document has (“t”)" },
  { "CREATE VIEW v AS SELECT 1", "has a part that no document has (“v”)" },
  { "DROP TABLE run; CREATE VIEW run AS SELECT * FROM document",
    "has a part that no document has (“run”)" },
  { "CREATE VIRTUAL TABLE f USING fts5 (a)", "no document has" },
  { "CREATE INDEX i ON run (name)", "has a part that no document has (“i”)" },
  { "DROP TABLE history", "tables are missing" },
  { "ALTER TABLE run ADD COLUMN more", "has a table that no document has (“run”)" },
  { "DELETE FROM run", "there are no runs in it" },
  { "UPDATE run SET experiment = NULL", "a run has no experiment" },
  { "UPDATE run SET experiment = x'00ff'", "a run has no experiment" },
  { "UPDATE run SET experiment = 'a' || char (0) || 'b'", "a run has no experiment" },
  { "UPDATE run SET experiment = CAST (x'ff7b7d' AS TEXT)", "a run has no experiment" },
  { "UPDATE run SET experiment = '{}'", "is missing" },
  { "UPDATE run SET experiment = printf ('%.*c', 1000000, '[')", "this is not JSON" },
  { "UPDATE run SET experiment = printf ('%.*c', 5000000, ' ')", "a run has no experiment" },
  { "UPDATE run SET experiment = replace (experiment, '\"units\": 7', '\"units\": 4000')",
    "weights" },
  { "UPDATE run SET experiment = replace (experiment, '\"units\": 7', '\"units\": 8')", "" },
  { "UPDATE run SET preparation = '{\"inputs\": 3, \"outputs\": 1}'",
    "not what they are said to be" },
  { "UPDATE run SET preparation = '{\"inputs\": 1e999, \"outputs\": 1}'", "" },
  { "UPDATE run SET weights = NULL", "weights" },
  { "UPDATE run SET weights = zeroblob (10)", "weights are not of their network" },
  { "UPDATE run SET weights = zeroblob (100000)", "no safetensors file" },
  { "UPDATE run SET weights = CAST (weights || x'00' AS BLOB)", "no safetensors file" },
  { "UPDATE run SET step = -1", "a checkpoint has no weights" },
  { "UPDATE run SET step = 'many'", "a checkpoint has no weights" },
  { "UPDATE run SET step = 3", "a run's history is longer than the run" },
  { "UPDATE run SET state = 'dancing'", "a run's state is not known" },
  { "UPDATE run SET colour = -5", "a run's number, colour or origin is none" },
  { "UPDATE run SET hidden = 2", "a run's number, colour or origin is none" },
  { "UPDATE run SET name = x'41'", "a run's name is no text" },
  { "UPDATE run SET divergence_layer = 99", "a run's state is not known" },
  { "UPDATE history SET points = zeroblob (10)", "a history is not whole" },
  { "UPDATE history SET points = NULL", "a history is not of its network" },
  { "UPDATE history SET n_points = 1000000", "a history is not of its network" },
  { "UPDATE history SET n_values = 5", "a history is not of its network" },
  { "UPDATE history SET stride = 3", "a history is not of its network" },
  { "UPDATE history SET stride = 0", "a history is not of its network" },
  { "UPDATE history SET points = zeroblob (length (points))", "a history is not whole" },
  { "UPDATE history SET kind = 'x' || kind", "a history is of a kind that is not known" },
  { "DELETE FROM history", "a run has no history" },
  { "UPDATE checkpoint SET weights = zeroblob (8)", "no safetensors file" },
  { "UPDATE checkpoint SET step = step + 100000", "a run's history is longer than the run" },
  { "UPDATE marker SET name = ''", "a marker has no name" },
  { "UPDATE document SET selected = 'first'", "it does not say what was open" },
  { "UPDATE document SET layout = x'00'", "it does not say what was open" },
  { "INSERT INTO document VALUES (2, 0, 0, NULL, NULL)",
    "there is more in it than a document holds" },
  { "INSERT INTO sweep VALUES (1, 'q', '[]')", "it is not a part of a sweep" },
  { "INSERT INTO data VALUES (1, 'x', 'yes', 'd', '{}', 1)", "a table of data is not whole" },
  { "INSERT INTO data VALUES (1, 'x', 'yes', 'd', NULL, 1)", "a table of data is not described" },
};

/* Documents of before samples' distances were measured have a value less for each layer. */
static void
test_before_distances (void)
{
  g_autofree char *filename = save_plain ("before.gradus");
  g_autoptr (GradusDraft) draft = NULL;
  const GradusSeries *series;
  gboolean is_newer;

  change (filename, "UPDATE history SET points = substr (points, 1, n_points * (40 + n_values / 10 "
                    "* 9 * 4)), n_values = n_values / 10 * 9 WHERE kind = 'layers'");
  draft = gradus_document_file_load (filename, FALSE, &is_newer, NULL, NULL);
  g_assert_nonnull (draft);
  series = &((GradusDraftEntry *) g_ptr_array_index (draft->runs, 0))->draft->layer_series;
  g_assert_cmpuint (series->n_points, >, 0);
  g_assert_cmpuint (series->n_values % 10, ==, 0);
  for (gsize i = 0; i < (gsize) series->n_points * series->n_values; i++)
    g_assert_true (i % 10 != 9 || isnan ((double) series->values[i]));
}

static void
test_wrong (void)
{
  g_autofree char *whole = save_plain ("whole.gradus"), *filename = name_file ("wrong.gradus");
  gsize length;
  g_autofree char *bytes = read_file (whole, &length);
  guint n_right = 0;

  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GradusDraft) draft = NULL;
    gboolean is_newer;

    g_assert_true (g_file_set_contents (filename, bytes, (gssize) length, NULL));
    change (filename, wrongs[i].sql);
    draft = gradus_document_file_load (filename, TRUE, &is_newer, NULL, &error);
    if (draft || !strstr (error->message, wrongs[i].sentence) ||
        !g_str_has_prefix (error->message, filename))
      g_test_message ("%s: %s", wrongs[i].sql, error ? error->message : "was opened");
    else
      n_right++;
    g_assert_true (!error || g_utf8_validate (error->message, -1, NULL));
  }
  g_assert_cmpuint (n_right, ==, G_N_ELEMENTS (wrongs));
}

/* Other kinds of files. */
static void
test_foreign (void)
{
  static const char *const contents[] = { "", "S", "SQLite format 3",
                                          "{ \"gradus-experiment\": 1 }",
                                          "SQLite format 3 but then something else" };
  g_autofree char *filename = name_file ("foreign.gradus");

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++) {
    g_autoptr (GError) error = NULL;
    gboolean is_newer;

    g_assert_true (g_file_set_contents (filename, contents[i], -1, NULL));
    g_assert_null (gradus_document_file_load (filename, TRUE, &is_newer, NULL, &error));
    g_assert_nonnull (error);
  }
}

/* Cut off anywhere, and with bits turned over anywhere, it is a sentence or a document, never a
 * crash. */
static void
test_damaged (void)
{
  g_autofree char *whole = save_plain ("whole.gradus"), *filename = name_file ("damaged.gradus");
  const guint n_flips = g_test_thorough () || g_getenv ("GRADUS_FLIPS") ? 10000 : 500;
  gsize length;
  g_autofree char *bytes = read_file (whole, &length);
  g_autoptr (GradusDraft) wanted = load (whole);
  guint n_opened = 0;

  for (gsize i = 0; i <= 100; i++) {
    g_autoptr (GError) error = NULL;
    gboolean is_newer;

    g_assert_true (g_file_set_contents_full (filename, bytes, (gssize) (length * i / 101),
                                             G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    g_assert_null (gradus_document_file_load (filename, TRUE, &is_newer, NULL, &error));
    g_assert_nonnull (error);
  }
  for (guint i = 0; i < n_flips; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GradusDraft) draft = NULL;
    const gsize at = (gsize) (g_test_rand_double () * (double) length) % length;
    const char before = bytes[at];
    gboolean is_newer;

    bytes[at] = (char) (bytes[at] ^ 1 << g_test_rand_int_range (0, 8));
    g_assert_true (g_file_set_contents_full (filename, bytes, (gssize) length,
                                             G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    bytes[at] = before;
    draft = gradus_document_file_load (filename, TRUE, &is_newer, NULL, &error);
    g_assert_true ((draft == NULL) == (error != NULL));
    if (error)
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    else /* the bit was of nothing: what is read is what was written */
      assert_same_run (g_ptr_array_index (wanted->runs, 0), g_ptr_array_index (draft->runs, 0));
    n_opened += draft != NULL;
  }
  g_test_message ("%u of %u with a bit turned over were opened", n_opened, n_flips);
}

/* A file of a newer version is read as far as it is understood. */
static void
test_newer (void)
{
  g_autofree char *filename = save_plain ("newer.gradus");
  g_autoptr (GradusDraft) draft = NULL;
  gboolean is_newer = FALSE;

  change (filename,
          "PRAGMA user_version = 3; CREATE TABLE plans (a); ALTER TABLE run ADD COLUMN more");
  draft = gradus_document_file_load (filename, TRUE, &is_newer, NULL, NULL);
  g_assert_nonnull (draft);
  g_assert_true (is_newer);
}

static gint64
read_version (const char *filename)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 version;

  g_assert_cmpint (sqlite3_open (filename, &database), ==, SQLITE_OK);
  sqlite3_prepare_v2 (database, "PRAGMA user_version", -1, &statement, NULL);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  version = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return version;
}

/* Only what was handed in is of version 2, with a table more, which the seal covers. */
static void
test_hand_in (void)
{
  g_autofree char *plain = save_plain ("plain.gradus"), *filename = name_file ("hand-in.gradus");
  g_autoptr (GradusDraft) draft = NULL, read = NULL, examined = NULL;
  gboolean is_newer = FALSE;
  GradusSeal seal = GRADUS_SEAL_MISSING;
  sqlite3 *database = NULL;

  g_assert_cmpint (read_version (plain), ==, 1);
  draft = gradus_document_file_load (plain, TRUE, &is_newer, NULL, NULL);
  g_assert_null (draft->hand_in);
  draft->hand_in = g_strdup ("{ \"deeds\": [] }");
  g_assert_true (gradus_document_file_save (draft, filename, NULL));
  g_assert_cmpint (read_version (filename), ==, 2);
  read = gradus_document_file_load (filename, TRUE, &is_newer, NULL, NULL);
  g_assert_cmpstr (read->hand_in, ==, draft->hand_in);
  g_assert_false (is_newer);
  g_assert_cmpint (sqlite3_open (filename, &database), ==, SQLITE_OK);
  sqlite3_exec (database, "UPDATE hand_in SET record = '{ \"deeds\": [1] }'", NULL, NULL, NULL);
  sqlite3_close (database); /* the seal stays */
  g_assert_null (gradus_document_file_load (filename, TRUE, &is_newer, NULL, NULL));
  examined = gradus_document_file_examine (filename, &seal, NULL, NULL);
  g_assert_cmpstr (examined->hand_in, ==, "{ \"deeds\": [1] }");
  g_assert_cmpint (seal, ==, GRADUS_SEAL_BROKEN);
  change (filename, "PRAGMA user_version = 1");
  g_assert_null (gradus_document_file_examine (filename, &seal, NULL, NULL));
}

/* A formatter that takes the name for a sum puts blanks into it. */
static void
test_error_domain (void)
{
  g_assert_cmpstr (g_quark_to_string (GRADUS_DOCUMENT_ERROR), ==, "gradus-document-error-quark");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("gradus-test-XXXXXX", NULL);
  g_test_add_func ("/document-file/round-trip", test_round_trip);
  g_test_add_func ("/document-file/diverged", test_diverged);
  g_test_add_func ("/document-file/embedded-data", test_embedded_data);
  g_test_add_func ("/document-file/referred-data", test_referred_data);
  g_test_add_func ("/document-file/sweep", test_sweep);
  g_test_add_func ("/document-file/links", test_links);
  g_test_add_func ("/document-file/nowhere", test_nowhere);
  g_test_add_func ("/draft-file/write", test_draft_file);
  g_test_add_func ("/draft-file/lock-after-failure", test_lock_after_failure);
  g_test_add_func ("/lock-file/contention", test_lock_file);
  g_test_add_func ("/document-file/before-distances", test_before_distances);
  g_test_add_func ("/document-file/undecided", test_undecided);
  g_test_add_func ("/document-file/wrong", test_wrong);
  g_test_add_func ("/document-file/foreign", test_foreign);
  g_test_add_func ("/document-file/damaged", test_damaged);
  g_test_add_func ("/document-file/newer", test_newer);
  g_test_add_func ("/document-file/hand-in", test_hand_in);
  g_test_add_func ("/document-file/error-domain", test_error_domain);
  status = g_test_run ();
  {
    const char *arguments[] = { "rm", "-rf", folder, NULL };

    g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                  NULL, NULL);
  }
  return status;
}
