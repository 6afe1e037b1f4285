/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/weights.h"

G_BEGIN_DECLS

/* The kinds of layers that exporters write out one by one. They switch over them without a default, so that
 * one which lacks a kind does not compile. */
typedef enum {
  GRADUS_LAYER_KIND_DENSE,
  GRADUS_LAYER_KIND_DROPOUT, /* passes everything on, where nobody trains */
  GRADUS_LAYER_KIND_BATCH_NORMALISATION,
} GradusLayerKind;

/* Whether all layers are of these kinds. Else fails with G_IO_ERROR_NOT_SUPPORTED and a sentence which names
 * the layer, the format ("ONNX") and formats that hold every kind. */
gboolean gradus_layer_kinds_check (const GradusWeights *weights, const char *format, GError **error);

/* Of a layer that was checked. */
GradusLayerKind gradus_layer_kind_find (const GradusLayer *layer);

G_END_DECLS
