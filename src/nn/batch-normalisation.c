/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nn/kernels/kernels.h"
#include "nn/layer-functions.h"

enum {
  MOMENTUM,
  EPSILON,
};

static const GradusLayerSetting settings[] = {
  [MOMENTUM] = { "momentum", N_ ("Momentum"),
                 N_ ("how far the running means go towards those of a batch at each step"),
                 GRADUS_SETTING_REAL, 0.1, 0.0001, 1 },
  [EPSILON] = { "epsilon", N_ ("Epsilon"),
                N_ ("what is added to the variance, so that none is too small to divide by"),
                GRADUS_SETTING_REAL, 1e-5, 1e-12, 1 },
  { NULL },
};

/* Of the parameters: each as many floats as there are units: maps, or numbers. */
enum {
  WEIGHT,
  BIAS,
  RUNNING_MEAN,
  RUNNING_VARIANCE,
  N_VECTORS,
};

static guint
count_units (const GradusLayer *layer)
{
  return gradus_shape_count_units (&layer->out);
}

/* Floats of a unit, of all samples. */
static gsize
count_row (const GradusLayer *layer, guint stride)
{
  return (gsize) gradus_shape_count_unit_numbers (&layer->out) * stride;
}

/* The normalised inputs (outputs, stride), and of each unit what they were divided by, inverted. */
static gsize
normalisation_count_scratch (const GradusLayer *layer, guint stride)
{
  return (gsize) layer->n_outputs * stride + count_units (layer);
}

static guint
normalisation_list_tensors (const GradusLayer *layer,
                            GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS])
{
  static const GradusTensor vectors[N_VECTORS] = {
    [WEIGHT] = { "weight", GRADUS_TENSOR_SCALE, 1 },
    [BIAS] = { "bias", GRADUS_TENSOR_SHIFT, 1 },
    [RUNNING_MEAN] = { "running_mean", GRADUS_TENSOR_STATISTIC, 1 },
    [RUNNING_VARIANCE] = { "running_var", GRADUS_TENSOR_STATISTIC, 1 },
  };

  for (guint i = 0; i < N_VECTORS; i++) {
    tensors[i] = vectors[i];
    tensors[i].axes[0] = count_units (layer);
  }
  return N_VECTORS;
}

static guint
normalisation_list_primitives (const GradusLayer *layer,
                               GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES])
{
  const double *numbers = layer->spec.settings;

  primitives[0] = (GradusPrimitive){
    GRADUS_PRIMITIVE_NORMALISE,
    .normalise = { WEIGHT, BIAS, RUNNING_MEAN, RUNNING_VARIANCE, numbers[EPSILON],
                   numbers[MOMENTUM] },
  };
  if (layer->spec.activation.kind == GRADUS_ACTIVATION_LINEAR)
    return 1;
  primitives[1] =
      (GradusPrimitive){ GRADUS_PRIMITIVE_ACTIVATION, .activation = layer->spec.activation };
  return 2;
}

static void
normalisation_initialise (const GradusLayer *layer, GradusRandom *random, float *parameters)
{
  for (guint i = 0; i < N_VECTORS; i++)
    for (guint unit = 0; unit < count_units (layer); unit++)
      parameters[(gsize) i * count_units (layer) + unit] =
          i == WEIGHT || i == RUNNING_VARIANCE ? 1 : 0;
}

static gsize
normalisation_count_multiply_adds (const GradusLayer *layer)
{
  return 2 * (gsize) layer->n_outputs;
}

/* A unit's numbers of the samples that are there. */
static GradusBlock
make_block (const GradusLayer *layer, const GradusPass *pass)
{
  return (GradusBlock){ gradus_shape_count_unit_numbers (&layer->out), pass->n_samples,
                        pass->stride };
}

/* Mean and variance of a unit over the batch, of a map over its places too, which move its running
 * ones. */
static void
measure_batch (const GradusLayer *layer, const GradusPass *pass, const float *x,
               float *running_mean, float *running_variance, double *mean, double *variance)
{
  const double momentum = layer->spec.settings[MOMENTUM], center = (double) x[0];
  const GradusBlock block = make_block (layer, pass);
  const double n = (double) block.rows * pass->n_samples;
  double sum, squares;

  /* From one of them, so that they lose nothing where they are large and hardly differ. */
  pass->kernels->sum_moments (&block, center, x, &sum, &squares);
  *mean = center + sum / n;
  squares = MAX (squares - sum * sum / n, 0);
  *variance = squares / n;
  *running_mean = (float) ((1 - momentum) * (double) *running_mean + momentum * *mean);
  *running_variance =
      (float) ((1 - momentum) * (double) *running_variance + momentum * squares / MAX (n - 1, 1));
}

