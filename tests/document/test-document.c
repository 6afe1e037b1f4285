/* SPDX-License-Identifier: MIT */
#include "tests.h"


/* Runs side by side: they come and go, train together, are told apart, and what was done to them is
 * undone. */
#include <string.h>

#include "document/edit.h"
#include "experiment/builtin.h"
#include "document/document.h"
#include "document/undo.h"
#include "experiment/experiment-json.h"
#include "experiment/trait.h"
#include "train/stepper.h"

static GradusRun *
make_run (const char *id, const char *setting)
{
  g_autoptr (GradusExperiment) plain = gradus_builtin_make (id);
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_set (plain, (const char *const[]){ setting, NULL }, NULL);

  g_assert_nonnull (experiment);
  return gradus_run_new (experiment, NULL);
}

static void
add (GradusDocument *document, const char *id, const char *setting)
{
  g_autoptr (GradusRun) run = make_run (id, setting);

  gradus_document_insert (document, gradus_document_get_n_runs (document), run);
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

static guint64
get_step (GradusDocument *document, guint at)
{
  return gradus_run_get_newest (gradus_document_get_run (document, at))->metrics.step;
}

/* For so many milliseconds, as a window would. */
static void
refresh_for (GradusDocument *document, guint milliseconds)
{
  const gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end) {
    gradus_document_refresh (document);
    while (g_main_context_iteration (NULL, FALSE))
      ;
    g_usleep (500);
  }
}

static void
count (guint *n)
{
  ++*n;
}

static void
check_described (GradusDocument *document, guint at, const char *expected)
{
  g_assert_cmpstr (gradus_document_get_label (document, gradus_document_get_run (document, at)), ==,
                   expected);
}

/* Whoever is called finds as many runs as he was told of. */
typedef struct {
  GradusDocument *document;
  guint n;
} Listener;

static void
on_items (Listener *listener, guint at, guint n_removed, guint n_added)
{
  listener->n = listener->n - n_removed + n_added;
}

static void
check_listener (Listener *listener)
{
  g_assert_cmpuint (gradus_document_get_n_runs (listener->document), ==, listener->n);
  for (guint i = 0; i < listener->n; i++)
    g_assert_nonnull (gradus_document_get_label (listener->document,
                                                 gradus_document_get_run (listener->document, i)));
}

static void
test_consistency (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();
  Listener listener = { document, 0 };

  g_signal_connect_swapped (document, "items-changed", G_CALLBACK (on_items), &listener);
  g_signal_connect_swapped (document, "unsettled", G_CALLBACK (check_listener), &listener);
  g_signal_connect_swapped (document, "notify", G_CALLBACK (check_listener), &listener);
  add (document, "xor", "seed=1");
  for (guint i = 0; i < 4; i++) {
    g_assert_true (
        gradus_document_duplicate (document, gradus_document_get_selected (document), NULL));
    gradus_document_remove (document, gradus_document_get_run (document, i / 2));
  }
  while (gradus_document_can_undo (document))
    gradus_document_undo (document);
  while (gradus_document_can_redo (document))
    gradus_document_redo (document);
  g_signal_handlers_disconnect_by_data (document, &listener);
}

static void
test_list (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();
  GradusRun *first;
  guint n_changes = 0;

  g_signal_connect_swapped (document, "items-changed", G_CALLBACK (count), &n_changes);
  add (document, "xor", "seed=1");
  add (document, "xor", "seed=2");
  add (document, "xor-wide-deep", "seed=3");
  g_assert_cmpuint (n_changes, ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (document)), ==, 3);
  g_assert_true (gradus_document_get_selected (document) == gradus_document_get_run (document, 2));
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (gradus_run_get_colour (gradus_document_get_run (document, i)), ==, i);
  first = gradus_document_get_run (document, 0);
  gradus_document_set_selected (document, first);
  gradus_document_remove (document, first);
  g_assert_true (gradus_document_get_selected (document) == gradus_document_get_run (document, 0));
  add (document, "xor", "seed=9");
  g_assert_cmpuint (gradus_run_get_colour (gradus_document_get_run (document, 2)), ==, 0);
  while (gradus_document_get_n_runs (document) > 1)
    gradus_document_remove (document, gradus_document_get_run (document, 0));
  gradus_document_remove (document, gradus_document_get_run (document, 0));
  g_assert_cmpuint (gradus_document_get_n_runs (document), ==, 1);
}

