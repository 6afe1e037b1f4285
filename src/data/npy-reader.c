/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "data/guess.h"
#include "data/npy.h"
#include "data/reader.h"

static gboolean
recognises_npy (const char *filename, const guint8 *head, gsize n)
{
  return n >= 6 && memcmp (head, "\x93NUMPY", 6) == 0;
}

static GradusRecords *
read_npy (const char *filename, const GradusHints *hints, GradusLoading *loading, GError **error)
{
  g_autoptr (GradusIntake) intake = gradus_intake_open (filename, loading, error);
  g_auto (GradusNpy) npy = { 0 };
  GradusRecords *table;

  if (!intake || !gradus_npy_read (&npy, intake, error))
    return NULL;
  table = gradus_records_new (filename);
  table->format = g_strdup ("NumPy array");
  table->n_rows = (guint) npy.dimensions[0];
  table->picture = gradus_npy_get_picture (&npy);
  gradus_records_add_block (table, npy.n_columns, npy.is_bytes, g_steal_pointer (&npy.cells));
  gradus_records_add_columns (table, "column", npy.n_columns);
  gradus_records_count_missing (table, 0);
  for (guint i = 0; npy.texts && i < npy.n_columns; i++) {
    GradusColumn *column = &g_array_index (table->columns, GradusColumn, i);

    column->kind = GRADUS_COLUMN_CLASSES;
    column->classes = g_ptr_array_ref (npy.texts);
  }
  if (npy.n_dimensions == 2)
    gradus_records_guess (table);
  return table;
}

const GradusReader gradus_npy_reader = { "NumPy array", recognises_npy, read_npy };
