/* SPDX-License-Identifier: MIT */
#include "experiment/experiment.h"

/* The number of the layer that says how wide the output of layer `number` is; 0: the data do. */
static guint
find_width_layer (const GradusExperiment *experiment, guint number)
{
  while (number > 0 && !gradus_layer_class_get_width (
                           gradus_experiment_get_layer (experiment, number - 1)->class))
    number--;
  return number;
}

/* Makes layer `to` as wide as layer `from` if only that one is settled. */
static gboolean
follow_width (GradusExperiment *experiment, gboolean *is_settled, guint from, guint to)
{
  if (from == 0 || to == 0 || !is_settled[from] || is_settled[to])
    return FALSE;
  gradus_layer_spec_set_width (
      gradus_experiment_get_layer (experiment, to - 1),
      gradus_layer_spec_get_width (gradus_experiment_get_layer (experiment, from - 1)));
  return is_settled[to] = TRUE;
}

void
gradus_experiment_spread_width (GradusExperiment *experiment, guint layer)
{
  const guint n_layers = gradus_experiment_get_n_layers (experiment);
  g_autofree gboolean *is_settled = g_new0 (gboolean, n_layers + 1);
  gboolean goes_on = TRUE;

  is_settled[layer + 1] = TRUE;
  while (goes_on) {
    goes_on = FALSE;
    for (guint i = 0; i < n_layers; i++) {
      guint earlier, a, b;

      if (!gradus_layer_spec_get_earlier (gradus_experiment_get_layer (experiment, i), &earlier) ||
          earlier > i)
        continue;
      a = find_width_layer (experiment, i);
      b = find_width_layer (experiment, earlier);
      goes_on = follow_width (experiment, is_settled, a, b) ||
                follow_width (experiment, is_settled, b, a) || goes_on;
    }
  }
}
