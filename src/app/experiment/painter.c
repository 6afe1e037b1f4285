/* SPDX-License-Identifier: MIT */
#include "app/experiment/painter.h"

#include <math.h>

/* Pixels: between the points of a stroke, around the pointer. */
#define STROKE_STEP 14.0
#define SPRAY_RADIUS 26.0
#define REACH 12.0

/* Points for each move of a spraying pointer. */
#define SPRAYED 2

struct _GradusPainter {
  GradusView *view;
  GradusExperimentModel *model;
  GradusExperimentPanel *panel;

  GArray *points;      /* GradusPoint, of the stroke; NULL while there is none */
  GradusExtent extent; /* the axes as they were when the stroke began */
  guint class;
  int moved;             /* the point that is taken along; -1: none */
  double last_x, last_y; /* where the last point was put, in the plane */
  double from_x, from_y; /* where the stroke began, in the widget */
};

/* Whether the view shows points of one's own. */
static gboolean
has_points (GradusPainter *self)
{
  GradusRun *run = gradus_view_get_run (self->view);

  return run && gradus_run_get_experiment (run)->data.points;
}

/* Whether they are those of the run that is set. */
static gboolean
is_active (GradusPainter *self)
{
  return has_points (self) &&
         gradus_view_get_run (self->view) == gradus_experiment_model_get_run (self->model);
}

/* Training goes on with the points as they are now; where there is another class, the network has
 * to fit, and it begins again. */
static void
apply_stroke (GradusPainter *self)
{
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_copy (gradus_experiment_model_get_experiment (self->model));
  g_auto (GradusDataSpec) spec = gradus_data_spec_copy (&experiment->data);
  const GradusPoint *points = (const GradusPoint *) (void *) self->points->data;

  gradus_points_unref (spec.points);
  spec.points = gradus_points_new (points, self->points->len, &self->extent);
  if (gradus_data_spec_can_go_on_as (&experiment->data, &spec)) {
    gradus_experiment_set_data (experiment, &spec);
    gradus_experiment_model_edit (self->model, experiment);
  } else {
    gradus_experiment_model_set_data (self->model, &spec);
  }
}

/* -- Tools ------------------------------------------------------------------------------------- */

/* Within the extent, also where rounding would go beyond. */
static GradusPoint
make_point (GradusPainter *self, double x, double y, guint class)
{
  return (GradusPoint){ CLAMP ((float) x, self->extent.x0, self->extent.x1),
                        CLAMP ((float) y, self->extent.y0, self->extent.y1), class };
}

/* Where the points are too many the stroke goes on without any more. */
static void
put_point (GradusPainter *self, double x, double y)
{
  const GradusPoint point = make_point (self, x, y, self->class);

  if (self->points->len < GRADUS_POINTS_MAX)
    g_array_append_val (self->points, point);
  self->last_x = x;
  self->last_y = y;
}

static gboolean
spray_points (GradusPainter *self, const GradusPick *pick)
{
  for (guint i = 0; i < SPRAYED; i++) {
    const double radius = SPRAY_RADIUS * pick->pixel * sqrt (g_random_double ()),
                 angle = g_random_double () * 2 * G_PI;

    put_point (self, pick->x + radius * cos (angle), pick->y + radius * sin (angle));
  }
  return TRUE;
}

static gboolean
paint_point (GradusPainter *self, const GradusPick *pick, gboolean begins)
{
  if (!begins && hypot (pick->x - self->last_x, pick->y - self->last_y) < STROKE_STEP * pick->pixel)
    return FALSE;
  put_point (self, pick->x, pick->y);
  return TRUE;
}

static double
measure_distance (GradusPainter *self, guint i, const GradusPick *pick)
{
  const GradusPoint *point = &g_array_index (self->points, GradusPoint, i);

  return hypot ((double) point->x - pick->x, (double) point->y - pick->y) / pick->pixel;
}

/* The nearest within reach. */
static int
find_point (GradusPainter *self, const GradusPick *pick)
{
  double least = REACH;
  int found = -1;

  for (guint i = 0; i < self->points->len; i++) {
    const double distance = measure_distance (self, i, pick);

    if (distance > least)
      continue;
    least = distance;
    found = (int) i;
  }
  return found;
}

static gboolean
move_point (GradusPainter *self, const GradusPick *pick, gboolean begins)
{
  GradusPoint *point;

  if (begins)
    self->moved = find_point (self, pick);
  if (self->moved < 0 || begins)
    return FALSE;
  point = &g_array_index (self->points, GradusPoint, self->moved);
  *point = make_point (self, pick->x, pick->y, point->class);
  return TRUE;
}

