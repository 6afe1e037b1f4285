/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <math.h>

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

/* Of the parameters: each `units` floats. */
enum {
  WEIGHT,
  BIAS,
  RUNNING_MEAN,
  RUNNING_VARIANCE,
  N_VECTORS,
};

/* The normalised inputs (units, stride), and of each unit what they were divided by, inverted. */
static gsize
normalisation_count_scratch (const GradusLayer *layer, guint stride)
{
  return (gsize) layer->n_outputs * (stride + 1);
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
    tensors[i].axes[0] = layer->n_outputs;
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
    for (guint unit = 0; unit < layer->n_outputs; unit++)
      parameters[(gsize) i * layer->n_outputs + unit] =
          i == WEIGHT || i == RUNNING_VARIANCE ? 1 : 0;
}

static gsize
normalisation_count_multiply_adds (const GradusLayer *layer)
{
  return 2 * (gsize) layer->n_outputs;
}

/* Mean and variance of a unit over the batch, which move its running ones. */
static void
measure_batch (const GradusLayer *layer, const GradusPass *pass, const float *x,
               float *running_mean, float *running_variance, double *mean, double *variance)
{
  const double momentum = layer->spec.settings[MOMENTUM];
  const guint n = pass->n_samples;
  double sum = 0, squares = 0;

  for (guint i = 0; i < n; i++)
    sum += (double) x[i];
  *mean = sum / n;
  for (guint i = 0; i < n; i++)
    squares += ((double) x[i] - *mean) * ((double) x[i] - *mean);
  *variance = squares / n;
  *running_mean = (float) ((1 - momentum) * (double) *running_mean + momentum * *mean);
  *running_variance =
      (float) ((1 - momentum) * (double) *running_variance + momentum * squares / MAX (n - 1, 1));
}

static void
normalisation_forward (const GradusLayer *layer, float *parameters, const GradusPass *pass,
                       const GradusLayerPass *own, GradusSpan units)
{
  const guint n_units = layer->n_outputs, stride = pass->stride;
  float *inverse = own->scratch + (gsize) n_units * stride, *z = own->z ? own->z : own->output;
  const gsize first = (gsize) units.begin * stride;

  for (guint unit = units.begin; unit < units.end; unit++) {
    const float *x = own->input + (gsize) unit * stride;
    float *normal = own->scratch + (gsize) unit * stride, *row = z + (gsize) unit * stride,
          *p = parameters + unit;
    double mean = (double) p[RUNNING_MEAN * n_units],
           variance = (double) p[RUNNING_VARIANCE * n_units];

    if (pass->is_training)
      measure_batch (layer, pass, x, &p[RUNNING_MEAN * n_units], &p[RUNNING_VARIANCE * n_units],
                     &mean, &variance);
    inverse[unit] = (float) (1 / sqrt (variance + layer->spec.settings[EPSILON]));
    for (guint i = 0; i < stride; i++) {
      normal[i] = (x[i] - (float) mean) * inverse[unit];
      row[i] = p[WEIGHT * n_units] * normal[i] + p[BIAS * n_units];
    }
  }
  gradus_kernels_get ()->activate (&(GradusBlock){ units.end - units.begin, stride, stride },
                                   layer->spec.activation, z + first, own->output + first,
                                   own->delta ? own->delta + first : NULL);
}

/* Σ delta·normal over the samples, and Σ delta. */
static void
sum_products (const GradusPass *pass, const GradusLayerPass *own, guint unit, double *products,
              double *deltas)
{
  const float *delta = own->delta + (gsize) unit * pass->stride,
              *normal = own->scratch + (gsize) unit * pass->stride;

  *products = *deltas = 0;
  for (guint i = 0; i < pass->n_samples; i++) {
    *products += (double) delta[i] * (double) normal[i];
    *deltas += (double) delta[i];
  }
}

static void
normalisation_backward (const GradusLayer *layer, const float *parameters, const GradusPass *pass,
                        const GradusLayerPass *own, GradusSpan units, const float *gradient,
                        float *input_gradient)
{
  const guint stride = pass->stride;
  const float *inverse = own->scratch + (gsize) layer->n_outputs * stride;
  const gsize first = (gsize) units.begin * stride;

  if (gradient)
    gradus_kernels_get ()->multiply (&(GradusBlock){ units.end - units.begin, stride, stride },
                                     gradient + first, own->delta + first);
  for (guint unit = units.begin; input_gradient && unit < units.end; unit++) {
    const gsize row = (gsize) unit * stride;
    const float factor = parameters[(gsize) WEIGHT * layer->n_outputs + unit] * inverse[unit];
    double products = 0, deltas = 0;

    if (pass->is_training)
      sum_products (pass, own, unit, &products, &deltas);
    products /= pass->n_samples;
    deltas /= pass->n_samples;
    for (guint i = 0; i < stride; i++) {
      float through =
          own->delta[row + i] - (float) deltas - own->scratch[row + i] * (float) products;

      input_gradient[row + i] = i < pass->n_samples ? factor * through : 0;
    }
  }
}

static void
normalisation_differentiate (const GradusLayer *layer, const GradusPass *pass,
                             const GradusLayerPass *own, GradusSpan units, float *gradients)
{
  for (guint unit = units.begin; unit < units.end; unit++) {
    double products, deltas;

    sum_products (pass, own, unit, &products, &deltas);
    gradients[WEIGHT * layer->n_outputs + unit] = (float) products;
    gradients[BIAS * layer->n_outputs + unit] = (float) deltas;
  }
}

static const GradusLayerFunctions functions = {
  .needs_whole_batch = TRUE,
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
