/* SPDX-License-Identifier: MIT */
#include "train/pixel.h"

#include <math.h>

#include "nn/layer.h"
#include "nn/pass.h"
#include "nn/primitive.h"
#include "nn/ways.h"

/* What a pixel is taken out of. */
typedef struct {
  GradusNetwork *network;
  GradusPass *pass;
  const GradusLayer *layer;
  const GradusLayerPass *own;
  const float *parameters;
} Source;

/* The first sample's numbers of rows [first, first + n). */
static float *
copy_rows (const Source *source, const float *matrix, gsize first, gsize n)
{
  float *numbers = g_new (float, n);

  for (gsize i = 0; i < n; i++)
    numbers[i] = matrix[(first + i) * source->pass->stride];
  return numbers;
}

static gsize
count_places (const GradusPixel *pixel)
{
  return (gsize) pixel->scan.out_height * pixel->scan.out_width;
}

/* The pixel's own row of the layer's outputs. */
static gsize
find_row (const GradusPixel *pixel)
{
  return pixel->map * count_places (pixel) + pixel->row * pixel->scan.out_width + pixel->column;
}

/* -- How it is made ---------------------------------------------------------------------------- */

static GradusPixelKind
find_kind (const GradusPrimitive *primitives, guint n)
{
  if (n == 0)
    return GRADUS_PIXEL_PASSED;
  if (primitives[0].kind == GRADUS_PRIMITIVE_CONVOLUTION)
    return GRADUS_PIXEL_SUM;
  if (primitives[0].kind == GRADUS_PRIMITIVE_POOL)
    return primitives[0].pool.is_mean ? GRADUS_PIXEL_MEAN : GRADUS_PIXEL_LARGEST;
  if (primitives[0].kind == GRADUS_PRIMITIVE_NORMALISE)
    return GRADUS_PIXEL_NORMALISED;
  return primitives[0].kind == GRADUS_PRIMITIVE_ADD ? GRADUS_PIXEL_ADDED : GRADUS_PIXEL_PASSED;
}

static void
fill_scan (const Source *source, const GradusPrimitive *primitives, GradusPixel *pixel)
{
  if (pixel->kind == GRADUS_PIXEL_SUM)
    pixel->scan = primitives[0].convolution.scan;
  else if (gradus_pixel_has_window (pixel))
    pixel->scan = primitives[0].pool.scan;
  else
    gradus_scan_init (&pixel->scan, &source->layer->in, 1, 1, 1, 0);
}

static void
fill_patch (const Source *source, GradusPixel *pixel)
{
  const gsize n_window = (gsize) pixel->scan.window_height * pixel->scan.window_width;
  const gsize n_input = (gsize) pixel->scan.height * pixel->scan.width;
  const float *maps = source->own->input + pixel->first_channel * n_input * source->pass->stride;

  pixel->place = gradus_scan_place_find (&pixel->scan, pixel->row, pixel->column);
  pixel->n_kept = MIN (pixel->n_channels, GRADUS_PIXEL_MOST);
  pixel->inputs = copy_rows (source, maps, 0, pixel->n_kept * n_input);
  pixel->patch = g_new (float, pixel->n_channels *n_window);
  gradus_scan_place_copy_patch (&pixel->scan, &pixel->place, pixel->n_channels, maps,
                                source->pass->stride, pixel->patch);
}

/* Which piece of a maxout says the pixel: the one with a slope. */
static guint
find_piece (const Source *source, const GradusPixel *pixel)
{
  guint piece = 0;

  while (piece + 1 < pixel->n_pieces &&
         !(source->own->delta[((gsize) piece * source->layer->n_outputs + find_row (pixel)) *
                              source->pass->stride] > 0))
    piece++;
  return piece;
}

/* The rows of the tensors are the pieces' filters, one piece behind the other. */
static void
fill_sum (const Source *source, GradusPixel *pixel)
{
  const gsize n = (gsize) pixel->n_channels * pixel->scan.window_height * pixel->scan.window_width;
  const gsize filter = (gsize) pixel->piece * pixel->n_maps + pixel->map;

  pixel->kernel = g_memdup2 (source->parameters + filter * n, n * sizeof (float));
  pixel->bias = source->parameters[(gsize) pixel->n_pieces * pixel->n_maps * n + filter];
  pixel->sums = g_new (float, pixel->n_channels);
  gradus_scan_place_sum (source->pass->kernels, &pixel->scan, &pixel->place, pixel->n_channels,
                         pixel->patch, pixel->kernel, pixel->bias, pixel->sums);
}

/* Of equal ones the first, as the gradient goes; and a NaN, which wins. */
static void
find_winner (GradusPixel *pixel)
{
  const gsize n = (gsize) pixel->scan.window_height * pixel->scan.window_width;

  for (guint i = 1; i < n; i++) {
    if (!(pixel->patch[i] <= pixel->patch[pixel->largest]))
      pixel->largest = i;
  }
}

static float
get_parameter (const Source *source, const GradusTensor *tensors, guint tensor, guint unit,
               float absent)
{
  return tensor == GRADUS_NO_TENSOR ? absent : source->parameters[tensors[tensor].offset + unit];
}

/* As the layer finds them when no batch is compared. */
static void
fill_normalised (const Source *source, const GradusPrimitive *primitive, GradusPixel *pixel)
{
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
  double variance;

  gradus_layer_list_tensors (source->layer, tensors);
  pixel->mean = get_parameter (source, tensors, primitive->normalise.mean, pixel->map, 0);
  variance = (double) get_parameter (source, tensors, primitive->normalise.variance, pixel->map, 1);
  pixel->inverse = (float) (1 / sqrt (variance + primitive->normalise.epsilon));
  pixel->scale = get_parameter (source, tensors, primitive->normalise.scale, pixel->map, 1);
  pixel->shift = get_parameter (source, tensors, primitive->normalise.shift, pixel->map, 0);
}