/* One by one only the selected run trains; together all do, those behind first catch up. */
static void
test_together (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();

  add (document, "xor", "training.steps=2000");
  add (document, "xor-wide-deep", "training.steps=2000");
  gradus_document_play (document);
  g_assert_true (gradus_document_is_playing (document));
  settle (document);
  g_assert_false (gradus_document_is_playing (document));
  g_assert_cmpuint (get_step (document, 0), ==, 0);
  g_assert_cmpuint (get_step (document, 1), ==, 2000);
  gradus_document_set_together (document, TRUE);
  gradus_document_play (document);
  settle (document);
  g_assert_cmpuint (get_step (document, 0), ==, 2000);
  g_assert_cmpuint (get_step (document, 1), ==, 2000);
  gradus_document_play (document);
  settle (document);
  g_assert_cmpuint (get_step (document, 0), ==, 4000);
  g_assert_cmpuint (get_step (document, 1), ==, 4000);
  gradus_document_step (document);
  settle (document);
  g_assert_cmpuint (get_step (document, 0), ==, 4001);
  g_assert_cmpuint (get_step (document, 1), ==, 4001);
  gradus_document_reset (document);
  settle (document);
  g_assert_cmpuint (get_step (document, 0), ==, 0);
}

static GradusDocument *
make_race (void)
{
  GradusDocument *document = gradus_document_new ();

  add (document, "xor", "training.steps=50000000");
  add (document, "xor-deep-relu", "training.steps=50000000");
  add (document, "xor-deep-sigmoid", "training.steps=50000000");
  gradus_document_set_together (document, TRUE);
  return document;
}

/* Whenever together is paused, at whatever pace, soon after the beginning or later: all stand at the
 * same step. */
static void
test_pauses_together (void)
{
  static const double speeds[] = { 0, 50, 3000 };
  g_autoptr (GradusDocument) document = make_race ();

  for (guint i = 0; i < 40; i++) {
    if (i % 4 == 3)
      gradus_document_set_pace (document, 5);
    else
      gradus_document_set_speed (document, speeds[i % 4]);
    gradus_document_play (document);
    if (i % 5 > 0)
      refresh_for (document, (guint) g_test_rand_int_range (0, 60));
    gradus_document_pause (document);
    if (i % 6 == 5) { /* who starts again at once must not leave anybody behind */
      gradus_document_play (document);
      refresh_for (document, i % 4);
      gradus_document_pause (document);
    }
    settle (document);
    g_test_message ("pause %u at step %" G_GUINT64_FORMAT, i, get_step (document, 0));
    g_assert_cmpuint (get_step (document, 1), ==, get_step (document, 0));
    g_assert_cmpuint (get_step (document, 2), ==, get_step (document, 0));
  }
  g_assert_cmpuint (get_step (document, 0), >, 100);
}

/* Near the end, too, where one may have ended. */
static void
test_pauses_near_the_end (void)
{
  for (guint i = 0; i < 20; i++) {
    g_autoptr (GradusDocument) document = gradus_document_new ();
    gint64 end;

    add (document, "xor", "training.steps=3000");
    add (document, "xor-deep-relu", "training.steps=3000");
    gradus_document_set_together (document, TRUE);
    gradus_document_play (document);
    end = g_get_monotonic_time () + g_test_rand_int_range (0, 80000);
    while (g_get_monotonic_time () < end)
      gradus_document_refresh (document);
    gradus_document_pause (document);
    settle (document);
    g_assert_cmpuint (get_step (document, 0), ==, get_step (document, 1));
  }
}

/* Paced, none is further than a step ahead while single steps can be seen. */
static void
test_paced_together (void)
{
  g_autoptr (GradusDocument) document = make_race ();
  guint64 step = 0;

  settle (document); /* or the first steps are asked of runs that have shown nothing yet */
  gradus_document_set_pace (document, 20);
  gradus_document_play (document);
  for (guint i = 0; i < 400 && step < 8; i++) {
    refresh_for (document, 10);
    step = get_step (document, 0);
    g_assert_cmpuint (MAX (get_step (document, 1), step) - MIN (get_step (document, 1), step), <=,
                      1);
  }
  g_assert_cmpuint (step, >=, 8);
  gradus_document_pause (document);
  settle (document);
  g_assert_cmpuint (get_step (document, 1), ==, get_step (document, 0));
}

