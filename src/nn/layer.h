/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/layer-spec.h"
#include "nn/tensor.h"
#include "nn/types.h"

G_BEGIN_DECLS

/* GradusLayer: one layer of a network, of some kind.
 *
 * A layer holds its shape and settings, never its numbers: the parameters of all layers lie in one
 * piece that the network owns, the activations of a batch in a GradusPass. What its kind computes
 * with them is behind one table of functions, see nn/layer-functions.h. */
struct _GradusLayer {
  const GradusLayerClass *class;
  guint number; /* from 1 */
  GradusShape in, out;
  guint n_inputs;  /* numbers of `in` */
  guint n_outputs; /* numbers of `out` */
  guint n_rows;    /* of z: the outputs, or their pieces */
  guint earlier;   /* the number of the earlier layer that it reads; GRADUS_NO_LAYER: none */
  GradusLayerSpec spec;
};

#define GRADUS_NO_LAYER G_MAXUINT

/* The layer of that number that such a spec makes, whose shapes gradus_layer_specs_infer_shapes()
 * found. */
GradusLayer gradus_layer_make (const GradusLayerSpec *spec, guint number, const GradusShape *in,
                               const GradusShape *out);

/* Fills `tensors` and returns how many there are. They lie one behind the other, the first at
 * offset 0. */
guint gradus_layer_list_tensors (const GradusLayer *layer,
                                 GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS]);

/* How many floats of parameters the layer has, all its tensors together. */
gsize gradus_layer_count_parameters (const GradusLayer *layer);

/* The tensor whose norms are shown for the layer: its first WEIGHT, or the first that is trained
 * where it has none. FALSE where nothing is trained. */
gboolean gradus_layer_find_main_tensor (const GradusLayer *layer, GradusTensor *tensor);

G_END_DECLS
