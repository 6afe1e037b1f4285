/* SPDX-License-Identifier: MIT */
#include "lesson/session.h"

#include <gio/gio.h>
#include <math.h>

#include "lesson/restriction.h"
#include "train/builtin-sweep.h"
#include "train/experiment-json.h"

struct _GradusSession {
  GObject parent_instance;

  GradusDocument *document;
  GradusProgress *progress;
  GradusLesson *lesson;
  guint step;

  GradusActing acting;
  guint64 goal; /* the step that training goes to */
  gboolean is_staging;
  gboolean is_catching_up; /* on what earlier steps train */
  gboolean acts_then;

  int chosen;
  double guessed;
  double drawn[GRADUS_PREDICTION_POINTS];
  gboolean has_drawn;
  gboolean is_revealed, was_right;

  guint n_hints;
  gboolean has_met;
};

G_DEFINE_FINAL_TYPE (GradusSession, gradus_session, G_TYPE_OBJECT)

enum {
  ENTERED,
  ACTING,
  SWEEP,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell (GradusSession *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

const GradusStep *
gradus_session_get_step (GradusSession *self)
{
  return self->lesson ? gradus_lesson_get_step (self->lesson, self->step) : NULL;
}

/* -- The stage -------------------------------------------------------------------------------------------- */

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

static gboolean
add_run (GPtrArray *runs, GradusLesson *lesson, guint scene, const GradusRunner *runner, GError **error)
{
  g_autoptr (GradusExperiment) experiment = gradus_lesson_make_experiment (lesson, scene, runner);
  GradusRun *run = experiment ? gradus_run_new (experiment, error) : NULL;
  const GradusWords *name = runner ? runner->name : gradus_lesson_get_step (lesson, scene)->name;

  if (!run)
    return FALSE;
  gradus_run_set_colour (run, runs->len);
  if (name)
    gradus_run_set_name (run, gradus_words_get (name, g_get_language_names ()));
  g_ptr_array_add (runs, run);
  return TRUE;
}

/* The runs of a scene, at step 0; NULL where one cannot be made. */
static GPtrArray *
make_runs (GradusLesson *lesson, guint scene, GError **error)
{
  const GradusStep *step = gradus_lesson_get_step (lesson, scene);
  const guint n = step->runners ? step->runners->len : 1;
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++) {
    if (!add_run (runs, lesson, scene, step->runners ? g_ptr_array_index (step->runners, i) : NULL, error))
      return NULL;
  }
  return g_steal_pointer (&runs);
}

/* All runs train the same way: to the next multiple of `steps`. */
static void
play_to (GradusSession *self, guint64 steps)
{
  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++) {
    GradusRun *run = gradus_document_get_run (self->document, i);
    g_autoptr (GradusExperiment) experiment = gradus_experiment_copy (gradus_run_get_experiment (run));

    experiment->steps = steps;
    if (experiment->steps != gradus_run_get_experiment (run)->steps)
      gradus_run_change (run, experiment);
  }
  gradus_document_play (self->document);
}

/* What the steps from the scene to before `step` train. */
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

static gboolean
set_stage (GradusSession *self, GradusLesson *lesson, guint step, GError **error)
{
  const guint scene = gradus_lesson_find_scene (lesson, step);
  const guint64 past = count_past_steps (lesson, scene, step);
  g_autoptr (GPtrArray) runs = make_runs (lesson, scene, error);

  if (!runs)
    return FALSE;
  self->is_staging = TRUE;
  gradus_document_pause_all (self->document);
  if (gradus_document_get_n_runs (self->document) > 0)
    gradus_document_remember (self->document);
  gradus_document_assign (self->document, runs, g_ptr_array_index (runs, 0));
  gradus_document_set_together (self->document, runs->len > 1);
  gradus_document_set_asked (self->document, NULL);
  if (past > 0) {
    gradus_document_set_speed (self->document, 0);
    play_to (self, past);
  }
  self->is_staging = FALSE;
  self->is_catching_up = past > 0;
  self->acts_then = FALSE;
  return TRUE;
}

/* Whether what is there is what the step before left. */
static gboolean
goes_on (GradusSession *self, GradusLesson *lesson, guint step)
{
  return self->lesson == lesson && step > 0 && self->step == step - 1 &&
         !gradus_step_sets_scene (gradus_lesson_get_step (lesson, step));
}

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

/* -- The act ---------------------------------------------------------------------------------------------- */

GradusActing
gradus_session_get_acting (GradusSession *self)
{
  return self->acting;
}

