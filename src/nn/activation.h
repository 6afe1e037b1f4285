/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/names.h"

G_BEGIN_DECLS

/* GradusActivation: the non-linearity a = f(z) that a layer applies to each of its units.
 *
 *   linear      z
 *   sigmoid     1 / (1 + exp(-z))
 *   tanh        tanh(z)
 *   relu        max(0, z)                                    Nair & Hinton 2010
 *   leaky-relu  z > 0 ? z : alpha·z            alpha 0.1     Maas, Hannun & Ng 2013; the lecture's max(0.1x,
 * x) elu         z > 0 ? z : alpha·(exp(z)-1)   alpha 1       Clevert, Unterthiner & Hochreiter 2016
 *
 * The slope at the kink z = 0 is the left one: 0 for relu, alpha for leaky-relu; as in PyTorch. */
typedef enum {
  GRADUS_ACTIVATION_LINEAR,
  GRADUS_ACTIVATION_SIGMOID,
  GRADUS_ACTIVATION_TANH,
  GRADUS_ACTIVATION_RELU,
  GRADUS_ACTIVATION_LEAKY_RELU,
  GRADUS_ACTIVATION_ELU,
} GradusActivationKind;

#define GRADUS_N_ACTIVATIONS (GRADUS_ACTIVATION_ELU + 1)

typedef struct {
  GradusActivationKind kind;
  float alpha; /* 0 where the kind has none */
} GradusActivation;

/* The kind with its usual alpha. */
GradusActivation gradus_activation_make (GradusActivationKind kind);

/* By kind, in files and on the command line ("leaky-relu"); see nn/names.h. */
extern const char *const gradus_activation_names[];

/* The name that people read ("Leaky ReLU"). */
const char *gradus_activation_title (GradusActivationKind kind);

/* Whether alpha means something to the kind. A valid alpha is finite and lies in [0, GRADUS_ALPHA_MAX]. */
gboolean gradus_activation_has_alpha (GradusActivationKind kind);
#define GRADUS_ALPHA_MAX 100.0

gboolean gradus_activation_equal (GradusActivation a, GradusActivation b);

G_END_DECLS
