/* SPDX-License-Identifier: MIT */
#include "nn/activation.h"

const char *const gradus_activation_names[] = {
  "linear", "sigmoid", "tanh", "relu", "leaky-relu", "elu", NULL
};

G_STATIC_ASSERT (G_N_ELEMENTS (gradus_activation_names) == GRADUS_N_ACTIVATIONS + 1);

typedef struct {
  const char *title;
  gboolean has_alpha;
  float alpha;
} ActivationInfo;

static const ActivationInfo infos[GRADUS_N_ACTIVATIONS] = {
  [GRADUS_ACTIVATION_LINEAR] = { "Linear" },
  [GRADUS_ACTIVATION_SIGMOID] = { "Sigmoid" },
  [GRADUS_ACTIVATION_TANH] = { "Tanh" },
  [GRADUS_ACTIVATION_RELU] = { "ReLU" },
  [GRADUS_ACTIVATION_LEAKY_RELU] = { "Leaky ReLU", TRUE, 0.1f },
  [GRADUS_ACTIVATION_ELU] = { "ELU", TRUE, 1.0f },
};

GradusActivation
gradus_activation_make (GradusActivationKind kind)
{
  return (GradusActivation){ kind, infos[kind].alpha };
}

const char *
gradus_activation_title (GradusActivationKind kind)
{
  return infos[kind].title;
}

gboolean
gradus_activation_has_alpha (GradusActivationKind kind)
{
  return infos[kind].has_alpha;
}

gboolean
gradus_activation_equal (GradusActivation a, GradusActivation b)
{
  return a.kind == b.kind && a.alpha == b.alpha;
}
