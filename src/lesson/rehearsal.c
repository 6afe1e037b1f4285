/* SPDX-License-Identifier: MIT */
#include "lesson/rehearsal.h"

#include <math.h>
#include <string.h>

#include "data/cifar.h"
#include "document/edit.h"
#include "experiment/experiment-json.h"
#include "lesson/claim.h"
#include "lesson/session.h"
#include "plot/prose.h"
#include "sweep/builtin-sweep.h"
#include "sweep/sweeper.h"

typedef struct {
  GradusDocument *document;
  GradusSession *session;
  GradusSweeper *sweeper; /* NULL: no sweep is running */
  GradusRehearsalFunc tell;
  gpointer data;
  GradusRehearsal *rehearsal;
  GError **error;
  gboolean has_evidence;
  gboolean has_failed;
  GCancellable *cancellable; /* NULL: nobody cancels */
} Rehearsal;

static const GradusStep *
get_step (Rehearsal *self)
{
  return gradus_session_get_step (self->session);
}

static void G_GNUC_PRINTF (2, 3) complain (Rehearsal *self, const char *format, ...)
{
  static const char *const languages[] = { "en", NULL };
  g_autofree char *what = NULL, *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  sentence =
      g_strdup_printf ("step %u, “%s”: %s", gradus_session_get_step_number (self->session) + 1,
                       gradus_words_get (get_step (self)->title, languages), what);
  self->rehearsal->n_faults++;
  self->tell (sentence, self->data);
}

/* -- Waiting ----------------------------------------------------------------------------------- */

static void
refresh_document (Rehearsal *self)
{
  gradus_document_refresh (self->document);
  if (self->sweeper && gradus_sweeper_has_ended (self->sweeper)) {
    if (gradus_sweeper_get_failure (self->sweeper))
      complain (self, "%s", gradus_sweeper_get_failure (self->sweeper));
    g_clear_pointer (&self->sweeper, gradus_sweeper_free);
    gradus_document_tell_of_sweep (self->document);
  }
}

/* As a window does it, but without frames: the main loop sleeps until a run or the sweep has
 * news. */
static void
wait_until_quiet (Rehearsal *self)
{
  refresh_document (self);
  while (self->sweeper || gradus_document_is_playing (self->document) ||
         !gradus_document_is_settled (self->document)) {
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
    refresh_document (self);
    if (self->cancellable && g_cancellable_set_error_if_cancelled (self->cancellable, self->error)) {
      self->has_failed = TRUE;
      return;
    }
  }
}

/* -- Sweeps ------------------------------------------------------------------------------------ */

/* NULL: it could not be made. */
static void
start_sweep (Rehearsal *self, const GradusAct *act, GradusSweep *sweep)
{
  g_autoptr (GradusDocumentSweep) asked = NULL;

  self->has_failed = self->has_failed || !sweep;
  if (!sweep)
    return;
  asked = gradus_document_sweep_new (act->question ? act->question : "", sweep);
  gradus_document_set_sweep (self->document, asked);
  self->sweeper = gradus_sweeper_new (sweep, 0, 0, 1, self->error);
  self->has_failed = self->has_failed || !self->sweeper;
}

static void
on_sweep (Rehearsal *self)
{
  g_autoptr (GradusSweep) sweep = gradus_session_make_sweep (self->session, self->error);

  start_sweep (self, &get_step (self)->act, sweep);
}

/* -- What is said ------------------------------------------------------------------------------ */

static void
check_prose (Rehearsal *self, const char *text)
{
  g_autoptr (GradusProse) prose = gradus_prose_new (text);
  char *stated;
  const char *about;

  for (guint i = 0; gradus_prose_get_claim (prose, i, &stated, &about); i++) {
    g_autofree char *own = stated;
    g_autofree char *fault = gradus_claim_check (own, about, self->document);

    self->rehearsal->n_checks++;
    if (fault)
      complain (self, "%s", fault);
  }
}

static void
check_words (Rehearsal *self, const GradusWords *words)
{
  for (guint i = 0; gradus_words_get_language (words, i); i++) {
    const char *const languages[] = { gradus_words_get_language (words, i), NULL };

    check_prose (self, gradus_words_get (words, languages));
  }
}

static void
check_comparisons (Rehearsal *self, const GPtrArray *comparisons)
{
  static const char *const languages[] = { "en", NULL };

  if (!comparisons)
    return;
  for (guint i = 0; i < comparisons->len; i++) {
    const GradusComparison *comparison = g_ptr_array_index (comparisons, i);

    self->rehearsal->n_checks++;
    if (isnan (gradus_expression_read (comparison->expression, self->document)))
      complain (self, "“%s” is not known here", gradus_words_get (comparison->what, languages));
  }
}

