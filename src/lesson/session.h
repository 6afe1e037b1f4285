/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/lesson.h"
#include "lesson/progress.h"
#include "document/document.h"

G_BEGIN_DECLS

/* GradusSession: a lesson that is read with the runs of a document: its step, whether the act is
 * done, what was predicted, whether the exercise is met. It knows no window; the window shows the
 * step.
 *
 * It follows the runs when the document is refreshed (see document/document.h). Signals:
 * "entered": the step or lesson changed; "acting": training is about to start, set the speed;
 * "sweep": start the step's sweep; "changed": anything else changed. */
#define GRADUS_TYPE_SESSION (gradus_session_get_type ())
G_DECLARE_FINAL_TYPE (GradusSession, gradus_session, GRADUS, SESSION, GObject)

/* `progress` must outlive the session; NULL: nothing is stored. */
GradusSession *gradus_session_new (GradusDocument *document, GradusProgress *progress);

/* Goes to a step of a lesson. A step that was left shows itself as it was left: its runs, its
 * sweep, the answer and what was revealed. The present step begins anew. Else, if the step sets up
 * runs, they replace all runs; that can be undone. If it continues with earlier runs, and the
 * session comes from the step before, these stay; else they are made and trained as far as the
 * steps before do. If a run cannot be made, it fails and stays at its step. */
gboolean gradus_session_enter (GradusSession *self, GradusLesson *lesson, guint step,
                               GError **error);

/* Goes to a step without changing the document, which came from a file. */
void gradus_session_resume (GradusSession *self, GradusLesson *lesson, guint step);

/* Steps aside, before other runs that are not the lesson's take the place of all. There is no step
 * until gradus_session_enter(), which brings back the present one as it was. */
void gradus_session_pause (GradusSession *self);
gboolean gradus_session_is_paused (GradusSession *self);

/* Leaves the lesson; the runs stay. */
void gradus_session_leave (GradusSession *self);

/* Notes what is done in a homework, which it owns, until another is set or the lesson is left.
 * NULL: none. Emits "entered": the step shows what was done in it on another day. */
typedef struct _GradusHomework GradusHomework;
void gradus_session_set_homework (GradusSession *self, GradusHomework *homework);
GradusHomework *gradus_session_get_homework (GradusSession *self);

GradusDocument *gradus_session_get_document (GradusSession *self);

/* The lesson, or NULL. */
GradusLesson *gradus_session_get_lesson (GradusSession *self);
guint gradus_session_get_step_number (GradusSession *self);

/* NULL if there is no lesson, or if it is paused. */
const GradusStep *gradus_session_get_step (GradusSession *self);

/* A text of the step in the language of the interface, with the numbers that are measured here in
 * its claims (see lesson/claim.h): in the step's text as they were before the act, in the text
 * after it as they were then. Free with g_free(). */
char *gradus_session_say (GradusSession *self, const GradusWords *words);

/* The number of comparison i as it was measured at the end of the act; NaN if it is not known. */
double gradus_session_get_compared (GradusSession *self, guint i);

/* -- What is done ------------------------------------------------------------------------------ */

typedef enum {
  GRADUS_ACTING_NOT, /* not yet, or not to the end */
  GRADUS_ACTING_NOW,
  GRADUS_ACTING_DONE,
} GradusActing;

GradusActing gradus_session_get_acting (GradusSession *self);

/* Does the step's act. If it was done before, starts again from the beginning of the step. While
 * it runs, does nothing, except that a sweep is asked for again, because the user may have
 * stopped it. Fails like gradus_session_enter(), or if there is no checkpoint to go back to. */
gboolean gradus_session_act (GradusSession *self, GError **error);

/* The sweep of the step's act; the caller's. It is the document's where that is it and is half
 * done, so that it goes on; else a new one, without outcomes. Fails like gradus_sweep_new(). */
GradusSweep *gradus_session_make_sweep (GradusSession *self, GError **error);

/* -- What is predicted ------------------------------------------------------------------------- */

/* A drawn curve has so many heights, from 0 to 1 on the question's axis, evenly spaced from the
 * first to the last step; NaN: nothing was drawn there. */
#define GRADUS_PREDICTION_POINTS 64

/* Set the prediction; ignored once the act has started. */
void gradus_session_choose (GradusSession *self, guint answer);
void gradus_session_guess (GradusSession *self, double number);
void gradus_session_draw (GradusSession *self, const double heights[GRADUS_PREDICTION_POINTS]);

gboolean gradus_session_has_predicted (GradusSession *self);

/* The number of the chosen answer, or -1. */
int gradus_session_get_chosen (GradusSession *self);
double gradus_session_get_guessed (GradusSession *self);
const double *gradus_session_get_drawn (GradusSession *self);

/* Whether the outcome is known, and whether the prediction was right. */
gboolean gradus_session_is_revealed (GradusSession *self);
gboolean gradus_session_was_right (GradusSession *self);

/* Whether what is said of a run would answer what the lesson asks, or is about to ask: the step's
 * question is open, or the lesson holds tips back. */
gboolean gradus_session_holds_tips (GradusSession *self);

/* The answer whose condition is true, or -1; and the measured number, or a curve's mean distance
 * as a share of the axis. */
int gradus_session_get_right_answer (GradusSession *self);
double gradus_session_get_measured (GradusSession *self);

/* The measured curve, as heights like the drawn ones. */
void gradus_session_get_curve (GradusSession *self, double heights[GRADUS_PREDICTION_POINTS]);

/* -- The exercise ------------------------------------------------------------------------------ */

/* The judgement of an exercise, set by gradus_session_check(). */
typedef struct {
  gboolean is_met;
  gboolean is_training; /* the run still trains: check again at its end */
  char *breach;         /* the path of a change that is not allowed; or NULL */
  guint unmet;          /* a bit for each condition that is not true */
  guint n_blanks;       /* numbers that are still to be worked out */
} GradusVerdictOnExercise;

void gradus_verdict_on_exercise_clear (GradusVerdictOnExercise *verdict);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusVerdictOnExercise, gradus_verdict_on_exercise_clear)

/* Judges the exercise by what is measured in the selected run. If it is met, that is stored. */
void gradus_session_check (GradusSession *self, GradusVerdictOnExercise *verdict);

/* The first number of the chain rule that the exercise still wants to be worked out; FALSE where
 * there is none. */
gboolean gradus_session_find_blank (GradusSession *self, GradusChainNumber *number);

/* A number was worked out rightly; one that the exercise does not want is ignored. */
void gradus_session_fill_blank (GradusSession *self, GradusChainNumber number);

/* Whether it was met since the step began. */
gboolean gradus_session_has_met (GradusSession *self);

/* The number of hints read; and a further hint. */
guint gradus_session_get_n_hints (GradusSession *self);
void gradus_session_take_hint (GradusSession *self);

/* Changes the exercise's experiment by settings, such as its solution, and starts training. */
gboolean gradus_session_try (GradusSession *self, char *const *settings, GError **error);

/* Shows how the exercise is met: its numbers are there, its solution trains. Nothing happens where
 * the step has none. */
gboolean gradus_session_solve (GradusSession *self, GError **error);

G_END_DECLS
