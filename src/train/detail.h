/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"
#include "train/histogram.h"

G_BEGIN_DECLS

/* GradusDetail: a layer and one of its units, looked into. */

/* The most numbers of a unit, over all samples: a sample of a map may have thousands. */
#define GRADUS_DETAIL_MOST 16384

typedef struct {
  guint layer; /* from 0 */
  guint unit;
  GradusActivation activation;
  gboolean has_activation;
  guint n_units;
  guint unit_numbers; /* of which the unit is: 1, or those of a map */
  GradusHistogram all_weights, all_gradients,
      all_outputs; /* of the layer; the outputs over the first samples */

  guint n_weights; /* of the unit: one for each number of the input, or its kernels; 0: none */
  float *unit_weights;
  float *unit_gradients;
  float bias, bias_gradient;

  /* Of the first n_samples of the training data, as many as there is room for; sample by sample all
   * numbers of the unit, (n_samples, unit_numbers). */
  guint n_samples;
  float *z;       /* what the activation is given; of a sum its input; otherwise the output */
  float *earlier; /* what the earlier layer says that is read besides; NULL: none is */
  float *outputs;
} GradusDetail;

/* Of samples that have just gone forward through `pass`, as many as it holds, which keeps all z;
 * with the gradients of `measured`. NULL where there is no such unit. */
GradusDetail *gradus_detail_new (GradusNetwork *network, const GradusPass *measured,
                                 const GradusPass *pass, guint layer, guint unit);
void gradus_detail_free (GradusDetail *detail);

G_END_DECLS
