/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/schedule.h"

G_BEGIN_DECLS

/* GradusOptimiser: how gradients become a step. With the gradient g of a parameter θ, the learning
 * rate η of this step (see nn/schedule.h), and t the number of this step, from 1:
 *
 *   sgd       θ ← θ - η·g                                  Robbins & Monro 1951
 *   momentum  m ← μ·m + g; θ ← θ - η·m                     Polyak 1964; Sutskever et al. 2013
 *                                                          (η outside m)
 *   nesterov  m ← μ·m + g; θ ← θ - η·(g + μ·m)             Nesterov 1983; the same source
 *   adagrad   v ← v + g²; θ ← θ - η·g / (√v + ε)           Duchi, Hazan & Singer 2011
 *   rmsprop   v ← ρ·v + (1-ρ)·g²; θ ← θ - η·g / (√v + ε)   Tieleman & Hinton 2012, lecture 6.5
 *   adam      m ← μ·m + (1-μ)·g; v ← ρ·v + (1-ρ)·g²;
 *             θ ← θ - η·m̂ / (√v̂ + ε),
 *             m̂ = m/(1-μᵗ), v̂ = v/(1-ρᵗ)                   Kingma & Ba 2015, algorithm 1
 *   adamw     the same, and θ ← θ - η·λ·θ of the old       Loshchilov & Hutter 2019, algorithm 2
 *             weights, but not of biases and the like, which PyTorch decays, too
 *
 * m and v start at 0. These are the forms that PyTorch has too.
 *
 * What regularises: the gradients of all parameters are taken as one vector and shortened to
 * clip_norm where they are longer (Pascanu, Mikolov & Bengio 2013, algorithm 1); then g becomes g +
 * l2·θ + l1·sign(θ) for weights (not for biases, nor for what a batch normalisation learns), which
 * is the gradient of cost + l2/2·Σθ² + l1·Σ|θ|. The cost and the gradient norms that are shown are
 * those without. */
typedef enum {
  GRADUS_OPTIMISER_SGD,
  GRADUS_OPTIMISER_MOMENTUM,
  GRADUS_OPTIMISER_NESTEROV,
  GRADUS_OPTIMISER_ADAGRAD,
  GRADUS_OPTIMISER_RMSPROP,
  GRADUS_OPTIMISER_ADAM,
  GRADUS_OPTIMISER_ADAMW,
} GradusOptimiserKind;

#define GRADUS_N_OPTIMISERS (GRADUS_OPTIMISER_ADAMW + 1)

/* Numbers that mean nothing to the kind are 0. */
typedef struct {
  GradusOptimiserKind kind;
  double learning_rate; /* η, in [GRADUS_LEARNING_RATE_MIN, GRADUS_LEARNING_RATE_MAX] */
  double momentum;      /* μ, in [0, 1): Adam's β₁ */
  double decay;         /* ρ, in [0, 1): Adam's β₂ */
  double epsilon;       /* ε, in (0, 1] */
  double weight_decay;  /* λ, in [0, 1] */
  double l1, l2;        /* in [0, GRADUS_PENALTY_MAX]; 0: none */
  double clip_norm;     /* at most GRADUS_CLIP_NORM_MAX; 0: no clipping */
  GradusSchedule schedule;
} GradusOptimiser;

#define GRADUS_LEARNING_RATE_MIN 1e-9
#define GRADUS_LEARNING_RATE_MAX 1000.0
#define GRADUS_PENALTY_MAX 100.0
#define GRADUS_CLIP_NORM_MAX 1e9

/* The kind with its usual numbers: learning rate 0.1 (0.01 for rmsprop and adagrad, 0.001 for adam
 * and adamw), μ 0.9, ρ 0.99 (rmsprop) or 0.999 (adam, adamw), ε 1e-8 (adagrad 1e-10), λ 0.01; a
 * constant rate, no regulariser. */
GradusOptimiser gradus_optimiser_make (GradusOptimiserKind kind);

extern const char *const gradus_optimiser_names[]; /* by kind, see nn/names.h */
const char *gradus_optimiser_title (GradusOptimiserKind kind);

/* GradusOptimiserNumber: one of the numbers that some kinds have, for whoever reads, writes or
 * shows them all. */
typedef struct {
  const char *key;   /* in files: "weight-decay" */
  const char *title; /* before people: "Weight decay" */
  double lowest, highest;
  gsize offset; /* of the double in GradusOptimiser */
} GradusOptimiserNumber;

/* Ends with an entry without a key. */
extern const GradusOptimiserNumber gradus_optimiser_numbers[];

gboolean gradus_optimiser_has_number (GradusOptimiserKind kind,
                                      const GradusOptimiserNumber *number);
double *gradus_optimiser_get_number (GradusOptimiser *optimiser,
                                     const GradusOptimiserNumber *number);

gboolean gradus_optimiser_equal (const GradusOptimiser *a, const GradusOptimiser *b);

/* How many moments it keeps of every parameter: `first` m, `second` v. */
gboolean gradus_optimiser_has_first_moment (GradusOptimiserKind kind);
gboolean gradus_optimiser_has_second_moment (GradusOptimiserKind kind);

/* The numbers of one step, as the kernels take them. */
typedef struct {
  GradusOptimiserKind kind;
  float rate;
  float momentum, decay, epsilon;
  float momentum_rest, decay_rest; /* 1 - μ, 1 - ρ, not from the rounded numbers */
  float first_correction;          /* 1 / (1 - μᵗ) */
  float second_correction;         /* 1 / √(1 - ρᵗ) */
  float weight_decay;
  float clip; /* the gradients' factor, 1 where they are not clipped */
  float l1, l2;
} GradusUpdate;

/* The numbers of the step that follows `step` others. gradient_norm is that of all gradients
 * together; it counts only where clip_norm is not 0. */
GradusUpdate gradus_optimiser_prepare (const GradusOptimiser *optimiser, guint64 step,
                                       double gradient_norm);

/* Whether every step has the same numbers: then they need to be prepared only once. */
gboolean gradus_optimiser_is_steady (const GradusOptimiser *optimiser);

/* The update for parameters that are not weights. */
GradusUpdate gradus_update_without_penalties (const GradusUpdate *update);

/* Whether weights and other parameters are updated differently. */
static inline gboolean
gradus_update_has_penalties (const GradusUpdate *update)
{
  return update->l1 != 0 || update->l2 != 0 || update->weight_decay != 0;
}

/* Whether it is nothing but rate · gradient. */
static inline gboolean
gradus_update_is_plain (const GradusUpdate *update)
{
  return update->kind == GRADUS_OPTIMISER_SGD && update->clip == 1 &&
         !gradus_update_has_penalties (update);
}

G_END_DECLS
