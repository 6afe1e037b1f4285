/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusDataset: samples to learn from or to be tested with, one after the other, as files have them. Reference-counted, and
 * not changed once it is filled: so threads share it. */
typedef struct {
  guint n_inputs;
  guint n_targets;
  guint n_samples;
  float *inputs;  /* (n_samples, n_inputs) */
  float *targets; /* (n_samples, n_targets) */

  guint features; /* of points in the plane, see data/feature.h; 0: the inputs are as they came */
  float *points;  /* (n_samples, 2): those points; NULL where there are no features */
} GradusDataset;

/* All zeros. */
GradusDataset *gradus_dataset_new (guint n_inputs, guint n_targets, guint n_samples);
GradusDataset *gradus_dataset_ref (GradusDataset *dataset);
void gradus_dataset_unref (GradusDataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusDataset, gradus_dataset_unref)

/* A sample as a point: what it was before features were made of it, else two of its inputs. */
void gradus_dataset_get_point (const GradusDataset *dataset, guint sample, guint x_input, guint y_input,
                               double *x, double *y);

/* How many inputs can be the axes of a picture of the samples: with features the plane's two. */
guint gradus_dataset_count_axes (const GradusDataset *dataset);

/* A new one with the n samples that `indices` names, in that order. */
GradusDataset *gradus_dataset_pick (const GradusDataset *dataset, const guint *indices, guint n);

G_END_DECLS
