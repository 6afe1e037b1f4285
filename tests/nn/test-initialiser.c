/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "nn/initialiser.h"

#define N_INPUTS 300
#define N_OUTPUTS 200

static float weights[N_INPUTS * N_OUTPUTS], biases[N_OUTPUTS];

static double
fill (GradusInitialiser initialiser, double *largest)
{
  GradusRandom random;
  double squares = 0;

  gradus_random_init (&random, 3, 1);
  gradus_initialiser_fill (&initialiser, &random, N_INPUTS, N_OUTPUTS, weights, biases);
  *largest = 0;
  for (guint i = 0; i < G_N_ELEMENTS (weights); i++) {
    squares += (double) weights[i] * (double) weights[i];
    *largest = MAX (*largest, fabs ((double) weights[i]));
  }
  return squares / G_N_ELEMENTS (weights);
}

/* Variance and bounds, from the papers. */
static void
test_variance (void)
{
  const struct {
    GradusInitialiserKind kind;
    double variance, limit;
  } cases[] = {
    { GRADUS_INITIALISER_ZEROS, 0, 0 },
    { GRADUS_INITIALISER_UNIFORM, 1.0 / 3, 1 },
    { GRADUS_INITIALISER_XAVIER_UNIFORM, 2.0 / 500, sqrt (6.0 / 500) },
    { GRADUS_INITIALISER_XAVIER_NORMAL, 2.0 / 500, INFINITY },
    { GRADUS_INITIALISER_HE_UNIFORM, 2.0 / 300, sqrt (6.0 / 300) },
    { GRADUS_INITIALISER_HE_NORMAL, 2.0 / 300, INFINITY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    double largest, variance = fill (gradus_initialiser_make (cases[i].kind), &largest);

    g_assert_cmpfloat_with_epsilon (variance, cases[i].variance, 0.02 * cases[i].variance + 1e-12);
    g_assert_cmpfloat (largest, <=, cases[i].limit * (1 + 1e-6));
  }
}

static void
test_range_and_bias (void)
{
  GradusInitialiser initialiser = gradus_initialiser_make (GRADUS_INITIALISER_UNIFORM);
  double largest;

  g_assert_true (initialiser.range == 1 && initialiser.bias == 0);
  initialiser.range = 0.25f;
  initialiser.bias = 0.5f;
  fill (initialiser, &largest);
  g_assert_cmpfloat (largest, <=, 0.25);
  g_assert_cmpfloat (largest, >, 0.24);
  for (guint i = 0; i < N_OUTPUTS; i++)
    g_assert_true (biases[i] == 0.5f);
}

static void
test_names (void)
{
  guint kind = 0;

  for (guint i = 0; i < GRADUS_N_INITIALISERS; i++) {
    g_assert_true (gradus_names_find (gradus_initialiser_names, gradus_initialiser_names[i], &kind));
    g_assert_cmpuint (kind, ==, i);
  }
  g_assert_false (gradus_names_find (gradus_initialiser_names, "zero", &kind));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/initialiser/variance", test_variance);
  g_test_add_func ("/initialiser/range-and-bias", test_range_and_bias);
  g_test_add_func ("/initialiser/names", test_names);
  return g_test_run ();
}
