/* SPDX-License-Identifier: MIT */
#include "data/generator.h"
#include "lesson/lesson-private.h"

char **
gradus_lesson_read_strings (GradusJsonReader *reader, const char *place, json_t *object, const char *key)
{
  json_t *list = gradus_json_reader_has_failed (reader) ? NULL : json_object_get (object, key);
  g_autofree char *where = gradus_json_place (place, key);
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);

  if (!list)
    return NULL;
  for (gsize i = 0; json_is_array (list) && i < json_array_size (list); i++) {
    const char *string = json_string_value (json_array_get (list, i));

    if (!string)
      break;
    g_ptr_array_add (strings, g_strdup (string));
  }
  if (!json_is_array (list) || strings->len < json_array_size (list)) {
    gradus_json_reader_fail (reader, where, "this must be a list of strings, [\"…\", …]");
    return NULL;
  }
  g_ptr_array_add (strings, NULL);
  return (char **) g_ptr_array_steal (strings, NULL);
}

gboolean
gradus_lesson_read_boolean (GradusJsonReader *reader, const char *place, json_t *object, const char *key,
                            gboolean fallback)
{
  json_t *value = gradus_json_reader_has_failed (reader) ? NULL : json_object_get (object, key);
  g_autofree char *where = gradus_json_place (place, key);

  if (value && !json_is_boolean (value))
    gradus_json_reader_fail (reader, where, "this must be true or false");
  return value ? json_is_true (value) : fallback;
}

/* What settings make of the experiments must be experiments. */
static void
check_scene (const GradusLesson *lesson, GradusJsonReader *reader, guint step)
{
  const GradusStep *at = gradus_lesson_get_step (lesson, step);
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment = gradus_lesson_try_experiment (lesson, step, NULL, &error);
  g_autofree char *place = g_strdup_printf ("steps.%u.%s", step + 1, at->settings ? "set" : "experiment");

  if (!experiment) {
    gradus_json_reader_fail (reader, place, "%s", error->message);
    return;
  }
  for (guint i = 0; at->runners && i < at->runners->len && !error; i++) {
    g_autoptr (GradusExperiment) own =
        gradus_lesson_try_experiment (lesson, step, g_ptr_array_index (at->runners, i), &error);
    g_autofree char *where = g_strdup_printf ("steps.%u.runs.%u.set", step + 1, i + 1);

    if (!own)
      gradus_json_reader_fail (reader, where, "%s", error->message);
  }
}

static void
check_needs (GradusLesson *lesson, GradusJsonReader *reader)
{
  if (lesson->needs && !g_str_equal (lesson->needs, gradus_fashion_generator.name))
    gradus_json_reader_fail (reader, "needs", "“%.60s” is nothing that a lesson can need; known: %s",
                             lesson->needs, gradus_fashion_generator.name);
}

void
gradus_lesson_read (GradusLesson *lesson, GradusJsonReader *reader, json_t *root)
{
  static const char *const keys[] = { "gradus-lesson", "title", "summary", "needs", "steps", NULL };
  const char *needs;
  json_t *steps;

  if (!gradus_json_reader_check_object (reader, "", root, keys))
    return;
  gradus_json_reader_integer (reader, "", root, "gradus-lesson", 1, 1, NULL);
  lesson->title = gradus_words_from_tree (reader, "", root, "title", TRUE);
  lesson->summary = gradus_words_from_tree (reader, "", root, "summary", FALSE);
  needs = gradus_json_reader_string (reader, "", root, "needs", "");
  lesson->needs = *needs ? g_strdup (needs) : NULL;
  check_needs (lesson, reader);
  steps = gradus_json_reader_require (reader, "", root, "steps");
  if (steps && (!json_is_array (steps) || json_array_size (steps) < 1 ||
                json_array_size (steps) > GRADUS_LESSON_MAX_STEPS))
    gradus_json_reader_fail (reader, "steps", "this must be a list of 1 to %d steps",
                             GRADUS_LESSON_MAX_STEPS);
  for (gsize i = 0; !gradus_json_reader_has_failed (reader) && i < json_array_size (steps); i++) {
    g_autofree char *place = g_strdup_printf ("steps.%" G_GSIZE_FORMAT, i + 1);

    g_ptr_array_add (lesson->steps, gradus_step_from_tree (reader, place, json_array_get (steps, i)));
    if (!gradus_json_reader_has_failed (reader) && gradus_lesson_is_possible (lesson))
      check_scene (lesson, reader, (guint) i);
  }
}
