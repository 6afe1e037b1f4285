/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/activation.h"

G_BEGIN_DECLS

/* GradusCost: the loss, averaged over samples.
 *
 *   binary-cross-entropy  max(z, 0) - z·y + log(1 + exp(-|z|))
 *   cross-entropy         log Σ exp(z) - Σ y·z
 *   mean-squared-error    (a - y)²
 *
 * where y is the target and a the output. For the first z is the logit, a = sigmoid(z); for the
 * second z are the logits, a = softmax(z), and the targets of a sample add up to 1. The first and
 * the last are averaged over the units of the last layer too.
 *
 * Both cross-entropies are taken from the logits, so they stay finite where an output rounds to 0
 * or 1 (the same forms as TensorFlow's sigmoid_ and softmax_cross_entropy_with_logits). */
typedef enum {
  GRADUS_COST_BINARY_CROSS_ENTROPY,
  GRADUS_COST_CROSS_ENTROPY,
  GRADUS_COST_MEAN_SQUARED_ERROR,
} GradusCost;

#define GRADUS_N_COSTS (GRADUS_COST_MEAN_SQUARED_ERROR + 1)

extern const char *const gradus_cost_names[]; /* by kind, see nn/names.h */
const char *gradus_cost_title (GradusCost cost);

/* The only activation that the last layer may have: sigmoid for binary cross-entropy, softmax for
 * cross-entropy. FALSE, and nothing is written, where the cost does not ask for one. */
gboolean gradus_cost_get_output_activation (GradusCost cost, GradusActivationKind *kind);
gboolean gradus_cost_fits (GradusCost cost, GradusActivationKind output_activation);

/* Whether the gradient of the cost is taken by z, the logits, rather than by the outputs. */
static inline gboolean
gradus_cost_is_from_logits (GradusCost cost)
{
  return cost != GRADUS_COST_MEAN_SQUARED_ERROR;
}

/* The gradient by z (from logits) or by the outputs of the cost of n_samples samples is
 * factor · weight · (output - target): these are its factor and, for each sample, its weight. */
static inline float
gradus_cost_gradient_factor (GradusCost cost)
{
  return cost == GRADUS_COST_MEAN_SQUARED_ERROR ? 2 : 1;
}

double gradus_cost_sample_weight (GradusCost cost, guint units, guint n_samples);

/* The cost of the first n_samples of a batch, summed, not yet averaged, over samples; z, outputs,
 * targets (units, stride), laid out as the kernels want them (nn/kernels/kernels.h). What each
 * sample costs is found in float32, by the kernels' exp and log. */
double gradus_cost_sum (GradusCost cost, guint units, guint stride, guint n_samples, const float *z,
                        const float *outputs, const float *targets);

/* How many samples are right: for cross-entropy those whose largest output is that of the largest
 * target; else those whose every output lies on its target's side of 0.5, as in the lecture. */
guint gradus_cost_count_right (GradusCost cost, guint units, guint stride, guint n_samples,
                               const float *outputs, const float *targets);

/* So close to ½ an output says nothing: the difference is rounding. */
#define GRADUS_UNDECIDED 1e-5

/* Whether the outputs of one sample (units; `stride` floats apart) name no class: the only one lies
 * within GRADUS_UNDECIDED of ½, or the two largest lie no further apart than that. Outputs that are
 * not finite are no class either, but nothing that will be decided: FALSE. */
gboolean gradus_cost_is_undecided (guint units, gsize stride, const float *outputs);

/* How many of the first n_samples of a batch are; outputs, targets (units, stride). So many of them
 * as gradus_cost_count_right() counts as right go to n_right. */
guint gradus_cost_count_undecided (GradusCost cost, guint units, guint stride, guint n_samples,
                                   const float *outputs, const float *targets, guint *n_right);

/* For targets that are numbers, in place of the share of right answers: the share of their variance
 * that the network explains, 1 - cost/variance (the coefficient of determination); 0 where the
 * network is worse than their mean. */
double gradus_cost_explained (double mean_squared_error, double variance);

G_END_DECLS
