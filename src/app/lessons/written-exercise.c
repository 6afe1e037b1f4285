/* SPDX-License-Identifier: MIT */
#include "app/lessons/written-exercise.h"

#include <glib/gi18n.h>

#include "app/lessons/condition-entry.h"
#include "app/lessons/remove-button.h"

struct _GradusWrittenExercise {
  GtkBox parent_instance;

  GtkEditable *task, *done;
  GtkTextView *hints;
  GtkWidget *more, *add_condition;
  GtkBox *conditions;
  GtkLabel *solution;
  GtkCheckButton *limited;

  GradusManuscript *manuscript;
  guint step;
  gboolean is_filling; /* fields take what is written, and are not typed in */
};

G_DEFINE_FINAL_TYPE (GradusWrittenExercise, gradus_written_exercise, GTK_TYPE_BOX)

static guint changed_signal, remember_signal;

static void
tell_change (GradusWrittenExercise *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* -- Conditions -------------------------------------------------------------------------------- */

static guint
get_condition_number (GtkWidget *condition)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (condition), "number"));
}

static void
on_condition (GradusWrittenExercise *self, const char *text, GtkWidget *condition)
{
  gradus_manuscript_set_wanted (self->manuscript, self->step, get_condition_number (condition), text);
  tell_change (self);
}

static void show_conditions (GradusWrittenExercise *self);

static void
on_remove (GradusWrittenExercise *self, GtkWidget *button)
{
  GtkWidget *condition = gtk_widget_get_ancestor (button, GRADUS_TYPE_CONDITION_ENTRY);

  g_signal_emit (self, remember_signal, 0);
  gradus_manuscript_remove_wanted (self->manuscript, self->step, get_condition_number (condition));
  show_conditions (self);
  tell_change (self);
}

static GtkWidget *
make_remove_button (GradusWrittenExercise *self, guint number)
{
  g_autofree char *name = g_strdup_printf (_ ("Remove condition %u"), number);
  GtkWidget *button = gradus_remove_button_new (name);

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_remove), self);
  return button;
}

/* The last one stays: an exercise wants something. */
static void
append_condition (GradusWrittenExercise *self, guint i, guint n)
{
  g_autofree char *name = g_strdup_printf (_ ("Condition %u"), i + 1);
  GtkWidget *condition = gradus_condition_entry_new (
      name, gradus_manuscript_get_wanted (self->manuscript, self->step, i), FALSE);

  g_object_set_data (G_OBJECT (condition), "number", GUINT_TO_POINTER (i));
  g_signal_connect_swapped (condition, "changed", G_CALLBACK (on_condition), self);
  if (n > 1)
    gradus_condition_entry_append (GRADUS_CONDITION_ENTRY (condition),
                                   make_remove_button (self, i + 1));
  gtk_box_append (self->conditions, condition);
}

static void
show_conditions (GradusWrittenExercise *self)
{
  const guint n = gradus_manuscript_get_n_wanted (self->manuscript, self->step);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->conditions))))
    gtk_box_remove (self->conditions, child);
  for (guint i = 0; i < n; i++)
    append_condition (self, i, n);
  gtk_widget_set_visible (self->add_condition, n > 0 && n < GRADUS_STEP_MOST);
}

static void
on_add_condition (GradusWrittenExercise *self)
{
  gradus_manuscript_add_wanted (self->manuscript, self->step);
  show_conditions (self);
  tell_change (self);
}

/* -- Texts ------------------------------------------------------------------------------------- */

static void
show_solution (GradusWrittenExercise *self)
{
  g_autofree char *solution = gradus_manuscript_describe_solution (self->manuscript, self->step);

  gtk_label_set_label (self->solution, solution);
  gtk_widget_set_visible (GTK_WIDGET (self->solution), *solution != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->limited), *solution != '\0');
  gtk_check_button_set_active (self->limited,
                               gradus_manuscript_is_limited (self->manuscript, self->step));
}

static char *
read_exercise (GradusWrittenExercise *self, GradusManuscriptExercise which)
{
  return gradus_manuscript_get_exercise (self->manuscript, self->step, which);
}

static void
show_texts (GradusWrittenExercise *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->hints);
  g_autofree char *hints = read_exercise (self, GRADUS_MANUSCRIPT_HINTS);
  g_autofree char *done = read_exercise (self, GRADUS_MANUSCRIPT_DONE);

  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, hints, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_editable_set_text (self->done, done);
}

/* What belongs to a task is there with it. */
static void
show_more (GradusWrittenExercise *self)
{
  const gboolean was_filling = self->is_filling;

  self->is_filling = TRUE;
  gtk_widget_set_visible (self->more, *gtk_editable_get_text (self->task) != '\0');
  show_conditions (self);
  show_texts (self);
  show_solution (self);
  self->is_filling = was_filling;
}

static void
set_exercise (GradusWrittenExercise *self, GradusManuscriptExercise which, const char *text)
{
  if (self->is_filling)
    return;
  gradus_manuscript_set_exercise (self->manuscript, self->step, which, text);
  tell_change (self);
}

static void
on_task (GradusWrittenExercise *self)
{
  const char *text = gtk_editable_get_text (self->task);

  set_exercise (self, GRADUS_MANUSCRIPT_TASK, text);
  if (!self->is_filling && (*text != '\0') != gtk_widget_get_visible (self->more))
    show_more (self);
}

static void
on_done (GradusWrittenExercise *self)
{
  set_exercise (self, GRADUS_MANUSCRIPT_DONE, gtk_editable_get_text (self->done));
}

static void
on_hints (GradusWrittenExercise *self, GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  set_exercise (self, GRADUS_MANUSCRIPT_HINTS, text);
}

static void
on_limited (GradusWrittenExercise *self)
{
  if (self->is_filling)
    return;
  gradus_manuscript_set_limited (self->manuscript, self->step,
                                 gtk_check_button_get_active (self->limited));
  tell_change (self);
}

/* -- The widget -------------------------------------------------------------------------------- */

void
gradus_written_exercise_show (GradusWrittenExercise *self, GradusManuscript *manuscript, guint step)
{
  g_autofree char *task = NULL;

  self->manuscript = manuscript;
  self->step = step;
  task = read_exercise (self, GRADUS_MANUSCRIPT_TASK);
  self->is_filling = TRUE;
  gtk_editable_set_text (self->task, task);
  show_more (self);
  self->is_filling = FALSE;
}

#define BIND(member) gtk_widget_class_bind_template_child (widget_class, GradusWrittenExercise, member)

static void
gradus_written_exercise_class_init (GradusWrittenExerciseClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GType type = G_TYPE_FROM_CLASS (class);

  changed_signal =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  remember_signal =
      g_signal_new ("remember", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gradus/Gradus/written-exercise.ui");
  BIND (task);
  BIND (done);
  BIND (hints);
  BIND (more);
  BIND (add_condition);
  BIND (conditions);
  BIND (solution);
  BIND (limited);
  gtk_widget_class_bind_template_callback (widget_class, on_add_condition);
}

static void
gradus_written_exercise_init (GradusWrittenExercise *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->task, "changed", G_CALLBACK (on_task), self);
  g_signal_connect_swapped (self->done, "changed", G_CALLBACK (on_done), self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->hints), "changed",
                            G_CALLBACK (on_hints), self);
  g_signal_connect_swapped (self->limited, "toggled", G_CALLBACK (on_limited), self);
}
