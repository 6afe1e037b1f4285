/* SPDX-License-Identifier: MIT */
#include "tests.h"
#include "tight.h"

/* What a person does to a document: each act is one step of undo, what changes nothing is none, and
 * undoing brings back what was. */
#include <math.h>
#include <string.h>

#include "document/edit.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"

static GradusExperiment *
make_experiment (const char *setting)
{
  g_autoptr (GradusExperiment) plain = gradus_builtin_make ("xor");

  return gradus_experiment_set (plain, (const char *const[]){ setting, NULL }, NULL);
}

static GradusRun *
make_run (const char *setting)
{
  g_autoptr (GradusExperiment) experiment = make_experiment (setting);

  return gradus_run_new (experiment, NULL);
}

static void
insert (GradusDocument *document, const char *setting)
{
  g_autoptr (GradusRun) run = make_run (setting);

  gradus_document_insert (document, gradus_document_get_n_runs (document), run);
}

/* Two runs, the first of them selected, and nothing to undo. */
static GradusDocument *
make_document (void)
{
  GradusDocument *document = gradus_document_new ();

  insert (document, "training.steps=50");
  insert (document, "seed=2");
  gradus_document_set_selected (document, gradus_document_get_run (document, 0));
  gradus_document_forget (document);
  return document;
}

static void
settle (GradusDocument *document)
{
  gradus_document_refresh (document);
  while (!gradus_document_is_settled (document)) {
    g_main_context_iteration (NULL, TRUE);
    gradus_document_refresh (document);
  }
}

static GradusRun *
get_run (GradusDocument *document)
{
  return gradus_document_get_run (document, 0);
}

/* Sets the first run as the setting says. */
static GradusEdit
set (GradusDocument *document, const char *setting, GError **error)
{
  g_autoptr (GradusExperiment) edited = gradus_experiment_set (
      gradus_run_get_experiment (get_run (document)), (const char *const[]){ setting, NULL }, NULL);

  g_assert_nonnull (edited);
  return gradus_document_edit (document, get_run (document), edited, error);
}

/* All that undoing has to bring back, in one string. */
static char *
describe (GradusDocument *document)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < gradus_document_get_n_runs (document); i++) {
    GradusRun *run = gradus_document_get_run (document, i);
    g_autofree char *json = gradus_experiment_to_json (gradus_run_get_experiment (run));

    const GArray *units = gradus_run_get_units_off (run);

    g_string_append_printf (text, "%p %s %u %d %d %u %s\n", (void *) run, gradus_run_get_name (run),
                            gradus_run_get_colour (run), gradus_run_is_hidden (run),
                            gradus_document_get_selected (document) == run, units ? units->len : 0,
                            json);
  }
  return g_string_free (text, FALSE);
}

/* -- The table --------------------------------------------------------------------------------- */

static void
edit_rate (GradusDocument *document)
{
  g_assert_cmpint (set (document, "training.optimiser.learning-rate=0.5", NULL), ==,
                   GRADUS_EDIT_WENT_ON);
}

static void
edit_seed (GradusDocument *document)
{
  g_assert_cmpint (set (document, "seed=9", NULL), ==, GRADUS_EDIT_BEGAN_AGAIN);
}

static void
edit_group (GradusDocument *document)
{
  gradus_document_begin_group (document);
  edit_rate (document);
  edit_seed (document);
  set (document, "training.steps=60", NULL);
  gradus_document_end_group (document);
}

static void
open_other (GradusDocument *document)
{
  g_autoptr (GradusExperiment) experiment = make_experiment ("seed=3");

  g_assert_true (gradus_document_open (document, experiment, NULL));
  g_assert_null (gradus_run_get_name (get_run (document)));
}

static void
insert_run (GradusDocument *document)
{
  insert (document, "seed=4");
}

static void
remove_run (GradusDocument *document)
{
  gradus_document_remove (document, get_run (document));
}

static void
replace_run (GradusDocument *document)
{
  g_autoptr (GradusRun) by = make_run ("seed=5");

  gradus_document_replace (document, get_run (document), by);
}

