/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <math.h>
#include <string.h>

#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "experiment/trait.h"
#include "train/stepper-private.h"
#include "train/stepper.h"
#include "train/stop-watch.h"
#include "train/trainer.h"

/* -- When it looks ----------------------------------------------------------------------------- */

/* At each of the first epochs, then 64 times between one and the double of it, wherever one asks
 * from. */
static void
test_looks (void)
{
  guint n = 0;

  for (guint64 epoch = 0; epoch < 128; epoch++)
    g_assert_cmpuint (gradus_stop_watch_find_look (epoch), ==, epoch);
  for (guint64 epoch = 1 << 20; epoch < 1 << 21; n++) {
    const guint64 next = gradus_stop_watch_find_look (epoch + 1);

    g_assert_cmpuint (gradus_stop_watch_find_look (epoch), ==, epoch);
    g_assert_cmpuint (gradus_stop_watch_find_look (next - 1), ==, next);
    epoch = next;
  }
  g_assert_cmpuint (n, ==, 64);
}

/* -- What ends training ------------------------------------------------------------------------ */

static GradusStopCause
judge (GradusStopWatch *watch, guint64 epoch, double cost, double test_cost)
{
  const GradusStopReading reading = { .cost = cost, .accuracy = NAN, .gradient_norm = NAN,
                                      .test_cost = test_cost };

  return gradus_stop_watch_judge (watch, epoch, FALSE, &reading);
}

/* What is met ends training once, until it has been missed; NaN meets nothing. */
static void
test_met (void)
{
  const GradusStopReading low = { 0.05, 0.5, 0.5, NAN };
  GradusStopWatch watch = { .rule = { .cost = 0.1 } };

  g_assert_cmpint (judge (&watch, 0, 0.2, NAN), ==, GRADUS_STOP_NONE);
  g_assert_cmpint (judge (&watch, 1, 0.1, NAN), ==, GRADUS_STOP_NONE); /* not below */
  g_assert_cmpint (judge (&watch, 2, 0.05, NAN), ==, GRADUS_STOP_COST);
  g_assert_false (gradus_stop_watch_wants (&watch, 2));
  g_assert_cmpint (judge (&watch, 3, 0.05, NAN), ==, GRADUS_STOP_NONE);
  g_assert_cmpint (judge (&watch, 4, NAN, NAN), ==, GRADUS_STOP_NONE);
  g_assert_cmpint (judge (&watch, 5, 0.05, NAN), ==, GRADUS_STOP_COST);
  gradus_stop_watch_forget (&watch);
  g_assert_cmpint (gradus_stop_watch_judge (&watch, 7, TRUE, &low), ==, GRADUS_STOP_NONE);
  g_assert_cmpint (judge (&watch, 8, 0.05, NAN), ==, GRADUS_STOP_NONE);

  watch = (GradusStopWatch){ .rule = { .accuracy = 0.5 } };
  g_assert_cmpint (gradus_stop_watch_judge (&watch, 0, FALSE, &low), ==, GRADUS_STOP_ACCURACY);
  watch = (GradusStopWatch){ .rule = { .gradient_norm = 0.6 } };
  g_assert_cmpint (gradus_stop_watch_judge (&watch, 0, FALSE, &low), ==,
                   GRADUS_STOP_GRADIENT_NORM);
  watch = (GradusStopWatch){ .rule = { .accuracy = 0.6 } };
  g_assert_cmpint (gradus_stop_watch_judge (&watch, 0, FALSE, &low), ==, GRADUS_STOP_NONE);
  g_assert_false (gradus_stop_watch_wants (&(GradusStopWatch){ { 0 } }, 0));
}

/* So many epochs after the best, the first of equals; then as many again. */
static void
test_patience (void)
{
  static const double costs[] = { 0.9, 0.5, 0.6, 0.4, 0.4, 0.7, 0.41, 0.3, 0.8, 0.8, 0.8, 0.8 };
  GradusStopWatch watch = { .rule = { .patience = 3 } };
  g_autoptr (GString) ends = g_string_new (NULL);

  for (guint epoch = 0; epoch < G_N_ELEMENTS (costs); epoch++) {
    if (judge (&watch, epoch, NAN, costs[epoch]) == GRADUS_STOP_PATIENCE)
      g_string_append_printf (ends, "%u:%u ", epoch, (guint) watch.best_epoch);
  }
  g_assert_cmpstr (ends->str, ==, "6:3 10:7 ");
}

/* -- Where it ends ----------------------------------------------------------------------------- */

