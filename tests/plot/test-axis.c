/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "plot/axis.h"

static void
test_linear (void)
{
  GradusAxis axis = gradus_axis_linear (0, 0.6931);

  g_assert_cmpfloat_with_epsilon (axis.high, 0.8, 1e-12);
  g_assert_cmpfloat (gradus_axis_linear (0, 199999).high, ==, 200000);
  g_assert_cmpfloat (gradus_axis_linear (0, 200000).high, ==, 200000);
  g_assert_cmpfloat (gradus_axis_linear (0, 200001).high, ==, 250000);
  g_assert_cmpfloat (gradus_axis_linear (-3, 10).low, ==, -3);
  g_assert_cmpfloat_with_epsilon (gradus_axis_map (&axis, 0.2), 0.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (gradus_axis_unmap (&axis, 0.25), 0.2, 1e-12);
}

/* Nothing to go by still gives an axis. */
static void
test_degenerate (void)
{
  const double values[] = { 0, -1, NAN, INFINITY, -INFINITY };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    for (guint k = 0; k < G_N_ELEMENTS (values); k++) {
      GradusAxis linear = gradus_axis_linear (values[i], values[k]),
                 log = gradus_axis_log (values[i], values[k]);

      g_assert_true (isfinite (linear.low) && isfinite (linear.high) && linear.low < linear.high);
      g_assert_true (log.low > 0 && log.low < log.high && isfinite (log.high));
    }
  }
}

static void
test_log (void)
{
  GradusAxis axis = gradus_axis_log (3e-9, 0.08);

  g_assert_cmpfloat_with_epsilon (log10 (axis.low), -9, 1e-9);
  g_assert_cmpfloat_with_epsilon (log10 (axis.high), -1, 1e-9);
  g_assert_cmpfloat_with_epsilon (gradus_axis_map (&axis, 1e-5), 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (gradus_axis_unmap (&axis, 0.5), 1e-5, 1e-14);
  g_assert_cmpfloat (gradus_axis_map (&axis, 0), ==, 0); /* on the floor */
  g_assert_true (isnan (gradus_axis_map (&axis, NAN)));
}

/* 1-2-5 steps or decades, never more labels than asked for. */
static void
test_ticks (void)
{
  const double highs[] = { 1e-9, 0.03, 1, 7, 250, 200000, 3e6 };

  for (guint i = 0; i < G_N_ELEMENTS (highs); i++) {
    for (guint most = 2; most < 12; most++) {
      GradusAxis axis = gradus_axis_linear (0, highs[i]);
      g_autoptr (GArray) ticks = gradus_axis_get_ticks (&axis, most);
      double step = g_array_index (ticks, GradusTick, 1).value, digit;

      digit = step / pow (10, floor (log10 (step) + 1e-9));
      g_assert_true (fabs (digit - 1) < 1e-6 || fabs (digit - 2) < 1e-6 || fabs (digit - 5) < 1e-6);
      g_assert_cmpuint (ticks->len, <=, most + 1);
      g_assert_cmpuint (ticks->len, >=, 2);
    }
  }
}

/* 1e-12 and 1e6 on one axis: both readable. */
static void
test_log_ticks (void)
{
  GradusAxis axis = gradus_axis_log (1e-12, 1e6);

  for (guint most = 2; most < 20; most++) {
    g_autoptr (GArray) ticks = gradus_axis_get_ticks (&axis, most);
    guint n_labels = 0;

    g_assert_cmpuint (ticks->len, ==, 19);
    for (guint i = 0; i < ticks->len; i++)
      n_labels += g_array_index (ticks, GradusTick, i).label != NULL;
    g_assert_cmpuint (n_labels, >=, 1);
    g_assert_cmpuint (n_labels, <=, most + 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axis/linear", test_linear);
  g_test_add_func ("/axis/degenerate", test_degenerate);
  g_test_add_func ("/axis/log", test_log);
  g_test_add_func ("/axis/ticks", test_ticks);
  g_test_add_func ("/axis/log-ticks", test_log_ticks);
  return g_test_run ();
}
