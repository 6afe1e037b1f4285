/* SPDX-License-Identifier: MIT */
#include "export/layer-kind.h"

#include "nn/layer.h"

static const GradusLayerClass *const classes[] = {
  [GRADUS_LAYER_KIND_DENSE] = &gradus_dense_class,
  [GRADUS_LAYER_KIND_DROPOUT] = &gradus_dropout_class,
  [GRADUS_LAYER_KIND_BATCH_NORMALISATION] = &gradus_batch_normalisation_class,
};

static gboolean
find_kind (const GradusLayer *layer, GradusLayerKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++) {
    if (classes[i] == layer->class) {
      *kind = i;
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
gradus_layer_kinds_check (const GradusWeights *weights, const char *format, GError **error)
{
  for (guint i = 0; i < gradus_network_get_n_layers (weights->network); i++) {
    const GradusLayer *layer = gradus_network_get_layer (weights->network, i);
    GradusLayerKind kind;

    if (find_kind (layer, &kind))
      continue;
    g_set_error (
        error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
        "%s cannot hold layer %u, which is of the kind “%s”; export .safetensors or .npz instead",
        format, layer->number, layer->class->name);
    return FALSE;
  }
  return TRUE;
}

GradusLayerKind
gradus_layer_kind_find (const GradusLayer *layer)
{
  GradusLayerKind kind;

  if (!find_kind (layer, &kind))
    g_assert_not_reached ();
  return kind;
}
