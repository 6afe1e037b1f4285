/* SPDX-License-Identifier: MIT */
#include "data/fashion.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "lesson/lesson-private.h"

GradusLesson *
gradus_lesson_ref (GradusLesson *lesson)
{
  g_atomic_ref_count_inc (&lesson->n_references);
  return lesson;
}

void
gradus_lesson_unref (GradusLesson *lesson)
{
  if (!g_atomic_ref_count_dec (&lesson->n_references))
    return;
  g_free (lesson->id);
  gradus_words_free (lesson->title);
  gradus_words_free (lesson->summary);
  g_free (lesson->needs);
  g_free (lesson->digest);
  gradus_words_free (lesson->asks_for);
  g_ptr_array_unref (lesson->steps);
  g_free (lesson);
}

/* -- What it holds ----------------------------------------------------------------------------- */

const char *
gradus_lesson_get_id (const GradusLesson *lesson)
{
  return lesson->id;
}

const GradusWords *
gradus_lesson_get_title (const GradusLesson *lesson)
{
  return lesson->title;
}

const GradusWords *
gradus_lesson_get_summary (const GradusLesson *lesson)
{
  return lesson->summary;
}

const char *
gradus_lesson_get_digest (const GradusLesson *lesson)
{
  return lesson->digest;
}

gboolean
gradus_lesson_is_homework (const GradusLesson *lesson)
{
  return lesson->is_homework;
}

gboolean
gradus_lesson_holds_tips (const GradusLesson *lesson)
{
  return lesson->holds_tips;
}

const GradusWords *
gradus_lesson_get_asks_for (const GradusLesson *lesson)
{
  return lesson->asks_for;
}

gboolean
gradus_lesson_is_possible (const GradusLesson *lesson)
{
  return !lesson->needs || gradus_fashion_is_installed ();
}

guint
gradus_lesson_get_n_steps (const GradusLesson *lesson)
{
  return lesson->steps->len;
}

const GradusStep *
gradus_lesson_get_step (const GradusLesson *lesson, guint step)
{
  return g_ptr_array_index (lesson->steps, step);
}

guint
gradus_lesson_find_scene (const GradusLesson *lesson, guint step)
{
  while (step > 0 && !gradus_step_sets_scene (gradus_lesson_get_step (lesson, step)))
    step--;
  return step;
}

/* -- The experiment ---------------------------------------------------------------------------- */

static GradusExperiment *
change_experiment (GradusExperiment *experiment, char *const *settings, GError **error)
{
  GradusExperiment *changed;

  if (!experiment || !settings)
    return experiment;
  changed = gradus_experiment_set (experiment, (const char *const *) settings, error);
  gradus_experiment_free (experiment);
  return changed;
}

/* Settings add up from the step that has an experiment: each step changes what the one before
 * has. */
GradusExperiment *
gradus_lesson_try_experiment (const GradusLesson *lesson, guint step, const GradusRunner *runner,
                              GError **error)
{
  GradusExperiment *experiment = NULL;
  guint first = step;

  while (first > 0 && !gradus_lesson_get_step (lesson, first)->experiment)
    first--;
  experiment = gradus_lesson_get_step (lesson, first)->experiment
                   ? gradus_experiment_copy (gradus_lesson_get_step (lesson, first)->experiment)
                   : gradus_builtin_make (gradus_builtin_list ()->id);
  for (guint i = first; i <= step && experiment; i++)
    experiment =
        change_experiment (experiment, gradus_lesson_get_step (lesson, i)->settings, error);
  return runner ? change_experiment (experiment, runner->settings, error) : experiment;
}

GradusExperiment *
gradus_lesson_make_experiment (const GradusLesson *lesson, guint step, const GradusRunner *runner)
{
  return gradus_lesson_try_experiment (lesson, step, runner, NULL);
}
