/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/lesson.h"
#include "lesson/progress.h"
#include "document/document.h"

G_BEGIN_DECLS

/* GradusSession: a lesson that is being read with the runs of a document: which step it is at, what of it has been done, what was
 * predicted, whether the exercise is met. It knows no window: who has one shows what the step says.
 *
 * Whoever refreshes the document (see document/document.h) lets the session follow what happens to its runs. Emits "entered" at
 * another step or lesson; "acting" before training begins, for the speed; "sweep" where the step's sweep shall be asked now;
 * "changed" where anything else that is told here is another. */
#define GRADUS_TYPE_SESSION (gradus_session_get_type ())
G_DECLARE_FINAL_TYPE (GradusSession, gradus_session, GRADUS, SESSION, GObject)

/* `progress` (or NULL: nothing is kept) must live longer. */
GradusSession *gradus_session_new (GradusDocument *document, GradusProgress *progress);

/* Goes to a step of a lesson. What the step puts on the stage takes the place of all runs, which can be undone; a step that goes
 * on with what was there before finds it as it is where it is reached from the step before, and else is given it: trained as far as the
 * steps before it do. Fails where a run cannot be made; then it stays where it was. */
gboolean gradus_session_enter (GradusSession *self, GradusLesson *lesson, guint step, GError **error);

/* The same, with what is in the document left alone: as it came back from a file. */
void gradus_session_resume (GradusSession *self, GradusLesson *lesson, guint step);

/* No lesson any more; runs stay. */
void gradus_session_leave (GradusSession *self);

GradusDocument *gradus_session_get_document (GradusSession *self);

/* NULL: none. */
GradusLesson *gradus_session_get_lesson (GradusSession *self);
guint gradus_session_get_step_number (GradusSession *self);
const GradusStep *gradus_session_get_step (GradusSession *self);

/* -- What is done ------------------------------------------------------------------------------------------ */

typedef enum {
  GRADUS_ACTING_NOT, /* not yet, or not to the end */
  GRADUS_ACTING_NOW,
  GRADUS_ACTING_DONE,
} GradusActing;

GradusActing gradus_session_get_acting (GradusSession *self);

/* Does what the step's act says; once it is done, all of it once more from how the step began. While it goes on nothing, but a sweep
 * is asked anew, for somebody may have stopped it. Fails as gradus_session_enter(), or
 * where there is no moment to go back to. */
gboolean gradus_session_act (GradusSession *self, GError **error);

/* The sweep of the step's act, with nothing known of it yet. Fails as gradus_sweep_new(). */
GradusSweep *gradus_session_make_sweep (GradusSession *self, GError **error);

/* -- What is predicted ------------------------------------------------------------------------------------- */

/* A curve is drawn as heights at places from the left (0) to the right (1) of the axis that the question gives; NaN: nothing. */
#define GRADUS_PREDICTION_POINTS 64

/* Until the act begins. */
void gradus_session_choose (GradusSession *self, guint answer);
void gradus_session_guess (GradusSession *self, double number);
void gradus_session_draw (GradusSession *self, const double heights[GRADUS_PREDICTION_POINTS]);

gboolean gradus_session_has_predicted (GradusSession *self);

/* -1: none. */
int gradus_session_get_chosen (GradusSession *self);
double gradus_session_get_guessed (GradusSession *self);
const double *gradus_session_get_drawn (GradusSession *self);

/* Whether the outcome is known, and with it what would have been right. */
gboolean gradus_session_is_revealed (GradusSession *self);
gboolean gradus_session_was_right (GradusSession *self);

/* The answer whose condition holds, -1: none; the number that was measured; by how much of the axis a curve was off. */
int gradus_session_get_right_answer (GradusSession *self);
double gradus_session_get_measured (GradusSession *self);

/* The curve that came, as heights like those that are drawn. */
void gradus_session_get_curve (GradusSession *self, double heights[GRADUS_PREDICTION_POINTS]);

/* -- The exercise ------------------------------------------------------------------------------------------ */

/* What stands against it: nothing where it is met. Filled by gradus_session_check(). */
typedef struct {
  gboolean is_met;
  gboolean is_training; /* come back when it has ended */
  char *breach;         /* the path of what may not be changed and was; NULL: nothing */
  guint unmet;          /* a bit a condition */
} GradusVerdictOnExercise;

void gradus_verdict_on_exercise_clear (GradusVerdictOnExercise *verdict);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusVerdictOnExercise, gradus_verdict_on_exercise_clear)

/* By the program's own numbers, of the selected run. What is met is kept. */
void gradus_session_check (GradusSession *self, GradusVerdictOnExercise *verdict);

/* Whether it was met here, or ever. */
gboolean gradus_session_has_met (GradusSession *self);

/* How many hints were read; one more. */
guint gradus_session_get_n_hints (GradusSession *self);
void gradus_session_take_hint (GradusSession *self);

/* Changes the experiment of the exercise by settings, such as its solution, and trains it. */
gboolean gradus_session_try (GradusSession *self, char *const *settings, GError **error);

G_END_DECLS
