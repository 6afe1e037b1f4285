/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/names.h"
#include "nn/random.h"

G_BEGIN_DECLS

/* GradusInitialiser: where the weights of a layer start.
 *
 *   zeros           0
 *   uniform         U(-range, range)                     the lecture's, with range 1
 *   xavier-uniform  U(-l, l), l = sqrt(6 / (in + out))   Glorot & Bengio 2010, equation 16
 *   xavier-normal   N(0, 2 / (in + out))                 the same variance
 *   he-uniform      U(-l, l), l = sqrt(6 / in)           He et al. 2015, equation 10
 *   he-normal       N(0, 2 / in)                         the same variance
 *
 * in and out are the inputs and the units of the layer. Biases all start at `bias`. */
typedef enum {
  GRADUS_INITIALISER_ZEROS,
  GRADUS_INITIALISER_UNIFORM,
  GRADUS_INITIALISER_XAVIER_UNIFORM,
  GRADUS_INITIALISER_XAVIER_NORMAL,
  GRADUS_INITIALISER_HE_UNIFORM,
  GRADUS_INITIALISER_HE_NORMAL,
} GradusInitialiserKind;

#define GRADUS_N_INITIALISERS (GRADUS_INITIALISER_HE_NORMAL + 1)

#define GRADUS_RANGE_MIN 1e-6
#define GRADUS_RANGE_MAX 1000.0
#define GRADUS_BIAS_MAX 1000.0

typedef struct {
  GradusInitialiserKind kind;
  float range; /* of uniform, from GRADUS_RANGE_MIN to GRADUS_RANGE_MAX; 0 elsewhere */
  float bias;  /* at most GRADUS_BIAS_MAX away from 0 */
} GradusInitialiser;

/* The kind with its usual range and bias 0. */
GradusInitialiser gradus_initialiser_make (GradusInitialiserKind kind);

extern const char *const gradus_initialiser_names[]; /* by kind, see nn/names.h */
const char *gradus_initialiser_title (GradusInitialiserKind kind);
gboolean gradus_initialiser_has_range (GradusInitialiserKind kind);
gboolean gradus_initialiser_equal (const GradusInitialiser *a, const GradusInitialiser *b);

/* Fills weights (n_outputs × n_inputs, row by row, in the order drawn) and biases (n_outputs). */
void gradus_initialiser_fill (const GradusInitialiser *initialiser, GradusRandom *random, guint n_inputs,
                              guint n_outputs, float *weights, float *biases);

G_END_DECLS