static void
assign_runs (GradusDocument *document)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (runs, make_run ("seed=6"));
  gradus_document_assign (document, runs, g_ptr_array_index (runs, 1));
}

static void
duplicate_run (GradusDocument *document)
{
  g_assert_true (gradus_document_duplicate (document, get_run (document), NULL));
}

static void
continue_run (GradusDocument *document)
{
  GradusRun *run = get_run (document);

  gradus_document_play (document);
  settle (document);
  gradus_run_rewind (run, g_ptr_array_index (gradus_run_get_checkpoints (run), 2), NULL);
  g_assert_true (gradus_document_continue (document, run, NULL));
}

static void
rename_run (GradusDocument *document)
{
  gradus_document_rename (document, get_run (document), "lucky");
}

static void
recolour_run (GradusDocument *document)
{
  gradus_document_recolour (document, get_run (document), 7);
}

static void
hide_run (GradusDocument *document)
{
  gradus_document_hide (document, get_run (document), TRUE);
}

static void
switch_unit_off (GradusDocument *document)
{
  g_autoptr (GArray) units = gradus_units_off_new ();

  gradus_units_off_toggle (units, 0, 1);
  gradus_document_switch_off (document, get_run (document), units);
}

typedef struct {
  const char *name;
  void (*act) (GradusDocument *document);
} Act;

static const Act acts[] = {
  { "edit-that-goes-on", edit_rate },
  { "edit-that-begins-again", edit_seed },
  { "group", edit_group },
  { "open", open_other },
  { "insert", insert_run },
  { "remove", remove_run },
  { "replace", replace_run },
  { "assign", assign_runs },
  { "duplicate", duplicate_run },
  { "continue", continue_run },
  { "rename", rename_run },
  { "recolour", recolour_run },
  { "hide", hide_run },
  { "switch-off", switch_unit_off },
};

/* One step, which undoing takes back to the letter, and doing again restores. */
static void
test_act (gconstpointer data)
{
  const Act *act = data;
  g_autoptr (GradusDocument) document = make_document ();
  g_autofree char *before = NULL, *after = NULL, *undone = NULL, *redone = NULL;

  if (act->act == open_other) /* it brings back the name, too */
    gradus_run_set_name (get_run (document), "mine");
  before = describe (document);
  act->act (document);
  after = describe (document);
  g_assert_cmpstr (before, !=, after);
  g_assert_true (gradus_document_can_undo (document));
  gradus_document_undo (document);
  undone = describe (document);
  g_assert_cmpstr (undone, ==, before);
  g_assert_false (gradus_document_can_undo (document));
  gradus_document_redo (document);
  redone = describe (document);
  g_assert_cmpstr (redone, ==, after);
  g_assert_false (gradus_document_can_redo (document));
}

/* -- What is no step --------------------------------------------------------------------------- */

static void
test_nothing (void)
{
  g_autoptr (GradusDocument) document = make_document ();
  g_autoptr (GradusExperiment) same =
      gradus_experiment_copy (gradus_run_get_experiment (get_run (document)));
  g_autoptr (GradusDocument) empty = gradus_document_new ();
  g_autoptr (GError) error = NULL;

  g_free (same->name); /* which does not count */
  same->name = g_strdup ("another");
  g_assert_cmpint (gradus_document_edit (document, get_run (document), same, &error), ==,
                   GRADUS_EDIT_NOTHING);
  g_assert_no_error (error);
  gradus_document_rename (document, get_run (document), NULL);
  gradus_document_recolour (document, get_run (document),
                            gradus_run_get_colour (get_run (document)));
  gradus_document_hide (document, get_run (document), FALSE);
  gradus_document_begin_group (document);
  gradus_document_end_group (document);
  g_assert_false (gradus_document_can_undo (document));

  insert (empty, "seed=1"); /* there is nothing to go back to */
  gradus_document_remove (empty, get_run (empty));
  g_assert_cmpuint (gradus_document_get_n_runs (empty), ==, 1);
  g_assert_false (gradus_document_can_undo (empty));
}

static void
count (guint *n)
{
  ++*n;
}

