/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The system's dialogs for files; GTK has replaced their API since 4.10, so they live here alone. */

typedef void (*GradusFileFunc) (const char *filename, gpointer data);

/* Asks where to save; `func` is called with the answer, unless there is none. `widget` must live until then, which its window
 * sees to: the dialog is modal to it. */
void gradus_file_dialog_save (GtkWidget *widget, const char *title, const char *proposed, GradusFileFunc func,
                              gpointer data);

G_END_DECLS
