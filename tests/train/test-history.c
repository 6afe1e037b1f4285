/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <math.h>
#include <string.h>

#include "train/history.h"

#define N_LAYERS 3

static GradusMetrics
make_metrics (guint64 step, double cost, float *norms)
{
  for (guint i = 0; i < N_LAYERS; i++)
    norms[i] = (float) step + (float) i;
  return (GradusMetrics){ step,  cost, 0.5,  cost + 1, 0.25,
                          norms, 0.25, 0.125, 0.0625,   (double) step };
}

/* What a trainer does: offers every step, adds what is wanted. */
static void
feed (GradusHistory *history, guint64 from, guint64 to, guint64 spike)
{
  float norms[N_LAYERS];

  for (guint64 step = from; step < to; step++) {
    GradusMetrics metrics =
        make_metrics (step, step == spike ? 99 : 1.0 / (double) (step + 1), norms);

    if (gradus_history_wants (history, step))
      gradus_history_add (history, &metrics, metrics.gradient_norms);
  }
}

static void
check_order (const GradusSeries *series)
{
  for (guint i = 1; i < series->n_points; i++)
    g_assert_cmpuint (series->steps[i - 1], <, series->steps[i]);
  for (guint i = 0; i < series->n_points; i++)
    g_assert_true (series->values[i * N_LAYERS + 2] == (float) series->steps[i] + 2);
  for (guint i = 0; i < series->n_points; i++) {
    g_assert_true (series->undecided_right[i] == 0.25 && series->undecided_wrong[i] == 0.125);
    g_assert_true (series->test_undecided_right[i] == 0.0625);
    g_assert_true (series->test_undecided_wrong[i] == (double) series->steps[i]);
  }
}

static void
test_bounds (void)
{
  g_autoptr (GradusHistory) history = gradus_history_new (N_LAYERS, GRADUS_HISTORY_CAPACITY);
  g_auto (GradusSeries) series = { 0 };
  const guint64 n = 3000000;

  feed (history, 0, n, 1000);
  gradus_history_read (history, &series);
  g_assert_cmpuint (series.n_points, <=, GRADUS_HISTORY_CAPACITY);
  g_assert_cmpuint (series.n_points, >=, GRADUS_HISTORY_CAPACITY / 2);
  g_assert_cmpuint (series.steps[0], ==, 0);
  g_assert_cmpuint (n - series.steps[series.n_points - 1], <=, 2 * n / GRADUS_HISTORY_CAPACITY);
  /* Spread over the whole run, not crowded at its end. */
  g_assert_cmpuint (series.steps[series.n_points / 2], >, n / 4);
  g_assert_cmpuint (series.steps[series.n_points / 2], <, 3 * n / 4);
  check_order (&series);
}

/* On a logarithmic axis the beginning is as dense as the end, in a small history, too. */
static void
test_octaves (void)
{
  const guint capacities[] = { GRADUS_HISTORY_CAPACITY, GRADUS_LAYER_HISTORY_CAPACITY };

  for (guint i = 0; i < G_N_ELEMENTS (capacities); i++) {
    g_autoptr (GradusHistory) history = gradus_history_new (N_LAYERS, capacities[i]);
    g_auto (GradusSeries) series = { 0 };
    guint n[18] = { 0 };

    feed (history, 0, 1 << 18, 1000);
    gradus_history_read (history, &series);
    for (guint k = 1; k < series.n_points; k++)
      n[g_bit_storage (series.steps[k]) - 1]++;
    for (guint octave = 0; octave < 18; octave++)
      g_assert_cmpuint (n[octave], >=, MIN (1u << octave, MAX (capacities[i] / 64, 8)) * 3 / 4);
    check_order (&series);
  }
}

/* A spike that was measured once survives all thinning, with its neighbours' lows. */
static void
test_extremes (void)
{
  g_autoptr (GradusHistory) history = gradus_history_new (N_LAYERS, GRADUS_HISTORY_CAPACITY);
  g_auto (GradusSeries) series = { 0 };
  gboolean found = FALSE;

  feed (history, 0, 500000, 1001);
  gradus_history_read (history, &series);
  for (guint i = 0; i < series.n_points; i++)
    found = found || (series.steps[i] == 1001 && series.costs[i] == 99);
  g_assert_true (found);
}

