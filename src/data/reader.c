/* SPDX-License-Identifier: MIT */
#include "data/reader.h"

#include <glib/gstdio.h>
#include <pthread.h>

const GradusReader *const gradus_readers[] = {
  &gradus_npz_reader, &gradus_npy_reader, &gradus_idx_reader, &gradus_cifar_reader, &gradus_csv_reader, NULL,
};

static const GradusReader *
recognise (const char *filename, const guint8 *head, gsize n)
{
  for (guint i = 0; gradus_readers[i]; i++) {
    if (gradus_readers[i]->recognises (filename, head, n))
      return gradus_readers[i];
  }
  g_assert_not_reached ();
}

/* The last file that was read, in case that it is wanted again: by another run, or when settings are changed. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct {
  GradusRecords *records;
  GStatBuf status;
} kept; /* guarded by the mutex */

static gboolean
is_kept (const char *filename, GradusHeader header, const GStatBuf *status)
{
  return kept.records && kept.records->header == header && g_str_equal (kept.records->filename, filename) &&
         kept.status.st_size == status->st_size && kept.status.st_ino == status->st_ino &&
         kept.status.st_mtim.tv_sec == status->st_mtim.tv_sec &&
         kept.status.st_mtim.tv_nsec == status->st_mtim.tv_nsec;
}

static GradusRecords *
find_kept (const char *filename, GradusHeader header, const GStatBuf *status)
{
  GradusRecords *records;

  pthread_mutex_lock (&mutex);
  records = is_kept (filename, header, status) ? gradus_records_ref (kept.records) : NULL;
  pthread_mutex_unlock (&mutex);
  return records;
}

static void
keep (GradusRecords *records, const GStatBuf *status)
{
  pthread_mutex_lock (&mutex);
  g_clear_pointer (&kept.records, gradus_records_unref);
  kept.records = gradus_records_ref (records);
  kept.status = *status;
  pthread_mutex_unlock (&mutex);
}

static GradusRecords *
read_anew (const char *filename, GradusHeader header, GradusLoading *loading, GError **error)
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
  return recognise (filename, head, (gsize) n)->read (filename, header, loading, error);
}

GradusRecords *
gradus_reader_load (const char *filename, GradusHeader header, GradusLoading *loading, GError **error)
{
  GStatBuf status = { 0 };
  const gboolean is_there = g_stat (filename, &status) == 0;
  GradusRecords *records = is_there ? find_kept (filename, header, &status) : NULL;

  if (records)
    return records;
  records = read_anew (filename, header, loading, error);
  if (records)
    records->header = header;
  if (records && is_there)
    keep (records, &status);
  return records;
}
