/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"

/* The same network in plain loops and double precision, to hold the engine against: nothing is shared with it
 * but the settings and the weights, which are copied. */
typedef struct {
  guint n_layers;
  guint n_inputs;
  GradusLayerSpec specs[GRADUS_MAX_LAYERS];
  double *weights[GRADUS_MAX_LAYERS]; /* (units, inputs) */
  double *biases[GRADUS_MAX_LAYERS];  /* (units) */
} NaiveNetwork;

void naive_network_copy (NaiveNetwork *naive, GradusNetwork *network);
void naive_network_clear (NaiveNetwork *naive);

/* The cost over n_samples columns of x (inputs, n_samples) and y (units of the last layer, n_samples). */
double naive_network_cost (const NaiveNetwork *naive, GradusCost cost, guint n_samples, const float *x,
                           const float *y);

/* (cost(parameter + h) - cost(parameter - h)) / 2h */
double naive_network_difference (NaiveNetwork *naive, GradusCost cost, guint n_samples, const float *x,
                                 const float *y, double *parameter);
