/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "nn/activation.h"
#include "nn/kernels/kernels.h"
#include "tests.h"

/* What double precision says. */
static void
compute (GradusActivation activation, double z, double *a, double *slope)
{
  const double scale = 1.0507009873554805, selu_alpha = 1.6732632423543772;
  double alpha = (double) activation.alpha, e = exp (-fabs (z));

  switch (activation.kind) {
  case GRADUS_ACTIVATION_LINEAR:
    *a = z, *slope = 1;
    break;
  case GRADUS_ACTIVATION_SIGMOID:
    *a = 1 / (1 + exp (-z)), *slope = e / ((1 + e) * (1 + e));
    break;
  case GRADUS_ACTIVATION_TANH:
    *a = tanh (z), *slope = 1 / (cosh (z) * cosh (z));
    break;
  case GRADUS_ACTIVATION_RELU:
    *a = MAX (z, 0), *slope = z > 0;
    break;
  case GRADUS_ACTIVATION_LEAKY_RELU:
    *a = z > 0 ? z : alpha * z, *slope = z > 0 ? 1 : alpha;
    break;
  case GRADUS_ACTIVATION_ELU:
    *a = z > 0 ? z : alpha * expm1 (z), *slope = z > 0 ? 1 : alpha * exp (z);
    break;
  case GRADUS_ACTIVATION_SELU:
    *a = scale * (z > 0 ? z : selu_alpha * expm1 (z)),
    *slope = scale * (z > 0 ? 1 : selu_alpha * exp (z));
    break;
  case GRADUS_ACTIVATION_SOFTPLUS:
    *a = MAX (z, 0) + log1p (e), *slope = 1 / (1 + exp (-z));
    break;
  case GRADUS_ACTIVATION_GELU:
    *a = z < -1e3 ? 0 : z * erfc (-z / M_SQRT2) / 2;
    *slope =
        fabs (z) > 1e3 ? z > 0 : erfc (-z / M_SQRT2) / 2 + z * exp (-z * z / 2) / sqrt (2 * G_PI);
    break;
  case GRADUS_ACTIVATION_SWISH:
    *a = z < -1e3 ? 0 : z / (1 + exp (-z));
    *slope = fabs (z) > 1e3 ? z > 0 : 1 / (1 + exp (-z)) + z * e / ((1 + e) * (1 + e));
    break;
  case GRADUS_ACTIVATION_MAXOUT:
  case GRADUS_ACTIVATION_SOFTMAX:
    g_assert_not_reached ();
  }
}

/* Relative for normal numbers, absolute (against the smallest of them) below. */
static double
error_of (float got, double wanted)
{
  if (fabs (wanted) > 3e38)
    return isinf (got) || fabs ((double) got) > 3e38 ? 0 : 1;
  return fabs ((double) got - wanted) / MAX (fabs (wanted), 1.2e-38);
}

