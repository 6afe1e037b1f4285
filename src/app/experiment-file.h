/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "train/experiment.h"

G_BEGIN_DECLS

/* Called once: `experiment` is the callee's own, or NULL, and then `error` says why, borrowed. */
typedef void (*GradusExperimentFileFunc) (GtkWidget *widget, GradusExperiment *experiment,
                                          const GError *error);

/* Reads an experiment file, and the data that it names, in a thread. The widget is kept until the end. */
void gradus_experiment_file_load (GtkWidget *widget, const char *filename, GradusExperimentFileFunc func);

G_END_DECLS