static void
test_undo (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();
  g_autoptr (GradusRun) other = make_run ("xor", "seed=5");
  g_autoptr (GradusExperiment) faster = NULL;
  GradusRun *run;

  add (document, "xor", "training.steps=1000");
  run = gradus_document_get_run (document, 0);
  g_assert_false (gradus_document_can_undo (document));
  gradus_document_play (document);
  settle (document);

  /* a change that acts at once, another network, another name, a run that is deleted */
  faster = gradus_experiment_set (
      gradus_run_get_experiment (run),
      (const char *const[]){ "training.optimiser.learning-rate=0.5", NULL }, NULL);
  gradus_document_edit (document, run, faster, NULL);
  gradus_document_replace (document, run, other);
  gradus_document_rename (document, other, "mine");
  add (document, "xor-wide-deep", "seed=2");
  gradus_document_remove (document, other);
  g_assert_cmpuint (gradus_document_get_n_runs (document), ==, 1);

  gradus_document_undo (document);
  g_assert_cmpuint (gradus_document_get_n_runs (document), ==, 2);
  gradus_document_undo (document);
  g_assert_cmpuint (gradus_document_get_n_runs (document), ==, 1);
  g_assert_cmpstr (gradus_run_get_name (gradus_document_get_run (document, 0)), ==, "mine");
  gradus_document_undo (document);
  g_assert_null (gradus_run_get_name (gradus_document_get_run (document, 0)));
  gradus_document_undo (document);
  g_assert_true (gradus_document_get_run (document, 0) == run);
  g_assert_cmpfloat (gradus_run_get_experiment (run)->optimiser.learning_rate, ==, 0.5);
  gradus_document_undo (document);
  g_assert_cmpfloat (gradus_run_get_experiment (run)->optimiser.learning_rate, ==, 0.1);
  g_assert_false (gradus_document_can_undo (document));
  settle (document);
  g_assert_cmpuint (get_step (document, 0), ==, 1000); /* with all it had learned */

  for (guint i = 0; i < 5; i++)
    gradus_document_redo (document);
  g_assert_false (gradus_document_can_redo (document));
  g_assert_cmpuint (gradus_document_get_n_runs (document), ==, 1);
  g_assert_cmpuint (gradus_run_get_experiment (gradus_document_get_run (document, 0))->seed, ==, 2);
  gradus_document_undo (document);
  gradus_document_rename (document, gradus_document_get_run (document, 0), "another");
  g_assert_false (gradus_document_can_redo (document));
}

/* A copy stands behind its original and starts anew; what is continued keeps its past. */
static void
test_duplicate (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();
  GradusRun *run;

  add (document, "xor", "training.steps=1000");
  add (document, "xor", "seed=2");
  run = gradus_document_get_run (document, 0);
  gradus_document_set_selected (document, run);
  gradus_document_play (document);
  settle (document);
  g_assert_true (gradus_document_duplicate (document, run, NULL));
  settle (document);
  g_assert_cmpuint (get_step (document, 1), ==, 0);
  g_assert_true (gradus_document_get_selected (document) == gradus_document_get_run (document, 1));
  gradus_run_rewind (run, g_ptr_array_index (gradus_run_get_checkpoints (run), 20), NULL);
  g_assert_true (gradus_document_continue (document, run, NULL));
  settle (document);
  g_assert_cmpuint (gradus_document_get_n_runs (document), ==, 4);
  g_assert_cmpuint (get_step (document, 1), ==, gradus_run_get_shown_checkpoint (run)->step);
  g_assert_nonnull (strstr (
      gradus_document_get_label (document, gradus_document_get_run (document, 1)), ", from "));
  check_described (document, 2, "steps 1,000, seed 1 (2)");
  gradus_document_undo (document);
  gradus_document_undo (document);
  g_assert_cmpuint (gradus_document_get_n_runs (document), ==, 2);
}

#define LARGE (40 * 1024 * 1024)

/* A run at step 0 on these samples. */
static GradusRun *
make_run_on (GradusDataset *training)
{
  g_autoptr (GradusExperiment) xor = gradus_builtin_make ("xor");
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_set (xor,
                             (const char *const[]){
                                 "training.batch-size=4", NULL },
                             NULL);
  g_autoptr (GradusStepper) stepper = gradus_stepper_new_on (experiment, training, NULL, NULL);
  g_autoptr (GradusRunDraft) draft = gradus_stepper_make_draft (stepper);
  g_autoptr (GPtrArray) markers = g_ptr_array_new ();

  return gradus_run_new_from (experiment, training, NULL, draft, 0, markers, NULL);
}

