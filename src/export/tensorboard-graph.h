/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/weights.h"

G_BEGIN_DECLS

/* TensorBoard's graph of a network, a GraphDef (tensorflow/core/framework/graph.proto): a scope for
 * each layer, called as on the lecture's slides, "layer1", "layer2" … and "last", in which are its
 * variables and what it computes; "X" and "Y" before them, "cost" and "train" behind. Each node
 * has the shape of what it says, samples first. */
GByteArray *gradus_tensorboard_write_graph (const GradusWeights *weights);

G_END_DECLS
