/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/optimiser.h"
#include "nn/types.h"

G_BEGIN_DECLS

/* GradusDiagnostics: numbers of one layer that tell whether it learns, and if not, why not. A
 * number that means nothing for the layer is NAN; the norms of a layer without parameters are 0. */
typedef struct {
  float gradient_norm; /* L2 norm of dCost/dW */
  float weight_norm;   /* L2 norm of W */
  /* L2 norm of the change of W that the next step would make by these gradients / that of W */
  float update_ratio;
  /* of the outputs, over all numbers of all units and samples; spread is the standard deviation */
  float mean, spread;
  /* share of the outputs where the activation is flat: sigmoid and tanh, see nn/activation.h */
  float saturated;
  float dead;  /* share of the units that are off, with all their numbers, for every sample: ReLU */
  float moved; /* L2 distance of W from where it started */
  float unmoved; /* share of W that still has the very bits it started with */
  /* of the outputs: the root of the mean squared distance between two samples, over all pairs; in
   * it a layer that says the same to every sample says 0, whatever it says. NAN for one sample */
  float distance;
} GradusDiagnostics;

#define GRADUS_N_DIAGNOSTICS (sizeof (GradusDiagnostics) / sizeof (float))

/* Of the activations: after gradus_network_forward(). */
void gradus_diagnostics_look_at_outputs (GradusDiagnostics *diagnostics,
                                         const GradusNetwork *network, const GradusPass *pass,
                                         guint layer);

/* Of the parameters and their gradients: after gradus_network_backward(). */
void gradus_diagnostics_look_at_weights (GradusDiagnostics *diagnostics,
                                         const GradusNetwork *network, const GradusPass *pass,
                                         guint layer, const GradusUpdate *update);

/* How far the layer has come from `start`, all of its network's parameters as they were once
 * initialised. A layer without weights has not moved. */
void gradus_diagnostics_look_at_way (GradusDiagnostics *diagnostics, const GradusNetwork *network,
                                     guint layer, const float *start);

/* Where a network stopped being finite: the first layer whose outputs are not finite; or else the
 * last whose gradients are not; or else the first whose parameters are not. FALSE where everything
 * is finite. Layers count from 0. */
gboolean gradus_diagnostics_find_break (const GradusNetwork *network, const GradusPass *pass,
                                        guint *layer);

G_END_DECLS
