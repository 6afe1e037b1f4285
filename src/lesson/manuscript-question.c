/* SPDX-License-Identifier: MIT */
#include "lesson/manuscript-private.h"
#include "lesson/written-words.h"

static const char *const answer_keys[] = { "text", "when", "why" };

static json_t *
get_answers (const GradusManuscript *self, guint step)
{
  return json_object_get (gradus_manuscript_get_part (self, step, GRADUS_SHELF_QUESTION), "answers");
}

void
gradus_manuscript_set_question (GradusManuscript *self, guint step, const char *text)
{
  json_t *question;

  if (!*text) {
    gradus_manuscript_shelve_part (self, step, GRADUS_SHELF_QUESTION);
    return;
  }
  question = gradus_manuscript_require_part (self, step, GRADUS_SHELF_QUESTION);
  gradus_manuscript_write (question, "text", text);
  if (!json_object_get (question, "answers") && !json_object_get (question, "number") &&
      !json_object_get (question, "curve"))
    json_object_set_new (question, "answers", json_array ());
}

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
  return gradus_written_words_read (
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
    gradus_manuscript_write (own, answer_keys[which], text);
}
