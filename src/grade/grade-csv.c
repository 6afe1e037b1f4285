/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "grade/hand-ins.h"

/* A name is a student's to choose: a spreadsheet must not take it for a formula. */
static void
add_cell (GString *csv, const char *text)
{
  g_autoptr (GString) cell = g_string_new (text);

  if (*text && strchr ("=+-@\t\r", *text))
    g_string_prepend_c (cell, '\'');
  if (strpbrk (cell->str, ",\"\n\r")) {
    g_string_replace (cell, "\"", "\"\"", 0);
    g_string_prepend_c (cell, '"');
    g_string_append_c (cell, '"');
  }
  if (csv->len > 0 && csv->str[csv->len - 1] != '\n')
    g_string_append_c (csv, ',');
  g_string_append (csv, cell->str);
}

static void
add_head_cell (GString *csv, guint step, const char *what)
{
  g_autofree char *cell = g_strdup_printf ("step %u %s", step + 1, what);

  add_cell (csv, cell);
}

static void
add_head (GString *csv, const GradusLesson *lesson)
{
  static const char *const first[] = { "file", "name", "altered", "copied", "evidence" };
  static const char *const of_exercise[] = { "grade", "measured", "changed", "blanks",
                                             "hints", "tries",    "minutes" };

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    add_cell (csv, first[i]);
  for (guint i = 0; i < gradus_lesson_get_n_steps (lesson); i++) {
    for (guint j = 0; gradus_lesson_get_step (lesson, i)->exercise && j < G_N_ELEMENTS (of_exercise);
         j++)
      add_head_cell (csv, i, of_exercise[j]);
    if (gradus_lesson_get_step (lesson, i)->question) {
      add_head_cell (csv, i, "answer");
      add_head_cell (csv, i, "right");
    }
  }
  g_string_append_c (csv, '\n');
}

static void
add_number_cell (GString *csv, const char *format, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  add_cell (csv, g_ascii_formatd (text, sizeof text, format, number));
}

static void
add_exercise (GString *csv, const GradusGradedExercise *exercise)
{
  g_autofree char *changes =
      exercise && exercise->changes ? g_strjoinv ("; ", exercise->changes) : NULL;

  if (!exercise) {
    for (guint i = 0; i < 7; i++)
      add_cell (csv, "");
    return;
  }
  add_cell (csv, gradus_grade_get_name (exercise->grade));
  add_cell (csv, exercise->measured ? exercise->measured : "");
  add_cell (csv, changes ? changes : "");
  add_number_cell (csv, "%.0f", exercise->n_blanks);
  add_number_cell (csv, "%.0f", exercise->n_hints);
  add_number_cell (csv, "%.0f", exercise->n_tries);
  add_number_cell (csv, "%.1f", exercise->seconds / 60);
}

static void
add_answer (GString *csv, const GradusHandIns *hand_ins, guint step, const GradusGraded *graded)
{
  const GradusDeed *prediction =
      graded->fault ? NULL : gradus_hand_in_find_prediction (graded->hand_in, step);
  g_autofree char *answer = gradus_hand_ins_describe_answer (prediction);

  add_cell (csv, answer);
  add_cell (csv, !prediction                                                  ? ""
                 : gradus_hand_ins_is_right (hand_ins, step, prediction) ? "yes"
                                                                         : "no");
}

static char *
join_signs (const GradusGraded *graded)
{
  GString *text = g_string_new (graded->fault);

  for (guint i = 0; i < graded->signs->len; i++) {
    g_autofree char *sentence =
        gradus_sign_describe (&g_array_index (graded->signs, GradusSign, i));

    g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", sentence);
  }
  return g_string_free (text, FALSE);
}

static void
add_hand_in_row (GString *csv, const GradusHandIns *hand_ins, const GradusGraded *graded)
{
  g_autofree char *file = g_filename_display_basename (graded->filename);
  g_autofree char *evidence = join_signs (graded);
  guint n = 0;

  add_cell (csv, file);
  add_cell (csv, graded->fault ? "" : graded->hand_in->name);
  add_cell (csv, gradus_graded_is_altered (graded) ? "yes" : "no");
  add_cell (csv, gradus_graded_is_copied (graded) ? "yes" : "no");
  add_cell (csv, evidence);
  for (guint i = 0; i < gradus_lesson_get_n_steps (hand_ins->lesson); i++) {
    const GradusStep *step = gradus_lesson_get_step (hand_ins->lesson, i);

    if (step->exercise)
      add_exercise (csv, graded->fault ? NULL : g_ptr_array_index (graded->exercises, n++));
    if (step->question)
      add_answer (csv, hand_ins, i, graded);
  }
  g_string_append_c (csv, '\n');
}

char *
gradus_hand_ins_to_csv (const GradusHandIns *hand_ins)
{
  GString *csv = g_string_new (NULL);

  add_head (csv, hand_ins->lesson);
  for (guint i = 0; i < hand_ins->all->len; i++)
    add_hand_in_row (csv, hand_ins, g_ptr_array_index (hand_ins->all, i));
  return g_string_free (csv, FALSE);
}
