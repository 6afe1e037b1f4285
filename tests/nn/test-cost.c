/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "nn/cost.h"
#include "nn/kernels/kernels.h"
#include "tests.h"

static double
value (GradusCost cost, guint units, guint stride, guint n_samples, const float *z,
       const float *outputs, const float *targets)
{
  return gradus_cost_sum (cost, units, stride, n_samples, z, outputs, targets) / n_samples;
}

static double
accuracy (GradusCost cost, guint units, guint stride, guint n_samples, const float *outputs,
          const float *targets)
{
  return (double) gradus_cost_count_right (cost, units, stride, n_samples, outputs, targets) /
         n_samples;
}

static void
test_binary_cross_entropy (void)
{
  _Alignas(64) const float z[4] = { 0, 2, -3, 0.5f }, y[4] = { 1, 0, 0, 1 };
  float a[4];
  double wanted = 0;

  for (guint i = 0; i < 4; i++) {
    double p = 1 / (1 + exp (-(double) z[i]));

    a[i] = (float) p;
    wanted -= ((double) y[i] * log (p) + (1 - (double) y[i]) * log (1 - p)) / 4;
  }
  g_assert_cmpfloat_with_epsilon (value (GRADUS_COST_BINARY_CROSS_ENTROPY, 1, 4, 4, z, a, y),
                                  wanted, 1e-7 * wanted);
}

/* Where the output rounds to 0 or 1 the logit still tells. */
static void
test_cross_entropy_stays_finite (void)
{
  _Alignas(64) const float z[4] = { 200, -200, 1000, -1000 }, a[4] = { 1, 0, 1, 0 },
                           wrong[4] = { 0, 1, 0, 1 }, right[4] = { 1, 0, 1, 0 };

  g_assert_cmpfloat_with_epsilon (value (GRADUS_COST_BINARY_CROSS_ENTROPY, 1, 4, 4, z, a, wrong),
                                  600, 1e-9);
  g_assert_cmpfloat (value (GRADUS_COST_BINARY_CROSS_ENTROPY, 1, 4, 4, z, a, right), <, 1e-40);
}

/* Three classes, two samples, and logits that overflow an exponential. */
static void
test_cross_entropy (void)
{
  _Alignas(64) const float z[12] = { 1, 900, 0, 0, 2, -900, 0, 0, 3, 0, 0, 0 },
                           y[12] = { 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0 };
  const double wanted = log (exp (1) + exp (2) + exp (3)) - 2 + 1800;

  g_assert_cmpfloat_with_epsilon (gradus_cost_sum (GRADUS_COST_CROSS_ENTROPY, 3, 4, 2, z, NULL, y),
                                  wanted, 1e-7 * wanted);
  g_assert_cmpuint (gradus_cost_count_right (GRADUS_COST_CROSS_ENTROPY, 3, 4, 2, z, y), ==, 0);
  g_assert_cmpuint (gradus_cost_count_right (GRADUS_COST_CROSS_ENTROPY, 3, 4, 2, y, y), ==, 2);
}

/* What differs from ½, or from the next class, by no more than rounding is no answer. */
static void
test_undecided (void)
{
  const float single[8] = { 0.5f, 0.4999999f, 0.500009f, 0.49998f, 0.50002f, 1, 0, NAN };
  /* Four samples of three classes: two at the top, a clear one, all alike, not a number. */
  const float classes[12] = { 0.45f,    0.2f, 1 / 3.0f,  NAN,  0.1f,     0.3f,
                              1 / 3.0f, 0.4f, 0.450004f, 0.5f, 1 / 3.0f, 0.6f };

  const float ones[8] = { 1, 1, 1, 1, 1, 1, 1, 1 };
  const float firsts[12] = { 1, 1, 1, 1 };
  guint n_right;

  g_assert_cmpuint (gradus_cost_count_undecided (GRADUS_COST_BINARY_CROSS_ENTROPY, 1, 8, 8, single,
                                                 ones, &n_right),
                    ==, 3);
  g_assert_cmpuint (n_right, ==, 1); /* that above ½ */
  g_assert_cmpuint (gradus_cost_count_undecided (GRADUS_COST_BINARY_CROSS_ENTROPY, 1, 8, 2, single,
                                                 ones, &n_right),
                    ==, 2);
  g_assert_cmpuint (n_right, ==, 0);
  g_assert_cmpuint (
      gradus_cost_count_undecided (GRADUS_COST_CROSS_ENTROPY, 3, 4, 4, classes, firsts, &n_right),
      ==, 2);
  g_assert_cmpuint (n_right, ==,
                    1); /* where all are alike the first counts; else the third leads */
  g_assert_true (gradus_cost_is_undecided (3, 4, classes));
  g_assert_false (gradus_cost_is_undecided (3, 4, classes + 1));
  g_assert_true (gradus_cost_is_undecided (3, 4, classes + 2));
  g_assert_false (gradus_cost_is_undecided (3, 4, classes + 3));
}

