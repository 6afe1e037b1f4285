/* SPDX-License-Identifier: MIT */
#include "lesson/step.h"

#include <glib/gi18n-lib.h>

#include "sweep/builtin-sweep.h"

const char *const gradus_page_names[] = {
  "overview", "images",  "maps",    "results",   "inside", "chain", "landscape",
  "gallery",  "compare", "multiples", "sweep", NULL
};

/* In the same order. */
static const char *const page_titles[] = { N_ ("Overview"),   N_ ("Images"),
                                           N_ ("Maps"),       N_ ("Results"),
                                           N_ ("Inside"),     N_ ("Chain Rule"),
                                           N_ ("Landscape"),  N_ ("Activations"),
                                           N_ ("Runs"),       N_ ("Side by Side"),
                                           N_ ("Sweep") };

const char *const gradus_measurement_names[] = { "damage", "rate", NULL };

const char *
gradus_page_get_title (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (page_titles); i++) {
    if (g_str_equal (gradus_page_names[i], name))
      return page_titles[i];
  }
  return NULL;
}

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

void
gradus_show_clear (GradusShow *show)
{
  g_clear_pointer (&show->page, g_free);
  g_clear_pointer (&show->window, g_free);
  g_clear_pointer (&show->views, g_strfreev);
  g_clear_pointer (&show->settings, g_array_unref);
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
  gradus_words_free (answer->why);
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
  g_clear_pointer (&exercise->blanks, g_array_unref);
  g_clear_pointer (&exercise->hints, g_ptr_array_unref);
  g_clear_pointer (&exercise->mistakes, g_ptr_array_unref);
  g_free (exercise);
}

gboolean
gradus_exercise_has_solution (const GradusExercise *exercise)
{
  return exercise->solution != NULL || exercise->blanks->len > 0;
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
gradus_evidence_free (GradusEvidence *evidence)
{
  g_clear_pointer (&evidence->experiment, gradus_experiment_free);
  g_strfreev (evidence->settings);
  clear_act (&evidence->act);
  g_strfreev (evidence->claims);
  g_free (evidence);
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
  gradus_show_clear (&step->show);
  clear_act (&step->act);
  gradus_question_free (step->question);
  gradus_exercise_free (step->exercise);
  g_clear_pointer (&step->comparisons, g_ptr_array_unref);
  g_clear_pointer (&step->evidence, g_ptr_array_unref);
  g_free (step);
}

gboolean
gradus_step_sets_scene (const GradusStep *step)
{
  return step->experiment || step->settings || step->runners;
}

/* -- Sweeps ------------------------------------------------------------------------------------ */

static GPtrArray *
copy_axes (const GPtrArray *axes)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_sweep_axis_free);

  for (guint i = 0; i < axes->len; i++)
    g_ptr_array_add (copies, gradus_sweep_axis_copy (g_ptr_array_index (axes, i)));
  return copies;
}

GradusSweep *
gradus_act_make_sweep (const GradusAct *act, const GradusExperiment *experiment, GError **error)
{
  const GradusBuiltinSweep *builtin =
      act->question ? gradus_builtin_sweep_find (act->question) : NULL;
  g_autoptr (GradusExperiment) base = builtin ? gradus_builtin_sweep_make_experiment (builtin)
                                              : gradus_experiment_copy (experiment);
  GPtrArray *axes = builtin ? gradus_builtin_sweep_make_axes (builtin) : copy_axes (act->axes);
  const guint n_seeds = act->n_seeds > 0 ? act->n_seeds : builtin ? builtin->n_seeds : 10;

  base->steps = act->steps > 0 ? act->steps : base->steps;
  return gradus_sweep_new (base, axes, 1, n_seeds, error);
}
