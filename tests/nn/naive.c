/* SPDX-License-Identifier: MIT */
#include "naive.h"

#include <math.h>
#include <string.h>

#include "nn/layer.h"

double naive_nearest_kink;

void
naive_network_copy (NaiveNetwork *naive, const GradusNetwork *network)
{
  naive->n_layers = gradus_network_get_n_layers (network);
  naive->n_inputs = gradus_network_get_n_inputs (network);
  naive->seed = naive->step = 0;
  memset (naive->a, 0, sizeof naive->a);
  for (guint l = 0; l < naive->n_layers; l++) {
    const GradusLayer *layer = gradus_network_get_layer (network, l);
    const float *parameters = gradus_network_get_parameters (network, l);
    const gsize n = gradus_layer_count_parameters (layer);

    naive->specs[l] = layer->spec;
    naive->n_outputs[l] = layer->n_outputs;
    naive->in[l] = layer->in;
    naive->out[l] = layer->out;
    naive->parameters[l] = g_new (double, n + 1);
    for (gsize i = 0; i < n; i++)
      naive->parameters[l][i] = (double) parameters[i];
  }
}

void
naive_network_clear (NaiveNetwork *naive)
{
  for (guint l = 0; l < naive->n_layers; l++)
    g_free (naive->parameters[l]);
  for (guint l = 0; l <= naive->n_layers; l++)
    g_free (naive->a[l]);
}

static double
activate (GradusActivation activation, double z)
{
  const double alpha = (double) activation.alpha;

  switch (activation.kind) {
  case GRADUS_ACTIVATION_LINEAR:
  case GRADUS_ACTIVATION_MAXOUT:
  case GRADUS_ACTIVATION_SOFTMAX:
    return z;
  case GRADUS_ACTIVATION_SIGMOID:
    return 1 / (1 + exp (-z));
  case GRADUS_ACTIVATION_TANH:
    return tanh (z);
  case GRADUS_ACTIVATION_RELU:
    naive_nearest_kink = MIN (naive_nearest_kink, fabs (z));
    return MAX (z, 0);
  case GRADUS_ACTIVATION_LEAKY_RELU:
    naive_nearest_kink = MIN (naive_nearest_kink, fabs (z));
    return z > 0 ? z : alpha * z;
  case GRADUS_ACTIVATION_ELU:
    return z > 0 ? z : alpha * expm1 (z);
  case GRADUS_ACTIVATION_SELU:
    naive_nearest_kink = MIN (naive_nearest_kink, fabs (z));
    return 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * expm1 (z));
  case GRADUS_ACTIVATION_SOFTPLUS:
    return log1p (exp (z));
  case GRADUS_ACTIVATION_GELU:
    return z * erfc (-z / M_SQRT2) / 2;
  case GRADUS_ACTIVATION_SWISH:
    return z / (1 + exp (-z));
  }
  g_assert_not_reached ();
}

/* z (n) of one row of weights: sample by sample the same sum, and for all samples at once, since
 * one sum alone waits for each of its additions. */
static void
find_z (const double *weights, double bias, guint n_inputs, guint n, const double *in, double *z)
{
  for (guint s = 0; s < n; s++)
    z[s] = bias;
  for (guint i = 0; i < n_inputs; i++)
    for (guint s = 0; s < n; s++)
      z[s] += weights[i] * in[i * n + s];
}

/* Of the pieces' z (pieces, n) the largest, through the activation. */
static void
finish_unit (GradusActivation activation, guint n, const double *z, double *out)
{
  for (guint s = 0; s < n; s++) {
    double best = -INFINITY, second = -INFINITY;

    for (guint piece = 0; piece < activation.pieces; piece++) {
      second = MAX (second, MIN (best, z[piece * n + s]));
      best = MAX (best, z[piece * n + s]);
    }
    naive_nearest_kink = MIN (naive_nearest_kink, best - second);
    out[s] = activate (activation, best);
  }
}

