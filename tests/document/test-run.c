/* SPDX-License-Identifier: MIT */
#include "tests.h"
#include "tight.h"

#include <string.h>

#include "../train/diverging.h"
#include "experiment/builtin.h"
#include "document/run.h"
#include "experiment/experiment-json.h"

static void
look_at_grid (GradusRun *run, guint size)
{
  GradusSnapshotNeeds look = GRADUS_SNAPSHOT_NEEDS_NONE;

  look.grid_size = size;
  gradus_run_set_needs (run, run, &look);
}

static GradusRun *
make_run (const char *id)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make (id);

  return gradus_run_new (experiment, NULL);
}

static void
settle (GradusRun *run)
{
  gradus_run_refresh (run);
  while (!gradus_run_is_settled (run)) {
    g_main_context_iteration (NULL, TRUE);
    gradus_run_refresh (run);
  }
}

static void
count (guint *emissions)
{
  ++*emissions;
}

/* A settled run is silent. */
static void
test_settling (void)
{
  g_autoptr (GradusRun) run = make_run ("xor");
  guint emissions = 0;

  g_signal_connect_swapped (run, "changed", G_CALLBACK (count), &emissions);
  g_assert_null (gradus_run_get_snapshot (run));
  g_assert_false (gradus_run_is_settled (run));
  settle (run);
  g_assert_cmpuint (emissions, ==, 1);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->metrics.step, ==, 0);
  gradus_run_refresh (run);
  g_usleep (5000);
  gradus_run_refresh (run);
  g_assert_cmpuint (emissions, ==, 1);
}

/* Points are changed while it trains: it goes on, and knows the new ones at once. */
static void
test_painting (void)
{
  static const GradusPoint points[] = {
    { -1, 0, 0 }, { 1, 0.5f, 1 }, { 0, -1, 1 }, { 2, 2, 0 }, { 1, -2, 1 }
  };
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  GradusDataSpec spec = gradus_data_spec_make (&gradus_points_generator);
  g_autoptr (GradusRun) run = NULL;

  experiment->steps = GRADUS_MAX_STEPS;
  for (guint n = 2; n <= 5; n++) {
    g_autoptr (GradusPoints) some = gradus_points_new (points, n, NULL);
    const guint64 before = run ? gradus_run_get_snapshot (run)->metrics.step : 0;

    spec.points = some;
    gradus_experiment_set_data (experiment, &spec);
    if (run)
      gradus_run_change (run, experiment, NULL);
    else {
      run = gradus_run_new (experiment, NULL);
      gradus_run_play (run);
    }
    g_assert_cmpuint (gradus_run_get_experiment (run)->data.points->n, ==, n);
    do {
      g_main_context_iteration (NULL, FALSE);
      gradus_run_refresh (run);
      g_usleep (500);
    } while (!gradus_run_get_snapshot (run) || gradus_run_get_snapshot (run)->n_samples != n ||
             gradus_run_get_snapshot (run)->metrics.step <= before);
    g_assert_true (gradus_run_is_playing (run));
    g_assert_cmpuint (gradus_run_get_dataset (run)->n_samples, ==, n);
  }
}

typedef struct {
  guint n;
  char *sentence;
} Failure;

static void
on_failed (Failure *failure, const char *sentence)
{
  failure->n++;
  g_free (failure->sentence);
  failure->sentence = g_strdup (sentence);
}

/* The trainer has no memory for the points that it is to learn from: the asker is told, and the run
 * stays with what it has. */
static void
test_refused_data (void)
{
  g_autoptr (GradusRun) run = make_wide_run ();
  g_autoptr (GradusExperiment) before = gradus_experiment_copy (gradus_run_get_experiment (run)),
                               edited = gradus_experiment_copy (before);
  Failure failure = { 0 };
  struct rlimit usual;

  if (!CAN_BE_TIGHT) {
    g_test_skip ("memory cannot be limited under a sanitizer");
    return;
  }
  g_signal_connect_swapped (run, "failed", G_CALLBACK (on_failed), &failure);
  set_points (edited, GRADUS_POINTS_MAX, 0);
  usual = limit_memory ();
  g_assert_true (gradus_run_change (run, edited, NULL));
  g_assert_true (gradus_experiment_equal (gradus_run_get_experiment (run), edited));
  g_assert_true (gradus_data_spec_equal (gradus_run_get_data (run), &before->data));
  while (failure.n == 0)
    g_main_context_iteration (NULL, TRUE);
  setrlimit (RLIMIT_DATA, &usual);
  g_assert_nonnull (strstr (failure.sentence, "memory"));
  g_assert_true (gradus_experiment_equal (gradus_run_get_experiment (run), before));
  g_assert_cmpuint (gradus_run_get_dataset (run)->n_samples, ==, 2);
  settle (run);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->n_samples, ==, 2);
  g_free (failure.sentence);
}

/* Trains until a rate is known, pauses, and goes on after a while: that it stood still is not held
 * against it. */
