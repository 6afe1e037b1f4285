/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "diverging.h"
#include "experiment/builtin.h"
#include "experiment/samples.h"
#include "nn/random.h"
#include "nn/variation.h"
#include "nn/pass.h"
#include "train/stepper-private.h"

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
  guint n_shown;
  const float *outputs = gradus_stepper_get_outputs (stepper, &n_shown);

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

/* The gradients of the first step shrink from the output towards the input: what "vanishing"
 * means. */
static void
test_vanishing (void)
{
  g_autoptr (GradusStepper) stepper = train ("xor-deep-sigmoid", 0);
  const GradusMetrics *metrics = gradus_stepper_measure (stepper, 0);

  g_assert_cmpfloat ((double) metrics->gradient_norms[0], <,
                     1e-4 * (double) metrics->gradient_norms[10]);
}

/* From the seed to the gradients, against an implementation that shares nothing with this one. */
static void
test_reference (void)
{
  json_t *builtins = json_load_file (GRADUS_REFERENCE_DIR "/builtins.json", 0, NULL), *entry;
  const char *id;

  g_assert_cmpuint (json_object_size (builtins), ==, 7);
  json_object_foreach (builtins, id, entry) {
    g_autoptr (GradusStepper) stepper = train (id, 0);
    const GradusMetrics *metrics = gradus_stepper_measure (stepper, 0);
    json_t *norms = json_object_get (entry, "gradient_norms");
    double cost = json_number_value (json_object_get (entry, "cost"));

    g_assert_cmpfloat_with_epsilon (metrics->cost, cost, 1e-6 * cost);
    g_assert_cmpuint (json_array_size (norms), ==, gradus_stepper_get_n_layers (stepper));
    for (guint i = 0; i < json_array_size (norms); i++) {
      double wanted = json_number_value (json_array_get (norms, i));

      g_assert_cmpfloat_with_epsilon ((double) metrics->gradient_norms[i], wanted, 1e-4 * wanted + 1e-15);
    }
  }
  json_decref (builtins);
}

static void
test_reset (void)
{
  g_autoptr (GradusStepper) stepper = train ("xor-deep-relu", 0);
  double first = gradus_stepper_measure (stepper, 0)->cost;
  double trained;

  gradus_stepper_advance (stepper, 3000, &never);
  trained = gradus_stepper_measure (stepper, 0)->cost;
  gradus_stepper_reset (stepper);
  g_assert_cmpuint (gradus_stepper_get_step (stepper), ==, 0);
  g_assert_cmpfloat (gradus_stepper_measure (stepper, 0)->cost, ==, first);
  gradus_stepper_advance (stepper, 3000, &never);
  g_assert_cmpfloat (gradus_stepper_measure (stepper, 0)->cost, ==, trained);
}

static void
test_divergence (void)
{
  g_autoptr (GradusExperiment) experiment = make_diverging_experiment ();
  g_autoptr (GradusStepper) stepper = NULL;
  GradusDivergence divergence;

  stepper = gradus_stepper_new (experiment, NULL);
  g_assert_cmpuint (gradus_stepper_advance (stepper, 100000, &never), <, 100);
  g_assert_true (gradus_stepper_has_diverged (stepper, &divergence));
  g_assert_cmpuint (divergence.step, ==, gradus_stepper_get_step (stepper));
  g_assert_cmpuint (divergence.layer, <, 3);
  g_assert_false (isfinite (gradus_stepper_finish (stepper)->cost));
  gradus_stepper_reset (stepper);
  g_assert_false (gradus_stepper_has_diverged (stepper, NULL));
}

/* Few samples for many weights: to go through these at each step would be most of it. */
static GradusStepper *
make_wide_stepper (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_experiment_new ("");
  g_autoptr (GradusDataset) samples = gradus_dataset_new (200, 1, 4);
  GradusLayerSpec spec =
      gradus_layer_spec_dense (100, GRADUS_ACTIVATION_TANH, GRADUS_INITIALISER_XAVIER_UNIFORM);

  gradus_experiment_add_layer (experiment, &spec);
  spec = gradus_layer_spec_dense (1, GRADUS_ACTIVATION_LINEAR, GRADUS_INITIALISER_XAVIER_UNIFORM);
  gradus_experiment_add_layer (experiment, &spec);
  return gradus_stepper_new_on (experiment, samples, NULL, NULL);
}

