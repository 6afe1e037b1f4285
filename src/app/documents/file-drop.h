/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Called for each file that was dropped; `filename` is NULL where it does not lie on this
 * computer. */
typedef void (*GradusFileDropFunc) (GtkWidget *widget, const char *filename);

/* Lets files be dropped on a widget. */
void gradus_file_drop_attach (GtkWidget *widget, GradusFileDropFunc func);

G_END_DECLS
