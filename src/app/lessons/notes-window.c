/* SPDX-License-Identifier: MIT */
#include "app/lessons/notes-window.h"

#include <glib/gi18n.h>

#include "app/lessons/prose-view.h"

struct _GradusNotesWindow {
  AdwWindow parent_instance;

  GtkLabel *title, *next_title, *clock;
  GradusProseView *note, *next_note;

  GradusSession *session;
  gint64 start;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (GradusNotesWindow, gradus_notes_window, ADW_TYPE_WINDOW)

/* NULL after the last step. */
static const GradusStep *
find_next (GradusSession *session)
{
  GradusLesson *lesson = gradus_session_get_lesson (session);
  const guint next = gradus_session_get_step_number (session) + 1;

  return next < gradus_lesson_get_n_steps (lesson) ? gradus_lesson_get_step (lesson, next) : NULL;
}

/* A step without a note shows what its reader sees: the task of its exercise, or its text. */
static const char *
get_note (const GradusStep *step)
{
  return step->note       ? gradus_words_say (step->note)
         : step->exercise ? gradus_words_say (step->exercise->task)
                          : gradus_words_say (step->text);
}

static void
on_entered (GradusNotesWindow *self)
{
  const GradusStep *step = gradus_session_get_step (self->session);
  const GradusStep *next = step ? find_next (self->session) : NULL;
  g_autofree char *title = NULL;

  if (!step)
    return;
  title = g_strdup_printf ("%u. %s", gradus_session_get_step_number (self->session) + 1,
                           gradus_words_say (step->title));
  gtk_label_set_label (self->title, title);
  gradus_prose_view_set_text (self->note, get_note (step));
  gtk_label_set_label (self->next_title,
                       next ? gradus_words_say (next->title) : _ ("The end of the lesson"));
  gradus_prose_view_set_text (self->next_note, next ? get_note (next) : NULL);
}

static gboolean
on_second (gpointer data)
{
  GradusNotesWindow *self = data;
  const int seconds = (int) ((g_get_monotonic_time () - self->start) / G_USEC_PER_SEC);
  g_autofree char *text = g_strdup_printf ("%d:%02d", seconds / 60, seconds % 60);

  gtk_label_set_label (self->clock, text);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers,
        GtkWidget *window)
{
  const char *action = key == GDK_KEY_Page_Down ? "lesson.next"
                       : key == GDK_KEY_Page_Up ? "lesson.back"
                                                : NULL;

  return action && gtk_widget_activate_action (window, action, NULL);
}

static void
gradus_notes_window_dispose (GObject *object)
{
  GradusNotesWindow *self = GRADUS_NOTES_WINDOW (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gradus_notes_window_parent_class)->dispose (object);
}

#define BIND(member) gtk_widget_class_bind_template_child (widget_class, GradusNotesWindow, member)

static void
gradus_notes_window_class_init (GradusNotesWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_notes_window_dispose;
  g_type_ensure (GRADUS_TYPE_PROSE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/notes-window.ui");
  BIND (title);
  BIND (next_title);
  BIND (clock);
  BIND (note);
  BIND (next_note);
}

/* Captured, because the window's own scrolling would take the keys first. */
static void
gradus_notes_window_init (GradusNotesWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->start = g_get_monotonic_time ();
  self->timeout = g_timeout_add_seconds (1, on_second, self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWindow *
gradus_notes_window_new (GtkApplication *application, GradusSession *session, GActionGroup *actions)
{
  GradusNotesWindow *self =
      g_object_new (GRADUS_TYPE_NOTES_WINDOW, "application", application, NULL);

  self->session = g_object_ref (session);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "lesson", actions);
  g_signal_connect_object (session, "entered", G_CALLBACK (on_entered), self, G_CONNECT_SWAPPED);
  on_entered (self);
  return GTK_WINDOW (self);
}
