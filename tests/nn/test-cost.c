/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "nn/cost.h"

static void
test_cross_entropy (void)
{
  const float z[4] = { 0, 2, -3, 0.5f }, y[4] = { 1, 0, 0, 1 };
  float a[4];
  double wanted = 0;

  for (guint i = 0; i < 4; i++) {
    double p = 1 / (1 + exp (-(double) z[i]));

    a[i] = (float) p;
    wanted -= ((double) y[i] * log (p) + (1 - (double) y[i]) * log (1 - p)) / 4;
  }
  g_assert_cmpfloat_with_epsilon (gradus_cost_value (GRADUS_COST_BINARY_CROSS_ENTROPY, 1, 4, 4, z, a, y),
                                  wanted, 1e-12);
}

/* Where the output rounds to 0 or 1 the logit still tells. */
static void
test_cross_entropy_stays_finite (void)
{
  const float z[4] = { 200, -200, 1000, -1000 }, a[4] = { 1, 0, 1, 0 }, wrong[4] = { 0, 1, 0, 1 },
              right[4] = { 1, 0, 1, 0 };

  g_assert_cmpfloat_with_epsilon (gradus_cost_value (GRADUS_COST_BINARY_CROSS_ENTROPY, 1, 4, 4, z, a, wrong),
                                  600, 1e-9);
  g_assert_cmpfloat (gradus_cost_value (GRADUS_COST_BINARY_CROSS_ENTROPY, 1, 4, 4, z, a, right), <, 1e-80);
}

static void
test_squared_error (void)
{
  /* Two units, three samples; the fourth lane holds none. */
  const float a[8] = { 1, 2, 3, 99, 0, 0, 1, 99 }, y[8] = { 1, 0, 3, 0, 1, 0, 0, 0 };

  g_assert_cmpfloat_with_epsilon (gradus_cost_value (GRADUS_COST_MEAN_SQUARED_ERROR, 2, 4, 3, NULL, a, y),
                                  1.0, 1e-12);
}

static void
test_accuracy (void)
{
  const float a[8] = { 0.9f, 0.2f, 0.5f, 0.7f, 0.1f, 0.8f, 0.2f, 0 }, y[8] = { 1, 0, 0, 0, 0, 0, 1, 0 };

  /* 0.5 itself is the lower class, as in the lecture's "> 0.5". */
  g_assert_cmpfloat_with_epsilon (gradus_cost_accuracy (1, 4, 4, a, y), 0.75, 1e-12);
  /* With two units both have to be right. */
  g_assert_cmpfloat_with_epsilon (gradus_cost_accuracy (2, 4, 4, a, y), 0.25, 1e-12);
}

static void
test_fit (void)
{
  g_assert_true (gradus_cost_fits (GRADUS_COST_BINARY_CROSS_ENTROPY, GRADUS_ACTIVATION_SIGMOID));
  g_assert_false (gradus_cost_fits (GRADUS_COST_BINARY_CROSS_ENTROPY, GRADUS_ACTIVATION_RELU));
  g_assert_true (gradus_cost_fits (GRADUS_COST_MEAN_SQUARED_ERROR, GRADUS_ACTIVATION_RELU));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cost/cross-entropy", test_cross_entropy);
  g_test_add_func ("/cost/cross-entropy-stays-finite", test_cross_entropy_stays_finite);
  g_test_add_func ("/cost/squared-error", test_squared_error);
  g_test_add_func ("/cost/accuracy", test_accuracy);
  g_test_add_func ("/cost/fit", test_fit);
  return g_test_run ();
}
