/* SPDX-License-Identifier: MIT */
#pragma once

#include "export/outline.h"

G_BEGIN_DECLS

/* Pre-training by restricted Boltzmann machines, in NumPy, for the scripts of both frameworks,
 * which have none. */

/* Whether the layer of this primitive, number `at` of its own, is pre-trained so. */
gboolean gradus_python_is_pretrained (const GradusOutlineLayer *own, guint at);

/* Appends, if any layer is, the function pretrain (w, b, v, epochs): weights (units, inputs) and
 * biases after contrastive divergence on the samples v (samples, inputs), see nn/rbm.h. Its states
 * are drawn by NumPy. */
void gradus_python_append_pretrain (GString *code, const GradusOutline *outline, guint64 seed);

G_END_DECLS
