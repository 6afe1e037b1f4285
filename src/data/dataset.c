/* SPDX-License-Identifier: MIT */
#include "data/dataset.h"

#include <stdatomic.h>
#include <string.h>

typedef struct {
  GradusDataset public;
  atomic_uint references;
} Block;

GradusDataset *
gradus_dataset_new (guint n_inputs, guint n_targets, guint n_samples)
{
  Block *block = g_new0 (Block, 1);
  GradusDataset *dataset = &block->public;

  atomic_init (&block->references, 1);
  dataset->n_inputs = n_inputs;
  dataset->n_targets = n_targets;
  dataset->n_samples = n_samples;
  dataset->inputs = g_new0 (float, (gsize) n_inputs *n_samples);
  dataset->targets = g_new0 (float, (gsize) n_targets *n_samples);
  return dataset;
}

GradusDataset *
gradus_dataset_ref (GradusDataset *dataset)
{
  atomic_fetch_add (&((Block *) dataset)->references, 1);
  return dataset;
}

void
gradus_dataset_unref (GradusDataset *dataset)
{
  if (atomic_fetch_sub (&((Block *) dataset)->references, 1) > 1)
    return;
  g_free (dataset->inputs);
  g_free (dataset->targets);
  g_free (dataset->points);
  g_free (dataset);
}

void
gradus_dataset_get_point (const GradusDataset *dataset, guint sample, guint x_input, guint y_input, double *x,
                          double *y)
{
  const float *values = dataset->points ? dataset->points + 2 * (gsize) sample
                                        : dataset->inputs + (gsize) sample * dataset->n_inputs;
  const guint last = gradus_dataset_count_axes (dataset) - 1;

  *x = (double) values[MIN (x_input, last)];
  *y = (double) values[MIN (y_input, last)];
}

guint
gradus_dataset_count_axes (const GradusDataset *dataset)
{
  return dataset->points ? 2 : dataset->n_inputs;
}

GradusDataset *
gradus_dataset_pick (const GradusDataset *dataset, const guint *indices, guint n)
{
  GradusDataset *picked = gradus_dataset_new (dataset->n_inputs, dataset->n_targets, n);

  picked->features = dataset->features;
  picked->points = dataset->points ? g_new (float, 2 * (gsize) n) : NULL;
  for (gsize i = 0; i < n; i++) {
    if (dataset->points)
      memcpy (picked->points + 2 * i, dataset->points + 2 * (gsize) indices[i], 2 * sizeof (float));
    memcpy (picked->inputs + i * dataset->n_inputs, dataset->inputs + (gsize) indices[i] * dataset->n_inputs,
            dataset->n_inputs * sizeof (float));
    memcpy (picked->targets + i * dataset->n_targets,
            dataset->targets + (gsize) indices[i] * dataset->n_targets, dataset->n_targets * sizeof (float));
  }
  return picked;
}
