/* SPDX-License-Identifier: MIT */

/* Grids of runs: the same whoever fills them, summed up as worked out by hand, stopped promptly,
 * joined from parts. */
#include <math.h>
#include <glib/gstdio.h>
#include <string.h>

#include "../train/diverging.h"
#include "sweep/builtin-sweep.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "train/stepper.h"
#include "sweep/sweep-json.h"
#include "sweep/sweeper.h"

static GradusSweep *
make_sweep (const char *id, const char *const *axes, guint n_seeds, const char *steps,
            GError **error)
{
  g_autoptr (GradusExperiment) plain = gradus_builtin_make (id);
  g_autofree char *setting = g_strconcat ("training.steps=", steps, NULL);
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_set (plain, (const char *const[]){ setting, NULL }, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_sweep_axis_free);

  for (; *axes; axes++)
    g_ptr_array_add (list, gradus_sweep_axis_parse (*axes, NULL));
  return gradus_sweep_new (experiment, list, 1, n_seeds, error);
}

static void
wait_for (GradusSweeper *sweeper)
{
  while (!gradus_sweeper_has_ended (sweeper))
    g_usleep (500);
  g_assert_cmpstr (gradus_sweeper_get_failure (sweeper), ==, NULL);
}

static void
check_axis (const char *text, guint n, const char *last)
{
  g_autoptr (GradusSweepAxis) axis = gradus_sweep_axis_parse (text, NULL);

  g_assert_nonnull (axis);
  g_assert_cmpuint (axis->choices->len, ==, n);
  g_assert_cmpstr (((GradusSweepChoice *) g_ptr_array_index (axis->choices, n - 1))->label, ==,
                   last);
}

static void
test_axes (void)
{
  check_axis ("seed=1", 1, "1");
  check_axis ("a.b=1,2 , 3", 3, "3");
  check_axis ("a={\"name\": \"x\", \"y\": [1, 2]},\"q,\\\"r\"", 2, "\"q,\\\"r\"");
  for (guint i = 0; i < 4; i++) {
    const char *const wrong[] = { "seed", "=1", "seed=", "seed=1,,2" };
    g_autoptr (GError) error = NULL;

    g_assert_null (gradus_sweep_axis_parse (wrong[i], &error));
    g_assert_nonnull (strstr (error->message, "PATH=V1,V2"));
  }
}

/* Every cell is the experiment of its choices; the last axis goes round first. */
static void
test_cells (void)
{
  const char *const axes[] = { "network.depth=1,3", "network.hidden.activation=tanh,relu,elu",
                               NULL };
  g_autoptr (GradusSweep) sweep = make_sweep ("xor", axes, 4, "10", NULL);
  g_autoptr (GradusExperiment) experiment = gradus_sweep_make_experiment (sweep, 4, 2);

  g_assert_cmpuint (gradus_sweep_get_n_cells (sweep), ==, 6);
  g_assert_cmpuint (gradus_sweep_get_n_jobs (sweep), ==, 24);
  g_assert_cmpuint (gradus_sweep_get_choice (sweep, 4, 0), ==, 1);
  g_assert_cmpuint (gradus_sweep_get_choice (sweep, 4, 1), ==, 1);
  g_assert_cmpuint (experiment->seed, ==, 3);
  g_assert_cmpuint (gradus_experiment_get_n_layers (experiment), ==, 4);
  g_assert_cmpint (gradus_experiment_get_layer (experiment, 2)->activation.kind, ==,
                   GRADUS_ACTIVATION_RELU);
}

/* The thread sanitizer takes thirty times as long, and looks for something else. */
#ifdef __SANITIZE_THREAD__
#define WAY_AROUND_SEEDS 4
#else
#define WAY_AROUND_SEEDS 100
#endif

/* What the built-in experiment with a way around says of itself, at a tenth of its steps: sigmoid
 * learns from 100 seeds of 100. */
