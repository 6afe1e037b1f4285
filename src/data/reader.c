/* SPDX-License-Identifier: MIT */
#include "data/reader.h"

#include <pthread.h>

#include "data/cifar.h"
#include "data/fashion.h"
#include "platform/platform.h"

const GradusReader *const gradus_readers[] = {
  &gradus_foreign_reader,
  &gradus_npz_reader,
  &gradus_npy_reader,
  &gradus_idx_reader,
  &gradus_cifar_reader,
  &gradus_cifar_archive_reader,
  &gradus_arff_reader,
  &gradus_fann_reader,
  &gradus_misnamed_reader,
  &gradus_csv_reader,
  NULL,
};

const GradusReader *const gradus_folder_readers[] = {
  &gradus_cifar_folder_reader,
  &gradus_fashion_reader,
  &gradus_picture_folder_reader,
  NULL,
};

static const GradusReader *
find_reader (const GradusReader *const *readers, const char *filename, const guint8 *head, gsize n)
{
  for (guint i = 0; readers[i]; i++) {
    if (readers[i]->recognises (filename, head, n))
      return readers[i];
  }
  return NULL;
}

static const GradusReader *
find_folder_reader (const char *folder, GError **error)
{
  const GradusReader *reader = find_reader (gradus_folder_readers, folder, NULL, 0);

  if (!reader)
    gradus_file_refuse (folder, error,
                        "is a folder without the files of CIFAR-10 or Fashion-MNIST, and without "
                        "folders of pictures, one for each class; give one of these, or a file");
  return reader;
}

/* Without a loading: the reader opens the file anew and reports then. */
const GradusReader *
gradus_reader_find (const char *filename, GError **error)
{
  g_autoptr (GradusIntake) intake = NULL;
  guint8 head[GRADUS_READER_HEAD];
  gssize n;

  if (g_file_test (filename, G_FILE_TEST_IS_DIR))
    return find_folder_reader (filename, error);
  intake = gradus_intake_open (filename, NULL, error);
  if (!intake)
    return NULL;
  n = gradus_intake_read (intake, head, sizeof head, error);
  if (n == 0)
    gradus_intake_refuse (intake, error, "is empty; give a file that holds samples");
  return n > 0 ? find_reader (gradus_readers, filename, head, (gsize) n) : NULL;
}

/* -- What was read last ------------------------------------------------------------------------ */

/* Folders in a folder whose files count, too. */
#define DEPTH 1

/* Who wants a table while another is read waits, and may then find it here. */
static pthread_mutex_t reading = PTHREAD_MUTEX_INITIALIZER;

/* Other runs and every change of settings ask for it again. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct {
  GradusRecords *records;
  guint64 stamp;
} cached; /* guarded by the mutex */

static guint64
mix (guint64 stamp, guint64 number)
{
  stamp = (stamp ^ number) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return stamp ^ (stamp >> 29);
}

/* Sizes, inodes and times tell whether it has changed on disk. The sum of those of a folder's files,
 * as they come in no order. 0: it is not there. */
static guint64
make_stamp (const char *filename, guint depth)
{
  g_autoptr (GDir) folder = NULL;
  GradusFileStatus status;
  const char *name;
  guint64 stamp;

  if (!gradus_platform_look (filename, &status))
    return 0;
  stamp = mix (mix (status.size, status.inode),
               (guint64) status.seconds * 1000000000 + (guint64) status.nanoseconds);
  folder = status.kind == GRADUS_FILE_KIND_FOLDER && depth <= DEPTH ? g_dir_open (filename, 0, NULL)
                                                                    : NULL;
  while (folder && (name = g_dir_read_name (folder))) {
    g_autofree char *path = g_build_filename (filename, name, NULL);

    stamp += make_stamp (path, depth + 1);
  }
  return MAX (stamp, 1);
}

static GradusRecords *
find_cached (const char *filename, const GradusHints *hints, guint64 stamp)
{
  GradusRecords *records = NULL;

  pthread_mutex_lock (&mutex);
  if (cached.records && cached.stamp == stamp &&
      gradus_hints_equal (&cached.records->hints, hints) &&
      g_str_equal (cached.records->filename, filename))
    records = gradus_records_ref (cached.records);
  pthread_mutex_unlock (&mutex);
  return records;
}

static void
cache_records (GradusRecords *records, guint64 stamp)
{
  pthread_mutex_lock (&mutex);
  g_clear_pointer (&cached.records, gradus_records_unref);
  cached.records = gradus_records_ref (records);
  cached.stamp = stamp;
  pthread_mutex_unlock (&mutex);
}

static GradusRecords *
read_anew (const char *filename, const GradusHints *hints, guint64 stamp, GradusLoading *loading,
           GError **error)
{
  const GradusReader *reader = gradus_reader_find (filename, error);
  GradusRecords *records = reader ? reader->read (filename, hints, loading, error) : NULL;

  if (!records)
    return NULL;
  records->hints = gradus_hints_copy (hints);
  if (stamp)
    cache_records (records, stamp);
  return records;
}

GradusRecords *
gradus_reader_load (const char *filename, const GradusHints *hints, GradusLoading *loading,
                    GError **error)
{
  const GradusHints guessed = { 0 };
  const guint64 stamp = make_stamp (filename, 0);
  GradusRecords *records;

  hints = hints ? hints : &guessed;
  records = stamp ? find_cached (filename, hints, stamp) : NULL;
  if (records)
    return records;
  pthread_mutex_lock (&reading);
  records = stamp ? find_cached (filename, hints, stamp) : NULL;
  if (!records)
    records = read_anew (filename, hints, stamp, loading, error);
  pthread_mutex_unlock (&reading);
  return records;
}
