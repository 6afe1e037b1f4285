/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/weights.h"

G_BEGIN_DECLS

/* The kinds of layers that exporters know. They switch over them without a default, so that an
 * exporter that lacks a kind does not compile. */
typedef enum {
  GRADUS_LAYER_KIND_DENSE,
  GRADUS_LAYER_KIND_DROPOUT, /* does nothing outside of training */
  GRADUS_LAYER_KIND_BATCH_NORMALISATION,
} GradusLayerKind;

/* Whether all layers are of these kinds. If not, fails with G_IO_ERROR_NOT_SUPPORTED, which
 * names the layer, the format ("ONNX") and formats that can hold every kind. */
gboolean gradus_layer_kinds_check (const GradusWeights *weights, const char *format,
                                   GError **error);

/* The kind of a layer that was checked. */
GradusLayerKind gradus_layer_kind_find (const GradusLayer *layer);

G_END_DECLS
