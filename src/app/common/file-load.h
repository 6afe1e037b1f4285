/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Reading a file, and whatever it names, in a thread. */

/* What reads it, in the thread: a new object; NULL where `error` says why not. */
typedef gpointer (*GradusFileLoadFunc) (const char *filename, GError **error);

/* Called once in the main loop: `loaded` is the callee's own, or NULL, and then `error` says why, borrowed. */
typedef void (*GradusFileLoadedFunc) (GtkWidget *widget, gpointer loaded, const GError *error);

/* `free_loaded` frees what nobody gets any more. The widget is kept until the end. */
void gradus_file_load (GtkWidget *widget, const char *filename, GradusFileLoadFunc load,
                       GDestroyNotify free_loaded, GradusFileLoadedFunc loaded);

G_END_DECLS
