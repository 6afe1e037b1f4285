/* SPDX-License-Identifier: MIT */
#include <gio/gio.h>

#include "document/edit.h"
#include "experiment/experiment-json.h"
#include "lesson/session-private.h"

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

GPtrArray *
gradus_session_make_runs (GradusLesson *lesson, guint at, GError **error)
{
  const guint scene = gradus_lesson_find_scene (lesson, at);
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

/* The part of a run's training ends at its `steps`, so these are set first; gradus_run_play() goes
 * by them. */
void
gradus_session_set_steps (GradusSession *self, guint64 steps)
{
  for (guint i = 0; i < gradus_document_get_n_runs (self->document); i++) {
    GradusRun *run = gradus_document_get_run (self->document, i);
    g_autoptr (GradusExperiment) experiment =
        gradus_experiment_copy (gradus_run_get_experiment (run));

    experiment->steps = steps;
    if (experiment->steps != gradus_run_get_experiment (run)->steps)
      gradus_run_change (run, experiment, NULL); /* other steps cannot fail */
  }
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

void
gradus_session_set_stage (GradusSession *self, GradusLesson *lesson, guint step,
                          const GPtrArray *runs)
{
  const guint64 past = count_past_steps (lesson, gradus_lesson_find_scene (lesson, step), step);

  /* The document tells of each of these changes, and they would be taken for the user's. */
  self->is_staging = TRUE;
  gradus_document_pause_all (self->document);
  gradus_document_assign (self->document, runs, g_ptr_array_index (runs, 0));
  gradus_document_set_together (self->document, runs->len > 1);
  gradus_document_set_sweep (self->document, NULL);
  if (past > 0) {
    gradus_session_set_steps (self, past);
    gradus_document_play_unwatched (self->document); /* the earlier steps were watched before */
  }
  self->is_staging = FALSE;
  self->is_catching_up = past > 0;
  self->acts_then = FALSE;
}