static void
look_at_making (const Source *source, const GradusPrimitive *primitives, GradusPixel *pixel)
{
  const guint stride = source->pass->stride;
  const gsize row = find_row (pixel);

  fill_patch (source, pixel);
  pixel->piece = find_piece (source, pixel);
  if (pixel->kind == GRADUS_PIXEL_SUM)
    fill_sum (source, pixel);
  else if (pixel->kind == GRADUS_PIXEL_LARGEST)
    find_winner (pixel);
  else if (pixel->kind == GRADUS_PIXEL_NORMALISED)
    fill_normalised (source, &primitives[0], pixel);
  else if (pixel->kind == GRADUS_PIXEL_ADDED)
    pixel->earlier = source->own->earlier[row * stride];
  pixel->values = copy_rows (source, source->own->output, pixel->map * count_places (pixel),
                             count_places (pixel));
  pixel->value = source->own->output[row * stride];
  pixel->z = pixel->has_activation
                 ? source->own->z[(pixel->piece * (gsize) source->layer->n_outputs + row) * stride]
                 : pixel->value;
  pixel->slope =
      source->own->delta[(pixel->piece * (gsize) source->layer->n_outputs + row) * stride];
}

/* -- What comes back --------------------------------------------------------------------------- */

/* dCost/da by every way: δ as if all slopes were 1. */
static float
find_arrived (const Source *source, const GradusPixel *pixel)
{
  const guint n_layers = gradus_network_get_n_layers (source->network), own = pixel->layer;
  const gsize n = (gsize) source->layer->n_rows * source->pass->stride;
  g_autofree float *ones = g_new (float, n), *delta = g_new (float, n);
  float sum = own + 1 == n_layers ? NAN : 0;

  for (gsize i = 0; i < n; i++)
    ones[i] = 1;
  for (guint from = own + 1; from < n_layers; from++) {
    const gboolean is_around = gradus_network_get_layer (source->network, from)->earlier == own + 1;

    for (guint way = from == own + 1 ? 0 : 1; way <= (is_around ? 1u : 0u); way++) {
      if (gradus_ways_differentiate (source->network, source->pass, from, own, way == 1, ones,
                                     delta))
        sum += delta[find_row (pixel) * source->pass->stride];
    }
  }
  return sum;
}

/* Of a maxout the piece that counts has it, which differs from place to place; the others have
 * zeros. */
static float *
copy_deltas (const Source *source, const GradusPixel *pixel)
{
  const gsize n = count_places (pixel);
  float *deltas = g_new0 (float, n);

  for (guint piece = 0; piece < pixel->n_pieces; piece++) {
    g_autofree float *rows = copy_rows (
        source, source->own->delta, (gsize) piece * source->layer->n_outputs + pixel->map * n, n);

    for (gsize i = 0; i < n; i++)
      deltas[i] += rows[i];
  }
  return deltas;
}

static void
look_at_way_back (const Source *source, GradusCost cost, GradusPixel *pixel)
{
  gradus_network_backward (source->network, source->pass, cost, NULL);
  pixel->deltas = copy_deltas (source, pixel);
  pixel->delta = pixel->deltas[pixel->row * pixel->scan.out_width + pixel->column];
  pixel->arrived = find_arrived (source, pixel);
}

/* -- The pixel --------------------------------------------------------------------------------- */

GradusPixel *
gradus_pixel_new (GradusNetwork *network, GradusPass *pass, GradusCost cost, guint sample,
                  guint layer, guint map, guint row, guint column)
{
  GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES];
  Source source = { network, pass };
  guint n_primitives = 0;
  GradusPixel *pixel;

  if (layer >= gradus_network_get_n_layers (network))
    return NULL;
  source.layer = gradus_network_get_layer (network, layer);
  source.own = &pass->layers[layer];
  source.parameters = gradus_network_get_parameters (network, layer);
  if (source.layer->out.n_axes != 3 || source.layer->in.n_axes != 3 ||
      map >= source.layer->out.sizes[0])
    return NULL;
  gradus_layer_list_primitives (source.layer, primitives, &n_primitives);
  pixel = g_new0 (GradusPixel, 1);
  *pixel = (GradusPixel){ .sample = sample,
                          .layer = layer,
                          .map = map,
                          .row = MIN (row, source.layer->out.sizes[1] - 1),
                          .column = MIN (column, source.layer->out.sizes[2] - 1),
                          .kind = find_kind (primitives, n_primitives),
                          .has_activation = source.layer->class->has_activation,
                          .activation = source.layer->spec.activation,
                          .n_maps = source.layer->out.sizes[0],
                          .n_pieces = source.layer->n_rows / source.layer->n_outputs };
  pixel->first_channel = pixel->kind == GRADUS_PIXEL_SUM ? 0 : map;
  pixel->n_channels = pixel->kind == GRADUS_PIXEL_SUM ? source.layer->in.sizes[0] : 1;
  fill_scan (&source, primitives, pixel);
  look_at_making (&source, primitives, pixel);
  look_at_way_back (&source, cost, pixel);
  return pixel;
}

void
gradus_pixel_free (GradusPixel *pixel)
{
  g_free (pixel->values);
  g_free (pixel->deltas);
  g_free (pixel->inputs);
  g_free (pixel->patch);
  g_free (pixel->kernel);
  g_free (pixel->sums);
  g_free (pixel);
}
