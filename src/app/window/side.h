/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/experiment/experiment-panel.h"
#include "app/lessons/lesson-pane.h"
#include "app/lessons/writing-pane.h"

G_BEGIN_DECLS

/* GradusSide: the experiment beside the views, and the lesson if one is open or is being written. A
 * wide window shows both, another one of them at a time.
 *
 * The property "is-folded" is whether a person put it away. */
#define GRADUS_TYPE_SIDE (gradus_side_get_type ())
G_DECLARE_FINAL_TYPE (GradusSide, gradus_side, GRADUS, SIDE, GtkWidget)

GradusExperimentPanel *gradus_side_get_panel (GradusSide *self);

/* What a lesson is read in, once one is open; NULL: none was. */
void gradus_side_add_lesson_pane (GradusSide *self, GradusLessonPane *pane);
GradusLessonPane *gradus_side_get_lesson_pane (GradusSide *self);

/* What a lesson is written in, once somebody wants to; NULL: nobody did. */
void gradus_side_add_writing_pane (GradusSide *self, GradusWritingPane *pane);
GradusWritingPane *gradus_side_get_writing_pane (GradusSide *self);

/* Whether a lesson is being written: then its pane, which must be there, stands where else the one
 * that is read does. */
void gradus_side_set_writing (GradusSide *self, gboolean is_writing);
gboolean gradus_side_is_writing (GradusSide *self);

/* Whether one view fills the window, so that it has no room. */
void gradus_side_set_covered (GradusSide *self, gboolean is_covered);

/* Whether a lesson is open: then it is unfolded. */
void gradus_side_set_has_lesson (GradusSide *self, gboolean has_lesson);

/* Whether a lesson waits until the user goes back to it. */
void gradus_side_set_paused (GradusSide *self, gboolean is_paused);

/* Which of the two is visible where there is room for one; and the other one instead. */
void gradus_side_show_lesson (GradusSide *self, gboolean shows_lesson);
void gradus_side_toggle (GradusSide *self);

/* Whether the experiment is hidden, as before an audience. */
void gradus_side_set_presenting (GradusSide *self, gboolean is_presenting);

/* The task of the exercise, shown above the experiment while the lesson is hidden; NULL: none. */
void gradus_side_set_task (GradusSide *self, const char *task);

G_END_DECLS
