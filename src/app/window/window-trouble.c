/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "app/views/views-panel.h"
#include "app/window/window-private.h"
#include "document/edit.h"
#include "experiment/advice.h"
#include "experiment/experiment-json.h"
#include "plot/number.h"
#include "train/diagnosis.h"

#define SHOW "win.show-trouble"

/* -- What there is to say ---------------------------------------------------------------------- */

static char *
describe_divergence (GradusRun *run, const GradusDivergence *divergence)
{
  g_autofree char *step = gradus_number_format_count (divergence->step);
  g_autofree char *advice =
      gradus_advice_of_divergence (gradus_run_get_experiment (run), gradus_run_get_dataset (run));

  /* Translators: step, layer, and what may help */
  return g_strdup_printf (_ ("Diverged in step %s, beginning in layer %u: %s"), step,
                          divergence->layer + 1, advice);
}

/* Whether it was said before the first step. */
static gboolean
is_advice (GradusCause cause)
{
  return cause == GRADUS_CAUSE_OUTPUT_RANGE || cause == GRADUS_CAUSE_UNSCALED ||
         cause == GRADUS_CAUSE_ONE_CLASS;
}

/* Takes the findings, which may be NULL; the first that is news, or NULL. */
static GradusFinding *
take_first (GPtrArray *findings)
{
  GradusFinding *first = NULL;

  for (guint i = 0; findings && !first && i < findings->len; i++) {
    const GradusFinding *finding = g_ptr_array_index (findings, i);

    if (!is_advice (finding->cause))
      first = gradus_finding_copy (finding);
  }
  g_clear_pointer (&findings, g_ptr_array_unref);
  return first;
}

static gboolean
has_lost_patience (const GradusSnapshot *snapshot)
{
  return snapshot->state == GRADUS_RUN_FINISHED && snapshot->stop_cause == GRADUS_STOP_PATIENCE;
}

static char *
describe_patience (GradusRun *run, const GradusSnapshot *snapshot)
{
  g_autofree char *step = gradus_number_format_count (snapshot->best_step);
  g_autofree char *reason = gradus_stop_rule_describe (
      &gradus_run_get_experiment (run)->stop_rule, snapshot->stop_cause);

  /* Translators: "no lower test cost for 5 epochs", and a step */
  return g_strdup_printf (_ ("Training ended: %s. It was lowest at step %s"), reason, step);
}

/* What training ended in, and what may help where a setting does; NULL: in nothing bad. */
static char *
describe_end (GradusRun *run, const GradusSnapshot *snapshot, char **remedy)
{
  g_autoptr (GradusFinding) finding = NULL;

  *remedy = NULL;
  if (snapshot->state == GRADUS_RUN_DIVERGED)
    return describe_divergence (run, &snapshot->divergence);
  if (has_lost_patience (snapshot))
    return describe_patience (run, snapshot);
  finding = take_first (gradus_run_diagnose (run));
  if (!finding)
    return NULL;
  *finding->sentence = g_ascii_toupper (*finding->sentence);
  *remedy = g_steal_pointer (&finding->remedy);
  return g_steal_pointer (&finding->sentence);
}

/* What is seldom meant, known before the first step; NULL: nothing. Looked for only where it may
 * have become another: news come sixty times a second. */
static const char *
find_advice (GradusWindow *self, GradusRun *run)
{
  const GradusExperiment *experiment = gradus_run_get_experiment (run);
  g_auto (GStrv) sentences = NULL;

  if (self->advised && self->advised_data == gradus_run_get_dataset (run) &&
      gradus_experiment_equal (self->advised, experiment))
    return self->advice;
  gradus_window_forget_advice (self);
  self->advised = gradus_experiment_copy (experiment);
  self->advised_data = gradus_dataset_ref (gradus_run_get_dataset (run));
  sentences = gradus_advice_list (experiment, self->advised_data);
  for (char **sentence = sentences; *sentence; sentence++)
    **sentence = g_ascii_toupper (**sentence);
  self->advice = *sentences ? g_strjoinv ("\n", sentences) : NULL;
  return self->advice;
}

void
gradus_window_forget_advice (GradusWindow *self)
{
  g_clear_pointer (&self->advised, gradus_experiment_free);
  g_clear_pointer (&self->advised_data, gradus_dataset_unref);
  g_clear_pointer (&self->advice, g_free);
}

/* -- Saying it --------------------------------------------------------------------------------- */

/* Once, not with each snapshot that shows it. What was shown of another is not marked any more. */
static void
say_once (GradusWindow *self, const char *sentence, const char *label, const char *action,
          const char *look)
{
  if (g_strcmp0 (sentence, self->trouble) == 0)
    return;
  g_free (self->trouble);
  self->trouble = g_strdup (sentence);
  if (self->is_trouble_shown)
    gradus_views_panel_clear_marks (self->views);
  self->is_trouble_shown = FALSE;
  if (sentence)
    gradus_toaster_tell_trouble (self->toaster, sentence, label, action, look);
  else
    gradus_toaster_clear_trouble (self->toaster);
}

