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

guint
gradus_batches_count (guint n_samples, guint batch_size, guint fewest)
{
  guint n_whole;

  if (batch_size == 0 || batch_size >= n_samples)
    return 1;
  n_whole = n_samples / batch_size;
  return n_samples % batch_size >= fewest ? n_whole + 1 : n_whole;
}

void
gradus_batches_init (GradusBatches *batches, guint n_samples, guint batch_size, guint fewest,
                     guint64 seed)
{
  const gboolean is_full = batch_size == 0 || batch_size >= n_samples;

  *batches =
      (GradusBatches){ .n_samples = n_samples, .n_batches = 1, .most = n_samples, .seed = seed };
  if (is_full)
    return;
  batches->batch_size = batch_size;
  batches->n_batches = gradus_batches_count (n_samples, batch_size, fewest);
  batches->most = MAX (batch_size, n_samples - (batches->n_batches - 1) * batch_size);
  batches->order = g_new (guint, n_samples);
  shuffle_batches (batches, 0);
}

void
gradus_batches_clear (GradusBatches *batches)
{
  g_clear_pointer (&batches->order, g_free);
}

guint64
gradus_batches_find_epoch (const GradusBatches *batches, guint64 step)
{
  return step / batches->n_batches;
}

const guint *
gradus_batches_find (GradusBatches *batches, guint64 step, guint *n)
{
  guint64 epoch;
  guint at, start;

  *n = batches->n_samples;
  if (!batches->order)
    return NULL;
  epoch = gradus_batches_find_epoch (batches, step);
  if (epoch != batches->epoch)
    shuffle_batches (batches, epoch);
  at = (guint) (step % batches->n_batches);
  start = at * batches->batch_size;
  *n = at + 1 < batches->n_batches ? batches->batch_size : batches->n_samples - start;
  return batches->order + start;
}