static void
train (GradusSession *self, const GradusAct *act)
{
  const GradusSnapshot *now = gradus_run_get_newest (gradus_document_get_selected (self->document));
  const guint64 step = now ? now->metrics.step : 0;

  self->goal = (step / act->steps + 1) * act->steps;
  self->acting = GRADUS_ACTING_NOW;
  g_signal_emit (self, signals[ACTING], 0);
  play_to (self, act->steps);
}

/* The checkpoint nearest to a step. */
static GradusCheckpoint *
find_checkpoint (GradusRun *run, guint64 step)
{
  const GPtrArray *checkpoints = gradus_run_get_checkpoints (run);
  GradusCheckpoint *best = NULL;

  for (guint i = 0; i < checkpoints->len; i++) {
    GradusCheckpoint *one = g_ptr_array_index (checkpoints, i);

    if (!best || ABS ((gint64) one->step - (gint64) step) < ABS ((gint64) best->step - (gint64) step))
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
  GradusCheckpoint *moment = act->mark ? find_marked (run, act->mark) : find_checkpoint (run, act->steps);

  if (!moment) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "there is no moment to go back to yet; train first");
    return FALSE;
  }
  if (!gradus_run_rewind (run, moment, error))
    return FALSE;
  self->acting = GRADUS_ACTING_DONE;
  tell (self);
  return TRUE;
}

gboolean
gradus_session_act (GradusSession *self, GError **error)
{
  const GradusStep *step = gradus_session_get_step (self);

  if (!step || (self->acting == GRADUS_ACTING_NOW && step->act.kind != GRADUS_ACT_SWEEP))
    return TRUE;
  if (self->acting == GRADUS_ACTING_DONE && step->act.kind == GRADUS_ACT_TRAIN) {
    if (!set_stage (self, self->lesson, self->step, error))
      return FALSE;
    self->acting = GRADUS_ACTING_NOT;
    self->is_revealed = FALSE;
  }
  if (self->is_catching_up) {
    self->acts_then = TRUE;
    return TRUE;
  }
  switch (step->act.kind) {
  case GRADUS_ACT_TRAIN:
    train (self, &step->act);
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
  tell (self);
  return TRUE;
}

static GPtrArray *
copy_axes (const GPtrArray *axes)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_sweep_axis_free);

  for (guint i = 0; i < axes->len; i++) {
    const GradusSweepAxis *axis = g_ptr_array_index (axes, i);
    GradusSweepAxis *copy = gradus_sweep_axis_new (axis->name);

    for (guint j = 0; j < axis->choices->len; j++) {
      const GradusSweepChoice *choice = g_ptr_array_index (axis->choices, j);

      gradus_sweep_axis_add (copy, choice->label, (const char *const *) choice->settings);
    }
    g_ptr_array_add (copies, copy);
  }
  return copies;
}

GradusSweep *
gradus_session_make_sweep (GradusSession *self, GError **error)
{
  const GradusAct *act = &gradus_session_get_step (self)->act;
  const GradusBuiltinSweep *builtin = act->question ? gradus_builtin_sweep_find (act->question) : NULL;
  g_autoptr (GradusExperiment) experiment =
      builtin ? gradus_builtin_sweep_make_experiment (builtin)
              : gradus_lesson_make_experiment (self->lesson, self->step, NULL);
  GPtrArray *axes = builtin ? gradus_builtin_sweep_make_axes (builtin) : copy_axes (act->axes);
  const guint n_seeds = act->n_seeds > 0 ? act->n_seeds : builtin ? builtin->n_seeds : 10;

  experiment->steps = act->steps > 0 ? act->steps : experiment->steps;
  return gradus_sweep_new (experiment, axes, 1, n_seeds, error);
}

/* -- What was predicted ----------------------------------------------------------------------------------- */

static const GradusQuestion *
get_question (GradusSession *self)
{
  const GradusStep *step = gradus_session_get_step (self);

  return step ? step->question : NULL;
}

static gboolean
may_predict (GradusSession *self)
{
  return get_question (self) && self->acting == GRADUS_ACTING_NOT && !self->is_revealed;
}

void
gradus_session_choose (GradusSession *self, guint answer)
{
  if (!may_predict (self) || !get_question (self)->answers || answer >= get_question (self)->answers->len ||
      self->chosen == (int) answer)
    return;
  self->chosen = (int) answer;
  tell (self);
}

void
gradus_session_guess (GradusSession *self, double number)
{
  if (!may_predict (self) || self->guessed == number)
    return;
  self->guessed = number;
  tell (self);
}

void
gradus_session_draw (GradusSession *self, const double heights[GRADUS_PREDICTION_POINTS])
{
  if (!may_predict (self))
    return;
  self->has_drawn = FALSE;
  for (guint i = 0; i < GRADUS_PREDICTION_POINTS; i++) {
    self->drawn[i] = heights[i];
    self->has_drawn = self->has_drawn || !isnan (heights[i]);
  }
  tell (self);
}

