/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/activation.h"
#include "plot/output-scale.h"

G_BEGIN_DECLS

/* The scale of the colours of a layer's outputs, of which `values` are n: sigmoid and softmax from
 * 0 to 1, tanh from -1 to 1, all others as far as the largest magnitude among the values, with 0 in
 * the middle. `activation` is NULL for a layer that has none. Outputs of all units belong into
 * `values`, not those of one. */
GradusOutputScale gradus_unit_scale_make (const GradusActivation *activation, const float *values,
                                          gsize n);

G_END_DECLS