static GradusStepper *
make_stepper (const char *name, const char *const *settings)
{
  g_autoptr (GradusExperiment) plain = gradus_builtin_make (name),
                               experiment = gradus_experiment_set (plain, settings, NULL);
  GradusStepper *stepper = gradus_stepper_new (experiment, NULL);

  g_assert_nonnull (stepper);
  return stepper;
}

static void
advance (GradusStepper *stepper, guint64 piece, guint64 until)
{
  const atomic_bool never = FALSE;

  while (gradus_stepper_get_step (stepper) < until &&
         gradus_stepper_get_stop_cause (stepper) == GRADUS_STOP_NONE)
    gradus_stepper_advance (stepper, MIN (gradus_stepper_get_step (stepper) + piece, until),
                            &never);
}

static void
assert_same_weights (GradusStepper *a, GradusStepper *b)
{
  g_autoptr (GradusCheckpoint) of_a = gradus_stepper_save (a), of_b = gradus_stepper_save (b);

  g_assert_cmpuint (of_a->step, ==, of_b->step);
  g_assert_cmpmem (of_a->state, of_a->n_floats * sizeof (float), of_b->state,
                   of_b->n_floats * sizeof (float));
}

/* Ends at the first look at which the rule is met, whatever the pieces, with the weights of a run
 * without a rule, and goes on when asked again. */
static void
check_end (const char *name, const char *rule, const char *also, guint64 epoch, guint64 last)
{
  const char *const with[] = { also, rule, NULL }, *const without[] = { also, NULL };
  static const guint64 pieces[] = { 1, 7, 100000 };
  const atomic_bool never = FALSE;
  g_autoptr (GradusStepper) plain = make_stepper (name, without);
  guint64 end = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GradusStepper) stepper = make_stepper (name, with);

    if (i == 2)
      gradus_stepper_stop_recording (stepper); /* a sweep's */
    advance (stepper, pieces[i], last);
    g_assert_cmpint (gradus_stepper_get_stop_cause (stepper), ==, GRADUS_STOP_COST);
    g_assert_true (end == 0 || end == gradus_stepper_get_step (stepper));
    end = gradus_stepper_get_step (stepper);
    g_assert_cmpfloat (gradus_stepper_measure (stepper, 0)->cost, <, 0.1);
    if (i > 0)
      continue;
    advance (plain, 1000, end);
    assert_same_weights (stepper, plain);
    gradus_stepper_advance (stepper, end + 1, &never);
    g_assert_cmpuint (gradus_stepper_get_step (stepper), ==, end + 1);
  }
  /* Not at the look before. */
  g_assert_cmpuint (end % epoch, ==, 0);
  gradus_stepper_reset (plain);
  for (guint64 look = end / epoch - 1;; look--) {
    if (gradus_stop_watch_find_look (look) != look)
      continue;
    advance (plain, 1000, look * epoch);
    break;
  }
  g_assert_cmpfloat (gradus_stepper_measure (plain, 0)->cost, >=, 0.1);
}

static void
test_ends (void)
{
  check_end ("xor", "training.stop-when.cost=0.1", "seed=1", 1, 200000);
  /* Twenty batches an epoch: the cost of one of them is no reason. */
  check_end ("spiral", "training.stop-when.cost=0.1", "data.samples=250", 20, 100000);
}

/* Where patience ends, the best weights are among the moments, the same as without a rule. */
static void
test_best (void)
{
  const char *const with[] = { "training.stop-when.patience=40", NULL }, *const without[] = { NULL };
  g_autoptr (GradusStepper) stepper = make_stepper ("spiral", with);
  g_autoptr (GradusStepper) plain = make_stepper ("spiral", without);
  g_autoptr (GPtrArray) moments =
      g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_checkpoint_unref);
  GradusCheckpoint *best;
  guint64 revision = 0;

  advance (stepper, 1000, 200000);
  g_assert_cmpint (gradus_stepper_get_stop_cause (stepper), ==, GRADUS_STOP_PATIENCE);
  best = gradus_stepper_get_best (stepper);
  g_assert_nonnull (best);
  g_assert_cmpuint (best->step, <, gradus_stepper_get_step (stepper));
  gradus_timeline_read (gradus_stepper_get_timeline (stepper), &revision, moments);
  g_assert_true (g_ptr_array_find (moments, best, NULL));
  for (guint i = 1; i < moments->len; i++)
    g_assert_cmpuint (((GradusCheckpoint *) g_ptr_array_index (moments, i - 1))->step, <,
                      ((GradusCheckpoint *) g_ptr_array_index (moments, i))->step);
  advance (plain, 1000, best->step);
  gradus_stepper_restore (stepper, best);
  assert_same_weights (stepper, plain);
  g_assert_null (gradus_stepper_get_best (stepper)); /* what was seen later is forgotten */
}

