/* SPDX-License-Identifier: MIT */
#include "app/common/heard-name.h"

/* Those of GTK's own dialogs are GTK's matter. */
static gboolean
is_labelled_by_content (GtkWidget *widget)
{
  if (GTK_IS_DROP_DOWN (widget))
    return !GTK_IS_FILE_CHOOSER (gtk_widget_get_root (widget));
  return GTK_IS_BUTTON (widget) && GTK_IS_IMAGE (gtk_button_get_child (GTK_BUTTON (widget)));
}

static void
forget_content (GtkWidget *widget)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

void
gradus_heard_name_set (GtkWidget *button, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  forget_content (button);
}

/* Another icon is another content. */
static gboolean
on_realized (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (!is_labelled_by_content (widget))
    return TRUE; /* the hook stays */
  forget_content (widget);
  g_signal_handlers_disconnect_by_func (widget, forget_content, NULL);
  if (GTK_IS_BUTTON (widget))
    g_signal_connect (widget, "notify::icon-name", G_CALLBACK (forget_content), NULL);
  return TRUE;
}

void
gradus_heard_name_install (void)
{
  static gboolean is_installed;

  if (is_installed)
    return;
  is_installed = TRUE;
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET)); /* makes the signal */
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, on_realized, NULL,
                              NULL);
}
