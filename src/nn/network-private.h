/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/kernels/kernels.h"
#include "nn/layer-functions.h"
#include "nn/network.h"

G_BEGIN_DECLS

/* GradusNetworkTensor: what a step asks of a tensor that is trained. Listed once, because steps of
 * small networks take less time than listing. */
typedef struct {
  gsize start;    /* floats from the network's first parameter */
  gsize row_size; /* floats */
  guint n_rows;
  guint layer;
  gboolean is_penalised;
} GradusNetworkTensor;

/* GradusNetworkShare: what is the same in each step of a layer. */
typedef struct {
  GradusSharing sharing;
  guint n_rows;       /* of its first tensor: workers share these to find its gradients */
  guint n_bands;      /* that they are there, see GradusLayerFunctions */
  gsize main, n_main; /* where its main tensor starts, and how long it is; 0, 0: it has none */
  gboolean is_main_penalised;
} GradusNetworkShare;

/* For network.c, network-layers.c, which goes through its layers, network-pass.c, which makes its
 * passes, and network-start.c, which draws its parameters. */
struct _GradusNetwork {
  const GradusKernels *kernels;
  guint n_layers;
  GradusShape input;
  GradusLayer *layers;          /* (n_layers) */
  gsize *offsets;               /* (n_layers): where a layer's parameters start */
  GradusNetworkShare *shares;   /* (n_layers) */
  GradusNetworkTensor *tensors; /* (n_tensors): those of all layers, in their order */
  guint n_tensors;
  gboolean has_uneven_tensors; /* in any layer: workers meet before they update */
  gboolean has_bands;          /* in any layer: and before they add these up */
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

/* The floats that training takes, but for batches. */
gsize gradus_network_count_training (const GradusNetwork *network, GradusOptimiserKind optimiser);

G_END_DECLS
