/* SPDX-License-Identifier: MIT */
#include "train/anatomy.h"

#include <math.h>
#include <string.h>

#include "nn/layer.h"
#include "nn/pass.h"
#include "nn/primitive.h"

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

/* A convolution's kernels, by the primitive that it is made of. */
static gboolean
find_kernels (const GradusLayer *layer, GradusLayerAnatomy *anatomy)
{
  GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES];
  guint n;

  if (!gradus_layer_list_primitives (layer, primitives, &n) || n == 0 ||
      primitives[0].kind != GRADUS_PRIMITIVE_CONVOLUTION)
    return FALSE;
  anatomy->kernel_rows = primitives[0].convolution.scan.window_height;
  anatomy->kernel_columns = primitives[0].convolution.scan.window_width;
  return TRUE;
}

/* Of the kernels (units, inputs, rows, columns) those between the first units and the first
 * inputs, and the norm of each. */
static float *
copy_kernels (const GradusLayerAnatomy *anatomy, const float *parameters, float **norms)
{
  const guint n_shown = anatomy->n_shown, n_inputs = anatomy->n_shown_inputs;
  const gsize n = (gsize) anatomy->kernel_rows * anatomy->kernel_columns;
  float *kernels = g_new (float, n_shown *n_inputs *n);

  *norms = g_new (float, (gsize) n_shown *n_inputs);
  for (guint unit = 0; unit < n_shown; unit++) {
    const float *first = parameters + (gsize) unit * anatomy->n_inputs * n;

    memcpy (kernels + unit * n_inputs * n, first, n_inputs * n * sizeof (float));
    for (guint i = 0; i < n_inputs; i++)
      (*norms)[unit * n_inputs + i] = measure_norm (first + i * n, (guint) n, 1, (guint) n);
  }
  return kernels;
}

static void
copy_all_kernels (const float *parameters, const float *gradients, GradusLayerAnatomy *anatomy)
{
  const gsize n = (gsize) anatomy->n_inputs * anatomy->kernel_rows * anatomy->kernel_columns;

  anatomy->kernels = copy_kernels (anatomy, parameters, &anatomy->weights);
  anatomy->kernel_gradients = copy_kernels (anatomy, gradients, &anatomy->gradients);
  anatomy->unit_norms = g_new (float, anatomy->n_shown);
  for (guint unit = 0; unit < anatomy->n_shown; unit++)
    anatomy->unit_norms[unit] = measure_norm (gradients + unit * n, (guint) n, 1, (guint) n);
}

static void
copy_matrix (GradusNetwork *network, const GradusPass *measured, guint i,
             GradusLayerAnatomy *anatomy)
{
  const float *parameters = gradus_network_get_parameters (network, i);
  const float *gradients = gradus_network_get_gradients (network, measured, i);
  gsize bias;

  if (find_kernels (gradus_network_get_layer (network, i), anatomy))
    copy_all_kernels (parameters, gradients, anatomy);
  if (!gradus_sketch_find_matrix (gradus_network_get_layer (network, i), &bias))
    return;
  anatomy->weights = copy_corner (anatomy, parameters);
  anatomy->gradients = copy_corner (anatomy, gradients);
  if (anatomy->unit_numbers > 1)
    return;
  anatomy->biases = g_memdup2 (parameters + bias, anatomy->n_shown * sizeof (float));
  anatomy->bias_gradients = g_memdup2 (gradients + bias, anatomy->n_shown * sizeof (float));
}

static void
fill_layer_anatomy (GradusNetwork *network, const GradusPass *measured, guint i,
                    GradusLayerAnatomy *anatomy)
{
  const GradusLayer *layer = gradus_network_get_layer (network, i);

  anatomy->n_inputs = gradus_shape_count_units (&layer->in);
  anatomy->n_units = gradus_shape_count_units (&layer->out);
  anatomy->input_numbers = gradus_shape_count_unit_numbers (&layer->in);
  anatomy->unit_numbers = gradus_shape_count_unit_numbers (&layer->out);
  anatomy->n_shown_inputs = MIN (anatomy->n_inputs, GRADUS_ANATOMY_MOST);
  anatomy->n_shown = MIN (anatomy->n_units, GRADUS_ANATOMY_MOST);
  copy_matrix (network, measured, i, anatomy);
}

/* -- What units say to samples ----------------------------------------------------------------- */

/* A pass that trains or measures keeps no z, so it is computed from what came in. */
static float *
compute_z (const GradusAnatomySource *source, guint i, const GradusLayerAnatomy *anatomy)
{
  const GradusPass *pass = source->own;
  const GradusLayer *layer = gradus_network_get_layer (source->network, i);
  const float *parameters = gradus_network_get_parameters (source->network, i);
  const float *input = pass->layers[i].input + source->lane;
  float *z = g_new (float, anatomy->n_shown);
  gsize bias = 0;

  gradus_sketch_find_matrix (layer, &bias);
  for (guint unit = 0; unit < anatomy->n_shown; unit++) {
    double sum = (double) parameters[bias + unit];

    for (guint k = 0; k < layer->n_inputs; k++)
      sum += (double) parameters[(gsize) unit * layer->n_inputs + k] *
             (double) input[(gsize) k * pass->stride];
    z[unit] = (float) sum;
  }
  return z;
}

