/* SPDX-License-Identifier: MIT */
#include "data/escape.h"
#include "lesson/lesson-private.h"

int
gradus_lesson_read_choice (GradusJsonReader *reader, const char *path, json_t *object,
                           const char *key, const char *const *names)
{
  guint position = 0;

  if (gradus_json_reader_has_failed (reader) || !json_object_get (object, key))
    return -1;
  return gradus_json_reader_name (reader, path, object, key, key, names, &position) ? (int) position
                                                                                    : -1;
}

/* A number that counts from 1 in the file, as one that counts from 0; -1 if it is left out. */
static int
read_ordinal (GradusJsonReader *reader, const char *path, json_t *object, const char *key)
{
  if (gradus_json_reader_has_failed (reader) || !json_object_get (object, key))
    return -1;
  return (int) gradus_json_reader_integer (reader, path, object, key, 1, 1000000, NULL) - 1;
}

static char *
list_cards (void)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; gradus_figures[i]; i++) {
    if (gradus_figures[i]->card)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", gradus_figures[i]->card);
  }
  return g_string_free (list, FALSE);
}

static void
check_views (GradusJsonReader *reader, const char *path, char **views)
{
  g_autofree char *where = gradus_json_path (path, "views");
  g_autofree char *known = list_cards ();

  if (!views)
    return;
  for (; *views; views++) {
    if (!gradus_figure_find_card (*views))
      gradus_json_reader_fail (reader, where, "there is no view “%.*s”; known: %s",
                               GRADUS_CUT (*views, 60), known);
  }
}

/* Reads a setting of a figure; whole numbers count from 1. */
static void
read_setting (GradusJsonReader *reader, const char *path, json_t *object,
              const GradusFigureSetting *setting, GradusShow *show)
{
  GradusShownSetting shown = { setting, 0 };

  if (gradus_json_reader_has_failed (reader) || !json_object_get (object, setting->name))
    return;
  if (setting->kind == GRADUS_FIGURE_SETTING_SWITCH)
    shown.value = gradus_json_reader_boolean (reader, path, object, setting->name, FALSE);
  else if (setting->kind == GRADUS_FIGURE_SETTING_CHOICE && setting->choices)
    shown.value = gradus_lesson_read_choice (reader, path, object, setting->name, setting->choices);
  else
    shown.value = read_ordinal (reader, path, object, setting->name) + 1;
  g_array_append_val (show->settings, shown);
}

/* A new array of all figures' settings that lessons may set. */
static GPtrArray *
list_settings (void)
{
  GPtrArray *settings = g_ptr_array_new ();

  for (guint i = 0; gradus_figures[i]; i++) {
    const GradusFigureSetting *setting = gradus_figures[i]->settings;

    for (; setting && setting->name; setting++) {
      if (setting->in_lessons)
        g_ptr_array_add (settings, (gpointer) setting);
    }
  }
  return settings;
}

static gboolean
check_show (GradusJsonReader *reader, const char *path, json_t *object, GPtrArray *settings)
{
  static const char *const own[] = { "page", "window", "views", "layer", "unit" };
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    g_ptr_array_add (keys, (gpointer) own[i]);
  for (guint i = 0; i < settings->len; i++)
    g_ptr_array_add (keys, (gpointer) ((const GradusFigureSetting *) settings->pdata[i])->name);
  g_ptr_array_add (keys, NULL);
  return gradus_json_reader_check_object (reader, path, object, (const char *const *) keys->pdata);
}

/* The keys are those of the figures, so a new setting of one can be used in lessons at once. */
void
gradus_show_from_tree (GradusJsonReader *reader, const char *step_path, json_t *tree,
                       GradusShow *show)
{
  json_t *object = gradus_json_reader_has_failed (reader) ? NULL : json_object_get (tree, "show");
  g_autofree char *path = gradus_json_path (step_path, "show");
  g_autoptr (GPtrArray) settings = list_settings ();
  int page, window;

  if (!object || !check_show (reader, path, object, settings))
    return;
  page = gradus_lesson_read_choice (reader, path, object, "page", gradus_page_names);
  show->page = page >= 0 ? g_strdup (gradus_page_names[page]) : NULL;
  window = gradus_lesson_read_choice (reader, path, object, "window", gradus_measurement_names);
  show->window = window >= 0 ? g_strdup (gradus_measurement_names[window]) : NULL;
  show->views = gradus_json_reader_strings (reader, path, object, "views");
  check_views (reader, path, show->views);
  show->layer = read_ordinal (reader, path, object, "layer");
  show->unit = read_ordinal (reader, path, object, "unit");
  for (guint i = 0; i < settings->len; i++)
    read_setting (reader, path, object, settings->pdata[i], show);
}