static void
test_checkpoints (void)
{
  g_autoptr (GPtrArray) checkpoints =
      g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_checkpoint_unref);
  g_autoptr (GradusStepper) stepper = make_wide_stepper ();
  guint64 revision = 0;

  gradus_stepper_advance (stepper, 1000, &never);
  gradus_timeline_read (gradus_stepper_get_timeline (stepper), &revision, checkpoints);
  g_assert_cmpuint (checkpoints->len, ==, 4);
  for (guint i = 0; i < checkpoints->len; i++) {
    const GradusCheckpoint *checkpoint = g_ptr_array_index (checkpoints, i);

    g_assert_cmpuint (checkpoint->step, ==, 256 * i);
  }
}

/* The layers are looked at eight times between a step and the double of it, and no more often than
 * one step in 256; the cost is known of each step. */
static void
test_looks_at_layers (void)
{
  g_autoptr (GradusStepper) stepper = make_wide_stepper ();
  g_auto (GradusSeries) series = { 0 };
  guint64 step = 0;

  gradus_stepper_advance (stepper, 1000, &never);
  gradus_history_read (gradus_stepper_get_layer_history (stepper), &series);
  g_assert_cmpuint (series.n_points, ==, 16 + 5 * 8 + 8);
  for (guint i = 0; i < series.n_points; i++) {
    g_assert_cmpuint (series.steps[i], ==, step);
    step += MAX ((G_GUINT64_CONSTANT (1) << (g_bit_storage (step) - 1)) / 8, 1);
  }
  gradus_history_read (gradus_stepper_get_history (stepper), &series);
  g_assert_cmpuint (series.n_points, ==, 1000);
}

/* A grid is what the network says, and looking at it changes nothing. */
static void
test_grid (void)
{
  g_autoptr (GradusStepper) stepper = train ("xor", 20000);
  GradusObserver *observer = gradus_stepper_get_observer (stepper);
  GradusPlane plane = gradus_observer_get_plane (observer, 0, 1);
  double before = gradus_stepper_measure (stepper, 0)->cost;
  guint size = gradus_observer_fit_grid (observer, 30), n_shown;
  float grid[900];
  const float *outputs;

  g_assert_cmpfloat (plane.x0, ==, -0.5);
  g_assert_cmpfloat (plane.y1, ==, 1.5);
  g_assert_cmpuint (size, ==, 30);
  /* Planes whose first and last cells have the samples at their middles. */
  plane = (GradusPlane){ -0.5 / 29, 1 + 0.5 / 29, -0.5 / 29, 1 + 0.5 / 29, 0, 1 };
  gradus_observer_fill_grid (observer, &plane, size, grid);
  g_assert_cmpfloat (gradus_stepper_measure (stepper, 0)->cost, ==, before);
  outputs = gradus_stepper_get_outputs (stepper, &n_shown);
  g_assert_cmpuint (n_shown, ==, 4);
  g_assert_cmpfloat_with_epsilon ((double) grid[29 * 30], (double) outputs[0],
                                  1e-5); /* (0, 0): bottom left */
  g_assert_cmpfloat_with_epsilon ((double) grid[0], (double) outputs[1],
                                  1e-5); /* (0, 1): top left */
  g_assert_cmpfloat_with_epsilon ((double) grid[29 * 30 + 29], (double) outputs[2],
                                  1e-5);                                         /* (1, 0) */
  g_assert_cmpfloat_with_epsilon ((double) grid[29], (double) outputs[3], 1e-5); /* (1, 1) */
}

/* It begins where it is made to begin. */
static void
test_divergence_is_located (void)
{
  for (guint layer = 0; layer < 6; layer++) {
    g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-deep-relu");
    g_autoptr (GradusStepper) stepper = NULL;
    GradusDivergence divergence = { 0 };

    for (guint i = 0; i < 10; i++)
      gradus_experiment_get_layer (experiment, i)->activation =
          gradus_activation_make (GRADUS_ACTIVATION_LINEAR);
    stepper = gradus_stepper_new (experiment, NULL);
    gradus_stepper_advance (stepper, 1234, &never);
    g_assert_false (gradus_stepper_has_diverged (stepper, NULL));
    gradus_network_get_parameters (gradus_stepper_get_network (stepper), layer)[7] = INFINITY;
    gradus_stepper_advance (stepper, 100000, &never);
    g_assert_true (gradus_stepper_has_diverged (stepper, &divergence));
    g_assert_cmpuint (divergence.step, ==, 1235);
    g_assert_cmpuint (divergence.layer, ==, layer);
  }
}