/* A fault is refused with a sentence, and nobody hears of a change. */
static void
test_refusal (void)
{
  g_autoptr (GradusDocument) document = make_document ();
  g_autoptr (GradusExperiment) edited =
      gradus_experiment_copy (gradus_run_get_experiment (get_run (document)));
  g_autofree char *before = describe (document), *after = NULL;
  g_autoptr (GError) error = NULL;
  guint n_heard = 0;

  g_signal_connect_swapped (document, "unsettled", G_CALLBACK (count), &n_heard);
  g_signal_connect_swapped (document, "items-changed", G_CALLBACK (count), &n_heard);
  g_signal_connect_swapped (document, "restarted", G_CALLBACK (count), &n_heard);
  edited->cost = GRADUS_COST_CROSS_ENTROPY;
  g_assert_cmpint (gradus_document_edit (document, get_run (document), edited, &error), ==,
                   GRADUS_EDIT_REFUSED);
  g_assert_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID);
  g_assert_nonnull (
      strstr (error->message, "cross-entropy needs a last layer with activation softmax"));
  after = describe (document);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (n_heard, ==, 0);
  g_assert_false (gradus_document_can_undo (document));
}

/* A document of one run whose points cannot become many; and one of those edits. */
static GradusDocument *
make_tight_document (guint *n_failed)
{
  GradusDocument *document = gradus_document_new ();
  g_autoptr (GradusRun) run = make_wide_run ();

  gradus_document_insert (document, 0, run);
  g_signal_connect_swapped (document, "failed", G_CALLBACK (count), n_failed);
  return document;
}

static void
edit_points (GradusDocument *document, guint n, float x)
{
  g_autoptr (GradusExperiment) edited =
      gradus_experiment_copy (gradus_run_get_experiment (get_run (document)));

  set_points (edited, n, x);
  g_assert_cmpint (gradus_document_edit (document, get_run (document), edited, NULL), ==,
                   GRADUS_EDIT_WENT_ON);
  g_assert_true (gradus_document_can_undo (document));
}

static void
wait_for (const guint *n, guint wanted)
{
  while (*n < wanted)
    g_main_context_iteration (NULL, TRUE);
}

/* The trainer refuses points for which there is no memory, after the edit: nothing of it is left,
 * neither the name's mark nor a step of undo, however many such edits were on their way; and the
 * steps before stay. */
static void
test_late_refusal (void)
{
  guint n_failed = 0, n_notified = 0;
  g_autoptr (GradusDocument) document = make_tight_document (&n_failed);
  g_autofree char *before = describe (document), *after = NULL, *middle = NULL;
  struct rlimit usual;

  if (!CAN_BE_TIGHT) {
    g_test_skip ("memory cannot be limited under a sanitizer");
    return;
  }
  usual = limit_memory ();
  edit_points (document, GRADUS_POINTS_MAX, 1);
  g_signal_connect_swapped (document, "notify::can-undo", G_CALLBACK (count), &n_notified);
  edit_points (document, GRADUS_POINTS_MAX, 2);
  wait_for (&n_failed, 2);
  g_assert_false (gradus_document_can_undo (document));
  g_assert_cmpuint (n_notified, >, 1);
  after = describe (document);
  g_assert_cmpstr (before, ==, after);

  edit_points (document, 3, 0);
  middle = describe (document);
  edit_points (document, GRADUS_POINTS_MAX, 1);
  edit_points (document, 4, 0); /* which there is memory for */
  wait_for (&n_failed, 3);
  settle (document);
  setrlimit (RLIMIT_DATA, &usual);
  gradus_document_undo (document);
  g_free (g_steal_pointer (&after));
  after = describe (document);
  g_assert_cmpstr (middle, ==, after);
  gradus_document_undo (document);
  g_assert_false (gradus_document_can_undo (document));
}

