/* SPDX-License-Identifier: MIT */
#include "figure/unit-scale.h"

GradusOutputScale
gradus_unit_scale_make (const GradusActivation *activation, const float *values, gsize n)
{
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
  return gradus_output_scale_make_even (gradus_output_scale_find_largest (values, n));
}
