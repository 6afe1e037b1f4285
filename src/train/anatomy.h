/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/activation.h"

G_BEGIN_DECLS

/* What a snapshot may carry of the inside of a network. All of it is filled by its maker before anyone else sees it, and
 * not changed afterwards. */

/* Of so many units and inputs of each layer, the first ones, the anatomy has the numbers. */
#define GRADUS_ANATOMY_MOST 32

typedef struct {
  const char *kind;  /* of the layer: "dense" */
  const char *title; /* before people: "ReLU", "Dropout" */
  guint n_inputs;
  guint n_units;
  guint n_shown_inputs; /* at most GRADUS_ANATOMY_MOST */
  guint n_shown;        /* units, likewise */
  gboolean has_weights; /* FALSE: unit i has input i alone, and passes it on in its own way */
  float *weights;       /* (n_shown, n_shown_inputs); of maxout the first piece's */
  float *gradients;     /* the same of dCost/dW */
  float *biases;        /* (n_shown) */
  float *bias_gradients;
  /* (n_shown, map_size, map_size): what each unit says over the input plane, the top row first;
     NULL: not asked for */
  float *maps;
} GradusLayerAnatomy;

/* GradusAnatomy: the first units of every layer, what connects them and what they say. */
typedef struct {
  guint n_layers;
  guint map_size; /* 0: no maps */
  GradusLayerAnatomy *layers;
} GradusAnatomy;

GradusAnatomy *gradus_anatomy_new (guint n_layers, guint map_size);
void gradus_anatomy_free (GradusAnatomy *anatomy);

/* GradusHistogram: how often values lie in each of equal parts of [low, high]. */
#define GRADUS_HISTOGRAM_BINS 40
typedef struct {
  double low, high;
  guint n_values; /* the finite ones */
  guint most;     /* in one bin */
  guint bins[GRADUS_HISTOGRAM_BINS];
} GradusHistogram;

/* Of the finite among n values; empty, from 0 to 1, where there is none. */
void gradus_histogram_fill (GradusHistogram *histogram, const float *values, gsize n);

/* Of a matrix (rows, stride) the first n columns. */
void gradus_histogram_fill_rows (GradusHistogram *histogram, const float *values, guint rows, guint stride,
                                 guint n);

/* GradusDetail: a layer and one of its units, looked into. */
typedef struct {
  guint layer; /* from 0 */
  guint unit;
  const char *kind;
  GradusActivation activation;
  gboolean has_activation;
  guint n_units;
  GradusHistogram all_weights, all_gradients,
      all_outputs; /* of the layer; the outputs over the first samples */

  guint n_weights; /* of the unit; 0 without weights */
  float *unit_weights;
  float *unit_gradients;
  float bias, bias_gradient;

  guint n_samples; /* the first ones of the training data */
  float *z;        /* (n_samples): what the unit's activation is given */
  float *outputs;  /* (n_samples) */
} GradusDetail;

void gradus_detail_free (GradusDetail *detail);

/* GradusChain: the chain rule for one sample, layer by layer: dCost/dW = δ·aᵀ of the layer before, where δ = dCost/dz of the
 * cost of this sample alone (Rumelhart, Hinton & Williams 1986). */
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

void gradus_chain_free (GradusChain *chain);

G_END_DECLS
