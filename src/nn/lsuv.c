/* SPDX-License-Identifier: MIT */
#include "nn/lsuv.h"

#include <math.h>

#include "nn/layer.h"
#include "nn/pass.h"

static double
find_variance (const GradusPass *pass, const GradusLayer *layer, const float *z)
{
  const double n = (double) layer->n_rows * pass->n_samples;
  double sum = 0, squares = 0;

  for (guint row = 0; row < layer->n_rows; row++)
    for (guint i = 0; i < pass->n_samples; i++)
      sum += (double) z[(gsize) row * pass->stride + i];
  for (guint row = 0; row < layer->n_rows; row++) {
    for (guint i = 0; i < pass->n_samples; i++) {
      double away = (double) z[(gsize) row * pass->stride + i] - sum / n;

      squares += away * away;
    }
  }
  return squares / n;
}

static void
divide_weights (GradusNetwork *network, guint index, double deviation)
{
  float *parameters = gradus_network_get_parameters (network, index);
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
  const guint n_tensors = gradus_network_list_tensors (network, index, tensors);

  for (guint i = 0; i < n_tensors; i++) {
    float *numbers = parameters + tensors[i].offset;

    for (gsize k = 0;
         tensors[i].role == GRADUS_TENSOR_WEIGHT && k < gradus_tensor_count (&tensors[i]); k++)
      numbers[k] = (float) ((double) numbers[k] / deviation);
  }
}

void
gradus_lsuv_scale (GradusNetwork *network, GradusPass *pass, guint layer)
{
  for (guint round = 0; round < GRADUS_LSUV_ROUNDS; round++) {
    const double variance =
        find_variance (pass, gradus_network_get_layer (network, layer), pass->layers[layer].z);

    if (!isfinite (variance) || variance <= 0 || fabs (variance - 1) < GRADUS_LSUV_TOLERANCE)
      return;
    divide_weights (network, layer, sqrt (variance));
    gradus_network_forward_layers (network, pass, layer, layer + 1);
  }
}
