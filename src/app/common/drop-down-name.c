/* SPDX-License-Identifier: MIT */
#include "app/common/drop-down-name.h"

/* Those of GTK's own dialogs are GTK's matter. */
static gboolean
on_realized (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (GTK_IS_DROP_DOWN (widget) && !GTK_IS_FILE_CHOOSER (gtk_widget_get_root (widget)))
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget),
                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  return TRUE; /* the hook stays */
}

void
gradus_drop_down_name_install (void)
{
  static gboolean is_installed;

  if (is_installed)
    return;
  is_installed = TRUE;
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET)); /* makes the signal */
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, on_realized, NULL,
                              NULL);
}
