/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The system's dialogs for files; GTK has replaced their API since 4.10, so they live here alone. */

/* Asks for the name of a file to write. `func` is called with `widget` where one was given, never after a refusal. */
typedef void (*GradusFileFunc) (GtkWidget *widget, const char *filename);
void gradus_file_dialog_save (GtkWidget *widget, const char *title, const char *proposed,
                              GradusFileFunc func);

/* A chosen name with a suffix, once; the caller's own. NULL where a file would then be replaced that the user
 * did not choose, and was not asked about: *why, a sentence, is the caller's own then. */
char *gradus_file_dialog_complete (const char *chosen, const char *suffix, char **why);

/* Asks for a file to read; `present` is one to begin with, or NULL. */
void gradus_file_dialog_open (GtkWidget *widget, const char *title, const char *present, GradusFileFunc func);

/* Asks for a folder to write into. */
void gradus_file_dialog_choose_folder (GtkWidget *widget, const char *title, GradusFileFunc func);

G_END_DECLS
