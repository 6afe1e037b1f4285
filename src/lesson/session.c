/* SPDX-License-Identifier: MIT */
#include "lesson/session-private.h"

#include <gio/gio.h>
#include <math.h>

#include "document/edit.h"
#include "sweep/builtin-sweep.h"
#include "experiment/experiment-json.h"

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
  g_signal_emit (self, signals[CHANGED], 0);
}

const GradusStep *
gradus_session_get_step (GradusSession *self)
{
  return self->lesson ? gradus_lesson_get_step (self->lesson, self->step) : NULL;
}

/* -- Predictions ------------------------------------------------------------------------------- */

/* The question, if it may still be answered; else NULL. */
static const GradusQuestion *
find_open_question (GradusSession *self)
{
  const GradusStep *step = gradus_session_get_step (self);

  return step && self->acting == GRADUS_ACTING_NOT && !self->is_revealed ? step->question : NULL;
}

void
gradus_session_choose (GradusSession *self, guint answer)
{
  const GradusQuestion *question = find_open_question (self);

  if (!question || !question->answers || answer >= question->answers->len ||
      self->chosen == (int) answer)
    return;
  self->chosen = (int) answer;
  gradus_session_tell (self);
}

void
gradus_session_guess (GradusSession *self, double number)
{
  if (!find_open_question (self) || self->guessed == number)
    return;
  self->guessed = number;
  gradus_session_tell (self);
}

void
gradus_session_draw (GradusSession *self, const double heights[GRADUS_PREDICTION_POINTS])
{
  if (!find_open_question (self))
    return;
  self->has_drawn = FALSE;
  for (guint i = 0; i < GRADUS_PREDICTION_POINTS; i++) {
    self->drawn[i] = heights[i];
    self->has_drawn = self->has_drawn || !isnan (heights[i]);
  }
  gradus_session_tell (self);
}

/* -- The stage --------------------------------------------------------------------------------- */

static void
forget_answers (GradusSession *self)
{
  self->acting = GRADUS_ACTING_NOT;
  self->chosen = -1;
  self->guessed = NAN;
  self->has_drawn = FALSE;
  self->is_revealed = self->was_right = FALSE;
  self->n_hints = 0;
  self->has_met = FALSE;
}

/* Built-in experiments have translated names. */
static GradusExperiment *
make_named (GradusLesson *lesson, guint scene, const GradusRunner *runner)
{
  GradusExperiment *experiment = gradus_lesson_make_experiment (lesson, scene, runner);
  char *name = experiment ? experiment->name : NULL;

  if (!name || !*name)
    return experiment;
  experiment->name = g_strdup (g_dgettext ("gradus", name));
  g_free (name);
  return experiment;
}

static gboolean
add_run (GPtrArray *runs, GradusLesson *lesson, guint scene, const GradusRunner *runner,
         GError **error)
{
  g_autoptr (GradusExperiment) experiment = make_named (lesson, scene, runner);
  GradusRun *run = experiment ? gradus_run_new (experiment, error) : NULL;
  const GradusWords *name = runner ? runner->name : gradus_lesson_get_step (lesson, scene)->name;

  if (!run)
    return FALSE;
  gradus_run_set_colour (run, runs->len);
  if (name)
    gradus_run_set_name (run, gradus_words_say (name));
  g_ptr_array_add (runs, run);
  return TRUE;
}

/* Makes the runs of a scene, at step 0; NULL if one cannot be made. */
static GPtrArray *
make_runs (GradusLesson *lesson, guint scene, GError **error)
{
  const GradusStep *step = gradus_lesson_get_step (lesson, scene);
  const guint n = step->runners ? step->runners->len : 1;
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++) {
    if (!add_run (runs, lesson, scene, step->runners ? g_ptr_array_index (step->runners, i) : NULL,
                  error))
      return NULL;
  }
  return g_steal_pointer (&runs);
}

/* Trains all runs to the next multiple of `steps`. The part of a run's training ends at its
 * `steps`, so these are set first; gradus_run_play() goes by them. */