/* A stroke whose first points were refused is one step still. */
static void
test_late_refusal_in_group (void)
{
  guint n_failed = 0;
  g_autoptr (GradusDocument) document = make_tight_document (&n_failed);
  g_autofree char *before = describe (document), *after = NULL;
  struct rlimit usual;

  if (!CAN_BE_TIGHT) {
    g_test_skip ("memory cannot be limited under a sanitizer");
    return;
  }
  usual = limit_memory ();
  gradus_document_begin_group (document);
  edit_points (document, GRADUS_POINTS_MAX, 1);
  wait_for (&n_failed, 1);
  setrlimit (RLIMIT_DATA, &usual);
  g_assert_false (gradus_document_can_undo (document));
  edit_points (document, 3, 0);
  edit_points (document, 4, 0);
  gradus_document_end_group (document);
  gradus_document_undo (document);
  after = describe (document);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (gradus_document_can_undo (document));
}

/* -- What follows from an edit ----------------------------------------------------------------- */

/* An edit marks the name once; what was undone had the name as it was. */
static void
test_name (void)
{
  g_autoptr (GradusDocument) document = make_document ();
  g_autofree char *name = g_strdup (gradus_run_get_experiment (get_run (document))->name);
  g_autofree char *marked = g_strconcat (name, " (changed)", NULL);

  edit_rate (document);
  g_assert_cmpstr (gradus_run_get_experiment (get_run (document))->name, ==, marked);
  edit_seed (document);
  g_assert_cmpstr (gradus_run_get_experiment (get_run (document))->name, ==, marked);
  gradus_document_undo (document);
  gradus_document_undo (document);
  g_assert_cmpstr (gradus_run_get_experiment (get_run (document))->name, ==, name);
}

static void
set_and_expect (GradusDocument *document, const char *setting, const char *name)
{
  set (document, setting, NULL);
  g_assert_cmpstr (gradus_run_get_experiment (get_run (document))->name, ==, name);
}

/* The name is that of what the experiment is: there and back it is what it was; what has become a
 * built-in is called so; and a copy knows, too, what it was. */
static void
test_name_follows (void)
{
  g_autoptr (GradusDocument) document = make_document ();
  g_autofree char *name = g_strdup (gradus_run_get_experiment (get_run (document))->name);
  g_autofree char *marked = g_strconcat (name, " (changed)", NULL);

  set_and_expect (document, "network.hidden.activation=relu", marked);
  set_and_expect (document, "network.hidden.activation=tanh", marked);
  g_assert_true (gradus_document_duplicate (document, get_run (document), NULL));
  set_and_expect (document, "network.hidden.activation=sigmoid", name);
  set_and_expect (document, "network.hidden.activation=relu", marked);
  set_and_expect (document, "data.name=spiral", "Spiral, one hidden layer");
  set_and_expect (document, "data.name=xor", "XOR, one hidden layer");
  set_and_expect (document, "training.steps=200000", marked);
  set_and_expect (document, "network.hidden.activation=sigmoid", "XOR, one hidden layer");
  gradus_document_remove (document, get_run (document));
  set_and_expect (document, "network.hidden.activation=sigmoid", name);
}

/* Whoever shows runs is told once of an edit: what it shows then costs more than the edit. */
static void
test_told_once (void)
{
  g_autoptr (GradusDocument) document = make_document ();
  guint n_unsettled = 0, n_changed = 0;

  g_signal_connect_swapped (document, "unsettled", G_CALLBACK (count), &n_unsettled);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (count), &n_changed);
  edit_rate (document);
  g_assert_cmpuint (n_unsettled, ==, 1);
  g_assert_cmpuint (n_changed, ==, 0);
  gradus_document_rename (document, get_run (document), "mine"); /* which is shown at once */
  g_assert_cmpuint (n_unsettled, ==, 2);
  g_assert_cmpuint (n_changed, ==, 1);
}

static void
keep_run (GradusRun **kept, GradusRun *run)
{
  g_set_object (kept, run);
}

/* Of training that is thrown away a person is told; a run that plays goes on playing from step 0,
 * and one that goes on keeps its weights and its object. */