static GradusExperiment *
make_spiral (guint units, guint n_samples, guint batch_size)
{
  GradusExperiment *experiment = gradus_builtin_make ("spiral");

  experiment->data.n_samples = n_samples;
  experiment->batch_size = batch_size;
  for (guint i = 0; i < 2; i++)
    gradus_layer_spec_set_width (gradus_experiment_get_layer (experiment, i), units);
  return experiment;
}

/* Mini-batches learn the spiral, and the test data are measured apart. */
static void
test_mini_batches (void)
{
  g_autoptr (GradusExperiment) experiment = make_spiral (16, 500, 10);
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);
  g_auto (GradusSeries) series = { 0 };
  const GradusMetrics *metrics;

  g_assert_cmpuint (gradus_stepper_get_dataset (stepper)->n_samples, ==, 400);
  gradus_stepper_advance (stepper, 60000, &never);
  metrics = gradus_stepper_finish (stepper);
  g_assert_cmpfloat (metrics->accuracy, >, 0.98);
  g_assert_cmpfloat (metrics->test_accuracy, >, 0.9);
  g_assert_true (metrics->test_cost != metrics->cost);
  gradus_history_read (gradus_stepper_get_history (stepper), &series);
  g_assert_cmpfloat (series.test_accuracies[0], <, 0.8);
  g_assert_true (isfinite (series.test_costs[series.n_points - 1]));
}

/* What is recorded of a step, cost and accuracy of training and test data, is what the weights had
 * before its update. */
static void
test_recorded (void)
{
  g_autoptr (GradusExperiment) experiment = make_spiral (6, 200, 0);
  g_autoptr (GradusStepper) stepper = NULL, other = NULL;
  g_auto (GradusSeries) series = { 0 };
  guint n_tests = 0;

  experiment->optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_SGD);
  experiment->optimiser.learning_rate = 0.5;
  stepper = gradus_stepper_new (experiment, NULL);
  other = gradus_stepper_new (experiment, NULL);
  gradus_stepper_advance (stepper, 2000, &never);
  gradus_history_read (gradus_stepper_get_history (stepper), &series);
  g_assert_cmpuint (series.n_points, ==, 2000);
  for (guint i = 0; i < series.n_points; i++) {
    const GradusMetrics *metrics;

    gradus_stepper_advance (other, series.steps[i], &never);
    metrics = gradus_stepper_measure (other, 0);
    g_assert_cmpfloat_with_epsilon (series.costs[i], metrics->cost, 1e-6 * metrics->cost);
    g_assert_cmpfloat (series.accuracies[i], ==, metrics->accuracy);
    if (isnan (series.test_costs[i]))
      continue;
    g_assert_cmpfloat_with_epsilon (series.test_costs[i], metrics->test_cost,
                                    1e-6 * metrics->test_cost);
    g_assert_cmpfloat (series.test_accuracies[i], ==, metrics->test_accuracy);
    n_tests++;
  }
  g_assert_cmpuint (n_tests, >, 20);
}

/* Weights that were trained on some points go on with others to the same bits as if they had been
 * put there. */
