/* SPDX-License-Identifier: MIT */
#include "figure/unit-scale.h"

#include <math.h>

/* The largest that an output is never below; see the formulas in nn/activation.h. */
static double
find_least (const GradusActivation *activation)
{
  switch (activation->kind) {
  case GRADUS_ACTIVATION_RELU:
  case GRADUS_ACTIVATION_SOFTPLUS:
  case GRADUS_ACTIVATION_SIGMOID:
  case GRADUS_ACTIVATION_SOFTMAX:
    return 0;
  case GRADUS_ACTIVATION_TANH:
    return -1;
  case GRADUS_ACTIVATION_ELU:
    return -(double) activation->alpha;
  case GRADUS_ACTIVATION_SELU:
    return -1.7581;
  case GRADUS_ACTIVATION_GELU:
    return -0.17;
  case GRADUS_ACTIVATION_SWISH:
    return -0.2785;
  case GRADUS_ACTIVATION_LINEAR:
  case GRADUS_ACTIVATION_LEAKY_RELU:
  case GRADUS_ACTIVATION_MAXOUT:
    break;
  }
  return -INFINITY;
}

GradusOutputScale
gradus_unit_scale_make (const GradusActivation *activation, const float *values, gsize n)
{
  GradusOutputScale scale;

  switch (activation ? activation->kind : GRADUS_ACTIVATION_LINEAR) {
  case GRADUS_ACTIVATION_SIGMOID:
  case GRADUS_ACTIVATION_SOFTMAX:
    return gradus_output_scale_make_share ();
  case GRADUS_ACTIVATION_TANH:
    return gradus_output_scale_make_even (1);
  case GRADUS_ACTIVATION_LINEAR:
  case GRADUS_ACTIVATION_RELU:
  case GRADUS_ACTIVATION_LEAKY_RELU:
  case GRADUS_ACTIVATION_ELU:
  case GRADUS_ACTIVATION_SELU:
  case GRADUS_ACTIVATION_SOFTPLUS:
  case GRADUS_ACTIVATION_GELU:
  case GRADUS_ACTIVATION_SWISH:
  case GRADUS_ACTIVATION_MAXOUT:
    break;
  }
  scale = gradus_output_scale_make_even (gradus_output_scale_find_largest (values, n));
  if (activation)
    scale.least = MAX (scale.low, find_least (activation));
  return scale;
}
