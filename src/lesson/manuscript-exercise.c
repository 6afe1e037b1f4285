/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "experiment/experiment-tree.h"
#include "lesson/changes.h"
#include "lesson/manuscript-private.h"
#include "lesson/written-words.h"

static json_t *
get_exercise (const GradusManuscript *self, guint step)
{
  return gradus_manuscript_get_part (self, step, GRADUS_SHELF_EXERCISE);
}

static json_t *
get_wanted (const GradusManuscript *self, guint step)
{
  return json_object_get (get_exercise (self, step), "met-when");
}

/* -- Texts ------------------------------------------------------------------------------------- */

static char *
read_hints (json_t *hints)
{
  g_autoptr (GString) whole = g_string_new (NULL);

  for (gsize i = 0; i < json_array_size (hints); i++) {
    g_autofree char *hint = gradus_written_words_read (json_array_get (hints, i));

    g_string_append_printf (whole, "%s%s", i > 0 ? "\n" : "", hint);
  }
  return g_string_free (g_steal_pointer (&whole), FALSE);
}

/* A line is a hint; in other languages those that are there stay. */
static void
write_hints (json_t *exercise, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  json_t *before = json_object_get (exercise, "hints"), *after = json_array ();
  g_autofree char *present = read_hints (before);

  if (g_str_equal (present, text)) {
    json_decref (after);
    return;
  }
  for (guint i = 0; lines[i] && json_array_size (after) < GRADUS_STEP_MOST; i++) {
    if (*g_strstrip (lines[i]))
      json_array_append_new (after,
                             gradus_written_words_change (json_array_get (before, i), lines[i]));
  }
  if (json_array_size (after) > 0)
    json_object_set (exercise, "hints", after);
  else
    json_object_del (exercise, "hints");
  json_decref (after);
}

char *
gradus_manuscript_get_exercise (const GradusManuscript *self, guint step,
                                GradusManuscriptExercise which)
{
  json_t *exercise = get_exercise (self, step);

  switch (which) {
  case GRADUS_MANUSCRIPT_TASK:
    return gradus_written_words_read (json_object_get (exercise, "task"));
  case GRADUS_MANUSCRIPT_HINTS:
    return read_hints (json_object_get (exercise, "hints"));
  case GRADUS_MANUSCRIPT_DONE:
  default:
    return gradus_written_words_read (json_object_get (exercise, "done"));
  }
}

static void
set_task (GradusManuscript *self, guint step, const char *text)
{
  json_t *exercise;

  if (!*text) {
    gradus_manuscript_shelve_part (self, step, GRADUS_SHELF_EXERCISE);
    return;
  }
  exercise = gradus_manuscript_require_part (self, step, GRADUS_SHELF_EXERCISE);
  gradus_manuscript_write (exercise, "task", text);
  if (!json_object_get (exercise, "met-when") && !json_object_get (exercise, "blanks"))
    json_object_set_new (exercise, "met-when", json_pack ("[s]", ""));
}

void
gradus_manuscript_set_exercise (GradusManuscript *self, guint step, GradusManuscriptExercise which,
                                const char *text)
{
  json_t *exercise = get_exercise (self, step);

  if (which == GRADUS_MANUSCRIPT_TASK)
    set_task (self, step, text);
  else if (!exercise)
    return;
  else if (which == GRADUS_MANUSCRIPT_HINTS)
    write_hints (exercise, text);
  else if (*text)
    gradus_manuscript_write (exercise, "done", text);
  else
    json_object_del (exercise, "done");
}

/* -- Conditions -------------------------------------------------------------------------------- */

guint
gradus_manuscript_get_n_wanted (const GradusManuscript *self, guint step)
{
  return (guint) json_array_size (get_wanted (self, step));
}

gboolean
gradus_manuscript_add_wanted (GradusManuscript *self, guint step)
{
  json_t *wanted = get_wanted (self, step);

  return wanted && json_array_size (wanted) < GRADUS_STEP_MOST &&
         json_array_append_new (wanted, json_string ("")) == 0;
}

void
gradus_manuscript_remove_wanted (GradusManuscript *self, guint step, guint wanted)
{
  json_array_remove (get_wanted (self, step), wanted);
}

const char *
gradus_manuscript_get_wanted (const GradusManuscript *self, guint step, guint wanted)
{
  const char *text = json_string_value (json_array_get (get_wanted (self, step), wanted));

  return text ? text : "";
}

void
gradus_manuscript_set_wanted (GradusManuscript *self, guint step, guint wanted, const char *text)
{
  json_array_set_new (get_wanted (self, step), wanted, json_string (text));
}

