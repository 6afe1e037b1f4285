/* SPDX-License-Identifier: MIT */
#include "lesson/manuscript.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "experiment/experiment-json.h"
#include "experiment/experiment-tree.h"
#include "experiment/file.h"
#include "experiment/json-file.h"

#define WHAT "a lesson"

struct _GradusManuscript {
  json_t *root;

  /* The question that was emptied last, with its answers, and its step: a question is often emptied
   * to be put anew. */
  json_t *shelved, *shelved_of;
};

static const char *const text_keys[] = { "title", "text", "after", "note" };
static const char *const answer_keys[] = { "text", "when", "why" };

/* -- Trees ------------------------------------------------------------------------------------- */

static json_t *
make_empty_step (void)
{
  return json_pack ("{s:s, s:s}", "title", "", "text", "");
}

static json_t *
get_steps (const GradusManuscript *self)
{
  return json_object_get (self->root, "steps");
}

static json_t *
get_step (const GradusManuscript *self, guint step)
{
  return json_array_get (get_steps (self), step);
}

static json_t *
get_question (const GradusManuscript *self, guint step)
{
  return json_object_get (get_step (self, step), "question");
}

static json_t *
get_answers (const GradusManuscript *self, guint step)
{
  return json_object_get (get_question (self, step), "answers");
}

/* The language of those that there are which gradus_words_say() says; NULL of a text without. */
static const char *
find_language (json_t *words)
{
  g_autoptr (GradusJsonTree) copy = json_is_object (words) ? json_deep_copy (words) : NULL;
  const char *language, *said = NULL;
  json_t *text;
  g_autoptr (GradusWords) all = NULL;
  g_auto (GradusJsonReader) reader = { 0 };

  if (!copy)
    return NULL;
  /* Each language's text is its name: so the words say which. */
  json_object_foreach (copy, language, text)
    json_object_set_new (copy, language, json_string (language));
  all = gradus_words_from_value (&reader, "", copy);
  json_object_foreach (words, language, text)
    if (all && g_str_equal (language, gradus_words_say (all)))
      said = language;
  return said;
}

/* The words, or the text in one language of several. */
static char *
read_words (json_t *words)
{
  const char *language = find_language (words);
  json_t *text = language ? json_object_get (words, language) : words;
  g_autoptr (GString) whole = g_string_new (json_string_value (text));

  for (gsize i = 0; json_is_array (text) && i < json_array_size (text); i++) {
    const char *paragraph = json_string_value (json_array_get (text, i));

    g_string_append_printf (whole, "%s%s", i > 0 ? "\n\n" : "", paragraph ? paragraph : "");
  }
  return g_string_free (g_steal_pointer (&whole), FALSE);
}

/* One string, or one of each paragraph. */
static json_t *
make_words (const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);
  json_t *list;

  if (!paragraphs[0] || !paragraphs[1])
    return json_string (text);
  list = json_array ();
  for (guint i = 0; paragraphs[i]; i++) {
    if (*g_strstrip (paragraphs[i]))
      json_array_append_new (list, json_string (paragraphs[i]));
  }
  return list;
}

/* Into the language that is read; other languages stay, and what is the same already as it is
 * written. */
static void
write_words (json_t *object, const char *key, const char *text)
{
  json_t *before = json_object_get (object, key);
  const char *language = find_language (before);
  g_autofree char *present = read_words (before);

  if (before && g_str_equal (present, text))
    return;
  if (language)
    json_object_set_new (before, language, make_words (text));
  else
    json_object_set_new (object, key, make_words (text));
}

static json_t *
require_object (json_t *parent, const char *key)
{
  if (!json_is_object (json_object_get (parent, key)))
    json_object_set_new (parent, key, json_object ());
  return json_object_get (parent, key);
}

/* -- Files ------------------------------------------------------------------------------------- */

static GradusManuscript *
make_of (json_t *root)
{
  GradusManuscript *self = g_new0 (GradusManuscript, 1);

  self->root = root;
  return self;
}

GradusManuscript *
gradus_manuscript_new (void)
{
  return make_of (json_pack ("{s:i, s:s, s:[o]}", "gradus-lesson", 1, "title", "", "steps",
                             make_empty_step ()));
}

