/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/layer.h"
#include "nn/primitive.h"
#include "train/weights.h"

G_BEGIN_DECLS

/* GradusOutline: what a network computes, written as primitives. Exporters that write it in another
 * language go through the primitives, with switches that have no default: one that lacks a
 * primitive does not compile. */
typedef struct {
  const GradusLayer *layer;
  GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES];
  guint n_primitives;
  gboolean is_kept; /* a later layer reads what this one says, besides the next */
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
  const float *parameters; /* from which the offsets of the tensors count */
} GradusOutlineLayer;

typedef struct {
  guint n_layers;
  GradusOutlineLayer *layers;
  gboolean has_maps;      /* some layer needs more than rows of numbers; else nothing flattens */
  gboolean is_input_kept; /* some layer reads the network's input, besides the first */
} GradusOutline;

/* Of weights that must outlive it. Fails with G_IO_ERROR_NOT_SUPPORTED where a kind of layer does
 * not say of which primitives it is made; the error names the layer, the format ("ONNX") and
 * formats that can hold every kind. */
GradusOutline *gradus_outline_new (const GradusWeights *weights, const char *format,
                                   GError **error);
void gradus_outline_free (GradusOutline *outline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusOutline, gradus_outline_free)

/* The shape of what the network is given, or says at last, where that is a picture or maps and the
 * outline has maps; else NULL: it is a row of numbers. */
const GradusShape *gradus_outline_get_input (const GradusOutline *outline);
const GradusShape *gradus_outline_get_output (const GradusOutline *outline);

/* Leaves the last activation out where the cost contains it, as costs that take logits do. */
void gradus_outline_leave_to_cost (GradusOutline *outline, GradusCost cost);

/* Whether any of the primitives is of that kind. */
gboolean gradus_outline_has (const GradusOutline *outline, GradusPrimitiveKind kind);

G_END_DECLS
