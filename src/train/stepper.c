/* SPDX-License-Identifier: MIT */
#include "train/stepper.h"

#include <math.h>
#include <string.h>

#include "nn/network.h"

/* How many points of a grid travel through the network together. */
#define GRID_BATCH 256 /* 16 × 16 */

/* What a grid may cost: some 10 ms. */
#define GRID_MULTIPLY_ADDS 2e8

struct _GradusStepper {
  GradusDataset *dataset;
  GradusNetwork *network;
  GradusPass *pass;      /* all training data */
  GradusPass *grid_pass; /* a piece of a grid; made when first wanted */
  GradusCost cost;
  GradusOptimiser optimiser;
  guint64 seed;
  guint64 step;
  gboolean has_diverged;
  float *gradient_norms; /* (layers) */
  GradusMetrics metrics;
  GradusHistory *history;
};

GradusStepper *
gradus_stepper_new (const GradusExperiment *experiment, GError **error)
{
  g_autoptr (GradusStepper) stepper = g_new0 (GradusStepper, 1);
  guint n_layers = gradus_experiment_get_n_layers (experiment);

  stepper->dataset = experiment->data->make ();
  stepper->cost = experiment->cost;
  stepper->optimiser = experiment->optimiser;
  stepper->seed = experiment->seed;
  stepper->gradient_norms = g_new0 (float, n_layers);
  stepper->history = gradus_history_new (n_layers);
  stepper->network = gradus_network_new (gradus_experiment_get_layer (experiment, 0), n_layers,
                                         stepper->dataset->n_inputs, error);
  if (!stepper->network)
    return NULL;
  stepper->pass = gradus_network_new_pass (stepper->network, stepper->dataset->n_samples, TRUE, error);
  if (!stepper->pass)
    return NULL;

  gradus_pass_fill (stepper->pass, stepper->pass->inputs, stepper->dataset->n_inputs,
                    stepper->dataset->inputs, stepper->dataset->n_samples);
  gradus_pass_fill (stepper->pass, stepper->pass->targets, stepper->dataset->n_targets,
                    stepper->dataset->targets, stepper->dataset->n_samples);
  gradus_network_initialise (stepper->network, stepper->seed);
  return g_steal_pointer (&stepper);
}

void
gradus_stepper_free (GradusStepper *stepper)
{
  g_clear_pointer (&stepper->grid_pass, gradus_pass_free);
  g_clear_pointer (&stepper->pass, gradus_pass_free);
  g_clear_pointer (&stepper->network, gradus_network_free);
  g_clear_pointer (&stepper->dataset, gradus_dataset_free);
  gradus_history_unref (stepper->history);
  g_free (stepper->gradient_norms);
  g_free (stepper);
}

void
gradus_stepper_reset (GradusStepper *stepper)
{
  gradus_network_initialise (stepper->network, stepper->seed);
  gradus_history_clear (stepper->history);
  stepper->step = 0;
  stepper->has_diverged = FALSE;
}

/* From the forward and backward pass just made at the present weights. */
static void
take_metrics (GradusStepper *stepper)
{
  const GradusPass *pass = stepper->pass;
  const GradusLayerPass *last = &pass->layers[pass->n_layers - 1];

  for (guint i = 0; i < pass->n_layers; i++)
    stepper->gradient_norms[i] = (float) gradus_network_gradient_norm (stepper->network, i);
  stepper->metrics = (GradusMetrics){
    .step = stepper->step,
    .cost = gradus_cost_value (stepper->cost, pass->n_outputs, pass->stride, pass->n_samples, last->z,
                               last->output, pass->targets),
    .accuracy =
        gradus_cost_accuracy (pass->n_outputs, pass->stride, pass->n_samples, last->output, pass->targets),
    .gradient_norms = stepper->gradient_norms,
  };
}

static gboolean
is_finite (const GradusStepper *stepper)
{
  for (guint i = 0; i < stepper->pass->n_layers; i++) {
    if (!isfinite (stepper->gradient_norms[i]))
      return FALSE;
  }
  return isfinite (stepper->metrics.cost);
}

guint64
gradus_stepper_advance (GradusStepper *stepper, guint64 until, const atomic_bool *interrupt)
{
  while (stepper->step < until && !atomic_load_explicit (interrupt, memory_order_relaxed)) {
    gradus_network_forward (stepper->network, stepper->pass);
    gradus_network_backward (stepper->network, stepper->pass, stepper->cost);
    if (gradus_history_wants (stepper->history, stepper->step)) {
      take_metrics (stepper);
      gradus_history_add (stepper->history, &stepper->metrics);
      stepper->has_diverged = !is_finite (stepper);
      if (stepper->has_diverged)
        break;
    }
    gradus_network_update (stepper->network, &stepper->optimiser);
    stepper->step++;
  }
  return stepper->step;
}

