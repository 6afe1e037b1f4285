/* SPDX-License-Identifier: MIT */
#include "train/batches.h"

#include "nn/random.h"

static void
shuffle_batches (GradusBatches *batches, guint64 epoch)
{
  GradusRandom random;

  gradus_random_init (&random, batches->seed, GRADUS_STREAM_EPOCH (epoch));
  gradus_random_shuffle (&random, batches->n_samples, batches->order);
  batches->epoch = epoch;
}

void
gradus_batches_init (GradusBatches *batches, guint n_samples, guint batch_size, guint64 seed)
{
  const gboolean is_full = batch_size == 0 || batch_size >= n_samples;

  *batches = (GradusBatches){ .n_samples = n_samples, .n_batches = 1, .seed = seed };
  if (is_full)
    return;
  batches->batch_size = batch_size;
  batches->n_batches = (n_samples + batch_size - 1) / batch_size;
  batches->order = g_new (guint, n_samples);
  shuffle_batches (batches, 0);
}

void
gradus_batches_clear (GradusBatches *batches)
{
  g_clear_pointer (&batches->order, g_free);
}

const guint *
gradus_batches_find (GradusBatches *batches, guint64 step, guint *n)
{
  guint64 epoch;
  guint start;

  *n = batches->n_samples;
  if (!batches->order)
    return NULL;
  epoch = step / batches->n_batches;
  if (epoch != batches->epoch)
    shuffle_batches (batches, epoch);
  start = (guint) (step % batches->n_batches) * batches->batch_size;
  *n = MIN (batches->batch_size, batches->n_samples - start);
  return batches->order + start;
}
