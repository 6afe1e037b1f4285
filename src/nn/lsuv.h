/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"
#include "nn/pass.h"

G_BEGIN_DECLS

/* Layer-sequential unit-variance initialisation (Mishkin & Matas 2016, algorithm 1) of one layer,
 * from 0, whose weights are orthonormal already and whose turn it is: they are divided by the
 * standard deviation of z over all units and samples, until its variance is 1 ±
 * GRADUS_LSUV_TOLERANCE, at most GRADUS_LSUV_ROUNDS times. A layer whose variance is 0 or not
 * finite is left as it is.
 *
 * The pass keeps each layer's z, holds the samples, and has gone through the layer with its weights
 * as they are, before and after. */
#define GRADUS_LSUV_TOLERANCE 0.001
#define GRADUS_LSUV_ROUNDS 10

void gradus_lsuv_scale (GradusNetwork *network, GradusPass *pass, guint layer);

G_END_DECLS