/* As much as this file relies on; the rest is the reader's business, when it is tried. */
static gboolean
is_written_so (json_t *root)
{
  json_t *steps = json_object_get (root, "steps");
  gboolean is_so = json_is_array (steps) && json_array_size (steps) > 0 &&
                   json_array_size (steps) <= GRADUS_LESSON_MAX_STEPS;

  for (gsize i = 0; is_so && i < json_array_size (steps); i++)
    is_so = json_is_object (json_array_get (steps, i));
  return is_so;
}

GradusManuscript *
gradus_manuscript_load (const char *path, gboolean is_draft, GError **error)
{
  g_autoptr (GradusLesson) lesson = is_draft ? NULL : gradus_lesson_load (path, error);
  g_autofree char *inside = g_build_filename (path, "lesson.json", NULL), *text = NULL;
  const char *filename = g_file_test (path, G_FILE_TEST_IS_DIR) ? inside : path;
  json_t *root;
  gsize length;

  if (!lesson && !is_draft)
    return NULL;
  text = gradus_json_file_read (filename, GRADUS_LESSON_MAX_BYTES, "lesson", &length, error);
  root = text ? gradus_json_file_parse (text, length, WHAT, error) : NULL;
  if (root && is_written_so (root))
    return make_of (root);
  if (root) {
    json_decref (root);
    g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID, "%s is no lesson",
                 filename);
  }
  return NULL;
}

GradusManuscript *
gradus_manuscript_copy (const GradusManuscript *self)
{
  return make_of (json_deep_copy (self->root));
}

void
gradus_manuscript_free (GradusManuscript *self)
{
  json_decref (self->root);
  json_decref (self->shelved);
  json_decref (self->shelved_of);
  g_free (self);
}

static char *
write_tree (const json_t *root)
{
  char *text = json_dumps (root, JSON_INDENT (2) | JSON_REAL_PRECISION (15));
  char *file = g_strconcat (text, "\n", NULL);

  free (text);
  return file;
}

char *
gradus_manuscript_to_json (const GradusManuscript *self)
{
  return write_tree (self->root);
}

/* The file with the data of a step's experiment; NULL: there is none, or it is not written out. */
static const char *
get_data_path (json_t *step)
{
  return json_string_value (
      json_object_get (json_object_get (json_object_get (step, "experiment"), "data"), "path"));
}

/* What lies beside the lesson is named so that both can be moved. */
static void
name_data_beside (json_t *step, const char *folder)
{
  const char *path = get_data_path (step);
  const gsize length = strlen (folder);

  if (path && g_str_has_prefix (path, folder) && path[length] == G_DIR_SEPARATOR)
    json_object_set_new (json_object_get (json_object_get (step, "experiment"), "data"), "path",
                         json_string (path + length + 1));
}

gboolean
gradus_manuscript_save (const GradusManuscript *self, const char *path, GError **error)
{
  g_autoptr (GradusJsonTree) root = json_deep_copy (self->root);
  g_autofree char *folder = g_path_get_dirname (path), *text = NULL;
  json_t *steps = json_object_get (root, "steps");

  for (gsize i = 0; i < json_array_size (steps); i++)
    name_data_beside (json_array_get (steps, i), folder);
  text = write_tree (root);
  return gradus_file_replace (path, text, strlen (text), error);
}

const char *
gradus_manuscript_find_strange_data (const GradusManuscript *self, const char *folder)
{
  for (guint i = 0; i < gradus_manuscript_get_n_steps (self); i++) {
    const char *path = get_data_path (get_step (self, i));

    if (path && g_path_is_absolute (path) &&
        !(g_str_has_prefix (path, folder) && path[strlen (folder)] == G_DIR_SEPARATOR))
      return path;
  }
  return NULL;
}

