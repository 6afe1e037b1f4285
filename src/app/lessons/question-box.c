/* SPDX-License-Identifier: MIT */
#include "app/lessons/question-box.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/common/mute.h"
#include "app/common/number-spin.h"
#include "app/lessons/curve-pad.h"
#include "app/lessons/prose-view.h"
#include "plot/number.h"

struct _GradusQuestionBox {
  GtkBox parent_instance;

  GradusSession *session;
  GtkWidget *answers[GRADUS_STEP_MOST]; /* NULL behind the last */
  GtkSpinButton *number;                /* NULL: no number is asked for, as the next */
  GradusCurvePad *pad;
  GradusProseView *judgement;
};

G_DEFINE_FINAL_TYPE (GradusQuestionBox, gradus_question_box, GTK_TYPE_BOX)

static const GradusQuestion *
get_question (GradusQuestionBox *self)
{
  const GradusStep *step = gradus_session_get_step (self->session);

  return step ? step->question : NULL;
}

/* -- What is asked ----------------------------------------------------------------------------- */

static void
on_answer (GradusQuestionBox *self, GtkWidget *button)
{
  if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (button)))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->answers); i++) {
    if (self->answers[i] == button)
      gradus_session_choose (self->session, i);
  }
}

static void
add_answers (GradusQuestionBox *self, const GradusQuestion *question)
{
  for (guint i = 0; i < question->answers->len; i++) {
    const GradusAnswer *answer = g_ptr_array_index (question->answers, i);
    GtkWidget *button = gtk_check_button_new (),
              *label = gtk_label_new (gradus_words_say (answer->text));

    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gradus_words_say (answer->text), -1);
    if (i > 0)
      gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (self->answers[0]));
    gtk_widget_set_focus_on_click (button, FALSE);
    g_signal_connect_swapped (button, "toggled", G_CALLBACK (on_answer), self);
    gtk_box_append (GTK_BOX (self), button);
    self->answers[i] = button;
  }
}

static void
on_number (GradusQuestionBox *self)
{
  const GradusQuestion *question = get_question (self);

  if (question)
    gradus_session_guess (self->session, gtk_spin_button_get_value (self->number) /
                                             (question->is_share ? 100 : 1));
}

/* The value in the middle is no guess: a button says that it is one. */
static void
add_number (GradusQuestionBox *self, const GradusQuestion *question)
{
  const double scale = question->is_share ? 100 : 1;
  const double range = (question->high - question->low) * scale;
  const double guessed = gradus_session_get_guessed (self->session);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *button;

  self->number = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (
      question->low * scale, question->high * scale, range >= 5 ? 1 : range / 100));
  gtk_spin_button_set_value (self->number,
                             isnan (guessed) ? round ((question->low + question->high) / 2 * scale)
                                             : guessed * scale);
  gtk_spin_button_set_digits (self->number, GRADUS_NUMBER_SPIN_DIGITS);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->number), 7);
  gradus_number_spin_attend (GTK_WIDGET (self->number));
  if (question->is_share)
    gradus_number_spin_set_percent (self->number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Your guess"), -1);
  button = gtk_button_new_with_label (_ ("That Is My Guess"));
  gtk_widget_set_focus_on_click (button, FALSE);
  g_signal_connect_swapped (self->number, "value-changed", G_CALLBACK (on_number), self);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_number), self);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->number));
  if (question->is_share)
    gtk_box_append (GTK_BOX (row), gtk_label_new ("%"));
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (self), row);
}

static void
on_drawn (GradusQuestionBox *self)
{
  gradus_session_draw (self->session, gradus_curve_pad_get_drawn (self->pad));
}

static void
add_curve (GradusQuestionBox *self, const GradusQuestion *question)
{
  GtkWidget *pad = gradus_curve_pad_new ();

  self->pad = GRADUS_CURVE_PAD (pad);
  gradus_curve_pad_set_question (self->pad, question,
                                 gradus_session_get_step (self->session)->act.steps);
  gradus_curve_pad_set_drawn (self->pad, gradus_session_get_drawn (self->session));
  g_signal_connect_swapped (pad, "drawn", G_CALLBACK (on_drawn), self);
  gtk_box_append (GTK_BOX (self), pad);
}

/* -- What would have been right ---------------------------------------------------------------- */

static const char *
get_answer_text (const GradusQuestion *question, int answer)
{
  return gradus_words_say (
      ((const GradusAnswer *) g_ptr_array_index (question->answers, (guint) answer))->text);
}

static char *
describe_choice (GradusQuestionBox *self, const GradusQuestion *question)
{
  const int right = gradus_session_get_right_answer (self->session);
  const int chosen = gradus_session_get_chosen (self->session);

  if (right < 0)
    return g_strdup (_ ("None of these."));
  if (chosen < 0)
    return g_strdup_printf (_ ("The answer: %s"), get_answer_text (question, right));
  if (chosen == right)
    return g_strdup (_ ("You were right."));
  return g_strdup_printf (_ ("No, it is: %s"), get_answer_text (question, right));
}

static char *
format_number (const GradusQuestion *question, double number)
{
  return question->is_share ? gradus_number_format_share (number) : gradus_number_format (number);
}

