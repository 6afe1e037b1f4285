/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"
#include "train/boundary-grid.h"
#include "train/sketch.h"

G_BEGIN_DECLS

/* Of so many units and inputs of each layer, the first ones, the anatomy has the numbers. */
#define GRADUS_ANATOMY_MOST 32

typedef struct {
  guint n_inputs; /* units of the input */
  guint n_units;
  guint input_numbers; /* of which an input is, and a unit: 1, or those of a map */
  guint unit_numbers;
  guint n_shown_inputs; /* at most GRADUS_ANATOMY_MOST */
  guint n_shown;        /* units, likewise */

  /* The weight from each input to each unit, (n_shown, n_shown_inputs), of maxout the first
   * piece's; NULL without a matrix: unit i has input i alone, and passes it on in its own way.
   * Where an input or a unit is of several numbers, the L2 norm over all weights between the two.
   * `gradients` has the same of dCost/dW. */
  float *weights;
  float *gradients;
  float *biases; /* (n_shown) */
  float *bias_gradients;
  float *maps; /* (n_shown, map_size, map_size): what each unit, a number, says over the plane,
                  the top row first; NULL: no maps */
} GradusLayerAnatomy;

/* GradusAnatomy: the first units of every layer, what connects them and what they say. */
typedef struct {
  guint n_layers;
  guint map_size; /* 0: no maps */
  GradusLayerAnatomy *layers;
} GradusAnatomy;

/* Of the network as it is, with the gradients of `measured`, and with maps of map_size cells a side
 * over `plane` unless `grid` is NULL. */
GradusAnatomy *gradus_anatomy_new (GradusNetwork *network, const GradusPass *measured,
                                   GradusBoundaryGrid *grid, const GradusPlane *plane,
                                   guint map_size);
void gradus_anatomy_free (GradusAnatomy *anatomy);

G_END_DECLS
