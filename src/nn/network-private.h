/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/kernels/kernels.h"
#include "nn/layer-functions.h"
#include "nn/network.h"

G_BEGIN_DECLS

/* For network.c, and network-pass.c, which makes its passes. */
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

/* The floats of a pass's matrices of activations, without making it. */
gsize gradus_network_count_pass (const GradusNetwork *network, guint capacity,
                                 GradusPassFlags flags);

G_END_DECLS
