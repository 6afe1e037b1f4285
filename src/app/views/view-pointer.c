/* SPDX-License-Identifier: MIT */

/* What a person does to a view with the pointer: reads, zooms, moves, picks. */
#include <math.h>

#include "app/views/view-private.h"

/* A click of the wheel shows so much fewer steps. */
#define ZOOM_FACTOR 0.8

/* Something to measure text on, for what is where in the figure. */
static void
init_measuring (GradusView *self, GradusCanvas *canvas)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  gradus_view_init_canvas (self, canvas, cr);
}

static void
clear_measuring (GradusCanvas *canvas)
{
  cairo_t *cr = canvas->cr;

  gradus_canvas_clear (canvas);
  cairo_destroy (cr);
}

static double
find_step (GradusView *self, double x, double y)
{
  const GradusFigureSource source = gradus_view_get_source (self);
  GradusCanvas canvas;
  double step;

  init_measuring (self, &canvas);
  step = gradus_figure_find_step (&canvas, &self->figure, &source, x, y);
  clear_measuring (&canvas);
  return step;
}

gboolean
gradus_view_find_place (GradusView *self, double x, double y, GradusPlace *place)
{
  const GradusFigureSource source = gradus_view_get_source (self);
  GradusCanvas canvas;
  gboolean is_found;

  init_measuring (self, &canvas);
  is_found = gradus_figure_find_place (&canvas, &self->figure, &source, x, y, place);
  clear_measuring (&canvas);
  return is_found;
}

static void
set_pointer (GradusView *self, double x, double y)
{
  const double step = isnan (x) ? NAN : find_step (self, x, y);

  self->figure.pointer_x = x;
  self->figure.pointer_y = y;
  gradus_view_set_cursor_step (self, isnan (step) ? -1 : step);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_motion (GradusView *self, double x, double y)
{
  set_pointer (self, x, y);
}

static void
on_leave (GradusView *self)
{
  set_pointer (self, NAN, NAN);
}

/* All steps of the run, or what is in sight of them. */
static void
get_sight (GradusView *self, double *low, double *high)
{
  const GradusSeries *series = self->run ? gradus_run_get_series (self->run) : NULL;

  *low = self->figure.x_low;
  *high = self->figure.x_high;
  if (gradus_view_is_zoomed (self))
    return;
  *low = 0;
  *high = series && series->n_points > 0 ? MAX ((double) series->steps[series->n_points - 1], 10) : 10;
}

/* Not left of step 0, and wide enough to tell steps apart. */
static void
look_at_steps (GradusView *self, double low, double high)
{
  const double width = MAX (high - low, 4);

  gradus_view_set_sight (self, MAX (low, 0), MAX (low, 0) + width);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, GradusView *self)
{
  const double step = find_step (self, self->figure.pointer_x, self->figure.pointer_y);
  const double factor = pow (ZOOM_FACTOR, -dy);
  double low, high;

  if (isnan (step))
    return GDK_EVENT_PROPAGATE;
  get_sight (self, &low, &high);
  look_at_steps (self, step - (step - low) * factor, step + (high - step) * factor);
  return GDK_EVENT_STOP;
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, GradusView *self)
{
  if (isnan (find_step (self, x, y)))
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
  get_sight (self, &self->drag_low, &self->drag_high);
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, GradusView *self)
{
  const double steps =
      -dx / MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1) * (self->drag_high - self->drag_low);

  if (fabs (dx) > 4 && gradus_view_is_zoomed (self))
    look_at_steps (self, self->drag_low + steps, self->drag_high + steps);
}

static void
on_click (GtkGestureClick *click, int n_press, double x, double y, GradusView *self)
{
  const GradusFigureSource source = gradus_view_get_source (self);
  GradusDiagramPart part;
  GradusCanvas canvas;
  int name;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2 && gradus_view_is_zoomed (self)) {
    gradus_view_show_all (self);
    return;
  }
  if (n_press == 2) {
    g_signal_emit_by_name (self, "fill");
    return;
  }
  init_measuring (self, &canvas);
  name = gradus_figure_find_name (&canvas, &self->figure, &source, x, y);
  part = gradus_figure_find_part (&canvas, &self->figure, &source, x, y);
  clear_measuring (&canvas);
  if (name >= 0)
    self->figure.hidden[name / 64] ^= G_GUINT64_CONSTANT (1) << (name % 64);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (part.kind != GRADUS_DIAGRAM_NOTHING && part.column > 0) {
    gradus_view_set_selected (self, part);
    g_signal_emit_by_name (self, "picked");
  }
}

void
gradus_view_add_controllers (GradusView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_click), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
