/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* What snapshots tell of the inside of a network, against the same computed here in double
 * precision, and against differences. */
#include <math.h>
#include <string.h>

#include "data/feature.h"
#include "experiment/builtin.h"
#include "experiment/samples.h"
#include "nn/layer.h"
#include "nn/pass.h"
#include "train/snapshot-take.h"
#include "train/stepper-private.h"

static GradusStepper *
make_stepper (const char *id, guint64 steps, GradusExperiment **experiment)
{
  atomic_bool never = FALSE;
  GradusStepper *stepper;

  *experiment = gradus_builtin_make (id);
  stepper = gradus_stepper_new (*experiment, NULL);
  g_assert_nonnull (stepper);
  gradus_stepper_advance (stepper, steps, &never);
  return stepper;
}

static double
sigmoid (double z)
{
  return 1 / (1 + exp (-z));
}

/* What is written of each unit makes its z. */
static void
check_sums (const GradusChainLayer *layer)
{
  for (guint unit = 0; unit < layer->n_shown; unit++) {
    const GradusChainSum *sum = &layer->sums[unit];
    double z = sum->rest + sum->bias;

    for (guint i = 0; i < sum->n_shown; i++)
      z += (double) sum->weights[i] * (double) sum->inputs[i];
    g_assert_cmpfloat_with_epsilon (z, (double) layer->z[unit], 1e-5);
  }
}

/* The chain rule of a chain of sigmoid layers, by hand. */
static void
test_chain (void)
{
  g_autoptr (GradusExperiment) experiment = NULL;
  g_autoptr (GradusStepper) stepper = make_stepper ("xor-deep-sigmoid", 1000, &experiment);
  const GradusNetwork *network = gradus_stepper_get_network (stepper);
  const guint n_layers = gradus_network_get_n_layers (network), sample = 2;
  const GradusDataset *dataset = gradus_stepper_get_dataset (stepper);
  GradusChain *chain = gradus_observer_make_chain (gradus_stepper_get_observer (stepper), sample, NULL);
  double a[12][8] = { { 0 } }, delta[12][8] = { { 0 } }, slopes = 1;

  g_assert_nonnull (chain);
  g_assert_cmpuint (chain->n_layers, ==, n_layers);
  for (guint i = 0; i < 2; i++)
    a[0][i] = (double) dataset->floats[sample * 2 + i];
  for (guint l = 0; l < n_layers; l++) {
    const GradusLayer *layer = gradus_network_get_layer (network, l);
    const float *w = gradus_network_get_parameters (network, l),
                *b = w + layer->n_inputs * layer->n_outputs;

    for (guint u = 0; u < layer->n_outputs; u++) {
      double z = (double) b[u];

      for (guint i = 0; i < layer->n_inputs; i++)
        z += (double) w[u * layer->n_inputs + i] * a[l][i];
      a[l + 1][u] = sigmoid (z);
      g_assert_cmpfloat_with_epsilon ((double) chain->layers[l].z[u], z, 1e-5);
      g_assert_cmpfloat_with_epsilon ((double) chain->layers[l].outputs[u], a[l + 1][u], 1e-6);
      g_assert_cmpfloat_with_epsilon ((double) chain->layers[l].slopes[u],
                                      a[l + 1][u] * (1 - a[l + 1][u]), 1e-6);
    }
    check_sums (&chain->layers[l]);
  }
  delta[n_layers][0] = a[n_layers][0] - (double) dataset->targets[sample];
  for (guint l = n_layers; l-- > 0;) {
    const GradusLayer *layer = gradus_network_get_layer (network, l);
    const float *w = gradus_network_get_parameters (network, l);
    double norm = 0;

    for (guint u = 0; u < layer->n_outputs; u++) {
      norm += delta[l + 1][u] * delta[l + 1][u];
      g_assert_cmpfloat_with_epsilon ((double) chain->layers[l].deltas[u], delta[l + 1][u],
                                      1e-6 + 1e-4 * fabs (delta[l + 1][u]));
    }
    norm = sqrt (norm);
    slopes *= l == n_layers - 1 ? 1 : chain->layers[l].mean_slope; /* the last one's cancels */
    g_assert_cmpfloat_with_epsilon (chain->layers[l].slope_product, slopes, 1e-9 * slopes);
    g_assert_cmpfloat_with_epsilon (chain->layers[l].gradient_norm,
                                    norm * chain->layers[l].input_norm, 1e-4 * norm);
    g_assert_cmpfloat_with_epsilon (chain->layers[l].delta_norm, norm, 1e-5 * norm + 1e-12);
    g_assert_cmpfloat_with_epsilon (chain->layers[l].product,
                                    norm / chain->layers[n_layers - 1].delta_norm,
                                    1e-4 * chain->layers[l].product);
    for (guint i = 0; l > 0 && i < layer->n_inputs; i++) {
      for (guint u = 0; u < layer->n_outputs; u++)
        delta[l][i] += (double) w[u * layer->n_inputs + i] * delta[l + 1][u];
      delta[l][i] *= a[l][i] * (1 - a[l][i]);
    }
  }
  g_assert_true (chain->is_cancelled);
  g_assert_null (gradus_observer_make_chain (gradus_stepper_get_observer (stepper), 4, NULL));
  gradus_chain_free (chain);
}

