/* SPDX-License-Identifier: MIT */
#include "train/weights.h"

#include "experiment/experiment-json.h"

/* Checked first: experiment and preparation may come from two places of a file, and one of them be
 * wrong. */
GradusWeights *
gradus_weights_new (const GradusExperiment *experiment, GradusPreparation *preparation,
                    guint64 step, GError **error)
{
  g_autoptr (GradusWeights) weights = g_new0 (GradusWeights, 1);
  const guint n_layers = gradus_experiment_get_n_layers (experiment);

  if (gradus_experiment_count_outputs (experiment, n_layers - 1) != preparation->n_outputs ||
      gradus_data_spec_count_inputs (&experiment->data) != preparation->n_inputs) {
    g_set_error (
        error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID,
        "the experiment is for %u inputs and %u outputs, but its data are said to have %u and %u",
        gradus_data_spec_count_inputs (&experiment->data),
        gradus_experiment_count_outputs (experiment, n_layers - 1), preparation->n_inputs,
        preparation->n_outputs);
    return NULL;
  }
  weights->experiment = gradus_experiment_copy (experiment);
  weights->preparation = gradus_preparation_ref (preparation);
  weights->step = step;
  weights->network = gradus_network_new (gradus_experiment_get_layer (experiment, 0), n_layers,
                                         &preparation->shape, experiment->optimiser.kind, error);
  return weights->network ? g_steal_pointer (&weights) : NULL;
}

GradusWeights *
gradus_weights_new_at (const GradusExperiment *experiment, GradusPreparation *preparation,
                       const GradusCheckpoint *checkpoint, GError **error)
{
  GradusWeights *weights = gradus_weights_new (experiment, preparation, checkpoint->step, error);

  if (weights && checkpoint->n_floats == gradus_network_count_state (weights->network))
    gradus_network_load_state (weights->network, checkpoint->state);
  else if (weights)
    g_return_val_if_reached (weights);
  return weights;
}

void
gradus_weights_set_history (GradusWeights *weights, const GradusSeries *history)
{
  const gsize n = history->n_points;

  gradus_series_clear (&weights->history);
  weights->history.n_points = history->n_points;
  weights->history.steps = g_memdup2 (history->steps, n * sizeof *history->steps);
  weights->history.costs = g_memdup2 (history->costs, n * sizeof *history->costs);
}

void
gradus_weights_free (GradusWeights *weights)
{
  gradus_series_clear (&weights->history);
  g_clear_pointer (&weights->experiment, gradus_experiment_free);
  g_clear_pointer (&weights->preparation, gradus_preparation_unref);
  g_clear_pointer (&weights->network, gradus_network_free);
  g_free (weights);
}

void
gradus_weights_foreach (const GradusWeights *weights, GradusTensorFunc func, gpointer data)
{
  for (guint i = 0; i < gradus_network_get_n_layers (weights->network); i++) {
    float *parameters = gradus_network_get_parameters (weights->network, i);
    GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
    const guint n_tensors = gradus_network_list_tensors (weights->network, i, tensors);

    for (guint k = 0; k < n_tensors; k++) {
      g_autofree char *name = g_strdup_printf ("layer.%u.%s", i + 1, tensors[k].name);

      func (name, &tensors[k], parameters + tensors[k].offset, data);
    }
  }
}