static void
test_rate (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  g_autoptr (GradusRun) run = NULL;

  experiment->steps = GRADUS_MAX_STEPS;
  run = gradus_run_new (experiment, NULL);
  gradus_run_play (run);
  while (gradus_run_get_rate (run) == 0) {
    gradus_run_refresh (run);
    g_usleep (1000);
  }
  gradus_run_pause (run);
  settle (run);
  g_assert_true (gradus_run_get_rate (run) == 0);
  g_usleep (G_USEC_PER_SEC);
  gradus_run_play (run);
  do {
    g_usleep (1000);
    gradus_run_refresh (run);
  } while (gradus_run_get_snapshot (run)->state != GRADUS_RUN_TRAINING);
  g_assert_true (gradus_run_get_rate (run) == 0);
}

static void
test_playing (void)
{
  g_autoptr (GradusRun) run = make_run ("xor");

  gradus_run_play (run);
  g_assert_true (gradus_run_is_playing (run));
  settle (run);
  g_assert_false (gradus_run_is_playing (run));
  g_assert_cmpuint (gradus_run_get_snapshot (run)->state, ==, GRADUS_RUN_FINISHED);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->metrics.step, ==, 200000);
  gradus_run_step (run);
  settle (run);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->metrics.step, ==, 200001);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->state, ==, GRADUS_RUN_PAUSED);
  gradus_run_play (run);
  settle (run);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->metrics.step, ==, 400000);
  gradus_run_reset (run);
  settle (run);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->metrics.step, ==, 0);
  g_assert_cmpuint (gradus_run_get_series (run)->n_points, ==, 1);
}

static void
test_grid (void)
{
  g_autoptr (GradusRun) run = make_run ("xor");

  settle (run);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->grid_size, ==, 0);
  look_at_grid (run, 40);
  settle (run);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->grid_size, ==, 40);
}

/* Every request wakes who shows the run; a smaller grid is none. */
static void
test_unsettling (void)
{
  g_autoptr (GradusRun) run = make_run ("xor");
  guint emissions = 0;

  g_signal_connect_swapped (run, "unsettled", G_CALLBACK (count), &emissions);
  gradus_run_play (run);
  gradus_run_pause (run);
  gradus_run_step (run);
  gradus_run_reset (run);
  gradus_run_set_speed (run, 5);
  gradus_run_change (run, gradus_run_get_experiment (run), NULL);
  look_at_grid (run, 20);
  g_assert_cmpuint (emissions, ==, 7);
  settle (run);
  look_at_grid (run, 0);
  g_assert_cmpuint (emissions, ==, 7);
  g_assert_true (gradus_run_is_settled (run));
}

/* Play straight after the reset of a diverged run is not lost. */
static void
test_after_divergence (void)
{
  g_autoptr (GradusExperiment) experiment = make_diverging_experiment ();
  g_autoptr (GradusRun) run = NULL;

  run = gradus_run_new (experiment, NULL);
  gradus_run_play (run);
  settle (run);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->state, ==, GRADUS_RUN_DIVERGED);
  gradus_run_play (run);
  settle (run);
  g_assert_false (gradus_run_is_playing (run));
  experiment->optimiser.learning_rate = 0.01;
  experiment->steps = 100;
  gradus_run_change (run, experiment, NULL);
  gradus_run_reset (run);
  gradus_run_play (run);
  settle (run);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->state, ==, GRADUS_RUN_FINISHED);
}

static void
test_change (void)
{
  g_autoptr (GradusRun) run = make_run ("xor-deep-sigmoid");
  g_autoptr (GradusExperiment) edited = gradus_experiment_copy (gradus_run_get_experiment (run));

  gradus_run_play (run);
  settle (run);
  for (guint i = 0; i < 10; i++)
    gradus_experiment_get_layer (edited, i)->activation =
        gradus_activation_make (GRADUS_ACTIVATION_TANH);
  gradus_run_change (run, edited, NULL);
  g_assert_true (gradus_experiment_equal (gradus_run_get_experiment (run), edited));
  gradus_run_play (run);
  settle (run);
  g_assert_cmpfloat (gradus_run_get_snapshot (run)->metrics.cost, <, 0.01);
}

static void
test_leaving_while_training (void)
{
  for (guint i = 0; i < 20; i++) {
    g_autoptr (GradusRun) run = make_run ("xor-deep-relu");

    look_at_grid (run, 32);
    gradus_run_play (run);
    gradus_run_refresh (run);
    g_usleep (i * 100);
    gradus_run_refresh (run);
  }
}

void
add_run_tests (void)
{
  g_test_add_func ("/run/settling", test_settling);
  g_test_add_func ("/run/playing", test_playing);
  g_test_add_func ("/run/rate", test_rate);
  g_test_add_func ("/run/painting", test_painting);
  g_test_add_func ("/run/refused-data", test_refused_data);
  g_test_add_func ("/run/grid", test_grid);
  g_test_add_func ("/run/unsettling", test_unsettling);
  g_test_add_func ("/run/after-divergence", test_after_divergence);
  g_test_add_func ("/run/change", test_change);
  g_test_add_func ("/run/leaving-while-training", test_leaving_while_training);
}