/* What a layer without an activation computes is its z and its a, whatever it was given; and of what
 * a layer has instead of weights there are histograms. */
static void
test_kinds_without_activation (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  GradusLayerSpec add = gradus_layer_spec_make (&gradus_add_class);
  GradusLayerSpec normalisation = gradus_layer_spec_make (&gradus_batch_normalisation_class);
  const GradusSnapshotNeeds needs = { .layer = 2, .has_anatomy = TRUE, .sample = -1 };
  g_autoptr (GradusStepper) stepper = NULL;
  g_autoptr (GradusSnapshot) snapshot = NULL;
  GradusChain *chain;

  gradus_layer_spec_set (&add, "from", 1); /* twice what the layer before says */
  gradus_experiment_insert_layer (experiment, 1, &add);
  gradus_experiment_insert_layer (experiment, 2, &normalisation);
  stepper = gradus_stepper_new (experiment, NULL);
  chain = gradus_observer_make_chain (gradus_stepper_get_observer (stepper), 1, NULL);
  for (guint u = 0; u < 2; u++) {
    g_assert_true (chain->layers[1].outputs[u] != chain->layers[0].outputs[u]);
    g_assert_cmpfloat (chain->layers[1].z[u], ==, chain->layers[1].outputs[u]);
  }
  gradus_chain_free (chain);
  gradus_stepper_measure (stepper, 0);
  snapshot = gradus_snapshot_take (stepper, 0, &needs);
  g_assert_cmpuint (snapshot->detail->all_weights.n_values, ==, 2);
  g_assert_cmpuint (snapshot->detail->all_gradients.n_values, ==, 2);
}

/* Through layers that are not dense: dropout off passes δ as it is, batch normalisation divides it
 * by what it divides its inputs by, the running deviation. */