static void
test_other_data (void)
{
  static const GradusPoint points[] = {
    { -1, 0, 0 }, { 1, 0.5f, 1 }, { 0, -1, 1 }, { 2, 2, 0 }, { 1, -2, 1 }
  };
  g_autoptr (GradusExperiment) first = gradus_builtin_make ("xor-wide-deep"),
                               second = gradus_experiment_copy (first);
  g_autoptr (GradusDataset) training = NULL, test = NULL;
  g_autoptr (GradusStepper) a = NULL, b = NULL;
  GradusDataSpec spec = gradus_data_spec_make (&gradus_points_generator);
  gsize n;

  spec.points = gradus_points_new (points, 4, NULL);
  gradus_experiment_set_data (first, &spec);
  gradus_points_unref (spec.points);
  spec.points = gradus_points_new (points + 1, 4, NULL);
  gradus_experiment_set_data (second, &spec);
  gradus_points_unref (spec.points);
  g_assert_true (gradus_experiment_can_go_on_as (first, second) &&
                 !gradus_experiment_equal (first, second));
  a = gradus_stepper_new (first, NULL);
  b = gradus_stepper_new (second, NULL);
  gradus_stepper_advance (a, 500, &never);
  g_assert_true (gradus_samples_make (&second->data, 1, &training, &test, NULL));
  g_assert_true (gradus_stepper_set_data (a, training, test, second->batch_size, NULL));
  n = gradus_network_get_n_floats (gradus_stepper_get_network (a));
  memcpy (gradus_network_get_parameters (gradus_stepper_get_network (b), 0),
          gradus_network_get_parameters (gradus_stepper_get_network (a), 0), n * sizeof (float));
  gradus_stepper_advance (a, 900, &never);
  gradus_stepper_advance (b, 400, &never);
  g_assert_cmpmem (
      gradus_network_get_parameters (gradus_stepper_get_network (a), 0), n * sizeof (float),
      gradus_network_get_parameters (gradus_stepper_get_network (b), 0), n * sizeof (float));
  g_assert_true (gradus_stepper_finish (a)->cost == gradus_stepper_finish (b)->cost);
}

/* At how many steps from `from` on, up to `to`, the test data are measured. */
static guint
count_tests (const GradusSeries *series, guint64 from, guint64 to)
{
  guint n = 0;

  for (guint i = 0; i < series->n_points; i++)
    n += series->steps[i] >= from && series->steps[i] <= to && isfinite (series->test_costs[i]);
  return n;
}

/* However long a run is, on a linear axis as on a logarithmic one, in each of its octaves and in the
 * last tenth of a long one: what the test data say is a curve. */
static void
test_tests_are_a_curve (void)
{
  const guint64 ends[] = { 40, 1000, 60000 };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autoptr (GradusExperiment) experiment = make_spiral (4, 500, 10);
    g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);
    g_auto (GradusSeries) series = { 0 };

    gradus_stepper_advance (stepper, ends[i], &never);
    gradus_history_read (gradus_stepper_get_history (stepper), &series);
    g_assert_cmpuint (count_tests (&series, 0, ends[i]), >=, 20);
    for (guint64 octave = 8; 2 * octave <= ends[i]; octave *= 2)
      g_assert_cmpuint (count_tests (&series, octave, 2 * octave), >=, 8);
    if (ends[i] >= 20000)
      g_assert_cmpuint (count_tests (&series, ends[i] - ends[i] / 10, ends[i]), >=, 20);
  }
}

/* Measuring many test samples beside small batches costs as much as many steps: then it is done
 * twice between a step and the double of it, and takes a sixteenth of the time from where that is
 * more. */
static void
test_many_test_samples (void)
{
  g_autoptr (GradusExperiment) experiment = make_spiral (8, 1000, 10);
  g_autoptr (GradusStepper) stepper = NULL;
  g_auto (GradusSeries) series = { 0 };

  experiment->data.test_fraction = 0.8;
  stepper = gradus_stepper_new (experiment, NULL);
  g_assert_cmpuint (gradus_stepper_get_test_dataset (stepper)->n_samples, ==, 800);
  gradus_stepper_advance (stepper, 8000, &never);
  gradus_history_read (gradus_stepper_get_history (stepper), &series);
  g_assert_cmpuint (count_tests (&series, 0, 0), ==, 1);
  g_assert_cmpuint (count_tests (&series, 64, 127), ==, 2);
  g_assert_cmpuint (count_tests (&series, 256, 511), ==, 2);
  g_assert_cmpuint (count_tests (&series, 4096, 7999), ==, 8); /* every 512 steps */
}

/* The bits do not depend on how many threads share a step, nor on how often it is interrupted or
 * looked at. */
