/* SPDX-License-Identifier: MIT */
#include "app/common/background.h"
#include "app/common/host.h"
#include "app/lessons/lesson-menu.h"
#include "app/window/window-private.h"

static gpointer
load_lesson (gpointer path, GError **error)
{
  return gradus_lesson_load (path, error);
}

static void
on_lesson_loaded (gpointer window, gpointer loaded, const GError *error, gpointer path)
{
  g_autoptr (GradusLesson) lesson = loaded;

  if (lesson)
    gradus_window_open_lesson (window, lesson, -1);
  else
    gradus_host_tell (window, error->message);
}

static const GradusBackground loading = { load_lesson, on_lesson_loaded, g_free,
                                          (GDestroyNotify) gradus_lesson_unref };

void
gradus_window_open_lesson (GradusWindow *self, GradusLesson *lesson, int step)
{
  gradus_guide_open (self->guide, lesson, step);
}

void
gradus_window_load_lesson (GradusWindow *self, const char *path)
{
  gradus_background_run (self, &loading, g_strdup (path));
}

/* A lesson that is going on may be followed by another: its runs are the lesson's, not the
 * user's. */
gboolean
gradus_window_has_room (GradusWindow *self)
{
  return gradus_autosaver_is_pristine (self->autosaver) || gradus_guide_is_active (self->guide);
}

void
gradus_window_fill_lessons_menu (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenuModel) menu = gradus_lesson_menu_new ();

  gtk_menu_button_set_menu_model (button, menu);
}

void
gradus_window_explain (GtkWidget *widget, const char *topic)
{
  guint activation;

  if (gradus_names_find (gradus_activation_names, topic, &activation))
    gradus_views_panel_show_activation (GRADUS_WINDOW (widget)->views,
                                        (GradusActivationKind) activation);
  else
    gtk_widget_activate_action (widget, "app.explain-in", "(us)",
                                gtk_application_window_get_id (GTK_APPLICATION_WINDOW (widget)),
                                topic);
}