static void
test_chain_of_kinds (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  GradusLayerSpec dropout = gradus_layer_spec_make (&gradus_dropout_class);
  GradusLayerSpec normalisation = gradus_layer_spec_make (&gradus_batch_normalisation_class);
  g_autoptr (GradusStepper) stepper = NULL;
  atomic_bool never = FALSE;
  GradusChain *chain;
  const float *p, *w;
  double slope[2], delta[2], squares[2] = { 0 };

  normalisation.activation = gradus_activation_make (GRADUS_ACTIVATION_TANH);
  gradus_experiment_insert_layer (experiment, 1, &dropout);
  gradus_experiment_insert_layer (experiment, 2, &normalisation);
  stepper = gradus_stepper_new (experiment, NULL);
  gradus_stepper_advance (stepper, 300, &never);
  chain = gradus_observer_make_chain (gradus_stepper_get_observer (stepper), 1, NULL);
  g_assert_cmpuint (chain->n_layers, ==, 4);
  p = gradus_network_get_parameters (gradus_stepper_get_network (stepper),
                                     2); /* γ, β, means, variances */
  w = gradus_network_get_parameters (gradus_stepper_get_network (stepper), 3);
  for (guint u = 0; u < 2; u++) {
    const double x = (double) chain->layers[1].outputs[u];
    const double factor = (double) p[u] / sqrt ((double) p[6 + u] + 1e-5);
    const double z = factor * (x - (double) p[4 + u]) + (double) p[2 + u], a = tanh (z);

    g_assert_cmpfloat_with_epsilon (x, (double) chain->layers[0].outputs[u], 1e-6);
    g_assert_cmpfloat ((double) chain->layers[1].slopes[u], ==, 1);
    g_assert_cmpfloat_with_epsilon ((double) chain->layers[2].z[u], z, 1e-4);
    slope[u] = 1 - a * a;
    g_assert_cmpfloat_with_epsilon ((double) chain->layers[2].slopes[u], slope[u], 1e-4);
    delta[u] = (double) w[u] * (double) chain->layers[3].deltas[0] * slope[u];
    g_assert_cmpfloat_with_epsilon ((double) chain->layers[2].deltas[u], delta[u], 1e-4);
    squares[0] += pow (delta[u], 2);
    squares[1] += pow (delta[u] * factor, 2);
  }
  g_assert_cmpfloat_with_epsilon (chain->layers[2].product,
                                  sqrt (squares[0]) / fabs ((double) chain->layers[3].deltas[0]),
                                  1e-3);
  g_assert_cmpfloat_with_epsilon (chain->layers[1].factor, sqrt (squares[1] / squares[0]), 1e-3);
  g_assert_cmpfloat_with_epsilon (chain->layers[2].mean_slope, (slope[0] + slope[1]) / 2, 1e-4);
  g_assert_cmpfloat (chain->layers[1].gradient_norm, ==, 0);
  gradus_chain_free (chain);
}

/* As measured last. */
static const float *
get_present_gradients (const GradusStepper *stepper, guint layer)
{
  return gradus_network_get_gradients (stepper->network,
                                       gradus_evaluator_get_pass (stepper->evaluator), layer);
}

static void
test_anatomy (void)
{
  g_autoptr (GradusExperiment) experiment = NULL;
  g_autoptr (GradusStepper) stepper = make_stepper ("xor-wide-deep", 50, &experiment);
  const GradusNetwork *network = gradus_stepper_get_network (stepper);
  GradusSnapshotNeeds look = {
    .has_anatomy = TRUE, .map_size = 9, .y_input = 1, .layer = 1, .unit = 3, .sample = -1
  };
  g_autoptr (GradusSnapshot) snapshot = gradus_snapshot_take (stepper, 0, &look);
  float grid[81];

  for (guint l = 0; l < snapshot->anatomy->n_layers; l++) {
    const GradusLayerAnatomy *layer = &snapshot->anatomy->layers[l];
    const gsize n = (gsize) layer->n_units * layer->n_inputs;
    const float *parameters = gradus_network_get_parameters (network, l);

    g_assert_cmpmem (layer->weights, n * sizeof (float), parameters, n * sizeof (float));
    g_assert_cmpmem (layer->biases, layer->n_units * sizeof (float), parameters + n,
                     layer->n_units * sizeof (float));
    g_assert_cmpmem (layer->gradients, n * sizeof (float), get_present_gradients (stepper, l),
                     n * sizeof (float));
  }
  /* the last unit's map is the map of the output */
  gradus_observer_fit_grid (gradus_stepper_get_observer (stepper), 9);
  gradus_observer_fill_grid (gradus_stepper_get_observer (stepper), &snapshot->plane, 9, grid);
  g_assert_cmpmem (snapshot->anatomy->layers[2].maps, sizeof grid, grid, sizeof grid);
  g_assert_cmpuint (snapshot->detail->n_weights, ==, 5);
  for (guint i = 0; i < snapshot->detail->n_samples; i++)
    g_assert_cmpfloat_with_epsilon (sigmoid ((double) snapshot->detail->z[i]),
                                    (double) snapshot->detail->outputs[i], 1e-6);
  g_assert_cmpuint (snapshot->detail->all_weights.n_values, ==, 20);
  g_assert_null (snapshot->grid);
}

