/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "app/application.h"
#include "app/common/background.h"
#include "app/common/help-topic.h"
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
    gradus_window_tell (window, error->message);
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

static void
present_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_presentation_toggle (GRADUS_WINDOW (widget)->presentation);
}

static void
explain (GtkWidget *widget, const char *topic)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (widget));
  guint activation;

  if (gradus_names_find (gradus_activation_names, topic, &activation))
    gradus_views_panel_show_activation (GRADUS_WINDOW (widget)->views, (GradusActivationKind) activation);
  else if (!gradus_application_explain (GRADUS_APPLICATION (application), GTK_WINDOW (widget), topic))
    gradus_toaster_tell (GRADUS_WINDOW (widget)->toaster, _ ("There is no lesson about this"));
}

static void
explain_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  explain (widget, g_variant_get_string (parameter, NULL));
}

static void
what_is_this_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_help_topic_ask (GTK_WINDOW (widget), explain);
}

gboolean
gradus_window_take_key (GtkWidget *widget, guint key)
{
  GradusWindow *self = GRADUS_WINDOW (widget);

  return gradus_presentation_take_key (self->presentation, key) || gradus_guide_take_key (self->guide, key);
}

void
gradus_window_install_lesson_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.present", NULL, present_action);
  gtk_widget_class_install_action (class, "win.explain", "s", explain_action);
  gtk_widget_class_install_action (class, "win.what-is-this", NULL, what_is_this_action);
}
