/* SPDX-License-Identifier: MIT */
#include "app/common/tooltip-guard.h"

#define MUTED_KEY "gradus-tooltip-is-muted"

/* GTK shows the tooltip of a button as long as the pointer is on it, though it has been pressed. */
static gboolean
on_mapped (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);
  GtkWidget *owner = GTK_IS_POPOVER (widget) ? gtk_widget_get_parent (widget) : NULL;

  if (owner && gtk_widget_get_has_tooltip (owner)) {
    g_object_set_data (G_OBJECT (owner), MUTED_KEY, GINT_TO_POINTER (TRUE));
    gtk_widget_set_has_tooltip (owner, FALSE);
  }
  return TRUE; /* the hook stays */
}

static gboolean
on_unmapped (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);
  GtkWidget *owner = GTK_IS_POPOVER (widget) ? gtk_widget_get_parent (widget) : NULL;

  if (owner && g_object_steal_data (G_OBJECT (owner), MUTED_KEY))
    gtk_widget_set_has_tooltip (owner, TRUE);
  return TRUE;
}

void
gradus_tooltip_guard_install (void)
{
  static gboolean is_installed;

  if (is_installed)
    return;
  is_installed = TRUE;
  g_type_class_unref (g_type_class_ref (GTK_TYPE_POPOVER)); /* makes the signals */
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_mapped, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("unmap", GTK_TYPE_WIDGET), 0, on_unmapped, NULL,
                              NULL);
}
