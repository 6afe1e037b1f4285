/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"
#include "train/histogram.h"

G_BEGIN_DECLS

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

/* Of samples that have just gone forward through `pass`, as many as it holds, which keeps all z;
 * with the gradients of `measured`. NULL where there is no such unit. */
GradusDetail *gradus_detail_new (GradusNetwork *network, const GradusPass *measured,
                                 const GradusPass *pass, guint layer, guint unit);
void gradus_detail_free (GradusDetail *detail);

G_END_DECLS
