/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/activation.h"
#include "nn/scan.h"
#include "nn/types.h"

G_BEGIN_DECLS

/* GradusPrimitive: one of the few steps of which all that layers compute is made, outside of
 * training too. Each kind of layer lists its own in the order in which they are computed: the
 * first takes the layer's input, each other one what the one before it gives. Who writes a network
 * down in another language knows the primitives, and no kind of layer. Of GEMM, CONVOLUTION,
 * NORMALISE and DROPOUT a layer has one at most. */
typedef enum {
  GRADUS_PRIMITIVE_GEMM,        /* W·x + b */
  GRADUS_PRIMITIVE_CONVOLUTION, /* the same of what lies under a window, place by place */
  GRADUS_PRIMITIVE_POOL,        /* the largest, or the mean, of what lies under a window */
  GRADUS_PRIMITIVE_FLATTEN,     /* maps become one row of numbers, in their order */
  GRADUS_PRIMITIVE_MAX,         /* the largest of each unit's pieces */
  GRADUS_PRIMITIVE_NORMALISE,   /* scale·(x - mean)/√(variance + epsilon) + shift, each unit */
  GRADUS_PRIMITIVE_ACTIVATION,  /* f(x) */
  GRADUS_PRIMITIVE_ADD,         /* x + what an earlier layer says */
  GRADUS_PRIMITIVE_DROPOUT,     /* x outside of training; in training some values are 0 */
} GradusPrimitiveKind;

#define GRADUS_NO_TENSOR G_MAXUINT /* a tensor that is absent */

/* Tensors are places in what gradus_layer_list_tensors() fills. */
typedef struct {
  GradusPrimitiveKind kind;
  union {
    /* The weight (rows, inputs) starts as the layer's initialiser says, its `pieces` parts each as
     * a layer of its own. The rows are the units; with more than one piece all units' first
     * pieces, then their second ones, and so on, of which a MAX follows. */
    struct {
      guint weight, bias, pieces;
    } gemm;
    /* The weight (rows, channels, height, width) starts likewise; the rows are the filters, with
     * more than one piece as those of a GEMM. What lies beyond the maps is 0. */
    struct {
      guint weight, bias, pieces;
      GradusScan scan;
    } convolution;
    /* No window goes beyond the maps. */
    struct {
      gboolean is_mean; /* else the largest */
      GradusScan scan;
    } pool;
    struct {
      guint pieces;
    } max;
    /* Vectors of as many numbers as the layer's output has units. Any of scale, shift, and the two
     * statistics together may be absent, GRADUS_NO_TENSOR, but not all; a scale starts at 1, a
     * shift at 0. In training, mean and variance are those of the batch, and the statistics move
     * towards them by `momentum`. */
    struct {
      guint scale, shift, mean, variance;
      double epsilon, momentum;
    } normalise;
    GradusActivation activation; /* neither linear, which is no step, nor maxout, which is MAX */
    struct {
      guint from; /* the number of the earlier layer; 0: the network's input */
    } add;
    struct {
      double rate;
    } dropout;
  };
} GradusPrimitive;

#define GRADUS_LAYER_MAX_PRIMITIVES 4

/* Whether a NORMALISE has mean and variance. */
static inline gboolean
gradus_primitive_has_statistics (const GradusPrimitive *primitive)
{
  return primitive->normalise.mean != GRADUS_NO_TENSOR;
}

/* Whether a NORMALISE has all four, and so is what others call a batch normalisation. */
static inline gboolean
gradus_primitive_is_batch_normalisation (const GradusPrimitive *primitive)
{
  return gradus_primitive_has_statistics (primitive) &&
         primitive->normalise.scale != GRADUS_NO_TENSOR &&
         primitive->normalise.shift != GRADUS_NO_TENSOR;
}

/* Fills `primitives` with those of a layer and sets `n` to how many they are. FALSE where its kind
 * does not say of which it is made. */
gboolean gradus_layer_list_primitives (const GradusLayer *layer,
                                       GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES],
                                       guint *n);

G_END_DECLS
