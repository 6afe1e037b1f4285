/* SPDX-License-Identifier: MIT */
#include "app/lessons/own-lessons.h"

#include <errno.h>
#include <glib/gi18n.h>

#include "app/common/host.h"
#include "app/common/presence.h"
#include "lesson/library.h"

#define EXAMPLE "/org/gradus/Gradus/lesson-example.json"

static gboolean
write_example (const char *folder, GError **error)
{
  g_autofree char *filename = g_build_filename (folder, "example.json", NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (EXAMPLE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes && g_file_set_contents (filename, g_bytes_get_data (bytes, NULL),
                                       (gssize) g_bytes_get_size (bytes), error);
}

/* Without a program that shows folders, the path has to do. */
static void
tell_folder (GtkWidget *window)
{
  g_autofree char *folder = gradus_library_get_folder ();
  g_autofree char *sentence =
      g_strdup_printf (_ ("The folder for your own lessons is %s"), folder);

  gradus_host_tell (window, sentence);
}

#if GTK_CHECK_VERSION(4, 10, 0)

static void
on_shown (GObject *launcher, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (launcher), result, NULL) &&
      gradus_presence_check (window))
    tell_folder (window);
}

static void
show_uri (GtkWindow *window, const char *uri)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, window, NULL, on_shown, g_object_ref (window));
}

#else

static void
on_shown (GObject *window, GAsyncResult *result, gpointer data)
{
  if (!gtk_show_uri_full_finish (GTK_WINDOW (window), result, NULL))
    tell_folder (GTK_WIDGET (window));
}

static void
show_uri (GtkWindow *window, const char *uri)
{
  gtk_show_uri_full (window, uri, GDK_CURRENT_TIME, NULL, on_shown, NULL);
}

#endif

gboolean
gradus_own_lessons_show_folder (GtkWindow *window, GError **error)
{
  g_autofree char *folder = gradus_library_get_folder ();
  g_autofree char *uri = g_filename_to_uri (folder, NULL, error);

  if (!uri)
    return FALSE;
  if (!g_file_test (folder, G_FILE_TEST_EXISTS)) {
    if (g_mkdir_with_parents (folder, 0700) != 0) {
      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), "%s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
    if (!write_example (folder, error))
      return FALSE;
  }
  show_uri (window, uri);
  return TRUE;
}