static void
test_way_around (void)
{
  const char *const axes[] = { "network.hidden.activation=sigmoid", NULL };
  g_autoptr (GradusSweep) sweep =
      make_sweep ("xor-deep-sigmoid-add", axes, WAY_AROUND_SEEDS, "20000", NULL);
  g_autoptr (GradusSweeper) sweeper = gradus_sweeper_new (sweep, 2, 0, 1, NULL);
  GradusCellSummary summary;

  wait_for (sweeper);
  gradus_sweep_summarise (sweep, 0, &summary);
  g_assert_cmpuint (summary.n_solved, ==, WAY_AROUND_SEEDS);
}

static void
test_refusals (void)
{
  const char *const bad[] = { "network.hidden.units=2,0", NULL };
  const char *const many[] = { "seed=1,2,3,4,5,6,7,8,9,10",
                               "training.steps=1,2,3,4,5,6,7,8,9,10",
                               "network.hidden.units=1,2,3,4,5,6,7,8,9,10",
                               "network.depth=1,2,3,4,5,6,7,8,9,10",
                               "training.optimiser.learning-rate=1,2",
                               NULL };
  const char *const none[] = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (make_sweep ("xor", bad, 1, "1", &error));
  g_assert_nonnull (strstr (error->message, "network.hidden.units=0"));
  g_clear_error (&error);
  g_assert_null (make_sweep ("xor", many, 1, "1", &error));
  g_assert_nonnull (strstr (error->message, "at most 10000 cells"));
  g_clear_error (&error);
  g_assert_null (make_sweep ("xor", none, 0, "1", &error));
  g_assert_nonnull (error);
}

/* One thread, two, three parts in any order, or broken off and gone on with: the same bits, which
 * are those of a run alone. */
static void
test_same_bits (void)
{
  const char *const axes[] = { "network.hidden.activation=sigmoid,relu", "network.depth=2,5",
                               NULL };
  g_autoptr (GradusSweep) one = make_sweep ("xor-deep-relu", axes, 5, "3000", NULL);
  g_autoptr (GradusSweep) two = make_sweep ("xor-deep-relu", axes, 5, "3000", NULL);
  g_autoptr (GradusSweep) parts = make_sweep ("xor-deep-relu", axes, 5, "3000", NULL);
  g_autoptr (GradusSweeper) a = gradus_sweeper_new (one, 1, 0, 1, NULL);
  g_autoptr (GradusSweeper) b = gradus_sweeper_new (two, 2, 0, 1, NULL);
  g_autoptr (GradusExperiment) experiment = NULL;
  g_autoptr (GradusStepper) stepper = NULL;
  guint n_jobs, n = 0;
  GradusOutcome outcome;
  atomic_bool never = FALSE;

  wait_for (a);
  gradus_sweeper_cancel (b);
  wait_for (b);
  gradus_sweeper_free (g_steal_pointer (&b));
  b = gradus_sweeper_new (two, 2, 0, 1, NULL);
  wait_for (b);
  g_assert_cmpuint (gradus_sweeper_get_progress (b, &n_jobs), ==, 20);
  g_assert_cmpuint (n_jobs, ==, 20);
  for (guint i = 3; i-- > 0;) {
    g_autoptr (GradusSweeper) part = gradus_sweeper_new (parts, 2, i, 3, NULL);

    wait_for (part);
    gradus_sweeper_get_progress (part, &n_jobs);
    n += n_jobs;
  }
  g_assert_cmpuint (n, ==, 20);
  for (guint i = 0; i < 20; i++) {
    GradusOutcome x = { 0 }, y = { 0 }, z = { 0 };

    g_assert_cmpint (gradus_sweep_get_outcome (one, i % 4, i / 4, &x), ==, GRADUS_OUTCOME_FINISHED);
    gradus_sweep_get_outcome (two, i % 4, i / 4, &y);
    gradus_sweep_get_outcome (parts, i % 4, i / 4, &z);
    g_assert_cmpfloat (x.cost, ==, y.cost);
    g_assert_cmpfloat (x.cost, ==, z.cost);
    g_assert_cmpfloat (x.accuracy, ==, y.accuracy);
  }
  experiment = gradus_sweep_make_experiment (one, 3, 4);
  stepper = gradus_stepper_new (experiment, NULL);
  gradus_stepper_advance (stepper, 3000, &never);
  gradus_sweep_get_outcome (one, 3, 4, &outcome);
  g_assert_cmpfloat (gradus_stepper_finish (stepper)->cost, ==, outcome.cost);
}

