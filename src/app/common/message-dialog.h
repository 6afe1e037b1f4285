/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A question or a message over a window, with buttons to answer it. libadwaita 1.5 replaces its API
 * (AdwMessageDialog by AdwAlertDialog), so nothing else calls it: which of the two it is is chosen
 * when Gradus is built. */

/* A dialog over the window of `widget`, which must be shown. It is destroyed when it is answered,
 * or when the window goes. `heading` has at most 28 letters, since libadwaita 1.7 warns of more;
 * `body` is shown as it is, and may be NULL. */
GtkWidget *gradus_message_dialog_new (GtkWidget *widget, const char *heading, const char *body);

/* The usual button is pressed by Return; a dangerous one looks so; Escape is "cancel". */
typedef enum {
  GRADUS_BUTTON_PLAIN,
  GRADUS_BUTTON_USUAL,
  GRADUS_BUTTON_DANGEROUS,
} GradusButton;

/* Adds a button, from left to right. */
void gradus_message_dialog_add_button (GtkWidget *dialog, const char *id, const char *label,
                                       GradusButton kind);

/* A widget below the words. */
void gradus_message_dialog_set_extra_child (GtkWidget *dialog, GtkWidget *child);

/* Shows it. `func` may be NULL, and is called with the id of the button that was pressed: such a
 * question lies before all that was opened from the window. */
typedef void (*GradusDialogFunc) (GtkWidget *dialog, const char *id, gpointer data);
void gradus_message_dialog_ask (GtkWidget *dialog, GtkWidget *widget, GradusDialogFunc func,
                                gpointer data);

/* Takes it away without an answer. */
void gradus_message_dialog_close (GtkWidget *dialog);

G_END_DECLS
