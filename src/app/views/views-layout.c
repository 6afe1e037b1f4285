/* SPDX-License-Identifier: MIT */
#include "app/views/views-layout.h"

#define GROUP GRADUS_VIEWS_LAYOUT_GROUP

typedef void (*SettingFunc) (GradusView *view, const GradusFigureSetting *setting, GKeyFile *file);

static void
save_setting (GradusView *view, const GradusFigureSetting *setting, GKeyFile *file)
{
  const double value = gradus_figure_get (gradus_view_get_figure (view), setting->name);

  if (setting->kind == GRADUS_FIGURE_SETTING_SWITCH)
    g_key_file_set_boolean (file, GROUP, setting->name, value != 0);
  else
    g_key_file_set_integer (file, GROUP, setting->name, (int) value);
}

/* A layout that an older version wrote may know nothing of a switch, which then stays, or of a
 * choice, which is then the usual one. */
static void
load_setting (GradusView *view, const GradusFigureSetting *setting, GKeyFile *file)
{
  const gboolean is_there = g_key_file_has_key (file, GROUP, setting->name, NULL);

  if (setting->kind != GRADUS_FIGURE_SETTING_SWITCH)
    gradus_view_set (view, setting->name,
                     is_there ? g_key_file_get_integer (file, GROUP, setting->name, NULL)
                              : setting->usual);
  else if (is_there)
    gradus_view_set (view, setting->name,
                     g_key_file_get_boolean (file, GROUP, setting->name, NULL));
}

static void
each_setting (GPtrArray *cards, GKeyFile *file, SettingFunc func)
{
  for (guint i = 0; i < cards->len; i++) {
    GradusView *view = gradus_view_card_get_view (g_ptr_array_index (cards, i));
    const GradusFigureSetting *setting = gradus_view_get_figure (view)->class->settings;

    for (; setting && setting->name; setting++) {
      if (setting->in_layout)
        func (view, setting, file);
    }
  }
}

void
gradus_views_layout_save_dividers (GArray *dividers, GKeyFile *file)
{
  for (guint i = 0; i < dividers->len; i++)
    gradus_pane_layout_save (&g_array_index (dividers, GradusPaneLayout, i), file, GROUP);
}

void
gradus_views_layout_save_settings (GPtrArray *cards, GKeyFile *file)
{
  each_setting (cards, file, save_setting);
}

void
gradus_views_layout_load_dividers (GArray *dividers, GKeyFile *file)
{
  for (guint i = 0; i < dividers->len; i++)
    gradus_pane_layout_load (&g_array_index (dividers, GradusPaneLayout, i), file, GROUP);
}

void
gradus_views_layout_load (GArray *dividers, GPtrArray *cards, GKeyFile *file)
{
  gradus_views_layout_load_dividers (dividers, file);
  each_setting (cards, file, load_setting);
}

/* Not each choice is in a file of an older version; then it is the usual one, whatever it was. */
static void
forget_choices (GKeyFile *file)
{
  for (guint i = 0; gradus_figures[i]; i++) {
    const GradusFigureSetting *setting = gradus_figures[i]->settings;

    for (; setting && setting->name; setting++) {
      if (setting->in_layout && setting->kind != GRADUS_FIGURE_SETTING_SWITCH)
        g_key_file_remove_key (file, GROUP, setting->name, NULL);
    }
  }
}

void
gradus_views_layout_merge (GKeyFile *into, GKeyFile *file)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, GROUP, NULL, NULL);

  forget_choices (into);
  for (guint i = 0; keys && keys[i]; i++) {
    g_autofree char *value = g_key_file_get_value (file, GROUP, keys[i], NULL);

    g_key_file_set_value (into, GROUP, keys[i], value);
  }
}
