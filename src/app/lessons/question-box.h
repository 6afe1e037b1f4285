/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "lesson/session.h"

G_BEGIN_DECLS

/* GradusQuestionBox: what the step of a session asks before it runs: answers to choose from, a number to guess, or axes to draw on;
 * and, once the run has told, what would have been right. Hidden where nothing is asked. */
#define GRADUS_TYPE_QUESTION_BOX (gradus_question_box_get_type ())
G_DECLARE_FINAL_TYPE (GradusQuestionBox, gradus_question_box, GRADUS, QUESTION_BOX, GtkBox)

/* Borrowed; it must live as long. Once. */
void gradus_question_box_set_session (GradusQuestionBox *self, GradusSession *session);

G_END_DECLS
