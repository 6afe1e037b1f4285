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

/* Step 0 has a place on the logarithmic axis, steps outside what is in sight lie outside, and the
 * way back from a share is the way there. */
static void
test_steps (void)
{
  const GradusAxis whole = gradus_axis_steps (0, 99999, TRUE),
                   part = gradus_axis_steps (400, 600, TRUE),
                   linear = gradus_axis_steps (400, 600, FALSE);

  g_assert_cmpfloat (gradus_axis_map (&whole, 0), ==, 0);
  g_assert_cmpfloat_with_epsilon (gradus_axis_map (&whole, 9), 0.2, 1e-9);
  g_assert_cmpfloat_with_epsilon (gradus_axis_map (&whole, 999), 0.6, 1e-9);
  g_assert_cmpfloat (gradus_axis_map (&part, 300), <, 0);
  g_assert_cmpfloat (gradus_axis_map (&part, 700), >, 1);
  g_assert_cmpfloat_with_epsilon (gradus_axis_map (&linear, 500), 0.5, 1e-9);
  for (double share = 0; share <= 1; share += 0.1) {
    g_assert_cmpfloat_with_epsilon (gradus_axis_map (&whole, gradus_axis_unmap (&whole, share)),
                                    share, 1e-9);
    g_assert_cmpfloat_with_epsilon (gradus_axis_map (&part, gradus_axis_unmap (&part, share)),
                                    share, 1e-9);
  }
}

/* 0, 1, 10, 100 … with what lies between; a part without powers of ten has labels, too. */
static void
test_steps_ticks (void)
{
  static const char *const names[] = { "0", "1", "10", "100", "1k", "10k", "100k" };
  const GradusAxis whole = gradus_axis_steps (0, 200000, TRUE),
                   part = gradus_axis_steps (420, 730, TRUE);
  g_autoptr (GArray) ticks = gradus_axis_get_ticks (&whole, 8),
                     few = gradus_axis_get_ticks (&part, 5);
  guint n_labels = 0, n_minor = 0;

  for (guint i = 0; i < ticks->len; i++) {
    const GradusTick *tick = &g_array_index (ticks, GradusTick, i);

    n_minor += tick->is_minor;
    if (tick->label)
      g_assert_cmpstr (tick->label, ==, names[n_labels++]);
    if (i > 0)
      g_assert_cmpfloat (tick->value, >, tick[-1].value);
  }
  g_assert_cmpuint (n_labels, ==, G_N_ELEMENTS (names));
  g_assert_cmpuint (n_minor, ==, 40); /* 8 in each of 5 decades; 200,000 is the end */
  g_assert_cmpuint (few->len, >=, 3);
  g_assert_nonnull (g_array_index (few, GradusTick, 0).label);
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
    guint n_labels = 0, n_decades = 0;

    for (guint i = 0; i < ticks->len; i++) {
      n_labels += g_array_index (ticks, GradusTick, i).label != NULL;
      n_decades += !g_array_index (ticks, GradusTick, i).is_minor;
    }
    g_assert_cmpuint (n_decades, ==, 19);
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
  g_test_add_func ("/axis/steps", test_steps);
  g_test_add_func ("/axis/steps-ticks", test_steps_ticks);
  g_test_add_func ("/axis/ticks", test_ticks);
  g_test_add_func ("/axis/log-ticks", test_log_ticks);
  return g_test_run ();
}
