/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

/* The first of that type, the widget itself or below it; NULL: none. */
static inline GtkWidget *
find_first (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_first (child, type);
  return found;
}

/* The one of that type below the parent that has `*nth` before it; NULL: there are not so many. */
static inline GtkWidget *
find_nth (GtkWidget *parent, GType type, guint *nth)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child && !found;
       child = gtk_widget_get_next_sibling (child)) {
    if (G_TYPE_CHECK_INSTANCE_TYPE (child, type) && (*nth)-- == 0)
      return child;
    found = find_nth (child, type, nth);
  }
  return found;
}

/* A window of that type that is not destroyed; NULL: none. */
static inline GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
      return window;
  }
  return NULL;
}
