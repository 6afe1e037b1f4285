/* SPDX-License-Identifier: MIT */
#include "train/anatomy.h"

#include <string.h>

#include "nn/layer.h"
#include "nn/pass.h"

const char *
gradus_anatomy_get_title (const GradusLayer *layer)
{
  return layer->class->has_activation && layer->spec.activation.kind != GRADUS_ACTIVATION_LINEAR
             ? gradus_activation_title (layer->spec.activation.kind)
         : gradus_layer_class_get_width (layer->class)
             ? gradus_activation_title (GRADUS_ACTIVATION_LINEAR)
             : layer->class->title;
}

/* By its shape: weights that are not units times inputs cannot be drawn as edges. */
gboolean
gradus_anatomy_find_matrix (const GradusLayer *layer, gsize *bias_offset)
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

/* The top left corner of a matrix. */
static float *
copy_corner (const float *matrix, guint columns, guint n_rows, guint n_columns)
{
  float *corner = g_new (float, ((gsize) n_rows * n_columns));

  for (guint row = 0; row < n_rows; row++)
    memcpy (corner + (gsize) row * n_columns, matrix + (gsize) row * columns,
            n_columns * sizeof (float));
  return corner;
}

static void
fill_layer_anatomy (GradusNetwork *network, const GradusPass *measured, guint i,
                    GradusLayerAnatomy *anatomy)
{
  const GradusLayer *layer = gradus_network_get_layer (network, i);
  const float *parameters = gradus_network_get_parameters (network, i);
  const float *gradients = gradus_network_get_gradients (network, measured, i);
  gsize bias;

  anatomy->kind = layer->class->name;
  anatomy->title = gradus_anatomy_get_title (layer);
  anatomy->n_inputs = layer->n_inputs;
  anatomy->n_units = layer->n_outputs;
  anatomy->n_shown_inputs = MIN (layer->n_inputs, GRADUS_ANATOMY_MOST);
  anatomy->n_shown = MIN (layer->n_outputs, GRADUS_ANATOMY_MOST);
  anatomy->has_weights = gradus_anatomy_find_matrix (layer, &bias);
  if (!anatomy->has_weights)
    return;
  anatomy->weights =
      copy_corner (parameters, layer->n_inputs, anatomy->n_shown, anatomy->n_shown_inputs);
  anatomy->gradients =
      copy_corner (gradients, layer->n_inputs, anatomy->n_shown, anatomy->n_shown_inputs);
  anatomy->biases = g_memdup2 (parameters + bias, anatomy->n_shown * sizeof (float));
  anatomy->bias_gradients = g_memdup2 (gradients + bias, anatomy->n_shown * sizeof (float));
}

typedef struct {
  GradusAnatomy *anatomy;
  guint n_cells;
} Mapping;

static void
copy_maps (const GradusPass *pass, guint start, guint n, gpointer data)
{
  const Mapping *mapping = data;

  for (guint i = 0; i < mapping->anatomy->n_layers; i++) {
    const GradusLayerAnatomy *layer = &mapping->anatomy->layers[i];

    for (guint unit = 0; unit < layer->n_shown; unit++)
      memcpy (layer->maps + (gsize) unit * mapping->n_cells + start,
              pass->layers[i].output + (gsize) unit * pass->stride, n * sizeof (float));
  }
}

static void
fill_maps (GradusAnatomy *anatomy, GradusBoundaryGrid *grid, const GradusPlane *plane,
           guint map_size)
{
  Mapping mapping = { anatomy, map_size * map_size };

  anatomy->map_size = map_size;
  for (guint i = 0; i < anatomy->n_layers; i++)
    anatomy->layers[i].maps = g_new (float, ((gsize) anatomy->layers[i].n_shown * mapping.n_cells));
  gradus_boundary_grid_visit (grid, plane, map_size, copy_maps, &mapping);
}

GradusAnatomy *
gradus_anatomy_new (GradusNetwork *network, const GradusPass *measured, GradusBoundaryGrid *grid,
                    const GradusPlane *plane, guint map_size)
{
  GradusAnatomy *anatomy = g_new0 (GradusAnatomy, 1);

  anatomy->n_layers = gradus_network_get_n_layers (network);
  anatomy->layers = g_new0 (GradusLayerAnatomy, anatomy->n_layers);
  for (guint i = 0; i < anatomy->n_layers; i++)
    fill_layer_anatomy (network, measured, i, &anatomy->layers[i]);
  if (grid)
    fill_maps (anatomy, grid, plane, map_size);
  return anatomy;
}

void
gradus_anatomy_free (GradusAnatomy *anatomy)
{
  for (guint i = 0; i < anatomy->n_layers; i++) {
    g_free (anatomy->layers[i].weights);
    g_free (anatomy->layers[i].gradients);
    g_free (anatomy->layers[i].biases);
    g_free (anatomy->layers[i].bias_gradients);
    g_free (anatomy->layers[i].maps);
  }
  g_free (anatomy->layers);
  g_free (anatomy);
}
