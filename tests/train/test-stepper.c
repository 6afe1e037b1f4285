/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "diverging.h"
#include "train/builtin.h"
#include "train/stepper.h"

static atomic_bool never;

static GradusStepper *
train (const char *id, guint64 steps)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make (id);
  GradusStepper *stepper = gradus_stepper_new (experiment, NULL);

  gradus_stepper_advance (stepper, steps, &never);
  return stepper;
}

/* The lecture's slides, with the numbers that the program promises. */
static void
test_deep_sigmoid (void)
{
  g_autoptr (GradusStepper) stepper = train ("xor-deep-sigmoid", 200000);
  const GradusMetrics *metrics = gradus_stepper_finish (stepper);

  g_assert_cmpfloat_with_epsilon (metrics->cost, 0.6931, 1e-4);
  g_assert_cmpfloat_with_epsilon (metrics->accuracy, 0.5, 1e-12);
  g_assert_cmpfloat ((double) metrics->gradient_norms[0], <, 1e-6);
}

static void
test_deep_relu (void)
{
  g_autoptr (GradusStepper) stepper = train ("xor-deep-relu", 200000);
  const GradusMetrics *metrics = gradus_stepper_finish (stepper);
  const double targets[] = { 0, 1, 1, 0 };
  guint stride;
  const float *outputs = gradus_stepper_get_outputs (stepper, &stride);

  g_assert_cmpfloat (metrics->cost, <, 1e-5);
  g_assert_cmpfloat_with_epsilon (metrics->accuracy, 1, 1e-12);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon ((double) outputs[i], targets[i], 1e-4);
}

static void
test_solved (void)
{
  const char *const ids[] = { "xor", "xor-wide-deep", "xor-activations" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autoptr (GradusStepper) stepper = train (ids[i], 200000);
    const GradusMetrics *metrics = gradus_stepper_finish (stepper);

    g_assert_cmpfloat_with_epsilon (metrics->accuracy, 1, 1e-12);
    g_assert_cmpfloat (metrics->cost, <, 1e-3);
  }
}

/* The gradients of the first step shrink from the output towards the input: what "vanishing" means. */
static void
test_vanishing (void)
{
  g_autoptr (GradusStepper) stepper = train ("xor-deep-sigmoid", 0);
  const GradusMetrics *metrics = gradus_stepper_measure (stepper);

  g_assert_cmpfloat ((double) metrics->gradient_norms[0], <, 1e-4 * (double) metrics->gradient_norms[10]);
}

/* From the seed to the gradients, against an implementation that shares nothing with this one. */
static void
test_reference (void)
{
  json_t *builtins = json_load_file (GRADUS_REFERENCE_DIR "/builtins.json", 0, NULL), *entry;
  const char *id;

  g_assert_cmpuint (json_object_size (builtins), ==, 5);
  json_object_foreach (builtins, id, entry) {
    g_autoptr (GradusStepper) stepper = train (id, 0);
    const GradusMetrics *metrics = gradus_stepper_measure (stepper);
    json_t *norms = json_object_get (entry, "gradient_norms");
    double cost = json_number_value (json_object_get (entry, "cost"));

    g_assert_cmpfloat_with_epsilon (metrics->cost, cost, 1e-6 * cost);
    g_assert_cmpuint (json_array_size (norms), ==, gradus_stepper_get_n_layers (stepper));
    for (guint i = 0; i < json_array_size (norms); i++) {
      double wanted = json_number_value (json_array_get (norms, i));

      g_assert_cmpfloat_with_epsilon ((double) metrics->gradient_norms[i], wanted, 1e-4 * wanted);
    }
  }
  json_decref (builtins);
}

static void
test_reset (void)
{
  g_autoptr (GradusStepper) stepper = train ("xor-deep-relu", 0);
  double first = gradus_stepper_measure (stepper)->cost;
  double trained;

  gradus_stepper_advance (stepper, 3000, &never);
  trained = gradus_stepper_measure (stepper)->cost;
  gradus_stepper_reset (stepper);
  g_assert_cmpuint (gradus_stepper_get_step (stepper), ==, 0);
  g_assert_cmpfloat (gradus_stepper_measure (stepper)->cost, ==, first);
  gradus_stepper_advance (stepper, 3000, &never);
  g_assert_cmpfloat (gradus_stepper_measure (stepper)->cost, ==, trained);
}

static void
test_divergence (void)
{
  g_autoptr (GradusExperiment) experiment = make_diverging_experiment ();
  g_autoptr (GradusStepper) stepper = NULL;

  stepper = gradus_stepper_new (experiment, NULL);
  g_assert_cmpuint (gradus_stepper_advance (stepper, 100000, &never), <, 100);
  g_assert_true (gradus_stepper_has_diverged (stepper));
  g_assert_false (isfinite (gradus_stepper_finish (stepper)->cost));
  gradus_stepper_reset (stepper);
  g_assert_false (gradus_stepper_has_diverged (stepper));
}

/* A grid is what the network says, and looking at it changes nothing. */
static void
test_grid (void)
{
  g_autoptr (GradusStepper) stepper = train ("xor", 20000);
  GradusPlane plane = gradus_stepper_get_plane (stepper);
  double before = gradus_stepper_measure (stepper)->cost;
  guint size = gradus_stepper_fit_grid (stepper, 30), stride;
  float grid[900];
  const float *outputs;

  g_assert_cmpfloat (plane.x0, ==, -0.5);
  g_assert_cmpfloat (plane.y1, ==, 1.5);
  g_assert_cmpuint (size, ==, 30);
  /* Planes whose first and last cells have the samples at their middles. */
  plane = (GradusPlane){ -0.5 / 29, 1 + 0.5 / 29, -0.5 / 29, 1 + 0.5 / 29 };
  gradus_stepper_fill_grid (stepper, plane, size, grid);
  g_assert_cmpfloat (gradus_stepper_measure (stepper)->cost, ==, before);
  outputs = gradus_stepper_get_outputs (stepper, &stride);
  g_assert_cmpfloat_with_epsilon ((double) grid[29 * 30], (double) outputs[0],
                                  1e-5);                                        /* (0, 0): bottom left */
  g_assert_cmpfloat_with_epsilon ((double) grid[0], (double) outputs[1], 1e-5); /* (0, 1): top left */
  g_assert_cmpfloat_with_epsilon ((double) grid[29 * 30 + 29], (double) outputs[2], 1e-5); /* (1, 0) */
  g_assert_cmpfloat_with_epsilon ((double) grid[29], (double) outputs[3], 1e-5);           /* (1, 1) */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stepper/deep-sigmoid", test_deep_sigmoid);
  g_test_add_func ("/stepper/deep-relu", test_deep_relu);
  g_test_add_func ("/stepper/solved", test_solved);
  g_test_add_func ("/stepper/vanishing", test_vanishing);
  g_test_add_func ("/stepper/reference", test_reference);
  g_test_add_func ("/stepper/reset", test_reset);
  g_test_add_func ("/stepper/divergence", test_divergence);
  g_test_add_func ("/stepper/grid", test_grid);
  return g_test_run ();
}
