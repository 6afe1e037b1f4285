/* SPDX-License-Identifier: MIT */
#include "app/lessons/written-step.h"

#include "app/common/number-spin.h"
#include "app/lessons/prose-view.h"
#include "app/lessons/written-answer.h"
#include "app/lessons/written-exercise.h"

struct _GradusWrittenStep {
  GtkBox parent_instance;

  GtkEditable *step_title, *question;
  GtkTextView *text, *after, *note;
  GtkWidget *preview_box, *add_answer;
  GradusProseView *preview;
  GtkSpinButton *training;
  GtkBox *answers;
  GradusWrittenExercise *exercise;

  GradusManuscript *manuscript;
  guint step;
  gboolean is_filling; /* fields take what is written, and are not typed in */
};

G_DEFINE_FINAL_TYPE (GradusWrittenStep, gradus_written_step, GTK_TYPE_BOX)

static guint changed_signal, remember_signal;

static void
tell_step_change (GradusWrittenStep *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* -- What is shown ----------------------------------------------------------------------------- */

static void
show_preview (GradusWrittenStep *self)
{
  g_autofree char *text =
      gradus_manuscript_get_text (self->manuscript, self->step, GRADUS_MANUSCRIPT_TEXT);

  gradus_prose_view_set_text (self->preview, text);
  gtk_widget_set_visible (self->preview_box, *text != '\0');
}

static void
on_answer_changed (GradusWrittenStep *self, guint which, const char *text, GtkWidget *row)
{
  const guint answer = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "number"));

  gradus_manuscript_set_answer (self->manuscript, self->step, answer, which, text);
  tell_step_change (self);
}

static void show_answers (GradusWrittenStep *self);

static void
on_answer_removed (GradusWrittenStep *self, GtkWidget *row)
{
  g_signal_emit (self, remember_signal, 0);
  gradus_manuscript_remove_answer (self->manuscript, self->step,
                                   GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "number")));
  show_answers (self);
  tell_step_change (self);
}

static void
append_answer (GradusWrittenStep *self, guint answer)
{
  char *texts[GRADUS_MANUSCRIPT_WHY + 1];
  GtkWidget *row;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    texts[i] = gradus_manuscript_get_answer (self->manuscript, self->step, answer, i);
  row = gradus_written_answer_new (answer + 1, texts[GRADUS_MANUSCRIPT_ANSWER],
                                   texts[GRADUS_MANUSCRIPT_WHEN], texts[GRADUS_MANUSCRIPT_WHY]);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_object_set_data (G_OBJECT (row), "number", GUINT_TO_POINTER (answer));
  g_signal_connect_swapped (row, "changed", G_CALLBACK (on_answer_changed), self);
  g_signal_connect_swapped (row, "removed", G_CALLBACK (on_answer_removed), self);
  gtk_box_append (self->answers, row);
}

static void
show_answers (GradusWrittenStep *self)
{
  const guint n = gradus_manuscript_get_n_answers (self->manuscript, self->step);
  g_autofree char *question =
      gradus_manuscript_get_text (self->manuscript, self->step, GRADUS_MANUSCRIPT_QUESTION);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->answers))))
    gtk_box_remove (self->answers, child);
  for (guint i = 0; i < n; i++)
    append_answer (self, i);
  gtk_widget_set_visible (self->add_answer, *question && n < GRADUS_STEP_MOST);
}

static void
on_add_answer (GradusWrittenStep *self)
{
  gradus_manuscript_add_answer (self->manuscript, self->step);
  show_answers (self);
  tell_step_change (self);
}

static void
fill_entry (GradusWrittenStep *self, GtkEditable *entry, GradusManuscriptText which)
{
  g_autofree char *text = gradus_manuscript_get_text (self->manuscript, self->step, which);

  gtk_editable_set_text (entry, text);
}

/* No undoing of a text brings back that of another step. */
static void
fill_view (GradusWrittenStep *self, GtkTextView *view, GradusManuscriptText which)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *text = gradus_manuscript_get_text (self->manuscript, self->step, which);

  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}

/* -- What is typed ----------------------------------------------------------------------------- */

static void
set_text (GradusWrittenStep *self, GradusManuscriptText which, const char *text)
{
  if (self->is_filling)
    return;
  gradus_manuscript_set_text (self->manuscript, self->step, which, text);
  tell_step_change (self);
}

static void
on_step_title (GradusWrittenStep *self, GtkEditable *entry)
{
  set_text (self, GRADUS_MANUSCRIPT_TITLE, gtk_editable_get_text (entry));
}

