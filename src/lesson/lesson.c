/* SPDX-License-Identifier: MIT */
#include "lesson/lesson.h"

#include <string.h>

#include "data/fashion.h"
#include "lesson/lesson-private.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "experiment/experiment-tree.h"
#include "experiment/json-file.h"
#include "experiment/json-line.h"

#define WHAT "a lesson is a JSON object, { \"gradus-lesson\": 1, … }"

G_DEFINE_QUARK (gradus - lesson - error - quark, gradus_lesson_error)

static GradusLesson *
make_empty (const char *id)
{
  GradusLesson *lesson = g_new0 (GradusLesson, 1);

  g_atomic_ref_count_init (&lesson->n_references);
  lesson->id = g_strdup (id);
  lesson->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_step_free);
  return lesson;
}

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
  g_ptr_array_unref (lesson->steps);
  g_free (lesson);
}

/* -- Reading ---------------------------------------------------------------------------------------------- */

GradusLesson *
gradus_lesson_from_json (const char *id, const char *text, gsize length, const char *folder, GError **error)
{
  g_auto (GradusJsonReader) reader = { .source = { .folder = folder } };
  g_autoptr (GradusJsonTree) root = gradus_json_file_parse (text, length, WHAT, error);
  g_autoptr (GradusLesson) lesson = make_empty (id);

  if (!root)
    return NULL;
  gradus_lesson_read (lesson, &reader, root);
  if (!gradus_json_reader_has_failed (&reader))
    return g_steal_pointer (&lesson);
  g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID, "%u: %s%s%s",
               gradus_json_line_of (text, length, reader.place), reader.place, *reader.place ? ": " : "",
               reader.fault);
  return NULL;
}

/* Where the text of a lesson is. */
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

/* -- What it holds ---------------------------------------------------------------------------------------- */

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

/* -- The experiment --------------------------------------------------------------------------------------- */

static GradusExperiment *
change (GradusExperiment *experiment, char *const *settings, GError **error)
{
  GradusExperiment *changed;

  if (!experiment || !settings)
    return experiment;
  changed = gradus_experiment_set (experiment, (const char *const *) settings, error);
  gradus_experiment_free (experiment);
  return changed;
}

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
    experiment = change (experiment, gradus_lesson_get_step (lesson, i)->settings, error);
  return runner ? change (experiment, runner->settings, error) : experiment;
}

GradusExperiment *
gradus_lesson_make_experiment (const GradusLesson *lesson, guint step, const GradusRunner *runner)
{
  return gradus_lesson_try_experiment (lesson, step, runner, NULL);
}
