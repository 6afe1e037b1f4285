/* SPDX-License-Identifier: MIT */
#include "app/common/help-topic.h"

#include <string.h>

#define PREFIX "topic:"

/* Waits for a click that chooses what to explain. */
typedef struct {
  GtkWindow *window;
  GradusHelpTopicFunc func;
  GtkEventController *click, *keys;
} Question;

const char *
gradus_help_topic_find (GtkWidget *widget)
{
  for (; widget; widget = gtk_widget_get_parent (widget)) {
    const char *name = gtk_widget_get_name (widget);

    if (g_str_has_prefix (name, PREFIX))
      return name + strlen (PREFIX);
  }
  return NULL;
}

static void
end_question (Question *question)
{
  gtk_widget_set_cursor (GTK_WIDGET (question->window), NULL);
  gtk_widget_remove_controller (GTK_WIDGET (question->window), question->click);
  gtk_widget_remove_controller (GTK_WIDGET (question->window), question->keys);
  g_free (question);
}

static void
on_press (GtkGestureClick *click, int n, double x, double y, Question *question)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (question->window), x, y, GTK_PICK_INSENSITIVE);
  const char *topic = gradus_help_topic_find (picked);
  const GradusHelpTopicFunc func = question->func;
  GtkWidget *window = GTK_WIDGET (question->window);

  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  end_question (question);
  func (window, topic ? topic : "");
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers,
        Question *question)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  end_question (question);
  return GDK_EVENT_STOP;
}

void
gradus_help_topic_ask (GtkWindow *window, GradusHelpTopicFunc func)
{
  const char *topic = gradus_help_topic_find (gtk_window_get_focus (window));
  Question *question;

  if (topic) {
    func (GTK_WIDGET (window), topic);
    return;
  }
  question = g_new0 (Question, 1);
  *question = (Question){ window, func, GTK_EVENT_CONTROLLER (gtk_gesture_click_new ()),
                          gtk_event_controller_key_new () };
  gtk_event_controller_set_propagation_phase (question->click, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (question->keys, GTK_PHASE_CAPTURE);
  g_signal_connect (question->click, "pressed", G_CALLBACK (on_press), question);
  g_signal_connect (question->keys, "key-pressed", G_CALLBACK (on_key), question);
  gtk_widget_add_controller (GTK_WIDGET (window), question->click);
  gtk_widget_add_controller (GTK_WIDGET (window), question->keys);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (window), "help");
}
