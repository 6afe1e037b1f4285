/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "train/run.h"

G_BEGIN_DECLS

/* GradusRunStatus: a run in one line: step, cost, accuracy, and how it stands. */
#define GRADUS_TYPE_RUN_STATUS (gradus_run_status_get_type ())
G_DECLARE_FINAL_TYPE (GradusRunStatus, gradus_run_status, GRADUS, RUN_STATUS, GtkWidget)

void gradus_run_status_show (GradusRunStatus *self, GradusRun *run);

G_END_DECLS