/* -- The solution ------------------------------------------------------------------------------ */

static GradusExperiment *
read_experiment (json_t *value, GError **error)
{
  g_auto (GradusJsonReader) reader = { 0 };
  GradusExperiment *experiment = json_is_string (value)
                                     ? gradus_builtin_make (json_string_value (value))
                                     : gradus_experiment_from_tree (&reader, value);

  if (!experiment)
    g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID,
                 "what the step begins with is not known here");
  return experiment;
}

/* With what the step begins: the last experiment up to it, and what is set from there on. */
static GradusExperiment *
make_given (const GradusManuscript *self, guint step, GError **error)
{
  g_autoptr (GradusExperiment) given = NULL;
  guint from = step;

  while (from > 0 && !json_object_get (gradus_manuscript_get_step (self, from), "experiment"))
    from--;
  given = read_experiment (json_object_get (gradus_manuscript_get_step (self, from), "experiment"),
                           error);
  for (guint i = from; given && i <= step; i++) {
    g_auto (GradusJsonReader) reader = { 0 };
    json_t *own = gradus_manuscript_get_step (self, i);
    g_auto (GStrv) settings = gradus_json_reader_strings (&reader, "", own, "set");
    GradusExperiment *next =
        settings ? gradus_experiment_set (given, (const char *const *) settings, error)
                 : gradus_experiment_copy (given);

    gradus_experiment_free (given);
    given = next;
  }
  return g_steal_pointer (&given);
}

/* Who may choose another kind may set its numbers, too. */
static json_t *
list_paths (char **settings)
{
  json_t *paths = json_array ();

  for (char **setting = settings; *setting; setting++) {
    g_autofree char *path = g_strndup (*setting, strcspn (*setting, "="));

    if (g_str_has_suffix (path, ".name"))
      path[strlen (path) - strlen (".name")] = '\0';
    json_array_append_new (paths, json_string (path));
  }
  return paths;
}

guint64
gradus_manuscript_propose_training (const GradusManuscript *self, guint step)
{
  g_autoptr (GradusExperiment) given = NULL;

  if (json_object_get (gradus_manuscript_get_step (self, step), "act"))
    return 0;
  given = make_given (self, step, NULL);
  return given ? given->steps : 0;
}

static json_t *
list_settings (char **settings)
{
  json_t *list = json_array ();

  for (char **setting = settings; *setting; setting++)
    json_array_append_new (list, json_string (*setting));
  return list;
}

gboolean
gradus_manuscript_set_solution (GradusManuscript *self, guint step,
                                const GradusExperiment *solution, GError **error)
{
  g_autoptr (GradusExperiment) given = make_given (self, step, error);
  g_auto (GStrv) settings = given ? gradus_changes_list_settings (given, solution, error) : NULL;
  json_t *exercise = get_exercise (self, step);

  if (!settings)
    return FALSE;
  if (!*settings) {
    g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID,
                 "what is here is what the step begins with; change what solves the exercise first");
    return FALSE;
  }
  json_object_set_new (exercise, "solution", list_settings (settings));
  if (gradus_manuscript_is_limited (self, step))
    json_object_set_new (exercise, "may-change", list_paths (settings));
  return TRUE;
}

char *
gradus_manuscript_describe_solution (const GradusManuscript *self, guint step)
{
  json_t *solution = json_object_get (get_exercise (self, step), "solution");
  g_autoptr (GString) whole = g_string_new (NULL);

  for (gsize i = 0; i < json_array_size (solution); i++)
    g_string_append_printf (whole, "%s%s", i > 0 ? ", " : "",
                            json_string_value (json_array_get (solution, i)));
  return g_string_free (g_steal_pointer (&whole), FALSE);
}

gboolean
gradus_manuscript_is_limited (const GradusManuscript *self, guint step)
{
  return json_object_get (get_exercise (self, step), "may-change") != NULL;
}

void
gradus_manuscript_set_limited (GradusManuscript *self, guint step, gboolean is_limited)
{
  json_t *exercise = get_exercise (self, step);
  g_auto (GradusJsonReader) reader = { 0 };
  g_auto (GStrv) solution = gradus_json_reader_strings (&reader, "", exercise, "solution");

  if (is_limited == gradus_manuscript_is_limited (self, step))
    return;
  if (is_limited && solution)
    json_object_set_new (exercise, "may-change", list_paths (solution));
  else
    json_object_del (exercise, "may-change");
}