static void
test_threads (void)
{
  g_autoptr (GradusExperiment) experiment = make_spiral (200, 1000, 256);
  g_autoptr (GradusStepper) alone = NULL, shared = NULL;

  experiment->optimiser.clip_norm = 0.5;
  experiment->optimiser.l2 = 0.001;
  alone = gradus_stepper_new (experiment, NULL);
  shared = gradus_stepper_new (experiment, NULL);
  gradus_stepper_use_cores (shared, 8);
  gradus_stepper_advance (alone, 60, &never);
  for (guint64 step = 7; step < 60; step += 7) {
    gradus_stepper_advance (shared, step, &never);
    gradus_stepper_measure (shared, 0);
  }
  gradus_stepper_advance (shared, 60, &never);
  for (guint l = 0; l < 3; l++) {
    const GradusNetwork *network = gradus_stepper_get_network (alone);
    const gsize size = gradus_network_count_parameters (network, l) * sizeof (float);

    g_assert_cmpmem (gradus_network_get_parameters (network, l), size,
                     gradus_network_get_parameters (gradus_stepper_get_network (shared), l), size);
  }
}

/* Pictures of noise. */
static GradusDataset *
draw_pictures (guint n_samples)
{
  GradusDataset *pictures = gradus_dataset_new (3 * 12 * 11, 4, n_samples);
  GradusRandom random;

  gradus_dataset_set_picture (pictures, &(GradusPictureLayout){ 11, 12, 3, TRUE });
  gradus_random_init (&random, 5, 0);
  for (gsize i = 0; i < (gsize) n_samples * pictures->n_inputs; i++)
    pictures->floats[i] = gradus_random_uniform (&random, 0, 1);
  for (guint i = 0; i < n_samples; i++)
    pictures->targets[i * 4 + gradus_random_below (&random, 4)] = 1;
  return pictures;
}

static GradusExperiment *
make_maps (void)
{
  static const GradusLayerClass *const classes[] = {
    &gradus_convolution_class, &gradus_batch_normalisation_class, &gradus_max_pooling_class,
    &gradus_dropout_class,     &gradus_convolution_class,         &gradus_average_pooling_class,
  };
  GradusExperiment *experiment = gradus_experiment_new ("");
  GradusLayerSpec last =
      gradus_layer_spec_dense (4, GRADUS_ACTIVATION_SOFTMAX, GRADUS_INITIALISER_XAVIER_UNIFORM);

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++) {
    GradusLayerSpec spec = gradus_layer_spec_make (classes[i]);

    spec.initialiser = gradus_initialiser_make (GRADUS_INITIALISER_LSUV);
    if (classes[i]->has_activation)
      spec.activation = gradus_activation_make (GRADUS_ACTIVATION_RELU);
    if (gradus_layer_class_get_width (classes[i]))
      gradus_layer_spec_set_width (&spec, 24);
    gradus_experiment_add_layer (experiment, &spec);
  }
  gradus_experiment_add_layer (experiment, &last);
  experiment->cost = GRADUS_COST_CROSS_ENTROPY;
  experiment->optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_ADAM);
  experiment->batch_size = 20;
  return experiment;
}

/* Of maps even a batch of few samples is shared; and it goes on from a checkpoint to the same bits,
 * also where pictures are moved, or one thread makes some steps alone. Returns what it came to. */
static GradusCheckpoint *
check_threads_over_maps (guint batch_size, gboolean is_mirrored, guint shift)
{
  g_autoptr (GradusExperiment) experiment = make_maps ();
  g_autoptr (GradusDataset) pictures = draw_pictures (70);
  g_autoptr (GradusStepper) alone = NULL, shared = NULL;
  g_autoptr (GradusCheckpoint) before = NULL, after = NULL, again = NULL;

  experiment->batch_size = batch_size;
  pictures->is_mirrored = is_mirrored;
  pictures->shift = shift;
  alone = gradus_stepper_new_on (experiment, pictures, NULL, NULL);
  shared = gradus_stepper_new_on (experiment, pictures, NULL, NULL);
  gradus_stepper_use_cores (shared, 2);
  gradus_stepper_advance (alone, 11, &never);
  before = gradus_stepper_save (alone);
  gradus_stepper_advance (alone, 25, &never);
  for (guint64 step = 4; step < 25; step += 4) {
    shared->core_choice.is_shared = step != 12;
    gradus_stepper_advance (shared, step, &never);
    gradus_stepper_measure (shared, 0);
  }
  gradus_stepper_advance (shared, 25, &never);
  after = gradus_stepper_save (alone);
  again = gradus_stepper_save (shared);
  g_assert_cmpmem (again->state, again->n_floats * sizeof (float), after->state,
                   after->n_floats * sizeof (float));
  gradus_stepper_restore (shared, before);
  gradus_stepper_advance (shared, 25, &never);
  g_clear_pointer (&again, gradus_checkpoint_unref);
  again = gradus_stepper_save (shared);
  g_assert_cmpmem (again->state, again->n_floats * sizeof (float), after->state,
                   after->n_floats * sizeof (float));
  return g_steal_pointer (&after);
}