/* Every 4,099th float of all that there are, finite ones. */
static void
check_whole_range (const GradusKernels *kernels, GradusActivation activation)
{
  const GradusBlock block = { 1, 1024, 1024 };
  /* 2 units in the last place of a float32 are 2.4e-7. The slopes of ELU and SELU are a + alpha,
   * and those of GELU and swish cross 0, so their rounding is absolute. */
  const gboolean is_composed =
      activation.kind == GRADUS_ACTIVATION_GELU || activation.kind == GRADUS_ACTIVATION_SWISH;
  const gboolean is_absolute = is_composed || activation.kind == GRADUS_ACTIVATION_ELU ||
                               activation.kind == GRADUS_ACTIVATION_SELU;
  const double a_bound = activation.kind == GRADUS_ACTIVATION_GELU ? 4.8e-7 : 2.4e-7,
               slope_bound = 6e-7;
  double worst_a = 0, worst_slope = 0;
  static float z[1024] __attribute__ ((aligned (64))), a[1024] __attribute__ ((aligned (64))),
      slopes[1024] __attribute__ ((aligned (64)));
  guint n = 0;

  for (guint64 bits = 0; bits < G_GUINT64_CONSTANT (1) << 32; bits += 4099) {
    union {
      guint32 bits;
      float value;
    } number = { (guint32) bits };

    if (isfinite (number.value))
      z[n++] = number.value;
    if (n < G_N_ELEMENTS (z))
      continue;
    kernels->activate (&block, activation, z, a, slopes);
    for (guint i = 0; i < n; i++) {
      double wanted_a = NAN, wanted_slope = NAN;

      compute (activation, (double) z[i], &wanted_a, &wanted_slope);
      worst_a = MAX (worst_a, error_of (a[i], wanted_a));
      worst_slope = MAX (worst_slope, is_absolute ? fabs ((double) slopes[i] - wanted_slope)
                                                  : error_of (slopes[i], wanted_slope));
    }
    n = 0;
  }
  g_test_message ("%s, %s: relative error of a %.2g, of the slope %.2g", kernels->name,
                  gradus_activation_names[activation.kind], worst_a, worst_slope);
  g_assert_cmpfloat (worst_a, <, a_bound);
  g_assert_cmpfloat (worst_slope, <, slope_bound);
}

static void
test_precision (void)
{
  for (const GradusKernels *const *kernels = gradus_kernels_list (); *kernels; kernels++) {
    for (guint kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
      if (gradus_activation_is_elementwise ((GradusActivationKind) kind))
        check_whole_range (*kernels, gradus_activation_make ((GradusActivationKind) kind));
    }
  }
}

static void
test_not_finite (void)
{
  const GradusBlock block = { 1, 16, 16 };
  static float z[16] __attribute__ ((aligned (64))), a[16] __attribute__ ((aligned (64)));

  for (const GradusKernels *const *kernels = gradus_kernels_list (); *kernels; kernels++) {
    for (guint kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
      z[0] = NAN;
      z[1] = INFINITY;
      z[2] = -INFINITY;
      (*kernels)->activate (&block, gradus_activation_make ((GradusActivationKind) kind), z, a,
                            NULL);
      g_assert_true (isnan (a[0]));
      g_assert_false (isnan (a[1]) || isnan (a[2]));
    }
  }
}

static void
test_names (void)
{
  guint kind = 0;

  for (guint i = 0; i < GRADUS_N_ACTIVATIONS; i++) {
    g_assert_true (gradus_names_find (gradus_activation_names, gradus_activation_names[i], &kind));
    g_assert_cmpuint (kind, ==, i);
  }
  g_assert_false (gradus_names_find (gradus_activation_names, "rely", &kind));
  g_assert_true (gradus_activation_make (GRADUS_ACTIVATION_LEAKY_RELU).alpha == 0.1f);
  g_assert_true (gradus_activation_make (GRADUS_ACTIVATION_ELU).alpha == 1.0f);
  g_assert_false (gradus_activation_has_alpha (GRADUS_ACTIVATION_TANH));
}

/* A unit that is a map is dead only where all its numbers are, for every sample. */
static void
test_dead (void)
{
  const GradusActivation relu = gradus_activation_make (GRADUS_ACTIVATION_RELU);
  const float a[] = { 0, 0, 7, /* rows of a stride of 3, of which two are samples */
                      0, 0, 7, 0, 0, 0, 0, 1, 0 };

  g_assert_cmpfloat (gradus_activation_count_dead (relu, 4, 1, 3, 2, a), ==, 0.75);
  g_assert_cmpfloat (gradus_activation_count_dead (relu, 2, 2, 3, 2, a), ==, 0.5);
  g_assert_cmpfloat (gradus_activation_count_dead (relu, 1, 4, 3, 2, a), ==, 0);
}

void
add_activation_tests (void)
{
  g_test_add_func ("/activation/precision", test_precision);
  g_test_add_func ("/activation/not-finite", test_not_finite);
  g_test_add_func ("/activation/names", test_names);
  g_test_add_func ("/activation/dead", test_dead);
}
