/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/layer-functions.h"

/* A dense layer of 12 inputs whose weights are said to have more axes: (units, 3, 2, 2), and in
 * layer 2 (units, 4, 3). All that goes by tensors must do just what it does with their rows. */
static guint
block_list_tensors (const GradusLayer *layer, GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS])
{
  const guint n = gradus_dense_class.functions->list_tensors (layer, tensors);
  GradusTensor *weight = &tensors[0];

  g_assert_cmpuint (layer->n_inputs, ==, 12);
  weight->n_axes = layer->number == 2 ? 3 : 4;
  weight->axes[1] = layer->number == 2 ? 4 : 3;
  weight->axes[2] = layer->number == 2 ? 3 : 2;
  weight->axes[3] = layer->number == 2 ? 0 : 2;
  return n;
}

static void
block_initialise (const GradusLayer *layer, GradusRandom *random, float *parameters)
{
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];

  gradus_layer_list_tensors (layer, tensors);
  gradus_initialiser_fill (&layer->spec.initialiser, random, &tensors[0], parameters);
}

static const GradusLayerClass *
get_block_class (void)
{
  static GradusLayerFunctions functions;
  static GradusLayerClass class;

  functions = *gradus_dense_class.functions;
  functions.list_tensors = block_list_tensors;
  functions.initialise = block_initialise;
  class = gradus_dense_class;
  class.functions = &functions;
  return &class;
}
