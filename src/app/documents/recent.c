/* SPDX-License-Identifier: MIT */
#include "app/documents/recent.h"

#include <gtk/gtk.h>

#define MOST 8
#define MIME_TYPE "application/x-gradus"

void
gradus_recent_add (const char *filename)
{
  g_autofree char *uri = g_filename_to_uri (filename, NULL, NULL);
  char *groups[] = { (char *) "Gradus", NULL };
  const GtkRecentData data = { .mime_type = (char *) MIME_TYPE,
                               .app_name = (char *) "Gradus",
                               .app_exec = (char *) "gradus %u",
                               .groups = groups };

  if (uri)
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b),
                              gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

static void
append (GMenu *menu, GtkRecentInfo *info)
{
  g_autoptr (GFile) file = g_file_new_for_uri (gtk_recent_info_get_uri (info));
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GMenuItem) item = NULL;
  g_autofree char *base = NULL, *label = NULL;
  g_auto (GStrv) parts = NULL;

  if (!path)
    return;
  base = g_filename_display_basename (path);
  parts = g_strsplit (base, "_", -1); /* which would underline the next letter */
  label = g_strjoinv ("__", parts);
  item = g_menu_item_new (label, NULL);
  g_menu_item_set_action_and_target (item, "app.open", "s", path);
  g_menu_append_item (menu, item);
}

static void
fill (GMenu *menu)
{
  GList *infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  infos = g_list_sort (infos, compare);
  g_menu_remove_all (menu);
  for (GList *link = infos; link && g_menu_model_get_n_items (G_MENU_MODEL (menu)) < MOST;
       link = link->next) {
    GtkRecentInfo *info = link->data;

    if (g_str_has_suffix (gtk_recent_info_get_uri (info), ".gradus") &&
        gtk_recent_info_exists (info))
      append (menu, info);
  }
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
}

GMenuModel *
gradus_recent_get_menu (void)
{
  static GMenu *menu;

  if (!menu) {
    menu = g_menu_new ();
    g_signal_connect_swapped (gtk_recent_manager_get_default (), "changed", G_CALLBACK (fill),
                              menu);
    fill (menu);
  }
  return G_MENU_MODEL (menu);
}
