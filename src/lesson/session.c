/* SPDX-License-Identifier: MIT */
#include "lesson/session-private.h"

#include <gio/gio.h>
#include <math.h>

#include "document/edit.h"
#include "experiment/experiment-json.h"
#include "lesson/homework.h"

G_DEFINE_FINAL_TYPE (GradusSession, gradus_session, G_TYPE_OBJECT)

enum {
  ENTERED,
  ACTING,
  SWEEP,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
gradus_session_tell (GradusSession *self)
{
  self->now->lacks_numbers = FALSE; /* whoever says a text anew finds out */
  g_signal_emit (self, signals[CHANGED], 0);
}

const GradusStep *
gradus_session_get_step (GradusSession *self)
{
  return self->lesson && !self->is_paused ? gradus_lesson_get_step (self->lesson, self->step)
                                          : NULL;
}

gboolean
gradus_session_holds_tips (GradusSession *self)
{
  const GradusStep *step = gradus_session_get_step (self);

  return step && (gradus_lesson_holds_tips (self->lesson) ||
                  (step->question && !self->now->is_revealed));
}

/* -- Predictions ------------------------------------------------------------------------------- */

/* The question, if it may still be answered; else NULL. */
static const GradusQuestion *
find_open_question (GradusSession *self)
{
  const GradusStep *step = gradus_session_get_step (self);

  return step && self->now->acting == GRADUS_ACTING_NOT && !self->now->is_revealed ? step->question
                                                                                   : NULL;
}

void
gradus_session_choose (GradusSession *self, guint answer)
{
  const GradusQuestion *question = find_open_question (self);

  if (!question || !question->answers || answer >= question->answers->len ||
      self->now->chosen == (int) answer)
    return;
  self->now->chosen = (int) answer;
  gradus_session_tell (self);
}

void
gradus_session_guess (GradusSession *self, double number)
{
  if (!find_open_question (self) || self->now->guessed == number)
    return;
  self->now->guessed = number;
  gradus_session_tell (self);
}

void
gradus_session_draw (GradusSession *self, const double heights[GRADUS_PREDICTION_POINTS])
{
  if (!find_open_question (self))
    return;
  self->now->has_drawn = FALSE;
  for (guint i = 0; i < GRADUS_PREDICTION_POINTS; i++) {
    self->now->drawn[i] = heights[i];
    self->now->has_drawn = self->now->has_drawn || !isnan (heights[i]);
  }
  gradus_session_tell (self);
}

/* -- The stage --------------------------------------------------------------------------------- */

static void
begin_record (GradusSession *self)
{
  g_clear_pointer (&self->now, gradus_record_free);
  self->now = gradus_record_new ();
}

/* Whether the runs are those that the step before has left. */
static gboolean
goes_on (GradusSession *self, GradusLesson *lesson, guint step)
{
  return self->lesson == lesson && !self->is_paused && step > 0 && self->step == step - 1 &&
         !gradus_step_sets_scene (gradus_lesson_get_step (lesson, step));
}

/* The record of a step as it was left, which is the caller's; NULL where it begins anew: it was
 * not left, or it is the present one. */
static GradusRecord *
take_record (GradusSession *self, GradusLesson *lesson, guint step)
{
  GradusRecord *record;

  if (self->lesson != lesson || (self->step == step && !self->is_paused))
    return NULL;
  record = g_ptr_array_index (self->left, step);
  self->left->pdata[step] = NULL;
  return record;
}

/* What is on its way to where the step begins is not worth keeping. */
static void
keep_record (GradusSession *self)
{
  if (!self->lesson || self->is_paused || self->is_catching_up)
    return;
  gradus_record_keep (self->now, self->document);
  gradus_record_free (g_ptr_array_index (self->left, self->step));
  self->left->pdata[self->step] = g_steal_pointer (&self->now);
  begin_record (self);
}

/* The reference first: it may be the lesson that is left. */
static void
take_lesson (GradusSession *self, GradusLesson *lesson)
{
  gradus_lesson_ref (lesson);
  if (self->lesson != lesson) {
    g_clear_pointer (&self->homework, gradus_homework_free);
    g_ptr_array_set_size (self->left, 0);
    g_ptr_array_set_size (self->left, (int) gradus_lesson_get_n_steps (lesson));
  }
  g_clear_pointer (&self->lesson, gradus_lesson_unref);
  self->lesson = lesson;
}

/* Takes over the record; NULL: nothing is done in the step yet. */
static void
come_to (GradusSession *self, GradusLesson *lesson, guint step, GradusRecord *record)
{
  take_lesson (self, lesson);
  self->step = step;
  self->is_paused = FALSE;
  begin_record (self);
  if (record) {
    gradus_record_free (self->now);
    self->now = record;
  }
  gradus_session_recall_homework (self);
  if (self->progress)
    gradus_progress_enter (self->progress, gradus_lesson_get_id (lesson), step,
                           gradus_lesson_get_n_steps (lesson));
  g_signal_emit (self, signals[ENTERED], 0);
}

/* The document tells of each of these changes, and on_document() would take them for the
 * user's. */
static void
bring_back (GradusSession *self, GradusRecord *record)
{
  self->is_staging = TRUE;
  gradus_record_bring_back (record, self->document);
  self->is_staging = FALSE;
  self->is_catching_up = self->acts_then = FALSE;
}

gboolean
gradus_session_enter (GradusSession *self, GradusLesson *lesson, guint step, GError **error)
{
  GradusRecord *record;
  gboolean goes_on_here;

  step = MIN (step, gradus_lesson_get_n_steps (lesson) - 1);
  record = take_record (self, lesson, step);
  goes_on_here = !record && goes_on (self, lesson, step);
  if (!record && !goes_on_here) {
    g_autoptr (GPtrArray) runs = gradus_session_make_runs (lesson, step, error);

    if (!runs)
      return FALSE;
    keep_record (self);
    gradus_session_set_stage (self, lesson, step, runs);
  } else {
    keep_record (self);
    if (record)
      bring_back (self, record);
  }
  come_to (self, lesson, step, record);
  return TRUE;
}

/* The runs are the document's own, as they were left: the stage is not set. */
void
gradus_session_resume (GradusSession *self, GradusLesson *lesson, guint step)
{
  come_to (self, lesson, MIN (step, gradus_lesson_get_n_steps (lesson) - 1), NULL);
}

void
gradus_session_pause (GradusSession *self)
{
  if (!self->lesson || self->is_paused)
    return;
  keep_record (self);
  self->is_paused = TRUE;
  self->is_catching_up = FALSE;
  g_signal_emit (self, signals[ENTERED], 0);
}

gboolean
gradus_session_is_paused (GradusSession *self)
{
  return self->is_paused;
}

void
gradus_session_leave (GradusSession *self)
{
  if (!self->lesson)
    return;
  g_clear_pointer (&self->homework, gradus_homework_free);
  g_clear_pointer (&self->lesson, gradus_lesson_unref);
  g_ptr_array_set_size (self->left, 0);
  self->is_catching_up = self->is_paused = FALSE;
  begin_record (self);
  g_signal_emit (self, signals[ENTERED], 0);
}

/* With it the step begins to take time, and "entered" has whoever shows it look again. */
void
gradus_session_set_homework (GradusSession *self, GradusHomework *homework)
{
  gradus_homework_free (self->homework);
  self->homework = homework;
  gradus_session_recall_homework (self);
  g_signal_emit (self, signals[ENTERED], 0);
}

GradusHomework *
gradus_session_get_homework (GradusSession *self)
{
  return self->homework;
}

GradusDocument *
gradus_session_get_document (GradusSession *self)
{
  return self->document;
}

GradusLesson *
gradus_session_get_lesson (GradusSession *self)
{
  return self->lesson;
}

guint
gradus_session_get_step_number (GradusSession *self)
{
  return self->step;
}

/* -- The act ----------------------------------------------------------------------------------- */

GradusActing
gradus_session_get_acting (GradusSession *self)
{
  return self->now->acting;
}

/* The goal is noted before training begins: the document tells of that at once. */
static void
start_training (GradusSession *self, const GradusAct *act)
{
  const GradusSnapshot *now = gradus_run_get_newest (gradus_document_get_selected (self->document));
  const guint64 step = now ? now->metrics.step : 0;

  self->now->goal = (step / act->steps + 1) * act->steps;
  self->now->acting = GRADUS_ACTING_NOW;
  g_signal_emit (self, signals[ACTING], 0);
  gradus_session_set_steps (self, act->steps);
  gradus_document_play (self->document);
}

/* The checkpoint nearest to a step: most checkpoints are thinned out. */
static GradusCheckpoint *
find_checkpoint (GradusRun *run, guint64 step)
{
  const GPtrArray *checkpoints = gradus_run_get_checkpoints (run);
  GradusCheckpoint *best = NULL;

  for (guint i = 0; i < checkpoints->len; i++) {
    GradusCheckpoint *one = g_ptr_array_index (checkpoints, i);

    if (!best ||
        ABS ((gint64) one->step - (gint64) step) < ABS ((gint64) best->step - (gint64) step))
      best = one;
  }
  return best;
}

static GradusCheckpoint *
find_marked (GradusRun *run, const char *name)
{
  const GPtrArray *markers = gradus_run_get_markers (run);

  for (guint i = 0; i < markers->len; i++) {
    const GradusMarker *marker = g_ptr_array_index (markers, i);

    if (g_str_equal (marker->name, name))
      return marker->checkpoint;
  }
  return NULL;
}

static gboolean
rewind_run (GradusSession *self, const GradusAct *act, GError **error)
{
  GradusRun *run = gradus_document_get_selected (self->document);
  GradusCheckpoint *checkpoint =
      act->mark ? find_marked (run, act->mark) : find_checkpoint (run, act->steps);

  if (!checkpoint) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "there is no checkpoint to go back to yet; train first");
    return FALSE;
  }
  if (!gradus_run_rewind (run, checkpoint, error))
    return FALSE;
  self->now->acting = GRADUS_ACTING_DONE;
  gradus_session_tell (self);
  return TRUE;
}

