/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"
#include "nn/network.h"

G_BEGIN_DECLS

/* GradusChain: the chain rule for one sample, layer by layer: dCost/dW = δ·aᵀ of the layer before,
 * where δ = dCost/dz of the cost of this sample alone (Rumelhart, Hinton & Williams 1986). */
#define GRADUS_CHAIN_MOST 8
typedef struct {
  const char *title; /* of the layer: "Sigmoid" */
  guint n_units;
  guint n_shown; /* at most GRADUS_CHAIN_MOST, the first ones */
  float z[GRADUS_CHAIN_MOST];
  float outputs[GRADUS_CHAIN_MOST];
  float slopes[GRADUS_CHAIN_MOST]; /* f′(z) */
  float deltas[GRADUS_CHAIN_MOST];
  double mean_slope;    /* over all units, of |f′(z)| */
  double delta_norm;    /* L2 norm of δ over all units */
  double gradient_norm; /* L2 norm of dCost/dW for this sample; 0 without weights */
  double factor; /* what the layer multiplies in: ‖δ‖ / ‖δ of the layer behind it‖; 1 in the last */
  double product;       /* of the factors from the last layer to this one */
  double slope_product; /* of the mean slopes, likewise */
} GradusChainLayer;

typedef struct {
  guint sample;
  guint n_inputs, n_targets; /* shown: at most GRADUS_CHAIN_MOST */
  float inputs[GRADUS_CHAIN_MOST];
  float targets[GRADUS_CHAIN_MOST];
  double cost;
  guint n_layers;
  GradusChainLayer *layers;
} GradusChain;

/* Of a sample that has just gone forward, alone, through `pass`, which keeps all z; it is sent
 * back. */
GradusChain *gradus_chain_new (GradusNetwork *network, GradusPass *pass, GradusCost cost,
                               const GradusDataset *dataset, guint sample);
void gradus_chain_free (GradusChain *chain);

G_END_DECLS
