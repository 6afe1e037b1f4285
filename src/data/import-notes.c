/* SPDX-License-Identifier: MIT */
#include "data/import-notes.h"

#include <glib/gi18n.h>

#include "data/records-notes.h"

/* The most columns that are told one by one. */
#define MOST_TOLD 10

static void
add (GStrvBuilder *notes, char *note)
{
  g_strv_builder_add (notes, note);
  g_free (note);
}

static void
add_columns (GStrvBuilder *notes, const GradusImport *import)
{
  guint n = 0;

  for (guint i = 0; i < import->table->columns->len; i++) {
    g_autofree char *reason =
        i == import->target ? NULL : gradus_records_explain_left_out (import->table, i);

    if (reason && n++ < MOST_TOLD)
      add (notes, g_strdup_printf (_ ("left out: %s, %s"),
                                   gradus_records_get_column (import->table, i)->name, reason));
  }
  if (n > MOST_TOLD)
    add (notes, g_strdup_printf (ngettext ("and so on: %u column more",
                                           "and so on: %u columns more", n - MOST_TOLD),
                                 n - MOST_TOLD));
}

char **
gradus_import_list_left_out (const GradusImport *import)
{
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();
  const guint n = import->n_dropped;

  if (!import->choice.inputs)
    add_columns (notes, import);
  if (n > 0)
    add (notes, g_strdup_printf (ngettext ("left out: %u sample, in which a value is missing",
                                           "left out: %u samples, in which values are missing", n),
                                 n));
  if (import->table->other_arrays)
    add (notes, g_strdup_printf (_ ("left out: %s"), import->table->other_arrays));
  return g_strv_builder_end (notes);
}
