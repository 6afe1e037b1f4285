/* SPDX-License-Identifier: MIT */

/* Pictures that have a name, and lie in files that somebody else has put there. */
#include "data/cifar.h"
#include "data/fashion.h"
#include "data/generator.h"

/* As many kinds has each of them. */
static guint
count_targets (const GradusDataSpec *spec)
{
  G_STATIC_ASSERT (GRADUS_FASHION_CLASSES == GRADUS_CIFAR_CLASSES);
  return GRADUS_CIFAR_CLASSES;
}

static GradusImport *
open_fashion (const GradusDataSpec *spec, GError **error)
{
  g_autoptr (GradusRecords) table = NULL;
  const GradusImportChoice choice = { .scaling = GRADUS_SCALING_UNIT, .task = GRADUS_TASK_CLASSES };

  if (!gradus_fashion_is_installed ()) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "Fashion-MNIST is not there (%s); install the package dataset-fashion-mnist",
                 GRADUS_FASHION_FOLDER);
    return NULL;
  }
  table = gradus_reader_load (GRADUS_FASHION_FOLDER, NULL, NULL, error);
  return table ? gradus_import_new_of_parts (table, &choice, spec->n_samples, spec->test_fraction,
                                             GRADUS_FASHION_CLASSES, error)
               : NULL;
}

const GradusGenerator gradus_fashion_generator = {
  .name = "fashion-mnist",
  .title = "Fashion-MNIST",
  .n_inputs = GRADUS_FASHION_INPUTS,
  .picture = { GRADUS_FASHION_SIDE, GRADUS_FASHION_SIDE, 1, FALSE },
  .usual = { .n_samples = 5000, .test_fraction = 0.2 },
  .has_test = TRUE,
  .count_targets = count_targets,
  .open = open_fashion,
};

static GradusRecords *
load_cifar (const GradusDataSpec *spec, GError **error)
{
  g_autofree char *path = spec->path ? g_strdup (spec->path) : gradus_cifar_find ();
  g_autoptr (GradusRecords) table = NULL;

  if (!path) {
    g_autofree char *place = g_build_filename (g_get_user_data_dir (), "gradus", NULL);

    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "CIFAR-10 is not there; put cifar-10-binary.tar.gz of "
                 "www.cs.toronto.edu/~kriz/cifar.html into %s, or say as data.path where it is",
                 place);
    return NULL;
  }
  table = gradus_reader_load (path, NULL, NULL, error);
  if (table && (!g_str_has_prefix (table->format, "CIFAR-10") || table->n_test_rows == 0)) {
    gradus_file_refuse (path, error,
                        "is not all of CIFAR-10; give the folder cifar-10-batches-bin or its "
                        "archive, or take data of the name file");
    return NULL;
  }
  return g_steal_pointer (&table);
}

/* Mean 0 and deviation 1 over all pixels: photographs have no ground that is 0. */
static GradusImport *
open_cifar (const GradusDataSpec *spec, GError **error)
{
  const GradusImportChoice choice = { .scaling = GRADUS_SCALING_STANDARD,
                                      .task = GRADUS_TASK_CLASSES };
  g_autoptr (GradusRecords) table = load_cifar (spec, error);

  return table ? gradus_import_new_of_parts (table, &choice, spec->n_samples, spec->test_fraction,
                                             GRADUS_CIFAR_CLASSES, error)
               : NULL;
}

const GradusGenerator gradus_cifar_generator = {
  .name = "cifar-10",
  .title = "CIFAR-10",
  .n_inputs = GRADUS_CIFAR_INPUTS,
  .picture = { GRADUS_CIFAR_SIDE, GRADUS_CIFAR_SIDE, 3, TRUE },
  .usual = { .n_samples = GRADUS_CIFAR_SAMPLES, .test_fraction = 0.1666667 },
  .has_test = TRUE,
  .has_path = TRUE,
  .count_targets = count_targets,
  .open = open_cifar,
};