static void
test_threads_over_maps (void)
{
  g_autoptr (GradusCheckpoint) still = check_threads_over_maps (20, FALSE, 0),
                               moved = check_threads_over_maps (20, TRUE, 2),
                               all_still = check_threads_over_maps (0, FALSE, 0),
                               all_moved = check_threads_over_maps (0, FALSE, 1);
  const gsize size = still->n_floats * sizeof (float);

  g_assert_cmpint (memcmp (still->state, moved->state, size), !=, 0);
  g_assert_cmpint (memcmp (all_still->state, all_moved->state, size), !=, 0);
}

/* A step learns the samples of its batch as they are moved in its epoch; who measures sees them as
 * they are. */
static void
test_moved (void)
{
  g_autoptr (GradusExperiment) experiment = make_maps ();
  g_autoptr (GradusDataset) pictures = draw_pictures (70);
  g_autoptr (GradusStepper) stepper = NULL;
  g_auto (GradusBatches) batches = { 0 };
  const GradusVariation variation = { TRUE, 3, 3, 12, 11, 1, experiment->seed, 2 };
  const GradusPass *measured;
  const guint *samples;
  guint n;

  pictures->is_mirrored = TRUE;
  pictures->shift = 3;
  stepper = gradus_stepper_new_on (experiment, pictures, NULL, NULL);
  gradus_stepper_advance (stepper, 10, &never);
  gradus_batches_init (&batches, 70, 20, 1, experiment->seed);
  samples = gradus_batches_find (&batches, 9, &n);
  g_assert_cmpuint (gradus_batches_find_epoch (&batches, 9), ==, variation.epoch);
  for (guint i = 0; i < n; i++) {
    g_autofree float *moved = g_new (float, pictures->n_inputs);

    gradus_variation_copy (&variation, &pictures->inputs, samples[i], moved);
    g_assert_cmpmem (stepper->pass->inputs_by_sample + (gsize) i * stepper->pass->pitch,
                     pictures->n_inputs * sizeof (float), moved,
                     pictures->n_inputs * sizeof (float));
  }
  gradus_stepper_measure (stepper, 0);
  measured = gradus_evaluator_get_pass (stepper->evaluator);
  g_assert_cmpmem (measured->inputs_by_sample, pictures->n_inputs * sizeof (float),
                   pictures->floats, pictures->n_inputs * sizeof (float));
}

/* Many samples are measured in pieces: what comes out is what one piece would say. */
static void
test_pieces (void)
{
  g_autoptr (GradusExperiment) experiment = make_spiral (8, 2000, 0);
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);
  g_auto (GradusSeries) series = { 0 };
  const GradusMetrics *metrics;

  gradus_stepper_advance (stepper, 3, &never);
  gradus_stepper_reset (stepper);
  gradus_stepper_advance (stepper, 1, &never);
  gradus_history_read (gradus_stepper_get_history (stepper), &series);
  gradus_stepper_reset (stepper);
  metrics = gradus_stepper_measure (stepper, 0);
  g_assert_cmpfloat_with_epsilon (metrics->cost, series.costs[0], 1e-6);
  g_assert_cmpfloat_with_epsilon (metrics->accuracy, series.accuracies[0], 1e-12);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon ((double) metrics->gradient_norms[i], (double) series.values[i],
                                    1e-5 * (double) series.values[i]);
}

