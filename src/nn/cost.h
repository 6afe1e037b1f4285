/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/layer.h"

G_BEGIN_DECLS

/* GradusCost: the loss, averaged over the samples of a batch and the units of the last layer.
 *
 *   binary-cross-entropy  max(z, 0) - z·y + log(1 + exp(-|z|))   of the logit z; the output is sigmoid(z)
 *   mean-squared-error    (a - y)²
 *
 * Binary cross-entropy is taken from the logits, so it stays finite where the output rounds to 0 or 1 (the
 * same form as TensorFlow's sigmoid_cross_entropy_with_logits). */
typedef enum {
  GRADUS_COST_BINARY_CROSS_ENTROPY,
  GRADUS_COST_MEAN_SQUARED_ERROR,
} GradusCost;

#define GRADUS_N_COSTS (GRADUS_COST_MEAN_SQUARED_ERROR + 1)

extern const char *const gradus_cost_names[]; /* by kind, see nn/names.h */
const char *gradus_cost_title (GradusCost cost);

/* Whether the last layer may have this activation: binary cross-entropy needs sigmoid. */
gboolean gradus_cost_fits (GradusCost cost, GradusActivationKind output_activation);

/* Whether gradus_cost_gradient() gives the gradient by z already, past the last activation. */
gboolean gradus_cost_is_from_logits (GradusCost cost);

/* The cost of the first n_samples of a batch; z, outputs, targets (units, stride). */
double gradus_cost_value (GradusCost cost, guint units, guint stride, guint n_samples, const float *z,
                          const float *outputs, const float *targets);

/* Its gradient by z (from logits) or by the outputs, (units, stride). `weights` (stride) is 1 / (samples ·
 * units) for a sample and 0 for a lane that holds none. */
void gradus_cost_gradient (GradusCost cost, guint units, guint stride, const float *weights,
                           const float *outputs, const float *targets, float *gradient);

/* The share of samples whose every output lies on its target's side of 0.5, as in the lecture. */
double gradus_cost_accuracy (guint units, guint stride, guint n_samples, const float *outputs,
                             const float *targets);

G_END_DECLS