/* Something must answer a question: the experiment's own steps, unless others are set. */
static void
propose_training (GradusWrittenStep *self)
{
  const guint64 proposed = gradus_manuscript_propose_training (self->manuscript, self->step);

  if (proposed > 0)
    gtk_spin_button_set_value (self->training, (double) proposed);
}

/* A question needs answers: two empty ones are there at once. */
static void
on_question (GradusWrittenStep *self, GtkEditable *entry)
{
  if (self->is_filling)
    return;
  set_text (self, GRADUS_MANUSCRIPT_QUESTION, gtk_editable_get_text (entry));
  if (*gtk_editable_get_text (entry))
    propose_training (self);
  while (gradus_manuscript_get_n_answers (self->manuscript, self->step) < 2 &&
         gradus_manuscript_add_answer (self->manuscript, self->step))
    ;
  show_answers (self);
}

static void
take_view (GradusWrittenStep *self, GtkTextBuffer *buffer, GradusManuscriptText which)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  set_text (self, which, text);
}

static void
on_text (GradusWrittenStep *self, GtkTextBuffer *buffer)
{
  take_view (self, buffer, GRADUS_MANUSCRIPT_TEXT);
  show_preview (self);
}

static void
on_after (GradusWrittenStep *self, GtkTextBuffer *buffer)
{
  take_view (self, buffer, GRADUS_MANUSCRIPT_AFTER);
}

static void
on_note (GradusWrittenStep *self, GtkTextBuffer *buffer)
{
  take_view (self, buffer, GRADUS_MANUSCRIPT_NOTE);
}

static void
on_training (GradusWrittenStep *self)
{
  if (self->is_filling)
    return;
  gradus_manuscript_set_training (self->manuscript, self->step,
                                  (guint64) gtk_spin_button_get_value (self->training));
  tell_step_change (self);
}

static void
on_remember (GradusWrittenStep *self)
{
  g_signal_emit (self, remember_signal, 0);
}

/* -- The widget -------------------------------------------------------------------------------- */

void
gradus_written_step_show (GradusWrittenStep *self, GradusManuscript *manuscript, guint step)
{
  self->manuscript = manuscript;
  self->step = step;
  self->is_filling = TRUE;
  fill_entry (self, self->step_title, GRADUS_MANUSCRIPT_TITLE);
  fill_entry (self, self->question, GRADUS_MANUSCRIPT_QUESTION);
  fill_view (self, self->text, GRADUS_MANUSCRIPT_TEXT);
  fill_view (self, self->after, GRADUS_MANUSCRIPT_AFTER);
  fill_view (self, self->note, GRADUS_MANUSCRIPT_NOTE);
  gtk_spin_button_set_value (
      self->training, (double) gradus_manuscript_get_training (self->manuscript, self->step));
  self->is_filling = FALSE;
  show_preview (self);
  show_answers (self);
  gradus_written_exercise_show (self->exercise, manuscript, step);
}

void
gradus_written_step_focus (GradusWrittenStep *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->step_title));
}

#define BIND(member) gtk_widget_class_bind_template_child (widget_class, GradusWrittenStep, member)

static void
gradus_written_step_class_init (GradusWrittenStepClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GType type = G_TYPE_FROM_CLASS (class);

  changed_signal =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  remember_signal =
      g_signal_new ("remember", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (GRADUS_TYPE_PROSE_VIEW);
  g_type_ensure (GRADUS_TYPE_WRITTEN_EXERCISE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/written-step.ui");
  BIND (step_title);
  BIND (question);
  BIND (text);
  BIND (after);
  BIND (note);
  BIND (preview_box);
  BIND (preview);
  BIND (training);
  BIND (answers);
  BIND (add_answer);
  BIND (exercise);
  gtk_widget_class_bind_template_callback (widget_class, on_add_answer);
}

static void
attend_view (GradusWrittenStep *self, GtkTextView *view, GCallback on_changed)
{
  g_signal_connect_swapped (gtk_text_view_get_buffer (view), "changed", on_changed, self);
}

static void
gradus_written_step_init (GradusWrittenStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_number_spin_attend (GTK_WIDGET (self->training));
  g_signal_connect_swapped (self->step_title, "changed", G_CALLBACK (on_step_title), self);
  g_signal_connect_swapped (self->question, "changed", G_CALLBACK (on_question), self);
  g_signal_connect_swapped (self->training, "value-changed", G_CALLBACK (on_training), self);
  g_signal_connect_swapped (self->exercise, "changed", G_CALLBACK (tell_step_change), self);
  g_signal_connect_swapped (self->exercise, "remember", G_CALLBACK (on_remember), self);
  attend_view (self, self->text, G_CALLBACK (on_text));
  attend_view (self, self->after, G_CALLBACK (on_after));
  attend_view (self, self->note, G_CALLBACK (on_note));
}