/* A weight that was set is there, and what came of it is what the network computes. */
static void
test_set_weight (void)
{
  g_autoptr (GradusExperiment) experiment = NULL;
  g_autoptr (GradusStepper) stepper = make_stepper ("xor", 10, &experiment);
  const GradusMetrics *metrics = gradus_stepper_measure (stepper, 0);
  const double before = metrics->cost, step = 1e-3;
  const double slope = (double) get_present_gradients (stepper, 0)[3];
  float *weights = gradus_network_get_parameters (gradus_stepper_get_network (stepper), 0);

  gradus_stepper_set_weight (stepper, 0, 3, weights[3] + (float) step);
  metrics = gradus_stepper_measure (stepper, 0);
  g_assert_cmpfloat_with_epsilon ((metrics->cost - before) / step, slope, 2e-3);
}

/* Whatever is looked at between two steps, the gradients of the last step stay, and the next is the
 * same. */
static void
test_undisturbed (void)
{
  g_autoptr (GradusExperiment) experiment = NULL;
  g_autoptr (GradusStepper) stepper = make_stepper ("xor-wide-deep", 50, &experiment);
  g_autoptr (GradusStepper) other = gradus_stepper_new (experiment, NULL);
  const GradusSnapshotNeeds needs = {
    .has_anatomy = TRUE, .y_input = 1, .layer = 1, .sample = 2, .has_chain = TRUE
  };
  const gsize size = gradus_network_get_n_floats (stepper->network) * sizeof (float);
  g_autofree float *before = g_memdup2 (stepper->pass->gradients, size);
  g_autoptr (GradusSnapshot) snapshot = gradus_snapshot_take (stepper, 0, &needs);
  atomic_bool never = FALSE;

  g_assert_true (snapshot->anatomy && snapshot->detail && snapshot->chain);
  g_assert_cmpmem (stepper->pass->gradients, size, before, size);
  g_assert_true (memcmp (snapshot->anatomy->layers[0].gradients, before, sizeof (float)) != 0);
  gradus_stepper_advance (stepper, 51, &never);
  gradus_stepper_advance (other, 51, &never);
  g_assert_cmpmem (gradus_network_get_parameters (stepper->network, 0), size,
                   gradus_network_get_parameters (other->network, 0), size);
}

/* How far apart XOR's points lie in layer 1, pair by pair in float64; and in the output where nothing
 * is left but a float32's last places. */
static void
test_distance (void)
{
  static const double points[4][2] = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } };
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-deep-sigmoid");
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);
  const float *w = gradus_network_get_parameters (gradus_stepper_get_network (stepper), 0);
  const GradusDiagnostics *diagnostics = gradus_stepper_get_diagnostics (stepper);
  double squares = 0;

  gradus_stepper_measure (stepper, 0);
  for (guint unit = 0; unit < 5; unit++) { /* biases are 0 at the start */
    double a[4];

    for (guint i = 0; i < 4; i++)
      a[i] = 1 / (1 + exp (-(double) w[2 * unit] * points[i][0] -
                           (double) w[2 * unit + 1] * points[i][1]));
    for (guint i = 0; i < 4; i++) {
      for (guint j = 0; j < i; j++)
        squares += (a[i] - a[j]) * (a[i] - a[j]);
    }
  }
  g_assert_cmpfloat_with_epsilon ((double) diagnostics[0].distance, sqrt (squares / 6), 1e-6);
  g_assert_cmpfloat ((double) diagnostics[10].distance, <, 1e-6);
  g_assert_cmpfloat ((double) diagnostics[10].distance, >, 1e-8);
}