static guint8 *
find_dead (const GradusPass *pass, const GradusLayer *layer, const float *output,
           const GradusLayerAnatomy *anatomy)
{
  guint8 *dead = g_new0 (guint8, anatomy->n_shown);

  for (guint unit = 0; unit < anatomy->n_shown; unit++) {
    const double share = gradus_activation_count_dead (
        layer->spec.activation, 1, anatomy->unit_numbers, pass->stride, pass->n_samples,
        output + (gsize) unit * anatomy->unit_numbers * pass->stride);

    if (isnan (share)) {
      g_free (dead);
      return NULL;
    }
    dead[unit] = share > 0;
  }
  return dead;
}

static float *
copy_lane (const float *rows, guint n, const GradusAnatomySource *source)
{
  float *numbers = g_new (float, n);

  for (guint i = 0; i < n; i++)
    numbers[i] = rows[(gsize) i * source->own->stride + source->lane];
  return numbers;
}

static void
look_at_samples (const GradusAnatomySource *source, GradusAnatomy *anatomy)
{
  const GradusPass *pass = source->samples, *lone = source->own;

  anatomy->sample = source->sample;
  if (anatomy->layers[0].input_numbers == 1)
    anatomy->inputs = copy_lane (lone->inputs, anatomy->layers[0].n_shown_inputs, source);
  for (guint i = 0; i < anatomy->n_layers; i++) {
    GradusLayerAnatomy *own = &anatomy->layers[i];
    const GradusLayer *layer = gradus_network_get_layer (source->network, i);

    if (layer->class->has_activation)
      own->dead = find_dead (pass, layer, pass->layers[i].output, own);
    if (own->unit_numbers > 1) {
      own->pictures = copy_lane (lone->layers[i].output, own->n_shown * own->unit_numbers, source);
      continue;
    }
    own->outputs = copy_lane (lone->layers[i].output, own->n_shown, source);
    if (own->biases)
      own->z = compute_z (source, i, own);
  }
}

/* -- Maps -------------------------------------------------------------------------------------- */

typedef struct {
  GradusAnatomy *anatomy;
  guint n_cells;
} Mapping;

static void
copy_rows (float *maps, guint n_units, guint n_cells, const float *rows, guint stride, guint start,
           guint n)
{
  for (guint unit = 0; unit < n_units; unit++)
    memcpy (maps + (gsize) unit * n_cells + start, rows + (gsize) unit * stride,
            n * sizeof (float));
}

static void
copy_maps (const GradusPass *pass, guint start, guint n, gpointer data)
{
  const Mapping *mapping = data;
  const GradusAnatomy *anatomy = mapping->anatomy;

  if (anatomy->input_maps)
    copy_rows (anatomy->input_maps, anatomy->layers[0].n_shown_inputs, mapping->n_cells,
               pass->inputs, pass->stride, start, n);
  for (guint i = 0; i < anatomy->n_layers; i++) {
    const GradusLayerAnatomy *layer = &anatomy->layers[i];

    if (layer->maps)
      copy_rows (layer->maps, layer->n_shown, mapping->n_cells, pass->layers[i].output,
                 pass->stride, start, n);
  }
}

static void
fill_maps (const GradusAnatomySource *source, GradusAnatomy *anatomy)
{
  const guint size = source->map_size;
  Mapping mapping = { anatomy, source->plane->is_line ? size : size * size };

  anatomy->map_size = size;
  anatomy->is_line = source->plane->is_line;
  if (anatomy->layers[0].input_numbers == 1)
    anatomy->input_maps =
        g_new (float, ((gsize) anatomy->layers[0].n_shown_inputs * mapping.n_cells));
  for (guint i = 0; i < anatomy->n_layers; i++) {
    GradusLayerAnatomy *layer = &anatomy->layers[i];

    if (layer->unit_numbers == 1)
      layer->maps = g_new (float, ((gsize) layer->n_shown * mapping.n_cells));
  }
  gradus_boundary_grid_visit (source->grid, source->plane, size, copy_maps, &mapping);
}

GradusAnatomy *
gradus_anatomy_new (const GradusAnatomySource *source)
{
  GradusAnatomy *anatomy = g_new0 (GradusAnatomy, 1);

  anatomy->n_layers = gradus_network_get_n_layers (source->network);
  anatomy->layers = g_new0 (GradusLayerAnatomy, anatomy->n_layers);
  for (guint i = 0; i < anatomy->n_layers; i++)
    fill_layer_anatomy (source->network, source->measured, i, &anatomy->layers[i]);
  if (source->samples)
    look_at_samples (source, anatomy);
  if (source->grid)
    fill_maps (source, anatomy);
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
    g_free (anatomy->layers[i].kernels);
    g_free (anatomy->layers[i].kernel_gradients);
    g_free (anatomy->layers[i].unit_norms);
    g_free (anatomy->layers[i].maps);
    g_free (anatomy->layers[i].pictures);
    g_free (anatomy->layers[i].z);
    g_free (anatomy->layers[i].outputs);
    g_free (anatomy->layers[i].dead);
  }
  g_free (anatomy->layers);
  g_free (anatomy->input_maps);
  g_free (anatomy->inputs);
  g_free (anatomy);
}
