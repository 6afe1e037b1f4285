/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "app/lessons/exercise-box.h"
#include "lesson/session.h"

G_BEGIN_DECLS

/* GradusLessonPane: the step of a session: its text, its question, its act and what came of that.
 * Its buttons activate the actions "lesson.…" of the guide (app/window/guide.h). */
#define GRADUS_TYPE_LESSON_PANE (gradus_lesson_pane_get_type ())
G_DECLARE_FINAL_TYPE (GradusLessonPane, gradus_lesson_pane, GRADUS, LESSON_PANE, GtkWidget)

/* The session must live longer. Called once. */
void gradus_lesson_pane_set_session (GradusLessonPane *self, GradusSession *session);

/* Moves the focus to the step's text, which a screen reader then reads, and again in each step. */
void gradus_lesson_pane_focus_text (GradusLessonPane *self);

GradusExerciseBox *gradus_lesson_pane_get_exercise_box (GradusLessonPane *self);

G_END_DECLS
