/* SPDX-License-Identifier: MIT */
#include "app/lessons/hand-ins-answers.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/common/scheme.h"
#include "plot/answer-bars.h"
#include "plot/number.h"
#include "plot/prose.h"

/* A number that was guessed is counted in so many parts of its range. */
#define N_PARTS 10

/* The bars of a question, with what they are of. */
typedef struct {
  char *title;
  GPtrArray *labels; /* char * */
  guint counts[N_PARTS];
  int right;
} Answers;

static void
free_answers (gpointer data)
{
  Answers *answers = data;

  g_free (answers->title);
  g_ptr_array_unref (answers->labels);
  g_free (answers);
}

/* -- Counting ---------------------------------------------------------------------------------- */

static guint
find_share_part (const GradusQuestion *question, double number)
{
  const double share = (number - question->low) / (question->high - question->low);

  return (guint) CLAMP (share * N_PARTS, 0, N_PARTS - 1);
}

static int
find_row (const GradusHandIns *hand_ins, guint step, const GradusDeed *prediction)
{
  const GradusQuestion *question = gradus_lesson_get_step (hand_ins->lesson, step)->question;

  switch (question->kind) {
  case GRADUS_QUESTION_CHOICE:
    return prediction->answer;
  case GRADUS_QUESTION_NUMBER:
    return isnan (prediction->number) ? -1 : (int) find_share_part (question, prediction->number);
  case GRADUS_QUESTION_CURVE:
  default:
    return gradus_hand_ins_is_right (hand_ins, step, prediction) ? 0 : 1;
  }
}

static void
count_answers (const GradusHandIns *hand_ins, guint step, Answers *answers)
{
  for (guint i = 0; i < hand_ins->all->len; i++) {
    const GradusGraded *graded = g_ptr_array_index (hand_ins->all, i);
    const GradusDeed *prediction =
        graded->fault ? NULL : gradus_hand_in_find_prediction (graded->hand_in, step);
    const int row = prediction ? find_row (hand_ins, step, prediction) : -1;

    if (row >= 0 && row < (int) answers->labels->len)
      answers->counts[row]++;
  }
}

/* -- Rows -------------------------------------------------------------------------------------- */

static void
add_choices (Answers *answers, const GradusQuestion *question, const GradusAnswerOutcome *outcome)
{
  for (guint i = 0; i < question->answers->len && i < N_PARTS; i++) {
    const GradusAnswer *answer = g_ptr_array_index (question->answers, i);

    g_ptr_array_add (answers->labels, g_strdup (gradus_words_say (answer->text)));
  }
  answers->right = outcome->right;
}

static void
add_parts (Answers *answers, const GradusQuestion *question, const GradusAnswerOutcome *outcome)
{
  const double width = (question->high - question->low) / N_PARTS;

  for (guint i = 0; i < N_PARTS; i++) {
    g_autofree char *from = gradus_number_format_short (question->low + i * width);
    g_autofree char *to = gradus_number_format_short (question->low + (i + 1) * width);

    g_ptr_array_add (answers->labels, g_strdup_printf ("%s … %s", from, to));
  }
  answers->right = isnan (outcome->measured) ? -1 : (int) find_share_part (question, outcome->measured);
}

/* "The cost after 20,000 steps (here 0.6931)" */
static char *
make_title (const GradusQuestion *question, const GradusAnswerOutcome *outcome)
{
  g_autoptr (GradusProse) prose = gradus_prose_new (gradus_words_say (question->text));
  const char *plain = gradus_prose_get_plain (prose);
  g_autofree char *here = gradus_number_format (outcome->measured);

  return question->kind == GRADUS_QUESTION_NUMBER ? g_strdup_printf (_ ("%s (here %s)"), plain, here)
                                                  : g_strdup (plain);
}

static Answers *
make_answers (const GradusHandIns *hand_ins, guint step)
{
  const GradusQuestion *question = gradus_lesson_get_step (hand_ins->lesson, step)->question;
  const GradusAnswerOutcome *outcome = &hand_ins->outcomes[step];
  Answers *answers = g_new0 (Answers, 1);

  answers->labels = g_ptr_array_new_with_free_func (g_free);
  answers->right = -1;
  answers->title = make_title (question, outcome);
  if (question->kind == GRADUS_QUESTION_CHOICE) {
    add_choices (answers, question, outcome);
  } else if (question->kind == GRADUS_QUESTION_NUMBER) {
    add_parts (answers, question, outcome);
  } else {
    g_ptr_array_add (answers->labels, g_strdup (_ ("near the curve")));
    g_ptr_array_add (answers->labels, g_strdup (_ ("further away")));
    answers->right = 0;
  }
  count_answers (hand_ins, step, answers);
  return answers;
}

/* -- Drawing ----------------------------------------------------------------------------------- */

static void
on_draw_answers (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Answers *answers = data;
  g_autoptr (GradusStyle) style = gradus_scheme_make_style (gradus_scheme_find ());
  const GradusAnswerBars bars = { answers->title,
                                  (const char *const *) answers->labels->pdata,
                                  answers->counts,
                                  answers->labels->len,
                                  answers->right,
                                  _ ("Nobody has answered") };
  g_auto (GradusCanvas) canvas;

  gradus_canvas_init (&canvas, cr, style, width, height);
  gradus_answer_bars_draw (&canvas, &bars);
}

/* "A rate of 1?: It learns 3, right; …" */
static char *
describe_answers (const Answers *answers)
{
  GString *text = g_string_new (answers->title);

  for (guint i = 0; i < answers->labels->len; i++)
    g_string_append_printf (text, "%s %s %u%s", i > 0 ? ";" : ":",
                            (const char *) g_ptr_array_index (answers->labels, i),
                            answers->counts[i], answers->right == (int) i ? _ (", right") : "");
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_drawing (const GradusHandIns *hand_ins, guint step)
{
  Answers *answers = make_answers (hand_ins, step);
  GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG,
                                  "hexpand", TRUE, NULL);
  g_autofree char *description = describe_answers (answers);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), 380);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 250);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), on_draw_answers, answers, free_answers);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, description,
                                  -1);
  gtk_widget_set_tooltip_text (area, answers->title);
  gtk_widget_add_css_class (area, "card");
  gradus_scheme_watch (area, G_CALLBACK (gtk_widget_queue_draw));
  return area;
}

GtkWidget *
gradus_hand_ins_answers_new (const GradusHandIns *hand_ins)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_set_margin_start (row, 12);
  gtk_widget_set_margin_end (row, 12);
  gtk_widget_set_margin_top (row, 12);
  gtk_widget_set_margin_bottom (row, 12);
  for (guint i = 0; i < gradus_lesson_get_n_steps (hand_ins->lesson); i++) {
    if (gradus_lesson_get_step (hand_ins->lesson, i)->question)
      gtk_box_append (GTK_BOX (row), make_drawing (hand_ins, i));
  }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), row);
  return scroller;
}