static void
put (GradusSweep *sweep, guint seed, GradusOutcomeState state, double cost, double accuracy)
{
  gradus_sweep_set_outcome (sweep, 0, seed, state, (GradusOutcome){ cost, accuracy, NAN });
}

/* By hand: costs 0.1, 0.3, 0.69 and a diverged one. XOR's best constant answer costs ln 2. */
static void
test_summary (void)
{
  const char *const none[] = { NULL };
  g_autoptr (GradusSweep) sweep = make_sweep ("xor", none, 5, "10", NULL);
  GradusCellSummary summary;

  gradus_sweep_summarise (sweep, 0, &summary);
  g_assert_true (summary.n_known == 0 && isnan (summary.cost_median) &&
                 isnan (summary.accuracy_mean));
  put (sweep, 0, GRADUS_OUTCOME_FINISHED, 0.3, 0.75);
  put (sweep, 1, GRADUS_OUTCOME_FINISHED, 0.1, 1);
  put (sweep, 3, GRADUS_OUTCOME_FINISHED, 0.69, 0.5);
  gradus_sweep_summarise (sweep, 0, &summary);
  g_assert_cmpfloat (summary.cost_median, ==, 0.3);
  put (sweep, 4, GRADUS_OUTCOME_DIVERGED, NAN, 0.25);
  gradus_sweep_summarise (sweep, 0, &summary);
  g_assert_cmpuint (summary.n_known, ==, 4);
  g_assert_cmpuint (summary.n_solved, ==, 1);
  g_assert_cmpuint (summary.n_diverged, ==, 1);
  g_assert_cmpuint (summary.n_learned, ==, 2);
  g_assert_cmpfloat_with_epsilon (summary.cost_median, (0.3 + 0.69) / 2, 1e-12);
  g_assert_cmpfloat_with_epsilon (summary.cost_low, 0.1 + 0.75 * 0.2, 1e-12);
  g_assert_true (isnan (summary.cost_high));
  g_assert_cmpfloat_with_epsilon (summary.accuracy_mean, 0.625, 1e-12);
  g_assert_cmpfloat_with_epsilon (summary.learned_accuracy, 0.875, 1e-12);
  put (sweep, 2, GRADUS_OUTCOME_DIVERGED, NAN, 0.25);
  gradus_sweep_summarise (sweep, 0, &summary);
  g_assert_cmpfloat (summary.cost_median, ==, 0.69); /* the third of five, whatever is worse */
}

static void
count_news (gpointer n)
{
  ++*(guint *) n;
}

/* Its owner is told, of the end too, and not too often: nobody has to look. */
static void
test_news (void)
{
  const char *const none[] = { NULL };
  g_autoptr (GradusSweep) sweep = make_sweep ("xor", none, 200, "2000", NULL);
  const gint64 start = g_get_monotonic_time ();
  GradusSweeper *sweeper = gradus_sweeper_new (sweep, 2, 0, 1, NULL);
  guint n_news = 0;

  gradus_sweeper_set_listener (sweeper, count_news, &n_news);
  while (n_news == 0 || !gradus_sweeper_has_ended (sweeper))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_news, <=,
                    3 + (guint) ((g_get_monotonic_time () - start) / (G_USEC_PER_SEC / 10)));
  gradus_sweeper_free (sweeper);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A sweep that would take hours ends when it is told to. */
