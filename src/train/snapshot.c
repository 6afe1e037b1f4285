/* SPDX-License-Identifier: MIT */
#include "train/snapshot.h"

#include <stdatomic.h>

typedef struct {
  GradusSnapshot public;
  atomic_uint references;
  float numbers[]; /* gradient norms, diagnostics, outputs, grid */
} Block;

GradusSnapshot *
gradus_snapshot_new (guint n_layers, guint n_outputs, guint n_samples, guint grid_size)
{
  gsize n_said = (gsize) n_outputs * n_samples;
  const gsize n_diagnosed = (gsize) n_layers * sizeof (GradusDiagnostics) / sizeof (float);
  gsize n_numbers = n_layers + n_diagnosed + n_said + (gsize) n_outputs * grid_size * grid_size;
  Block *block = g_malloc0 (sizeof *block + n_numbers * sizeof (float));

  atomic_init (&block->references, 1);
  block->public.n_layers = n_layers;
  block->public.sketches = g_new0 (GradusSketch, n_layers);
  block->public.metrics.gradient_norms = block->numbers;
  block->public.n_outputs = n_outputs;
  block->public.n_samples = n_samples;
  block->public.diagnostics = (GradusDiagnostics *) (block->numbers + n_layers);
  block->public.outputs = block->numbers + n_layers + n_diagnosed;
  block->public.grid_size = grid_size;
  block->public.grid = grid_size ? block->public.outputs + n_said : NULL;
  return &block->public;
}

float *
gradus_snapshot_get_gradient_norms (GradusSnapshot *snapshot)
{
  return ((Block *) snapshot)->numbers;
}

GradusSnapshot *
gradus_snapshot_ref (GradusSnapshot *snapshot)
{
  atomic_fetch_add (&((Block *) snapshot)->references, 1);
  return snapshot;
}

void
gradus_snapshot_unref (GradusSnapshot *snapshot)
{
  if (atomic_fetch_sub (&((Block *) snapshot)->references, 1) > 1)
    return;
  g_clear_pointer (&snapshot->anatomy, gradus_anatomy_free);
  g_clear_pointer (&snapshot->detail, gradus_detail_free);
  g_clear_pointer (&snapshot->chain, gradus_chain_free);
  g_clear_pointer (&snapshot->pixel, gradus_pixel_free);
  g_clear_pointer (&snapshot->confusion, gradus_confusion_free);
  g_clear_pointer (&snapshot->answers, gradus_answers_free);
  g_clear_pointer (&snapshot->test_answers, gradus_answers_free);
  g_clear_pointer (&snapshot->projection, gradus_projection_free);
  g_clear_pointer (&snapshot->saliency, gradus_saliency_unref);
  g_clear_pointer (&snapshot->preference, gradus_preference_unref);
  g_clear_pointer (&snapshot->weights, gradus_checkpoint_unref);
  g_free (snapshot->sketches);
  g_free (snapshot->filters);
  g_free (snapshot->probe);
  g_free (snapshot);
}
