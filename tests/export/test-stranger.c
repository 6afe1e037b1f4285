/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <math.h>

#include "export/format.h"
#include "export/weights-map.h"
#include "nn/pass.h"
#include "stranger.h"
#include "train/snapshot-take.h"
#include "train/stepper.h"

#define N_SAMPLES 7
#define STEP 0.01f

static double
find_cost (GradusNetwork *network, GradusPass *pass)
{
  gradus_network_forward (network, pass, NULL);
  return gradus_cost_sum (GRADUS_COST_MEAN_SQUARED_ERROR, 1, pass->stride, N_SAMPLES,
                          gradus_pass_logits (pass), gradus_pass_outputs (pass), pass->targets) /
         N_SAMPLES;
}

static GradusPass *
make_pass (const GradusNetwork *network)
{
  GradusPass *pass = gradus_network_new_pass (network, N_SAMPLES, GRADUS_PASS_GRADIENTS, NULL);
  float x[N_SAMPLES * 2], y[N_SAMPLES];

  for (guint i = 0; i < N_SAMPLES; i++) {
    x[2 * i] = sinf ((float) i);
    x[2 * i + 1] = cosf (3 * (float) i);
    y[i] = (float) (i % 3) - 1;
  }
  pass->is_training = TRUE;
  gradus_pass_load_floats (pass, x, y, NULL);
  gradus_pass_set_samples (
      pass, N_SAMPLES, gradus_cost_sample_weight (GRADUS_COST_MEAN_SQUARED_ERROR, 1, N_SAMPLES));
  return pass;
}

/* Every gradient against differences, also of layers that lie below such a layer. */
static void
test_gradients (void)
{
  g_autoptr (GradusWeights) weights = stranger_train ();
  GradusNetwork *network = weights->network;
  g_autoptr (GradusPass) pass = make_pass (network);

  find_cost (network, pass);
  gradus_network_backward (network, pass, GRADUS_COST_MEAN_SQUARED_ERROR, NULL);
  for (guint l = 0; l < gradus_network_get_n_layers (network); l++) {
    const float *gradients = gradus_network_get_gradients (network, pass, l);
    float *parameters = gradus_network_get_parameters (network, l);

    for (gsize i = 0; i < gradus_network_count_parameters (network, l); i++) {
      const float before = parameters[i];
      double above, below;

      parameters[i] = before + STEP;
      above = find_cost (network, pass);
      parameters[i] = before - STEP;
      below = find_cost (network, pass);
      parameters[i] = before;
      g_assert_cmpfloat_with_epsilon ((double) gradients[i], (above - below) / (2 * (double) STEP),
                                      2e-3);
    }
  }
}

/* Each layer learns, and what it starts with is what it should. */
static void
test_training (void)
{
  g_autoptr (GradusWeights) weights = stranger_train ();

  for (guint l = 0; l < 4; l += 2) {
    const float *scales = gradus_network_get_parameters (weights->network, l);
    const gsize n = gradus_network_count_parameters (weights->network, l);

    g_assert_cmpuint (n, ==, l == 0 ? 2 : 5);
    for (gsize i = 0; i < n; i++)
      g_assert_true (scales[i] != 1 && fabsf (scales[i] - 1) < 1);
  }
  gradus_network_initialise (weights->network, 3, NULL, 0);
  g_assert_true (gradus_network_get_parameters (weights->network, 2)[4] == 1);
}

/* From a checkpoint on to the same bits. */
static void
test_checkpoint (void)
{
  g_autoptr (GradusExperiment) experiment = stranger_make_experiment ();
  g_autoptr (GradusStepper) a = gradus_stepper_new (experiment, NULL),
                            b = gradus_stepper_new (experiment, NULL);
  g_autoptr (GradusCheckpoint) middle = NULL, end = NULL, other = NULL;
  atomic_bool interrupt = FALSE;

  gradus_stepper_advance (a, 100, &interrupt);
  middle = gradus_stepper_save (a);
  gradus_stepper_advance (a, 200, &interrupt);
  end = gradus_stepper_save (a);
  gradus_stepper_restore (b, middle);
  gradus_stepper_advance (b, 200, &interrupt);
  other = gradus_stepper_save (b);
  g_assert_cmpuint (other->step, ==, 200);
  g_assert_cmpmem (end->state, end->n_floats * sizeof (float), other->state,
                   other->n_floats * sizeof (float));
}

/* What is shown of a layer without an activation: what it computes is its z. */
static void
test_looks (void)
{
  g_autoptr (GradusExperiment) experiment = stranger_make_experiment ();
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);
  const GradusSnapshotNeeds needs = {
    .layer = 2, .unit = 4, .has_anatomy = TRUE, .sample = 3, .has_chain = TRUE
  };
  g_autoptr (GradusSnapshot) snapshot = NULL;
  const GradusChainLayer *chain;
  atomic_bool interrupt = FALSE;

  gradus_stepper_advance (stepper, 200, &interrupt);
  gradus_stepper_measure (stepper, 0);
  snapshot = gradus_snapshot_take (stepper, 0, &needs);
  chain = snapshot->chain->layers;
  g_assert_cmpfloat (chain[2].z[4], ==, chain[2].outputs[4]);
  g_assert_cmpfloat (chain[2].slopes[4], ==, 1);
  g_assert_true (chain[2].outputs[4] != chain[1].outputs[4]);
  g_assert_cmpuint (snapshot->detail->all_weights.n_values, ==, 5);
  for (guint i = 0; i < snapshot->detail->n_samples; i++)
    g_assert_cmpfloat (snapshot->detail->z[i], ==, snapshot->detail->outputs[i]);
}

static void
test_safetensors (void)
{
  g_autoptr (GradusWeights) weights = stranger_train (), back = NULL;
  g_autoptr (GBytes) bytes = gradus_safetensors_write (weights, "w", NULL);
  g_autoptr (GradusSafetensors) file = gradus_safetensors_read (bytes, NULL);
  g_autoptr (GradusWeightsMap) map = NULL;
  const gsize n = gradus_network_get_n_floats (weights->network);

  back = gradus_weights_new (weights->experiment, weights->preparation, 0, NULL);
  map = gradus_weights_map_new (back, file, NULL, NULL);
  g_assert_nonnull (map);
  g_assert_cmpuint (map->pairs->len, ==, 6);
  gradus_weights_fill (back, file, map);
  g_assert_cmpmem (gradus_network_get_parameters (weights->network, 0), n * sizeof (float),
                   gradus_network_get_parameters (back->network, 0), n * sizeof (float));
}

void
add_stranger_tests (void)
{
  g_test_add_func ("/stranger/gradients", test_gradients);
  g_test_add_func ("/stranger/training", test_training);
  g_test_add_func ("/stranger/checkpoint", test_checkpoint);
  g_test_add_func ("/stranger/looks", test_looks);
  g_test_add_func ("/stranger/safetensors", test_safetensors);
}
