/* SPDX-License-Identifier: MIT */
#include "app/documents/file-watch.h"

#include "store/document-file.h"

struct _GradusFileWatch {
  char *filename;
  GradusFileIdentity identity;
  GFileMonitor *monitor; /* NULL where the system has none */
  GradusFileWatchFunc func;
  gpointer data;
};

/* Programs write a file in many pieces: only at the end it is looked at. What left its time, size
 * and inode as they were is no news. */
static void
on_event (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event,
          GradusFileWatch *watch)
{
  if (event == G_FILE_MONITOR_EVENT_DELETED || event == G_FILE_MONITOR_EVENT_MOVED_OUT)
    watch->func (GRADUS_FILE_DELETED, watch->data);
  else if (event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT &&
           gradus_file_watch_is_overtaken (watch))
    watch->func (GRADUS_FILE_CHANGED, watch->data);
}

GradusFileWatch *
gradus_file_watch_new (const char *filename, GradusFileWatchFunc func, gpointer data)
{
  GradusFileWatch *watch = g_new0 (GradusFileWatch, 1);
  g_autoptr (GFile) file = g_file_new_for_path (filename);

  watch->filename = g_strdup (filename);
  watch->func = func;
  watch->data = data;
  gradus_file_identify (filename, &watch->identity);
  watch->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (watch->monitor)
    g_signal_connect (watch->monitor, "changed", G_CALLBACK (on_event), watch);
  return watch;
}

void
gradus_file_watch_free (GradusFileWatch *watch)
{
  if (watch->monitor)
    g_signal_handlers_disconnect_by_data (watch->monitor, watch);
  g_clear_object (&watch->monitor);
  g_free (watch->filename);
  g_free (watch);
}

gboolean
gradus_file_watch_is_overtaken (const GradusFileWatch *watch)
{
  GradusFileIdentity now;

  return gradus_file_identify (watch->filename, &now) &&
         !gradus_file_identity_equal (&now, &watch->identity);
}
