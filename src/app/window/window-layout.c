/* SPDX-License-Identifier: MIT */
#include "app/window/window-layout.h"

#include <string.h>

#include "app/common/settings.h"

#define LEAST_WIDTH 400
#define LEAST_HEIGHT 300

/* No larger than the largest screen: the size may be that of a window on another, larger one. */
static void
set_window_size (GtkWindow *window, int width, int height)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (window)));
  GdkRectangle largest = { 0, 0, 0, 0 };

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++) {
    g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
    GdkRectangle area;

    gdk_monitor_get_geometry (monitor, &area);
    if (area.width > largest.width)
      largest = area;
  }
  width = MAX (width, LEAST_WIDTH);
  height = MAX (height, LEAST_HEIGHT);
  gtk_window_set_default_size (window, largest.width > 0 ? MIN (width, largest.width) : width,
                               largest.height > 0 ? MIN (height, largest.height) : height);
}

void
gradus_window_layout_load (GtkWindow *window, GradusViewsPanel *views)
{
  GSettings *settings = gradus_settings_get ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *layout = g_settings_get_string (settings, "views");
  int width, height;

  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  set_window_size (window, width, height);
  if (g_settings_get_boolean (settings, "is-maximized"))
    gtk_window_maximize (window);
  /* A layout that cannot be read leaves the key file empty, and the views as they usually are. */
  g_key_file_load_from_data (file, layout, strlen (layout), G_KEY_FILE_NONE, NULL);
  gradus_views_panel_load_layout (views, file);
}

/* Restored first: a view that fills the panel is not how the next window shall begin. */
void
gradus_window_layout_save (GtkWindow *window, GradusViewsPanel *views)
{
  GSettings *settings = gradus_settings_get ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *layout = NULL;
  int width, height;

  gradus_views_panel_restore (views);
  gradus_views_panel_save_layout (views, file);
  layout = g_key_file_to_data (file, NULL, NULL);
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set (settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (settings, "is-maximized", gtk_window_is_maximized (window));
  g_settings_set_string (settings, "views", layout);
}