static void
check_question (Rehearsal *self, const GradusQuestion *question)
{
  if (!question)
    return;
  self->rehearsal->n_checks++;
  if (question->kind == GRADUS_QUESTION_CHOICE &&
      gradus_session_get_right_answer (self->session) < 0)
    complain (self, "none of the answers is right");
  if (question->kind == GRADUS_QUESTION_NUMBER &&
      !(gradus_session_get_measured (self->session) >= question->low &&
        gradus_session_get_measured (self->session) <= question->high))
    complain (self, "the number is %g, which cannot be guessed from %g to %g",
              gradus_session_get_measured (self->session), question->low, question->high);
}

/* -- The exercise ------------------------------------------------------------------------------ */

static char *
list_unmet (const GradusExercise *exercise, const GradusVerdictOnExercise *verdict,
            GradusDocument *document)
{
  GString *text = g_string_new (verdict->breach ? "it changes " : NULL);

  if (verdict->breach)
    g_string_append (text, verdict->breach);
  for (guint i = 0; i < exercise->conditions->len; i++) {
    const GradusCondition *condition = g_ptr_array_index (exercise->conditions, i);
    g_autofree char *state = gradus_condition_describe_state (condition, document);

    if (verdict->unmet >> i & 1)
      g_string_append_printf (text, "%s%s does not hold (%s)", text->len > 0 ? ", " : "",
                              gradus_condition_get_text (condition), state);
  }
  return g_string_free (text, FALSE);
}

static gboolean
try_settings (Rehearsal *self, char *const *settings, GradusVerdictOnExercise *verdict)
{
  if (!gradus_session_try (self->session, settings, self->error)) {
    self->has_failed = TRUE;
    return FALSE;
  }
  wait_until_quiet (self);
  gradus_session_check (self->session, verdict);
  return TRUE;
}

/* Asks the runs for what is only computed for viewers that need it. */
static void
ask_runs (Rehearsal *self, const GradusStep *step)
{
  GradusSnapshotNeeds needs = GRADUS_SNAPSHOT_NEEDS_NONE;
  double sample;

  needs.has_chain = TRUE;
  needs.has_answers = TRUE;
  needs.sample = gradus_show_find_setting (&step->show, "sample", &sample) ? (int) sample - 1 : 0;
  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++)
    gradus_run_set_needs (gradus_document_get_run (self->document, i), self, &needs);
}

/* A blank must be a number of the chain of the step's sample. Works all of them out. */
static void
fill_blanks (Rehearsal *self, const GradusExercise *exercise)
{
  GradusRun *run = gradus_document_get_selected (self->document);
  const GradusExperiment *experiment = gradus_run_get_experiment (run);
  const GradusSnapshot *snapshot;

  ask_runs (self, get_step (self));
  wait_until_quiet (self);
  snapshot = gradus_run_get_snapshot (run);
  for (guint i = 0; i < exercise->blanks->len; i++) {
    const GradusChainNumber number = g_array_index (exercise->blanks, GradusChainNumber, i);
    g_autofree char *name = gradus_chain_number_make_name (number);

    self->rehearsal->n_checks++;
    if (!snapshot || !snapshot->chain ||
        isnan (gradus_chain_number_read (number, snapshot->chain,
                                         experiment->optimiser.learning_rate)))
      complain (self, "the chain rule has no number “%s”", name);
    gradus_session_fill_blank (self->session, number);
  }
}

/* The stage is not set anew between the tries: each replaces the run by one from the start. */
static void
check_exercise (Rehearsal *self, const GradusExercise *exercise)
{
  char *const nothing[] = { NULL };
  g_auto (GradusVerdictOnExercise) verdict = { 0 };

  if (!exercise)
    return;
  check_words (self, exercise->task);
  self->rehearsal->n_checks++;
  if (try_settings (self, nothing, &verdict) && verdict.is_met)
    complain (self, "the exercise is met by what it starts with");
  for (guint i = 0; exercise->mistakes && i < exercise->mistakes->len && !self->has_failed; i++) {
    self->rehearsal->n_checks++;
    if (try_settings (self, g_ptr_array_index (exercise->mistakes, i), &verdict) && verdict.is_met)
      complain (self, "the exercise is met by mistake %u", i + 1);
  }
  if (!self->has_failed)
    fill_blanks (self, exercise);
  if (self->has_failed || (!exercise->solution && exercise->blanks->len == 0))
    return;
  self->rehearsal->n_checks++;
  if (try_settings (self, exercise->solution ? exercise->solution : nothing, &verdict) &&
      !verdict.is_met) {
    g_autofree char *unmet = list_unmet (exercise, &verdict, self->document);

    complain (self, "the exercise is not met by its solution: %s", unmet);
  }
  check_words (self, exercise->done);
}

