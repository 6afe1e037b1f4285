/* SPDX-License-Identifier: MIT */
#include "app/window-layout.h"

#include "app/common/layout-file.h"

#define GROUP "window"

void
gradus_window_layout_load (GtkWindow *window, GradusViewsPanel *views)
{
  g_autoptr (GKeyFile) file = gradus_layout_file_load ();
  const int width = g_key_file_get_integer (file, GROUP, "width", NULL);
  const int height = g_key_file_get_integer (file, GROUP, "height", NULL);

  if (width >= 400 && height >= 300)
    gtk_window_set_default_size (window, width, height);
  if (g_key_file_get_boolean (file, GROUP, "maximized", NULL))
    gtk_window_maximize (window);
  gradus_views_panel_load_layout (views, file);
}

void
gradus_window_layout_save (GtkWindow *window, GradusViewsPanel *views)
{
  g_autoptr (GKeyFile) file = gradus_layout_file_load ();
  int width, height;

  gradus_views_panel_restore (views);
  gtk_window_get_default_size (window, &width, &height);
  g_key_file_set_integer (file, GROUP, "width", width);
  g_key_file_set_integer (file, GROUP, "height", height);
  g_key_file_set_boolean (file, GROUP, "maximized", gtk_window_is_maximized (window));
  gradus_views_panel_save_layout (views, file);
  gradus_layout_file_save (file);
}
