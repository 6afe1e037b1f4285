/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* The chain rule where more than one way leads back to a layer, by hand and against differences;
 * and units that are maps. */
#include <math.h>
#include <string.h>

#include "experiment/builtin.h"
#include "nn/layer.h"
#include "train/snapshot-take.h"

#define STEP 1e-2

static void
insert_dense (GradusExperiment *experiment, guint at, guint units, GradusActivationKind activation)
{
  const GradusLayerSpec spec =
      gradus_layer_spec_dense (units, activation, GRADUS_INITIALISER_UNIFORM);

  gradus_experiment_insert_layer (experiment, at, &spec);
}

static void
insert_add (GradusExperiment *experiment, guint at, guint from)
{
  GradusLayerSpec spec = gradus_layer_spec_make (&gradus_add_class);

  spec.settings[0] = from;
  gradus_experiment_insert_layer (experiment, at, &spec);
}

/* XOR's last layer, to be given others before it. */
static GradusExperiment *
make_experiment (void)
{
  GradusExperiment *experiment = gradus_builtin_make ("xor");

  g_array_remove_index (experiment->layers, 0);
  return experiment;
}

static GradusStepper *
train (const GradusExperiment *experiment, guint64 steps)
{
  GradusStepper *stepper = gradus_stepper_new (experiment, NULL);
  atomic_bool never = FALSE;

  g_assert_nonnull (stepper);
  gradus_stepper_advance (stepper, steps, &never);
  return stepper;
}

static double
find_norm (const double *numbers, guint n)
{
  double squares = 0;

  for (guint i = 0; i < n; i++)
    squares += numbers[i] * numbers[i];
  return sqrt (squares);
}

/* 3 sigmoid, 3 sigmoid, add from 1, 1: each way's δ, factor and product in double precision. */
static void
test_two_ways (void)
{
  g_autoptr (GradusExperiment) experiment = make_experiment ();
  g_autoptr (GradusStepper) stepper = NULL;
  GradusChain *chain;
  const GradusChainLayer *first, *last;
  const float *w2, *w4;
  double added[3], through[3], around[3], both[3], second[3], delta;

  insert_dense (experiment, 0, 3, GRADUS_ACTIVATION_SIGMOID);
  insert_dense (experiment, 1, 3, GRADUS_ACTIVATION_SIGMOID);
  insert_add (experiment, 2, 1);
  stepper = train (experiment, 100);
  chain = gradus_observer_make_chain (gradus_stepper_get_observer (stepper), 1, NULL);
  first = &chain->layers[0];
  last = &chain->layers[3];
  w2 = gradus_network_get_parameters (gradus_stepper_get_network (stepper), 1);
  w4 = gradus_network_get_parameters (gradus_stepper_get_network (stepper), 3);
  delta = (double) last->outputs[0] - (double) chain->targets[0];
  for (guint u = 0; u < 3; u++) {
    const double a = (double) chain->layers[1].outputs[u];

    g_assert_true (chain->layers[2].has_earlier);
    g_assert_cmpfloat (chain->layers[2].earlier[u], ==, first->outputs[u]);
    g_assert_cmpfloat_with_epsilon ((double) chain->layers[2].outputs[u],
                                    a + (double) first->outputs[u], 1e-6);
    added[u] = (double) w4[u] * delta;
    second[u] = a * (1 - a) * added[u];
  }
  for (guint u = 0; u < 3; u++) {
    const double a = (double) first->outputs[u], slope = a * (1 - a);

    through[u] = around[u] = 0;
    for (guint k = 0; k < 3; k++)
      through[u] += slope * (double) w2[k * 3 + u] * second[k];
    around[u] = slope * added[u];
    both[u] = through[u] + around[u];
    g_assert_cmpfloat_with_epsilon ((double) first->ways[0].deltas[u], through[u], 1e-6);
    g_assert_cmpfloat_with_epsilon ((double) first->ways[1].deltas[u], around[u], 1e-6);
    g_assert_cmpfloat_with_epsilon ((double) first->deltas[u], both[u], 1e-6);
  }
  g_assert_cmpuint (first->n_ways, ==, 2);
  g_assert_true (!first->ways[0].is_around && first->ways[0].from == 1);
  g_assert_true (first->ways[1].is_around && first->ways[1].from == 2);
  g_assert_cmpfloat_with_epsilon (first->ways[0].factor,
                                  find_norm (through, 3) / find_norm (second, 3), 1e-5);
  g_assert_cmpfloat_with_epsilon (first->ways[1].factor,
                                  find_norm (around, 3) / find_norm (added, 3), 1e-5);
  g_assert_cmpfloat_with_epsilon (first->ways[0].product, find_norm (through, 3) / fabs (delta),
                                  1e-5);
  g_assert_cmpfloat_with_epsilon (first->ways[1].product, find_norm (around, 3) / fabs (delta),
                                  1e-5);
  g_assert_cmpfloat_with_epsilon (first->product, find_norm (both, 3) / fabs (delta), 1e-5);
  g_assert_cmpfloat_with_epsilon (first->slope_product,
                                  first->mean_slope * (chain->layers[1].mean_slope + 1), 1e-9);
  g_assert_cmpuint (chain->layers[1].n_ways + chain->layers[2].n_ways + last->n_ways, ==, 0);
  gradus_chain_free (chain);
}

