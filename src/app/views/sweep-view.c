/* SPDX-License-Identifier: MIT */
#include "app/views/sweep-view.h"

#include <math.h>

#include "app/common/scheme.h"

/* Where the pointer would be to tell of a cell that the keyboard is on. */
#define KEY_POINT 4

struct _GradusSweepView {
  GtkWidget parent_instance;

  GradusSweep *sweep;
  GradusSweepFigure figure;
  double pointer_x, pointer_y; /* in the widget; NaN: not there */
  GradusStyle *style;          /* NULL where it has to be made anew */
};

G_DEFINE_FINAL_TYPE (GradusSweepView, gradus_sweep_view, GTK_TYPE_WIDGET)

static guint chosen_signal;

/* -- Drawing ----------------------------------------------------------------------------------- */

static void
forget_style (GradusSweepView *self)
{
  g_clear_pointer (&self->style, gradus_style_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The figure knows of the pointer in units of its canvas. */
static void
init_canvas (GradusSweepView *self, GradusCanvas *canvas, cairo_t *cr)
{
  if (!self->style)
    self->style = gradus_scheme_make_style (gradus_scheme_find ());
  gradus_canvas_init (canvas, cr, self->style, gtk_widget_get_width (GTK_WIDGET (self)),
                      gtk_widget_get_height (GTK_WIDGET (self)));
  self->figure.pointer_x = self->pointer_x / canvas->magnification;
  self->figure.pointer_y = self->pointer_y / canvas->magnification;
}

static void
gradus_sweep_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GradusSweepView *self = GRADUS_SWEEP_VIEW (widget);
  const float width = (float) gtk_widget_get_width (widget),
              height = (float) gtk_widget_get_height (widget);
  g_auto (GradusCanvas) canvas = { NULL };
  cairo_t *cr;

  if (!self->sweep || width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  init_canvas (self, &canvas, cr);
  gradus_sweep_figure_draw (&canvas, &self->figure);
  cairo_destroy (cr);
}

GBytes *
gradus_sweep_view_render (GradusSweepView *self, GradusSheetFormat format)
{
  g_autoptr (GradusStyle) style = gradus_scheme_make_style (GRADUS_SCHEME_PRINT);

  if (!self->sweep)
    return NULL;
  return gradus_sweep_figure_render (&self->figure, format, style,
                                     MAX (gtk_widget_get_width (GTK_WIDGET (self)), 100),
                                     MAX (gtk_widget_get_height (GTK_WIDGET (self)), 100));
}

void
gradus_sweep_view_refresh (GradusSweepView *self)
{
  g_autofree char *description =
      self->sweep ? gradus_sweep_figure_describe (&self->figure) : g_strdup ("");

  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}

void
gradus_sweep_view_show (GradusSweepView *self, GradusSweep *sweep,
                        const GradusBuiltinSweep *builtin)
{
  g_clear_pointer (&self->sweep, gradus_sweep_unref);
  self->sweep = sweep ? gradus_sweep_ref (sweep) : NULL;
  self->figure = (GradusSweepFigure){ self->sweep, builtin, NAN, NAN };
  gradus_sweep_view_refresh (self);
}

/* -- The pointer and the keys ------------------------------------------------------------------ */

static int
find_cell (GradusSweepView *self, double x, double y, int *seed)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  GradusCanvas canvas;
  int cell = -1;

  *seed = -1;
  if (self->sweep) {
    init_canvas (self, &canvas, cr);
    cell = gradus_sweep_figure_find (&canvas, &self->figure, x / canvas.magnification,
                                     y / canvas.magnification, seed);
    gradus_canvas_clear (&canvas);
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return cell;
}

static void
set_pointer (GradusSweepView *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_motion (GradusSweepView *self, double x, double y)
{
  set_pointer (self, x, y);
}

static void
on_leave (GradusSweepView *self)
{
  set_pointer (self, NAN, NAN);
}

static void
choose (GradusSweepView *self, double x, double y)
{
  int seed;
  const int cell = find_cell (self, x, y, &seed);

  if (cell >= 0)
    g_signal_emit (self, chosen_signal, 0, (guint) cell, seed);
}

static void
on_press (GtkGestureClick *click, int n_press, double x, double y, GradusSweepView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Not on pressing: another page comes, and newer GTK wants to know where the button is let go. */
static void
on_release (GtkGestureClick *click, int n_press, double x, double y, GradusSweepView *self)
{
  choose (self, x, y);
}

/* The middle of the first point at which a cell is found, as the pointer would find it. */
static void
point_at_cell (GradusSweepView *self, int cell)
{
  int seed;

  for (int y = 0; y < gtk_widget_get_height (GTK_WIDGET (self)); y += KEY_POINT) {
    for (int x = 0; x < gtk_widget_get_width (GTK_WIDGET (self)); x += KEY_POINT) {
      if (find_cell (self, x, y, &seed) == cell && seed < 0) {
        set_pointer (self, x + KEY_POINT, y + KEY_POINT);
        return;
      }
    }
  }
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers,
        GradusSweepView *self)
{
  guint n_rows, n_columns;
  int cell, next, seed;

  if (!self->sweep || modifiers & gtk_accelerator_get_default_mod_mask ())
    return GDK_EVENT_PROPAGATE;
  gradus_sweep_figure_get_size (&self->figure, &n_rows, &n_columns);
  cell = find_cell (self, self->pointer_x, self->pointer_y, &seed);
  switch (key) {
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
    choose (self, self->pointer_x, self->pointer_y);
    return GDK_EVENT_STOP;
  case GDK_KEY_Left:
    next = cell - 1;
    break;
  case GDK_KEY_Right:
    next = cell + 1;
    break;
  case GDK_KEY_Up:
    next = cell - (int) n_columns;
    break;
  case GDK_KEY_Down:
    next = cell + (int) n_columns;
    break;
  default:
    return GDK_EVENT_PROPAGATE;
  }
  point_at_cell (self, cell < 0 ? 0 : CLAMP (next, 0, (int) (n_rows * n_columns) - 1));
  return GDK_EVENT_STOP;
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_sweep_view_dispose (GObject *object)
{
  GradusSweepView *self = GRADUS_SWEEP_VIEW (object);

  g_clear_pointer (&self->sweep, gradus_sweep_unref);
  g_clear_pointer (&self->style, gradus_style_free);
  G_OBJECT_CLASS (gradus_sweep_view_parent_class)->dispose (object);
}

static void
gradus_sweep_view_class_init (GradusSweepViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_sweep_view_dispose;
  widget_class->snapshot = gradus_sweep_view_snapshot;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "gradus-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gradus_sweep_view_init (GradusSweepView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new (),
                     *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->pointer_x = self->pointer_y = NAN;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_press), self);
  g_signal_connect (click, "released", G_CALLBACK (on_release), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gradus_scheme_watch (self, G_CALLBACK (forget_style));
}
