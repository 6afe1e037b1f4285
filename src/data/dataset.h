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
} GradusDataset;

/* All zeros. */
GradusDataset *gradus_dataset_new (guint n_inputs, guint n_targets, guint n_samples);
GradusDataset *gradus_dataset_ref (GradusDataset *dataset);
void gradus_dataset_unref (GradusDataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusDataset, gradus_dataset_unref)

/* A new one with the n samples that `indices` names, in that order. */
GradusDataset *gradus_dataset_pick (const GradusDataset *dataset, const guint *indices, guint n);

G_END_DECLS