/* A lesson may ask first, and say itself; that training stopped by itself is no secret. */
static gboolean
is_held_back (GradusWindow *self, const GradusSnapshot *snapshot)
{
  return self->guide && snapshot->state != GRADUS_RUN_DIVERGED &&
         gradus_session_holds_tips (gradus_guide_get_session (self->guide));
}

void
gradus_window_tell_of_trouble (GradusWindow *self)
{
  GradusRun *run = gradus_document_get_selected (self->document);
  const GradusSnapshot *snapshot = gradus_run_get_newest (run);
  g_autofree char *remedy = NULL, *end = NULL;

  if (is_held_back (self, snapshot)) {
    say_once (self, NULL, NULL, NULL, NULL);
    return;
  }
  end = describe_end (run, snapshot, &remedy);
  if (snapshot->state == GRADUS_RUN_DIVERGED)
    say_once (self, end, _ ("The Moment Before"), "win.moment-before", SHOW);
  else if (has_lost_patience (snapshot))
    say_once (self, end, _ ("The Best Moment"), "win.best-moment", NULL);
  else if (remedy)
    say_once (self, end, _ ("Try as a Second Run"), "win.try-remedy", SHOW);
  else
    say_once (self, end ? end : find_advice (self, run), NULL, NULL, SHOW);
}

void
gradus_window_reconsider_trouble (GradusWindow *self)
{
  GradusRun *run = gradus_document_get_selected (self->document);

  if (run && gradus_run_get_newest (run))
    gradus_window_tell_of_trouble (self);
}

void
gradus_window_expect_trouble (GradusWindow *self)
{
  GradusRun *run = gradus_document_get_selected (self->document);
  const GradusSnapshot *snapshot = gradus_run_get_newest (run);
  g_autofree char *remedy = NULL;
  g_autofree char *end = snapshot ? describe_end (run, snapshot, &remedy) : NULL;

  if (!end)
    return;
  gradus_toaster_clear_trouble (self->toaster);
  g_free (self->trouble);
  self->trouble = g_steal_pointer (&end);
}

void
gradus_window_show_best_moment (GradusWindow *self)
{
  GradusRun *run = gradus_document_get_selected (self->document);
  const GradusSnapshot *snapshot = gradus_run_get_newest (run);
  const GPtrArray *moments = gradus_run_get_checkpoints (run);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; snapshot && has_lost_patience (snapshot) && i < moments->len; i++) {
    GradusCheckpoint *moment = g_ptr_array_index (moments, i);

    if (moment->step == snapshot->best_step && !gradus_run_rewind (run, moment, &error))
      gradus_toaster_tell (self->toaster, error->message);
  }
}

/* What was said last: of an end, or else of what was known before. Of several advices the first. */
static GradusFinding *
find_what_was_said (GradusRun *run)
{
  GradusFinding *first = take_first (gradus_run_diagnose (run));
  g_autoptr (GPtrArray) foreseen = NULL;

  if (first)
    return first;
  foreseen = gradus_diagnosis_foresee (gradus_run_get_experiment (run),
                                       gradus_run_get_dataset (run));
  return foreseen->len > 0 ? gradus_finding_copy (foreseen->pdata[0]) : NULL;
}

void
gradus_window_show_trouble (GradusWindow *self)
{
  g_autoptr (GradusFinding) finding =
      find_what_was_said (gradus_document_get_selected (self->document));
  g_autoptr (GradusFindingShow) show = NULL;

  if (!finding)
    return;
  show = gradus_finding_show_new (finding);
  gradus_views_panel_show_finding (self->views, show,
                                   gradus_document_get_selected (self->document));
  self->is_trouble_shown = TRUE;
}

/* -- What may help ----------------------------------------------------------------------------- */

void
gradus_window_try_remedy (GradusWindow *self)
{
  GradusRun *run = gradus_document_get_selected (self->document);
  const GradusSnapshot *snapshot = gradus_run_get_newest (run);
  g_autofree char *remedy = NULL;
  g_autofree char *end = snapshot ? describe_end (run, snapshot, &remedy) : NULL;
  const char *const changes[] = { remedy, NULL };
  g_autoptr (GradusExperiment) second = NULL;
  g_autoptr (GError) error = NULL;

  if (!end || !remedy)
    return;
  second = gradus_experiment_set (gradus_run_get_experiment (run), changes, &error);
  if (second && gradus_document_try (self->document, run, second, &error))
    gradus_document_play (self->document);
  else
    gradus_toaster_tell (self->toaster, error->message);
}
