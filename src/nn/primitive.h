/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/activation.h"
#include "nn/types.h"

G_BEGIN_DECLS

/* GradusPrimitive: one of the few steps of which all that layers compute is made, outside of
 * training too. Each kind of layer lists its own in the order in which they are computed: the
 * first takes the layer's input, each other one what the one before it gives. Who writes a network
 * down in another language knows the primitives, and no kind of layer. */
typedef enum {
  GRADUS_PRIMITIVE_GEMM,       /* W·x + b */
  GRADUS_PRIMITIVE_MAX,        /* the largest of each unit's pieces */
  GRADUS_PRIMITIVE_NORMALISE,  /* scale·(x - mean)/√(variance + epsilon) + shift, unit by unit */
  GRADUS_PRIMITIVE_ACTIVATION, /* f(x) */
  GRADUS_PRIMITIVE_ADD,        /* x + what an earlier layer says */
  GRADUS_PRIMITIVE_DROPOUT,    /* x outside of training; in training some values are 0 */
} GradusPrimitiveKind;

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
    struct {
      guint pieces;
    } max;
    struct {
      guint scale, shift, mean, variance;
      double epsilon, momentum; /* momentum: by which mean and variance move in training */
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

/* Fills `primitives` with those of a layer and sets `n` to how many they are. FALSE where its kind
 * does not say of which it is made. */
gboolean gradus_layer_list_primitives (const GradusLayer *layer,
                                       GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES],
                                       guint *n);

G_END_DECLS