static void
normalisation_forward (const GradusLayer *layer, float *parameters, const GradusPass *pass,
                       const GradusLayerPass *own, const GradusPart *part)
{
  const GradusSpan units = part->units;
  const guint n_units = count_units (layer), stride = pass->stride,
              n_numbers = gradus_shape_count_unit_numbers (&layer->out);
  const gsize n = count_row (layer, stride), first = units.begin * n;
  float *inverse = own->scratch + n_units * n, *z = own->z ? own->z : own->output;

  for (guint unit = units.begin; unit < units.end; unit++) {
    const float *x = own->input + unit * n;
    float *normal = own->scratch + unit * n, *row = z + unit * n, *p = parameters + unit;
    double mean = (double) p[RUNNING_MEAN * n_units],
           variance = (double) p[RUNNING_VARIANCE * n_units];

    if (pass->is_training)
      measure_batch (layer, pass, x, &p[RUNNING_MEAN * n_units], &p[RUNNING_VARIANCE * n_units],
                     &mean, &variance);
    inverse[unit] = (float) (1 / sqrt (variance + layer->spec.settings[EPSILON]));
    pass->kernels->normalise (n, (float) mean, inverse[unit], p[WEIGHT * n_units],
                              p[BIAS * n_units], x, normal, row);
  }
  pass->kernels->activate (&(GradusBlock){ (units.end - units.begin) * n_numbers, stride, stride },
                           layer->spec.activation, z + first, own->output + first,
                           own->delta ? own->delta + first : NULL);
}

/* Σ delta·normal over the samples, and Σ delta. */
static void
sum_products (const GradusLayer *layer, const GradusPass *pass, const GradusLayerPass *own,
              guint unit, double *products, double *deltas)
{
  const gsize n = count_row (layer, pass->stride);
  const GradusBlock block = make_block (layer, pass);

  pass->kernels->sum_products (&block, own->delta + unit * n, own->scratch + unit * n, deltas,
                               products);
}

/* What goes back of one unit: nothing to the lanes behind the last sample. */
static void
send_unit_back (const GradusLayer *layer, const GradusPass *pass, const GradusLayerPass *own,
                guint unit, float factor, float *input_gradient)
{
  const guint n_numbers = gradus_shape_count_unit_numbers (&layer->out);
  const gsize n = count_row (layer, pass->stride), row = unit * n;
  double products = 0, deltas = 0;

  if (pass->is_training)
    sum_products (layer, pass, own, unit, &products, &deltas);
  products /= (double) n_numbers * pass->n_samples;
  deltas /= (double) n_numbers * pass->n_samples;
  pass->kernels->normalise_backward (n, factor, (float) deltas, (float) products, own->delta + row,
                                     own->scratch + row, input_gradient + row);
  for (gsize at = row; pass->n_samples < pass->stride && at < row + n; at += pass->stride)
    memset (input_gradient + at + pass->n_samples, 0,
            (pass->stride - pass->n_samples) * sizeof (float));
}

static void
normalisation_backward (const GradusLayer *layer, const float *parameters, const GradusPass *pass,
                        const GradusLayerPass *own, const GradusPart *part, const float *gradient,
                        float *input_gradient)
{
  const GradusSpan units = part->units;
  const guint stride = pass->stride;
  const float *inverse = own->scratch + (gsize) layer->n_outputs * stride;
  const gsize first = units.begin * count_row (layer, stride);
  const GradusBlock block = {
    (units.end - units.begin) * gradus_shape_count_unit_numbers (&layer->out), stride, stride
  };

  if (gradient)
    pass->kernels->multiply (&block, gradient + first, own->delta + first);
  for (guint unit = units.begin; input_gradient && unit < units.end; unit++)
    send_unit_back (layer, pass, own, unit,
                    parameters[(gsize) WEIGHT * count_units (layer) + unit] * inverse[unit],
                    input_gradient);
}

static void
normalisation_differentiate (const GradusLayer *layer, const GradusPass *pass,
                             const GradusLayerPass *own, GradusSpan units, float *gradients)
{
  for (guint unit = units.begin; unit < units.end; unit++) {
    double products, deltas;

    sum_products (layer, pass, own, unit, &products, &deltas);
    gradients[WEIGHT * count_units (layer) + unit] = (float) products;
    gradients[BIAS * count_units (layer) + unit] = (float) deltas;
  }
}

static GradusSharing
normalisation_find_sharing (const GradusLayer *layer)
{
  return GRADUS_SHARED_BY_UNITS;
}

static const GradusLayerFunctions functions = {
  .find_sharing = normalisation_find_sharing,
  .count_scratch = normalisation_count_scratch,
  .count_multiply_adds = normalisation_count_multiply_adds,
  .list_tensors = normalisation_list_tensors,
  .list_primitives = normalisation_list_primitives,
  .initialise = normalisation_initialise,
  .forward = normalisation_forward,
  .backward = normalisation_backward,
  .differentiate = normalisation_differentiate,
};

const GradusLayerClass gradus_batch_normalisation_class = {
  .name = "batch-normalisation",
  .title = N_ ("Batch normalisation"),
  .has_activation = TRUE,
  .compares_samples = TRUE,
  .settings = settings,
  .functions = &functions,
};