/* Whether each answer says something, and when it is right. */
static gboolean
are_answers_whole (const GradusManuscript *self, guint step, GError **error)
{
  static const char *const missing[] = { "no text", "no condition" };

  for (guint i = 0; i < gradus_manuscript_get_n_answers (self, step); i++) {
    for (guint k = GRADUS_MANUSCRIPT_ANSWER; k <= GRADUS_MANUSCRIPT_WHEN; k++) {
      g_autofree char *text = gradus_manuscript_get_answer (self, step, i, k);

      if (*g_strstrip (text))
        continue;
      g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID,
                   "step %u, answer %u has %s yet", step + 1, i + 1, missing[k]);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
is_question_whole (const GradusManuscript *self, guint step, GError **error)
{
  if (!get_question (self, step))
    return TRUE;
  if (!json_object_get (get_step (self, step), "act")) {
    g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID,
                 "step %u has a question, but nothing that answers it; give it steps to train",
                 step + 1);
    return FALSE;
  }
  return are_answers_whole (self, step, error);
}

static gboolean
has_texts (const GradusManuscript *self, GError **error)
{
  static const char *const missing[] = { "no title", "no text" };

  if (!*gradus_manuscript_get_title (self)) {
    g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID,
                 "the lesson has no title yet");
    return FALSE;
  }
  for (guint i = 0; i < gradus_manuscript_get_n_steps (self); i++) {
    for (guint k = GRADUS_MANUSCRIPT_TITLE; k <= GRADUS_MANUSCRIPT_TEXT; k++) {
      g_autofree char *text = gradus_manuscript_get_text (self, i, k);

      if (*g_strstrip (text))
        continue;
      g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID, "step %u has %s yet",
                   i + 1, missing[k]);
      return FALSE;
    }
    if (!is_question_whole (self, i, error))
      return FALSE;
  }
  return TRUE;
}

/* "LINE: steps.1.question.answers.2.when: …" as "step 1, answer 2: …", for nobody who writes in the
 * window sees lines and keys. */
static char *
name_place (const char *message)
{
  const char *path = strstr (message, ": "), *fault = path ? strstr (path + 2, ": ") : NULL;
  guint step = 0, answer = 0;

  if (!fault || sscanf (path + 2, "steps.%u.question.answers.%u", &step, &answer) < 1)
    return g_strdup (path ? path + 2 : message);
  return answer > 0 ? g_strdup_printf ("step %u, answer %u: %s", step, answer, fault + 2)
                    : g_strdup_printf ("step %u: %s", step, fault + 2);
}

GradusLesson *
gradus_manuscript_make_lesson (const GradusManuscript *self, const char *folder, GError **error)
{
  g_autofree char *text = gradus_manuscript_to_json (self);
  g_autoptr (GError) fault = NULL;
  GradusLesson *lesson;
  g_autofree char *sentence = NULL;

  if (!has_texts (self, error))
    return NULL;
  lesson = gradus_lesson_from_json ("manuscript", text, strlen (text), folder, &fault);
  if (lesson)
    return lesson;
  sentence = name_place (fault->message);
  g_set_error_literal (error, fault->domain, fault->code, sentence);
  return NULL;
}

/* -- The lesson -------------------------------------------------------------------------------- */

/* As in the file, in one language: so nothing of it is a new string. */
const char *
gradus_manuscript_get_title (const GradusManuscript *self)
{
  json_t *words = json_object_get (self->root, "title");
  const char *language = find_language (words);
  const char *title = json_string_value (language ? json_object_get (words, language) : words);

  return title ? title : "";
}

void
gradus_manuscript_set_title (GradusManuscript *self, const char *title)
{
  write_words (self->root, "title", title);
}

guint
gradus_manuscript_get_n_steps (const GradusManuscript *self)
{
  return (guint) json_array_size (get_steps (self));
}

gboolean
gradus_manuscript_insert_step (GradusManuscript *self, guint at)
{
  return gradus_manuscript_get_n_steps (self) < GRADUS_LESSON_MAX_STEPS &&
         json_array_insert_new (get_steps (self), at, make_empty_step ()) == 0;
}

void
gradus_manuscript_move_step (GradusManuscript *self, guint from, guint to)
{
  json_t *step = json_incref (get_step (self, from));

  json_array_remove (get_steps (self), from);
  json_array_insert_new (get_steps (self), to, step);
}

void
gradus_manuscript_remove_step (GradusManuscript *self, guint step)
{
  json_array_remove (get_steps (self), step);
  if (gradus_manuscript_get_n_steps (self) == 0)
    json_array_append_new (get_steps (self), make_empty_step ());
}

/* -- A step ------------------------------------------------------------------------------------ */

char *
gradus_manuscript_get_text (const GradusManuscript *self, guint step, GradusManuscriptText which)
{
  return read_words (which == GRADUS_MANUSCRIPT_QUESTION
                         ? json_object_get (get_question (self, step), "text")
                         : json_object_get (get_step (self, step), text_keys[which]));
}