guint64
gradus_stepper_get_step (const GradusStepper *stepper)
{
  return stepper->step;
}

gboolean
gradus_stepper_has_diverged (const GradusStepper *stepper)
{
  return stepper->has_diverged;
}

void
gradus_stepper_set_learning_rate (GradusStepper *stepper, double learning_rate)
{
  stepper->optimiser.learning_rate = learning_rate;
}

void
gradus_stepper_set_activation (GradusStepper *stepper, guint layer, GradusActivation activation)
{
  gradus_network_set_activation (stepper->network, layer, activation);
}

const GradusMetrics *
gradus_stepper_measure (GradusStepper *stepper)
{
  gradus_network_forward (stepper->network, stepper->pass);
  gradus_network_backward (stepper->network, stepper->pass, stepper->cost);
  take_metrics (stepper);
  gradus_history_set_last (stepper->history, &stepper->metrics);
  return &stepper->metrics;
}

const GradusMetrics *
gradus_stepper_finish (GradusStepper *stepper)
{
  gradus_stepper_measure (stepper);
  stepper->has_diverged = stepper->has_diverged || !is_finite (stepper);
  return &stepper->metrics;
}

const float *
gradus_stepper_get_outputs (const GradusStepper *stepper, guint *stride)
{
  *stride = stepper->pass->stride;
  return gradus_pass_outputs (stepper->pass);
}

const GradusDataset *
gradus_stepper_get_dataset (const GradusStepper *stepper)
{
  return stepper->dataset;
}

GradusHistory *
gradus_stepper_get_history (const GradusStepper *stepper)
{
  return stepper->history;
}

guint
gradus_stepper_get_n_layers (const GradusStepper *stepper)
{
  return gradus_network_get_n_layers (stepper->network);
}

guint
gradus_stepper_fit_grid (GradusStepper *stepper, guint wanted)
{
  double point = (double) gradus_network_count_multiply_adds (stepper->network);
  guint size = wanted;

  if (stepper->dataset->n_inputs != 2 || stepper->dataset->n_targets != 1)
    return 0;
  if (!stepper->grid_pass)
    stepper->grid_pass = gradus_network_new_pass (stepper->network, GRID_BATCH, FALSE, NULL);
  while (size > 16 && (double) size * size * point > GRID_MULTIPLY_ADDS)
    size /= 2;
  return stepper->grid_pass ? size : 0;
}

void
gradus_stepper_fill_grid (GradusStepper *stepper, GradusPlane plane, guint size, float *grid)
{
  GradusPass *pass = stepper->grid_pass;
  float *x = pass->inputs, *y = pass->inputs + pass->stride;
  const guint n_cells = size * size;

  for (guint start = 0; start < n_cells; start += GRID_BATCH) {
    guint n = MIN (n_cells - start, GRID_BATCH);

    for (guint i = 0; i < GRID_BATCH; i++) {
      guint cell = start + MIN (i, n - 1), row = cell / size, column = cell % size;

      x[i] = (float) (plane.x0 + (column + 0.5) * (plane.x1 - plane.x0) / size);
      y[i] = (float) (plane.y1 - (row + 0.5) * (plane.y1 - plane.y0) / size);
    }
    gradus_network_forward (stepper->network, pass);
    memcpy (grid + start, gradus_pass_outputs (pass), n * sizeof (float));
  }
}

GradusPlane
gradus_stepper_get_plane (const GradusStepper *stepper)
{
  const GradusDataset *dataset = stepper->dataset;
  double low[2], high[2];

  for (guint axis = 0; axis < 2; axis++) {
    const float *row = dataset->inputs + (gsize) axis * dataset->n_samples;
    double margin;

    low[axis] = high[axis] = row[0];
    for (guint i = 1; i < dataset->n_samples; i++) {
      low[axis] = MIN (low[axis], row[i]);
      high[axis] = MAX (high[axis], row[i]);
    }
    margin = (high[axis] - low[axis]) / 2;
    low[axis] -= margin;
    high[axis] += margin;
  }
  return (GradusPlane){ low[0], high[0], low[1], high[1] };
}
