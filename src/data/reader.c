/* SPDX-License-Identifier: MIT */
#include "data/reader.h"

#include <glib/gstdio.h>
#include <pthread.h>

const GradusReader *const gradus_readers[] = {
  &gradus_foreign_reader, &gradus_npz_reader,
  &gradus_npy_reader,     &gradus_idx_reader,
  &gradus_cifar_reader,   &gradus_arff_reader,
  &gradus_fann_reader,    &gradus_misnamed_reader,
  &gradus_csv_reader,     NULL,
};

static const GradusReader *
find_reader (const char *filename, const guint8 *head, gsize n)
{
  for (guint i = 0; gradus_readers[i]; i++) {
    if (gradus_readers[i]->recognises (filename, head, n))
      return gradus_readers[i];
  }
  g_assert_not_reached ();
}

/* The last file that was read. Other runs and every change of settings ask for it again. Size,
 * inode and time tell whether it changed on disk. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct {
  GradusRecords *records;
  GStatBuf status;
} cached; /* guarded by the mutex */

static gboolean
is_cached (const char *filename, const GradusHints *hints, const GStatBuf *status)
{
  return cached.records && gradus_hints_equal (&cached.records->hints, hints) &&
         g_str_equal (cached.records->filename, filename) &&
         cached.status.st_size == status->st_size && cached.status.st_ino == status->st_ino &&
         cached.status.st_mtim.tv_sec == status->st_mtim.tv_sec &&
         cached.status.st_mtim.tv_nsec == status->st_mtim.tv_nsec;
}

static GradusRecords *
find_cached (const char *filename, const GradusHints *hints, const GStatBuf *status)
{
  GradusRecords *records;

  pthread_mutex_lock (&mutex);
  records = is_cached (filename, hints, status) ? gradus_records_ref (cached.records) : NULL;
  pthread_mutex_unlock (&mutex);
  return records;
}

static void
cache_records (GradusRecords *records, const GStatBuf *status)
{
  pthread_mutex_lock (&mutex);
  g_clear_pointer (&cached.records, gradus_records_unref);
  cached.records = gradus_records_ref (records);
  cached.status = *status;
  pthread_mutex_unlock (&mutex);
}

/* Without `loading`: the reader opens the file anew and reports then. */
static GradusRecords *
read_anew (const char *filename, const GradusHints *hints, GradusLoading *loading, GError **error)
{
  g_autoptr (GradusIntake) intake = gradus_intake_open (filename, NULL, error);
  guint8 head[GRADUS_READER_HEAD];
  gssize n;

  if (!intake)
    return NULL;
  n = gradus_intake_read (intake, head, sizeof head, error);
  if (n == 0)
    gradus_intake_refuse (intake, error, "is empty; give a file that holds samples");
  if (n <= 0)
    return NULL;
  return find_reader (filename, head, (gsize) n)->read (filename, hints, loading, error);
}

GradusRecords *
gradus_reader_load (const char *filename, const GradusHints *hints, GradusLoading *loading,
                    GError **error)
{
  const GradusHints guessed = { 0 };
  GStatBuf status = { 0 };
  const gboolean is_there = g_stat (filename, &status) == 0;
  GradusRecords *records;

  hints = hints ? hints : &guessed;
  records = is_there ? find_cached (filename, hints, &status) : NULL;

  if (records)
    return records;
  records = read_anew (filename, hints, loading, error);
  if (records)
    records->hints = gradus_hints_copy (hints);
  if (records && is_there)
    cache_records (records, &status);
  return records;
}
