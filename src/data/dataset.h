/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusDataset: samples to learn from, feature-major: one row an input (or a target), the samples side by
 * side. */
typedef struct {
  guint n_inputs;
  guint n_targets;
  guint n_samples;
  float *inputs;  /* (n_inputs, n_samples) */
  float *targets; /* (n_targets, n_samples) */
} GradusDataset;

/* All zeros. */
GradusDataset *gradus_dataset_new (guint n_inputs, guint n_targets, guint n_samples);
void gradus_dataset_free (GradusDataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusDataset, gradus_dataset_free)

G_END_DECLS
