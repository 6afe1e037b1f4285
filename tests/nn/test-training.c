/* SPDX-License-Identifier: MIT */

/* 50 steps of every activation × cost × optimiser × regulariser against PyTorch's
 * (tests/reference/make-training.py). */
#include <jansson.h>
#include <math.h>

#include "nn/network.h"
#include "nn/pass.h"
#include "tests.h"

#define N_INPUTS 3
#define N_SAMPLES 8
#define N_OUTPUTS 2
#define STEPS 50

/* float32 against float64: the costs on the way agree to 1e-4, relative to the first, and so
 * does each parameter, relative to the largest of them, 50 updates later; or to ten times what
 * PyTorch in float32 is off, where that is more. */
static double
get_tolerance (json_t *entry)
{
  return MAX (1e-4, 10 * json_number_value (json_object_get (entry, "single")));
}

static guint
find_kind (json_t *entry, const char *key, const char *const *names)
{
  guint kind = 0;

  g_assert_true (
      gradus_names_find (names, json_string_value (json_object_get (entry, key)), &kind));
  return kind;
}

static guint
make_specs (json_t *entry, GradusCost cost, GradusLayerSpec specs[4])
{
  const GradusActivationKind hidden = find_kind (entry, "hidden", gradus_activation_names);
  const char *form = json_string_value (json_object_get (entry, "form"));
  const gboolean is_around = g_str_equal (form, "around");
  GradusActivationKind last = GRADUS_ACTIVATION_LINEAR;
  guint n = 0;

  gradus_cost_get_output_activation (cost, &last);
  specs[n++] = gradus_layer_spec_dense (4, hidden, GRADUS_INITIALISER_UNIFORM);
  if (g_str_equal (form, "normalised")) {
    specs[0].activation = gradus_activation_make (GRADUS_ACTIVATION_LINEAR);
    specs[n] = gradus_layer_spec_make (&gradus_batch_normalisation_class);
    specs[n++].activation = gradus_activation_make (hidden);
  }
  specs[n++] = gradus_layer_spec_dense (is_around ? 4 : 3, hidden, GRADUS_INITIALISER_UNIFORM);
  if (is_around) {
    specs[n] = gradus_layer_spec_make (&gradus_add_class);
    specs[n++].settings[0] = 1;
  }
  specs[n++] = gradus_layer_spec_dense (N_OUTPUTS, last, GRADUS_INITIALISER_UNIFORM);
  for (guint i = 0; i < n; i++)
    specs[i].initialiser.bias = 0.1f;
  return n;
}

static GradusOptimiser
make_optimiser (json_t *entry)
{
  const char *regulariser = json_string_value (json_object_get (entry, "regulariser"));
  GradusOptimiser optimiser =
      gradus_optimiser_make (find_kind (entry, "optimiser", gradus_optimiser_names));

  optimiser.learning_rate = json_number_value (json_object_get (entry, "learning-rate"));
  if (g_str_equal (regulariser, "l1"))
    optimiser.l1 = 0.01;
  else if (g_str_equal (regulariser, "l2"))
    optimiser.l2 = 0.1;
  else if (g_str_equal (regulariser, "clip-norm"))
    optimiser.clip_norm = 0.05;
  return optimiser;
}

static void
draw_samples (guint64 seed, float *x, float *y)
{
  GradusRandom random;

  gradus_random_init (&random, seed, 1000);
  for (guint i = 0; i < N_INPUTS * N_SAMPLES; i++)
    x[i] = gradus_random_uniform (&random, -1, 1);
  for (guint i = 0; i < N_SAMPLES; i++)
    y[i * N_OUTPUTS + gradus_random_below (&random, N_OUTPUTS)] = 1;
}