static void
test_cancel (void)
{
  const char *const none[] = { NULL };
  g_autoptr (GradusSweep) sweep = make_sweep ("xor-deep-relu", none, 50, "1000000000", NULL);
  GradusSweeper *sweeper = gradus_sweeper_new (sweep, 2, 0, 1, NULL);
  GradusOutcome outcome;
  gint64 start;

  g_usleep (50000);
  start = g_get_monotonic_time ();
  gradus_sweeper_free (sweeper);
  g_test_message ("ended after %.1f ms", (double) (g_get_monotonic_time () - start) / 1000);
  for (guint i = 0; i < 50; i++)
    g_assert_cmpint (gradus_sweep_get_outcome (sweep, 0, i, &outcome), ==, GRADUS_OUTCOME_OPEN);
}

static char *
write_part (const char *folder, GradusSweep *sweep, guint part, guint n)
{
  char *filename = g_strdup_printf ("%s/part-%u.json", folder, part);
  g_autofree char *json = gradus_sweep_part_to_json (sweep, "xor", part, n, 0.5);

  g_assert_true (g_file_set_contents (filename, json, -1, NULL));
  return filename;
}

static void
conclude (GradusSweepCurves *curves, guint seed, const double *costs, guint n, gboolean has_diverged)
{
  GradusMetrics metrics = { .accuracy = 0.5, .test_cost = NAN, .test_accuracy = NAN };

  gradus_sweep_curves_begin (curves, 0, seed);
  for (guint i = 0; i < n; i++) {
    metrics.cost = costs[i];
    if (i + 1 < n)
      gradus_sweep_curves_add (curves, 0, seed, &metrics);
  }
  gradus_sweep_curves_conclude (curves, 0, seed, &metrics, has_diverged);
}

/* By hand, of three steps: one that goes on to its end, one that diverged after the first step, one
 * that was stopped after two, one that is under way. */
static void
test_curves (void)
{
  const guint64 steps = 3;
  g_autoptr (GradusSweepCurves) curves = gradus_sweep_curves_new (&steps, 1, 5, NULL);
  const GradusMetrics begun = { .cost = 0.5, .accuracy = 1, .test_cost = NAN, .test_accuracy = NAN };
  GradusSweepBand band;
  guint n_points;

  g_assert_cmpuint (gradus_sweep_curves_get_steps (curves, 0, &n_points)[3], ==, 3);
  g_assert_cmpuint (n_points, ==, 4);
  gradus_sweep_curves_summarise (curves, GRADUS_CURVE_COST, 0, 0, &band);
  g_assert_true (band.n == 0 && isnan (band.median));

  conclude (curves, 0, (const double[]){ 0.4, 0.3, 0.2, 0.1 }, 4, FALSE);
  conclude (curves, 1, (const double[]){ 0.8, INFINITY }, 2, TRUE);
  conclude (curves, 2, (const double[]){ 0.6, 0.5, 0.05 }, 3, FALSE);
  gradus_sweep_curves_begin (curves, 0, 4);
  gradus_sweep_curves_add (curves, 0, 4, &begun);

  gradus_sweep_curves_summarise (curves, GRADUS_CURVE_COST, 0, 0, &band);
  g_assert_true (band.n == 4 && band.n_diverged == 0 && band.n_stopped == 0);
  g_assert_cmpfloat_with_epsilon (band.median, 0.55, 1e-12);
  g_assert_cmpfloat_with_epsilon (band.low, 0.475, 1e-12);
  g_assert_cmpfloat_with_epsilon (band.high, 0.65, 1e-12);
  gradus_sweep_curves_summarise (curves, GRADUS_CURVE_COST, 0, 1, &band);
  g_assert_true (band.n == 3 && band.n_diverged == 1 && band.n_stopped == 0);
  g_assert_true (band.least == 0.3 && band.median == 0.5); /* though the next is infinite */
  g_assert_true (isinf (band.high) && isinf (band.greatest));
  gradus_sweep_curves_summarise (curves, GRADUS_CURVE_COST, 0, 3, &band);
  g_assert_true (band.n == 3 && band.n_diverged == 1 && band.n_stopped == 1);
  g_assert_true (band.least == 0.05 && band.median == 0.1);
  gradus_sweep_curves_summarise (curves, GRADUS_CURVE_TEST_COST, 0, 3, &band);
  g_assert_cmpuint (band.n, ==, 0);

  g_assert_cmpint (gradus_sweep_curves_find_seed (curves, GRADUS_CURVE_COST, 0, 3, 0.08, FALSE), ==, 0);
  g_assert_cmpint (gradus_sweep_curves_find_seed (curves, GRADUS_CURVE_COST, 0, 3, 0.06, TRUE), ==, 2);
  g_assert_cmpint (gradus_sweep_curves_find_seed (curves, GRADUS_CURVE_COST, 0, 0, 0.51, FALSE), ==, 4);
}