/* All within reach, but the very last: without a sample there is nothing to learn from. Backwards,
 * so that the places of those not yet looked at stay. */
static gboolean
erase_points (GradusPainter *self, const GradusPick *pick)
{
  const guint n = self->points->len;

  for (guint i = n; i-- > 0 && self->points->len > 1;) {
    if (measure_distance (self, i, pick) <= REACH)
      g_array_remove_index (self->points, i);
  }
  return self->points->len != n;
}

static void
use_tool (GradusPainter *self, double x, double y, gboolean begins)
{
  const GradusPick pick = gradus_view_pick (self->view, x, y);
  gboolean has_changed = FALSE;

  if (pick.kind != GRADUS_PICK_PLANE)
    return;
  switch (gradus_paint_tools_get_tool (gradus_experiment_panel_get_tools (self->panel))) {
  case GRADUS_TOOL_PAINT:
    has_changed = paint_point (self, &pick, begins);
    break;
  case GRADUS_TOOL_SPRAY:
    has_changed = spray_points (self, &pick);
    break;
  case GRADUS_TOOL_MOVE:
    has_changed = move_point (self, &pick, begins);
    break;
  case GRADUS_TOOL_ERASE:
    has_changed = erase_points (self, &pick);
    break;
  }
  if (has_changed)
    apply_stroke (self);
}

/* -- Strokes ----------------------------------------------------------------------------------- */

static GradusExtent
get_extent (GradusPainter *self)
{
  const GradusSnapshot *snapshot = gradus_run_get_snapshot (gradus_view_get_run (self->view));

  return (GradusExtent){ (float) snapshot->plane.x0, (float) snapshot->plane.x1,
                         (float) snapshot->plane.y0, (float) snapshot->plane.y1 };
}

/* All changes of a stroke are one step of undo, hence the group, which on_end() or the end of the
 * view closes. */
static void
on_begin (GtkGestureDrag *drag, double x, double y, GradusPainter *self)
{
  const guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (drag));
  const guint chosen =
      gradus_paint_tools_get_class (gradus_experiment_panel_get_tools (self->panel));
  const GradusPoints *points;

  if (!has_points (self) || button == GDK_BUTTON_MIDDLE ||
      gradus_view_pick (self->view, x, y).kind != GRADUS_PICK_PLANE) {
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
    return;
  }
  /* Of several runs side by side the one that is painted on is the one that is set. */
  gradus_document_set_selected (gradus_experiment_model_get_document (self->model),
                                gradus_view_get_run (self->view));
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gradus_document_begin_group (gradus_experiment_model_get_document (self->model));
  points = gradus_experiment_model_get_data (self->model)->points;
  self->points = g_array_new (FALSE, FALSE, sizeof (GradusPoint));
  g_array_append_vals (self->points, points->points, points->n);
  self->extent = get_extent (self);
  self->class = button == GDK_BUTTON_SECONDARY ? chosen == 0 : chosen;
  self->moved = -1;
  self->from_x = x;
  self->from_y = y;
  use_tool (self, x, y, TRUE);
}

static void
on_update (GtkGestureDrag *drag, double dx, double dy, GradusPainter *self)
{
  if (self->points && is_active (self))
    use_tool (self, self->from_x + dx, self->from_y + dy, FALSE);
}

static void
on_end (GtkGestureDrag *drag, double dx, double dy, GradusPainter *self)
{
  if (!self->points)
    return;
  g_clear_pointer (&self->points, g_array_unref);
  gradus_document_end_group (gradus_experiment_model_get_document (self->model));
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers,
        GradusPainter *self)
{
  if (!is_active (self) || modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  return gradus_paint_tools_press (gradus_experiment_panel_get_tools (self->panel), key);
}

static void
gradus_painter_free (gpointer data)
{
  GradusPainter *self = data;

  if (self->points) /* in the middle of a stroke */
    gradus_document_end_group (gradus_experiment_model_get_document (self->model));
  g_clear_pointer (&self->points, g_array_unref);
  g_object_unref (self->model);
  g_free (self);
}

void
gradus_painter_attach (GradusView *view, GradusExperimentModel *model, GradusExperimentPanel *panel)
{
  GradusPainter *self = g_new0 (GradusPainter, 1);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = view;
  self->model = g_object_ref (model);
  self->panel = panel;
  /* Before the view's own clicks and drags. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  /* Any button: the second one paints the other class. */
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_end), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  g_object_set_data_full (G_OBJECT (view), "painter", self, gradus_painter_free);
}
