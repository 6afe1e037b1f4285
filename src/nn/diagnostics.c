/* SPDX-License-Identifier: MIT */
#include "nn/diagnostics.h"

#include <math.h>

#include "nn/kernels/kernels.h"
#include "nn/layer.h"
#include "nn/network.h"
#include "nn/pass.h"

/* For each unit, the mean over all pairs of (a - b)² is 2n / (n - 1) times the variance; `spread` is
 * the sum over the units of n times that. */
static float
find_distance (guint n_samples, double spread)
{
  return n_samples > 1 ? (float) sqrt (2 * (spread < 0 ? 0 : spread) / (n_samples - 1)) : NAN;
}

void
gradus_diagnostics_look_at_outputs (GradusDiagnostics *diagnostics, const GradusNetwork *network,
                                    const GradusPass *pass, guint index)
{
  const GradusLayer *layer = gradus_network_get_layer (network, index);
  const GradusActivation activation = layer->spec.activation;
  const float *a = pass->layers[index].output;
  const GradusBlock block = { layer->n_outputs, pass->n_samples, pass->stride };
  const double n = (double) layer->n_outputs * pass->n_samples;
  double sum, squares, spread, mean;

  pass->kernels->sum_spreads (&block, a, &sum, &squares, &spread);
  mean = sum / n;
  diagnostics->mean = (float) mean;
  diagnostics->spread = (float) sqrt (MAX (squares / n - mean * mean, 0));
  diagnostics->distance = find_distance (pass->n_samples, spread);
  diagnostics->saturated = diagnostics->dead = NAN;
  if (!layer->class->has_activation)
    return;
  diagnostics->saturated = (float) gradus_activation_count_saturated (
      activation, layer->n_outputs, pass->stride, pass->n_samples, a);
  diagnostics->dead = (float) gradus_activation_count_dead (
      activation, gradus_shape_count_units (&layer->out),
      gradus_shape_count_unit_numbers (&layer->out), pass->stride, pass->n_samples, a);
}

void
gradus_diagnostics_look_at_weights (GradusDiagnostics *diagnostics, const GradusNetwork *network,
                                    const GradusPass *pass, guint layer, const GradusUpdate *update)
{
  const double weight_norm = gradus_network_weight_norm (network, layer);

  diagnostics->gradient_norm = (float) gradus_network_gradient_norm (network, pass, layer);
  diagnostics->weight_norm = (float) weight_norm;
  diagnostics->update_ratio =
      weight_norm > 0
          ? (float) (gradus_network_update_norm (network, pass, layer, update) / weight_norm)
          : NAN;
}

void
gradus_diagnostics_look_at_way (GradusDiagnostics *diagnostics, const GradusNetwork *network,
                                guint layer, const float *start)
{
  GradusTensor tensor = { NULL };
  const gsize n = gradus_layer_find_main_tensor (gradus_network_get_layer (network, layer), &tensor)
                      ? gradus_tensor_count (&tensor)
                      : 0;
  const float *now = gradus_network_get_parameters (network, layer) + tensor.offset;
  const float *then = start + (now - gradus_network_get_parameters (network, 0));
  double squares;
  gsize n_same;

  gradus_kernels_get ()->compare (n, now, then, &squares, &n_same);
  diagnostics->moved = (float) sqrt (squares);
  diagnostics->unmoved = n > 0 ? (float) ((double) n_same / (double) n) : NAN;
}

static gboolean
are_finite (gsize n, const float *numbers)
{
  for (gsize i = 0; i < n; i++) {
    if (!isfinite (numbers[i]))
      return FALSE;
  }
  return TRUE;
}

gboolean
gradus_diagnostics_find_break (const GradusNetwork *network, const GradusPass *pass, guint *found)
{
  const guint n_layers = gradus_network_get_n_layers (network);

  for (guint i = 0; i < n_layers; i++) {
    if (!are_finite ((gsize) gradus_network_get_layer (network, i)->n_outputs * pass->stride,
                     pass->layers[i].output)) {
      *found = i;
      return TRUE;
    }
  }
  for (guint i = n_layers; i-- > 0;) {
    if (!are_finite (gradus_network_count_parameters (network, i),
                     gradus_network_get_gradients (network, pass, i))) {
      *found = i;
      return TRUE;
    }
  }
  for (guint i = 0; i < n_layers; i++) {
    if (!are_finite (gradus_network_count_parameters (network, i),
                     gradus_network_get_parameters (network, i))) {
      *found = i;
      return TRUE;
    }
  }
  return FALSE;
}