/* Many samples are counted as each alone is. */
static void
test_many (void)
{
  enum {
    N = 43,
    STRIDE = 48
  };
  float outputs[3 * STRIDE], targets[3 * STRIDE] = { 0 };
  guint n_right = 0, n_undecided = 0, n_undecided_right = 0, found, right;

  for (guint i = 0; i < 3 * STRIDE; i++)
    outputs[i] = (float) ((double) (i * 29 % 31) / 31);
  outputs[5] = outputs[STRIDE + 5] = 2;
  outputs[2 * STRIDE + 20] = outputs[20] = 3;
  outputs[33] = NAN;
  outputs[STRIDE + 34] = INFINITY;
  for (guint i = 0; i < N; i++) {
    targets[i % 3 * STRIDE + i] = 1;
    n_right +=
        gradus_cost_count_right (GRADUS_COST_CROSS_ENTROPY, 3, STRIDE, 1, outputs + i, targets + i);
    n_undecided += gradus_cost_count_undecided (GRADUS_COST_CROSS_ENTROPY, 3, STRIDE, 1,
                                                outputs + i, targets + i, &right);
    n_undecided_right += right;
  }
  g_assert_cmpuint (n_right, >, 5);
  g_assert_cmpuint (n_undecided, ==, 2);
  g_assert_cmpuint (
      gradus_cost_count_right (GRADUS_COST_CROSS_ENTROPY, 3, STRIDE, N, outputs, targets), ==,
      n_right);
  found = gradus_cost_count_undecided (GRADUS_COST_CROSS_ENTROPY, 3, STRIDE, N, outputs, targets,
                                       &right);
  g_assert_cmpuint (found, ==, n_undecided);
  g_assert_cmpuint (right, ==, n_undecided_right);
}

/* The cost of a softmax's sample in double precision. */
static double
find_cross_entropy (guint units, guint stride, const float *z, const float *y)
{
  double most = -INFINITY, others = 0, lead = 0;
  guint largest = 0;

  for (guint unit = 0; unit < units; unit++) {
    if ((double) z[unit * stride] > most) {
      most = (double) z[unit * stride];
      largest = unit;
    }
  }
  for (guint unit = 0; unit < units; unit++) {
    others += unit == largest ? 0 : exp ((double) z[unit * stride] - most);
    lead += (double) y[unit * stride] * ((double) z[unit * stride] - most);
  }
  return log1p (others) - lead;
}

static double
find_binary_cross_entropy (guint units, guint stride, const float *z, const float *y)
{
  double cost = 0;

  for (guint unit = 0; unit < units; unit++) {
    const double logit = (double) z[unit * stride];

    cost += fmax (logit, 0) - logit * (double) y[unit * stride] + log1p (exp (-fabs (logit)));
  }
  return cost / units;
}

/* Batches of all widths, logits from sure to unsure, several of them the largest. */
static void
test_widths (void)
{
  enum {
    UNITS = 5,
    MOST = 160
  };
  _Alignas(64) static float z[UNITS * MOST], y[UNITS * MOST];

  for (guint n = 1; n <= 150; n++) {
    const guint stride = gradus_kernels_stride (n);
    double binary = 0, several = 0;

    for (guint i = 0; i < UNITS * stride; i++)
      z[i] = (float) ((int) (i * 37 % 101) - 50) / (float) (1 + i % 7);
    memset (y, 0, sizeof y);
    for (guint i = 0; i < n; i++) {
      z[3 * stride + i] = i % 3 ? z[3 * stride + i] : z[i];
      y[i % UNITS * stride + i] = 1;
      binary += find_binary_cross_entropy (UNITS, stride, z + i, y + i);
      several += find_cross_entropy (UNITS, stride, z + i, y + i);
    }
    g_assert_cmpfloat_with_epsilon (
        gradus_cost_sum (GRADUS_COST_BINARY_CROSS_ENTROPY, UNITS, stride, n, z, NULL, y), binary,
        4e-7 * binary);
    g_assert_cmpfloat_with_epsilon (
        gradus_cost_sum (GRADUS_COST_CROSS_ENTROPY, UNITS, stride, n, z, NULL, y), several,
        4e-7 * several);
  }
}

