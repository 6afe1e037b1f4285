/* SPDX-License-Identifier: MIT */
#include "app/views/view-pointer.h"

#include <math.h>

#include "app/views/view-private.h"
#include "figure/curves.h"

/* A click of the wheel shows so much fewer steps. */
#define ZOOM_FACTOR 0.8

/* The step goes to the other views of the page as a setting that they share. */
static void
set_pointer (GradusView *self, double x, double y)
{
  const double step = isnan (x) ? NAN : gradus_view_pick (self, x, y).step;

  self->figure->pointer_x = x;
  self->figure->pointer_y = y;
  gradus_view_set (self, "cursor", isnan (step) ? -1 : step);
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

  *low = gradus_figure_get (self->figure, "x-low");
  *high = gradus_figure_get (self->figure, "x-high");
  if (gradus_view_is_zoomed (self))
    return;
  *low = 0;
  *high =
      series && series->n_points > 0 ? MAX ((double) series->steps[series->n_points - 1], 10) : 10;
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
  const double step =
      gradus_view_pick (self, self->figure->pointer_x, self->figure->pointer_y).step;
  const double factor = pow (ZOOM_FACTOR, -dy);
  double low, high;

  if (isnan (step))
    return GDK_EVENT_PROPAGATE;
  get_sight (self, &low, &high);
  look_at_steps (self, step - (step - low) * factor, step + (high - step) * factor);
  return GDK_EVENT_STOP;
}

/* Where there are no steps under the pointer the drag is left to whoever else wants it. */
static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, GradusView *self)
{
  if (isnan (gradus_view_pick (self, x, y).step))
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
  GradusPick pick;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2 && gradus_view_is_zoomed (self)) {
    gradus_view_show_all (self);
    return;
  }
  if (n_press == 2) {
    g_signal_emit_by_name (self, "fill");
    return;
  }
  pick = gradus_view_pick (self, x, y);
  if (pick.kind == GRADUS_PICK_NAME)
    gradus_curves_toggle (self->figure, pick.name);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (pick.kind == GRADUS_PICK_PART && pick.part.column > 0) {
    gradus_view_set_part (self, pick.part);
    g_signal_emit_by_name (self, "picked");
  }
}

void
gradus_view_pointer_attach (GradusView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
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
