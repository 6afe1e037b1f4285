/* SPDX-License-Identifier: MIT */
#include "nn/activation.h"

typedef struct {
  const char *name;
  const char *title;
  gboolean has_alpha;
  float alpha;
} ActivationInfo;

static const ActivationInfo infos[GRADUS_N_ACTIVATIONS] = {
  [GRADUS_ACTIVATION_LINEAR] = { "linear", "Linear" },
  [GRADUS_ACTIVATION_SIGMOID] = { "sigmoid", "Sigmoid" },
  [GRADUS_ACTIVATION_TANH] = { "tanh", "Tanh" },
  [GRADUS_ACTIVATION_RELU] = { "relu", "ReLU" },
  [GRADUS_ACTIVATION_LEAKY_RELU] = { "leaky-relu", "Leaky ReLU", TRUE, 0.1f },
  [GRADUS_ACTIVATION_ELU] = { "elu", "ELU", TRUE, 1.0f },
};

GradusActivation
gradus_activation_make (GradusActivationKind kind)
{
  return (GradusActivation){ kind, infos[kind].alpha };
}

const char *
gradus_activation_name (GradusActivationKind kind)
{
  return infos[kind].name;
}

const char *
gradus_activation_title (GradusActivationKind kind)
{
  return infos[kind].title;
}

gboolean
gradus_activation_from_name (const char *name, GradusActivationKind *kind)
{
  for (guint i = 0; i < GRADUS_N_ACTIVATIONS; i++) {
    if (g_str_equal (name, infos[i].name)) {
      *kind = (GradusActivationKind) i;
      return TRUE;
    }
  }
  return FALSE;
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
