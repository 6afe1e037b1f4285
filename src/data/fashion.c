/* SPDX-License-Identifier: MIT */
#include "data/fashion.h"

#include "data/idx.h"

#define SIDE GRADUS_FASHION_SIDE

static const char *const kinds[] = { "T-shirt", "Trouser",    "Pullover", "Dress",
                                     "Coat",    "Sandal",     "Shirt",    "Sneaker",
                                     "Bag",     "Ankle boot", NULL };

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

static gboolean
recognises_folder (const char *filename, const guint8 *head, gsize n)
{
  g_autofree char *first = g_build_filename (filename, "train-images-idx3-ubyte.gz", NULL);

  return g_file_test (first, G_FILE_TEST_EXISTS);
}

static GradusRecords *
read_folder (const char *folder, const GradusHints *hints, GradusLoading *loading, GError **error)
{
  g_autofree char *tests = g_build_filename (folder, "t10k-images-idx3-ubyte.gz", NULL);
  g_autoptr (GByteArray) pixels =
      g_byte_array_sized_new (GRADUS_FASHION_SAMPLES * GRADUS_FASHION_INPUTS);
  g_autoptr (GByteArray) labels = g_byte_array_new ();
  GradusRecords *table;
  guint n_training;

  if (!read_half (folder, "train", loading, pixels, labels, error))
    return NULL;
  n_training = labels->len;
  if (g_file_test (tests, G_FILE_TEST_EXISTS) &&
      !read_half (folder, "t10k", loading, pixels, labels, error))
    return NULL;
  table = gradus_records_new (folder);
  table->format = g_strdup ("Fashion-MNIST");
  table->n_rows = labels->len;
  table->n_test_rows = labels->len - n_training;
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

const GradusReader gradus_fashion_reader = { "Fashion-MNIST", recognises_folder, read_folder };
