/* SPDX-License-Identifier: MIT */
#include "experiment/samples.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

#include "data/feature.h"
#include "nn/random.h"

static double
draw (gpointer source)
{
  return (double) (gradus_random_next (source) >> 11) * 0x1p-53;
}

/* The order of a split: the first n_test are set apart. NULL where none are. */
static guint *
make_order (const GradusDataSpec *spec, guint64 seed, guint n, guint *n_test)
{
  GradusRandom random;
  guint *order;

  *n_test = MIN ((guint) round (spec->test_fraction * n), n - 1);
  if (*n_test == 0)
    return NULL;
  order = g_new (guint, n);
  gradus_random_init (&random, seed, GRADUS_STREAM_SPLIT);
  gradus_random_shuffle (&random, n, order);
  return order;
}

/* Training samples are taken from behind the others. */
static void
turn (guint *order, guint n, guint n_test)
{
  g_autofree guint *first = g_memdup2 (order, n_test * sizeof *order);

  memmove (order, order + n_test, (n - n_test) * sizeof *order);
  memcpy (order + n - n_test, first, n_test * sizeof *order);
}

static gboolean
import_samples (const GradusDataSpec *spec, guint64 seed, GradusDataset **training, GradusDataset **test,
                GError **error)
{
  g_autoptr (GradusImport) import = spec->generator->open (spec, error);
  g_autofree guint *order = NULL;
  guint n_test;

  if (!import)
    return FALSE;
  order = make_order (spec, seed, import->rows->len, &n_test);
  if (order)
    turn (order, import->rows->len, n_test);
  gradus_import_make (import, order, import->rows->len - n_test, n_test, training, test);
  return TRUE;
}

static gboolean
generate_samples (const GradusDataSpec *spec, guint64 seed, GradusDataset **training, GradusDataset **test,
                  GError **error)
{
  GradusRandom random;
  const GradusDraw from_random = { draw, &random };
  g_autoptr (GradusDataset) all = NULL;
  g_autofree guint *order = NULL;
  guint n_test;

  gradus_random_init (&random, seed, GRADUS_STREAM_DATA);
  all = spec->generator->make (spec, &from_random, error);
  if (!all)
    return FALSE;
  if (spec->features && spec->features != GRADUS_FEATURES_PLAIN) {
    GradusDataset *with_features = gradus_features_apply (spec->features, all);

    gradus_dataset_unref (all);
    all = with_features;
  }
  order = make_order (spec, seed, all->n_samples, &n_test);
  *test = order ? gradus_dataset_pick (all, order, n_test) : NULL;
  *training =
      order ? gradus_dataset_pick (all, order + n_test, all->n_samples - n_test) : g_steal_pointer (&all);
  return TRUE;
}

static gboolean
make_anew (const GradusDataSpec *spec, guint64 seed, GradusDataset **training, GradusDataset **test,
           GError **error)
{
  if (!(spec->generator->open ? import_samples : generate_samples) (spec, seed, training, test, error))
    return FALSE;
  if (!gradus_data_spec_is_regression (spec))
    return TRUE;
  gradus_dataset_find_variance (*training);
  if (*test)
    gradus_dataset_find_variance (*test);
  return TRUE;
}

/* The last samples that were made: most runs share them with the run before. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct {
  GradusDataSpec spec;
  guint64 seed;
  GradusDataset *training, *test;
} kept; /* guarded by the mutex */

static gboolean
find_kept (const GradusDataSpec *spec, guint64 seed, GradusDataset **training, GradusDataset **test)
{
  gboolean is_kept;

  pthread_mutex_lock (&mutex);
  is_kept = kept.training && kept.seed == seed && gradus_data_spec_equal (&kept.spec, spec);
  if (is_kept) {
    *training = gradus_dataset_ref (kept.training);
    *test = kept.test ? gradus_dataset_ref (kept.test) : NULL;
  }
  pthread_mutex_unlock (&mutex);
  return is_kept;
}

static void
keep (const GradusDataSpec *spec, guint64 seed, GradusDataset *training, GradusDataset *test)
{
  pthread_mutex_lock (&mutex);
  gradus_data_spec_clear (&kept.spec);
  g_clear_pointer (&kept.training, gradus_dataset_unref);
  g_clear_pointer (&kept.test, gradus_dataset_unref);
  kept.spec = gradus_data_spec_copy (spec);
  kept.seed = seed;
  kept.training = gradus_dataset_ref (training);
  kept.test = test ? gradus_dataset_ref (test) : NULL;
  pthread_mutex_unlock (&mutex);
}

gboolean
gradus_samples_make (const GradusDataSpec *spec, guint64 seed, GradusDataset **training, GradusDataset **test,
                     GError **error)
{
  if (find_kept (spec, seed, training, test))
    return TRUE;
  if (!make_anew (spec, seed, training, test, error))
    return FALSE;
  keep (spec, seed, *training, *test);
  return TRUE;
}

static void
shuffle (GradusBatches *batches, guint64 epoch)
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
  shuffle (batches, 0);
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
    shuffle (batches, epoch);
  start = (guint) (step % batches->n_batches) * batches->batch_size;
  *n = MIN (batches->batch_size, batches->n_samples - start);
  return batches->order + start;
}
