/* SPDX-License-Identifier: MIT */
#include "nn/cost.h"

#include <math.h>

typedef struct {
  const char *name;
  const char *title;
} CostInfo;

static const CostInfo infos[GRADUS_N_COSTS] = {
  [GRADUS_COST_BINARY_CROSS_ENTROPY] = { "binary-cross-entropy", "Binary cross-entropy" },
  [GRADUS_COST_MEAN_SQUARED_ERROR] = { "mean-squared-error", "Mean squared error" },
};

const char *
gradus_cost_name (GradusCost cost)
{
  return infos[cost].name;
}

const char *
gradus_cost_title (GradusCost cost)
{
  return infos[cost].title;
}

gboolean
gradus_cost_from_name (const char *name, GradusCost *cost)
{
  for (guint i = 0; i < GRADUS_N_COSTS; i++) {
    if (g_str_equal (name, infos[i].name)) {
      *cost = (GradusCost) i;
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
gradus_cost_fits (GradusCost cost, GradusActivationKind output_activation)
{
  return cost != GRADUS_COST_BINARY_CROSS_ENTROPY || output_activation == GRADUS_ACTIVATION_SIGMOID;
}

gboolean
gradus_cost_is_from_logits (GradusCost cost)
{
  return cost == GRADUS_COST_BINARY_CROSS_ENTROPY;
}

static double
cross_entropy_of_logit (double z, double target)
{
  return MAX (z, 0) - z * target + log1p (exp (-fabs (z)));
}

double
gradus_cost_value (GradusCost cost, guint units, guint stride, guint n_samples, const float *z,
                   const float *outputs, const float *targets)
{
  double total = 0;

  for (guint unit = 0; unit < units; unit++) {
    for (guint sample = 0; sample < n_samples; sample++) {
      gsize i = (gsize) unit * stride + sample;

      if (cost == GRADUS_COST_BINARY_CROSS_ENTROPY)
        total += cross_entropy_of_logit (z[i], targets[i]);
      else
        total += ((double) outputs[i] - targets[i]) * ((double) outputs[i] - targets[i]);
    }
  }
  return total / ((double) units * n_samples);
}

void
gradus_cost_gradient (GradusCost cost, guint units, guint stride, const float *weights, const float *outputs,
                      const float *targets, float *gradient)
{
  const float factor = cost == GRADUS_COST_MEAN_SQUARED_ERROR ? 2 : 1;

  for (guint unit = 0; unit < units; unit++) {
    const gsize row = (gsize) unit * stride;

    for (guint i = 0; i < stride; i++)
      gradient[row + i] = factor * weights[i] * (outputs[row + i] - targets[row + i]);
  }
}

static gboolean
is_right (guint units, guint stride, guint sample, const float *outputs, const float *targets)
{
  for (guint unit = 0; unit < units; unit++) {
    gsize i = (gsize) unit * stride + sample;

    if ((outputs[i] > 0.5f) != (targets[i] > 0.5f))
      return FALSE;
  }
  return TRUE;
}

double
gradus_cost_accuracy (guint units, guint stride, guint n_samples, const float *outputs, const float *targets)
{
  guint right = 0;

  for (guint sample = 0; sample < n_samples; sample++)
    right += is_right (units, stride, sample, outputs, targets) ? 1 : 0;
  return (double) right / n_samples;
}
