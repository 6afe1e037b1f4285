/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/experiment/experiment-panel.h"
#include "app/lessons/lesson-pane.h"

G_BEGIN_DECLS

/* GradusSide: what stands beside the views: the experiment, and the lesson if one is open: side by side in a wide window, else one in
 * the place of the other. */
#define GRADUS_TYPE_SIDE (gradus_side_get_type ())
G_DECLARE_FINAL_TYPE (GradusSide, gradus_side, GRADUS, SIDE, GtkWidget)

GradusExperimentPanel *gradus_side_get_panel (GradusSide *self);
GradusLessonPane *gradus_side_get_lesson_pane (GradusSide *self);

/* Whether there is a lesson. */
void gradus_side_set_has_lesson (GradusSide *self, gboolean has_lesson);

/* Which of the two is seen where there is room for one; the other one. */
void gradus_side_show_lesson (GradusSide *self, gboolean shows_lesson);
void gradus_side_toggle (GradusSide *self);

/* The lesson alone, without the experiment: for an audience. */
void gradus_side_set_presenting (GradusSide *self, gboolean is_presenting);

/* What is to be done, seen above the experiment where the lesson is not; NULL: nothing. */
void gradus_side_set_task (GradusSide *self, const char *task);

G_END_DECLS
