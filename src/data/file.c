/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "data/generator.h"
#include "data/intake.h"

static guint
count_targets (const GradusDataSpec *spec)
{
  return spec->import ? spec->import->n_targets : 1;
}

static GradusImport *
open_import (const GradusDataSpec *spec, GError **error)
{
  if (spec->import && gradus_import_is_absent (spec->import)) {
    gradus_file_refuse (spec->import->table->filename, error,
                        "was not read, so nothing can be learnt from it");
    return NULL;
  }
  if (spec->import)
    return gradus_import_ref (spec->import);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "there is no file of data; choose one");
  return NULL;
}

const GradusGenerator gradus_file_generator = {
  .name = "file",
  .title = N_ ("File"),
  .usual = { .test_fraction = 0.2 },
  .has_test = TRUE,
  .count_targets = count_targets,
  .open = open_import,
};
