/* SPDX-License-Identifier: MIT */
#include "data/fashion.h"

#include "data/generator.h"
#include "data/idx.h"

#define SIDE 28

/* A folder's files, once they have been read. */
typedef struct {
  char *folder;
  GradusIdx images, labels;
} Files;

static GMutex mutex;
static Files files; /* guarded by the mutex, filled once */

gboolean
gradus_fashion_is_installed (void)
{
  return g_file_test (GRADUS_FASHION_FOLDER "/train-images-idx3-ubyte.gz", G_FILE_TEST_EXISTS);
}

static gboolean
check (const char *folder, const GradusIdx *images, const GradusIdx *labels, GError **error)
{
  if (images->n_dimensions != 3 || images->dimensions[1] != SIDE || images->dimensions[2] != SIDE ||
      labels->n_dimensions != 1 || labels->dimensions[0] != images->dimensions[0]) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "%s: the files are not pictures of 28 × 28 with a label each; install the package "
                 "dataset-fashion-mnist anew",
                 folder);
    return FALSE;
  }
  for (gsize i = 0; i < labels->n_bytes; i++) {
    if (labels->bytes[i] < GRADUS_FASHION_CLASSES)
      continue;
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "%s: label %" G_GSIZE_FORMAT " is %u; labels are 0 to 9", folder, i + 1, labels->bytes[i]);
    return FALSE;
  }
  return TRUE;
}

/* With the mutex held. */
static gboolean
read_files (const char *folder, GError **error)
{
  g_autofree char *images = g_build_filename (folder, "train-images-idx3-ubyte.gz", NULL);
  g_autofree char *labels = g_build_filename (folder, "train-labels-idx1-ubyte.gz", NULL);
  g_auto (GradusIdx) pictures = { 0 }, kinds = { 0 };

  if (g_strcmp0 (files.folder, folder) == 0)
    return TRUE;
  if (!g_file_test (images, G_FILE_TEST_EXISTS)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "Fashion-MNIST is not there (%s); install the package dataset-fashion-mnist", images);
    return FALSE;
  }
  if (!gradus_idx_load (&pictures, images, NULL, error) || !gradus_idx_load (&kinds, labels, NULL, error) ||
      !check (folder, &pictures, &kinds, error))
    return FALSE;
  g_free (files.folder);
  gradus_idx_clear (&files.images);
  gradus_idx_clear (&files.labels);
  files = (Files){ g_strdup (folder), pictures, kinds };
  pictures = kinds = (GradusIdx){ 0 };
  return TRUE;
}

GradusDataset *
gradus_fashion_load (const char *folder, guint n, GError **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  GradusDataset *dataset;

  if (!read_files (folder, error))
    return NULL;
  if (n > files.images.dimensions[0]) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "Fashion-MNIST has %u samples, not %u; take fewer", files.images.dimensions[0], n);
    return NULL;
  }
  dataset = gradus_dataset_new (GRADUS_FASHION_INPUTS, GRADUS_FASHION_CLASSES, n);
  for (gsize i = 0; i < (gsize) n * GRADUS_FASHION_INPUTS; i++)
    dataset->inputs[i] = (float) files.images.bytes[i] / 255;
  for (guint i = 0; i < n; i++)
    dataset->targets[(gsize) i * GRADUS_FASHION_CLASSES + files.labels.bytes[i]] = 1;
  return dataset;
}

static guint
count_targets (const GradusDataSpec *spec)
{
  return GRADUS_FASHION_CLASSES;
}

static GradusDataset *
make (const GradusDataSpec *spec, const GradusDraw *draw, GError **error)
{
  return gradus_fashion_load (GRADUS_FASHION_FOLDER, spec->n_samples, error);
}

const GradusGenerator gradus_fashion_generator = {
  .name = "fashion-mnist",
  .title = "Fashion-MNIST",
  .n_inputs = GRADUS_FASHION_INPUTS,
  .usual = { .n_samples = 5000, .test_fraction = 0.2 },
  .count_targets = count_targets,
  .make = make,
};
