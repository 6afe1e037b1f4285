/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/session.h"

G_BEGIN_DECLS

/* A rehearsal goes through a lesson without a window, does every act, and checks all statements,
 * in all languages of the title: claims and comparisons; that each question has a right answer;
 * that each exercise is met by its solution, and not by its mistakes or by what it starts with;
 * and, where it is asked for, what is claimed of the evidence, and that it stands in the texts. */

/* Called for each fault: "step 3, “The slope”: “0.69” is stated, but cost is 0.31". */
typedef void (*GradusRehearsalFunc) (const char *sentence, gpointer data);

/* The numbers of steps, of statements that were checked, and of wrong ones. */
typedef struct {
  guint n_steps;
  guint n_checks;
  guint n_faults;
} GradusRehearsal;

/* Rehearses a lesson and calls `tell` for each fault. Blocks until the end. `has_evidence`: does
 * what its steps name as evidence, too, which may take minutes. Fails if a step or an act could not
 * start. */
gboolean gradus_rehearse (GradusLesson *lesson, gboolean has_evidence, GradusRehearsalFunc tell,
                          gpointer data, GradusRehearsal *rehearsal, GError **error);

/* What happens that a step's question asks for. */
typedef struct {
  gboolean is_known;
  int right;       /* the answer that is right, from 0; -1: none of them */
  double measured; /* of a number */
  double curve[GRADUS_PREDICTION_POINTS];
} GradusAnswerOutcome;

/* Does the acts of a lesson's questions: an array with one for each step, known where that has a
 * question; free with g_free(). In the calling thread's own main context, until the end or until
 * it is cancelled. */
GradusAnswerOutcome *gradus_rehearse_questions (GradusLesson *lesson, GCancellable *cancellable,
                                          GError **error);

G_END_DECLS
