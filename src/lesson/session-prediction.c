/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "lesson/homework.h"
#include "lesson/session-private.h"

static const GradusQuestion *
get_question (GradusSession *self)
{
  return self->lesson ? gradus_lesson_get_step (self->lesson, self->step)->question : NULL;
}

gboolean
gradus_session_has_predicted (GradusSession *self)
{
  return self->now->chosen >= 0 || !isnan (self->now->guessed) || self->now->has_drawn;
}

int
gradus_session_get_chosen (GradusSession *self)
{
  return self->now->chosen;
}

double
gradus_session_get_guessed (GradusSession *self)
{
  return self->now->guessed;
}

const double *
gradus_session_get_drawn (GradusSession *self)
{
  return self->now->has_drawn ? self->now->drawn : NULL;
}

gboolean
gradus_session_is_revealed (GradusSession *self)
{
  return self->now->is_revealed;
}

gboolean
gradus_session_was_right (GradusSession *self)
{
  return self->now->was_right;
}

static gboolean
does_hold (GradusSession *self, const GradusQuestion *question, guint i)
{
  const GradusAnswer *answer = g_ptr_array_index (question->answers, i);

  return answer->when && gradus_condition_holds (answer->when, self->document);
}

/* That of all other cases is right where no other is. */
static gboolean
is_answer_right (GradusSession *self, const GradusQuestion *question, guint i)
{
  const GradusAnswer *answer = g_ptr_array_index (question->answers, i);
  gboolean is_other = !answer->when;

  for (guint k = 0; is_other && k < question->answers->len; k++)
    is_other = !does_hold (self, question, k);
  return is_other || does_hold (self, question, i);
}

/* What is asked of the runs before it is revealed is what they say then: they may go on. Of several
 * that are right that which was chosen. */
static int
find_right_answer (GradusSession *self)
{
  const GradusQuestion *question = get_question (self);
  const int chosen = self->now->chosen;

  if (!question || !question->answers)
    return -1;
  if (chosen >= 0 && is_answer_right (self, question, (guint) chosen))
    return chosen;
  for (guint i = 0; i < question->answers->len; i++) {
    if (is_answer_right (self, question, i))
      return (int) i;
  }
  return -1;
}

int
gradus_session_get_right_answer (GradusSession *self)
{
  return self->now->is_revealed ? self->now->right : find_right_answer (self);
}

/* The height of a value, 0 to 1, on the question's axis. */
static double
to_height (const GradusQuestion *question, double value)
{
  const double low = question->is_log ? log (question->low) : question->low;
  const double high = question->is_log ? log (question->high) : question->high;
  const double at = question->is_log ? log (MAX (value, 1e-300)) : value;

  return isnan (value) ? NAN : CLAMP ((at - low) / (high - low), 0, 1);
}

static void
measure_curve (GradusSession *self, double heights[GRADUS_PREDICTION_POINTS])
{
  const GradusQuestion *question = get_question (self);
  GradusRun *run = gradus_document_get_selected (self->document);
  const GradusSeries *series = gradus_run_get_series (run);
  const double n = (double) MAX (self->now->goal, 1);
  guint at = 0;

  for (guint i = 0; i < GRADUS_PREDICTION_POINTS; i++) {
    const double step = n * i / (GRADUS_PREDICTION_POINTS - 1);

    while (at + 1 < series->n_points && (double) series->steps[at + 1] <= step)
      at++;
    heights[i] = series->n_points == 0
                     ? NAN
                     : to_height (question, question->is_accuracy ? series->accuracies[at]
                                                                  : series->costs[at]);
  }
}

void
gradus_session_get_curve (GradusSession *self, double heights[GRADUS_PREDICTION_POINTS])
{
  if (self->now->is_revealed)
    memcpy (heights, self->now->curve, sizeof self->now->curve);
  else
    measure_curve (self, heights);
}

/* The mean distance between the drawn and the measured curve, as a share of the axis; NaN if
 * nothing was drawn. */
static double
measure_distance (GradusSession *self)
{
  double curve[GRADUS_PREDICTION_POINTS], sum = 0;
  guint n = 0;

  gradus_session_get_curve (self, curve);
  for (guint i = 0; i < GRADUS_PREDICTION_POINTS; i++) {
    if (isnan (self->now->drawn[i]) || isnan (curve[i]))
      continue;
    sum += fabs (self->now->drawn[i] - curve[i]);
    n++;
  }
  return self->now->has_drawn && n > 0 ? sum / n : NAN;
}

static double
measure_outcome (GradusSession *self)
{
  const GradusQuestion *question = get_question (self);

  if (!question)
    return NAN;
  if (question->kind == GRADUS_QUESTION_NUMBER)
    return gradus_expression_read (question->expression, self->document);
  return question->kind == GRADUS_QUESTION_CURVE ? measure_distance (self) : NAN;
}

double
gradus_session_get_measured (GradusSession *self)
{
  return self->now->is_revealed ? self->now->measured : measure_outcome (self);
}

static gboolean
judge_prediction (GradusSession *self, const GradusQuestion *question)
{
  switch (question->kind) {
  case GRADUS_QUESTION_CHOICE:
    return self->now->chosen >= 0 && self->now->chosen == gradus_session_get_right_answer (self);
  case GRADUS_QUESTION_NUMBER:
    /* A guess on the very edge of the tolerance is right, whatever the last bit says. */
    return fabs (self->now->guessed - gradus_session_get_measured (self)) <=
           question->tolerance * (1 + 1e-9);
  case GRADUS_QUESTION_CURVE:
  default:
    return measure_distance (self) <= question->tolerance;
  }
}

static void
note_prediction (GradusSession *self, const GradusQuestion *question)
{
  GradusDeed *deed = gradus_deed_new (GRADUS_DEED_PREDICTED, self->step);

  deed->answer = question->kind == GRADUS_QUESTION_CHOICE ? self->now->chosen : -1;
  deed->number = self->now->guessed;
  if (self->now->has_drawn)
    deed->curve = g_memdup2 (self->now->drawn, sizeof self->now->drawn);
  deed->happened = question->kind != GRADUS_QUESTION_CHOICE ? self->now->measured
                   : self->now->right >= 0                  ? self->now->right + 1
                                                            : NAN;
  deed->is_right = self->now->was_right;
  gradus_homework_note (self->homework, deed);
}

/* Whoever has predicted nothing has not been wrong, so nothing is noted. */
void
gradus_session_reveal (GradusSession *self)
{
  const GradusQuestion *question = get_question (self);

  if (!question || self->now->is_revealed)
    return;
  if (question->kind == GRADUS_QUESTION_CURVE)
    measure_curve (self, self->now->curve);
  self->now->right = find_right_answer (self);
  self->now->measured = measure_outcome (self);
  self->now->was_right = judge_prediction (self, question);
  self->now->is_revealed = TRUE;
  if (self->homework && gradus_session_has_predicted (self))
    note_prediction (self, question);
  if (self->progress && gradus_session_has_predicted (self))
    gradus_progress_predict (self->progress, gradus_lesson_get_id (self->lesson), self->step,
                             self->now->was_right);
}
