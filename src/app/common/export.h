/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Writes a file in a thread of its own, for it waits for the disk, and then tells `widget` how it went: "The figure was written
 * to …", from `done` with the file's name in the place of its %s, or what went wrong. Takes the bytes. */
typedef void (*GradusExportFunc) (GtkWidget *widget, const char *sentence);
void gradus_export_write (GtkWidget *widget, const char *filename, GBytes *bytes, const char *done,
                          GradusExportFunc tell);

G_END_DECLS
