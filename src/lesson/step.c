/* SPDX-License-Identifier: MIT */
#include "lesson/step.h"

const char *const gradus_page_names[] = { "overview", "images",  "results", "inside", "chain",
                                          "gallery",  "compare", "sweep",   NULL };

gboolean
gradus_show_find_setting (const GradusShow *show, const char *name, double *value)
{
  for (guint i = 0; i < show->settings->len; i++) {
    const GradusShownSetting *shown = &g_array_index (show->settings, GradusShownSetting, i);

    if (!g_str_equal (shown->setting->name, name))
      continue;
    *value = shown->value;
    return TRUE;
  }
  return FALSE;
}

GradusStep *
gradus_step_new (void)
{
  GradusStep *step = g_new0 (GradusStep, 1);

  step->show.settings = g_array_new (FALSE, FALSE, sizeof (GradusShownSetting));
  step->show.layer = step->show.unit = -1;
  return step;
}

void
gradus_runner_free (GradusRunner *runner)
{
  gradus_words_free (runner->name);
  g_strfreev (runner->settings);
  g_free (runner);
}

void
gradus_answer_free (GradusAnswer *answer)
{
  gradus_words_free (answer->text);
  gradus_condition_free (answer->when);
  g_free (answer);
}

void
gradus_question_free (GradusQuestion *question)
{
  if (!question)
    return;
  gradus_words_free (question->text);
  g_clear_pointer (&question->answers, g_ptr_array_unref);
  gradus_expression_free (question->expression);
  g_free (question);
}

void
gradus_exercise_free (GradusExercise *exercise)
{
  if (!exercise)
    return;
  gradus_words_free (exercise->task);
  gradus_words_free (exercise->done);
  g_strfreev (exercise->may_change);
  g_strfreev (exercise->solution);
  g_clear_pointer (&exercise->conditions, g_ptr_array_unref);
  g_clear_pointer (&exercise->hints, g_ptr_array_unref);
  g_clear_pointer (&exercise->mistakes, g_ptr_array_unref);
  g_free (exercise);
}

void
gradus_comparison_free (GradusComparison *comparison)
{
  gradus_words_free (comparison->what);
  gradus_expression_free (comparison->expression);
  g_free (comparison->slide);
  g_free (comparison);
}

static void
clear_act (GradusAct *act)
{
  g_free (act->mark);
  g_free (act->question);
  g_clear_pointer (&act->axes, g_ptr_array_unref);
}

void
gradus_step_free (GradusStep *step)
{
  if (!step)
    return;
  gradus_words_free (step->title);
  gradus_words_free (step->text);
  gradus_words_free (step->after);
  gradus_words_free (step->note);
  gradus_words_free (step->name);
  g_strfreev (step->explains);
  g_clear_pointer (&step->experiment, gradus_experiment_free);
  g_strfreev (step->settings);
  g_clear_pointer (&step->runners, g_ptr_array_unref);
  g_free (step->show.page);
  g_strfreev (step->show.views);
  g_array_unref (step->show.settings);
  clear_act (&step->act);
  gradus_question_free (step->question);
  gradus_exercise_free (step->exercise);
  g_clear_pointer (&step->comparisons, g_ptr_array_unref);
  g_free (step);
}

gboolean
gradus_step_sets_scene (const GradusStep *step)
{
  return step->experiment || step->settings || step->runners;
}
