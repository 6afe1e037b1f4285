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

  /* Of a convolution: the weights with which a unit looks at an input, (n_shown, n_shown_inputs,
   * kernel_rows, kernel_columns), of maxout the first piece's; else NULL. `weights` and `gradients`
   * then are their L2 norms. */
  float *kernels;
  float *kernel_gradients; /* the same of dCost/dW */
  float *unit_norms; /* (n_shown): the L2 norm of dCost/dW of each unit's kernels, all inputs' */
  guint kernel_rows, kernel_columns;

  float *biases; /* (n_shown) */
  float *bias_gradients;
  float *maps; /* (n_shown, map_size, map_size): what each unit, a number, says over the plane,
                  the top row first; over a line (n_shown, map_size); NULL: no maps */

  /* (n_shown): z and output for the sample; NULL where a unit is a map. */
  float *z; /* of maxout the first piece's; NULL, too, without a matrix */
  float *outputs;
  float
      *pictures; /* (n_shown, unit_numbers): what each map says to the sample; NULL where a unit is
                      a number */

  /* (n_shown): whether a unit says 0 to every sample that was looked at, which befalls ReLU; NULL
   * where the activation is another. */
  guint8 *dead;
} GradusLayerAnatomy;

/* GradusAnatomy: the first units of every layer, what connects them and what they say. */
typedef struct {
  guint n_layers;
  guint map_size;   /* 0: no maps */
  gboolean is_line; /* maps are over a line */
  GradusLayerAnatomy *layers;

  /* Of the first inputs, as many as layers[0].n_shown_inputs, where each is a number; or NULL. */
  float *input_maps; /* what each is over the plane */
  float *inputs;     /* for the sample */
  guint sample;      /* its number among the training samples */
} GradusAnatomy;

/* What an anatomy is made from. */
typedef struct {
  GradusNetwork *network;
  const GradusPass *measured; /* with the present gradients */
  const GradusPass *samples;  /* the first samples, after having gone forward; NULL: neither
                                 outputs nor dead units */
  guint sample;               /* the one whose numbers are wanted */
  const GradusPass *own;      /* in which it went forward, as the number `lane` */
  guint lane;
  GradusBoundaryGrid *grid; /* for maps of map_size cells a side over `plane`; NULL: none */
  const GradusPlane *plane;
  guint map_size;
} GradusAnatomySource;

GradusAnatomy *gradus_anatomy_new (const GradusAnatomySource *source);
void gradus_anatomy_free (GradusAnatomy *anatomy);

G_END_DECLS
