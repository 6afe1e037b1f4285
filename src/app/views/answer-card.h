/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view-card.h"

G_BEGIN_DECLS

/* GradusAnswerCard: what a run's network answers, in the view that says most of it: for data in a
 * plane, or of a single input, the boundary; else which class is taken for which, and for numbers
 * the predicted ones against the actual. */
#define GRADUS_TYPE_ANSWER_CARD (gradus_answer_card_get_type ())
G_DECLARE_FINAL_TYPE (GradusAnswerCard, gradus_answer_card, GRADUS, ANSWER_CARD, GtkWidget)

/* NULL shows nothing. */
void gradus_answer_card_set_run (GradusAnswerCard *self, GradusRun *run);

/* What is pointed at in the network of the same run: the boundary shows it large. */
void gradus_answer_card_follow (GradusAnswerCard *self, GradusView *network);

G_END_DECLS
