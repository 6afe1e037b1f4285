/* SPDX-License-Identifier: MIT */
#pragma once

#include "export/outline.h"
#include "train/weights.h"

G_BEGIN_DECLS

/* The network of a script for Keras, whose maps have their channels last. */

/* Appends the code that sets `network`, with the classes that Keras lacks, the layers named
 * "layer_1" and so on; their weights start as the experiment says, as far as Keras can. The
 * outline is without what the cost has inside, see gradus_outline_leave_to_cost(). */
void gradus_keras_append_network (GString *code, const GradusOutline *outline,
                                  const GradusWeights *weights);

/* Appends the calls that turn the weight of a layer's primitive, as Gradus has it, into Keras's
 * order of axes: inputs before units, channels last. */
void gradus_keras_append_turn (GString *code, const GradusOutlineLayer *own, guint at);

G_END_DECLS
