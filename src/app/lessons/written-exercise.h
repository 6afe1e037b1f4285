/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "lesson/manuscript.h"

G_BEGIN_DECLS

/* GradusWrittenExercise: the exercise of a step that is being written: its task, the conditions
 * under which it is achieved, hints, and its solution, which the action "writing.take-solution"
 * takes. Emits "changed" after a change, and "remember" before one that is larger than a text. */
#define GRADUS_TYPE_WRITTEN_EXERCISE (gradus_written_exercise_get_type ())
G_DECLARE_FINAL_TYPE (GradusWrittenExercise, gradus_written_exercise, GRADUS, WRITTEN_EXERCISE,
                      GtkBox)

/* Shows that of a step, and writes into it from then on. `manuscript` is borrowed. */
void gradus_written_exercise_show (GradusWrittenExercise *self, GradusManuscript *manuscript,
                                   guint step);

G_END_DECLS
