/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "lesson/session.h"

G_BEGIN_DECLS

/* GradusExerciseBox: the exercise of a session's step: the task, its conditions beside what is
 * measured now, hints and the solution. Whenever training stops it checks whether the exercise is
 * met. Hidden where a step has none. */
#define GRADUS_TYPE_EXERCISE_BOX (gradus_exercise_box_get_type ())
G_DECLARE_FINAL_TYPE (GradusExerciseBox, gradus_exercise_box, GRADUS, EXERCISE_BOX, GtkBox)

/* The session must live longer. Called once. */
void gradus_exercise_box_set_session (GradusExerciseBox *self, GradusSession *session);

/* Show one more hint, and the solution, as the buttons do. */
void gradus_exercise_box_show_hint (GradusExerciseBox *self);
void gradus_exercise_box_solve (GradusExerciseBox *self);

G_END_DECLS