/* -- Evidence ---------------------------------------------------------------------------------- */

static GradusExperiment *
make_evidence (Rehearsal *self, const GradusEvidence *evidence)
{
  g_autoptr (GradusExperiment) base =
      evidence->experiment
          ? gradus_experiment_copy (evidence->experiment)
          : gradus_lesson_make_experiment (gradus_session_get_lesson (self->session),
                                           gradus_session_get_step_number (self->session), NULL);

  if (evidence->settings)
    return gradus_experiment_set (base, (const char *const *) evidence->settings, self->error);
  return g_steal_pointer (&base);
}

/* CIFAR-10 is nobody's package: whoever has not loaded it down can check all else. */
static gboolean
lacks_data (const GradusExperiment *experiment)
{
  g_autofree char *found = NULL;

  if (experiment->data.generator != &gradus_cifar_generator || experiment->data.path)
    return FALSE;
  found = gradus_cifar_find ();
  return !found;
}

static void
start_evidence (Rehearsal *self, const GradusEvidence *evidence, GradusExperiment *experiment)
{
  g_autoptr (GradusSweep) sweep = NULL;
  g_autoptr (GradusRun) run = NULL;

  if (evidence->act.kind == GRADUS_ACT_SWEEP) {
    sweep = gradus_act_make_sweep (&evidence->act, experiment, self->error);
    start_sweep (self, &evidence->act, sweep);
    return;
  }
  experiment->steps = evidence->act.steps;
  run = gradus_run_new (experiment, self->error);
  self->has_failed = !run;
  if (!run)
    return;
  gradus_document_insert (self->document, 0, run);
  gradus_document_play_unwatched (self->document);
}

/* Whether a number stands in a text, and not inside another number. */
static gboolean
has_number (const char *text, const char *number)
{
  const gsize length = strlen (number);

  for (const char *at = strstr (text, number); at; at = strstr (at + 1, number)) {
    const gboolean is_inside = (at > text && (g_ascii_isdigit (at[-1]) || at[-1] == '.')) ||
                               g_ascii_isdigit (at[length]);

    if (!is_inside)
      return TRUE;
  }
  return FALSE;
}

/* What the step says to the reader in one language, all together. */
static char *
gather_words (const GradusStep *step, const char *language)
{
  const char *const languages[] = { language, NULL };
  const GradusExercise *exercise = step->exercise;
  GString *all = g_string_new (gradus_words_get (step->text, languages));

  g_string_append_printf (all, " %s", gradus_words_get (step->after, languages));
  for (guint i = 0; step->question && step->question->answers && i < step->question->answers->len;
       i++) {
    const GradusAnswer *answer = g_ptr_array_index (step->question->answers, i);

    g_string_append_printf (all, " %s", gradus_words_get (answer->why, languages));
  }
  if (exercise)
    g_string_append_printf (all, " %s %s", gradus_words_get (exercise->task, languages),
                            gradus_words_get (exercise->done, languages));
  return g_string_free (all, FALSE);
}

static void
check_stands (Rehearsal *self, const char *stated)
{
  const GradusWords *title = get_step (self)->title;
  const char *language;

  for (guint i = 0; (language = gradus_words_get_language (title, i)); i++) {
    g_autofree char *all = gather_words (get_step (self), language);

    if (!has_number (all, stated))
      complain (self, "the evidence for “%s” is of no number in the texts (%s)", stated,
                *language ? language : "en");
  }
}

static void
check_evidence (Rehearsal *self, const GradusEvidence *evidence)
{
  g_autoptr (GradusExperiment) experiment = make_evidence (self, evidence);
  g_autoptr (GradusDocument) own = gradus_document_new ();
  GradusDocument *before = self->document;

  self->has_failed = self->has_failed || !experiment;
  if (self->has_failed || lacks_data (experiment))
    return;
  self->document = own;
  start_evidence (self, evidence, experiment);
  if (!self->has_failed)
    wait_until_quiet (self);
  for (char **claim = evidence->claims; *claim && !self->has_failed; claim++) {
    g_autoptr (GradusProse) prose = gradus_prose_new (*claim);
    g_autofree char *stated = NULL;
    const char *about;

    check_prose (self, *claim);
    if (gradus_prose_get_claim (prose, 0, &stated, &about))
      check_stands (self, stated);
  }
  self->document = before;
}

