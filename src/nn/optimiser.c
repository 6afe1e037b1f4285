/* SPDX-License-Identifier: MIT */
#include "nn/optimiser.h"

#include "nn/kernels.h"

static const char *const names[GRADUS_N_OPTIMISERS] = { [GRADUS_OPTIMISER_SGD] = "sgd" };

const char *
gradus_optimiser_name (GradusOptimiserKind kind)
{
  return names[kind];
}

gboolean
gradus_optimiser_from_name (const char *name, GradusOptimiserKind *kind)
{
  for (guint i = 0; i < GRADUS_N_OPTIMISERS; i++) {
    if (g_str_equal (name, names[i])) {
      *kind = (GradusOptimiserKind) i;
      return TRUE;
    }
  }
  return FALSE;
}

void
gradus_optimiser_step (const GradusOptimiser *optimiser, gsize n, const float *gradients, float *parameters)
{
  gradus_kernels_get ()->descend (n, (float) optimiser->learning_rate, gradients, parameters);
}
