/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/hand-in.h"

G_BEGIN_DECLS

/* GradusHomework: a student's work on a homework, which is on the disk after every deed: it can be
 * done in several evenings. */

/* ~/.local/share/gradus/homework. Free with g_free(). */
char *gradus_homework_get_folder (void);

/* Goes on with what is in the folder of that lesson, or begins. What was handed in under another
 * name, or is of another version of the lesson, is put aside; so is what does not follow from
 * itself, and *fault is then a sentence, free with g_free(). */
GradusHomework *gradus_homework_open (const char *folder, GradusLesson *lesson, const char *name,
                                      char **fault);
void gradus_homework_free (GradusHomework *homework);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusHomework, gradus_homework_free)

GradusLesson *gradus_homework_get_lesson (GradusHomework *homework);

/* What there is of it; the homework's. */
const GradusHandIn *gradus_homework_get_hand_in (GradusHomework *homework);

/* The student is at that step from now on: its time runs. */
void gradus_homework_come_to (GradusHomework *homework, guint step);

/* Takes a deed. A try of the same experiment as the last deed, which did not meet the exercise,
 * takes its place; its `seconds` are set here. */
void gradus_homework_note (GradusHomework *homework, GradusDeed *deed);

/* Whether it is the last try of its step, with the same experiment, step and outcome. */
gboolean gradus_homework_knows_try (GradusHomework *homework, const GradusDeed *deed);

/* Puts what was handed in, with the runs, in the place of all: it was worked out from a copy. */
void gradus_homework_close_with (GradusHomework *homework, const GradusHandIn *handed_in);

G_END_DECLS
