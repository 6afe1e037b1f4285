/* SPDX-License-Identifier: MIT */
#include "train/stepper-private.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "experiment/samples.h"
#include "nn/memory.h"
#include "nn/pass.h"
#include "train/cores.h"

/* Measuring the test data may cost this share of training … */
#define TEST_SHARE (1.0 / 16)

/* … but for so many measurements between a step and the double of it, for logarithmic axes. One
 * that costs as much as many steps is made less often. */
#define MOST_AN_OCTAVE 8
#define FEWEST_AN_OCTAVE 2
#define STEPS_AN_OCTAVE 32

/* Checkpoints may cost this share of training, and looks at the layers, too. To copy a number, or
 * to measure a parameter and its moments, takes as long as so many multiply-adds, once there are
 * so many of them that they leave the cache. */
#define COPY_SHARE (1.0 / 32)
#define MULTIPLY_ADDS_A_COPY 80
#define MULTIPLY_ADDS_A_LOOK 60
#define FLOATS_IN_CACHE 16384

/* From so many multiply-adds in a step on, some 50 µs, threads gain more by sharing it than they
 * lose by waiting for each other. */
#define SHARED_MULTIPLY_ADDS 3e6

/* -- Making it --------------------------------------------------------------------------------- */

static double
count_multiply_adds_of_step (const GradusStepper *stepper)
{
  return PASSES_OF_A_STEP * (double) gradus_network_count_multiply_adds (stepper->network) *
         stepper->pass->capacity;
}

static void
choose_test_stride (GradusStepper *stepper)
{
  const double step = (double) PASSES_OF_A_STEP * stepper->pass->capacity;
  const double n_steps = stepper->test ? stepper->test->n_samples / step : 0;

  stepper->test_stride = 1;
  while (n_steps > TEST_SHARE * (double) stepper->test_stride)
    stepper->test_stride *= 2;
  stepper->tests_an_octave = MOST_AN_OCTAVE;
  while (stepper->tests_an_octave > FEWEST_AN_OCTAVE &&
         n_steps * (double) stepper->tests_an_octave > STEPS_AN_OCTAVE)
    stepper->tests_an_octave /= 2;
}

/* The steps, a power of two, between two times that all of n_floats are gone through. By what is to
 * be computed alone, so that the same steps are kept at any speed. */
static guint64
choose_stride (const GradusStepper *stepper, gsize n_floats, double multiply_adds_a_float)
{
  const double n_steps = n_floats > FLOATS_IN_CACHE
                             ? multiply_adds_a_float * (double) n_floats /
                                   count_multiply_adds_of_step (stepper)
                             : 0;
  guint64 stride = 1;

  while (n_steps > COPY_SHARE * (double) stride)
    stride *= 2;
  return stride;
}

static void
begin_anew (GradusStepper *stepper)
{
  const guint n_seen = MIN (stepper->training->n_samples, GRADUS_START_SAMPLES);
  g_autofree float *seen = gradus_dataset_copy_inputs (stepper->training, 0, n_seen);

  gradus_network_initialise (stepper->network, stepper->seed, seen, n_seen);
  memcpy (stepper->start, gradus_network_get_parameters (stepper->network, 0),
          gradus_network_get_n_floats (stepper->network) * sizeof (float));
  stepper->step = 0;
  stepper->has_diverged = FALSE;
  gradus_stepper_forget_looks (stepper);
  stepper->recorded_cost = NAN;
  stepper->metrics = (GradusMetrics){
    .test_cost = NAN,
    .test_accuracy = NAN,
    .gradient_norms = stepper->gradient_norms,
  };
}

static void
forget_data (GradusStepper *stepper)
{
  gradus_batches_clear (&stepper->batches);
  g_clear_pointer (&stepper->observer, gradus_observer_free);
  g_clear_pointer (&stepper->evaluator, gradus_evaluator_free);
  g_clear_pointer (&stepper->pass, gradus_pass_free);
  g_clear_pointer (&stepper->training, gradus_dataset_unref);
  g_clear_pointer (&stepper->test, gradus_dataset_unref);
  g_clear_pointer (&stepper->shown, g_free);
}

