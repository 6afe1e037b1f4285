/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "data/generator.h"

G_BEGIN_DECLS

/* From a file to data: a dialog for the file, reading it in the background, the import window. */

/* `spec` is what shall be learnt, borrowed. Not called when the user changed his mind. */
typedef void (*GradusDataImportFunc) (GtkWidget *widget, const GradusDataSpec *spec);

/* `fault`: why a file could not be read; NULL where the user cancelled. */
typedef void (*GradusDataFaultFunc) (GtkWidget *widget, const char *fault);

/* Lets the user choose a file. `present` is what the experiment has now. */
void gradus_data_import_choose (GtkWidget *widget, const GradusDataSpec *present,
                                GradusDataImportFunc done, GradusDataFaultFunc fail);

/* Of that file; a picture stands for the folder of pictures that it is in. */
void gradus_data_import_open (GtkWidget *widget, const char *filename,
                              const GradusDataSpec *present, GradusDataImportFunc done,
                              GradusDataFaultFunc fail);

/* Reads what the data need, so that training finds it in memory: those that have a name and lie
 * in files; then calls `done` with a copy of `spec`. */
void gradus_data_import_prepare (GtkWidget *widget, const GradusDataSpec *spec,
                                 GradusDataImportFunc done, GradusDataFaultFunc fail);

G_END_DECLS