gboolean
gradus_session_has_predicted (GradusSession *self)
{
  return self->chosen >= 0 || !isnan (self->guessed) || self->has_drawn;
}

int
gradus_session_get_chosen (GradusSession *self)
{
  return self->chosen;
}

double
gradus_session_get_guessed (GradusSession *self)
{
  return self->guessed;
}

const double *
gradus_session_get_drawn (GradusSession *self)
{
  return self->has_drawn ? self->drawn : NULL;
}

gboolean
gradus_session_is_revealed (GradusSession *self)
{
  return self->is_revealed;
}

gboolean
gradus_session_was_right (GradusSession *self)
{
  return self->was_right;
}

int
gradus_session_get_right_answer (GradusSession *self)
{
  const GradusQuestion *question = get_question (self);

  for (guint i = 0; question && question->answers && i < question->answers->len; i++) {
    const GradusAnswer *answer = g_ptr_array_index (question->answers, i);

    if (gradus_condition_holds (answer->when, self->document))
      return (int) i;
  }
  return -1;
}

/* A height of 0 to 1 along the question's axis. */
static double
to_height (const GradusQuestion *question, double value)
{
  const double low = question->is_log ? log (question->low) : question->low;
  const double high = question->is_log ? log (question->high) : question->high;
  const double at = question->is_log ? log (MAX (value, 1e-300)) : value;

  return isnan (value) ? NAN : CLAMP ((at - low) / (high - low), 0, 1);
}

void
gradus_session_get_curve (GradusSession *self, double heights[GRADUS_PREDICTION_POINTS])
{
  const GradusQuestion *question = get_question (self);
  GradusRun *run = gradus_document_get_selected (self->document);
  const GradusSeries *series = gradus_run_get_series (run);
  const double n = (double) MAX (self->goal, 1);
  guint at = 0;

  for (guint i = 0; i < GRADUS_PREDICTION_POINTS; i++) {
    const double step = n * i / (GRADUS_PREDICTION_POINTS - 1);

    while (at + 1 < series->n_points && (double) series->steps[at + 1] <= step)
      at++;
    heights[i] = series->n_points == 0 ? NAN
                                       : to_height (question, question->is_accuracy ? series->accuracies[at]
                                                                                    : series->costs[at]);
  }
}

/* The mean distance of the drawn curve from the one that came, as a share of the axis; NaN where nothing was drawn. */
static double
measure_distance (GradusSession *self)
{
  double curve[GRADUS_PREDICTION_POINTS], sum = 0;
  guint n = 0;

  gradus_session_get_curve (self, curve);
  for (guint i = 0; i < GRADUS_PREDICTION_POINTS; i++) {
    if (isnan (self->drawn[i]) || isnan (curve[i]))
      continue;
    sum += fabs (self->drawn[i] - curve[i]);
    n++;
  }
  return self->has_drawn && n > 0 ? sum / n : NAN;
}

double
gradus_session_get_measured (GradusSession *self)
{
  const GradusQuestion *question = get_question (self);

  if (!question)
    return NAN;
  if (question->kind == GRADUS_QUESTION_NUMBER)
    return gradus_expression_read (question->expression, self->document);
  return question->kind == GRADUS_QUESTION_CURVE ? measure_distance (self) : NAN;
}

static gboolean
judge (GradusSession *self, const GradusQuestion *question)
{
  switch (question->kind) {
  case GRADUS_QUESTION_CHOICE:
    return self->chosen >= 0 && self->chosen == gradus_session_get_right_answer (self);
  case GRADUS_QUESTION_NUMBER:
    return fabs (self->guessed - gradus_session_get_measured (self)) <= question->tolerance * (1 + 1e-9);
  case GRADUS_QUESTION_CURVE:
  default:
    return measure_distance (self) <= question->tolerance;
  }
}

static void
reveal (GradusSession *self)
{
  const GradusQuestion *question = get_question (self);

  if (!question || self->is_revealed)
    return;
  self->is_revealed = TRUE;
  self->was_right = judge (self, question);
  if (self->progress && gradus_session_has_predicted (self))
    gradus_progress_predict (self->progress, gradus_lesson_get_id (self->lesson), self->step,
                             self->was_right);
}

/* -- What happens to the runs ----------------------------------------------------------------------------- */

static gboolean
has_ended (GradusSession *self)
{
  gboolean has_ended = TRUE;

  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++) {
    const GradusSnapshot *now = gradus_run_get_newest (gradus_document_get_run (self->document, i));

    if (!gradus_document_is_together (self->document) &&
        gradus_document_get_run (self->document, i) != gradus_document_get_selected (self->document))
      continue;
    has_ended = has_ended && now && (now->state == GRADUS_RUN_DIVERGED || now->metrics.step >= self->goal);
  }
  return has_ended && gradus_document_is_settled (self->document);
}

