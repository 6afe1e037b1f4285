/* SPDX-License-Identifier: MIT */
#include "export/outline.h"

static gboolean
list_layer (const GradusWeights *weights, guint i, const char *format, GradusOutlineLayer *own,
            GError **error)
{
  own->layer = gradus_network_get_layer (weights->network, i);
  own->parameters = gradus_network_get_parameters (weights->network, i);
  gradus_layer_list_tensors (own->layer, own->tensors);
  if (gradus_layer_list_primitives (own->layer, own->primitives, &own->n_primitives))
    return TRUE;
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
      "%s cannot hold layer %u, which is of the kind “%s”; export .safetensors or .npz instead",
      format, own->layer->number, own->layer->class->name);
  return FALSE;
}

static void
mark_kept (GradusOutline *outline, guint from)
{
  if (from == 0)
    outline->is_input_kept = TRUE;
  else
    outline->layers[from - 1].is_kept = TRUE;
}

static void
find_kept (GradusOutline *outline)
{
  for (guint i = 0; i < outline->n_layers; i++) {
    const GradusOutlineLayer *own = &outline->layers[i];

    for (guint k = 0; k < own->n_primitives; k++) {
      if (own->primitives[k].kind == GRADUS_PRIMITIVE_ADD)
        mark_kept (outline, own->primitives[k].add.from);
    }
  }
}

GradusOutline *
gradus_outline_new (const GradusWeights *weights, const char *format, GError **error)
{
  g_autoptr (GradusOutline) outline = g_new0 (GradusOutline, 1);

  outline->n_layers = gradus_network_get_n_layers (weights->network);
  outline->layers = g_new0 (GradusOutlineLayer, outline->n_layers);
  for (guint i = 0; i < outline->n_layers; i++) {
    if (!list_layer (weights, i, format, &outline->layers[i], error))
      return NULL;
  }
  find_kept (outline);
  return g_steal_pointer (&outline);
}

void
gradus_outline_free (GradusOutline *outline)
{
  g_free (outline->layers);
  g_free (outline);
}

void
gradus_outline_leave_to_cost (GradusOutline *outline, GradusCost cost)
{
  GradusOutlineLayer *last = &outline->layers[outline->n_layers - 1];

  if (gradus_cost_is_from_logits (cost) && last->n_primitives > 0 &&
      last->primitives[last->n_primitives - 1].kind == GRADUS_PRIMITIVE_ACTIVATION)
    last->n_primitives--;
}

gboolean
gradus_outline_has (const GradusOutline *outline, GradusPrimitiveKind kind)
{
  for (guint i = 0; i < outline->n_layers; i++) {
    for (guint k = 0; k < outline->layers[i].n_primitives; k++) {
      if (outline->layers[i].primitives[k].kind == kind)
        return TRUE;
    }
  }
  return FALSE;
}