/* How many points there are between a step and the double of it, and in all. */
static void
test_curve_steps (void)
{
  const guint64 cell_steps[] = { 1, 100, 1000, 200000, 1000000000 };
  g_autoptr (GradusSweepCurves) curves =
      gradus_sweep_curves_new (cell_steps, G_N_ELEMENTS (cell_steps), 1, NULL);

  for (guint cell = 0; cell < G_N_ELEMENTS (cell_steps); cell++) {
    guint n_points;
    const guint64 *steps = gradus_sweep_curves_get_steps (curves, cell, &n_points);

    g_assert_cmpuint (steps[0], ==, 0);
    g_assert_cmpuint (steps[n_points - 1], ==, cell_steps[cell]);
    g_assert_cmpuint (n_points, <=, 500);
    for (guint i = 1; i + 1 < n_points; i++) {
      g_assert_cmpuint (steps[i], <=, MAX (steps[i - 1] + 1, steps[i - 1] * 9 / 8));
      g_assert_cmpuint (steps[i], <=, steps[i - 1] + MAX (cell_steps[cell] / 128, 1));
    }
    g_assert_cmpuint (gradus_sweep_curves_find_point (curves, cell, 0), ==, 0);
    g_assert_cmpuint (gradus_sweep_curves_find_point (curves, cell, G_MAXUINT64), ==, n_points - 1);
  }
  g_assert_cmpuint (gradus_sweep_curves_find_point (curves, 1, 37), ==, 37);
  g_assert_null (gradus_sweep_curves_new (cell_steps + 3, 1, 100000, NULL));
}

static void
check_merge (const char *a, const char *b, const char *complaint)
{
  const char *const files[] = { a, b, NULL };
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  double seconds;

  g_assert_null (gradus_sweep_merge (files, &name, &seconds, &error));
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, complaint));
}

/* A rate that learns, and one that diverges. */
static GradusSweep *
make_two_rates (void)
{
  g_autoptr (GradusExperiment) experiment = make_diverging_experiment ();
  GPtrArray *axes = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_sweep_axis_free);

  experiment->steps = 200;
  g_ptr_array_add (axes,
                   gradus_sweep_axis_parse ("training.optimiser.learning-rate=0.01,1000", NULL));
  return gradus_sweep_new (experiment, axes, 1, 3, NULL);
}

