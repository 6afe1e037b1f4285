/* SPDX-License-Identifier: MIT */
#include "app/views/lesson-settings.h"

#include "lesson/step.h"

static const GradusFigureSetting *
get_settings (GradusView *view)
{
  return gradus_view_get_figure (view)->class->settings;
}

/* A figure may have a setting of that name and not follow lessons with it. */
void
gradus_lesson_settings_show (GradusView *view, const char *name, double value)
{
  const GradusFigureSetting *setting =
      gradus_figure_class_find_setting (gradus_view_get_figure (view)->class, name);

  if (setting && setting->in_lessons)
    gradus_view_set (view, name, value);
}

void
gradus_lesson_settings_reset (GradusView *view)
{
  const GradusFigureSetting *setting = get_settings (view);

  for (; setting && setting->name; setting++) {
    if (setting->in_lessons && !setting->find_best && !setting->list_choices)
      gradus_view_set (view, setting->name, setting->usual);
  }
}

void
gradus_lesson_settings_clear_marks (GradusView *view)
{
  const GradusFigureSetting *setting = get_settings (view);

  for (; setting && setting->name; setting++) {
    if (setting->is_mark)
      gradus_view_set (view, setting->name, setting->usual);
  }
}

/* What the run leaves, or a person points at, is no matter of the step. */
static gboolean
is_of_step (const GradusFigureSetting *setting)
{
  return setting->in_lessons && !setting->is_mark && !setting->find_best && !setting->list_choices;
}

void
gradus_lesson_settings_take (GradusView *view, GArray *settings)
{
  const GradusFigureSetting *setting = get_settings (view);

  for (; setting && setting->name; setting++) {
    if (is_of_step (setting)) {
      const GradusShownSetting shown = { setting, gradus_figure_get (gradus_view_get_figure (view),
                                                                     setting->name) };

      g_array_append_val (settings, shown);
    }
  }
}
