/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "lesson/manuscript-private.h"

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
  if (!gradus_manuscript_get_part (self, step, GRADUS_SHELF_QUESTION))
    return TRUE;
  if (!json_object_get (gradus_manuscript_get_step (self, step), "act")) {
    g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID,
                 "step %u has a question, but nothing that answers it; give it steps to train",
                 step + 1);
    return FALSE;
  }
  return are_answers_whole (self, step, error);
}

/* Whether each condition of the exercise says something. */
static gboolean
is_exercise_whole (const GradusManuscript *self, guint step, GError **error)
{
  for (guint i = 0; i < gradus_manuscript_get_n_wanted (self, step); i++) {
    if (*gradus_manuscript_get_wanted (self, step, i))
      continue;
    g_set_error (error, GRADUS_LESSON_ERROR, GRADUS_LESSON_ERROR_INVALID,
                 "step %u, condition %u of the exercise is empty", step + 1, i + 1);
    return FALSE;
  }
  return TRUE;
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
    if (!is_question_whole (self, i, error) || !is_exercise_whole (self, i, error))
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
  guint step = 0, number = 0;

  if (fault && sscanf (path + 2, "steps.%u.exercise.met-when.%u", &step, &number) == 2)
    return g_strdup_printf ("step %u, condition %u of the exercise: %s", step, number, fault + 2);
  if (!fault || sscanf (path + 2, "steps.%u.question.answers.%u", &step, &number) < 1)
    return g_strdup (path ? path + 2 : message);
  return number > 0 ? g_strdup_printf ("step %u, answer %u: %s", step, number, fault + 2)
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