/* Rare measurements of the test data do not get lost among those without: as many remain of them as
 * of all, however they lie. */
static void
test_rare_tests (void)
{
  g_autoptr (GradusHistory) history = gradus_history_new (N_LAYERS, GRADUS_HISTORY_CAPACITY);
  g_auto (GradusSeries) series = { 0 };
  float norms[N_LAYERS];
  guint n_tests = 0;

  for (guint64 step = 0; step < 200000; step++) {
    GradusMetrics metrics = make_metrics (step, sin ((double) step * 0.7), norms);

    if (step % 4096 != 0)
      metrics.test_cost = metrics.test_accuracy = NAN;
    if (gradus_history_wants (history, step))
      gradus_history_add (history, &metrics, metrics.gradient_norms);
  }
  gradus_history_read (history, &series);
  for (guint i = 0; i < series.n_points; i++)
    n_tests += isfinite (series.test_costs[i]);
  g_assert_cmpuint (n_tests, ==, 1 + 200000 / 4096);
  g_assert_cmpuint (series.n_points, <=, GRADUS_HISTORY_CAPACITY);
}

/* A reader that comes often and copies only news ends with what one sees who comes once. */
static void
test_reading_on (void)
{
  g_autoptr (GradusHistory) history = gradus_history_new (N_LAYERS, GRADUS_HISTORY_CAPACITY);
  g_auto (GradusSeries) often = { 0 };
  g_auto (GradusSeries) once = { 0 };
  float norms[N_LAYERS];

  for (guint64 step = 0; step < 50000; step += 777) {
    GradusMetrics last = make_metrics (step + 777, 0.25, norms);

    feed (history, step, step + 777, 0);
    gradus_history_set_last (history, &last, last.gradient_norms);
    g_assert_true (gradus_history_read (history, &often));
    g_assert_false (gradus_history_read (history, &often));
    g_assert_cmpuint (often.steps[often.n_points - 1], ==, step + 777);
  }
  gradus_history_read (history, &once);
  g_assert_cmpmem (often.steps, often.n_points * 8, once.steps, once.n_points * 8);
  g_assert_cmpmem (often.costs, often.n_points * 8, once.costs, once.n_points * 8);
  g_assert_cmpmem (often.values, often.n_points * 4 * N_LAYERS, once.values,
                   once.n_points * 4 * N_LAYERS);
  check_order (&once);
}

static void
test_clear (void)
{
  g_autoptr (GradusHistory) history = gradus_history_new (N_LAYERS, GRADUS_HISTORY_CAPACITY);
  g_auto (GradusSeries) series = { 0 };

  feed (history, 0, 10000, 0);
  gradus_history_read (history, &series);
  gradus_history_clear (history);
  g_assert_true (gradus_history_read (history, &series));
  g_assert_cmpuint (series.n_points, ==, 0);
  g_assert_true (gradus_history_wants (history, 1));
  feed (history, 0, 3, 0);
  gradus_history_read (history, &series);
  g_assert_cmpuint (series.n_points, ==, 3);
}

/* A last measurement older than the points, or as old, is none. */
static void
test_stale_last (void)
{
  g_autoptr (GradusHistory) history = gradus_history_new (N_LAYERS, GRADUS_HISTORY_CAPACITY);
  g_auto (GradusSeries) series = { 0 };
  float norms[N_LAYERS];
  GradusMetrics last = make_metrics (9, 1, norms);

  feed (history, 0, 10, 0);
  gradus_history_set_last (history, &last, last.gradient_norms);
  gradus_history_read (history, &series);
  g_assert_cmpuint (series.n_points, ==, 10);
}

void
add_history_tests (void)
{
  g_test_add_func ("/history/bounds", test_bounds);
  g_test_add_func ("/history/octaves", test_octaves);
  g_test_add_func ("/history/extremes", test_extremes);
  g_test_add_func ("/history/rare-tests", test_rare_tests);
  g_test_add_func ("/history/reading-on", test_reading_on);
  g_test_add_func ("/history/clear", test_clear);
  g_test_add_func ("/history/stale-last", test_stale_last);
}
