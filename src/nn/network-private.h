/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/kernels/kernels.h"
#include "nn/layer-functions.h"
#include "nn/network.h"

G_BEGIN_DECLS

/* For network.c, network-pass.c, which makes its passes, and network-start.c, which draws its
 * parameters. */
struct _GradusNetwork {
  const GradusKernels *kernels;
  guint n_layers;
  GradusShape input;
  GradusLayer *layers; /* (n_layers) */
  gsize *offsets;      /* (n_layers): where a layer's parameters start */
  /* (n_layers): of the tensor that its norms are of, which comes first; 0 where there is none */
  gsize *weight_counts;
  gboolean has_uneven_tensors; /* in any layer: workers meet before they update */
  gsize n_floats;              /* of the parameters, with the gaps that keep layers aligned */
  float *parameters;           /* (n_floats) */
  float *first;                /* (n_floats): the optimiser's moments, laid out alike; or NULL */
  float *second;
};

/* A network without its parameters: its layers with their shapes, and where what will lie. NULL and
 * GRADUS_NETWORK_ERROR_SHAPE as gradus_network_new(). */
GradusNetwork *gradus_network_lay_out (const GradusLayerSpec *specs, guint n_layers,
                                       const GradusShape *input, GError **error);

/* How many moments that kind of optimiser keeps of each parameter. */
guint gradus_network_count_moments (GradusOptimiserKind optimiser);

G_END_DECLS
