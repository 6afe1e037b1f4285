/* SPDX-License-Identifier: MIT */
#include "app/common/export.h"

#include "app/common/background.h"
#include "experiment/file.h"

typedef struct {
  char *filename;
  GBytes *bytes;
  char *done;
  GradusExportFunc tell;
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_free (export->filename);
  g_free (export->done);
  g_bytes_unref (export->bytes);
  g_free (export);
}

static gpointer
write_export (gpointer data, GError **error)
{
  const Export *export = data;

  return GINT_TO_POINTER (gradus_file_replace (export->filename,
                                               g_bytes_get_data (export->bytes, NULL),
                                               g_bytes_get_size (export->bytes), error));
}

static void
on_exported (gpointer widget, gpointer is_written, const GError *error, gpointer data)
{
  const Export *export = data;

  export->tell (widget, is_written ? export->done : error->message);
}

static const GradusBackground writing = { write_export, on_exported, free_export };

void
gradus_export_write (GtkWidget *widget, const char *filename, GBytes *bytes, const char *done,
                     GradusExportFunc tell)
{
  g_auto (GStrv) parts = g_strsplit (done, "%s", 2);
  Export *export = g_new (Export, 1);

  *export = (Export){ g_strdup (filename), bytes, g_strjoinv (filename, parts), tell };
  gradus_background_run (widget, &writing, export);
}
