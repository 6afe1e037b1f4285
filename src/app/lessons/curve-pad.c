/* SPDX-License-Identifier: MIT */
#include "app/lessons/curve-pad.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/common/scheme.h"
#include "plot/canvas.h"
#include "plot/number.h"

#define N GRADUS_PREDICTION_POINTS
#define HEIGHT 170
#define LEFT 40.0
#define BOTTOM 22.0
#define MARGIN 8.0
#define KEY_STEP 0.05

struct _GradusCurvePad {
  GtkWidget parent_instance;

  const GradusQuestion *question;
  guint64 steps;
  double drawn[N];
  double outcome[N];
  gboolean has_outcome;
  int last;    /* the point that the pointer drew last; -1: none */
  int focused; /* the point that keys move */
};

G_DEFINE_FINAL_TYPE (GradusCurvePad, gradus_curve_pad, GTK_TYPE_WIDGET)

static guint drawn_signal;

static GradusRect
get_inside (GradusCurvePad *self)
{
  return (GradusRect){ LEFT, MARGIN, gtk_widget_get_width (GTK_WIDGET (self)) - LEFT - MARGIN,
                       gtk_widget_get_height (GTK_WIDGET (self)) - MARGIN - BOTTOM };
}

/* -- Drawing it -------------------------------------------------------------------------------- */

static void
draw_curve (GradusCanvas *canvas, GradusRect inside, const double heights[N], double width,
            GradusColour colour)
{
  gboolean is_down = FALSE;

  for (guint i = 0; i < N; i++) {
    const double x = inside.x + inside.width * i / (N - 1);
    const double y = inside.y + inside.height * (1 - heights[i]);

    if (isnan (heights[i])) {
      is_down = FALSE;
      continue;
    }
    if (is_down)
      cairo_line_to (canvas->cr, x, y);
    else
      cairo_move_to (canvas->cr, x, y);
    is_down = TRUE;
  }
  gradus_canvas_set_line_width (canvas, width);
  gradus_canvas_set_colour (canvas, colour);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (canvas->cr);
}

static double
get_value_at (const GradusQuestion *question, double height)
{
  if (question->is_log)
    return question->low * pow (question->high / question->low, height);
  return question->low + (question->high - question->low) * height;
}

static void
draw_axes (GradusCanvas *canvas, GradusCurvePad *self, GradusRect inside)
{
  g_autofree char *end = gradus_number_format_count (self->steps);

  for (guint i = 0; i <= 2; i++) {
    const double y = inside.y + inside.height * (1 - i / 2.0);
    g_autofree char *label = gradus_number_format (get_value_at (self->question, i / 2.0));

    cairo_move_to (canvas->cr, inside.x, y);
    cairo_line_to (canvas->cr, inside.x + inside.width, y);
    gradus_canvas_set_line_width (canvas, 1);
    gradus_canvas_set_colour (canvas, canvas->style->grid);
    cairo_stroke (canvas->cr);
    gradus_canvas_draw_text (canvas, label, inside.x - 5, y, 1, 0.5, canvas->style->dim_text);
  }
  gradus_canvas_draw_text (canvas, "0", inside.x, inside.y + inside.height + 3, 0, 0,
                           canvas->style->dim_text);
  gradus_canvas_draw_text (canvas, end, inside.x + inside.width, inside.y + inside.height + 3, 1, 0,
                           canvas->style->dim_text);
}

static gboolean
is_empty (GradusCurvePad *self)
{
  for (guint i = 0; i < N; i++) {
    if (!isnan (self->drawn[i]))
      return FALSE;
  }
  return TRUE;
}

static void
draw_focus (GradusCanvas *canvas, GradusCurvePad *self, GradusRect inside)
{
  const double x = inside.x + inside.width * self->focused / (N - 1);

  cairo_move_to (canvas->cr, x, inside.y);
  cairo_line_to (canvas->cr, x, inside.y + inside.height);
  gradus_canvas_set_line_width (canvas, 1);
  gradus_canvas_set_colour (canvas, canvas->style->text);
  cairo_stroke (canvas->cr);
}