/* A cost far below what rounding leaves of 1 keeps its digits; what is not a number costs none. */
static void
test_sure_and_lost (void)
{
  _Alignas(64) const float sure[8] = { 40, 0, 0, 0, 0, 0, 0, 0 }, y[8] = { 1, 1, 1, 1 },
                           lost[8] = { 0, 0, 0, 0, NAN, 0, 0, 0 },
                           none[8] = { 0, 0, 0, 0, -INFINITY, 0, 0, 0 };

  g_assert_cmpfloat_with_epsilon (
      gradus_cost_sum (GRADUS_COST_CROSS_ENTROPY, 2, 4, 1, sure, NULL, y), exp (-40),
      1e-6 * exp (-40));
  g_assert_cmpfloat_with_epsilon (
      gradus_cost_sum (GRADUS_COST_BINARY_CROSS_ENTROPY, 1, 4, 1, sure, NULL, y), exp (-40),
      1e-6 * exp (-40));
  g_assert_true (isnan (gradus_cost_sum (GRADUS_COST_CROSS_ENTROPY, 2, 4, 1, lost, NULL, y)));
  g_assert_true (
      isnan (gradus_cost_sum (GRADUS_COST_BINARY_CROSS_ENTROPY, 1, 4, 1, lost + 4, NULL, y)));
  g_assert_cmpfloat (gradus_cost_sum (GRADUS_COST_CROSS_ENTROPY, 2, 4, 1, none, NULL, y), ==, 0);
}

static void
test_squared_error (void)
{
  /* Two units, three samples; the fourth lane holds none. */
  const float a[8] = { 1, 2, 3, 99, 0, 0, 1, 99 }, y[8] = { 1, 0, 3, 0, 1, 0, 0, 0 };

  g_assert_cmpfloat_with_epsilon (value (GRADUS_COST_MEAN_SQUARED_ERROR, 2, 4, 3, NULL, a, y), 1.0,
                                  1e-12);
}

static void
test_accuracy (void)
{
  const float a[8] = { 0.9f, 0.2f, 0.5f, 0.7f, 0.1f, 0.8f, 0.2f, 0 },
              y[8] = { 1, 0, 0, 0, 0, 0, 1, 0 };

  /* 0.5 itself is the lower class, as in the lecture's "> 0.5". */
  g_assert_cmpfloat_with_epsilon (accuracy (GRADUS_COST_BINARY_CROSS_ENTROPY, 1, 4, 4, a, y), 0.75,
                                  1e-12);
  /* With two units both have to be right. */
  g_assert_cmpfloat_with_epsilon (accuracy (GRADUS_COST_BINARY_CROSS_ENTROPY, 2, 4, 4, a, y), 0.25,
                                  1e-12);
}

static void
test_fit (void)
{
  g_assert_true (gradus_cost_fits (GRADUS_COST_BINARY_CROSS_ENTROPY, GRADUS_ACTIVATION_SIGMOID));
  g_assert_false (gradus_cost_fits (GRADUS_COST_BINARY_CROSS_ENTROPY, GRADUS_ACTIVATION_RELU));
  g_assert_true (gradus_cost_fits (GRADUS_COST_CROSS_ENTROPY, GRADUS_ACTIVATION_SOFTMAX));
  g_assert_false (gradus_cost_fits (GRADUS_COST_CROSS_ENTROPY, GRADUS_ACTIVATION_SIGMOID));
  g_assert_true (gradus_cost_fits (GRADUS_COST_MEAN_SQUARED_ERROR, GRADUS_ACTIVATION_RELU));
}

void
add_cost_tests (void)
{
  g_test_add_func ("/cost/binary-cross-entropy", test_binary_cross_entropy);
  g_test_add_func ("/cost/binary-cross-entropy-stays-finite", test_cross_entropy_stays_finite);
  g_test_add_func ("/cost/cross-entropy", test_cross_entropy);
  g_test_add_func ("/cost/widths", test_widths);
  g_test_add_func ("/cost/sure-and-lost", test_sure_and_lost);
  g_test_add_func ("/cost/undecided", test_undecided);
  g_test_add_func ("/cost/many", test_many);
  g_test_add_func ("/cost/squared-error", test_squared_error);
  g_test_add_func ("/cost/accuracy", test_accuracy);
  g_test_add_func ("/cost/fit", test_fit);
}
