/* SPDX-License-Identifier: MIT */
#include "app/common/tooltip-guard.h"

#define MUTED_KEY "gradus-tooltip-is-muted"

/* -- Of what was opened ------------------------------------------------------------------------ */

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

/* -- Of what was pressed ----------------------------------------------------------------------- */

static void
keep_muted (GtkWidget *button)
{
  gtk_widget_set_has_tooltip (button, FALSE); /* which to set another text undoes */
}

static void
on_state_changed (GtkWidget *button, GtkStateFlags before)
{
  if (gtk_widget_get_state_flags (button) & GTK_STATE_FLAG_PRELIGHT)
    return;
  g_signal_handlers_disconnect_by_func (button, on_state_changed, NULL);
  g_signal_handlers_disconnect_by_func (button, keep_muted, NULL);
  gtk_widget_set_has_tooltip (button, TRUE);
}

/* Whoever presses a button knows what it does, and looks at what comes of it. */
static gboolean
on_clicked (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *button = g_value_get_object (&values[0]);

  if (!gtk_widget_get_has_tooltip (button) ||
      !(gtk_widget_get_state_flags (button) & GTK_STATE_FLAG_PRELIGHT))
    return TRUE;
  gtk_widget_set_has_tooltip (button, FALSE);
  g_signal_connect (button, "state-flags-changed", G_CALLBACK (on_state_changed), NULL);
  g_signal_connect (button, "notify::has-tooltip", G_CALLBACK (keep_muted), NULL);
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
  g_type_class_unref (g_type_class_ref (GTK_TYPE_BUTTON));
  g_signal_add_emission_hook (g_signal_lookup ("clicked", GTK_TYPE_BUTTON), 0, on_clicked, NULL,
                              NULL);
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_mapped, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("unmap", GTK_TYPE_WIDGET), 0, on_unmapped, NULL,
                              NULL);
}
