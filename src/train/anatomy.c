/* SPDX-License-Identifier: MIT */
#include "train/anatomy.h"

#include <math.h>
#include <string.h>

#include "nn/layer.h"
#include "nn/pass.h"

/* Of the numbers that lie between one unit and one input, `rows` and `columns` of a matrix. */
static float
measure_norm (const float *matrix, guint pitch, guint rows, guint columns)
{
  double squares = 0;

  for (guint row = 0; row < rows; row++) {
    for (guint i = 0; i < columns; i++) {
      const double number = (double) matrix[(gsize) row * pitch + i];

      squares += number * number;
    }
  }
  return (float) sqrt (squares);
}

/* What of a matrix (rows, inputs) lies between the first units and the first inputs. */
static float *
copy_corner (const GradusLayerAnatomy *anatomy, const float *matrix)
{
  const guint rows = anatomy->unit_numbers, columns = anatomy->input_numbers;
  const guint pitch = anatomy->n_inputs * columns;
  float *corner = g_new (float, ((gsize) anatomy->n_shown * anatomy->n_shown_inputs));

  for (guint unit = 0; unit < anatomy->n_shown; unit++) {
    for (guint i = 0; i < anatomy->n_shown_inputs; i++) {
      const float *first = matrix + (gsize) unit * rows * pitch + i * columns;

      corner[unit * anatomy->n_shown_inputs + i] =
          rows * columns > 1 ? measure_norm (first, pitch, rows, columns) : *first;
    }
  }
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

  anatomy->n_inputs = gradus_shape_count_units (&layer->in);
  anatomy->n_units = gradus_shape_count_units (&layer->out);
  anatomy->input_numbers = gradus_shape_count_unit_numbers (&layer->in);
  anatomy->unit_numbers = gradus_shape_count_unit_numbers (&layer->out);
  anatomy->n_shown_inputs = MIN (anatomy->n_inputs, GRADUS_ANATOMY_MOST);
  anatomy->n_shown = MIN (anatomy->n_units, GRADUS_ANATOMY_MOST);
  if (!gradus_sketch_find_matrix (layer, &bias))
    return;
  anatomy->weights = copy_corner (anatomy, parameters);
  anatomy->gradients = copy_corner (anatomy, gradients);
  if (anatomy->unit_numbers > 1)
    return;
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

    for (guint unit = 0; layer->maps && unit < layer->n_shown; unit++)
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
  for (guint i = 0; i < anatomy->n_layers; i++) {
    GradusLayerAnatomy *layer = &anatomy->layers[i];

    if (layer->unit_numbers == 1)
      layer->maps = g_new (float, ((gsize) layer->n_shown * mapping.n_cells));
  }
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
