/* SPDX-License-Identifier: MIT */
#include "app/views/picture-pad.h"

#include <math.h>

#include "app/common/scheme.h"
#include "plot/picture-grid.h"

/* Of the brush: so large a part of the side, and at least so many pixels. */
#define BRUSH_SHARE 0.055
#define SMALLEST_BRUSH 0.8

/* Points of the picture that a brush stroke is made of lie so near each other. */
#define STROKE_STEP 0.4

#define SMALLEST 72

struct _GradusPicturePad {
  GtkWidget parent_instance;

  GradusPictureLayout shape; /* width 0: no dataset */
  double low, high;          /* black and white */
  float *inputs;
  gboolean is_drawn;
  double last_x, last_y; /* of the stroke, in pixels of the picture */
};

G_DEFINE_FINAL_TYPE (GradusPicturePad, gradus_picture_pad, GTK_TYPE_WIDGET)

static guint drawn_signal;

static guint
count_inputs (const GradusPicturePad *self)
{
  return self->shape.width * self->shape.height * self->shape.n_channels;
}

static void
tell (GradusPicturePad *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, drawn_signal, 0);
}

static void
blacken (GradusPicturePad *self)
{
  for (guint i = 0; i < count_inputs (self); i++)
    self->inputs[i] = (float) self->low;
  self->is_drawn = FALSE;
}

void
gradus_picture_pad_set_dataset (GradusPicturePad *self, const GradusDataset *dataset)
{
  const GradusPictureLayout shape = dataset ? dataset->picture : (GradusPictureLayout){ 0 };
  double low = 0, high = 1;

  if (dataset && shape.width > 0)
    gradus_picture_find_range (
        dataset->inputs, (gsize) MIN (dataset->n_samples, 200) * dataset->n_inputs, &low, &high);
  if (shape.width == self->shape.width && shape.height == self->shape.height &&
      shape.n_channels == self->shape.n_channels && low == self->low && high == self->high)
    return;
  self->shape = shape;
  self->low = low;
  self->high = high;
  g_free (self->inputs);
  self->inputs = g_new (float, count_inputs (self) + 1);
  blacken (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gradus_picture_pad_clear (GradusPicturePad *self)
{
  blacken (self);
  tell (self);
}

void
gradus_picture_pad_load (GradusPicturePad *self, const float *inputs)
{
  memcpy (self->inputs, inputs, count_inputs (self) * sizeof (float));
  self->is_drawn = TRUE;
  tell (self);
}

GBytes *
gradus_picture_pad_get_inputs (GradusPicturePad *self)
{
  return self->is_drawn ? g_bytes_new (self->inputs, count_inputs (self) * sizeof (float)) : NULL;
}

/* -- Drawing ----------------------------------------------------------------------------------- */

/* The square that the picture fills, in the middle. */
static graphene_rect_t
get_picture_rect (GradusPicturePad *self)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self)),
               height = gtk_widget_get_height (GTK_WIDGET (self));
  const double scale = MIN (width / self->shape.width, height / self->shape.height);
  const double across = scale * self->shape.width, down = scale * self->shape.height;

  return GRAPHENE_RECT_INIT ((float) ((width - across) / 2), (float) ((height - down) / 2),
                             (float) across, (float) down);
}

/* A pixel within the brush becomes white, or black, the more the nearer it is to its middle. */
static void
touch (GradusPicturePad *self, double x, double y, gboolean erases)
{
  const GradusPictureLayout *shape = &self->shape;
  const double radius = MAX (BRUSH_SHARE * shape->width, SMALLEST_BRUSH);
  const guint n = shape->width * shape->height;

  for (guint pixel = 0; pixel < n; pixel++) {
    const double distance = hypot (pixel % shape->width + 0.5 - x, pixel / shape->width + 0.5 - y);
    const double part = CLAMP (radius + 0.5 - distance, 0, 1);

    for (guint k = 0; part > 0 && k < shape->n_channels; k++) {
      float *value =
          &self->inputs[shape->is_planar ? k * n + pixel : pixel * shape->n_channels + k];
      const double wanted = erases ? self->low + (1 - part) * (self->high - self->low)
                                   : self->low + part * (self->high - self->low);

      *value = erases ? MIN (*value, (float) wanted) : MAX (*value, (float) wanted);
    }
  }
}

/* Draws on to a point of the widget; a stroke `begins` there without a line to it. The pointer
 * comes in jumps, so the way between two points is touched in small steps. */
static void
draw_to (GradusPicturePad *self, double widget_x, double widget_y, gboolean begins, gboolean erases)
{
  const graphene_rect_t rect = get_picture_rect (self);
  const double scale = (double) rect.size.width / self->shape.width;
  const double x = (widget_x - (double) rect.origin.x) / scale,
               y = (widget_y - (double) rect.origin.y) / scale;
  guint n;

  if (begins) {
    self->last_x = x;
    self->last_y = y;
  }
  n = (guint) CLAMP (hypot (x - self->last_x, y - self->last_y) / STROKE_STEP, 1, 500);
  for (guint i = 1; i <= n; i++)
    touch (self, self->last_x + (x - self->last_x) * i / n,
           self->last_y + (y - self->last_y) * i / n, erases);
  self->last_x = x;
  self->last_y = y;
  self->is_drawn = TRUE;
  tell (self);
}

static gboolean
is_erasing (GtkGestureDrag *drag)
{
  return gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (drag)) == GDK_BUTTON_SECONDARY;
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, GradusPicturePad *self)
{
  if (self->shape.width > 0)
    draw_to (self, x, y, TRUE, is_erasing (drag));
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, GradusPicturePad *self)
{
  double x, y;

  if (self->shape.width > 0 && gtk_gesture_drag_get_start_point (drag, &x, &y))
    draw_to (self, x + dx, y + dy, FALSE, is_erasing (drag));
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_picture_pad_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GradusPicturePad *self = GRADUS_PICTURE_PAD (widget);
  const float width = (float) gtk_widget_get_width (widget),
              height = (float) gtk_widget_get_height (widget);
  const graphene_rect_t rect = get_picture_rect (self);
  const GradusGridPicture picture = { self->inputs, self->low, self->high };
  g_autoptr (GradusStyle) style = gradus_scheme_make_style (gradus_scheme_find ());
  g_auto (GradusCanvas) canvas = { NULL };
  cairo_t *cr;

  if (self->shape.width == 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gradus_canvas_init (&canvas, cr, style, (double) width, (double) height);
  gradus_picture_draw (&canvas,
                       &(GradusPixels){ self->shape.width, self->shape.height,
                                        self->shape.n_channels, self->shape.is_planar },
                       &picture,
                       (GradusRect){ (double) rect.origin.x / canvas.magnification,
                                     (double) rect.origin.y / canvas.magnification,
                                     (double) rect.size.width / canvas.magnification,
                                     (double) rect.size.height / canvas.magnification });
  cairo_destroy (cr);
}

static void
gradus_picture_pad_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = SMALLEST;
}

static void
gradus_picture_pad_finalize (GObject *object)
{
  g_free (GRADUS_PICTURE_PAD (object)->inputs);
  G_OBJECT_CLASS (gradus_picture_pad_parent_class)->finalize (object);
}

static void
gradus_picture_pad_class_init (GradusPicturePadClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = gradus_picture_pad_finalize;
  widget_class->snapshot = gradus_picture_pad_snapshot;
  widget_class->measure = gradus_picture_pad_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  drawn_signal = g_signal_new ("drawn", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
gradus_picture_pad_init (GradusPicturePad *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
}