static gboolean
check_samples (const GradusStepper *stepper, const GradusDataset *training,
               const GradusDataset *test, guint batch_size, GError **error)
{
  if (stepper->stop_watch.rule.patience > 0 && !test) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "stop-when.patience waits for a lower cost of the test data, and there are none; "
                 "give data.test-fraction, or leave patience out");
    return FALSE;
  }
  if (training->n_samples >= stepper->fewest_samples &&
      (batch_size == 0 || batch_size >= stepper->fewest_samples))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "batch normalisation compares the samples of a batch, and there %s only one; %s",
               training->n_samples == 1 ? "is" : "would be",
               training->n_samples == 1 ? "give more samples to learn from"
                                        : "take a batch-size of 2 or more, or 0 for all samples");
  return FALSE;
}

/* Puts these samples in the place of those before, if any; what belongs to them is made anew.
 * Changes nothing where there is no memory for it. All that can fail comes before anything is
 * forgotten. */
static gboolean
use_data (GradusStepper *stepper, GradusDataset *training, GradusDataset *test, guint batch_size,
          GError **error)
{
  const guint n_most = MAX (training->n_samples, test ? test->n_samples : 0);
  g_auto (GradusBatches) batches = { 0 };
  g_autoptr (GradusPass) pass = NULL;
  g_autoptr (GradusEvaluator) evaluator = NULL;

  if (!check_samples (stepper, training, test, batch_size, error))
    return FALSE;
  gradus_batches_init (&batches, training->n_samples, batch_size, stepper->fewest_samples,
                       stepper->seed);
  pass = gradus_network_new_pass (stepper->network, batches.most, GRADUS_PASS_GRADIENTS, error);
  evaluator = pass ? gradus_evaluator_new (stepper->network, stepper->cost, n_most, error) : NULL;
  if (!evaluator)
    return FALSE;
  forget_data (stepper);
  stepper->batches = batches;
  batches = (GradusBatches){ 0 };
  stepper->training = gradus_dataset_ref (training);
  stepper->test = test ? gradus_dataset_ref (test) : NULL;
  stepper->n_shown = MIN (training->n_samples, GRADUS_SNAPSHOT_MAX_SAMPLES);
  stepper->shown = g_new0 (float, (gsize) stepper->n_shown * training->n_targets);
  stepper->pass = g_steal_pointer (&pass);
  stepper->evaluator = g_steal_pointer (&evaluator);
  stepper->observer = gradus_observer_new (
      stepper->network, gradus_evaluator_get_pass (stepper->evaluator), training, stepper->cost);
  gradus_observer_set_test (stepper->observer, test);
  stepper->pass->is_training = TRUE;
  stepper->pass->seed = stepper->seed;
  gradus_pass_set_samples (
      stepper->pass, stepper->pass->capacity,
      gradus_cost_sample_weight (stepper->cost, stepper->pass->n_outputs, stepper->pass->capacity));
  gradus_pass_load (stepper->pass, &training->inputs, training->targets, NULL, 0, NULL, NULL);
  choose_test_stride (stepper);
  stepper->checkpoint_stride = choose_stride (
      stepper, gradus_network_count_state (stepper->network), MULTIPLY_ADDS_A_COPY);
  stepper->look_stride = choose_stride (
      stepper, gradus_network_get_n_floats (stepper->network), MULTIPLY_ADDS_A_LOOK);
  return TRUE;
}