static void
test_restart (void)
{
  g_autoptr (GradusDocument) document = make_document ();
  g_autoptr (GradusRun) restarted = NULL;
  GradusRun *run = get_run (document);

  g_signal_connect_swapped (document, "restarted", G_CALLBACK (keep_run), &restarted);
  edit_seed (document); /* at step 0 nothing is lost */
  g_assert_null (restarted);
  g_assert_false (gradus_run_is_playing (get_run (document)));
  gradus_document_undo (document);
  g_assert_true (get_run (document) == run);
  gradus_document_play (document);
  settle (document);
  edit_rate (document);
  g_assert_true (get_run (document) == run);
  g_assert_null (restarted);
  edit_seed (document);
  g_assert_true (get_run (document) != run);
  g_assert_true (restarted == get_run (document));
  g_assert_false (gradus_run_is_playing (restarted));

  gradus_document_play (document);
  set (document, "seed=10", NULL);
  g_assert_true (restarted == get_run (document));
  g_assert_true (gradus_run_is_playing (restarted));
  settle (document);
  g_assert_cmpuint (gradus_run_get_newest (restarted)->metrics.step, ==, 50);
}

/* Undoing in the middle of a stroke takes back its first half; the second is a step of its own. */
static void
test_undo_within_group (void)
{
  g_autoptr (GradusDocument) document = make_document ();
  g_autofree char *before = describe (document), *after = NULL;

  gradus_document_begin_group (document);
  set (document, "training.steps=60", NULL);
  set (document, "training.steps=70", NULL);
  gradus_document_undo (document);
  after = describe (document);
  g_assert_cmpstr (before, ==, after);
  set (document, "training.steps=80", NULL);
  set (document, "training.steps=90", NULL);
  gradus_document_end_group (document);
  set (document, "training.steps=100", NULL);
  gradus_document_undo (document);
  g_assert_cmpuint (gradus_run_get_experiment (get_run (document))->steps, ==, 90);
  gradus_document_undo (document);
  g_assert_cmpuint (gradus_run_get_experiment (get_run (document))->steps, ==, 50);
  g_assert_false (gradus_document_can_undo (document));
}

/* -- Units that are off while one looks -------------------------------------------------------- */

static float
get_weight (GradusRun *run, guint layer, gsize parameter)
{
  const GradusSnapshot *snapshot = gradus_run_get_snapshot (run);

  return snapshot->anatomy->layers[layer].weights[parameter];
}

static void
check_shown (GradusRun *run, const GradusSnapshot *whole, gboolean is_off)
{
  const GradusSnapshot *shown = gradus_run_get_snapshot (run);

  g_assert_cmpuint (shown->metrics.step, ==, whole->metrics.step);
  if (is_off) {
    g_assert_cmpfloat (get_weight (run, 1, 1), ==, 0);
    g_assert_cmpfloat (fabs (shown->metrics.cost - whole->metrics.cost), >, 0.01);
  } else {
    g_assert_cmpfloat (get_weight (run, 1, 1), !=, 0);
    g_assert_cmpfloat (shown->metrics.cost, ==, whole->metrics.cost);
  }
  g_assert_cmpfloat (get_weight (run, 1, 0), !=, 0);
}

/* A trained run that is looked at. */
static GradusRun *
train_looked_at (GradusDocument *document)
{
  const GradusSnapshotNeeds needs = { .has_anatomy = TRUE, .layer = -1, .sample = -1 };
  GradusRun *run = get_run (document);

  gradus_run_set_needs (run, document, &needs);
  set (document, "training.steps=20000", NULL);
  gradus_document_play (document);
  settle (document);
  return run;
}

static void
settle_at_units (GradusDocument *document, GradusRun *run)
{
  while (gradus_run_get_units_off (run) && !gradus_run_get_damaged (run))
    g_main_context_iteration (NULL, TRUE);
  settle (document);
}

/* What is shown is the network without the unit; the run itself, its newest snapshot and what is
 * kept of it are as they were, and one click puts all back. */
static void
test_units_off (void)
{
  g_autoptr (GradusDocument) document = make_document ();
  GradusRun *run = train_looked_at (document);
  g_autoptr (GradusSnapshot) whole =
      gradus_snapshot_ref ((GradusSnapshot *) gradus_run_get_newest (run));

  switch_unit_off (document);
  settle_at_units (document, run);
  check_shown (run, whole, TRUE);
  g_assert_cmpfloat (gradus_run_get_newest (run)->metrics.cost, ==, whole->metrics.cost);
  g_assert_false (gradus_run_is_playing (run));
  gradus_document_switch_off (document, run, NULL);
  settle (document);
  check_shown (run, whole, FALSE);
  gradus_document_undo (document);
  settle_at_units (document, run);
  check_shown (run, whole, TRUE);
  gradus_document_undo (document);
  settle (document);
  check_shown (run, whole, FALSE);
  gradus_document_redo (document);
  settle_at_units (document, run);
  check_shown (run, whole, TRUE);
}

