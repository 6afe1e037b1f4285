/* SPDX-License-Identifier: MIT */
#include "app/documents/file-drop.h"

/* All of them, one after the other. */
static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer func)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  for (const GSList *file = g_value_get_boxed (value); file; file = file->next) {
    g_autofree char *filename = g_file_get_path (file->data);

    ((GradusFileDropFunc) func) (widget, filename);
  }
  return TRUE;
}

void
gradus_file_drop_attach (GtkWidget *widget, GradusFileDropFunc func)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop), func);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