/* "Nine of ten weights of layer 1 have the very bits of the start": counted here from a copy. */
static void
test_way (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-deep-sigmoid");
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);
  const float *weights = gradus_network_get_parameters (gradus_stepper_get_network (stepper), 0);
  const GradusDiagnostics *diagnostics = gradus_stepper_get_diagnostics (stepper);
  g_auto (GradusSeries) series = { 0 };
  atomic_bool never = FALSE;
  float start[10];
  double squares = 0;
  guint n_same = 0;

  memcpy (start, weights, sizeof start);
  gradus_stepper_measure (stepper, 0);
  g_assert_true (diagnostics[0].unmoved == 1 && diagnostics[0].moved == 0);
  gradus_stepper_advance (stepper, 20000, &never);
  gradus_stepper_measure (stepper, 0);
  for (guint i = 0; i < 10; i++) {
    squares += pow ((double) weights[i] - (double) start[i], 2);
    n_same += weights[i] == start[i];
  }
  g_assert_cmpfloat_with_epsilon ((double) diagnostics[0].unmoved, n_same / 10.0, 1e-6);
  g_assert_cmpfloat_with_epsilon ((double) diagnostics[0].moved, sqrt (squares),
                                  1e-5 * sqrt (squares));
  g_assert_cmpfloat ((double) diagnostics[10].moved, >, 0);

  /* and over the steps, bounded, from step 0 to now */
  gradus_history_read (gradus_stepper_get_layer_history (stepper), &series);
  g_assert_cmpuint (series.n_values, ==, 11 * GRADUS_N_DIAGNOSTICS);
  g_assert_cmpuint (series.n_points, <=, 257);
  g_assert_cmpuint (series.steps[0], ==, 0);
  g_assert_cmpuint (series.steps[series.n_points - 1], ==, 20000);
}

/* Three inputs, two of them axes, the third at its mean; three outputs, a plane each. */
static void
test_many_inputs_and_outputs (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_experiment_new ("three");
  const GradusLayerSpec spec =
      gradus_layer_spec_dense (3, GRADUS_ACTIVATION_LINEAR, GRADUS_INITIALISER_UNIFORM);
  GradusDataset *dataset = gradus_dataset_new (3, 3, 20);
  g_autoptr (GradusStepper) stepper = NULL;
  GradusPlane plane;
  float grid[3 * 16 * 16];
  const float *w;

  for (guint i = 0; i < 60; i++)
    dataset->floats[i] = (float) (i % 7) - 2;
  experiment->cost = GRADUS_COST_MEAN_SQUARED_ERROR;
  gradus_experiment_add_layer (experiment, &spec);
  stepper = gradus_stepper_new_on (experiment, dataset, NULL, NULL);
  g_assert_nonnull (stepper);
  g_assert_cmpuint (gradus_observer_fit_grid (gradus_stepper_get_observer (stepper), 16), ==, 16);
  plane = gradus_observer_get_plane (gradus_stepper_get_observer (stepper), 2, 0);
  gradus_observer_fill_grid (gradus_stepper_get_observer (stepper), &plane, 16, grid);
  w = gradus_network_get_parameters (gradus_stepper_get_network (stepper), 0);
  for (guint k = 0; k < 3; k++) {
    double mean = 0, x = plane.x0 + 5.5 / 16 * (plane.x1 - plane.x0),
           y = plane.y1 - 3.5 / 16 * (plane.y1 - plane.y0);

    for (guint i = 0; i < 20; i++)
      mean += (double) dataset->floats[3 * i + 1] / 20;
    g_assert_cmpfloat_with_epsilon ((double) grid[k * 256 + 3 * 16 + 5],
                                    (double) w[3 * k] * y + (double) w[3 * k + 1] * mean +
                                        (double) w[3 * k + 2] * x + (double) w[9 + k],
                                    1e-5);
  }
  gradus_dataset_unref (dataset);
}

