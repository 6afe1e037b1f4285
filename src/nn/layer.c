/* SPDX-License-Identifier: MIT */
#include "nn/layer.h"

gboolean
gradus_layer_spec_equal (const GradusLayerSpec *a, const GradusLayerSpec *b)
{
  return a->units == b->units && gradus_activation_equal (a->activation, b->activation) &&
         gradus_initialiser_equal (&a->initialiser, &b->initialiser);
}
