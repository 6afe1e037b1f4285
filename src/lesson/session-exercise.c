/* SPDX-License-Identifier: MIT */
#include "lesson/restriction.h"
#include "document/edit.h"
#include "lesson/homework.h"
#include "lesson/session-private.h"
#include "experiment/experiment-json.h"

void
gradus_verdict_on_exercise_clear (GradusVerdictOnExercise *verdict)
{
  g_clear_pointer (&verdict->breach, g_free);
}

static void
meet_exercise (GradusSession *self, const GradusExercise *exercise)
{
  g_autofree char *measured = gradus_conditions_describe (exercise->conditions, self->document);

  if (self->now->has_met)
    return;
  self->now->has_met = TRUE;
  if (self->progress)
    gradus_progress_meet (self->progress, gradus_lesson_get_id (self->lesson), self->step, measured,
                          self->now->n_hints);
  gradus_session_tell (self);
}

/* One that has come to rest, and is not the one that was noted last. */
static void
note_try (GradusSession *self, GradusRun *run, const GradusVerdictOnExercise *verdict)
{
  const GradusSnapshot *now = gradus_run_get_newest (run);
  g_autoptr (GradusDeed) deed = NULL;

  if (!self->homework || verdict->is_training || !now || now->metrics.step == 0 ||
      gradus_run_get_shown_checkpoint (run))
    return;
  deed = gradus_deed_new (GRADUS_DEED_TRIED, self->step);
  gradus_deed_set_experiment (deed, gradus_run_get_experiment (run));
  deed->at = now->metrics.step;
  deed->is_met = verdict->is_met;
  if (!gradus_homework_knows_try (self->homework, deed))
    gradus_homework_note (self->homework, g_steal_pointer (&deed));
}

static const GArray *
get_blanks (GradusSession *self)
{
  const GradusStep *step = gradus_session_get_step (self);

  return step && step->exercise ? step->exercise->blanks : NULL;
}

static guint
count_blanks (GradusSession *self)
{
  const GArray *blanks = get_blanks (self);
  guint n = 0;

  for (guint i = 0; blanks && i < blanks->len; i++)
    n += !(self->now->filled >> i & 1);
  return n;
}

static void
note_blank (GradusSession *self, GradusChainNumber number)
{
  GradusDeed *deed;

  if (!self->homework)
    return;
  deed = gradus_deed_new (GRADUS_DEED_BLANK, self->step);
  deed->blank = gradus_chain_number_make_name (number);
  gradus_homework_note (self->homework, deed);
}

gboolean
gradus_session_find_blank (GradusSession *self, GradusChainNumber *number)
{
  const GArray *blanks = get_blanks (self);

  for (guint i = 0; blanks && i < blanks->len; i++) {
    if (self->now->filled >> i & 1)
      continue;
    *number = g_array_index (blanks, GradusChainNumber, i);
    return TRUE;
  }
  return FALSE;
}

void
gradus_session_fill_blank (GradusSession *self, GradusChainNumber number)
{
  const GArray *blanks = get_blanks (self);
  const guint32 before = self->now->filled;

  for (guint i = 0; blanks && i < blanks->len; i++) {
    if (gradus_chain_number_equal (g_array_index (blanks, GradusChainNumber, i), number))
      self->now->filled |= 1u << i;
  }
  if (self->now->filled == before)
    return;
  note_blank (self, number);
  gradus_session_tell (self);
}

void
gradus_session_check (GradusSession *self, GradusVerdictOnExercise *verdict)
{
  const GradusStep *step = gradus_session_get_step (self);
  const GradusExercise *exercise = step ? step->exercise : NULL;
  GradusRun *run = gradus_document_get_selected (self->document);
  g_autoptr (GradusExperiment) given =
      exercise ? gradus_lesson_make_experiment (self->lesson, self->step, NULL) : NULL;

  gradus_verdict_on_exercise_clear (verdict);
  *verdict = (GradusVerdictOnExercise){ 0 };
  if (!exercise || !run)
    return;
  if (exercise->may_change)
    verdict->breach = gradus_restriction_find_breach (given, gradus_run_get_experiment (run),
                                                      (const char *const *) exercise->may_change);
  for (guint i = 0; i < exercise->conditions->len; i++) {
    if (!gradus_condition_holds (g_ptr_array_index (exercise->conditions, i), self->document))
      verdict->unmet |= 1u << i;
  }
  /* What a training run shows may pass: the conditions must hold of one at rest. */
  verdict->is_training = gradus_run_is_playing (run) || !gradus_run_is_settled (run);
  verdict->n_blanks = count_blanks (self);
  verdict->is_met = !verdict->breach && verdict->unmet == 0 && verdict->n_blanks == 0 &&
                    !verdict->is_training;
  note_try (self, run, verdict);
  if (verdict->is_met)
    meet_exercise (self, exercise);
}

gboolean
gradus_session_has_met (GradusSession *self)
{
  return self->now->has_met;
}

guint
gradus_session_get_n_hints (GradusSession *self)
{
  return self->now->n_hints;
}

void
gradus_session_take_hint (GradusSession *self)
{
  const GradusStep *step = gradus_session_get_step (self);

  if (!step || !step->exercise || !step->exercise->hints ||
      self->now->n_hints >= step->exercise->hints->len)
    return;
  self->now->n_hints++;
  if (self->homework) {
    GradusDeed *deed = gradus_deed_new (GRADUS_DEED_HINT, self->step);

    deed->hint = self->now->n_hints;
    gradus_homework_note (self->homework, deed);
  }
  gradus_session_tell (self);
}

gboolean
gradus_session_try (GradusSession *self, char *const *settings, GError **error)
{
  g_autoptr (GradusExperiment) given =
      gradus_lesson_make_experiment (self->lesson, self->step, NULL);
  g_autoptr (GradusExperiment) changed =
      gradus_experiment_set (given, (const char *const *) settings, error);
  g_autoptr (GradusRun) run = changed ? gradus_run_new (changed, error) : NULL;

  if (!run)
    return FALSE;
  if (gradus_session_get_step (self)->name)
    gradus_run_set_name (run, gradus_words_say (gradus_session_get_step (self)->name));
  gradus_document_pause_all (self->document);
  gradus_document_replace (self->document, gradus_document_get_selected (self->document), run);
  gradus_document_play (self->document);
  return TRUE;
}

gboolean
gradus_session_solve (GradusSession *self, GError **error)
{
  const GradusStep *step = gradus_session_get_step (self);
  GradusChainNumber number;

  if (self->homework)
    gradus_homework_note (self->homework, gradus_deed_new (GRADUS_DEED_SOLUTION, self->step));
  while (gradus_session_find_blank (self, &number))
    gradus_session_fill_blank (self, number);
  return !step || !step->exercise || !step->exercise->solution ||
         gradus_session_try (self, step->exercise->solution, error);
}
