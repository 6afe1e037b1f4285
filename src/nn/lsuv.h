/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"

G_BEGIN_DECLS

/* Layer-sequential unit-variance initialisation (Mishkin & Matas 2016, algorithm 1) of those layers
 * whose initialiser is lsuv, and whose weights are orthonormal already: layer by layer, next to the
 * data first, the weights are divided by the standard deviation of z over all units and samples,
 * until its variance is 1 ± GRADUS_LSUV_TOLERANCE, at most GRADUS_LSUV_ROUNDS times. Dropout lets
 * everything pass meanwhile, and batch normalisation does nothing. A layer whose variance is 0 or
 * not finite is left as it is.
 *
 * `samples` (n_samples, n_inputs): the first GRADUS_LSUV_SAMPLES of them are looked at. */
#define GRADUS_LSUV_TOLERANCE 0.001
#define GRADUS_LSUV_ROUNDS 10
#define GRADUS_LSUV_SAMPLES 512

void gradus_lsuv_apply (GradusNetwork *network, const float *samples, guint n_samples);

G_END_DECLS
