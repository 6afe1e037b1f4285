/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>
#include <string.h>

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

/* All of that type below the widget. */
static inline void
find_all (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    find_all (child, type, found);
}

/* The first label with a part of its text; NULL: none. */
static inline GtkWidget *
find_label_with (GtkWidget *widget, const char *part)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  find_all (widget, GTK_TYPE_LABEL, labels);
  for (guint i = 0; i < labels->len; i++) {
    if (strstr (gtk_label_get_label (g_ptr_array_index (labels, i)), part))
      return g_ptr_array_index (labels, i);
  }
  return NULL;
}

/* The same with its whole text. */
static inline GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  GtkWidget *label = find_label_with (widget, text);

  return label && g_str_equal (gtk_label_get_label (GTK_LABEL (label)), text) ? label : NULL;
}

static inline void
iterate_until_gone (GtkWidget *widget, const char *text)
{
  while (find_label (widget, text))
    g_main_context_iteration (NULL, TRUE);
}

/* As if a key were pressed in a window: asks whoever gets keys before the focus does. Returns
 * whether one took it. */
static inline gboolean
press_key (GtkWidget *window, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);
  gboolean is_taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !is_taken; i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
        gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
      g_signal_emit_by_name (controller, "key-pressed", key, 0, modifiers, &is_taken);
  }
  return is_taken;
}

/* A window of that type that is not destroyed, and not the known one; NULL: none. */
static inline GtkWindow *
find_other_window (GType type, GtkWindow *known)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (window != known && G_TYPE_CHECK_INSTANCE_TYPE (window, type))
      return window;
  }
  return NULL;
}

static inline GtkWindow *
find_window (GType type)
{
  return find_other_window (type, NULL);
}

/* Opens a button of a window that is shown, and closes it again: what it opens may be made only
 * then. */
static inline void
open_once (GtkWidget *button)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
