/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"

/* The same network in plain loops and double precision, to hold the engine against: nothing is shared with it
 * but the settings and the parameters, which are copied. It is always in training: dropout drops, by the rule that
 * nn/kernels.h and nn/random.h document, and batch normalisation takes the batch's statistics. */
typedef struct {
  guint n_layers;
  guint n_inputs;
  guint64 seed, step; /* of dropout */
  GradusLayerSpec specs[GRADUS_MAX_LAYERS];
  guint n_outputs[GRADUS_MAX_LAYERS];
  double *parameters[GRADUS_MAX_LAYERS]; /* laid out as the layer's tensors are */
} NaiveNetwork;

void naive_network_copy (NaiveNetwork *naive, const GradusNetwork *network);
void naive_network_clear (NaiveNetwork *naive);

/* The cost over x (n_samples, inputs) and y (n_samples, units of the last layer). `outputs` (n_samples, units of the last layer)
 * may be NULL. */
double naive_network_cost (const NaiveNetwork *naive, GradusCost cost, guint n_samples, const float *x,
                           const float *y, double *outputs);

/* (cost(parameter + h) - cost(parameter - h)) / 2h */
double naive_network_difference (NaiveNetwork *naive, GradusCost cost, guint n_samples, const float *x,
                                 const float *y, double *parameter);

/* How near to a kink of its activation, or to a tie between pieces, any unit comes for any sample: where that is nearer than h the
 * difference is no gradient. Set by naive_network_cost(). */
extern double naive_nearest_kink;
