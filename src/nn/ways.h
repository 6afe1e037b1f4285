/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"

G_BEGIN_DECLS

/* The ways on which the gradient comes back to a layer whose output more than one layer reads:
 * through the next layer, and around those between from each later one that reads it besides. */

/* After gradus_network_backward(): finds in `delta` (rows, stride) what dCost/dz of layer `to`
 * would be if the gradient came back to it from layer `from` alone, which reads its output as its
 * input or, with `is_around`, besides its input. `slopes` (rows, stride) is what delta of `to` was
 * after the way forward. The sum over all ways is dCost/dz. Layers count from 0. Uses `pass` and
 * leaves it as it was. FALSE where there is no memory for it. */
gboolean gradus_ways_differentiate (GradusNetwork *network, GradusPass *pass, guint from, guint to,
                                    gboolean is_around, const float *slopes, float *delta);

G_END_DECLS
