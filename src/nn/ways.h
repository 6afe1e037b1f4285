/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"
#include "nn/pass.h"

G_BEGIN_DECLS

/* The ways on which the gradient comes back to a layer whose output more than one layer reads:
 * through the next layer, and around those between from each later one that reads it besides. */

/* What layer `index` gives back, for a worker alone, from the gradient by its outputs (outputs,
 * stride) or, where that is NULL, from dCost/dz that delta of `own` holds already: into
 * `input_gradient` (inputs, stride) unless that is NULL, and added to own->earlier_gradient unless
 * that is NULL. `own` is what the layer has in `pass`, or a copy with another place for the
 * latter. */
void gradus_ways_send_back (GradusNetwork *network, const GradusPass *pass, guint index,
                            const GradusLayerPass *own, const float *gradient,
                            float *input_gradient);

/* After gradus_network_backward(): finds in `delta` (rows, stride) what dCost/dz of layer `to`
 * would be if the gradient came back to it from layer `from` alone, which reads its output as its
 * input or, with `is_around`, besides its input. `slopes` (rows, stride) is what delta of `to` was
 * after the way forward. The sum over all ways is dCost/dz. Layers count from 0. Uses `pass` and
 * leaves it as it was. FALSE where there is no memory for it. */
gboolean gradus_ways_differentiate (GradusNetwork *network, GradusPass *pass, guint from, guint to,
                                    gboolean is_around, const float *slopes, float *delta);

G_END_DECLS