GradusStepper *
gradus_stepper_new_on (const GradusExperiment *experiment, GradusDataset *training,
                       GradusDataset *test, GError **error)
{
  g_autoptr (GradusStepper) stepper = g_new0 (GradusStepper, 1);
  const guint n_layers = gradus_experiment_get_n_layers (experiment);

  stepper->fewest_samples = gradus_experiment_get_fewest_samples (experiment);
  stepper->cost = experiment->cost;
  gradus_stepper_set_optimiser (stepper, &experiment->optimiser);
  stepper->seed = experiment->seed;
  gradus_stepper_set_stop_rule (stepper, &experiment->stop_rule);
  stepper->gradient_norms = g_new0 (float, n_layers);
  stepper->diagnostics = g_new0 (GradusDiagnostics, n_layers);
  stepper->history = gradus_history_new (n_layers, GRADUS_HISTORY_CAPACITY);
  stepper->layer_history =
      gradus_history_new (n_layers * GRADUS_N_DIAGNOSTICS, GRADUS_LAYER_HISTORY_CAPACITY);
  stepper->network = gradus_network_new (gradus_experiment_get_layer (experiment, 0), n_layers,
                                         &training->shape, stepper->optimiser.kind, error);
  if (!stepper->network || !use_data (stepper, training, test, experiment->batch_size, error))
    return NULL;
  stepper->start = gradus_memory_allocate (gradus_network_get_n_floats (stepper->network),
                                           "the initial weights", error);
  if (!stepper->start)
    return NULL;
  stepper->is_recording = TRUE;
  stepper->timeline = gradus_timeline_new (gradus_network_count_state (stepper->network));
  begin_anew (stepper);
  return g_steal_pointer (&stepper);
}

GradusStepper *
gradus_stepper_new (const GradusExperiment *experiment, GError **error)
{
  g_autoptr (GradusDataset) training = NULL, test = NULL;

  if (!gradus_samples_make (&experiment->data, experiment->seed, &training, &test, error))
    return NULL;
  return gradus_stepper_new_on (experiment, training, test, error);
}

static void
disband_team (GradusStepper *stepper)
{
  g_clear_pointer (&stepper->team, gradus_team_free);
  gradus_cores_give_back (stepper->n_cores);
  stepper->n_cores = 0;
}

void
gradus_stepper_free (GradusStepper *stepper)
{
  disband_team (stepper);
  forget_data (stepper);
  g_clear_pointer (&stepper->network, gradus_network_free);
  g_clear_pointer (&stepper->best, gradus_checkpoint_unref);
  gradus_history_unref (stepper->history);
  gradus_history_unref (stepper->layer_history);
  g_clear_pointer (&stepper->timeline, gradus_timeline_unref);
  gradus_memory_free (stepper->start);
  g_free (stepper->gradient_norms);
  g_free (stepper->diagnostics);
  g_free (stepper);
}

void
gradus_stepper_use_cores (GradusStepper *stepper, guint wanted)
{
  const guint most = gradus_network_count_shares (stepper->network, stepper->pass);

  disband_team (stepper);
  stepper->n_wanted_cores = wanted;
  stepper->n_cores = gradus_cores_take (
      count_multiply_adds_of_step (stepper) < SHARED_MULTIPLY_ADDS ? 1 : MIN (wanted, most));
  if (stepper->n_cores > 1)
    stepper->team = gradus_team_new (stepper->n_cores);
  gradus_core_choice_init (&stepper->core_choice);
}

static gboolean
has_shape_of (const GradusDataset *dataset, const GradusDataset *other)
{
  return !dataset ||
         (dataset->n_inputs == other->n_inputs && dataset->n_targets == other->n_targets);
}

gboolean
gradus_stepper_set_data (GradusStepper *stepper, GradusDataset *training, GradusDataset *test,
                         guint batch_size, GError **error)
{
  if (!has_shape_of (training, stepper->training) || !has_shape_of (test, stepper->training)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "the samples have %u inputs and %u targets, and the network is made for %u and "
                 "%u; begin anew",
                 training->n_inputs, training->n_targets, stepper->training->n_inputs,
                 stepper->training->n_targets);
    return FALSE;
  }
  if (!use_data (stepper, training, test, batch_size, error))
    return FALSE;
  stepper->metrics.test_cost = stepper->metrics.test_accuracy = NAN;
  stepper->recorded_cost = NAN;
  gradus_stepper_forget_looks (stepper);
  gradus_stepper_use_cores (stepper, MAX (stepper->n_wanted_cores, 1));
  return TRUE;
}

