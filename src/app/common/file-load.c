/* SPDX-License-Identifier: MIT */
#include "app/common/file-load.h"

typedef struct {
  char *filename;
  GradusFileLoadFunc load;
  GDestroyNotify free_loaded;
  GradusFileLoadedFunc loaded;
} Loading;

static void
free_loading (gpointer data)
{
  g_free (((Loading *) data)->filename);
  g_free (data);
}

static void
load (GTask *task, gpointer widget, gpointer data, GCancellable *cancellable)
{
  const Loading *loading = data;
  GError *error = NULL;
  gpointer loaded = loading->load (loading->filename, &error);

  if (loaded)
    g_task_return_pointer (task, loaded, loading->free_loaded);
  else
    g_task_return_error (task, error);
}

static void
on_loaded (GObject *widget, GAsyncResult *result, gpointer data)
{
  const Loading *loading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gpointer loaded = g_task_propagate_pointer (G_TASK (result), &error);

  loading->loaded (GTK_WIDGET (widget), loaded, error);
}

void
gradus_file_load (GtkWidget *widget, const char *filename, GradusFileLoadFunc load_file,
                  GDestroyNotify free_loaded, GradusFileLoadedFunc loaded)
{
  g_autoptr (GTask) task = g_task_new (widget, NULL, on_loaded, NULL);
  Loading *loading = g_new0 (Loading, 1);

  *loading = (Loading){ g_strdup (filename), load_file, free_loaded, loaded };
  g_task_set_task_data (task, loading, free_loading);
  g_task_run_in_thread (task, load);
}
