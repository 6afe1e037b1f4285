/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

/* GradusNetworkColumns: the inputs and the layers of the source's snapshot as columns of a network
 * diagram, with what they point into, as far as it is not the snapshot's. */
typedef struct {
  guint n; /* 0: the snapshot has no anatomy */
  GradusDiagramColumn *columns;
  double kernel_most; /* of the weights in kernels, the largest magnitude; 0: there are none */
  GPtrArray *texts, *class_names;
  guint8 **off; /* by layer; NULL: all its units are on */

  /* Of the inputs: */
  GPtrArray *names; /* of texts */
  GradusOutputScale *scales;
  float *picture; /* the sample that is shown; NULL: none */
  float *values;  /* its inputs, where they are no picture and have no maps */
} GradusNetworkColumns;

void gradus_network_columns_init (GradusNetworkColumns *self, const GradusFigureSource *source);
void gradus_network_columns_clear (GradusNetworkColumns *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusNetworkColumns, gradus_network_columns_clear)

G_END_DECLS
