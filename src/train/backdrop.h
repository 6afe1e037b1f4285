/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"

G_BEGIN_DECLS

/* GradusBackdrop: what pictures of a dataset have in common, from GRADUS_BACKDROP_SAMPLES of them,
 * evenly chosen: the grey that says least, with which parts of pictures are covered, and from which
 * pictures are grown. */
#define GRADUS_BACKDROP_SAMPLES 500

typedef struct {
  guint n_inputs;
  float *grey;     /* (n_inputs): at each place the mean of its channel over all places */
  float low, high; /* the extremes of all numbers: black and white */
  double distance; /* the mean L2 distance of the pictures from the grey */
} GradusBackdrop;

/* The samples are pictures. */
GradusBackdrop *gradus_backdrop_new (const GradusDataset *dataset);
void gradus_backdrop_free (GradusBackdrop *backdrop);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusBackdrop, gradus_backdrop_free)

G_END_DECLS
