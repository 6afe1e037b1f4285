/* SPDX-License-Identifier: MIT */
#include "app/common/wheel-guard.h"

/* Milliseconds without a turn of the wheel after which another one begins. */
#define PAUSE 400

typedef struct {
  GtkWidget *window;
  GradusWheelFunc func;
  guint turning;      /* the source that ends the turn, or 0 */
  double x, y;        /* where the pointer is in the window: events of the wheel have no place */
  GtkWidget *clicked; /* a weak pointer: the field that was pressed last, or NULL */
} Guard;

static gboolean
is_field (GtkWidget *widget)
{
  return GTK_IS_SPIN_BUTTON (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_SCALE (widget);
}

/* The field of a scrolled panel there, or NULL. */
static GtkWidget *
find_field (GtkWidget *window, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (window, x, y, GTK_PICK_DEFAULT);

  while (widget && !is_field (widget))
    widget = gtk_widget_get_parent (widget);
  return widget && gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW) ? widget : NULL;
}

static gboolean
has_focus_within (GtkWidget *widget)
{
  return gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN;
}

static void
let_field_scroll (GtkWidget *field, gboolean may_scroll)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (field);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
      gtk_event_controller_set_propagation_phase (controller,
                                                  may_scroll ? GTK_PHASE_BUBBLE : GTK_PHASE_NONE);
  }
}

static void
on_paused (gpointer data)
{
  Guard *guard = data;

  guard->turning = 0;
  guard->func (guard->window, FALSE);
}

static void
go_on_turning (Guard *guard)
{
  if (guard->turning == 0)
    guard->func (guard->window, TRUE);
  g_clear_handle_id (&guard->turning, g_source_remove);
  guard->turning = g_timeout_add_once (PAUSE, on_paused, guard);
}

/* Before the field sees the wheel. What it does not take goes on to the panel. */
static gboolean
on_scroll (GtkEventController *controller, double dx, double dy, Guard *guard)
{
  GtkWidget *field = find_field (gtk_event_controller_get_widget (controller), guard->x, guard->y);

  const gboolean may_scroll = field && field == guard->clicked && has_focus_within (field);

  if (field)
    let_field_scroll (field, may_scroll);
  if (may_scroll)
    go_on_turning (guard);
  return GDK_EVENT_PROPAGATE;
}

static void
set_clicked (Guard *guard, GtkWidget *field)
{
  g_set_weak_pointer (&guard->clicked, field);
}

static void
on_pressed (GtkGesture *gesture, int n, double x, double y, Guard *guard)
{
  set_clicked (guard,
               find_field (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y));
}

static void
on_motion (Guard *guard, double x, double y)
{
  guard->x = x;
  guard->y = y;
}

static void
free_guard (gpointer data)
{
  Guard *guard = data;

  g_clear_handle_id (&guard->turning, g_source_remove);
  set_clicked (guard, NULL);
  g_free (guard);
}

void
gradus_wheel_guard_attach (GtkWidget *window, GradusWheelFunc func)
{
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  Guard *guard = g_new0 (Guard, 1);

  guard->window = window;
  guard->func = func;
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), guard);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion), guard);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), guard);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), guard);
  gtk_widget_add_controller (window, motion);
  gtk_widget_add_controller (window, scroll);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (click));
  g_object_set_data_full (G_OBJECT (window), "gradus-wheel-guard", guard, free_guard);
}
