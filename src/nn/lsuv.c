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

/* The pass has gone through the layer with the weights as they are, before and after. */
static void
scale_layer (GradusNetwork *network, GradusPass *pass, guint index)
{
  for (guint round = 0; round < GRADUS_LSUV_ROUNDS; round++) {
    const double variance =
        find_variance (pass, gradus_network_get_layer (network, index), pass->layers[index].z);

    if (!isfinite (variance) || variance <= 0 || fabs (variance - 1) < GRADUS_LSUV_TOLERANCE)
      return;
    divide_weights (network, index, sqrt (variance));
    gradus_network_forward_layers (network, pass, index, index + 1);
  }
}

void
gradus_lsuv_apply (GradusNetwork *network, const float *samples, guint n_samples)
{
  const guint n = MIN (n_samples, GRADUS_LSUV_SAMPLES);
  g_autoptr (GradusPass) pass = gradus_network_new_pass (network, n, GRADUS_PASS_ALL_Z, NULL);

  g_return_if_fail (pass);
  gradus_pass_load_floats (pass, samples, NULL, NULL);
  for (guint i = 0; i < gradus_network_get_n_layers (network); i++) {
    const GradusLayer *layer = gradus_network_get_layer (network, i);

    gradus_network_forward_layers (network, pass, i, i + 1);
    if (layer->class->has_initialiser && layer->spec.initialiser.kind == GRADUS_INITIALISER_LSUV)
      scale_layer (network, pass, i);
  }
}