static char *
describe_number (GradusQuestionBox *self, const GradusQuestion *question)
{
  const double guessed = gradus_session_get_guessed (self->session);
  g_autofree char *measured = format_number (question, gradus_session_get_measured (self->session));
  g_autofree char *said = isnan (guessed) ? NULL : format_number (question, guessed);

  if (!said)
    return g_strdup_printf (_ ("It is %s."), measured);
  return g_strdup_printf (gradus_session_was_right (self->session)
                              ? _ ("You said %s; it is %s. Right!")
                              : _ ("You said %s; it is %s."),
                          said, measured);
}

static char *
describe_curve (GradusQuestionBox *self)
{
  const double off = gradus_session_get_measured (self->session);
  g_autofree char *share = gradus_number_format_share (off);

  if (isnan (off))
    return g_strdup (_ ("Blue is how it went."));
  return g_strdup_printf (gradus_session_was_right (self->session)
                              ? _ ("Close! Off by %s of the axis on average; blue is how it went.")
                              : _ ("Off by %s of the axis on average; blue is how it went."),
                          share);
}

static char *
describe_judgement (GradusQuestionBox *self, const GradusQuestion *question)
{
  switch (question->kind) {
  case GRADUS_QUESTION_CHOICE:
    return describe_choice (self, question);
  case GRADUS_QUESTION_NUMBER:
    return describe_number (self, question);
  case GRADUS_QUESTION_CURVE:
  default:
    return describe_curve (self);
  }
}

/* Whoever was wrong is told what was wrong about the own answer, where the lesson knows. */
static char *
find_why (GradusQuestionBox *self, const GradusQuestion *question)
{
  const int right = gradus_session_get_right_answer (self->session);
  const int chosen = gradus_session_get_chosen (self->session);
  const GradusAnswer *answer;

  if (question->kind != GRADUS_QUESTION_CHOICE || chosen < 0 || chosen == right)
    return NULL;
  answer = g_ptr_array_index (question->answers, (guint) chosen);
  return answer->why ? gradus_session_say (self->session, answer->why) : NULL;
}

/* As prose: what the lesson says has formulas. */
static void
show_judgement (GradusQuestionBox *self, const GradusQuestion *question)
{
  g_autofree char *sentence = describe_judgement (self, question);
  g_autofree char *why = find_why (self, question);
  g_autofree char *text = why ? g_strdup_printf ("**%s**\n\n%s", sentence, why)
                              : g_strdup_printf ("**%s**", sentence);

  gradus_prose_view_set_text (self->judgement, text);
}

/* Muted: the session chose, perhaps by a key, and need not be told. */
static void
mark_answers (GradusQuestionBox *self, gboolean is_revealed)
{
  const int right = is_revealed ? gradus_session_get_right_answer (self->session) : -1;

  for (guint i = 0; i < G_N_ELEMENTS (self->answers) && self->answers[i]; i++) {
    if ((int) i == right)
      gtk_widget_add_css_class (self->answers[i], "right-answer");
    else
      gtk_widget_remove_css_class (self->answers[i], "right-answer");
    if ((int) i != gradus_session_get_chosen (self->session))
      continue;
    gradus_mute (self->answers[i], self);
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->answers[i]), TRUE);
    gradus_unmute (self->answers[i], self);
  }
}

static void
show_outcome (GradusQuestionBox *self, gboolean is_revealed)
{
  double heights[GRADUS_PREDICTION_POINTS];

  if (!self->pad)
    return;
  if (is_revealed)
    gradus_session_get_curve (self->session, heights);
  gradus_curve_pad_set_outcome (self->pad, is_revealed ? heights : NULL);
}

static void
on_changed (GradusQuestionBox *self)
{
  const GradusQuestion *question = get_question (self);
  const gboolean is_revealed = gradus_session_is_revealed (self->session);

  if (!question)
    return;
  mark_answers (self, is_revealed);
  show_outcome (self, is_revealed);
  if (is_revealed)
    show_judgement (self, question);
  else
    gradus_prose_view_set_text (self->judgement, "");
}

static void
add_text (GradusQuestionBox *self, const GradusQuestion *question)
{
  GtkWidget *text = gradus_prose_view_new ();
  g_autofree char *said = gradus_session_say (self->session, question->text);
  g_autofree char *strong = g_strdup_printf ("**%s**", said);

  gradus_prose_view_set_text (GRADUS_PROSE_VIEW (text), strong);
  gtk_box_append (GTK_BOX (self), text);
}

static void
clear_question (GradusQuestionBox *self)
{
  GtkWidget *child;

  for (guint i = 0; i < G_N_ELEMENTS (self->answers); i++)
    self->answers[i] = NULL;
  self->number = NULL;
  self->pad = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_box_remove (GTK_BOX (self), child);
}

static void
on_entered (GradusQuestionBox *self)
{
  const GradusQuestion *question = get_question (self);

  clear_question (self);
  gtk_widget_set_visible (GTK_WIDGET (self), question != NULL);
  if (!question)
    return;
  add_text (self, question);
  if (question->kind == GRADUS_QUESTION_CHOICE)
    add_answers (self, question);
  else if (question->kind == GRADUS_QUESTION_NUMBER)
    add_number (self, question);
  else
    add_curve (self, question);
  self->judgement = GRADUS_PROSE_VIEW (gradus_prose_view_new ());
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->judgement));
  on_changed (self);
}

void
gradus_question_box_set_session (GradusQuestionBox *self, GradusSession *session)
{
  self->session = session;
  g_signal_connect_object (session, "entered", G_CALLBACK (on_entered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_entered (self);
}

static void
gradus_question_box_class_init (GradusQuestionBoxClass *class)
{
}

static void
gradus_question_box_init (GradusQuestionBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "lesson-box");
}