static void
check_cost (json_t *entry, const GradusPass *pass, GradusCost cost, guint step)
{
  json_t *costs = json_object_get (entry, "costs");
  const double first = json_number_value (json_array_get (costs, 0));
  const double wanted = json_number_value (json_array_get (costs, step / 10));
  const double got =
      gradus_cost_sum (cost, pass->n_outputs, pass->stride, N_SAMPLES, gradus_pass_logits (pass),
                       gradus_pass_outputs (pass), pass->targets) /
      N_SAMPLES;

  g_assert_cmpfloat_with_epsilon (got, wanted, get_tolerance (entry) * first);
}

static void
check_parameters (json_t *entry, const GradusNetwork *network)
{
  json_t *wanted = json_object_get (entry, "parameters");
  double largest = 0;
  gsize at = 0;

  for (gsize i = 0; i < json_array_size (wanted); i++)
    largest = MAX (largest, fabs (json_number_value (json_array_get (wanted, i))));
  for (guint l = 0; l < gradus_network_get_n_layers (network); l++) {
    const float *parameters = gradus_network_get_parameters (network, l);
    GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
    const guint n = gradus_network_list_tensors (network, l, tensors);

    for (guint k = 0; k < n; k++) {
      if (!gradus_tensor_is_trained (&tensors[k]))
        continue;
      for (gsize i = 0; i < gradus_tensor_count (&tensors[k]); i++)
        g_assert_cmpfloat_with_epsilon ((double) parameters[tensors[k].offset + i],
                                        json_number_value (json_array_get (wanted, at++)),
                                        get_tolerance (entry) * largest);
    }
  }
  g_assert_cmpuint (at, ==, json_array_size (wanted));
}

static void
check_case (json_t *entry)
{
  const guint64 seed = (guint64) json_integer_value (json_object_get (entry, "seed"));
  const GradusCost cost = find_kind (entry, "cost", gradus_cost_names);
  const GradusOptimiser optimiser = make_optimiser (entry);
  const GradusShape input = gradus_shape_make_units (N_INPUTS);
  float x[N_INPUTS * N_SAMPLES], y[N_OUTPUTS * N_SAMPLES] = { 0 };
  g_autoptr (GradusNetwork) network = NULL;
  g_autoptr (GradusPass) pass = NULL;
  GradusLayerSpec specs[4];
  const guint n_layers = make_specs (entry, cost, specs);

  draw_samples (seed, x, y);
  network = gradus_network_new (specs, n_layers, &input, optimiser.kind, NULL);
  gradus_network_initialise (network, seed, NULL, 0);
  pass = gradus_network_new_pass (network, N_SAMPLES, GRADUS_PASS_GRADIENTS, NULL);
  pass->is_training = TRUE;
  gradus_pass_set_samples (pass, N_SAMPLES, gradus_cost_sample_weight (cost, N_OUTPUTS, N_SAMPLES));
  gradus_pass_load_floats (pass, x, y, NULL);
  for (guint step = 0; step <= STEPS; step++) {
    GradusUpdate update;

    gradus_network_forward (network, pass, NULL);
    if (step % 10 == 0)
      check_cost (entry, pass, cost, step);
    if (step == STEPS)
      break;
    gradus_network_backward (network, pass, cost, NULL);
    update = gradus_optimiser_prepare (&optimiser, step,
                                       gradus_network_total_gradient_norm (network, pass));
    g_assert_true (gradus_network_update (network, pass, &update, NULL));
  }
  check_parameters (entry, network);
}

static void
test_pytorch (void)
{
  json_t *cases = json_load_file (GRADUS_REFERENCE_DIR "/training.json", 0, NULL), *entry;
  gsize i;

  g_assert_cmpuint (json_array_size (cases), ==, 11 * 3 * 7 * 4 + 2 * 3 * 7 + 11 * 3 * 2);
  json_array_foreach (cases, i, entry) {
    g_test_message ("case %" G_GSIZE_FORMAT, i + 1);
    check_case (entry);
  }
  json_decref (cases);
}

void
add_training_tests (void)
{
  g_test_add_func ("/training/pytorch", test_pytorch);
}
