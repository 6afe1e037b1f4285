/* SPDX-License-Identifier: MIT */
#include "export/outline.h"

/* Whether a layer does with maps what it does not do with a row of numbers. */
static gboolean
has_maps (const GradusOutlineLayer *own)
{
  for (guint i = 0; i < own->n_primitives; i++) {
    const GradusPrimitiveKind kind = own->primitives[i].kind;

    if (kind == GRADUS_PRIMITIVE_CONVOLUTION || kind == GRADUS_PRIMITIVE_POOL ||
        (kind == GRADUS_PRIMITIVE_NORMALISE && own->layer->out.n_axes > 1))
      return TRUE;
  }
  return FALSE;
}

static void
set_error (const GradusLayer *layer, const char *format, GError **error)
{
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
      "%s cannot hold layer %u, which is of the kind “%s”; export .safetensors or .npz instead",
      format, layer->number, layer->class->name);
}

static gboolean
list_layer (const GradusWeights *weights, guint i, const char *format, GradusOutlineLayer *own,
            GError **error)
{
  own->layer = gradus_network_get_layer (weights->network, i);
  own->parameters = gradus_network_get_parameters (weights->network, i);
  gradus_layer_list_tensors (own->layer, own->tensors);
  if (gradus_layer_list_primitives (own->layer, own->primitives, &own->n_primitives))
    return TRUE;
  set_error (own->layer, format, error);
  return FALSE;
}

/* A row of numbers is flat already. */
static void
leave_flattening_out (GradusOutline *outline)
{
  for (guint i = 0; i < outline->n_layers; i++) {
    GradusOutlineLayer *own = &outline->layers[i];
    guint n = 0;

    for (guint k = 0; k < own->n_primitives; k++) {
      if (own->primitives[k].kind != GRADUS_PRIMITIVE_FLATTEN)
        own->primitives[n++] = own->primitives[k];
    }
    own->n_primitives = n;
  }
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
  for (guint i = 0; i < outline->n_layers; i++)
    outline->has_maps = outline->has_maps || has_maps (&outline->layers[i]);
  if (!outline->has_maps)
    leave_flattening_out (outline);
  find_kept (outline);
  return g_steal_pointer (&outline);
}

void
gradus_outline_free (GradusOutline *outline)
{
  g_free (outline->layers);
  g_free (outline);
}

const GradusShape *
gradus_outline_get_input (const GradusOutline *outline)
{
  const GradusShape *in = &outline->layers[0].layer->in;

  return outline->has_maps && in->n_axes > 1 ? in : NULL;
}

const GradusShape *
gradus_outline_get_output (const GradusOutline *outline)
{
  const GradusShape *out = &outline->layers[outline->n_layers - 1].layer->out;

  return outline->has_maps && out->n_axes > 1 ? out : NULL;
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