static void
test_diagnostics (void)
{
  g_autoptr (GradusStepper) stepper = train ("xor-deep-relu", 200000);
  const GradusDiagnostics *d = gradus_stepper_get_diagnostics (stepper);
  const GradusMetrics *metrics = gradus_stepper_finish (stepper);
  const float *weights = gradus_network_get_parameters (gradus_stepper_get_network (stepper), 3);
  double squares = 0;

  for (guint i = 0; i < 25; i++)
    squares += (double) weights[i] * (double) weights[i];
  g_assert_cmpfloat_with_epsilon ((double) d[3].weight_norm, sqrt (squares), 1e-5);
  g_assert_cmpfloat_with_epsilon ((double) d[3].update_ratio,
                                  0.1 * (double) metrics->gradient_norms[3] / sqrt (squares), 1e-9);
  g_assert_true (d[3].dead >= 0 && d[3].dead < 1);
  g_assert_true (isnan (d[3].saturated) && isnan (d[10].dead));
  g_assert_true (d[10].saturated == 1); /* every output is sure of itself */
  g_assert_cmpfloat_with_epsilon ((double) d[10].mean, 0.5, 1e-4);
  g_assert_cmpfloat_with_epsilon ((double) d[10].spread, 0.5, 1e-4);
}

/* A hundred layers, and layers of 4,096 units. */
static void
test_extremes (void)
{
  g_autoptr (GradusExperiment) deep = gradus_builtin_make ("xor");
  g_autoptr (GradusExperiment) wide = gradus_builtin_make ("xor-wide-deep");
  const GradusLayerSpec spec = *gradus_experiment_get_layer (deep, 0);
  g_autoptr (GradusStepper) stepper = NULL;

  while (gradus_experiment_get_n_layers (deep) < GRADUS_MAX_LAYERS)
    gradus_experiment_insert_layer (deep, 0, &spec);
  stepper = gradus_stepper_new (deep, NULL);
  gradus_stepper_advance (stepper, 100, &never);
  g_assert_true (isfinite (gradus_stepper_finish (stepper)->cost));
  g_clear_pointer (&stepper, gradus_stepper_free);

  for (guint i = 0; i < 2; i++) {
    gradus_layer_spec_set_width (gradus_experiment_get_layer (wide, i), GRADUS_MAX_UNITS);
    gradus_experiment_get_layer (wide, i)->initialiser =
        gradus_initialiser_make (GRADUS_INITIALISER_HE_NORMAL);
  }
  stepper = gradus_stepper_new (wide, NULL);
  gradus_stepper_advance (stepper, 2, &never);
  g_assert_true (isfinite (gradus_stepper_finish (stepper)->cost));
}

void
add_stepper_tests (void)
{
  g_test_add_func ("/stepper/deep-sigmoid", test_deep_sigmoid);
  g_test_add_func ("/stepper/deep-relu", test_deep_relu);
  g_test_add_func ("/stepper/solved", test_solved);
  g_test_add_func ("/stepper/vanishing", test_vanishing);
  g_test_add_func ("/stepper/reference", test_reference);
  g_test_add_func ("/stepper/reset", test_reset);
  g_test_add_func ("/stepper/divergence", test_divergence);
  g_test_add_func ("/stepper/divergence-is-located", test_divergence_is_located);
  g_test_add_func ("/stepper/mini-batches", test_mini_batches);
  g_test_add_func ("/stepper/recorded", test_recorded);
  g_test_add_func ("/stepper/other-data", test_other_data);
  g_test_add_func ("/stepper/tests-are-a-curve", test_tests_are_a_curve);
  g_test_add_func ("/stepper/many-test-samples", test_many_test_samples);
  g_test_add_func ("/stepper/threads", test_threads);
  g_test_add_func ("/stepper/threads-over-maps", test_threads_over_maps);
  g_test_add_func ("/stepper/moved", test_moved);
  g_test_add_func ("/stepper/pieces", test_pieces);
  g_test_add_func ("/stepper/diagnostics", test_diagnostics);
  g_test_add_func ("/stepper/extremes", test_extremes);
  g_test_add_func ("/stepper/checkpoints", test_checkpoints);
  g_test_add_func ("/stepper/looks-at-layers", test_looks_at_layers);
  g_test_add_func ("/stepper/grid", test_grid);
}
