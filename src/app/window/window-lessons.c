/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "app/common/background.h"
#include "app/common/host.h"
#include "app/lessons/explanation.h"
#include "app/lessons/lesson-menu.h"
#include "app/window/window-private.h"
#include "lesson/library.h"

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
  gradus_side_set_writing (self->side, FALSE); /* it is kept, and would hide what is to be read */
  gradus_guide_open (self->guide, lesson, step);
  gradus_lesson_pane_focus_text (gradus_side_get_lesson_pane (self->side));
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

/* -- Writing one ------------------------------------------------------------------------------- */

static void
on_take (GradusWindow *self, gboolean with_experiment, GradusWritingPane *pane)
{
  GradusRun *run = gradus_document_get_selected (self->document);
  g_auto (GradusShow) show = { 0 };

  gradus_views_panel_take_show (self->views, &show);
  gradus_writing_pane_take (pane, with_experiment ? gradus_run_get_experiment (run) : NULL, &show);
}

static void
on_take_solution (GradusWindow *self, GradusWritingPane *pane)
{
  gradus_writing_pane_take_solution (
      pane, gradus_run_get_experiment (gradus_document_get_selected (self->document)));
}

static void
on_writing_closed (GradusWindow *self)
{
  gradus_side_set_writing (self->side, FALSE);
}

static void
need_writing_pane (GradusWindow *self)
{
  GradusWritingPane *pane;

  if (gradus_side_get_writing_pane (self->side))
    return;
  pane = g_object_new (GRADUS_TYPE_WRITING_PANE, NULL);
  g_signal_connect_swapped (pane, "take", G_CALLBACK (on_take), self);
  g_signal_connect_swapped (pane, "take-solution", G_CALLBACK (on_take_solution), self);
  g_signal_connect_swapped (pane, "closed", G_CALLBACK (on_writing_closed), self);
  gradus_side_add_writing_pane (self->side, pane);
}

/* The window in which a lesson is written already, or NULL. */
static GradusWindow *
find_writing_window (GradusWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *link = gtk_application_get_windows (application); link; link = link->next) {
    if (GRADUS_IS_WINDOW (link->data) && gradus_side_is_writing (GRADUS_WINDOW (link->data)->side))
      return link->data;
  }
  return NULL;
}

/* There is one lesson that is written: two windows would each keep its own over the other's. */
void
gradus_window_write_lesson (GradusWindow *self)
{
  GradusWindow *writing = find_writing_window (self);

  if (writing && writing != self) {
    gtk_window_present (GTK_WINDOW (writing));
    return;
  }
  gradus_toaster_clear (self->toaster);
  need_writing_pane (self);
  gradus_side_set_writing (self->side, TRUE);
  gradus_writing_pane_begin (gradus_side_get_writing_pane (self->side));
}

/* ---------------------------------------------------------------------------------------------- */

/* Where the pointer is, if it is in the window; else the widget with the focus: what was asked about
 * is there. In the coordinates of the views. */
static GdkRectangle
find_explained_place (GradusWindow *self)
{
  GtkWidget *views = GTK_WIDGET (self->views), *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (views));
  GdkDevice *pointer = seat ? gdk_seat_get_pointer (seat) : NULL;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 1, 1);
  graphene_point_t at;
  double x, y, left, top;

  gtk_native_get_surface_transform (GTK_NATIVE (self), &left, &top);
  if (pointer &&
      gdk_surface_get_device_position (gtk_native_get_surface (GTK_NATIVE (self)), pointer, &x, &y,
                                       NULL) &&
      gtk_widget_compute_point (GTK_WIDGET (self), views,
                                &GRAPHENE_POINT_INIT ((float) (x - left), (float) (y - top)), &at))
    return (GdkRectangle){ (int) at.x, (int) at.y, 1, 1 };
  if (focus && !gtk_widget_compute_bounds (focus, views, &bounds))
    bounds = GRAPHENE_RECT_INIT (0, 0, 1, 1);
  return (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                         (int) bounds.size.height };
}

void
gradus_window_explain (GtkWidget *widget, const char *topic)
{
  GradusWindow *self = GRADUS_WINDOW (widget);
  const GdkRectangle at = find_explained_place (self);
  GradusLesson *lesson;
  guint activation, step;

  if (gradus_names_find (gradus_activation_names, topic, &activation))
    gradus_views_panel_show_activation (self->views, (GradusActivationKind) activation);
  else if (gradus_library_find_topic (topic, &lesson, &step))
    gradus_explanation_show (GTK_WIDGET (self->views), &at, lesson, step, topic);
  else
    gradus_host_tell (widget, _ ("There is no lesson about this"));
}