static void
shelve_question (GradusManuscript *self, guint step)
{
  json_t *own = get_step (self, step), *question = json_object_get (own, "question");

  if (!question)
    return;
  json_decref (self->shelved);
  json_decref (self->shelved_of);
  self->shelved = json_incref (question);
  self->shelved_of = json_incref (own);
  json_object_del (own, "question");
}

static void
set_question (GradusManuscript *self, guint step, const char *text)
{
  json_t *question;

  if (!*text) {
    shelve_question (self, step);
    return;
  }
  if (!get_question (self, step) && self->shelved_of == get_step (self, step))
    json_object_set (get_step (self, step), "question", self->shelved);
  question = require_object (get_step (self, step), "question");
  write_words (question, "text", text);
  if (!json_object_get (question, "answers") && !json_object_get (question, "number") &&
      !json_object_get (question, "curve"))
    json_object_set_new (question, "answers", json_array ());
}

void
gradus_manuscript_set_text (GradusManuscript *self, guint step, GradusManuscriptText which,
                            const char *text)
{
  if (which == GRADUS_MANUSCRIPT_QUESTION)
    set_question (self, step, text);
  else if (*text || which == GRADUS_MANUSCRIPT_TITLE || which == GRADUS_MANUSCRIPT_TEXT)
    write_words (get_step (self, step), text_keys[which], text);
  else
    json_object_del (get_step (self, step), text_keys[which]);
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
  json_t *own = get_step (self, step);
  g_autofree char *text = experiment ? gradus_experiment_to_json (experiment) : NULL;

  json_object_del (own, "experiment");
  json_object_del (own, "set");
  json_object_del (own, "runs");
  if (text)
    json_object_set_new (own, "experiment", json_loads (text, 0, NULL));
  json_object_set_new (own, "show", make_show (show));
}

gboolean
gradus_manuscript_has_scene (const GradusManuscript *self, guint step)
{
  json_t *own = get_step (self, step);

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
  json_t *experiment = json_object_get (get_step (self, step), "experiment");

  return json_is_string (experiment) ? json_string_value (experiment)
                                     : read_string (experiment, "name");
}

const char *
gradus_manuscript_get_page (const GradusManuscript *self, guint step)
{
  return read_string (json_object_get (get_step (self, step), "show"), "page");
}

guint64
gradus_manuscript_get_training (const GradusManuscript *self, guint step)
{
  json_t *act = json_object_get (get_step (self, step), "act");

  return (guint64) MAX (json_integer_value (json_object_get (act, "train")), 0);
}

void
gradus_manuscript_set_training (GradusManuscript *self, guint step, guint64 n_steps)
{
  json_t *own = get_step (self, step), *act = json_object_get (own, "act");

  if (n_steps == 0) {
    if (json_object_get (act, "train"))
      json_object_del (own, "act");
    return;
  }
  if (!json_object_get (act, "train"))
    json_object_set_new (own, "act", json_object ());
  json_object_set_new (json_object_get (own, "act"), "train", json_integer ((json_int_t) n_steps));
}

/* -- Answers ----------------------------------------------------------------------------------- */

guint
gradus_manuscript_get_n_answers (const GradusManuscript *self, guint step)
{
  return (guint) json_array_size (get_answers (self, step));
}

gboolean
gradus_manuscript_add_answer (GradusManuscript *self, guint step)
{
  json_t *answers = get_answers (self, step);

  return answers && json_array_size (answers) < GRADUS_STEP_MOST &&
         json_array_append_new (answers, json_pack ("{s:s, s:s}", "text", "", "when", "")) == 0;
}

void
gradus_manuscript_remove_answer (GradusManuscript *self, guint step, guint answer)
{
  json_array_remove (get_answers (self, step), answer);
}

char *
gradus_manuscript_get_answer (const GradusManuscript *self, guint step, guint answer,
                              GradusManuscriptAnswer which)
{
  return read_words (
      json_object_get (json_array_get (get_answers (self, step), answer), answer_keys[which]));
}

void
gradus_manuscript_set_answer (GradusManuscript *self, guint step, guint answer,
                              GradusManuscriptAnswer which, const char *text)
{
  json_t *own = json_array_get (get_answers (self, step), answer);

  if (which == GRADUS_MANUSCRIPT_WHEN)
    json_object_set_new (own, "when", json_string (text));
  else if (which == GRADUS_MANUSCRIPT_WHY && !*text)
    json_object_del (own, "why");
  else
    write_words (own, answer_keys[which], text);
}
