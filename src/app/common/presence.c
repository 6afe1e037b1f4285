/* SPDX-License-Identifier: MIT */
#include "app/common/presence.h"

/* GTK removes a destroyed window from its list at once, even while there are references to it. */
gboolean
gradus_presence_check (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; root && i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkRoot) window = g_list_model_get_item (windows, i);

    if (window == root)
      return TRUE;
  }
  return FALSE;
}
