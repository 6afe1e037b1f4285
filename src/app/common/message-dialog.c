/* SPDX-License-Identifier: MIT */
#include "app/common/message-dialog.h"

#include <adwaita.h>

#if ADW_CHECK_VERSION(1, 5, 0)

GtkWidget *
gradus_message_dialog_new (GtkWidget *widget, const char *heading, const char *body)
{
  return GTK_WIDGET (adw_alert_dialog_new (heading, body));
}

void
gradus_message_dialog_add_button (GtkWidget *dialog, const char *id, const char *label,
                                  GradusButton kind)
{
  AdwAlertDialog *self = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_add_response (self, id, label);
  if (kind == GRADUS_BUTTON_DANGEROUS)
    adw_alert_dialog_set_response_appearance (self, id, ADW_RESPONSE_DESTRUCTIVE);
  else if (kind == GRADUS_BUTTON_USUAL)
    adw_alert_dialog_set_default_response (self, id);
}

void
gradus_message_dialog_set_extra_child (GtkWidget *dialog, GtkWidget *child)
{
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), child);
}

/* A window that was opened from another one, as the glossary is, stays before it whichever has the
 * focus: a question in that one would lie behind it. */
static GtkWidget *
find_foremost (GtkWidget *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) other = g_list_model_get_item (windows, i);

    if (ADW_IS_WINDOW (other) && gtk_widget_get_mapped (other) &&
        GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (other))) == window)
      return find_foremost (other);
  }
  return window;
}

/* "cancel" is what it answers when it is closed by its window. */
void
gradus_message_dialog_ask (GtkWidget *dialog, GtkWidget *widget, GradusDialogFunc func,
                           gpointer data)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));

  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  if (func)
    g_signal_connect (dialog, "response", G_CALLBACK (func), data);
  adw_dialog_present (ADW_DIALOG (dialog), func ? find_foremost (window) : window);
}

void
gradus_message_dialog_close (GtkWidget *dialog)
{
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

#else

GtkWidget *
gradus_message_dialog_new (GtkWidget *widget, const char *heading, const char *body)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkWidget *dialog = adw_message_dialog_new (window, heading, body);

  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  return dialog;
}

void
gradus_message_dialog_add_button (GtkWidget *dialog, const char *id, const char *label,
                                  GradusButton kind)
{
  AdwMessageDialog *self = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_response (self, id, label);
  if (kind == GRADUS_BUTTON_DANGEROUS)
    adw_message_dialog_set_response_appearance (self, id, ADW_RESPONSE_DESTRUCTIVE);
  else if (kind == GRADUS_BUTTON_USUAL)
    adw_message_dialog_set_default_response (self, id);
}

void
gradus_message_dialog_set_extra_child (GtkWidget *dialog, GtkWidget *child)
{
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), child);
}

void
gradus_message_dialog_ask (GtkWidget *dialog, GtkWidget *widget, GradusDialogFunc func,
                           gpointer data)
{
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  if (func)
    g_signal_connect (dialog, "response", G_CALLBACK (func), data);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
gradus_message_dialog_close (GtkWidget *dialog)
{
  gtk_window_destroy (GTK_WINDOW (dialog));
}

#endif
