/* SPDX-License-Identifier: MIT */
#include "app/lessons/explanation.h"

#include <glib/gi18n.h>

#include "app/lessons/prose-view.h"

#define WIDTH 380
#define MOST_HEIGHT 360

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_text (const GradusStep *step)
{
  GtkWidget *prose = gradus_prose_view_new (), *scroller = gtk_scrolled_window_new ();

  gradus_prose_view_set_text (GRADUS_PROSE_VIEW (prose), gradus_words_say (step->text));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), prose);
  gtk_widget_set_size_request (scroller, WIDTH, -1);
  return scroller;
}

static GtkWidget *
make_button (GtkWidget *parent, const char *topic)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Open the Lesson"));
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (gtk_widget_get_root (parent));

  gtk_widget_set_tooltip_text (button, _ ("The whole lesson, with its experiment"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.explain-in");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(us)",
                                    gtk_application_window_get_id (window), topic);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  return button;
}

/* When it is closed, GTK still uses it for a moment. */
static void
on_closed (GtkPopover *popover)
{
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, popover);
}

void
gradus_explanation_show (GtkWidget *parent, const GdkRectangle *at, GradusLesson *lesson,
                         guint step, const char *topic)
{
  const GradusStep *explained = gradus_lesson_get_step (lesson, step);
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *button = make_button (parent, topic);

  gtk_box_append (GTK_BOX (box),
                  make_label (gradus_words_say (gradus_lesson_get_title (lesson)), "dim-label"));
  gtk_box_append (GTK_BOX (box), make_label (gradus_words_say (explained->title), "title-3"));
  gtk_box_append (GTK_BOX (box), make_text (explained));
  gtk_box_append (GTK_BOX (box), button);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), at);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_popover_popdown), popover);
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed), NULL);
  gtk_widget_set_parent (popover, parent);
  gtk_popover_popup (GTK_POPOVER (popover));
}