/* The unit stays off at every moment that is looked at, and back at now. */
static void
test_units_off_looking_back (void)
{
  g_autoptr (GradusDocument) document = make_document ();
  GradusRun *run = train_looked_at (document);
  const GPtrArray *moments = gradus_run_get_checkpoints (run);
  GradusCheckpoint *moment = g_ptr_array_index (moments, moments->len / 2);
  const guint64 last = gradus_run_get_newest (run)->metrics.step;

  switch_unit_off (document);
  settle_at_units (document, run);
  g_assert_true (gradus_run_rewind (run, moment, NULL));
  settle (document);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->metrics.step, ==, moment->step);
  g_assert_cmpfloat (get_weight (run, 1, 1), ==, 0);
  gradus_document_switch_off (document, run, NULL);
  settle (document);
  g_assert_true (gradus_run_get_shown_checkpoint (run) == moment);
  g_assert_cmpfloat (get_weight (run, 1, 1), !=, 0);
  gradus_document_undo (document);
  settle_at_units (document, run);
  g_assert_cmpfloat (get_weight (run, 1, 1), ==, 0);
  g_assert_true (gradus_run_rewind (run, NULL, NULL));
  settle (document);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->metrics.step, ==, last);
  g_assert_cmpfloat (get_weight (run, 1, 1), ==, 0);
}

/* Training pauses for it, and puts the unit back; then nothing is left to undo, and training is as
 * if nobody had looked. */
static void
test_mended (void)
{
  g_autoptr (GradusDocument) document = make_document (), other = make_document ();
  GradusRun *run = train_looked_at (document);

  train_looked_at (other);
  gradus_document_forget (document);
  gradus_document_play (document);
  switch_unit_off (document);
  g_assert_false (gradus_run_is_playing (run));
  settle_at_units (document, run);
  g_assert_true (gradus_document_can_undo (document));
  gradus_document_play (document);
  g_assert_null (gradus_run_get_units_off (run));
  g_assert_false (gradus_document_can_undo (document));
  settle (document);
  /* It may have come to the end of what was asked for before the unit was switched off. */
  while (gradus_run_get_newest (get_run (other))->metrics.step <
         gradus_run_get_newest (run)->metrics.step) {
    gradus_document_play (other);
    settle (other);
  }
  g_assert_cmpuint (gradus_run_get_newest (run)->metrics.step, ==,
                    gradus_run_get_newest (get_run (other))->metrics.step);
  g_assert_cmpfloat (gradus_run_get_newest (run)->metrics.cost, ==,
                     gradus_run_get_newest (get_run (other))->metrics.cost);
}

void
add_edit_tests (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++) {
    g_autofree char *path = g_strconcat ("/edit/act/", acts[i].name, NULL);

    g_test_add_data_func (path, &acts[i], test_act);
  }
  g_test_add_func ("/edit/nothing", test_nothing);
  g_test_add_func ("/edit/refusal", test_refusal);
  g_test_add_func ("/edit/late-refusal", test_late_refusal);
  g_test_add_func ("/edit/late-refusal-in-group", test_late_refusal_in_group);
  g_test_add_func ("/edit/name", test_name);
  g_test_add_func ("/edit/name-follows", test_name_follows);
  g_test_add_func ("/edit/units-off", test_units_off);
  g_test_add_func ("/edit/units-off-looking-back", test_units_off_looking_back);
  g_test_add_func ("/edit/mended", test_mended);
  g_test_add_func ("/edit/told-once", test_told_once);
  g_test_add_func ("/edit/restart", test_restart);
  g_test_add_func ("/edit/undo-within-group", test_undo_within_group);
}
