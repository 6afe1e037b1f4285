/* SPDX-License-Identifier: MIT */
#include "experiment/samples.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

#include "data/feature.h"
#include "nn/random.h"

static double
draw_uniform (gpointer source)
{
  return (double) (gradus_random_next (source) >> 11) * 0x1p-53;
}

/* A random order whose first n_test samples are test data; NULL if there is no test data. A stream
 * of its own, so that the split stays the same where the data draw more or fewer numbers. */
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

/* gradus_import_make() takes training samples first; the order has test samples first. */
static void
move_test_last (guint *order, guint n, guint n_test)
{
  g_autofree guint *first = g_memdup2 (order, n_test * sizeof *order);

  memmove (order, order + n_test, (n - n_test) * sizeof *order);
  memcpy (order + n - n_test, first, n_test * sizeof *order);
}

static gboolean
import_samples (const GradusDataSpec *spec, guint64 seed, GradusDataset **training,
                GradusDataset **test, GError **error)
{
  g_autoptr (GradusImport) import = spec->generator->open (spec, error);
  g_autofree guint *order = NULL;
  guint n_test;

  if (!import)
    return FALSE;
  n_test = gradus_import_count_given_tests (import);
  if (n_test == 0)
    order = make_order (spec, seed, import->rows->len, &n_test);
  if (order)
    move_test_last (order, import->rows->len, n_test);
  gradus_import_make (import, order, import->rows->len - n_test, n_test, training, test);
  return TRUE;
}

static gboolean
generate_samples (const GradusDataSpec *spec, guint64 seed, GradusDataset **training,
                  GradusDataset **test, GError **error)
{
  GradusRandom random;
  const GradusDraw from_random = { draw_uniform, &random };
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
  *training = order ? gradus_dataset_pick (all, order + n_test, all->n_samples - n_test)
                    : g_steal_pointer (&all);
  return TRUE;
}

static gboolean
make_anew (const GradusDataSpec *spec, guint64 seed, GradusDataset **training, GradusDataset **test,
           GError **error)
{
  if (!(spec->generator->open ? import_samples : generate_samples) (spec, seed, training, test,
                                                                    error))
    return FALSE;
  (*training)->is_mirrored = spec->is_mirrored;
  (*training)->shift = spec->shift;
  if (!gradus_data_spec_is_regression (spec))
    return TRUE;
  gradus_dataset_find_variance (*training);
  if (*test)
    gradus_dataset_find_variance (*test);
  return TRUE;
}

/* The last samples that were made: most runs have the same as the run before. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct {
  GradusDataSpec spec;
  guint64 seed;
  GradusDataset *training, *test;
} cached; /* guarded by the mutex */

static gboolean
find_cached (const GradusDataSpec *spec, guint64 seed, GradusDataset **training,
             GradusDataset **test)
{
  gboolean is_cached;

  pthread_mutex_lock (&mutex);
  is_cached = cached.training && cached.seed == seed && gradus_data_spec_equal (&cached.spec, spec);
  if (is_cached) {
    *training = gradus_dataset_ref (cached.training);
    *test = cached.test ? gradus_dataset_ref (cached.test) : NULL;
  }
  pthread_mutex_unlock (&mutex);
  return is_cached;
}

static void
cache_samples (const GradusDataSpec *spec, guint64 seed, GradusDataset *training,
               GradusDataset *test)
{
  pthread_mutex_lock (&mutex);
  gradus_data_spec_clear (&cached.spec);
  g_clear_pointer (&cached.training, gradus_dataset_unref);
  g_clear_pointer (&cached.test, gradus_dataset_unref);
  cached.spec = gradus_data_spec_copy (spec);
  cached.seed = seed;
  cached.training = gradus_dataset_ref (training);
  cached.test = test ? gradus_dataset_ref (test) : NULL;
  pthread_mutex_unlock (&mutex);
}

/* Without the lock while they are made, which may take seconds; two threads may make the same. */
gboolean
gradus_samples_make (const GradusDataSpec *spec, guint64 seed, GradusDataset **training,
                     GradusDataset **test, GError **error)
{
  if (find_cached (spec, seed, training, test))
    return TRUE;
  if (!make_anew (spec, seed, training, test, error))
    return FALSE;
  cache_samples (spec, seed, *training, *test);
  return TRUE;
}
