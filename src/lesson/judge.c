/* SPDX-License-Identifier: MIT */
#include "lesson/judge.h"

#include "document/edit.h"
#include "lesson/restriction.h"

void
gradus_judgement_clear (GradusJudgement *judgement)
{
  g_clear_pointer (&judgement->breach, g_free);
  g_clear_pointer (&judgement->measured, g_free);
}

/* -- Training ---------------------------------------------------------------------------------- */

/* A tenth of the way at a time, so that somebody can be told, and small enough to stop soon: what
 * cancels sets the flag anyway. */
#define PARTS 20

static void
on_cancelled (GCancellable *cancellable, gpointer interrupt)
{
  atomic_store ((atomic_bool *) interrupt, TRUE);
}

static void
train_to (GradusStepper *stepper, guint64 until, const atomic_bool *interrupt, GradusStepsFunc tell,
          gpointer data)
{
  const guint64 part = MAX (until / PARTS, 1);

  while (gradus_stepper_get_step (stepper) < until && !atomic_load (interrupt) &&
         !gradus_stepper_has_diverged (stepper, NULL)) {
    const guint64 before = gradus_stepper_get_step (stepper);

    gradus_stepper_advance (stepper, MIN (before + part, until), interrupt);
    if (tell)
      tell (gradus_stepper_get_step (stepper) - before, data);
  }
}

GradusDraftEntry *
gradus_judge_train (GradusDraft *draft, const GradusExperiment *experiment, GradusDataset *training,
                    GradusDataset *test, guint64 until, GradusStepsFunc tell, gpointer data,
                    GCancellable *cancellable, GError **error)
{
  const gint64 start = g_get_monotonic_time ();
  g_autoptr (GradusStepper) stepper =
      training ? gradus_stepper_new_on (experiment, training, test, error)
               : gradus_stepper_new (experiment, error);
  atomic_bool interrupt = FALSE;
  GradusDraftEntry *run;
  gulong handler;

  if (!stepper)
    return NULL;
  handler = cancellable
                ? g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), &interrupt, NULL)
                : 0;
  train_to (stepper, until, &interrupt, tell, data);
  g_cancellable_disconnect (cancellable, handler);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  gradus_stepper_finish (stepper);
  run = gradus_draft_add_stepper (draft, experiment, stepper,
                                  (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  if (!run)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "there is no memory for a run");
  return run;
}

double
gradus_judge_estimate (const GradusExperiment *experiment, guint64 steps)
{
  const GradusShape input = gradus_data_spec_get_shape (&experiment->data);
  const double n_weights = (double) gradus_layer_specs_count_parameters (
      gradus_experiment_get_layer (experiment, 0), gradus_experiment_get_n_layers (experiment),
      &input);
  const guint batch = experiment->batch_size > 0 ? experiment->batch_size : 1000;

  return n_weights * batch * (double) steps * 3; /* forward, and twice that back */
}

/* -- Judging ----------------------------------------------------------------------------------- */

static void
wait_for_numbers (GradusDocument *document, GradusRun *run, const GradusStep *step)
{
  GradusSnapshotNeeds needs = GRADUS_SNAPSHOT_NEEDS_NONE;
  double sample;

  needs.has_chain = TRUE;
  needs.has_answers = TRUE;
  needs.sample = gradus_show_find_setting (&step->show, "sample", &sample) ? (int) sample - 1 : 0;
  gradus_run_set_needs (run, run, &needs);
  gradus_document_refresh (document);
  while (!gradus_document_is_settled (document)) {
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
    gradus_document_refresh (document);
  }
}

gboolean
gradus_judge (const GradusLesson *lesson, guint step, const GradusDraftEntry *run,
              GradusJudgement *judgement, GError **error)
{
  const GradusExercise *exercise = gradus_lesson_get_step (lesson, step)->exercise;
  g_autoptr (GradusExperiment) given = gradus_lesson_make_experiment (lesson, step, NULL);
  g_autoptr (GradusDocument) document = gradus_document_new ();
  g_autoptr (GradusRun) judged = gradus_run_new_from (run->experiment, run->training, run->test,
                                                      run->draft, 0, run->markers, error);

  if (!judged)
    return FALSE;
  gradus_document_insert (document, 0, judged);
  wait_for_numbers (document, judged, gradus_lesson_get_step (lesson, step));
  if (exercise->may_change)
    judgement->breach = gradus_restriction_find_breach (given, run->experiment,
                                                        (const char *const *) exercise->may_change);
  judgement->is_met = !judgement->breach;
  for (guint i = 0; i < exercise->conditions->len; i++)
    judgement->is_met =
        gradus_condition_holds (g_ptr_array_index (exercise->conditions, i), document) &&
        judgement->is_met;
  judgement->measured = gradus_conditions_describe (exercise->conditions, document);
  return TRUE;
}