static void
play_to (GradusSession *self, guint64 steps)
{
  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++) {
    GradusRun *run = gradus_document_get_run (self->document, i);
    g_autoptr (GradusExperiment) experiment =
        gradus_experiment_copy (gradus_run_get_experiment (run));

    experiment->steps = steps;
    if (experiment->steps != gradus_run_get_experiment (run)->steps)
      gradus_run_change (run, experiment, NULL); /* other steps cannot fail */
  }
  gradus_document_play (self->document);
}

/* The number of steps that the acts from the scene to before `step` train. */
static guint64
count_past_steps (GradusLesson *lesson, guint scene, guint step)
{
  guint64 n = 0;

  for (guint i = scene; i < step; i++) {
    const GradusAct *act = &gradus_lesson_get_step (lesson, i)->act;

    n += act->kind == GRADUS_ACT_TRAIN ? act->steps : 0;
  }
  return n;
}

/* Replaces the runs by those of the step's scene, and starts to train what the steps before have
 * trained. Signals of the document are ignored meanwhile, because these changes are not the
 * user's. */
static gboolean
set_stage (GradusSession *self, GradusLesson *lesson, guint step, GError **error)
{
  const guint scene = gradus_lesson_find_scene (lesson, step);
  const guint64 past = count_past_steps (lesson, scene, step);
  g_autoptr (GPtrArray) runs = make_runs (lesson, scene, error);

  if (!runs)
    return FALSE;
  /* The document tells of each of these changes, and on_document() would take them for the
   * user's. */
  self->is_staging = TRUE;
  gradus_document_pause_all (self->document);
  gradus_document_assign (self->document, runs, g_ptr_array_index (runs, 0));
  gradus_document_set_together (self->document, runs->len > 1);
  gradus_document_set_sweep (self->document, NULL);
  if (past > 0) {
    /* Full speed: nobody watches what earlier steps have trained. */
    gradus_document_set_speed (self->document, 0);
    play_to (self, past);
  }
  self->is_staging = FALSE;
  self->is_catching_up = past > 0;
  self->acts_then = FALSE;
  return TRUE;
}

/* Whether the runs are those that the step before has left. */
static gboolean
goes_on (GradusSession *self, GradusLesson *lesson, guint step)
{
  return self->lesson == lesson && step > 0 && self->step == step - 1 &&
         !gradus_step_sets_scene (gradus_lesson_get_step (lesson, step));
}

/* The reference first: it may be the lesson that is left. */
static void
come_to (GradusSession *self, GradusLesson *lesson, guint step)
{
  const char *id = gradus_lesson_get_id (lesson);

  gradus_lesson_ref (lesson);
  g_clear_pointer (&self->lesson, gradus_lesson_unref);
  self->lesson = lesson;
  self->step = step;
  forget_answers (self);
  if (self->progress)
    gradus_progress_enter (self->progress, id, step, gradus_lesson_get_n_steps (lesson));
  g_signal_emit (self, signals[ENTERED], 0);
}

gboolean
gradus_session_enter (GradusSession *self, GradusLesson *lesson, guint step, GError **error)
{
  step = MIN (step, gradus_lesson_get_n_steps (lesson) - 1);
  if (!goes_on (self, lesson, step) && !set_stage (self, lesson, step, error))
    return FALSE;
  come_to (self, lesson, step);
  return TRUE;
}

/* The runs are the document's own, as they were left: the stage is not set. */
void
gradus_session_resume (GradusSession *self, GradusLesson *lesson, guint step)
{
  come_to (self, lesson, MIN (step, gradus_lesson_get_n_steps (lesson) - 1));
}

void
gradus_session_leave (GradusSession *self)
{
  if (!self->lesson)
    return;
  g_clear_pointer (&self->lesson, gradus_lesson_unref);
  self->is_catching_up = FALSE;
  forget_answers (self);
  g_signal_emit (self, signals[ENTERED], 0);
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
  return self->acting;
}

/* The goal is noted before training begins: the document tells of that at once. */
static void
start_training (GradusSession *self, const GradusAct *act)
{
  const GradusSnapshot *now = gradus_run_get_newest (gradus_document_get_selected (self->document));
  const guint64 step = now ? now->metrics.step : 0;

  self->goal = (step / act->steps + 1) * act->steps;
  self->acting = GRADUS_ACTING_NOW;
  g_signal_emit (self, signals[ACTING], 0);
  play_to (self, act->steps);
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
  self->acting = GRADUS_ACTING_DONE;
  gradus_session_tell (self);
  return TRUE;
}