/* With features the grid is still of the plane: each cell's features go through the network. */
static void
test_features (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("spiral");
  g_autoptr (GradusStepper) stepper = NULL;
  GradusObserver *observer;
  GradusAnatomy *anatomy;
  GradusPlane plane;
  float grid[16 * 16];
  const float *w;

  experiment->data.features =
      1u << GRADUS_FEATURE_Y | 1u << GRADUS_FEATURE_X2 | 1u << GRADUS_FEATURE_SIN_X;
  g_array_remove_range (experiment->layers, 0, experiment->layers->len - 1);
  stepper = gradus_stepper_new (experiment, NULL);
  g_assert_nonnull (stepper);
  observer = gradus_stepper_get_observer (stepper);
  g_assert_cmpuint (gradus_stepper_get_dataset (stepper)->n_inputs, ==, 3);
  plane = gradus_observer_get_plane (observer, 0, 1);
  g_assert_cmpfloat (plane.x0, <, -3);
  g_assert_cmpfloat (plane.y1, >, 3);
  g_assert_cmpfloat (plane.x1, <, 7); /* of the points, not of their squares */
  gradus_observer_fill_grid (observer, &plane, 16, grid);
  w = gradus_network_get_parameters (gradus_stepper_get_network (stepper), 0);
  for (guint cell = 0; cell < 256; cell += 17) {
    const double x = plane.x0 + (cell % 16 + 0.5) / 16 * (plane.x1 - plane.x0),
                 y = plane.y1 - (cell / 16 + 0.5) / 16 * (plane.y1 - plane.y0);

    g_assert_cmpfloat_with_epsilon ((double) grid[cell],
                                    sigmoid ((double) w[0] * y + (double) w[1] * x * x +
                                             (double) w[2] * sin (x) + (double) w[3]),
                                    1e-5);
  }
  anatomy = gradus_observer_make_anatomy (observer, &plane, 16, 0);
  g_assert_cmpuint (anatomy->map_size, ==, 16);
  gradus_anatomy_free (anatomy);
}

static void
test_histogram (void)
{
  const float values[] = { 0, 1, 1, 2, NAN, INFINITY, 4 }, equal[] = { 3, 3 };
  GradusHistogram histogram;

  gradus_histogram_fill (&histogram, values, 7);
  g_assert_cmpuint (histogram.n_values, ==, 5);
  g_assert_cmpfloat (histogram.low, ==, 0);
  g_assert_cmpfloat (histogram.high, ==, 4);
  g_assert_cmpuint (histogram.bins[0], ==, 1);
  g_assert_cmpuint (histogram.bins[10], ==, 2);
  g_assert_cmpuint (histogram.bins[39], ==, 1);
  gradus_histogram_fill (&histogram, equal, 2);
  g_assert_cmpuint (histogram.most, ==, 2);
  g_assert_cmpfloat (histogram.high, >, histogram.low);
  gradus_histogram_fill (&histogram, values + 4, 2);
  g_assert_cmpuint (histogram.n_values, ==, 0);
}

static void
test_looks (void)
{
  GradusSnapshotNeeds all = GRADUS_SNAPSHOT_NEEDS_NONE, grid = GRADUS_SNAPSHOT_NEEDS_NONE,
                      unit = GRADUS_SNAPSHOT_NEEDS_NONE;

  grid.grid_size = 30;
  unit.layer = 2;
  unit.unit = 1;
  gradus_snapshot_needs_merge (&all, &grid);
  gradus_snapshot_needs_merge (&all, &unit);
  g_assert_true (all.grid_size == 30 && all.layer == 2 && all.unit == 1 && all.sample == -1);
  g_assert_false (gradus_snapshot_needs_wants_more (&all, &grid));
  g_assert_true (gradus_snapshot_needs_wants_more (&grid, &all));
}

/* At ½ but for rounding no sample is decided; the test samples are counted by themselves. */
static void
test_undecided (void)
{
  g_autoptr (GradusExperiment) experiment = NULL;
  g_autoptr (GradusStepper) stepper = make_stepper ("xor-deep-sigmoid", 200000, &experiment);
  g_autoptr (GradusExperiment) other = NULL;
  g_autoptr (GradusStepper) spiral = make_stepper ("spiral", 0, &other);
  const GradusSnapshotNeeds none = GRADUS_SNAPSHOT_NEEDS_NONE;
  GradusSnapshot *snapshot = gradus_snapshot_take (stepper, 0, &none);
  const guint last = gradus_network_get_n_layers (gradus_stepper_get_network (spiral)) - 1;
  const GradusLayer *layer = gradus_network_get_layer (gradus_stepper_get_network (spiral), last);

  g_assert_cmpuint (snapshot->n_undecided, ==, 4);
  g_assert_cmpuint (snapshot->n_test_undecided, ==, 0);
  gradus_snapshot_unref (snapshot);
  memset (gradus_network_get_parameters (gradus_stepper_get_network (spiral), last), 0,
          (layer->n_inputs + 1) * sizeof (float));
  snapshot = gradus_snapshot_take (spiral, 0, &none);
  g_assert_cmpuint (snapshot->n_undecided, ==, gradus_stepper_get_dataset (spiral)->n_samples);
  g_assert_cmpuint (snapshot->n_test_undecided, ==,
                    gradus_stepper_get_test_dataset (spiral)->n_samples);
  gradus_snapshot_unref (snapshot);
}

