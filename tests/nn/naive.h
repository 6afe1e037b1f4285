/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"

/* The same network in plain loops and double precision, to hold the engine against: nothing is
 * shared with it but the settings and the parameters, which are copied. It is always in
 * training: dropout drops, by the rule that nn/kernels/kernels.h and nn/random.h document, and
 * batch normalisation takes the batch's statistics. */
typedef struct {
  guint n_layers;
  guint n_inputs;
  guint64 seed, step; /* of dropout */
  GradusLayerSpec specs[GRADUS_MAX_LAYERS];
  guint n_outputs[GRADUS_MAX_LAYERS];
  GradusShape in[GRADUS_MAX_LAYERS], out[GRADUS_MAX_LAYERS];
  double *parameters[GRADUS_MAX_LAYERS]; /* laid out as the layer's tensors are */
  double *a[GRADUS_MAX_LAYERS + 1]; /* (units, samples): the inputs, then what each layer answers */
} NaiveNetwork;

void naive_network_copy (NaiveNetwork *naive, const GradusNetwork *network);
void naive_network_clear (NaiveNetwork *naive);

/* The cost over x (n_samples, inputs) and y (n_samples, units of the last layer). */
double naive_network_cost (NaiveNetwork *naive, GradusCost cost, guint n_samples, const float *x,
                           const float *y);

/* (cost(p + h) - cost(p - h)) / 2h of parameter i of layer l, over the samples of the last
 * naive_network_cost(). */
double naive_network_difference (NaiveNetwork *naive, guint l, gsize i, GradusCost cost,
                                 guint n_samples, const float *y);

/* How near to a kink of its activation, or to a tie between pieces, any unit comes for any
 * sample: where that is nearer than h the difference is no gradient. Set by both; of layers
 * below the one that changes naive_network_difference() does not look. */
extern double naive_nearest_kink;
