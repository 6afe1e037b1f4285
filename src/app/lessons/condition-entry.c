/* SPDX-License-Identifier: MIT */
#include "app/lessons/condition-entry.h"

#include <glib/gi18n.h>

#include "app/common/heard-name.h"
#include "lesson/measure.h"
#include "lesson/step.h"

struct _GradusConditionEntry {
  GtkBox parent_instance;

  GtkEditable *entry;
  GtkWidget *line;
  GtkMenuButton *choices;
  GtkLabel *fault;
  gboolean has_otherwise;
};

G_DEFINE_FINAL_TYPE (GradusConditionEntry, gradus_condition_entry, GTK_TYPE_BOX)

static guint changed_signal;

/* -- The text ---------------------------------------------------------------------------------- */

static char *
find_fault (GradusConditionEntry *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  char *fault = NULL;

  /* Nothing at all is not told: whoever begins to write knows. */
  if (!*text || (self->has_otherwise && g_str_equal (text, GRADUS_ANSWER_OTHERWISE)))
    return NULL;
  gradus_condition_free (gradus_condition_parse (text, &fault));
  return fault;
}

static void
show_fault (GradusConditionEntry *self)
{
  g_autofree char *fault = find_fault (self);

  gtk_label_set_label (self->fault, fault ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
  if (fault)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
on_typed (GradusConditionEntry *self)
{
  g_signal_emit (self, changed_signal, 0, gtk_editable_get_text (self->entry));
  show_fault (self);
}

/* -- The list ---------------------------------------------------------------------------------- */

/* Conditions as they are needed most, ready to be changed. */
static const struct {
  const char *text, *explanation;
} ready[] = {
  { GRADUS_ANSWER_OTHERWISE, N_ ("in all other cases") },
  { "accuracy = 1", N_ ("everything is right") },
  { "accuracy < 1", N_ ("something is wrong") },
  { "0.4 < accuracy < 0.6", N_ ("between two numbers") },
  { "cost < 0.1", N_ ("less than a number") },
  { "gradient-norm.last > 1000 * gradient-norm.first", N_ ("so many times as large") },
};

/* What is chosen takes the place of all, or a measure that of the cursor. */
static void
on_chosen (GradusConditionEntry *self, GtkListBoxRow *row)
{
  const char *text = g_object_get_data (G_OBJECT (row), "text");
  const gboolean is_whole = g_object_get_data (G_OBJECT (row), "is-whole") != NULL;
  int at = gtk_editable_get_position (self->entry);

  gtk_menu_button_popdown (self->choices);
  if (is_whole || !*gtk_editable_get_text (self->entry)) {
    gtk_editable_set_text (self->entry, text);
    at = (int) g_utf8_strlen (text, -1);
  } else {
    gtk_editable_insert_text (self->entry, text, -1, &at);
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (self->entry, at);
}

static GtkWidget *
make_text (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
append_row (GtkListBox *list, GtkWidget *child)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_append (list, row);
}

static void
append_title (GtkListBox *list, const char *title)
{
  GtkWidget *row;

  append_row (list, make_text (title, "heading"));
  row = gtk_widget_get_last_child (GTK_WIDGET (list));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_can_focus (row, FALSE);
}

static void
append_choice (GtkListBox *list, const char *text, const char *explanation, gboolean is_whole)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *row;

  gtk_box_append (GTK_BOX (box), make_text (text, "monospace"));
  gtk_box_append (GTK_BOX (box), make_text (explanation, "caption"));
  append_row (list, box);
  row = gtk_widget_get_last_child (GTK_WIDGET (list));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, explanation, -1);
  g_object_set_data (G_OBJECT (row), "text", (gpointer) text);
  g_object_set_data (G_OBJECT (row), "is-whole", GINT_TO_POINTER (is_whole));
}

static void
fill_list (GradusConditionEntry *self, GtkListBox *list)
{
  const GradusMeasure *before = NULL;

  append_title (list, _ ("Ready to Use"));
  for (guint i = self->has_otherwise ? 0 : 1; i < G_N_ELEMENTS (ready); i++)
    append_choice (list, ready[i].text, _ (ready[i].explanation), TRUE);
  for (const GradusMeasure *measure = gradus_measures; measure->name; measure++) {
    if (!before || before->kind != measure->kind)
      append_title (list, _ (gradus_measure_kind_get_title (measure->kind)));
    append_choice (list, measure->example, _ (measure->explanation), FALSE);
    before = measure;
  }
}

/* Made when it is opened: there may be many entries. */
static void
open_list (GtkMenuButton *button, gpointer data)
{
  GtkWidget *popover = gtk_popover_new (), *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  fill_list (data, GTK_LIST_BOX (list));
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (on_chosen), data);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 380);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (button, popover);
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
add_choices (GradusConditionEntry *self, const char *name)
{
  GtkWidget *button = gtk_menu_button_new ();
  /* Translators: what an entry is called, such as "Condition of answer 1" */
  g_autofree char *of = g_strdup_printf (_ ("%s: what can be measured"), name);

  self->choices = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_label (self->choices, _ ("Choose"));
  gtk_menu_button_set_create_popup_func (self->choices, open_list, self, NULL);
  gtk_widget_set_tooltip_text (button, _ ("What can be measured, and conditions ready to use"));
  gradus_heard_name_set (button, of);
  gtk_box_append (GTK_BOX (self->line), button);
}

GtkWidget *
gradus_condition_entry_new (const char *name, const char *text, gboolean has_otherwise)
{
  GradusConditionEntry *self = g_object_new (GRADUS_TYPE_CONDITION_ENTRY, NULL);

  self->has_otherwise = has_otherwise;
  gtk_editable_set_text (self->entry, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_typed), self);
  add_choices (self, name);
  show_fault (self);
  return GTK_WIDGET (self);
}

void
gradus_condition_entry_append (GradusConditionEntry *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->line), widget);
}

static void
gradus_condition_entry_class_init (GradusConditionEntryClass *class)
{
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gradus_condition_entry_init (GradusConditionEntry *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->entry = GTK_EDITABLE (entry);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("As in: accuracy = 1"));
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_box_append (GTK_BOX (self->line), entry);
  gtk_box_append (GTK_BOX (self), self->line);
  self->fault = GTK_LABEL (make_text (NULL, "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "error");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->fault));
}
