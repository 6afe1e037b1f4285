/* SPDX-License-Identifier: MIT */
#include "train/sketch.h"

/* By its role and shape: weights that are not units times inputs cannot be drawn as edges. */
gboolean
gradus_sketch_find_matrix (const GradusLayer *layer, gsize *bias_offset)
{
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
  const guint n = gradus_layer_list_tensors (layer, tensors);

  if (n < 2 || tensors[0].role != GRADUS_TENSOR_WEIGHT || tensors[0].n_axes != 2 ||
      tensors[0].axes[0] != layer->n_rows || tensors[0].axes[1] != layer->n_inputs ||
      tensors[1].role != GRADUS_TENSOR_BIAS)
    return FALSE;
  *bias_offset = tensors[1].offset;
  return TRUE;
}

/* A layer is called by its activation, where it has one. */
static const char *
get_title (const GradusLayer *layer, gboolean has_matrix)
{
  const GradusActivationKind kind = layer->spec.activation.kind;

  if (layer->class->has_activation && (has_matrix || kind != GRADUS_ACTIVATION_LINEAR))
    return gradus_activation_title (kind);
  return layer->class->title;
}

void
gradus_sketch_init (GradusSketch *sketch, const GradusLayer *layer)
{
  gsize bias;
  const gboolean has_matrix = gradus_sketch_find_matrix (layer, &bias);

  *sketch = (GradusSketch){ .title = get_title (layer, has_matrix),
                            .in = layer->in,
                            .out = layer->out,
                            .earlier = layer->earlier,
                            .has_parameters = gradus_layer_count_parameters (layer) > 0,
                            .has_matrix = has_matrix,
                            .has_activation = layer->class->has_activation,
                            .activation = layer->spec.activation };
}
