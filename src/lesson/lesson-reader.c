/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "data/generator.h"
#include "data/escape.h"
#include "experiment/experiment-tree.h"
#include "experiment/json-file.h"
#include "experiment/json-line.h"
#include "lesson/lesson-private.h"

#define WHAT "a lesson is a JSON object, { \"gradus-lesson\": 1, … }"

G_DEFINE_QUARK (gradus-lesson-error-quark, gradus_lesson_error)

/* -- From a tree ------------------------------------------------------------------------------- */

/* The changed experiments must be valid; an error here names the step, at the time of loading. */
static void
check_scene (const GradusLesson *lesson, GradusJsonReader *reader, guint step)
{
  const GradusStep *at = gradus_lesson_get_step (lesson, step);
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment =
      gradus_lesson_try_experiment (lesson, step, NULL, &error);
  g_autofree char *path =
      g_strdup_printf ("steps.%u.%s", step + 1, at->settings ? "set" : "experiment");

  if (!experiment) {
    gradus_json_reader_fail (reader, path, "%s", error->message);
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
    gradus_json_reader_fail (reader, "needs", "a lesson cannot need “%.*s”; known: %s",
                             GRADUS_CUT (lesson->needs, 60), gradus_fashion_generator.name);
}

static void
read_homework (GradusLesson *lesson, GradusJsonReader *reader, json_t *root)
{
  static const char *const keys[] = { "asks-for", NULL };
  json_t *homework = json_object_get (root, "homework");

  if (!homework || !gradus_json_reader_check_object (reader, "homework", homework, keys))
    return;
  lesson->is_homework = TRUE;
  lesson->asks_for = gradus_words_from_tree (reader, "homework", homework, "asks-for", FALSE);
}

/* Blanks and the order of members in the file do not count. */
static char *
digest_tree (const json_t *root)
{
  char *text = json_dumps (root, JSON_COMPACT | JSON_SORT_KEYS);
  char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text ? text : "", -1);

  free (text);
  return digest;
}

/* Fills an empty lesson; after a fault, which the reader then holds, it must not be used. */
static void
read_lesson (GradusLesson *lesson, GradusJsonReader *reader, json_t *root)
{
  static const char *const keys[] = { "gradus-lesson", "title",    "summary",
                                      "needs",         "homework", "tips",
                                      "steps",         NULL };
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
  read_homework (lesson, reader, root);
  lesson->holds_tips = !gradus_json_reader_boolean (reader, "", root, "tips", TRUE);
  steps = gradus_json_reader_require (reader, "", root, "steps");
  if (steps && (!json_is_array (steps) || json_array_size (steps) < 1 ||
                json_array_size (steps) > GRADUS_LESSON_MAX_STEPS))
    gradus_json_reader_fail (reader, "steps", "this must be a list of 1 to %d steps",
                             GRADUS_LESSON_MAX_STEPS);
  if (gradus_json_reader_has_failed (reader))
    return;
  for (gsize i = 0; i < json_array_size (steps); i++) {
    g_autofree char *path = g_strdup_printf ("steps.%" G_GSIZE_FORMAT, i + 1);

    g_ptr_array_add (lesson->steps,
                     gradus_step_from_tree (reader, path, json_array_get (steps, i)));
    if (!gradus_json_reader_has_failed (reader) && gradus_lesson_is_possible (lesson))
      check_scene (lesson, reader, (guint) i);
  }
}

/* -- From a text and from files ---------------------------------------------------------------- */

static GradusLesson *
make_empty_lesson (const char *id)
{
  GradusLesson *lesson = g_new0 (GradusLesson, 1);

  g_atomic_ref_count_init (&lesson->n_references);
  lesson->id = g_strdup (id);
  lesson->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_step_free);
  return lesson;
}

GradusLesson *
gradus_lesson_from_json (const char *id, const char *text, gsize length, const char *folder,
                         GError **error)
{
  g_auto (GradusJsonReader) reader = { .source = { .folder = folder } };
  g_autoptr (GradusJsonTree) root = gradus_json_file_parse (text, length, WHAT, error);
  g_autoptr (GradusLesson) lesson = make_empty_lesson (id);

  if (!root)
    return NULL;
  read_lesson (lesson, &reader, root);
  lesson->digest = digest_tree (root);
  if (!gradus_json_reader_has_failed (&reader))
    return g_steal_pointer (&lesson);
  g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID, "%u: %s%s%s",
               gradus_json_line_of (text, length, reader.path), reader.path,
               *reader.path ? ": " : "", reader.fault);
  return NULL;
}

/* The file with the text of a lesson. */
static char *
find_file (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_DIR) ? g_build_filename (path, "lesson.json", NULL)
                                                : g_strdup (path);
}

static char *
make_id (const char *path)
{
  char *id = g_path_get_basename (path);
  char *dot = strrchr (id, '.');

  if (dot && dot > id)
    *dot = '\0';
  return id;
}

GradusLesson *
gradus_lesson_load (const char *path, GError **error)
{
  g_autofree char *filename = find_file (path), *id = make_id (path);
  g_autofree char *folder = g_path_get_dirname (filename), *text = NULL;
  GradusLesson *lesson = NULL;
  gsize length = 0;

  text = gradus_json_file_read (filename, GRADUS_LESSON_MAX_BYTES, "lesson", &length, error);
  if (text)
    lesson = gradus_lesson_from_json (id, text, length, folder, error);
  if (!lesson)
    g_prefix_error (error, "%s: ", filename);
  return lesson;
}

gboolean
gradus_lesson_is_one (const char *path)
{
  g_autofree char *filename = find_file (path), *text = NULL;
  gsize length = 0;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return g_file_test (filename, G_FILE_TEST_EXISTS);
  if (!g_str_has_suffix (path, ".json"))
    return FALSE;
  text = gradus_json_file_read (filename, GRADUS_LESSON_MAX_BYTES, "lesson", &length, NULL);
  return text && g_strstr_len (text, (gssize) length, "\"gradus-lesson\"");
}

char *
gradus_lesson_read_title (const char *path)
{
  g_auto (GradusJsonReader) reader = { 0 };
  g_autofree char *filename = find_file (path), *text = NULL;
  g_autoptr (GradusJsonTree) root = NULL;
  g_autoptr (GradusWords) title = NULL;
  gsize length = 0;

  text = gradus_json_file_read (filename, GRADUS_LESSON_MAX_BYTES, "lesson", &length, NULL);
  root = text ? gradus_json_file_parse (text, length, WHAT, NULL) : NULL;
  title = root ? gradus_words_from_tree (&reader, "", root, "title", TRUE) : NULL;
  return title && *gradus_words_say (title) ? g_strdup (gradus_words_say (title)) : NULL;
}
