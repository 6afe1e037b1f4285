/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdlib.h>

#include "experiment/json-real.h"
#include "grade/hand-ins.h"

/* A name that is not UTF-8 is shown as people see it. */
static json_t *
write_filename (const char *filename)
{
  g_autofree char *shown = g_filename_display_name (filename);

  return json_string (shown);
}

static json_t *
write_signs (const GradusGraded *graded)
{
  json_t *list = json_array ();

  for (guint i = 0; i < graded->signs->len; i++) {
    const GradusSign *sign = &g_array_index (graded->signs, GradusSign, i);
    g_autofree char *sentence = gradus_sign_describe (sign);
    json_t *object = json_pack ("{s:s, s:s}", "kind", gradus_evidence_get_name (sign->kind),
                                "sentence", sentence);

    if (sign->other)
      json_object_set_new (object, "with", json_string (sign->other));
    json_array_append_new (list, object);
  }
  return list;
}

static json_t *
write_changes (char **changes)
{
  json_t *list = json_array ();

  for (guint i = 0; changes && changes[i]; i++)
    json_array_append_new (list, json_string (changes[i]));
  return list;
}

static json_t *
write_exercise (guint step, const GradusGradedExercise *exercise)
{
  json_t *object = json_pack (
      "{s:i, s:s, s:i, s:i, s:i, s:b, s:f, s:I}", "step", (int) step + 1, "grade",
      gradus_grade_get_name (exercise->grade), "blanks", (int) exercise->n_blanks, "hints", (int) exercise->n_hints, "tries",
      (int) exercise->n_tries, "solution_shown", (int) exercise->saw_solution, "seconds",
      exercise->seconds, "trained", (json_int_t) exercise->at);

  json_object_set_new (object, "measured",
                       exercise->measured ? json_string (exercise->measured) : json_null ());
  json_object_set_new (object, "not_allowed",
                       exercise->breach ? json_string (exercise->breach) : json_null ());
  json_object_set_new (object, "changed", write_changes (exercise->changes));
  return object;
}

static json_t *
write_answer (const GradusHandIns *hand_ins, guint step, const GradusHandIn *hand_in)
{
  const GradusDeed *prediction = gradus_hand_in_find_prediction (hand_in, step);
  g_autofree char *answer = gradus_hand_ins_describe_answer (prediction);
  json_t *object = json_pack ("{s:i}", "step", (int) step + 1);

  json_object_set_new (object, "answer", prediction ? json_string (answer) : json_null ());
  json_object_set_new (
      object, "right",
      prediction ? json_boolean (gradus_hand_ins_is_right (hand_ins, step, prediction))
                 : json_null ());
  return object;
}

static json_t *
write_graded (const GradusHandIns *hand_ins, const GradusGraded *graded)
{
  json_t *object = json_object (), *exercises = json_array (), *answers = json_array ();
  guint n = 0;

  json_object_set_new (object, "file", write_filename (graded->filename));
  json_object_set_new (object, "fault", graded->fault ? json_string (graded->fault) : json_null ());
  json_object_set_new (object, "name",
                       graded->fault ? json_null () : json_string (graded->hand_in->name));
  json_object_set_new (object, "altered", json_boolean (gradus_graded_is_altered (graded)));
  json_object_set_new (object, "copied", json_boolean (gradus_graded_is_copied (graded)));
  json_object_set_new (object, "evidence", write_signs (graded));
  for (guint i = 0; !graded->fault && i < gradus_lesson_get_n_steps (hand_ins->lesson); i++) {
    const GradusStep *step = gradus_lesson_get_step (hand_ins->lesson, i);

    if (step->exercise)
      json_array_append_new (exercises,
                             write_exercise (i, g_ptr_array_index (graded->exercises, n++)));
    if (step->question)
      json_array_append_new (answers, write_answer (hand_ins, i, graded->hand_in));
  }
  json_object_set_new (object, "exercises", exercises);
  json_object_set_new (object, "answers", answers);
  return object;
}

/* What the questions ask for. */
static json_t *
write_outcomes (const GradusHandIns *hand_ins)
{
  json_t *list = json_array ();

  for (guint i = 0; i < gradus_lesson_get_n_steps (hand_ins->lesson); i++) {
    const GradusQuestion *question = gradus_lesson_get_step (hand_ins->lesson, i)->question;
    const GradusAnswerOutcome *outcome = &hand_ins->outcomes[i];
    json_t *object;

    if (!question)
      continue;
    object = json_pack ("{s:i}", "step", (int) i + 1);
    if (question->kind == GRADUS_QUESTION_CHOICE)
      json_object_set_new (object, "right_answer",
                           outcome->right >= 0 ? json_integer (outcome->right + 1) : json_null ());
    if (question->kind == GRADUS_QUESTION_NUMBER)
      json_object_set_new (object, "number", gradus_json_real (outcome->measured));
    json_array_append_new (list, object);
  }
  return list;
}

char *
gradus_hand_ins_to_json (const GradusHandIns *hand_ins)
{
  json_t *root = json_pack ("{s:s}", "lesson", gradus_lesson_get_id (hand_ins->lesson));
  json_t *list = json_array ();
  char *text, *copy;

  json_object_set_new (root, "questions", write_outcomes (hand_ins));
  for (guint i = 0; i < hand_ins->all->len; i++)
    json_array_append_new (list, write_graded (hand_ins, g_ptr_array_index (hand_ins->all, i)));
  json_object_set_new (root, "hand_ins", list);
  text = json_dumps (root, JSON_REAL_PRECISION (9));
  json_decref (root);
  copy = g_strdup (text);
  free (text);
  return copy;
}
