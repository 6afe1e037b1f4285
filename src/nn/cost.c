/* SPDX-License-Identifier: MIT */
#include "nn/cost.h"

#include <math.h>

const char *const gradus_cost_names[] = { "binary-cross-entropy", "mean-squared-error", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (gradus_cost_names) == GRADUS_N_COSTS + 1);

const char *
gradus_cost_title (GradusCost cost)
{
  static const char *const titles[GRADUS_N_COSTS] = { "Binary cross-entropy", "Mean squared error" };

  return titles[cost];
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