/* What is undecided is in the history, of training and of test data: by as much the accuracy could be
 * lower or higher. Ten sigmoid layers decide nothing at their end, and all at their start. */
static void
test_undecided_history (void)
{
  g_autoptr (GradusExperiment) experiment = NULL;
  g_autoptr (GradusStepper) stepper = make_stepper ("xor-deep-sigmoid", 1000, &experiment);
  g_autoptr (GradusExperiment) other = NULL;
  g_autoptr (GradusStepper) spiral = make_stepper ("spiral", 0, &other);
  const GradusNetwork *network = gradus_stepper_get_network (spiral);
  const guint last = gradus_network_get_n_layers (network) - 1;
  g_auto (GradusSeries) series = { 0 };
  const GradusMetrics *metrics;
  guint end;

  gradus_history_read (gradus_stepper_get_history (stepper), &series);
  end = series.n_points - 1;
  g_assert_cmpfloat (series.undecided_right[0] + series.undecided_wrong[0], ==, 0);
  for (guint i = end - 5; i <= end; i++) {
    g_assert_cmpfloat (series.accuracies[i] - series.undecided_right[i], ==, 0);
    g_assert_cmpfloat (series.accuracies[i] + series.undecided_wrong[i], ==, 1);
    g_assert_cmpfloat (series.test_undecided_wrong[i], ==, 0);
  }
  memset (gradus_network_get_parameters (network, last), 0,
          (gradus_network_get_layer (network, last)->n_inputs + 1) * sizeof (float));
  metrics = gradus_stepper_measure (spiral, 0);
  g_assert_cmpfloat_with_epsilon (metrics->test_accuracy + metrics->test_undecided_wrong, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (metrics->test_accuracy, metrics->test_undecided_right, 1e-12);
}

static GradusPlane
find_plane_of (const GradusPoint *points, guint n, const GradusExtent *extent, guint features)
{
  g_auto (GradusDataSpec) spec = gradus_data_spec_make (&gradus_points_generator);
  g_autoptr (GradusDataset) training = NULL;
  g_autoptr (GradusDataset) test = NULL;

  spec.points = gradus_points_new (points, n, extent);
  spec.features = features;
  spec.test_fraction = 0;
  g_assert_true (gradus_samples_make (&spec, 1, &training, &test, NULL));
  return gradus_plane_find (training, test, 0, 1);
}

/* A straight stroke from the middle out to the edge: whatever is put, the axes stay, so that the
 * next point lies where the pointer is. */
static void
test_extent (void)
{
  const GradusExtent extent = { -0.5f, 1.5f, -0.7f, 1.3f };
  GradusPoint points[30] = { { 0, 0, 0 }, { 0, 1, 1 }, { 1, 0, 1 }, { 1, 1, 0 } };
  GradusPlane plane;

  for (guint n = 4; n < 30; n++) {
    points[n] = (GradusPoint){ 0.5f + (n - 4) / 25.0f, 1.3f, n == 20 ? 2 : 1 };
    plane = find_plane_of (points, n + 1, &extent, n % 2 ? 0 : 1u << GRADUS_FEATURE_X2);
    g_assert_cmpfloat (plane.x0, ==, (double) extent.x0);
    g_assert_cmpfloat (plane.x1, ==, (double) extent.x1);
    g_assert_cmpfloat (plane.y0, ==, (double) extent.y0);
    g_assert_cmpfloat (plane.y1, ==, (double) extent.y1);
  }
  points[4].x = 2; /* from elsewhere: all are shown */
  g_assert_cmpfloat (find_plane_of (points, 30, &extent, 0).x1, >, 2);
  g_assert_cmpfloat (find_plane_of (points, 30, NULL, 0).x1, >, 2);
}

static void
assert_in_plane (const GradusDataset *dataset, const GradusPlane *plane)
{
  for (guint i = 0; i < dataset->n_samples; i++) {
    double x = (double) gradus_inputs_get (&dataset->inputs, i, 0),
           y = (double) dataset->targets[i];

    if (!plane->is_line)
      gradus_dataset_get_point (dataset, i, 0, 1, &x, &y);
    g_assert_true (x >= plane->x0 && x <= plane->x1 && y >= plane->y0 && y <= plane->y1);
  }
}

/* The middle samples are for training: the first and the last test samples lie beyond them. */
static void
check_plane_of_test (GradusDataSpec *spec, gboolean has_extent)
{
  g_autoptr (GradusDataset) all = NULL;
  g_autoptr (GradusDataset) none = NULL;
  g_autoptr (GradusDataset) training = NULL;
  g_autoptr (GradusDataset) test = NULL;
  guint order[30];
  GradusPlane plane;

  spec->test_fraction = 0;
  g_assert_true (gradus_samples_make (spec, 1, &all, &none, NULL));
  g_assert_cmpuint (all->n_samples, >=, 30);
  for (guint i = 0; i < 30; i++)
    order[i] = (i + 10) % 30;
  training = gradus_dataset_pick (all, order, 10);
  test = gradus_dataset_pick (all, order + 10, 20);
  plane = gradus_plane_find (training, test, 0, 1);
  assert_in_plane (training, &plane);
  assert_in_plane (test, &plane);
  if (plane.is_line) /* whose samples are in no order */
    return;
  plane = gradus_plane_find (training, NULL, 0, 1);
  g_assert_cmpfloat (plane.x1, <, (double) gradus_inputs_get (&all->inputs, 29, 0));
  if (has_extent) /* that of the training samples alone */
    g_assert_cmpfloat (plane.x1, ==, 20);
}

/* Test samples that lie beyond all training samples are seen, too. */
static void
test_plane_of_test (void)
{
  const GradusExtent extent = { 0, 20, 0, 20 };
  g_auto (GradusDataSpec) line = gradus_data_spec_make (&gradus_function_generator);

  check_plane_of_test (&line, FALSE);
  for (guint with_extent = 0; with_extent < 2; with_extent++) {
    for (guint feature = 0; feature < 2; feature++) {
      g_auto (GradusDataSpec) spec = gradus_data_spec_make (&gradus_points_generator);
      GradusPoint points[30];

      for (guint i = 0; i < 30; i++)
        points[i] = (GradusPoint){ i, i / 2.0f, i % 2 };
      spec.points = gradus_points_new (points, 30, with_extent ? &extent : NULL);
      spec.features = feature ? 1u << GRADUS_FEATURE_X2 : 0;
      check_plane_of_test (&spec, with_extent);
    }
  }
}

void
add_observer_tests (void)
{
  g_test_add_func ("/observer/chain", test_chain);
  g_test_add_func ("/observer/chain-of-kinds", test_chain_of_kinds);
  g_test_add_func ("/observer/kinds-without-activation", test_kinds_without_activation);
  g_test_add_func ("/observer/anatomy", test_anatomy);
  g_test_add_func ("/observer/set-weight", test_set_weight);
  g_test_add_func ("/observer/way", test_way);
  g_test_add_func ("/observer/distance", test_distance);
  g_test_add_func ("/observer/many-inputs-and-outputs", test_many_inputs_and_outputs);
  g_test_add_func ("/observer/features", test_features);
  g_test_add_func ("/observer/extent", test_extent);
  g_test_add_func ("/observer/plane-of-test", test_plane_of_test);
  g_test_add_func ("/observer/histogram", test_histogram);
  g_test_add_func ("/observer/looks", test_looks);
  g_test_add_func ("/observer/undecided", test_undecided);
  g_test_add_func ("/observer/undecided-history", test_undecided_history);
  g_test_add_func ("/observer/undisturbed", test_undisturbed);
}