/* The moment at which training has ended gets its name. */
static void
mark (GradusSession *self, const char *name)
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
      mark (self, act->mark);
    reveal (self);
    tell (self);
  } else if (!gradus_document_is_playing (self->document) && gradus_document_is_settled (self->document)) {
    self->acting = GRADUS_ACTING_NOT; /* somebody has paused it */
    tell (self);
  }
}

static void
follow_sweep (GradusSession *self)
{
  GradusAsked *asked = gradus_document_get_asked (self->document);

  if (!asked || gradus_sweep_count_known (asked->sweep) < gradus_sweep_get_n_jobs (asked->sweep))
    return;
  self->acting = GRADUS_ACTING_DONE;
  reveal (self);
  tell (self);
}

/* Training by any other button does what the step's act does. */
static void
notice_training (GradusSession *self)
{
  const GradusStep *step = gradus_session_get_step (self);

  if (step->act.kind != GRADUS_ACT_TRAIN || step->exercise || !gradus_document_is_playing (self->document))
    return;
  self->goal = step->act.steps;
  self->acting = GRADUS_ACTING_NOW;
  tell (self);
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
    tell (self);
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
    follow_sweep (self); /* whoever has asked it */
  else if (self->acting == GRADUS_ACTING_NOT)
    notice_training (self);
  if (step->exercise || step->comparisons)
    tell (self);
}

/* -- The exercise ----------------------------------------------------------------------------------------- */

void
gradus_verdict_on_exercise_clear (GradusVerdictOnExercise *verdict)
{
  g_clear_pointer (&verdict->breach, g_free);
}

/* "accuracy = 1: 1, cost < 0.01: 0.0021" */
static char *
describe_measured (GradusSession *self, const GradusExercise *exercise)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < exercise->conditions->len; i++) {
    const GradusCondition *condition = g_ptr_array_index (exercise->conditions, i);
    g_autofree char *state = gradus_condition_describe_state (condition, self->document);

    g_string_append_printf (text, "%s%s: %s", i > 0 ? ", " : "", gradus_condition_get_text (condition),
                            state);
  }
  return g_string_free (text, FALSE);
}

static void
meet (GradusSession *self, const GradusExercise *exercise)
{
  g_autofree char *measured = describe_measured (self, exercise);

  if (self->has_met)
    return;
  self->has_met = TRUE;
  if (self->progress)
    gradus_progress_meet (self->progress, gradus_lesson_get_id (self->lesson), self->step, measured,
                          self->n_hints);
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
      verdict->unmet |= (guint64) 1 << MIN (i, 63);
  }
  verdict->is_training = gradus_run_is_playing (run) || !gradus_run_is_settled (run);
  verdict->is_met = !verdict->breach && verdict->unmet == 0 && !verdict->is_training;
  if (verdict->is_met)
    meet (self, exercise);
}

gboolean
gradus_session_has_met (GradusSession *self)
{
  return self->has_met || (self->progress && self->lesson &&
                           gradus_progress_get_met (self->progress, gradus_lesson_get_id (self->lesson),
                                                    self->step, NULL, NULL));
}

guint
gradus_session_get_n_hints (GradusSession *self)
{
  return self->n_hints;
}

void
gradus_session_take_hint (GradusSession *self)
{
  const GradusStep *step = gradus_session_get_step (self);

  if (!step || !step->exercise || !step->exercise->hints || self->n_hints >= step->exercise->hints->len)
    return;
  self->n_hints++;
  tell (self);
}

gboolean
gradus_session_try (GradusSession *self, char *const *settings, GError **error)
{
  g_autoptr (GradusExperiment) given = gradus_lesson_make_experiment (self->lesson, self->step, NULL);
  g_autoptr (GradusExperiment) changed = gradus_experiment_set (given, (const char *const *) settings, error);
  g_autoptr (GradusRun) run = changed ? gradus_run_new (changed, error) : NULL;

  if (!run)
    return FALSE;
  gradus_document_pause_all (self->document);
  gradus_document_remember (self->document);
  gradus_document_replace (self->document, gradus_document_get_selected (self->document), run);
  gradus_document_set_speed (self->document, 0);
  gradus_document_play (self->document);
  return TRUE;
}

/* -- The object ------------------------------------------------------------------------------------------- */

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
  signals[ENTERED] = g_signal_new ("entered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTING] = g_signal_new ("acting", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SWEEP] = g_signal_new ("sweep", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gradus_session_init (GradusSession *self)
{
  forget_answers (self);
}
