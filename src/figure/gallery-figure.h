/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/activation.h"
#include "plot/function-plot.h"

G_BEGIN_DECLS

/* The values of an activation and of its derivative at n arguments, by the engine's own kernels.
 * Maxout is shown with two pieces z and −z/2, softmax as one output beside others at 0. */
void gradus_gallery_sample (GradusActivation activation, guint n, const float *arguments,
                            float *values, float *slopes);

/* Where the derivative jumps; FALSE where it does not. */
gboolean gradus_gallery_find_jump (GradusActivation activation, GradusFunctionJump *jump);

G_END_DECLS
