/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "lesson/session.h"

G_BEGIN_DECLS

/* GradusQuestionBox: what a session's step asks before its act: answers to choose from, a number to
 * guess, or axes to draw on; after the act, what was right. Hidden where a step asks nothing. */
#define GRADUS_TYPE_QUESTION_BOX (gradus_question_box_get_type ())
G_DECLARE_FINAL_TYPE (GradusQuestionBox, gradus_question_box, GRADUS, QUESTION_BOX, GtkBox)

/* The session must live longer. Called once. */
void gradus_question_box_set_session (GradusQuestionBox *self, GradusSession *session);

G_END_DECLS
