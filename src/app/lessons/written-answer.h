/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "lesson/manuscript.h"

G_BEGIN_DECLS

/* GradusWrittenAnswer: an answer of a question that is being written: what it says, the condition
 * under which it is right, and why it is wrong otherwise. What is no condition is told below it.
 * Emits "changed" with a GradusManuscriptAnswer and the text, and "removed". */
#define GRADUS_TYPE_WRITTEN_ANSWER (gradus_written_answer_get_type ())
G_DECLARE_FINAL_TYPE (GradusWrittenAnswer, gradus_written_answer, GRADUS, WRITTEN_ANSWER, GtkBox)

/* `number` from 1, as a reader presses it. */
GtkWidget *gradus_written_answer_new (guint number, const char *text, const char *when,
                                      const char *why);

G_END_DECLS
