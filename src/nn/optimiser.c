/* SPDX-License-Identifier: MIT */
#include "nn/optimiser.h"

#include "nn/kernels.h"

const char *const gradus_optimiser_names[] = { "sgd", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (gradus_optimiser_names) == GRADUS_N_OPTIMISERS + 1);

void
gradus_optimiser_step (const GradusOptimiser *optimiser, gsize n, const float *gradients, float *parameters)
{
  gradus_kernels_get ()->descend (n, (float) optimiser->learning_rate, gradients, parameters);
}
