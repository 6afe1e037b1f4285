/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The system's dialogs for files. GTK 4.10 replaces their API (GtkFileChooserNative by
 * GtkFileDialog), so nothing else calls it. */

/* Asks for the name of a file to write, and calls `func` with `widget` and the name; not if the
 * user cancels. */
typedef void (*GradusFileFunc) (GtkWidget *widget, const char *filename);
void gradus_file_dialog_save (GtkWidget *widget, const char *title, const char *proposed,
                              GradusFileFunc func);

/* A chosen name with the suffix, which it has once at the end; the caller's own. NULL if that names
 * another file that exists: the user did not choose it and was not asked whether to replace it.
 * *why is a sentence then, the caller's own. */
char *gradus_file_dialog_complete (const char *chosen, const char *suffix, char **why);

/* Asks for a file to read. `present` is the file that is selected at first, or NULL. */
void gradus_file_dialog_open (GtkWidget *widget, const char *title, const char *present,
                              GradusFileFunc func);

/* Asks for a folder to write into. */
void gradus_file_dialog_choose_folder (GtkWidget *widget, const char *title, GradusFileFunc func);

G_END_DECLS