/* Patience without test data waits for nothing: refused, with what would be right. */
static void
test_without_test_data (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  g_autoptr (GError) error = NULL;

  experiment->stop_rule.patience = 3;
  g_assert_null (gradus_stepper_new (experiment, &error));
  g_assert_nonnull (strstr (error->message, "data.test-fraction"));
}

/* -- With a trainer ---------------------------------------------------------------------------- */

static const GradusSnapshot *
wait_until_settled (GradusTrainer *trainer)
{
  const GradusSnapshotNeeds needs = GRADUS_SNAPSHOT_NEEDS_NONE;

  while (!gradus_trainer_is_settled (trainer)) {
    gradus_trainer_refresh (trainer, &needs);
    g_main_context_iteration (NULL, FALSE);
  }
  return gradus_trainer_get_snapshot (trainer);
}

/* It is finished then, as at its last step; who goes step by step is not stopped; a new rule acts
 * at once. */
static void
test_trainer (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  g_autoptr (GradusTrainer) trainer = NULL;
  const GradusSnapshot *snapshot;
  guint64 end;

  experiment->stop_rule.cost = 0.1;
  trainer = gradus_trainer_new (experiment, NULL);
  gradus_trainer_play (trainer, experiment->steps);
  snapshot = wait_until_settled (trainer);
  g_assert_cmpint (snapshot->state, ==, GRADUS_RUN_FINISHED);
  g_assert_cmpint (snapshot->stop_cause, ==, GRADUS_STOP_COST);
  g_assert_cmpuint (snapshot->metrics.step, <, experiment->steps);
  end = snapshot->metrics.step;

  gradus_trainer_reset (trainer);
  gradus_trainer_step (trainer, end + 5);
  snapshot = wait_until_settled (trainer);
  g_assert_cmpuint (snapshot->metrics.step, ==, end + 5);
  g_assert_cmpint (snapshot->state, ==, GRADUS_RUN_PAUSED);

  gradus_trainer_set_stop_rule (trainer, &(GradusStopRule){ .cost = 0.01 });
  gradus_trainer_play (trainer, experiment->steps);
  snapshot = wait_until_settled (trainer);
  g_assert_cmpint (snapshot->stop_cause, ==, GRADUS_STOP_COST);
  g_assert_cmpfloat (snapshot->metrics.cost, <, 0.01);
}

/* -- In files ---------------------------------------------------------------------------------- */

static void
test_file (void)
{
  const char *const settings[] = { "training.stop-when.patience=5",
                                   "training.stop-when.gradient-norm=1e-6",
                                   "training.stop-when.layer=2", NULL };
  g_autoptr (GradusExperiment) plain = gradus_builtin_make ("spiral"),
                               experiment = gradus_experiment_set (plain, settings, NULL), back = NULL;
  g_autofree char *without = gradus_experiment_to_json (plain);
  g_autofree char *text = gradus_experiment_to_json (experiment);
  g_autofree char *steps = gradus_trait_format (GRADUS_TRAIT_STEPS, experiment);

  g_assert_null (strstr (without, "stop-when"));
  g_assert_cmpstr (
      steps, ==,
      "200,000, gradient norm of layer 2 below 1·10⁻⁶, no lower test cost for 5 epochs");
  back = gradus_experiment_from_json (text, strlen (text), NULL);
  g_assert_true (gradus_experiment_equal (back, experiment));
  g_assert_false (gradus_experiment_equal (plain, experiment));
  g_assert_true (gradus_experiment_can_go_on_as (plain, experiment));
  g_assert_cmpuint (back->stop_rule.layer, ==, 1);
  while (gradus_experiment_get_n_layers (back) > 1) /* the layer that it names goes, too */
    gradus_experiment_remove_layer (back, 0);
  g_assert_cmpuint (back->stop_rule.layer, ==, 0);
}

void
add_stop_tests (void)
{
  g_test_add_func ("/stop/looks", test_looks);
  g_test_add_func ("/stop/met", test_met);
  g_test_add_func ("/stop/patience", test_patience);
  g_test_add_func ("/stop/ends", test_ends);
  g_test_add_func ("/stop/best", test_best);
  g_test_add_func ("/stop/without-test-data", test_without_test_data);
  g_test_add_func ("/stop/trainer", test_trainer);
  g_test_add_func ("/stop/file", test_file);
}