/* How many steps can be taken back after six runs have taken each other's place, on samples of
 * their own or on the same ones. */
static guint
count_undone (gboolean is_shared)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();
  g_autoptr (GradusDataset) shared = gradus_dataset_new (2, 1, LARGE / (3 * sizeof (float)));
  guint n = 0;

  add (document, "xor", "seed=1");
  for (guint i = 0; i < 6; i++) {
    g_autoptr (GradusDataset) own =
        is_shared ? gradus_dataset_ref (shared) : gradus_dataset_new (2, 1, shared->n_samples);
    g_autoptr (GradusRun) run = make_run_on (own);

    gradus_document_replace (document, gradus_document_get_run (document, 0), run);
  }
  for (; gradus_document_can_undo (document); n++)
    gradus_document_undo (document);
  return n;
}

/* Three large sets of samples are kept for undoing beside those of the document's own runs, a
 * fourth is too much; one that many runs share is one. */
static void
test_bound_of_samples (void)
{
  g_assert_cmpuint (3 * LARGE, <=, GRADUS_UNDO_BYTES);
  g_assert_cmpuint (4 * LARGE, >, GRADUS_UNDO_BYTES);
  g_assert_cmpuint (count_undone (FALSE), ==, 4);
  g_assert_cmpuint (count_undone (TRUE), ==, 6);
}

/* Memory is bounded: old runs go. */
static void
test_bounds (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();
  GradusRun *first;
  guint n = 0;

  add (document, "xor", "seed=1");
  first = gradus_document_get_run (document, 0);
  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *) &first);
  for (guint i = 0; i < 30; i++) {
    g_autoptr (GradusRun) next = make_run ("xor", "seed=7");

    gradus_document_replace (document, gradus_document_get_run (document, 0), next);
  }
  g_assert_null (first);
  for (; gradus_document_can_undo (document); n++)
    gradus_document_undo (document);
  g_assert_cmpuint (n, >=, 10);
  g_assert_cmpuint (n, <=, 14);
}

static void
test_traits (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();

  add (document, "xor-deep-sigmoid", "seed=1");
  check_described (document, 0, "Ten hidden layers, sigmoid");
  add (document, "xor-deep-relu", "seed=1");
  g_assert_cmpuint (gradus_document_get_traits (document), ==, 1u << GRADUS_TRAIT_ACTIVATION);
  check_described (document, 0, "Sigmoid");
  check_described (document, 1, "ReLU");
  add (document, "xor-deep-relu", "seed=2");
  check_described (document, 2, "ReLU, seed 2");
  gradus_run_set_name (gradus_document_get_run (document, 2), "lucky");
  check_described (document, 2, "lucky");
  add (document, "xor-activations", "training.optimiser.learning-rate=0.25");
  check_described (document, 3, "2-5×5-1, Sigmoid, Tanh, ReLU, …, learning rate 0.25, seed 3");
}

/* Kinds of layers tell runs apart, and those settings of theirs that are not the usual ones. */
static void
test_traits_of_layers (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();

  add (document, "xor-deep-sigmoid-add", "seed=19");
  add (document, "xor-deep-sigmoid-add", "network.layers.5.from=3");
  g_assert_cmpuint (gradus_document_get_traits (document), ==, 1u << GRADUS_TRAIT_LAYERS);
  check_described (document, 1,
                   "Dense, Skip connection (from layer 3), Skip connection (from layer 5), …");
}

void
add_document_tests (void)
{
  g_test_add_func ("/document/list", test_list);
  g_test_add_func ("/document/consistency", test_consistency);
  g_test_add_func ("/document/together", test_together);
  g_test_add_func ("/document/pauses-together", test_pauses_together);
  g_test_add_func ("/document/pauses-near-the-end", test_pauses_near_the_end);
  g_test_add_func ("/document/paced-together", test_paced_together);
  g_test_add_func ("/document/undo", test_undo);
  g_test_add_func ("/document/duplicate", test_duplicate);
  g_test_add_func ("/document/bounds", test_bounds);
  g_test_add_func ("/document/traits", test_traits);
  g_test_add_func ("/document/traits-of-layers", test_traits_of_layers);
  g_test_add_func ("/document/bound-of-samples", test_bound_of_samples);
}