static void
gradus_curve_pad_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GradusCurvePad *self = GRADUS_CURVE_PAD (widget);
  const float width = (float) gtk_widget_get_width (widget),
              height = (float) gtk_widget_get_height (widget);
  g_autoptr (GradusStyle) style = gradus_scheme_make_style (gradus_scheme_find ());
  const GradusRect inside = get_inside (self);
  GradusCanvas canvas;
  cairo_t *cr;

  if (!self->question)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gradus_canvas_init (&canvas, cr, style, (double) width, (double) height);
  draw_axes (&canvas, self, inside);
  if (self->has_outcome)
    draw_curve (&canvas, inside, self->outcome, 2, style->low_mark);
  draw_curve (&canvas, inside, self->drawn, 2.5, style->high_mark);
  if (is_empty (self) && !self->has_outcome)
    gradus_canvas_draw_text (&canvas, _ ("Draw here"), inside.x + inside.width / 2,
                             inside.y + inside.height / 2, 0.5, 0.5, style->dim_text);
  if (gtk_widget_has_focus (widget) && !self->has_outcome)
    draw_focus (&canvas, self, inside);
  gradus_canvas_clear (&canvas);
  cairo_destroy (cr);
}

static void
gradus_curve_pad_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 320 : HEIGHT;
  *minimum_baseline = *natural_baseline = -1;
}

/* -- What the user draws ----------------------------------------------------------------------- */

/* The pointer may skip points: they get a straight line from the last one. */
static void
draw_to (GradusCurvePad *self, double x, double y)
{
  const GradusRect inside = get_inside (self);
  const int at = (int) lround (CLAMP ((x - inside.x) / inside.width, 0, 1) * (N - 1));
  const double height = 1 - CLAMP ((y - inside.y) / inside.height, 0, 1);
  const int from = self->last < 0 ? at : self->last;
  const double start = self->last < 0 ? height : self->drawn[from];

  for (int i = MIN (from, at); i <= MAX (from, at); i++)
    self->drawn[i] = at == from ? height : start + (height - start) * (i - from) / (at - from);
  self->drawn[at] = height;
  self->last = at;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, GradusCurvePad *self)
{
  if (self->has_outcome)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->last = -1;
  draw_to (self, x, y);
}

static void
on_drag (GtkGestureDrag *drag, double by_x, double by_y, GradusCurvePad *self)
{
  double x, y;

  if (!self->has_outcome && gtk_gesture_drag_get_start_point (drag, &x, &y))
    draw_to (self, x + by_x, y + by_y);
}

static void
on_drag_end (GtkGestureDrag *drag, double x, double y, GradusCurvePad *self)
{
  if (!self->has_outcome)
    g_signal_emit (self, drawn_signal, 0);
}

/* The first key draws a level line, which later ones bend. */
static void
nudge (GradusCurvePad *self, double by)
{
  for (guint i = 0; i < N; i++) {
    if (isnan (self->drawn[i]))
      self->drawn[i] = 0.5;
  }
  for (int i = self->focused; i < N; i++)
    self->drawn[i] = CLAMP (self->drawn[i] + by, 0, 1);
  g_signal_emit (self, drawn_signal, 0);
}

/* Four points at a time, or it would take too long from end to end. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers,
        GradusCurvePad *self)
{
  if (self->has_outcome)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    self->focused = CLAMP (self->focused + (key == GDK_KEY_Left ? -4 : 4), 0, N - 1);
  else if (key == GDK_KEY_Up || key == GDK_KEY_Down)
    nudge (self, key == GDK_KEY_Up ? KEY_STEP : -KEY_STEP);
  else
    return GDK_EVENT_PROPAGATE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}

/* -- What others say --------------------------------------------------------------------------- */

void
gradus_curve_pad_set_question (GradusCurvePad *self, const GradusQuestion *question, guint64 steps)
{
  self->question = question;
  self->steps = steps;
  self->focused = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gradus_curve_pad_set_drawn (GradusCurvePad *self, const double *heights)
{
  for (guint i = 0; i < N; i++)
    self->drawn[i] = heights ? heights[i] : NAN;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const double *
gradus_curve_pad_get_drawn (GradusCurvePad *self)
{
  return self->drawn;
}

void
gradus_curve_pad_set_outcome (GradusCurvePad *self, const double *heights)
{
  self->has_outcome = heights != NULL;
  for (guint i = 0; heights && i < N; i++)
    self->outcome[i] = heights[i];
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_curve_pad_class_init (GradusCurvePadClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->measure = gradus_curve_pad_measure;
  widget_class->snapshot = gradus_curve_pad_snapshot;
  drawn_signal = g_signal_new ("drawn", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "gradus-curve-pad");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gradus_curve_pad_init (GradusCurvePad *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->last = -1;
  gradus_curve_pad_set_drawn (self, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Axes to draw the expected curve on"), -1);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gradus_scheme_watch (self, G_CALLBACK (gtk_widget_queue_draw));
}

GtkWidget *
gradus_curve_pad_new (void)
{
  return g_object_new (GRADUS_TYPE_CURVE_PAD, NULL);
}
