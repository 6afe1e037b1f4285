/* SPDX-License-Identifier: MIT */
#include "app/lessons/written-answer.h"

#include <glib/gi18n.h>

#define N_TEXTS (GRADUS_MANUSCRIPT_WHY + 1)

struct _GradusWrittenAnswer {
  GtkBox parent_instance;

  GtkEditable *entries[N_TEXTS];
  GtkLabel *fault;
};

G_DEFINE_FINAL_TYPE (GradusWrittenAnswer, gradus_written_answer, GTK_TYPE_BOX)

static guint changed_signal, removed_signal;

/* Nothing at all is not told: whoever begins to write knows. */
static void
show_fault (GradusWrittenAnswer *self)
{
  GtkWidget *entry = GTK_WIDGET (self->entries[GRADUS_MANUSCRIPT_WHEN]);
  const char *when = gtk_editable_get_text (GTK_EDITABLE (entry));
  char *fault = NULL;
  GradusCondition *condition = *when ? gradus_condition_parse (when, &fault) : NULL;

  gtk_label_set_label (self->fault, fault ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
  if (fault)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  g_clear_pointer (&condition, gradus_condition_free);
  g_free (fault);
}

static void
on_entry (GradusWrittenAnswer *self, GtkEditable *entry)
{
  for (guint i = 0; i < N_TEXTS; i++) {
    if (self->entries[i] == entry)
      g_signal_emit (self, changed_signal, 0, i, gtk_editable_get_text (entry));
  }
  show_fault (self);
}

static void
on_remove (GradusWrittenAnswer *self)
{
  g_signal_emit (self, removed_signal, 0);
}

/* Takes the name for screen readers. */
static GtkWidget *
make_entry (GradusWrittenAnswer *self, guint which, char *name, const char *placeholder,
            const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  self->entries[which] = GTK_EDITABLE (entry);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_editable_set_text (self->entries[which], text);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_entry), self);
  g_free (name);
  return entry;
}

static GtkWidget *
make_remove_button (GradusWrittenAnswer *self, guint number)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Remove answer %u"), number);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_remove), self);
  return button;
}

GtkWidget *
gradus_written_answer_new (guint number, const char *text, const char *when, const char *why)
{
  GradusWrittenAnswer *self = g_object_new (GRADUS_TYPE_WRITTEN_ANSWER, NULL);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (first), make_entry (self, GRADUS_MANUSCRIPT_ANSWER,
                                               g_strdup_printf (_ ("Answer %u"), number),
                                               _ ("What the answer says"), text));
  gtk_box_append (GTK_BOX (first), make_remove_button (self, number));
  gtk_box_append (GTK_BOX (self), first);
  gtk_box_append (GTK_BOX (self),
                  make_entry (self, GRADUS_MANUSCRIPT_WHEN,
                              g_strdup_printf (_ ("Condition of answer %u"), number),
                              _ ("It is right when, as in: accuracy = 1"), when));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->fault));
  gtk_box_append (GTK_BOX (self),
                  make_entry (self, GRADUS_MANUSCRIPT_WHY,
                              g_strdup_printf (_ ("Why answer %u is wrong"), number),
                              _ ("What to say to those who chose it, if wrong"), why));
  show_fault (self);
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
  self->fault = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->fault, TRUE);
  gtk_label_set_xalign (self->fault, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "error");
}
