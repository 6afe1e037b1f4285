/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"
#include "train/boundary-grid.h"

G_BEGIN_DECLS

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
  float *maps; /* (n_shown, map_size, map_size): what each unit says over the plane, the top row
                  first; NULL: no maps */
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

/* What a layer is called before people: by its activation, where it has one. */
const char *gradus_anatomy_get_title (const GradusLayer *layer);

/* Whether a layer connects its units with all inputs, by a matrix (units, inputs) with which its
 * parameters begin; its biases then are so many floats from there. */
gboolean gradus_anatomy_find_matrix (const GradusLayer *layer, gsize *bias_offset);

G_END_DECLS
