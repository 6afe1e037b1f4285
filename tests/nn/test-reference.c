/* SPDX-License-Identifier: MIT */

/* Cost, outputs, gradients and 50 steps of SGD against PyTorch's
 * (tests/reference/make-networks.py). */
#include <jansson.h>
#include <math.h>

#include "nn/network.h"
#include "nn/pass.h"
#include "tests.h"

#define MAX_LAYERS 16

static double
number (json_t *entry, const char *key)
{
  return json_number_value (json_object_get (entry, key));
}

static void
read_numbers (json_t *list, float *into)
{
  for (gsize i = 0; i < json_array_size (list); i++)
    into[i] = (float) json_number_value (json_array_get (list, i));
}

/* Relative to the largest of the list: one that is nearly 0 carries the rounding of its
 * neighbours. */
static void
check_numbers (json_t *list, const float *got, double tolerance)
{
  double largest = 0;

  for (gsize i = 0; i < json_array_size (list); i++)
    largest = MAX (largest, fabs (json_number_value (json_array_get (list, i))));
  for (gsize i = 0; i < json_array_size (list); i++)
    g_assert_cmpfloat_with_epsilon ((double) got[i], json_number_value (json_array_get (list, i)),
                                    tolerance * largest);
}

static guint
read_specs (json_t *entry, GradusLayerSpec *specs)
{
  json_t *units = json_object_get (entry, "units");
  guint n = (guint) json_array_size (units);

  for (guint i = 0; i < n; i++) {
    guint kind;
    const char *name =
        json_string_value (json_object_get (entry, i + 1 == n ? "output" : "hidden"));

    g_assert_true (gradus_names_find (gradus_activation_names, name, &kind));
    specs[i] = gradus_layer_spec_dense ((guint) json_integer_value (json_array_get (units, i)),
                                        (GradusActivationKind) kind, GRADUS_INITIALISER_ZEROS);
  }
  return n;
}

static void
check_parameters (GradusNetwork *network, const GradusPass *gradients, json_t *entry,
                  const char *weights, const char *biases, double tolerance)
{
  for (guint l = 0; l < gradus_network_get_n_layers (network); l++) {
    json_t *w = json_array_get (json_object_get (entry, weights), l);
    const float *got = gradients ? gradus_network_get_gradients (network, gradients, l)
                                 : gradus_network_get_parameters (network, l);

    check_numbers (w, got, tolerance);
    check_numbers (json_array_get (json_object_get (entry, biases), l), got + json_array_size (w),
                   tolerance);
  }
}

static double
get_cost (GradusPass *pass, GradusCost cost)
{
  return gradus_cost_sum (cost, pass->n_outputs, pass->stride, pass->n_samples,
                          gradus_pass_logits (pass), gradus_pass_outputs (pass), pass->targets) /
         pass->n_samples;
}

/* The file has them feature by feature. */
static void
load_samples (GradusPass *pass, json_t *entry)
{
  const guint n = pass->n_samples;
  g_autofree float *x = g_new (float, n * pass->n_inputs), *y = g_new (float, n * pass->n_outputs);

  for (guint i = 0; i < n; i++) {
    for (guint k = 0; k < pass->n_inputs; k++)
      x[i * pass->n_inputs + k] =
          (float) json_number_value (json_array_get (json_object_get (entry, "x"), k * n + i));
    for (guint k = 0; k < pass->n_outputs; k++)
      y[i * pass->n_outputs + k] =
          (float) json_number_value (json_array_get (json_object_get (entry, "y"), k * n + i));
  }
  gradus_pass_load_floats (pass, x, y, NULL);
}

static void
check_case (json_t *entry)
{
  GradusLayerSpec specs[MAX_LAYERS];
  guint n_layers = read_specs (entry, specs);
  const GradusShape input = gradus_shape_make_units ((guint) number (entry, "inputs"));
  g_autoptr (GradusNetwork) network =
      gradus_network_new (specs, n_layers, &input, GRADUS_OPTIMISER_SGD, NULL);
  g_autoptr (GradusPass) pass = gradus_network_new_pass (network, (guint) number (entry, "samples"),
                                                         GRADUS_PASS_GRADIENTS, NULL);
  GradusOptimiser optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_SGD);
  /* Where samples cancel, PyTorch in float32 is off as well; not much more than it is allowed. */
  double tolerance = MAX (5e-6, 3 * number (entry, "single_deviation"));
  GradusUpdate update;
  guint position;
  GradusCost cost;

  g_assert_true (gradus_names_find (
      gradus_cost_names, json_string_value (json_object_get (entry, "cost_name")), &position));
  cost = (GradusCost) position;
  optimiser.learning_rate = number (entry, "rate");
  update = gradus_optimiser_prepare (&optimiser, 0, 0);
  gradus_pass_set_samples (pass, pass->capacity,
                           gradus_cost_sample_weight (cost, pass->n_outputs, pass->capacity));
  for (guint l = 0; l < n_layers; l++) {
    json_t *weights = json_array_get (json_object_get (entry, "weights"), l);
    float *parameters = gradus_network_get_parameters (network, l);

    read_numbers (weights, parameters);
    read_numbers (json_array_get (json_object_get (entry, "biases"), l),
                  parameters + json_array_size (weights));
  }
  load_samples (pass, entry);

  gradus_network_forward (network, pass, NULL);
  gradus_network_backward (network, pass, cost, NULL);
  g_assert_cmpfloat_with_epsilon (get_cost (pass, cost), number (entry, "cost"),
                                  1e-6 * number (entry, "cost"));
  check_parameters (network, pass, entry, "weight_gradients", "bias_gradients", tolerance);
  for (guint l = 0; l < n_layers; l++) {
    double wanted =
        json_number_value (json_array_get (json_object_get (entry, "gradient_norms"), l));

    g_assert_cmpfloat_with_epsilon (gradus_network_gradient_norm (network, pass, l), wanted,
                                    tolerance * wanted);
  }
  for (guint step = 0; step < 50; step++) {
    gradus_network_forward (network, pass, NULL);
    gradus_network_backward (network, pass, cost, NULL);
    g_assert_true (gradus_network_update (network, pass, &update, NULL));
  }
  gradus_network_forward (network, pass, NULL);
  check_parameters (network, NULL, entry, "weights_after", "biases_after", 1e-5);
  g_assert_cmpfloat_with_epsilon (get_cost (pass, cost), number (entry, "cost_after"),
                                  1e-5 * number (entry, "cost_after"));
}

static void
test_pytorch (void)
{
  json_t *cases = json_load_file (GRADUS_REFERENCE_DIR "/networks.json", 0, NULL), *entry;
  gsize i;

  g_assert_cmpuint (json_array_size (cases), ==, 11);
  json_array_foreach (cases, i, entry) {
    g_test_message ("case %" G_GSIZE_FORMAT, i);
    check_case (entry);
  }
  json_decref (cases);
}

void
add_reference_tests (void)
{
  g_test_add_func ("/reference/pytorch", test_pytorch);
}
