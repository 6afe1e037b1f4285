/* SPDX-License-Identifier: MIT */
#include "nn/layer.h"
#include "nn/network.h"

gboolean
gradus_layer_spec_get_earlier (const GradusLayerSpec *spec, guint *number)
{
  for (guint i = 0; i < gradus_layer_class_count_settings (spec->class); i++) {
    if (spec->class->settings[i].type == GRADUS_SETTING_LAYER) {
      *number = (guint) spec->settings[i];
      return TRUE;
    }
  }
  return FALSE;
}

/* `shapes` has those of the input and of the layers before. */
static gboolean
infer_shape (const GradusLayerSpec *spec, guint number, GradusShape *shapes, GError **error)
{
  const GradusShape *earlier = NULL;
  guint from;

  shapes[number] = shapes[number - 1];
  if (gradus_layer_spec_get_earlier (spec, &from)) {
    if (from >= number) {
      g_set_error (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_SHAPE,
                   "layer %u cannot read layer %u, which does not come before it; give a number "
                   "from 0, the input, to %u",
                   number, from, number - 1);
      return FALSE;
    }
    earlier = &shapes[from];
  }
  return !spec->class->infer_shape ||
         spec->class->infer_shape (spec, &shapes[number - 1], earlier, &shapes[number], error);
}

gboolean
gradus_layer_specs_infer_shapes (const GradusLayerSpec *specs, guint n_layers,
                                 const GradusShape *input, GradusShape *shapes, guint *fault,
                                 GError **error)
{
  gboolean is_right = TRUE;

  shapes[0] = *input;
  for (guint i = 0; i < n_layers; i++) {
    if (infer_shape (&specs[i], i + 1, shapes, is_right ? error : NULL) || !is_right)
      continue;
    is_right = FALSE;
    *fault = i;
  }
  return is_right;
}

GradusLayer
gradus_layer_make (const GradusLayerSpec *spec, guint number, const GradusShape *in,
                   const GradusShape *out)
{
  GradusLayer layer = {
    .class = spec->class,
    .number = number,
    .in = *in,
    .out = *out,
    .n_inputs = gradus_shape_count (in),
    .n_outputs = gradus_shape_count (out),
    .earlier = GRADUS_NO_LAYER,
    .spec = *spec,
  };

  layer.n_rows = layer.n_outputs * spec->activation.pieces;
  gradus_layer_spec_get_earlier (spec, &layer.earlier);
  return layer;
}

guint64
gradus_layer_specs_count_parameters (const GradusLayerSpec *specs, guint n_layers,
                                     const GradusShape *input)
{
  g_autofree GradusShape *shapes = g_new (GradusShape, (gsize) n_layers + 1);
  guint64 n = 0;
  guint fault;

  gradus_layer_specs_infer_shapes (specs, n_layers, input, shapes, &fault, NULL);
  for (guint i = 0; i < n_layers; i++) {
    const GradusLayer layer = gradus_layer_make (&specs[i], i + 1, &shapes[i], &shapes[i + 1]);

    n += gradus_layer_count_parameters (&layer);
  }
  return n;
}
