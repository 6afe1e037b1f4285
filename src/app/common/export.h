/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Writes a file in a thread of its own, because that waits for the disk. Then calls `tell` with
 * `widget` and how it went: the sentence `done` with the file's name for its %s, or what went
 * wrong. Takes the bytes. */
typedef void (*GradusExportFunc) (GtkWidget *widget, const char *sentence);
void gradus_export_write (GtkWidget *widget, const char *filename, GBytes *bytes, const char *done,
                          GradusExportFunc tell);

G_END_DECLS