/* out (units, n) from in (inputs, n). */
static void
dense (const GradusLayerSpec *spec, const double *parameters, guint n_inputs, guint n,
       const double *in, double *out)
{
  const guint units = gradus_layer_spec_get_width (spec), pieces = spec->activation.pieces;
  const double *biases = parameters + (gsize) units * pieces * n_inputs;
  g_autofree double *z = g_new (double, (gsize) n *pieces);

  for (guint u = 0; u < units; u++) {
    for (guint piece = 0; piece < pieces; piece++) {
      const guint row = piece * units + u;

      find_z (parameters + (gsize) row * n_inputs, biases[row], n_inputs, n, in,
              z + (gsize) piece * n);
    }
    finish_unit (spec->activation, n, z, out + u * n);
  }
}

/* How far before a picture of `size` the first of n_places windows begins. */
static int
find_padding (double padding, guint size, guint window, guint step, guint n_places)
{
  return padding >= 0 ? (int) padding
                      : MAX ((int) ((n_places - 1) * step + window) - (int) size, 0) / 2;
}

/* z (n) of one filter (channels, height, width) at place (r, q). */
static void
convolve_place (const GradusShape *in, guint height, guint width, int row, int column, guint n,
                const double *weights, const double *x, double *z)
{
  for (guint c = 0; c < in->sizes[0]; c++) {
    for (guint i = 0; i < height; i++) {
      for (guint j = 0; j < width; j++) {
        const int y = row + (int) i, at = column + (int) j;

        if (y < 0 || y >= (int) in->sizes[1] || at < 0 || at >= (int) in->sizes[2])
          continue;
        for (guint s = 0; s < n; s++)
          z[s] += weights[(c * height + i) * width + j] *
                  x[((c * in->sizes[1] + (guint) y) * in->sizes[2] + (guint) at) * n + s];
      }
    }
  }
}

static void
convolve (const GradusLayerSpec *spec, const GradusShape *in, const GradusShape *out,
          const double *parameters, guint n, const double *x, double *a)
{
  const guint height = gradus_size_get_height (gradus_layer_spec_get (spec, "kernel")),
              width = gradus_size_get_width (gradus_layer_spec_get (spec, "kernel")),
              step = (guint) gradus_layer_spec_get (spec, "stride"),
              row_size = in->sizes[0] * height * width, pieces = spec->activation.pieces,
              filters = out->sizes[0];
  const double padding = gradus_layer_spec_get (spec, "padding"),
               *biases = parameters + (gsize) pieces * filters * row_size;
  const int top = find_padding (padding, in->sizes[1], height, step, out->sizes[1]),
            left = find_padding (padding, in->sizes[2], width, step, out->sizes[2]);
  g_autofree double *z = g_new (double, (gsize) n *pieces);

  for (guint place = 0; place < filters * out->sizes[1] * out->sizes[2]; place++) {
    const guint o = place / (out->sizes[1] * out->sizes[2]),
                r = place / out->sizes[2] % out->sizes[1], q = place % out->sizes[2];

    for (guint piece = 0; piece < pieces; piece++) {
      for (guint s = 0; s < n; s++)
        z[piece * n + s] = biases[piece * filters + o];
      convolve_place (in, height, width, (int) (r * step) - top, (int) (q * step) - left, n,
                      parameters + (gsize) (piece * filters + o) * row_size, x, z + piece * n);
    }
    finish_unit (spec->activation, n, z, a + place * n);
  }
}

/* The window's largest, or its mean, of one sample. */
static double
pool_window (const GradusShape *in, guint height, guint width, gboolean is_mean, guint n,
             const double *x)
{
  double best = -INFINITY, second = -INFINITY, sum = 0;

  for (guint i = 0; i < height; i++) {
    for (guint j = 0; j < width; j++) {
      const double number = x[(i * in->sizes[2] + j) * n];

      sum += number;
      second = MAX (second, MIN (best, number));
      best = MAX (best, number);
    }
  }
  if (is_mean)
    return sum / (height * width);
  naive_nearest_kink = MIN (naive_nearest_kink, best - second);
  return best;
}

