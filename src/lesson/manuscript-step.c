/* SPDX-License-Identifier: MIT */
#include "experiment/experiment-json.h"
#include "lesson/manuscript-private.h"
#include "lesson/written-words.h"

static const char *const text_keys[] = { "title", "text", "after", "note" };

char *
gradus_manuscript_get_text (const GradusManuscript *self, guint step, GradusManuscriptText which)
{
  return gradus_written_words_read (which == GRADUS_MANUSCRIPT_QUESTION
                         ? json_object_get (gradus_manuscript_get_part (self, step, GRADUS_SHELF_QUESTION), "text")
                         : json_object_get (gradus_manuscript_get_step (self, step), text_keys[which]));
}

void
gradus_manuscript_set_text (GradusManuscript *self, guint step, GradusManuscriptText which,
                            const char *text)
{
  if (which == GRADUS_MANUSCRIPT_QUESTION)
    gradus_manuscript_set_question (self, step, text);
  else if (*text || which == GRADUS_MANUSCRIPT_TITLE || which == GRADUS_MANUSCRIPT_TEXT)
    gradus_manuscript_write (gradus_manuscript_get_step (self, step), text_keys[which], text);
  else
    json_object_del (gradus_manuscript_get_step (self, step), text_keys[which]);
}

/* As lessons write it, see the reader of steps. */
static json_t *
make_setting (const GradusShownSetting *shown)
{
  const GradusFigureSetting *setting = shown->setting;

  if (setting->kind == GRADUS_FIGURE_SETTING_SWITCH)
    return json_boolean (shown->value > 0);
  if (setting->kind == GRADUS_FIGURE_SETTING_CHOICE && setting->choices)
    return json_string (setting->choices[(guint) shown->value]);
  return json_integer ((json_int_t) shown->value);
}

static json_t *
make_show (const GradusShow *show)
{
  json_t *object = json_pack ("{s:s}", "page", show->page);

  for (guint i = 0; i < show->settings->len; i++) {
    const GradusShownSetting *shown = &g_array_index (show->settings, GradusShownSetting, i);

    json_object_set_new (object, shown->setting->name, make_setting (shown));
  }
  if (show->layer >= 0)
    json_object_set_new (object, "layer", json_integer (show->layer + 1));
  if (show->layer >= 0 && show->unit >= 0)
    json_object_set_new (object, "unit", json_integer (show->unit + 1));
  return object;
}

void
gradus_manuscript_set_scene (GradusManuscript *self, guint step, const GradusExperiment *experiment,
                             const GradusShow *show)
{
  json_t *own = gradus_manuscript_get_step (self, step);
  g_autofree char *text = experiment ? gradus_experiment_to_json (experiment) : NULL;
  json_t *window = json_object_get (json_object_get (own, "show"), "window");
  json_t *shown = make_show (show);

  if (window)
    json_object_set (shown, "window", window);
  json_object_del (own, "experiment");
  json_object_del (own, "set");
  json_object_del (own, "runs");
  if (text)
    json_object_set_new (own, "experiment", json_loads (text, 0, NULL));
  json_object_set_new (own, "show", shown);
}

gboolean
gradus_manuscript_has_scene (const GradusManuscript *self, guint step)
{
  json_t *own = gradus_manuscript_get_step (self, step);

  return json_object_get (own, "experiment") || json_object_get (own, "set") ||
         json_object_get (own, "runs");
}

static const char *
read_string (json_t *object, const char *key)
{
  const char *text = json_string_value (json_object_get (object, key));

  return text ? text : "";
}

const char *
gradus_manuscript_get_experiment_name (const GradusManuscript *self, guint step)
{
  json_t *experiment = json_object_get (gradus_manuscript_get_step (self, step), "experiment");

  return json_is_string (experiment) ? json_string_value (experiment)
                                     : read_string (experiment, "name");
}

const char *
gradus_manuscript_get_page (const GradusManuscript *self, guint step)
{
  return read_string (json_object_get (gradus_manuscript_get_step (self, step), "show"), "page");
}

guint64
gradus_manuscript_get_training (const GradusManuscript *self, guint step)
{
  json_t *act = json_object_get (gradus_manuscript_get_step (self, step), "act");

  return (guint64) MAX (json_integer_value (json_object_get (act, "train")), 0);
}

void
gradus_manuscript_set_training (GradusManuscript *self, guint step, guint64 n_steps)
{
  json_t *own = gradus_manuscript_get_step (self, step), *act = json_object_get (own, "act");

  if (n_steps == 0) {
    if (json_object_get (act, "train"))
      json_object_del (own, "act");
    return;
  }
  if (!json_object_get (act, "train"))
    json_object_set_new (own, "act", json_object ());
  json_object_set_new (json_object_get (own, "act"), "train", json_integer ((json_int_t) n_steps));
}
