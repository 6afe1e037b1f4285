/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"
#include "nn/network.h"

G_BEGIN_DECLS

/* GradusChain: the chain rule for one sample, layer by layer: dCost/dW = δ·aᵀ of the layer before,
 * where δ = dCost/dz of the cost of this sample alone (Rumelhart, Hinton & Williams 1986). */
#define GRADUS_CHAIN_MOST 8

/* One of the ways on which the gradient comes back to a layer that more than one layer reads: from
 * the next layer, or around those between from a later one that reads it besides. δ of the layer is
 * the sum of what all ways bring. */
typedef struct {
  guint from; /* the layer that it comes from, from 0 */
  gboolean is_around;
  float deltas[GRADUS_CHAIN_MOST]; /* what δ would be by this way alone */
  double delta_norm;               /* L2 norm of that over all units */
  double factor;                   /* that norm / ‖δ of `from`‖ */
  double product;                  /* of the factors from the last layer to `from`, and this one */
} GradusChainWay;

/* z = w·a + b of one unit. */
typedef struct {
  guint n_terms; /* 0: the layer has no matrix */
  guint n_shown; /* at most GRADUS_CHAIN_MOST, the first ones */
  float weights[GRADUS_CHAIN_MOST];
  float inputs[GRADUS_CHAIN_MOST];
  double rest; /* what the terms that are not shown add up to */
  double bias;
} GradusChainSum;

typedef struct {
  guint n_numbers;      /* of the layer's output */
  guint n_shown;        /* at most GRADUS_CHAIN_MOST, the first ones */
  gboolean has_earlier; /* it reads an earlier layer besides, which says: */
  float earlier[GRADUS_CHAIN_MOST];
  float z[GRADUS_CHAIN_MOST];
  float outputs[GRADUS_CHAIN_MOST];
  float slopes[GRADUS_CHAIN_MOST]; /* f′(z) */
  float deltas[GRADUS_CHAIN_MOST];
  gboolean has_activation;
  gboolean is_whole; /* all its units are shown, and each is a row of its own: no maps, no maxout */
  GradusChainSum sums[GRADUS_CHAIN_MOST]; /* of the first rows */

  /* What comes back to each unit before it passes f′(z): Wᵀδ. NaN where that is not to be had: in
   * the last layer where the cost cancels the slope, and where a slope is 0 behind a layer without
   * a matrix, or where several ways come back. */
  double returns[GRADUS_CHAIN_MOST];
  double mean_slope;    /* over all units, of |f′(z)| */
  double input_norm;    /* L2 norm of what the layer reads */
  double output_norm;   /* and of what it says */
  double delta_norm;    /* L2 norm of δ over all units */
  double gradient_norm; /* L2 norm of dCost/dW for this sample; 0 without weights. With a matrix it
                           is delta_norm · input_norm */
  double factor; /* what the layer multiplies in: ‖δ‖ / ‖δ of the layer behind it‖; 1 in the last */
  double product; /* of the factors from the last layer to this one: ‖δ‖ / ‖δ of the last‖ */
  /* Of the mean slopes from the last layer to this one; of all ways from there the sum. Without the
   * last layer's own, which is in δ, where it cancels: there it is 1. */
  double slope_product;
  guint n_ways; /* 0: the gradient comes from the next layer alone */
  GradusChainWay *ways;
} GradusChainLayer;

typedef struct {
  guint sample;
  gboolean has_own_inputs;   /* the inputs are somebody's own; the targets are still the sample's */
  guint n_inputs, n_targets; /* of which these are the first ones: */
  float inputs[GRADUS_CHAIN_MOST];
  float targets[GRADUS_CHAIN_MOST];
  double cost;
  gboolean is_cancelled; /* δ of the last layer is its output less the target: the cost's gradient
                            cancels the slope of its activation */
  double cost_gradient;  /* otherwise: L2 norm of dCost/da of the last layer */
  guint n_layers;
  GradusChainLayer *layers;
} GradusChain;

/* Of a sample that has just gone forward, alone, through `pass`, which keeps all z; it is sent
 * back. `own`: the inputs that went forward in the place of the sample's; or NULL. */
GradusChain *gradus_chain_new (GradusNetwork *network, GradusPass *pass, GradusCost cost,
                               const GradusDataset *dataset, guint sample, const float *own);
void gradus_chain_free (GradusChain *chain);

G_END_DECLS