/* Training begins where the step began, so that the same comes out. */
static gboolean
begin_act_again (GradusSession *self, const GradusStep *step, GError **error)
{
  g_autoptr (GPtrArray) runs = NULL;

  if (step->act.kind == GRADUS_ACT_TRAIN) {
    runs = gradus_session_make_runs (self->lesson, self->step, error);
    if (!runs)
      return FALSE;
    gradus_session_set_stage (self, self->lesson, self->step, runs);
    self->now->acting = GRADUS_ACTING_NOT;
  }
  if (step->act.kind != GRADUS_ACT_REWIND)
    self->now->is_revealed = FALSE;
  g_hash_table_remove_all (self->now->claims);
  g_array_set_size (self->now->compared, 0);
  return TRUE;
}

gboolean
gradus_session_act (GradusSession *self, GError **error)
{
  const GradusStep *step = gradus_session_get_step (self);

  if (!step || (self->now->acting == GRADUS_ACTING_NOW && step->act.kind != GRADUS_ACT_SWEEP))
    return TRUE;
  if (self->now->acting == GRADUS_ACTING_DONE && !begin_act_again (self, step, error))
    return FALSE;
  /* What the steps before train is still on its way; follow_catching_up() acts when it is there. */
  if (self->is_catching_up) {
    self->acts_then = TRUE;
    return TRUE;
  }
  switch (step->act.kind) {
  case GRADUS_ACT_TRAIN:
    start_training (self, &step->act);
    break;
  case GRADUS_ACT_SWEEP:
    self->now->acting = GRADUS_ACTING_NOW;
    g_signal_emit (self, signals[SWEEP], 0);
    break;
  case GRADUS_ACT_REWIND:
    return rewind_run (self, &step->act, error);
  case GRADUS_ACT_NONE:
  default:
    break;
  }
  gradus_session_tell (self);
  return TRUE;
}

