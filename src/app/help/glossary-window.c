/* SPDX-License-Identifier: MIT */
#include "app/help/glossary-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/common/heard-name.h"
#include "app/lessons/prose-view.h"
#include "lesson/glossary.h"

struct _GradusGlossaryWindow {
  AdwWindow parent_instance;

  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (GradusGlossaryWindow, gradus_glossary_window, ADW_TYPE_WINDOW)

#define ENTRY "gradus-entry"

static const GradusGlossaryEntry *
get_entry (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), ENTRY);
}

/* -- A row ------------------------------------------------------------------------------------- */

/* The lesson opens in the window that the glossary belongs to. */
static void
on_read_on (GtkButton *button, const char *topic)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button)));
  GtkWindow *parent = gtk_window_get_transient_for (window);

  gtk_widget_activate_action (GTK_WIDGET (parent), "win.explain", "s", topic);
  gtk_window_close (window);
}

static GtkWidget *
make_term (const GradusGlossaryEntry *entry)
{
  GtkWidget *label = gtk_label_new (gradus_words_say (entry->term));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

static GtkWidget *
make_read_on (const GradusGlossaryEntry *entry)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Show Me"));
  g_autofree char *name = g_strdup_printf (_ ("Show me: %s"), gradus_words_say (entry->term));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _ ("Opens the step of a lesson, or the view, about it"));
  gradus_heard_name_set (button, name);
  g_signal_connect (button, "clicked", G_CALLBACK (on_read_on), entry->topic);
  return button;
}

static GtkWidget *
make_row (const GradusGlossaryEntry *entry)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *text = gradus_prose_view_new ();

  gradus_prose_view_set_text (GRADUS_PROSE_VIEW (text), gradus_words_say (entry->text));
  gtk_box_append (GTK_BOX (top), make_term (entry));
  if (entry->topic)
    gtk_box_append (GTK_BOX (top), make_read_on (entry));
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), text);
  gtk_widget_add_css_class (box, "glossary-entry");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gradus_words_say (entry->term), -1);
  g_object_set_data (G_OBJECT (row), ENTRY, (gpointer) entry);
  return row;
}

/* -- The list ---------------------------------------------------------------------------------- */

/* 0: it begins with what is searched for, 1: it has it, 2: only its text has. */
static guint
rank_term (const char *term, const char *wanted)
{
  g_autofree char *folded = g_utf8_casefold (term, -1);
  const char *at = strstr (folded, wanted);

  return !at ? 2 : at > folded;
}

/* Terms before those that only speak of them; else in the order of the language, which is not that
 * of the English terms. */
static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  GradusGlossaryWindow *self = data;
  g_autofree char *wanted =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  const char *first = gradus_words_say (get_entry (a)->term),
             *second = gradus_words_say (get_entry (b)->term);
  const guint first_rank = rank_term (first, wanted), second_rank = rank_term (second, wanted);

  if (first_rank != second_rank)
    return first_rank < second_rank ? -1 : 1;
  return g_utf8_collate (first, second);
}

static gboolean
is_row_found (GtkListBoxRow *row, gpointer data)
{
  GradusGlossaryWindow *self = data;

  return gradus_glossary_entry_has (get_entry (row),
                                    gtk_editable_get_text (GTK_EDITABLE (self->search)),
                                    g_get_language_names ());
}

guint
gradus_glossary_window_count (GradusGlossaryWindow *self)
{
  guint n = 0;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    n += is_row_found (row, self) ? 1 : 0;
  return n;
}

static void
on_search_changed (GradusGlossaryWindow *self)
{
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_invalidate_sort (self->list);
  gtk_stack_set_visible_child_name (self->stack,
                                    gradus_glossary_window_count (self) > 0 ? "words" : "none");
}

void
gradus_glossary_window_search (GradusGlossaryWindow *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
  on_search_changed (self);
}

/* -- The window -------------------------------------------------------------------------------- */

static void
gradus_glossary_window_class_init (GradusGlossaryWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gradus/Gradus/glossary-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusGlossaryWindow, search);
  gtk_widget_class_bind_template_child (widget_class, GradusGlossaryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GradusGlossaryWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
}

static void
gradus_glossary_window_init (GradusGlossaryWindow *self)
{
  const GPtrArray *entries = gradus_glossary_get_entries ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, is_row_found, self, NULL);
  gtk_list_box_set_sort_func (self->list, compare_rows, self, NULL);
  for (guint i = 0; i < entries->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (entries, i)));
}

void
gradus_glossary_window_open (GtkWindow *parent)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link; link = link->next) {
    if (!GRADUS_IS_GLOSSARY_WINDOW (link->data) ||
        gtk_window_get_transient_for (link->data) != parent)
      continue;
    gtk_window_present (link->data);
    return;
  }
  gtk_window_present (g_object_new (GRADUS_TYPE_GLOSSARY_WINDOW, "transient-for", parent,
                                    "destroy-with-parent", TRUE, NULL));
}
