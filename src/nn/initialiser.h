/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/names.h"
#include "nn/random.h"
#include "nn/tensor.h"

G_BEGIN_DECLS

/* GradusInitialiser: where the weights of a layer start.
 *
 *   zeros           0
 *   constant        value (0.1)
 *   uniform         U(-range, range)                       the lecture's, with range 1
 *   normal          N(0, deviation²)                       deviation 1
 *   xavier-uniform  U(-l, l), l = sqrt(6 / (in + out))     Glorot & Bengio 2010, equation 16
 *   xavier-normal   N(0, 2 / (in + out))                   the same variance
 *   he-uniform      U(-l, l), l = sqrt(6 / in)             He et al. 2015 ("MSRA"), equation 10
 *   he-normal       N(0, 2 / in)                           the same variance
 *   lecun-normal    N(0, 1 / in)                           LeCun et al. 1998, section 4.6
 *   orthonormal     gain (1) · Q                           Saxe, McClelland & Ganguli 2014
 *   lsuv            orthonormal, then scaled by the data   Mishkin & Matas 2016, algorithm 1
 *   rbm             N(0, 0.01), then epochs (50) of        Hinton & Salakhutdinov 2006
 *                   contrastive divergence on the data
 *
 * Q is that of the QR decomposition of a standard normal matrix, the diagonal of R positive: its
 * rows, or its columns where there are fewer of them, are orthonormal. lsuv divides the weights,
 * layer by layer, by the deviation of the layer's z over a batch of the data, until that is 1; see
 * nn/lsuv.h. rbm pre-trains the layers one on the other, see nn/rbm.h; it is for dense layers
 * alone.
 *
 * in and out are the fans of the tensor, in a dense layer its inputs and units; each piece of a
 * maxout is drawn as a layer of its own. The rows of Q are those of the tensor, however many axes a
 * row has. Biases all start at `bias`. */
typedef enum {
  GRADUS_INITIALISER_ZEROS,
  GRADUS_INITIALISER_CONSTANT,
  GRADUS_INITIALISER_UNIFORM,
  GRADUS_INITIALISER_NORMAL,
  GRADUS_INITIALISER_XAVIER_UNIFORM,
  GRADUS_INITIALISER_XAVIER_NORMAL,
  GRADUS_INITIALISER_HE_UNIFORM,
  GRADUS_INITIALISER_HE_NORMAL,
  GRADUS_INITIALISER_LECUN_NORMAL,
  GRADUS_INITIALISER_ORTHONORMAL,
  GRADUS_INITIALISER_LSUV,
  GRADUS_INITIALISER_RBM,
} GradusInitialiserKind;

#define GRADUS_N_INITIALISERS (GRADUS_INITIALISER_RBM + 1)

#define GRADUS_BIAS_MAX 1000.0

typedef struct {
  GradusInitialiserKind kind;
  float scale; /* the kind's one number: value, range, deviation, gain or epochs; else 0 */
  float bias;  /* at most GRADUS_BIAS_MAX away from 0 */
} GradusInitialiser;

/* The kind with its usual scale and bias 0. */
GradusInitialiser gradus_initialiser_make (GradusInitialiserKind kind);

extern const char *const gradus_initialiser_names[]; /* by kind, see nn/names.h */
const char *gradus_initialiser_title (GradusInitialiserKind kind);

/* What the kind's number is called in files ("range"), and before people ("Range ±"); NULL where it
 * has none. It lies between the limits. */
const char *gradus_initialiser_get_scale_key (GradusInitialiserKind kind);
const char *gradus_initialiser_get_scale_title (GradusInitialiserKind kind);
void gradus_initialiser_get_scale_limits (GradusInitialiserKind kind, double *lowest,
                                          double *highest);

/* All the keys that any kind has; ends with NULL. */
extern const char *const gradus_initialiser_scale_keys[];

gboolean gradus_initialiser_equal (const GradusInitialiser *a, const GradusInitialiser *b);

/* Fills the numbers of a tensor, drawn row by row; lsuv as orthonormal, and rbm as
 * normal with deviation 0.1. */
void gradus_initialiser_fill (const GradusInitialiser *initialiser, GradusRandom *random,
                              const GradusTensor *tensor, float *numbers);

G_END_DECLS