/* Of the same question about the same experiment, and with jobs that are done and others that are
 * not. */
static gboolean
is_half_done (const GradusDocumentSweep *asked, const char *question, const GradusSweep *sweep)
{
  const guint n_known = gradus_sweep_count_known (asked->sweep);

  return g_str_equal (asked->question, question) && n_known > 0 &&
         n_known < gradus_sweep_get_n_jobs (asked->sweep) &&
         gradus_sweep_get_n_jobs (asked->sweep) == gradus_sweep_get_n_jobs (sweep) &&
         gradus_sweep_get_n_axes (asked->sweep) == gradus_sweep_get_n_axes (sweep) &&
         gradus_experiment_equal (gradus_sweep_get_base (asked->sweep),
                                  gradus_sweep_get_base (sweep));
}

GradusSweep *
gradus_session_make_sweep (GradusSession *self, GError **error)
{
  GradusDocumentSweep *asked = gradus_document_get_sweep (self->document);
  const GradusAct *act = &gradus_session_get_step (self)->act;
  g_autoptr (GradusExperiment) experiment =
      gradus_lesson_make_experiment (self->lesson, self->step, NULL);
  g_autoptr (GradusSweep) sweep = gradus_act_make_sweep (act, experiment, error);

  if (sweep && asked && is_half_done (asked, act->question ? act->question : "", sweep))
    return gradus_sweep_ref (asked->sweep);
  return g_steal_pointer (&sweep);
}

/* -- What happens to the runs ------------------------------------------------------------------ */

/* A snapshot that has reached the goal may still be an old one of what was asked before: so all
 * must be settled. */
static gboolean
has_ended (GradusSession *self)
{
  gboolean has_ended = TRUE;

  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++) {
    const GradusSnapshot *now = gradus_run_get_newest (gradus_document_get_run (self->document, i));

    if (!gradus_document_is_together (self->document) &&
        gradus_document_get_run (self->document, i) !=
            gradus_document_get_selected (self->document))
      continue;
    has_ended = has_ended && now &&
                (now->state == GRADUS_RUN_DIVERGED || now->metrics.step >= self->now->goal);
  }
  return has_ended && gradus_document_is_settled (self->document);
}

