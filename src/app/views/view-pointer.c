/* SPDX-License-Identifier: MIT */
#include "app/views/view-pointer.h"

#include <math.h>

#include "app/views/view-private.h"
#include "figure/curves.h"

/* A click of the wheel shows so much fewer steps. */
#define ZOOM_FACTOR 0.8

/* Pixels that a drag is longer than. */
#define DRAG_THRESHOLD 4.0

static void
set_hovered (GradusView *self, const GradusPick *pick)
{
  const GradusDiagramPart nothing = { .kind = GRADUS_DIAGRAM_NOTHING };
  const GradusDiagramPart part = pick->kind == GRADUS_PICK_PART ? pick->part : nothing;

  if (gradus_diagram_part_equal (self->hovered, part))
    return;
  self->hovered = part;
  g_signal_emit_by_name (self, "pointed");
}

/* The step goes to the other views of the page as a setting that they share. */
static void
set_pointer (GradusView *self, double x, double y)
{
  const GradusPick pick = isnan (x) ? GRADUS_PICK_NONE : gradus_view_pick (self, x, y);

  self->pointer_x = x;
  self->pointer_y = y;
  set_hovered (self, &pick);
  gradus_view_set (self, "cursor", isnan (pick.step) ? -1 : pick.step);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gradus_view_pointer_refresh (GradusView *self)
{
  if (!isnan (self->pointer_x))
    set_pointer (self, self->pointer_x, self->pointer_y);
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

/* What is there to be shown becomes what is shown. */
static void
choose (GradusView *self, const GradusPick *pick)
{
  for (guint i = 0; pick->kind == GRADUS_PICK_SETTINGS && i < G_N_ELEMENTS (pick->names); i++) {
    if (pick->names[i])
      gradus_view_set (self, pick->names[i], pick->values[i]);
  }
}

static GradusAxis
find_axis (GradusView *self)
{
  const GradusFigureSource source = gradus_view_get_source (self);
  const GradusCurves *curves = gradus_curves_get (self->figure);

  return curves ? gradus_curves_find_axis (curves, &source) : gradus_axis_steps (0, 10, FALSE);
}

/* The part of an axis between two shares of it, not left of step 0, and wide enough to tell steps
 * apart. */
static void
look_at_part (GradusView *self, const GradusAxis *axis, double from, double to)
{
  const double shift = MAX (gradus_axis_map (axis, 0) - from, 0);
  const double low = MAX (gradus_axis_unmap (axis, from + shift), 0);

  gradus_view_set_sight (self, low, MAX (gradus_axis_unmap (axis, to + shift), low + 4));
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, GradusView *self)
{
  const double step = gradus_view_pick (self, self->pointer_x, self->pointer_y).step;
  const GradusAxis axis = find_axis (self);
  const double factor = pow (ZOOM_FACTOR, -dy), share = gradus_axis_map (&axis, step);

  if (isnan (step))
    return GDK_EVENT_PROPAGATE;
  look_at_part (self, &axis, share * (1 - factor), share + (1 - share) * factor);
  return GDK_EVENT_STOP;
}

/* Where there are no steps under the pointer the drag is left to whoever else wants it. */
static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, GradusView *self)
{
  const GradusPick pick = gradus_view_pick (self, x, y);

  if (isnan (pick.step) && pick.kind != GRADUS_PICK_SETTINGS)
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
  self->drag_axis = find_axis (self);
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, GradusView *self)
{
  const double share = -dx / MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);
  GradusPick pick;
  double x, y;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  pick = gradus_view_pick (self, x + dx, y + dy);
  choose (self, &pick);
  if (fabs (dx) > DRAG_THRESHOLD && gradus_view_is_zoomed (self))
    look_at_part (self, &self->drag_axis, share, 1 + share);
}

static void
on_click (GtkGestureClick *click, int n_press, double x, double y, GradusView *self)
{
  GradusPick pick;

  self->press_x = x;
  self->press_y = y;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2 && gradus_view_is_zoomed (self)) {
    gradus_view_show_all (self);
    return;
  }
  pick = gradus_view_pick (self, x, y);
  if (n_press == 2 && pick.kind != GRADUS_PICK_SETTINGS) {
    g_signal_emit_by_name (self, "fill");
    return;
  }
  choose (self, &pick);
  if (pick.kind == GRADUS_PICK_NAME)
    gradus_curves_toggle (self->figure, pick.name);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (pick.kind == GRADUS_PICK_PART && pick.part.column > 0) {
    gradus_view_set_part (self, pick.part);
    g_signal_emit_by_name (self, "picked");
  }
}

/* Not on pressing: who drags the curves along opens none of them. */
static void
on_release (GtkGestureClick *click, int n_press, double x, double y, GradusView *self)
{
  const GradusPick pick = gradus_view_pick (self, x, y);

  if (n_press > 1 || hypot (x - self->press_x, y - self->press_y) > DRAG_THRESHOLD)
    return;
  if (pick.kind == GRADUS_PICK_RUN)
    g_signal_emit_by_name (self, "run-chosen", pick.run);
  if (pick.kind == GRADUS_PICK_SEED)
    g_signal_emit_by_name (self, "seed-chosen", pick.cell, pick.seed);
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
  g_signal_connect (click, "released", G_CALLBACK (on_release), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