static double
measure_cost (GradusStepper *stepper, guint layer, gsize parameter, float value)
{
  GradusChain *chain;
  double cost;

  gradus_stepper_set_weight (stepper, layer, parameter, value);
  chain = gradus_observer_make_chain (gradus_stepper_get_observer (stepper), 2, NULL);
  cost = chain->cost;
  gradus_chain_free (chain);
  return cost;
}

/* δ of a layer is the slope of the cost by its biases; the ways must make it up. */
static void
check_layer (GradusStepper *stepper, guint index, guint n_ways)
{
  GradusNetwork *network = (GradusNetwork *) gradus_stepper_get_network (stepper);
  const GradusLayer *layer = gradus_network_get_layer (network, index);
  GradusChain *chain = gradus_observer_make_chain (gradus_stepper_get_observer (stepper), 2, NULL);
  const GradusChainLayer *own = &chain->layers[index];

  g_assert_cmpuint (own->n_ways, ==, n_ways);
  for (guint u = 0; u < layer->n_outputs; u++) {
    const gsize at = (gsize) layer->n_rows * layer->n_inputs + u;
    const float bias = gradus_network_get_parameters (network, index)[at];
    const double up = measure_cost (stepper, index, at, bias + (float) STEP);
    const double down = measure_cost (stepper, index, at, bias - (float) STEP);
    double sum = n_ways > 0 ? 0 : (double) own->deltas[u];

    measure_cost (stepper, index, at, bias);
    for (guint i = 0; i < n_ways; i++)
      sum += (double) own->ways[i].deltas[u];
    g_assert_cmpfloat_with_epsilon ((double) own->deltas[u], (up - down) / (2 * STEP),
                                    1e-3 * (1 + fabs (sum)));
    g_assert_cmpfloat_with_epsilon (sum, (double) own->deltas[u], 1e-6 * (1 + fabs (sum)));
  }
  g_assert_cmpfloat_with_epsilon (
      own->product, own->delta_norm / chain->layers[chain->n_layers - 1].delta_norm, 1e-9);
  gradus_chain_free (chain);
}

/* A layer that three others read, one that the next layer alone reads, but twice, and kinds that
 * look at all samples in between. */
static void
test_differences (void)
{
  g_autoptr (GradusExperiment) experiment = make_experiment ();
  GradusLayerSpec normalisation = gradus_layer_spec_make (&gradus_batch_normalisation_class);
  g_autoptr (GradusStepper) stepper = NULL;

  insert_dense (experiment, 0, 4, GRADUS_ACTIVATION_TANH);
  insert_dense (experiment, 1, 4, GRADUS_ACTIVATION_SIGMOID);
  gradus_experiment_insert_layer (experiment, 2, &normalisation);
  insert_add (experiment, 3, 1);
  insert_dense (experiment, 4, 4, GRADUS_ACTIVATION_TANH);
  insert_add (experiment, 5, 5);
  insert_add (experiment, 6, 1);
  stepper = train (experiment, 50);
  check_layer (stepper, 0, 3);
  check_layer (stepper, 1, 0);
  check_layer (stepper, 4, 2);
}

/* A dead layer gives nothing back; what comes around it is all there is, and the product is not
 * 0. */