gboolean
gradus_session_act (GradusSession *self, GError **error)
{
  const GradusStep *step = gradus_session_get_step (self);

  if (!step || (self->acting == GRADUS_ACTING_NOW && step->act.kind != GRADUS_ACT_SWEEP))
    return TRUE;
  /* Done again from where the step began, so that the same comes out. */
  if (self->acting == GRADUS_ACTING_DONE && step->act.kind == GRADUS_ACT_TRAIN) {
    if (!set_stage (self, self->lesson, self->step, error))
      return FALSE;
    self->acting = GRADUS_ACTING_NOT;
    self->is_revealed = FALSE;
  }
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
    self->acting = GRADUS_ACTING_NOW;
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

static GPtrArray *
copy_axes (const GPtrArray *axes)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_sweep_axis_free);

  for (guint i = 0; i < axes->len; i++)
    g_ptr_array_add (copies, gradus_sweep_axis_copy (g_ptr_array_index (axes, i)));
  return copies;
}

GradusSweep *
gradus_session_make_sweep (GradusSession *self, GError **error)
{
  const GradusAct *act = &gradus_session_get_step (self)->act;
  const GradusBuiltinSweep *builtin =
      act->question ? gradus_builtin_sweep_find (act->question) : NULL;
  g_autoptr (GradusExperiment) experiment =
      builtin ? gradus_builtin_sweep_make_experiment (builtin)
              : gradus_lesson_make_experiment (self->lesson, self->step, NULL);
  GPtrArray *axes = builtin ? gradus_builtin_sweep_make_axes (builtin) : copy_axes (act->axes);
  const guint n_seeds = act->n_seeds > 0 ? act->n_seeds : builtin ? builtin->n_seeds : 10;

  experiment->steps = act->steps > 0 ? act->steps : experiment->steps;
  return gradus_sweep_new (experiment, axes, 1, n_seeds, error);
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
    has_ended =
        has_ended && now && (now->state == GRADUS_RUN_DIVERGED || now->metrics.step >= self->goal);
  }
  return has_ended && gradus_document_is_settled (self->document);
}

/* Sets a marker at the end of training. A marker belongs to the step that a run shows, hence the
 * rewinding. */
static void
mark_end (GradusSession *self, const char *name)
{
  GradusRun *run = gradus_document_get_selected (self->document);
  GradusCheckpoint *last = find_checkpoint (run, self->goal);

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
    self->acting = GRADUS_ACTING_DONE;
    if (act->mark && *act->mark)
      mark_end (self, act->mark);
    gradus_session_reveal (self);
    gradus_session_tell (self);
  } else if (!gradus_document_is_playing (self->document) &&
             gradus_document_is_settled (self->document)) {
    self->acting = GRADUS_ACTING_NOT; /* the user has paused it */
    gradus_session_tell (self);
  }
}

static void
follow_sweep (GradusSession *self)
{
  GradusDocumentSweep *asked = gradus_document_get_sweep (self->document);

  if (!asked || gradus_sweep_count_known (asked->sweep) < gradus_sweep_get_n_jobs (asked->sweep))
    return;
  self->acting = GRADUS_ACTING_DONE;
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
  self->goal = step->act.steps;
  self->acting = GRADUS_ACTING_NOW;
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
  else if (self->acting == GRADUS_ACTING_NOW && step->act.kind == GRADUS_ACT_TRAIN)
    follow_training (self);
  else if (self->acting != GRADUS_ACTING_DONE && step->act.kind == GRADUS_ACT_SWEEP)
    follow_sweep (self); /* the user may have started it, too */
  else if (self->acting == GRADUS_ACTING_NOT)
    notice_training (self);
  if (step->exercise || step->comparisons)
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
  G_OBJECT_CLASS (gradus_session_parent_class)->dispose (object);
}

static void
gradus_session_class_init (GradusSessionClass *class)
{
  const GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_session_dispose;
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
  forget_answers (self);
}
