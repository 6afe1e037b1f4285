/* SPDX-License-Identifier: MIT */
#include "app/lessons/written-answer.h"

#include <glib/gi18n.h>

#include "app/lessons/condition-entry.h"
#include "app/lessons/remove-button.h"

struct _GradusWrittenAnswer {
  GtkBox parent_instance;

  GtkEditable *text, *why;
};

G_DEFINE_FINAL_TYPE (GradusWrittenAnswer, gradus_written_answer, GTK_TYPE_BOX)

static guint changed_signal, removed_signal;

static void
on_entry (GradusWrittenAnswer *self, GtkEditable *entry)
{
  g_signal_emit (self, changed_signal, 0,
                 entry == self->text ? GRADUS_MANUSCRIPT_ANSWER : GRADUS_MANUSCRIPT_WHY,
                 gtk_editable_get_text (entry));
}

static void
on_condition (GradusWrittenAnswer *self, const char *text)
{
  g_signal_emit (self, changed_signal, 0, GRADUS_MANUSCRIPT_WHEN, text);
}

static void
on_remove (GradusWrittenAnswer *self)
{
  g_signal_emit (self, removed_signal, 0);
}

/* Takes the name for screen readers. */
static GtkEditable *
make_entry (GradusWrittenAnswer *self, char *name, const char *placeholder, const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_entry), self);
  g_free (name);
  return GTK_EDITABLE (entry);
}

static GtkWidget *
make_remove_button (GradusWrittenAnswer *self, guint number)
{
  g_autofree char *name = g_strdup_printf (_ ("Remove answer %u"), number);
  GtkWidget *button = gradus_remove_button_new (name);

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_remove), self);
  return button;
}

GtkWidget *
gradus_written_answer_new (guint number, const char *text, const char *when, const char *why)
{
  GradusWrittenAnswer *self = g_object_new (GRADUS_TYPE_WRITTEN_ANSWER, NULL);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *condition;
  g_autofree char *name = g_strdup_printf (_ ("Condition of answer %u"), number);

  self->text = make_entry (self, g_strdup_printf (_ ("Answer %u"), number),
                           _ ("What the answer says"), text);
  self->why = make_entry (self, g_strdup_printf (_ ("Why answer %u is wrong"), number),
                          _ ("What to say to those who chose it, if wrong"), why);
  condition = gradus_condition_entry_new (name, when, TRUE);
  g_signal_connect_swapped (condition, "changed", G_CALLBACK (on_condition), self);
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (first), make_remove_button (self, number));
  gtk_box_append (GTK_BOX (self), first);
  gtk_box_append (GTK_BOX (self), condition);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->why));
  return GTK_WIDGET (self);
}

static void
gradus_written_answer_class_init (GradusWrittenAnswerClass *class)
{
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  removed_signal = g_signal_new ("removed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gradus_written_answer_init (GradusWrittenAnswer *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "lesson-box");
}