void
gradus_stepper_stop_recording (GradusStepper *stepper)
{
  stepper->is_recording = FALSE;
}

void
gradus_stepper_reset (GradusStepper *stepper)
{
  gradus_history_clear (stepper->history);
  gradus_history_clear (stepper->layer_history);
  gradus_timeline_clear (stepper->timeline);
  begin_anew (stepper);
}

guint64
gradus_stepper_get_step (const GradusStepper *stepper)
{
  return stepper->step;
}

gboolean
gradus_stepper_has_diverged (const GradusStepper *stepper, GradusDivergence *divergence)
{
  if (stepper->has_diverged && divergence)
    *divergence = stepper->divergence;
  return stepper->has_diverged;
}

/* The kind decides how many floats of state the network has for each parameter. */
void
gradus_stepper_set_optimiser (GradusStepper *stepper, const GradusOptimiser *optimiser)
{
  g_return_if_fail (!stepper->network || optimiser->kind == stepper->optimiser.kind);
  stepper->optimiser = *optimiser;
  stepper->is_steady = gradus_optimiser_is_steady (optimiser);
  stepper->steady_update = gradus_optimiser_prepare (optimiser, 0, 0);
}

void
gradus_stepper_set_layer (GradusStepper *stepper, guint layer, const GradusLayerSpec *spec)
{
  gradus_network_change_layer (stepper->network, layer, spec);
}

/* -- What it has ------------------------------------------------------------------------------- */

const float *
gradus_stepper_get_outputs (const GradusStepper *stepper, guint *n_shown)
{
  *n_shown = stepper->n_shown;
  return stepper->shown;
}

guint
gradus_stepper_get_n_undecided (const GradusStepper *stepper, guint *n_test_undecided)
{
  *n_test_undecided = stepper->n_test_undecided;
  return stepper->n_undecided;
}

const GradusDiagnostics *
gradus_stepper_get_diagnostics (const GradusStepper *stepper)
{
  return stepper->diagnostics;
}

GradusDataset *
gradus_stepper_get_dataset (const GradusStepper *stepper)
{
  return stepper->training;
}

guint
gradus_stepper_get_batch_size (const GradusStepper *stepper)
{
  return stepper->pass->capacity;
}

GradusDataset *
gradus_stepper_get_test_dataset (const GradusStepper *stepper)
{
  return stepper->test;
}

GradusHistory *
gradus_stepper_get_layer_history (const GradusStepper *stepper)
{
  return stepper->layer_history;
}

GradusTimeline *
gradus_stepper_get_timeline (const GradusStepper *stepper)
{
  return stepper->timeline;
}

GradusHistory *
gradus_stepper_get_history (const GradusStepper *stepper)
{
  return stepper->history;
}

const GradusNetwork *
gradus_stepper_get_network (const GradusStepper *stepper)
{
  return stepper->network;
}

guint
gradus_stepper_get_n_layers (const GradusStepper *stepper)
{
  return gradus_network_get_n_layers (stepper->network);
}

/* -- Looking in -------------------------------------------------------------------------------- */

GradusObserver *
gradus_stepper_get_observer (const GradusStepper *stepper)
{
  return stepper->observer;
}

void
gradus_stepper_set_weight (GradusStepper *stepper, guint layer, gsize parameter, float value)
{
  g_return_if_fail (parameter < gradus_network_count_parameters (stepper->network, layer));

  gradus_network_get_parameters (stepper->network, layer)[parameter] = value;
}
