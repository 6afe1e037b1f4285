/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <string.h>

#include "document/draft-collection.h"
#include "document/edit.h"
#include "experiment/builtin.h"

static GradusRun *
add_run (GradusDocument *document, const char *id)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make (id);
  GradusRun *run = gradus_run_new (experiment, NULL);

  gradus_document_insert (document, gradus_document_get_n_runs (document), run);
  g_object_unref (run);
  return run;
}

static void
on_collected (GradusDraft *draft, const GError *error, gpointer data)
{
  g_assert_no_error (error);
  *(GradusDraft **) data = gradus_draft_ref (draft);
}

static GradusDraft *
collect (GradusDocument *document)
{
  GradusDraft *draft = NULL;

  gradus_draft_collection_start (document, on_collected, &draft);
  while (!draft)
    g_main_context_iteration (NULL, TRUE);
  return draft;
}

static const GradusDraftEntry *
get_run (const GradusDraft *draft, guint at)
{
  return g_ptr_array_index (draft->runs, at);
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

static void
step (GradusDocument *document, GradusRun *run, guint n)
{
  for (guint i = 0; i < n; i++) {
    gradus_run_step (run);
    settle (document);
  }
}

/* The trainer's account is that of a stepper that made the same steps. */
static void
test_same_bits (void)
{
  const atomic_bool never = FALSE;
  g_autoptr (GradusDocument) document = gradus_document_new ();
  GradusRun *run = add_run (document, "spiral");
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("spiral");
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);
  g_autoptr (GradusRunDraft) wanted = NULL;
  g_autoptr (GradusDraft) draft = NULL;
  const GradusRunDraft *run_draft;

  step (document, run, 300);
  draft = collect (document);
  run_draft = get_run (draft, 0)->draft;
  gradus_stepper_advance (stepper, 300, &never);
  wanted = gradus_stepper_make_draft (stepper);
  g_assert_cmpuint (run_draft->now->step, ==, 300);
  g_assert_cmpmem (run_draft->now->state, run_draft->now->n_floats * sizeof (float),
                   wanted->now->state, wanted->now->n_floats * sizeof (float));
  g_assert_cmpuint (run_draft->series.n_regular, ==, 300);
  /* What was measured when the run stopped lies behind the regular points, as exports show it. */
  g_assert_cmpuint (run_draft->series.n_points, ==, 301);
  g_assert_cmpuint (run_draft->series.steps[300], ==, 300);
  g_assert_cmpfloat (run_draft->series.costs[300], ==,
                     gradus_run_get_snapshot (run)->metrics.cost);
  g_assert_cmpmem (run_draft->series.costs, 300 * sizeof (double), wanted->series.costs,
                   300 * sizeof (double));
  g_assert_cmpmem (run_draft->series.test_costs, 300 * sizeof (double), wanted->series.test_costs,
                   300 * sizeof (double));
  g_assert_cmpuint (run_draft->n_entries, ==, wanted->n_entries);
}

/* As long as nothing happens it is the same account; whatever happens makes another. */
static void
test_changes (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();
  GradusRun *run = add_run (document, "xor");
  g_autoptr (GradusDraft) first = collect (document), same = NULL, stepped = NULL, edited = NULL,
                          weighed = NULL;
  g_autoptr (GradusDraft) reset = NULL, named = NULL;
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_copy (gradus_run_get_experiment (run));

  gradus_run_pause (run);
  settle (document);
  same = collect (document);
  g_assert_true (get_run (first, 0)->draft == get_run (same, 0)->draft);
  g_assert_true (gradus_draft_equal (first, same));

  step (document, run, 1);
  stepped = collect (document);
  g_assert_false (gradus_draft_has_same_content (same, stepped));

  experiment->optimiser.learning_rate = 0.5;
  gradus_run_change (run, experiment, NULL);
  edited = collect (document);
  g_assert_true (get_run (edited, 0)->draft == get_run (stepped, 0)->draft);
  g_assert_false (gradus_draft_has_same_content (stepped, edited));

  gradus_run_set_weight (run, 0, 0, 3);
  weighed = collect (document);
  g_assert_false (gradus_draft_has_same_content (edited, weighed));
  g_assert_cmpfloat (get_run (weighed, 0)->draft->now->state[0], ==, 3);

  gradus_run_reset (run);
  reset = collect (document);
  g_assert_false (gradus_draft_has_same_content (weighed, reset));
  g_assert_cmpuint (get_run (reset, 0)->draft->now->step, ==, 0);

  gradus_run_set_name (run, "mine");
  named = collect (document);
  g_assert_false (gradus_draft_has_same_content (reset, named));
}

