/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/run.h"

G_BEGIN_DECLS

/* GradusRunStatus: a run in one line: step, cost, accuracy and state; below it the name of its
 * document. */
#define GRADUS_TYPE_RUN_STATUS (gradus_run_status_get_type ())
G_DECLARE_FINAL_TYPE (GradusRunStatus, gradus_run_status, GRADUS, RUN_STATUS, GtkWidget)

/* The name of the document, whether it has unsaved changes, and the path of its file (NULL: none
 * yet). */
void gradus_run_status_show_document (GradusRunStatus *self, const char *name, gboolean is_changed,
                                      const char *path);

/* A run that has no snapshot yet is told to be prepared. */
void gradus_run_status_show (GradusRunStatus *self, GradusRun *run);

G_END_DECLS