/* -- The whole --------------------------------------------------------------------------------- */

static void
do_act (Rehearsal *self)
{
  if (!gradus_session_act (self->session, self->error))
    self->has_failed = TRUE;
  while (!self->has_failed && gradus_session_get_acting (self->session) == GRADUS_ACTING_NOW)
    wait_until_quiet (self);
  if (!self->has_failed)
    wait_until_quiet (self);
}

static void
rehearse_step (Rehearsal *self, GradusLesson *lesson, guint number)
{
  const GradusStep *step;

  if (!gradus_session_enter (self->session, lesson, number, self->error)) {
    self->has_failed = TRUE;
    return;
  }
  step = get_step (self);
  self->rehearsal->n_steps++;
  ask_runs (self, step);
  wait_until_quiet (self);
  check_words (self, step->text);
  do_act (self);
  check_words (self, step->after);
  check_comparisons (self, step->comparisons);
  check_question (self, step->question);
  check_exercise (self, step->exercise);
  for (guint i = 0; self->has_evidence && step->evidence && i < step->evidence->len; i++)
    check_evidence (self, g_ptr_array_index (step->evidence, i));
}

gboolean
gradus_rehearse (GradusLesson *lesson, gboolean has_evidence, GradusRehearsalFunc tell,
                 gpointer data, GradusRehearsal *rehearsal, GError **error)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();
  g_autoptr (GradusSession) session = gradus_session_new (document, NULL);
  Rehearsal self = { document, session, NULL, tell, data, rehearsal, error, has_evidence, FALSE, NULL };

  *rehearsal = (GradusRehearsal){ 0 };
  g_signal_connect_swapped (session, "sweep", G_CALLBACK (on_sweep), &self);
  for (guint i = 0; i < gradus_lesson_get_n_steps (lesson) && !self.has_failed; i++)
    rehearse_step (&self, lesson, i);
  g_signal_handlers_disconnect_by_data (session, &self);
  g_clear_pointer (&self.sweeper, gradus_sweeper_free);
  return !self.has_failed;
}

/* -- Questions --------------------------------------------------------------------------------- */

static void
forget_sentence (const char *sentence, gpointer data)
{
}

static void
find_outcome (Rehearsal *self, GradusLesson *lesson, guint number, GradusAnswerOutcome *outcome)
{
  if (!gradus_session_enter (self->session, lesson, number, self->error)) {
    self->has_failed = TRUE;
    return;
  }
  ask_runs (self, get_step (self));
  wait_until_quiet (self);
  if (!self->has_failed)
    do_act (self);
  if (self->has_failed)
    return;
  outcome->is_known = TRUE;
  outcome->right = gradus_session_get_right_answer (self->session);
  outcome->measured = gradus_session_get_measured (self->session);
  if (get_step (self)->question->kind == GRADUS_QUESTION_CURVE)
    gradus_session_get_curve (self->session, outcome->curve);
}

GradusAnswerOutcome *
gradus_rehearse_questions (GradusLesson *lesson, GCancellable *cancellable, GError **error)
{
  const guint n = gradus_lesson_get_n_steps (lesson);
  g_autofree GradusAnswerOutcome *outcomes = g_new0 (GradusAnswerOutcome, n);
  g_autoptr (GradusDocument) document = gradus_document_new ();
  g_autoptr (GradusSession) session = gradus_session_new (document, NULL);
  GradusRehearsal rehearsal = { 0 };
  Rehearsal self = { .document = document, .session = session, .tell = forget_sentence,
                     .rehearsal = &rehearsal, .error = error, .cancellable = cancellable };

  g_signal_connect_swapped (session, "sweep", G_CALLBACK (on_sweep), &self);
  for (guint i = 0; i < n && !self.has_failed; i++) {
    if (gradus_lesson_get_step (lesson, i)->question)
      find_outcome (&self, lesson, i, &outcomes[i]);
  }
  gradus_document_pause_all (document);
  g_signal_handlers_disconnect_by_data (session, &self);
  g_clear_pointer (&self.sweeper, gradus_sweeper_free);
  return self.has_failed ? NULL : g_steal_pointer (&outcomes);
}
