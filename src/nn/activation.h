/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/names.h"

G_BEGIN_DECLS

/* GradusActivation: the non-linearity a = f(z) that a layer applies to each of its units.
 *
 *   linear      z
 *   sigmoid     1 / (1 + exp(-z))
 *   tanh        tanh(z)
 *   relu        max(0, z)                            Nair & Hinton 2010
 *   leaky-relu  z > 0 ? z : alpha·z                  Maas, Hannun & Ng 2013
 *   elu         z > 0 ? z : alpha·(exp(z)-1)         Clevert, Unterthiner & Hochreiter 2016
 *   selu        1.0507·elu(z, 1.6733)                Klambauer et al. 2017, section 2
 *   softplus    log(1 + exp(z))                      Dugas et al. 2001
 *   gelu        z·Φ(z), Φ the normal distribution    Hendrycks & Gimpel 2016, the exact form
 *   swish       z·sigmoid(z)                         Elfwing et al. 2018 (SiLU);
 *                                                    Ramachandran et al. 2017, beta 1
 *   maxout      the largest of z₁ … z_k              Goodfellow et al. 2013
 *   softmax     exp(z) / Σ exp(z)                    Bridle 1990
 *
 * leaky-relu's alpha is usually 0.1, the lecture's max(0.1x, x); "very leaky ReLU" is alpha 1/3
 * (Graham 2014; Mishkin & Matas 2015). elu's alpha is usually 1. maxout has k pieces, usually 2,
 * with weights and biases each. softmax sums over the layer's units and is for the last layer.
 *
 * The slope at the kink z = 0 is the left one: 0 for relu, alpha for leaky-relu; as in PyTorch.
 * Where pieces of a maxout are equal, the first passes the gradient. */
typedef enum {
  GRADUS_ACTIVATION_LINEAR,
  GRADUS_ACTIVATION_SIGMOID,
  GRADUS_ACTIVATION_TANH,
  GRADUS_ACTIVATION_RELU,
  GRADUS_ACTIVATION_LEAKY_RELU,
  GRADUS_ACTIVATION_ELU,
  GRADUS_ACTIVATION_SELU,
  GRADUS_ACTIVATION_SOFTPLUS,
  GRADUS_ACTIVATION_GELU,
  GRADUS_ACTIVATION_SWISH,
  GRADUS_ACTIVATION_MAXOUT,
  GRADUS_ACTIVATION_SOFTMAX,
} GradusActivationKind;

#define GRADUS_N_ACTIVATIONS (GRADUS_ACTIVATION_SOFTMAX + 1)

#define GRADUS_SELU_SCALE 1.0507009873554805f
#define GRADUS_SELU_ALPHA 1.6732632423543772f

typedef struct {
  GradusActivationKind kind;
  float alpha;  /* 0 where the kind has none */
  guint pieces; /* 1 where the kind has none */
} GradusActivation;

/* The kind with its usual alpha or pieces. */
GradusActivation gradus_activation_make (GradusActivationKind kind);

/* By kind, in files and on the command line ("leaky-relu"); see nn/names.h. */
extern const char *const gradus_activation_names[];

/* The name that people read ("Leaky ReLU"). */
const char *gradus_activation_title (GradusActivationKind kind);

/* Whether alpha means something to the kind. A valid alpha is finite and lies in [0,
 * GRADUS_ALPHA_MAX]. */
gboolean gradus_activation_has_alpha (GradusActivationKind kind);
#define GRADUS_ALPHA_MAX 100.0

/* Whether the kind has pieces: 2 to GRADUS_PIECES_MAX of them. */
gboolean gradus_activation_has_pieces (GradusActivationKind kind);
#define GRADUS_PIECES_MAX 16

/* Whether each output depends on its own z alone: all but maxout and softmax. One such activation
 * can take another's place while a network trains. */
gboolean gradus_activation_is_elementwise (GradusActivationKind kind);

gboolean gradus_activation_equal (GradusActivation a, GradusActivation b);

/* f(x) and f′(x) at n arguments, of an activation that is elementwise. */
void gradus_activation_evaluate (GradusActivation activation, guint n, const float *arguments,
                                 float *values, float *slopes);

/* For units × n_samples outputs `a` (units, stride): the share of them that lie where the
 * activation is flat, its slope below a twentieth of the steepest, which sigmoid and tanh alone
 * have on both sides. NAN for the other kinds. */
double gradus_activation_count_saturated (GradusActivation activation, guint units, guint stride,
                                          guint n_samples, const float *a);

/* The share of units that pass nothing on for any sample, which befalls ReLU (and leaky ReLU with
 * alpha 0). A unit has n_numbers rows of `a` (units · n_numbers, stride), 1 unless it is a map, and
 * all of them must be 0. NAN for the other kinds. */
double gradus_activation_count_dead (GradusActivation activation, guint units, guint n_numbers,
                                     guint stride, guint n_samples, const float *a);

G_END_DECLS