static void
test_parts (void)
{
  g_autoptr (GradusSweep) whole = make_two_rates ();
  g_autoptr (GradusSweeper) sweeper = gradus_sweeper_new (whole, 1, 0, 1, NULL);
  g_autofree char *folder = g_dir_make_tmp ("gradus-XXXXXX", NULL), *first = NULL, *second = NULL;
  g_autofree char *bad = g_build_filename (folder, "bad.json", NULL), *name = NULL, *merged = NULL,
                  *expected = NULL;
  g_autoptr (GradusSweep) joined = NULL;
  double seconds;

  wait_for (sweeper);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GradusSweep) sweep = make_two_rates ();
    g_autoptr (GradusSweeper) part = gradus_sweeper_new (sweep, 1, i, 2, NULL);

    wait_for (part);
    *(i == 0 ? &first : &second) = write_part (folder, sweep, i, 2);
  }
  joined = gradus_sweep_merge ((const char *const[]){ second, first, NULL }, &name, &seconds, NULL);
  g_assert_nonnull (joined);
  g_assert_cmpfloat (seconds, ==, 1);
  merged = gradus_sweep_to_json (joined, name, 0);
  expected = gradus_sweep_to_json (whole, "xor", 0);
  g_assert_cmpstr (merged, ==, expected);
  g_assert_nonnull (strstr (merged, "\"diverged\":3"));

  check_merge (first, first, "another part has too");
  check_merge (second, NULL, "part 1 of 2 is missing");
  check_merge ("/nonexistent.json", first, "nonexistent");
  g_file_set_contents (bad, "{\"gradus-sweep-part\": 1", -1, NULL);
  check_merge (bad, first, "1:");
  /* jansson's words end in the middle of a letter. */
  g_file_set_contents (bad, "{\"a\": \"\\\302\271\"}", -1, NULL);
  check_merge (bad, first, "1: this is not JSON (invalid escape near '\"\\\\xC2'); give a part");
  g_file_set_contents (bad, "{}", -1, NULL);
  check_merge (first, bad, "not a part of a sweep");
  g_file_set_contents (bad,
                       "{\"gradus-sweep-part\": 1, \"name\": \"x\", \"axes\": [], \"outcomes\": "
                       "[[9, 9, true, 1, 1]], "
                       "\"experiment\": {}, \"seeds\": 1}",
                       -1, NULL);
  check_merge (bad, first, "experiment");
  check_merge (first, bad, "another sweep");
  g_unlink (first);
  g_unlink (second);
  g_unlink (bad);
  g_rmdir (folder);
}

/* All that is built in can be trained, and the paper's table is as large as ours. */
static void
test_builtin (void)
{
  for (const GradusBuiltinSweep *builtin = gradus_builtin_sweep_list (); builtin->id; builtin++) {
    g_autoptr (GradusExperiment) experiment = gradus_builtin_sweep_make_experiment (builtin);
    g_autoptr (GradusSweep) sweep = gradus_sweep_new (
        experiment, gradus_builtin_sweep_make_axes (builtin), 1, builtin->n_seeds, NULL);

    g_assert_nonnull (sweep);
    g_assert_true (gradus_builtin_sweep_find (builtin->id) == builtin);
    g_assert_cmpuint (gradus_sweep_get_n_cells (sweep), ==, builtin->shows_accuracy ? 25 : 6);
    g_assert_true (!builtin->shows_accuracy == !gradus_builtin_sweep_get_published (builtin, 24));
    g_assert_null (gradus_builtin_sweep_get_published (builtin, 25));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sweep/axes", test_axes);
  g_test_add_func ("/sweep/cells", test_cells);
  g_test_add_func ("/sweep/way-around", test_way_around);
  g_test_add_func ("/sweep/refusals", test_refusals);
  g_test_add_func ("/sweep/same-bits", test_same_bits);
  g_test_add_func ("/sweep/summary", test_summary);
  g_test_add_func ("/sweep/curves", test_curves);
  g_test_add_func ("/sweep/curve-steps", test_curve_steps);
  g_test_add_func ("/sweep/cancel", test_cancel);
  g_test_add_func ("/sweep/news", test_news);
  g_test_add_func ("/sweep/parts", test_parts);
  g_test_add_func ("/sweep/builtin", test_builtin);
  return g_test_run ();
}