/* While all train. */
static void
test_training (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();
  guint64 last = 0;

  add_run (document, "xor-deep-relu");
  add_run (document, "spiral");
  gradus_document_set_together (document, TRUE);
  gradus_document_play (document);
  for (guint i = 0; i < 20; i++) {
    g_autoptr (GradusDraft) draft = collect (document);
    const GradusRunDraft *run_draft = get_run (draft, 0)->draft;
    const guint n = run_draft->series.n_points;

    g_assert_cmpuint (run_draft->now->step, >=, last);
    g_assert_true (n == 0 || run_draft->series.steps[n - 1] < run_draft->now->step);
    last = run_draft->now->step;
  }
}

/* A document of an draft goes on to the bits to which the first goes on. */
static void
test_restored (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new (), other = gradus_document_new ();
  GradusRun *run = add_run (document, "spiral"), *restored;
  g_autoptr (GradusDraft) draft = NULL, on = NULL, other_on = NULL;
  g_autoptr (GError) error = NULL;

  add_run (document, "xor");
  gradus_run_set_name (run, "one");
  gradus_run_set_hidden (run, TRUE);
  gradus_document_set_selected (document, run);
  step (document, run, 100);
  draft = collect (document);
  g_assert_true (gradus_draft_restore (draft, other, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (gradus_document_get_n_runs (other), ==, 2);
  restored = gradus_document_get_run (other, 0);
  g_assert_true (gradus_document_get_selected (other) == restored);
  g_assert_cmpstr (gradus_run_get_name (restored), ==, "one");
  g_assert_true (gradus_run_is_hidden (restored));
  g_assert_cmpuint (gradus_run_get_colour (restored), ==, gradus_run_get_colour (run));
  g_assert_false (gradus_document_can_undo (other));
  settle (other);
  g_assert_cmpuint (gradus_run_get_newest (restored)->metrics.step, ==, 100);
  g_assert_cmpuint (gradus_run_get_checkpoints (restored)->len, >, 10);
  step (document, run, 50);
  step (other, restored, 50);
  on = collect (document);
  other_on = collect (other);
  g_assert_cmpmem (get_run (on, 0)->draft->now->state,
                   get_run (on, 0)->draft->now->n_floats * sizeof (float),
                   get_run (other_on, 0)->draft->now->state,
                   get_run (other_on, 0)->draft->now->n_floats * sizeof (float));
}

/* A run that is finished, or has diverged, still is. */
static void
test_ends (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new (), other = gradus_document_new ();
  GradusRun *run = add_run (document, "xor");
  g_autoptr (GradusDraft) draft = NULL;

  gradus_run_play (run);
  while (gradus_run_is_playing (run))
    settle (document);
  draft = collect (document);
  g_assert_cmpuint (get_run (draft, 0)->draft->state, ==, GRADUS_RUN_FINISHED);
  g_assert_cmpfloat (get_run (draft, 0)->draft->seconds, >, 0);
  g_assert_true (gradus_draft_restore (draft, other, NULL));
  settle (other);
  g_assert_cmpuint (gradus_run_get_newest (gradus_document_get_run (other, 0))->state, ==,
                    GRADUS_RUN_FINISHED);
}

void
add_draft_tests (void)
{
  g_test_add_func ("/draft/same-bits", test_same_bits);
  g_test_add_func ("/draft/changes", test_changes);
  g_test_add_func ("/draft/training", test_training);
  g_test_add_func ("/draft/restored", test_restored);
  g_test_add_func ("/draft/ends", test_ends);
}
