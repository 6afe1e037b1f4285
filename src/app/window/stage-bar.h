/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/run.h"

G_BEGIN_DECLS

/* GradusStageBar: what an audience needs of the header bar: the experiment's name, and step, cost
 * and accuracy with their words, in large letters. */
#define GRADUS_TYPE_STAGE_BAR (gradus_stage_bar_get_type ())
G_DECLARE_FINAL_TYPE (GradusStageBar, gradus_stage_bar, GRADUS, STAGE_BAR, GtkWidget)

void gradus_stage_bar_show (GradusStageBar *self, GradusRun *run);

G_END_DECLS