static void
pool (const GradusLayerSpec *spec, const GradusShape *in, const GradusShape *out, guint n,
      const double *x, double *a)
{
  const gboolean is_global = spec->class == &gradus_global_average_pooling_class;
  const guint size = is_global ? 0 : (guint) gradus_layer_spec_get (spec, "size");
  const double stride = is_global ? 1 : gradus_layer_spec_get (spec, "stride");
  const guint step = stride < 0 ? size : (guint) stride, rows = is_global ? 1 : out->sizes[1],
              columns = is_global ? 1 : out->sizes[2];

  for (guint place = 0; place < in->sizes[0] * rows * columns; place++) {
    const guint c = place / (rows * columns), r = place / columns % rows, q = place % columns;
    const double *window =
        x + ((c * in->sizes[1] + r * step) * in->sizes[2] + q * step) * (gsize) n;

    for (guint s = 0; s < n; s++)
      a[place * n + s] =
          pool_window (in, is_global ? in->sizes[1] : size, is_global ? in->sizes[2] : size,
                       spec->class != &gradus_max_pooling_class, n, window + s);
  }
}

static void
softmax (guint units, guint n, double *a)
{
  for (guint s = 0; s < n; s++) {
    double total = 0;

    for (guint u = 0; u < units; u++)
      total += exp (a[u * n + s]);
    for (guint u = 0; u < units; u++)
      a[u * n + s] = exp (a[u * n + s]) / total;
  }
}

static guint32
hash (guint32 x)
{
  x = (x ^ (x >> 16)) * 0x7feb352du;
  x = (x ^ (x >> 15)) * 0x846ca68bu;
  return x ^ (x >> 16);
}

static void
drop (const NaiveNetwork *naive, guint number, guint units, guint n, const double *in, double *out)
{
  const double rate = naive->specs[number - 1].settings[0];
  GradusRandom random;
  guint32 key;

  gradus_random_init (&random, naive->seed,
                      (G_GUINT64_CONSTANT (2) << 60) + ((guint64) number << 53) + naive->step);
  key = (guint32) gradus_random_next (&random);
  for (guint u = 0; u < units; u++)
    for (guint s = 0; s < n; s++)
      out[u * n + s] =
          (hash (key + u * 0x9e3779b9u + s) >> 8) < rate * 0x1p24 ? 0 : in[u * n + s] / (1 - rate);
}

/* n: the numbers of a unit, of all samples. */
static void
normalise (const GradusLayerSpec *spec, const double *parameters, guint units, guint n,
           const double *in, double *out)
{
  for (guint u = 0; u < units; u++) {
    double mean = 0, variance = 0;

    for (guint s = 0; s < n; s++)
      mean += in[u * n + s] / n;
    for (guint s = 0; s < n; s++)
      variance += (in[u * n + s] - mean) * (in[u * n + s] - mean) / n;
    for (guint s = 0; s < n; s++)
      out[u * n + s] = activate (spec->activation, parameters[u] * (in[u * n + s] - mean) /
                                                           sqrt (variance + spec->settings[1]) +
                                                       parameters[units + u]);
  }
}

static void
add (const double *x, const double *y, gsize n, double *out)
{
  for (gsize i = 0; i < n; i++)
    out[i] = x[i] + y[i];
}

static double
find_cost (GradusCost cost, guint units, guint n, const double *a, const float *y)
{
  double total = 0;

  for (guint u = 0; u < units; u++) {
    for (guint s = 0; s < n; s++) {
      const double target = (double) y[s * units + u], said = a[u * n + s];

      if (cost == GRADUS_COST_MEAN_SQUARED_ERROR)
        total += (said - target) * (said - target) / units;
      else if (cost == GRADUS_COST_CROSS_ENTROPY)
        total -= target * log (said);
      else
        total -= (target * log (said) + (1 - target) * log (1 - said)) / units;
    }
  }
  return total / n;
}

