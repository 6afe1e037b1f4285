/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "data/records.h"

G_BEGIN_DECLS

/* Called once when a file has been read or could not be: `records` and `error` are borrowed, one
 * of them is NULL. The error is G_IO_ERROR_CANCELLED when the user cancelled. */
typedef void (*GradusDataLoaderFunc) (GtkWidget *widget, GradusRecords *records,
                                      const GError *error);

/* Reads a file of data, or Fashion-MNIST where that is its folder, in a thread. `hints` may be
 * NULL. When it takes
 * longer, it says over the widget's window how far it is, and can be cancelled. The widget is
 * kept until the end. */
void gradus_data_loader_load (GtkWidget *widget, const char *filename, const GradusHints *hints,
                              GradusDataLoaderFunc func);

G_END_DECLS