/* Sets a marker at the end of training. A marker belongs to the step that a run shows, hence the
 * rewinding. */
static void
mark_end (GradusSession *self, const char *name)
{
  GradusRun *run = gradus_document_get_selected (self->document);
  GradusCheckpoint *last = find_checkpoint (run, self->now->goal);

  if (!last || !gradus_run_rewind (run, last, NULL))
    return;
  gradus_run_mark (run, name);
  gradus_run_rewind (run, NULL, NULL);
}

static void
follow_training (GradusSession *self)
{
  const GradusAct *act = &gradus_session_get_step (self)->act;

  if (has_ended (self)) {
    self->now->acting = GRADUS_ACTING_DONE;
    if (act->mark && *act->mark)
      mark_end (self, act->mark);
    gradus_session_reveal (self);
    gradus_session_tell (self);
  } else if (!gradus_document_is_playing (self->document) &&
             gradus_document_is_settled (self->document)) {
    self->now->acting = GRADUS_ACTING_NOT; /* the user has paused it */
    gradus_session_tell (self);
  }
}

static void
follow_sweep (GradusSession *self)
{
  GradusDocumentSweep *asked = gradus_document_get_sweep (self->document);

  if (!asked || gradus_sweep_count_known (asked->sweep) < gradus_sweep_get_n_jobs (asked->sweep))
    return;
  self->now->acting = GRADUS_ACTING_DONE;
  gradus_session_reveal (self);
  gradus_session_tell (self);
}

/* The user may train with any other button; that counts as the step's act. An exercise is free of
 * this: there training is a try, of which there may be many. */
static void
notice_training (GradusSession *self)
{
  const GradusStep *step = gradus_session_get_step (self);

  if (step->act.kind != GRADUS_ACT_TRAIN || step->exercise ||
      !gradus_document_is_playing (self->document))
    return;
  self->now->goal = step->act.steps;
  self->now->acting = GRADUS_ACTING_NOW;
  gradus_session_tell (self);
}

static void
follow_catching_up (GradusSession *self)
{
  if (gradus_document_is_playing (self->document) || !gradus_document_is_settled (self->document))
    return;
  self->is_catching_up = FALSE;
  if (self->acts_then)
    gradus_session_act (self, NULL);
  else
    gradus_session_tell (self);
}

static void
on_document (GradusSession *self)
{
  const GradusStep *step = gradus_session_get_step (self);

  if (!step || self->is_staging)
    return;
  if (self->is_catching_up)
    follow_catching_up (self);
  else if (self->now->acting == GRADUS_ACTING_NOW && step->act.kind == GRADUS_ACT_TRAIN)
    follow_training (self);
  else if (self->now->acting != GRADUS_ACTING_DONE && step->act.kind == GRADUS_ACT_SWEEP)
    follow_sweep (self); /* the user may have started it, too */
  else if (self->now->acting == GRADUS_ACTING_NOT)
    notice_training (self);
  if (step->exercise || step->comparisons || self->now->lacks_numbers)
    gradus_session_tell (self);
}

/* -- The object -------------------------------------------------------------------------------- */

GradusSession *
gradus_session_new (GradusDocument *document, GradusProgress *progress)
{
  GradusSession *self = g_object_new (GRADUS_TYPE_SESSION, NULL);

  self->document = g_object_ref (document);
  self->progress = progress;
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_document), self);
  g_signal_connect_swapped (document, "unsettled", G_CALLBACK (on_document), self);
  return self;
}

static void
gradus_session_dispose (GObject *object)
{
  GradusSession *self = GRADUS_SESSION (object);

  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->lesson, gradus_lesson_unref);
  g_clear_pointer (&self->left, g_ptr_array_unref);
  G_OBJECT_CLASS (gradus_session_parent_class)->dispose (object);
}

static void
gradus_session_finalize (GObject *object)
{
  gradus_record_free (GRADUS_SESSION (object)->now);
  gradus_homework_free (GRADUS_SESSION (object)->homework);
  G_OBJECT_CLASS (gradus_session_parent_class)->finalize (object);
}

static void
gradus_session_class_init (GradusSessionClass *class)
{
  const GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_session_dispose;
  G_OBJECT_CLASS (class)->finalize = gradus_session_finalize;
  signals[ENTERED] =
      g_signal_new ("entered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTING] =
      g_signal_new ("acting", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SWEEP] =
      g_signal_new ("sweep", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gradus_session_init (GradusSession *self)
{
  self->now = gradus_record_new ();
  self->left = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_record_free);
}
