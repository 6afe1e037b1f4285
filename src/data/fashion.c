/* SPDX-License-Identifier: MIT */
#include "data/fashion.h"

#include <pthread.h>
#include <string.h>

#include "data/generator.h"
#include "data/idx.h"

#define SIDE 28

static const char *const kinds[] = { "T-shirt", "Trouser",    "Pullover", "Dress",
                                     "Coat",    "Sandal",     "Shirt",    "Sneaker",
                                     "Bag",     "Ankle boot", NULL };

/* The last folder that was read: unpacking takes a second, and every run asks again. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static GradusRecords *cached; /* guarded by the mutex */

gboolean
gradus_fashion_is_installed (void)
{
  return g_file_test (GRADUS_FASHION_FOLDER "/train-images-idx3-ubyte.gz", G_FILE_TEST_EXISTS);
}

static gboolean
check_half (const char *folder, const GradusIdx *images, const GradusIdx *labels, GError **error)
{
  if (images->n_dimensions != 3 || images->dimensions[1] != SIDE || images->dimensions[2] != SIDE ||
      labels->n_dimensions != 1 || labels->dimensions[0] != images->dimensions[0])
    return gradus_file_refuse (
        folder, error,
        "the files are not pictures of 28 × 28 with a label each; install the package "
        "dataset-fashion-mnist anew");
  for (gsize i = 0; i < labels->n_bytes; i++) {
    if (labels->bytes[i] >= GRADUS_FASHION_CLASSES)
      return gradus_file_refuse (folder, error,
                                 "label %" G_GSIZE_FORMAT " is %u; labels are 0 to 9", i + 1,
                                 labels->bytes[i]);
  }
  return TRUE;
}

/* Appends the pictures and labels of one half, "train" or "t10k". */
static gboolean
read_half (const char *folder, const char *half, GradusLoading *loading, GByteArray *pixels,
           GByteArray *labels, GError **error)
{
  g_autofree char *image_name = g_strconcat (folder, "/", half, "-images-idx3-ubyte.gz", NULL);
  g_autofree char *label_name = g_strconcat (folder, "/", half, "-labels-idx1-ubyte.gz", NULL);
  g_auto (GradusIdx) images = { 0 }, kinds_of_images = { 0 };

  if (!gradus_idx_load (&images, image_name, loading, error) ||
      !gradus_idx_load (&kinds_of_images, label_name, loading, error) ||
      !check_half (folder, &images, &kinds_of_images, error))
    return FALSE;
  g_byte_array_append (pixels, images.bytes, (guint) images.n_bytes);
  g_byte_array_append (labels, kinds_of_images.bytes, (guint) kinds_of_images.n_bytes);
  return TRUE;
}

static GradusRecords *
read_folder (const char *folder, GradusLoading *loading, GError **error)
{
  g_autofree char *first = g_build_filename (folder, "train-images-idx3-ubyte.gz", NULL);
  g_autofree char *second = g_build_filename (folder, "t10k-images-idx3-ubyte.gz", NULL);
  g_autoptr (GByteArray) pixels =
      g_byte_array_sized_new (GRADUS_FASHION_SAMPLES * GRADUS_FASHION_INPUTS);
  g_autoptr (GByteArray) labels = g_byte_array_new ();
  GradusRecords *table;

  if (!g_file_test (first, G_FILE_TEST_EXISTS) && !g_str_equal (folder, GRADUS_FASHION_FOLDER)) {
    gradus_file_refuse (folder, error,
                        "is a folder, and not that of Fashion-MNIST; give a file in it");
    return NULL;
  }
  if (!g_file_test (first, G_FILE_TEST_EXISTS)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "Fashion-MNIST is not there (%s); install the package dataset-fashion-mnist",
                 first);
    return NULL;
  }
  if (!read_half (folder, "train", loading, pixels, labels, error) ||
      (g_file_test (second, G_FILE_TEST_EXISTS) &&
       !read_half (folder, "t10k", loading, pixels, labels, error)))
    return NULL;
  table = gradus_records_new (folder);
  table->format = g_strdup ("Fashion-MNIST");
  table->n_rows = labels->len;
  table->picture = (GradusPictureLayout){ SIDE, SIDE, 1, FALSE };
  table->target = GRADUS_FASHION_INPUTS;
  gradus_records_add_block (table, GRADUS_FASHION_INPUTS, TRUE,
                            g_byte_array_free (g_steal_pointer (&pixels), FALSE));
  gradus_records_add_columns (table, "pixel", GRADUS_FASHION_INPUTS);
  gradus_records_add_block (table, 1, TRUE, g_byte_array_free (g_steal_pointer (&labels), FALSE));
  gradus_records_add_columns (table, "kind", 1);
  gradus_records_name_classes (table, GRADUS_FASHION_INPUTS, kinds);
  return table;
}

/* Called with the mutex held: a second thread waits instead of reading the same folder. */
static gboolean
cache_folder (const char *folder, GradusLoading *loading, GError **error)
{
  GradusRecords *table;

  if (cached && g_str_equal (cached->filename, folder))
    return TRUE;
  table = read_folder (folder, loading, error);
  if (!table)
    return FALSE;
  g_clear_pointer (&cached, gradus_records_unref);
  cached = table;
  return TRUE;
}

GradusRecords *
gradus_fashion_load (const char *folder, GradusLoading *loading, GError **error)
{
  GradusRecords *table;

  pthread_mutex_lock (&mutex);
  table = cache_folder (folder, loading, error) ? gradus_records_ref (cached) : NULL;
  pthread_mutex_unlock (&mutex);
  return table;
}

static guint
count_targets (const GradusDataSpec *spec)
{
  return GRADUS_FASHION_CLASSES;
}

static GradusImport *
open_import (const GradusDataSpec *spec, GError **error)
{
  g_autoptr (GradusRecords) table = gradus_fashion_load (GRADUS_FASHION_FOLDER, NULL, error);
  const GradusImportChoice choice = { .scaling = GRADUS_SCALING_UNIT, .task = GRADUS_TASK_CLASSES };
  g_autoptr (GradusImport) import = NULL;

  if (!table)
    return NULL;
  if (spec->n_samples > table->n_rows) {
    gradus_file_refuse (table->filename, error, "there are %u samples, not %u; take fewer",
                        table->n_rows, spec->n_samples);
    return NULL;
  }
  import = gradus_import_new (table, &choice, spec->n_samples, error);
  if (import && import->n_targets != GRADUS_FASHION_CLASSES) {
    gradus_file_refuse (table->filename, error,
                        "the first %u samples have %u of the ten kinds; take more", spec->n_samples,
                        import->n_targets);
    return NULL;
  }
  return g_steal_pointer (&import);
}

const GradusGenerator gradus_fashion_generator = {
  .name = "fashion-mnist",
  .title = "Fashion-MNIST",
  .n_inputs = GRADUS_FASHION_INPUTS,
  .picture = { SIDE, SIDE, 1, FALSE },
  .usual = { .n_samples = 5000, .test_fraction = 0.2 },
  .has_test = TRUE,
  .count_targets = count_targets,
  .open = open_import,
};
