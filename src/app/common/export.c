/* SPDX-License-Identifier: MIT */
#include "app/common/export.h"

#include "store/file.h"

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

static void
write_export (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Export *export = data;
  GError *error = NULL;

  if (gradus_file_replace (export->filename, g_bytes_get_data (export->bytes, NULL),
                           g_bytes_get_size (export->bytes), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  const Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    export->tell (GTK_WIDGET (source), export->done);
  else
    export->tell (GTK_WIDGET (source), error->message);
}

void
gradus_export_write (GtkWidget *widget, const char *filename, GBytes *bytes, const char *done,
                     GradusExportFunc tell)
{
  g_autoptr (GTask) task = g_task_new (widget, NULL, on_exported, NULL);
  g_auto (GStrv) parts = g_strsplit (done, "%s", 2);
  Export *export = g_new (Export, 1);

  *export = (Export){ g_strdup (filename), bytes, g_strjoinv (filename, parts), tell };
  g_task_set_task_data (task, export, free_export);
  g_task_run_in_thread (task, write_export);
}