static void
test_dead_way (void)
{
  g_autoptr (GradusExperiment) experiment = make_experiment ();
  g_autoptr (GradusStepper) stepper = NULL;
  GradusChain *chain;

  insert_dense (experiment, 0, 2, GRADUS_ACTIVATION_SIGMOID);
  insert_dense (experiment, 1, 2, GRADUS_ACTIVATION_RELU);
  insert_add (experiment, 2, 1);
  stepper = train (experiment, 1);
  for (guint u = 0; u < 2; u++)
    gradus_stepper_set_weight (stepper, 1, 4 + u, -100);
  chain = gradus_observer_make_chain (gradus_stepper_get_observer (stepper), 1, NULL);
  g_assert_cmpfloat (chain->layers[1].product, ==, 0);
  g_assert_cmpfloat (chain->layers[0].ways[0].product, ==, 0);
  g_assert_cmpfloat (chain->layers[0].product, >, 0.01);
  g_assert_cmpfloat_with_epsilon (chain->layers[0].product, chain->layers[0].ways[1].product, 1e-6);
  gradus_chain_free (chain);
}

/* Pictures of 2 × 3 go through dropout into 2 units: one map goes in, by norms of six weights. */
static void
test_maps (void)
{
  g_autoptr (GradusExperiment) experiment = make_experiment ();
  const GradusLayerSpec dropout = gradus_layer_spec_make (&gradus_dropout_class);
  const GradusPictureLayout layout = { .width = 3, .height = 2, .n_channels = 1 };
  const GradusSnapshotNeeds needs = {
    .has_anatomy = TRUE, .map_size = 4, .layer = 0, .sample = 1, .has_chain = TRUE
  };
  GradusDataset *dataset = gradus_dataset_new (6, 1, 5);
  g_autoptr (GradusStepper) stepper = NULL;
  g_autoptr (GradusSnapshot) snapshot = NULL;
  const GradusLayerAnatomy *layers;
  const float *weights;

  gradus_dataset_set_picture (dataset, &layout);
  for (guint i = 0; i < 30; i++)
    dataset->floats[i] = (float) i / 30;
  gradus_experiment_insert_layer (experiment, 0, &dropout);
  insert_dense (experiment, 1, 2, GRADUS_ACTIVATION_TANH);
  stepper = gradus_stepper_new_on (experiment, dataset, NULL, NULL);
  g_assert_nonnull (stepper);
  snapshot = gradus_snapshot_take (stepper, 0, &needs);
  layers = snapshot->anatomy->layers;
  weights = gradus_network_get_parameters (gradus_stepper_get_network (stepper), 1);
  g_assert_cmpuint (gradus_shape_get_unit_kind (&snapshot->sketches[0].out), ==, GRADUS_UNIT_MAP);
  g_assert_true (!snapshot->sketches[0].has_matrix && snapshot->sketches[1].has_matrix);
  g_assert_true (!snapshot->sketches[0].has_parameters && snapshot->sketches[1].has_parameters);
  g_assert_true (layers[0].n_units == 1 && layers[0].n_inputs == 1 && layers[0].unit_numbers == 6);
  g_assert_true (layers[1].n_units == 2 && layers[1].n_inputs == 1 && !layers[0].weights);
  for (guint u = 0; u < 2; u++) {
    double row[6];

    for (guint i = 0; i < 6; i++)
      row[i] = (double) weights[u * 6 + i];
    g_assert_cmpfloat_with_epsilon ((double) layers[1].weights[u], find_norm (row, 6), 1e-6);
  }
  g_assert_cmpuint (snapshot->detail->unit_numbers, ==, 6);
  g_assert_cmpuint (snapshot->detail->n_samples, ==, 5);
  g_assert_cmpmem (snapshot->detail->outputs, sizeof (float) * 30, dataset->floats,
                   sizeof (float) * 30);
  g_assert_null (gradus_observer_make_detail (gradus_stepper_get_observer (stepper), 0, 1));
  gradus_dataset_unref (dataset);
}

void
add_ways_tests (void)
{
  g_test_add_func ("/ways/two", test_two_ways);
  g_test_add_func ("/ways/differences", test_differences);
  g_test_add_func ("/ways/dead", test_dead_way);
  g_test_add_func ("/ways/maps", test_maps);
}