/* a[l] is what layer l is given, and a[0] the inputs. */
static void
forward (const NaiveNetwork *naive, guint l, guint n, double *const *a, double *out)
{
  const double *in = a[l];
  const GradusLayerSpec *spec = &naive->specs[l];
  const guint n_inputs = l ? naive->n_outputs[l - 1] : naive->n_inputs,
              n_outputs = naive->n_outputs[l];

  if (spec->class == &gradus_dense_class)
    dense (spec, naive->parameters[l], n_inputs, n, in, out);
  else if (spec->class == &gradus_dropout_class)
    drop (naive, l + 1, n_outputs, n, in, out);
  else if (spec->class == &gradus_add_class)
    add (in, a[(guint) spec->settings[0]], (gsize) n_outputs * n, out);
  else if (spec->class == &gradus_convolution_class)
    convolve (spec, &naive->in[l], &naive->out[l], naive->parameters[l], n, in, out);
  else if (spec->class == &gradus_batch_normalisation_class)
    normalise (spec, naive->parameters[l], gradus_shape_count_units (&naive->out[l]),
               gradus_shape_count_unit_numbers (&naive->out[l]) * n, in, out);
  else
    pool (spec, &naive->in[l], &naive->out[l], n, in, out);
  if (spec->activation.kind == GRADUS_ACTIVATION_SOFTMAX)
    softmax (n_outputs, n, out);
}

double
naive_network_cost (NaiveNetwork *naive, GradusCost cost, guint n_samples, const float *x,
                    const float *y)
{
  const guint last = naive->n_layers;

  naive_nearest_kink = INFINITY;
  naive->a[0] = g_renew (double, naive->a[0], (gsize) naive->n_inputs *n_samples);
  for (guint i = 0; i < naive->n_inputs; i++)
    for (guint s = 0; s < n_samples; s++)
      naive->a[0][i * n_samples + s] = (double) x[s * naive->n_inputs + i];
  for (guint l = 0; l < last; l++) {
    naive->a[l + 1] = g_renew (double, naive->a[l + 1], (gsize) naive->n_outputs[l] * n_samples);
    forward (naive, l, n_samples, naive->a, naive->a[l + 1]);
  }
  return find_cost (cost, naive->n_outputs[last - 1], n_samples, naive->a[last], y);
}

/* With another parameter in layer `first`: what the layers below answer stays as it was. */
static double
find_cost_again (const NaiveNetwork *naive, guint first, GradusCost cost, guint n_samples,
                 const float *y)
{
  double *a[GRADUS_MAX_LAYERS + 1];
  double found;

  naive_nearest_kink = INFINITY;
  memcpy (a, naive->a, sizeof a);
  for (guint l = first; l < naive->n_layers; l++) {
    a[l + 1] = g_new (double, (gsize) naive->n_outputs[l] * n_samples);
    forward (naive, l, n_samples, a, a[l + 1]);
  }
  found = find_cost (cost, naive->n_outputs[naive->n_layers - 1], n_samples, a[naive->n_layers], y);
  for (guint l = first; l < naive->n_layers; l++)
    g_free (a[l + 1]);
  return found;
}

double
naive_network_difference (NaiveNetwork *naive, guint l, gsize i, GradusCost cost, guint n_samples,
                          const float *y)
{
  const double h = 1e-6, before = naive->parameters[l][i];
  double above, below;

  naive->parameters[l][i] = before + h;
  above = find_cost_again (naive, l, cost, n_samples, y);
  naive->parameters[l][i] = before - h;
  below = find_cost_again (naive, l, cost, n_samples, y);
  naive->parameters[l][i] = before;
  return (above - below) / (2 * h);
}
