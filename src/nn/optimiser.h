/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/names.h"

G_BEGIN_DECLS

/* GradusOptimiser: how a gradient becomes a step.
 *
 *   sgd   θ ← θ - learning_rate · g      (Robbins & Monro 1951) */
typedef enum {
  GRADUS_OPTIMISER_SGD,
} GradusOptimiserKind;

#define GRADUS_N_OPTIMISERS (GRADUS_OPTIMISER_SGD + 1)

typedef struct {
  GradusOptimiserKind kind;
  double learning_rate; /* in [GRADUS_LEARNING_RATE_MIN, GRADUS_LEARNING_RATE_MAX] */
} GradusOptimiser;

#define GRADUS_LEARNING_RATE_MIN 1e-9
#define GRADUS_LEARNING_RATE_MAX 1000.0

extern const char *const gradus_optimiser_names[]; /* by kind, see nn/names.h */

/* One step: changes `parameters` (n) along `gradients` (n). */
void gradus_optimiser_step (const GradusOptimiser *optimiser, gsize n, const float *gradients,
                            float *parameters);

G_END_DECLS
