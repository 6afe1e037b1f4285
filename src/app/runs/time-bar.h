/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/document.h"

G_BEGIN_DECLS

/* GradusTimeBar: the checkpoints of a document's selected run as a slider whose end is now. Moving
 * it shows the run in all views as it was. Plays the checkpoints forward and backward, makes
 * markers of them, and goes on from one as a new run. */
#define GRADUS_TYPE_TIME_BAR (gradus_time_bar_get_type ())
G_DECLARE_FINAL_TYPE (GradusTimeBar, gradus_time_bar, GRADUS, TIME_BAR, GtkWidget)

void gradus_time_bar_set_document (GradusTimeBar *self, GradusDocument *document);

/* To the last moment before now; that of a run that diverged was still finite. */
void gradus_time_bar_step_back (GradusTimeBar *self);

/* Shows the run again from its first step to now, along the pace of a run that is watched, and then
 * as it is now. While it does that: as it is now. */
void gradus_time_bar_replay (GradusTimeBar *self);

G_END_DECLS
