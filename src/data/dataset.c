/* SPDX-License-Identifier: MIT */
#include "data/dataset.h"

GradusDataset *
gradus_dataset_new (guint n_inputs, guint n_targets, guint n_samples)
{
  GradusDataset *dataset = g_new0 (GradusDataset, 1);

  dataset->n_inputs = n_inputs;
  dataset->n_targets = n_targets;
  dataset->n_samples = n_samples;
  dataset->inputs = g_new0 (float, (gsize) n_inputs *n_samples);
  dataset->targets = g_new0 (float, (gsize) n_targets *n_samples);
  return dataset;
}

void
gradus_dataset_free (GradusDataset *dataset)
{
  g_free (dataset->inputs);
  g_free (dataset->targets);
  g_free (dataset);
}
