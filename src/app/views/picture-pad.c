/* SPDX-License-Identifier: MIT */
#include "app/views/picture-pad.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/common/scheme.h"
#include "data/brush.h"
#include "plot/picture-grid.h"

/* Points of the picture that a brush stroke is made of lie so near each other. */
#define STROKE_STEP 0.4

#define SMALLEST 72

/* The drawing has about so many pixels a side, at most FINEST for one of the picture's: what is
 * drawn small must not become blurred when it is made larger. */
#define DRAWING_SIDE 112
#define FINEST 4

/* Between the drawing and what the network sees. */
#define GAP 12

struct _GradusPicturePad {
  GtkWidget parent_instance;

  GradusInk ink; /* of the dataset's pictures */
  guint fine;    /* pixels of the drawing, across and down, for one of the picture's */
  GradusPictureLayout canvas;
  float *drawing; /* of the canvas */
  float *inputs;  /* the picture */
  float colour[GRADUS_BRUSH_CHANNELS];
  gboolean is_drawn;
  gboolean is_loaded;    /* the picture is a sample's, on which nothing was drawn */
  double last_x, last_y; /* of the stroke, in pixels of the picture */
};

G_DEFINE_FINAL_TYPE (GradusPicturePad, gradus_picture_pad, GTK_TYPE_WIDGET)

static guint drawn_signal;

static gsize
count_inputs (const GradusPicturePad *self)
{
  const GradusPictureLayout *layout = &self->ink.layout;

  return (gsize) layout->width * layout->height * layout->n_channels;
}

static void
tell (GradusPicturePad *self)
{
  if (!self->is_loaded)
    gradus_ink_place (&self->ink, self->drawing, self->fine, self->inputs);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, drawn_signal, 0);
}

static void
empty (GradusPicturePad *self)
{
  const gsize n = count_inputs (self);

  for (gsize i = 0; i < n; i++)
    self->inputs[i] = self->ink.ground;
  for (gsize i = 0; i < n * self->fine * self->fine; i++)
    self->drawing[i] = self->ink.ground;
  self->is_drawn = self->is_loaded = FALSE;
}

static gboolean
are_alike (const GradusInk *a, const GradusInk *b)
{
  return a->layout.width == b->layout.width && a->layout.height == b->layout.height &&
         a->layout.n_channels == b->layout.n_channels && a->ground == b->ground && a->ink == b->ink;
}

void
gradus_picture_pad_set_dataset (GradusPicturePad *self, const GradusDataset *dataset)
{
  const GradusInk before = self->ink;
  gsize n;

  gradus_ink_measure (&self->ink, dataset);
  if (are_alike (&self->ink, &before))
    return;
  n = count_inputs (self);
  self->fine = (guint) CLAMP (DRAWING_SIDE / MAX (self->ink.layout.width, 1), 1, FINEST);
  self->canvas = self->ink.layout;
  self->canvas.width *= self->fine;
  self->canvas.height *= self->fine;
  g_free (self->inputs);
  g_free (self->drawing);
  self->inputs = g_new (float, n + 1);
  self->drawing = g_new (float, n * self->fine * self->fine + 1);
  empty (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gradus_picture_pad_clear (GradusPicturePad *self)
{
  empty (self);
  tell (self);
}

/* The drawing becomes the sample, too, so that one can draw on it. */
void
gradus_picture_pad_load (GradusPicturePad *self, const float *inputs)
{
  const GradusPictureLayout *layout = &self->ink.layout, *canvas = &self->canvas;
  const guint n = canvas->width * canvas->height;

  memcpy (self->inputs, inputs, count_inputs (self) * sizeof (float));
  for (guint i = 0; i < n; i++) {
    const guint x = i % canvas->width, y = i / canvas->width;

    for (guint k = 0; k < layout->n_channels; k++)
      self->drawing[gradus_picture_layout_find (canvas, x, y, k)] =
          inputs[gradus_picture_layout_find (layout, x / self->fine, y / self->fine, k)];
  }
  self->is_drawn = self->is_loaded = TRUE;
  tell (self);
}

gboolean
gradus_picture_pad_has_colours (GradusPicturePad *self)
{
  return gradus_brush_has_colours (&self->ink);
}

void
gradus_picture_pad_set_colour (GradusPicturePad *self, const float *colour)
{
  memcpy (self->colour, colour, sizeof self->colour);
}

GradusPictureLayout
gradus_picture_pad_get_canvas (GradusPicturePad *self)
{
  return self->canvas;
}

void
gradus_picture_pad_put (GradusPicturePad *self, const guint8 *levels)
{
  const GradusPictureLayout *canvas = &self->canvas;
  const float low = MIN (self->ink.ground, self->ink.ink),
              high = MAX (self->ink.ground, self->ink.ink);

  for (guint channel = 0; channel < canvas->n_channels; channel++) {
    for (guint y = 0; y < canvas->height; y++) {
      for (guint x = 0; x < canvas->width; x++)
        self->drawing[gradus_picture_layout_find (canvas, x, y, channel)] =
            low + (high - low) * *levels++ / G_MAXUINT8;
    }
  }
  self->is_drawn = TRUE;
  self->is_loaded = FALSE;
  tell (self);
}

GBytes *
gradus_picture_pad_get_inputs (GradusPicturePad *self)
{
  return self->is_drawn ? g_bytes_new (self->inputs, count_inputs (self) * sizeof (float)) : NULL;
}

char *
gradus_picture_pad_describe (GradusPicturePad *self)
{
  const GradusInk *ink = &self->ink;
  const guint side = (guint) round (ink->side), whole = MAX (ink->layout.width, ink->layout.height);

  if (ink->side > 0 && ink->centre == GRADUS_INK_BY_MASS)
    return g_strdup_printf (_ ("The network sees it as the training pictures are: %u of %u pixels "
                               "large, its centre of mass where theirs is"),
                            side, whole);
  if (ink->side > 0 && ink->centre == GRADUS_INK_BY_BOX)
    return g_strdup_printf (_ ("The network sees it as the training pictures are: %u of %u pixels "
                               "large, its middle where theirs is"),
                            side, whole);
  if (ink->side > 0)
    return g_strdup_printf (
        _ ("The network sees it as large as the training pictures are: %u of %u pixels"), side,
        whole);
  if (ink->centre == GRADUS_INK_BY_MASS)
    return g_strdup (
        _ ("The network sees its centre of mass where that of the training pictures is"));
  if (ink->centre == GRADUS_INK_BY_BOX)
    return g_strdup (_ ("The network sees its middle where that of the training pictures is"));
  return g_strdup (_ ("The network sees it as it is drawn: the training pictures have no common "
                      "size or place"));
}

/* -- Drawing ----------------------------------------------------------------------------------- */

/* Where the drawing is, or, if `is_seen`, what the network sees, where that is another picture. */
static graphene_rect_t
get_picture_rect (GradusPicturePad *self, gboolean is_seen)
{
  const GradusPictureLayout *layout = &self->ink.layout;
  const guint n = gradus_ink_is_placed (&self->ink) ? 2 : 1;
  const double gap = n > 1 ? GAP : 0;
  const double width = gtk_widget_get_width (GTK_WIDGET (self)) - gap,
               height = gtk_widget_get_height (GTK_WIDGET (self));
  const double scale = MAX (MIN (width / (n * layout->width), height / layout->height), 0);
  const double across = scale * layout->width, down = scale * layout->height;

  return GRAPHENE_RECT_INIT ((float) ((width - n * across) / 2 + (is_seen ? across + gap : 0)),
                             (float) ((height - down) / 2), (float) across, (float) down);
}

static void
touch (GradusPicturePad *self, double x, double y, gboolean erases)
{
  if (erases)
    gradus_brush_erase (&self->ink, self->drawing, self->fine, x, y);
  else
    gradus_brush_paint (&self->ink, self->drawing, self->fine, x, y, self->colour);
}

/* Draws on to a point of the widget; a stroke `begins` there without a line to it. The pointer
 * comes in jumps, so the way between two points is touched in small steps. */
static void
draw_to (GradusPicturePad *self, double widget_x, double widget_y, gboolean begins, gboolean erases)
{
  const graphene_rect_t rect = get_picture_rect (self, FALSE);
  const double scale = MAX ((double) rect.size.width, 1) / self->ink.layout.width;
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
  self->is_loaded = FALSE;
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
  if (self->ink.layout.width > 0)
    draw_to (self, x, y, TRUE, is_erasing (drag));
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, GradusPicturePad *self)
{
  double x, y;

  if (self->ink.layout.width > 0 && gtk_gesture_drag_get_start_point (drag, &x, &y))
    draw_to (self, x + dx, y + dy, FALSE, is_erasing (drag));
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
draw_picture (GradusPicturePad *self, GradusCanvas *canvas, gboolean is_seen)
{
  const GradusPictureLayout *layout = is_seen ? &self->ink.layout : &self->canvas;
  const graphene_rect_t rect = get_picture_rect (self, is_seen);
  const GradusPixels pixels = { layout->width, layout->height, layout->n_channels,
                                layout->is_planar };
  const GradusGridPicture picture = { is_seen ? self->inputs : self->drawing,
                                      (double) MIN (self->ink.ground, self->ink.ink),
                                      (double) MAX (self->ink.ground, self->ink.ink) };

  gradus_picture_draw (canvas, &pixels, &picture,
                       (GradusRect){ (double) rect.origin.x / canvas->magnification,
                                     (double) rect.origin.y / canvas->magnification,
                                     (double) rect.size.width / canvas->magnification,
                                     (double) rect.size.height / canvas->magnification });
}

static void
gradus_picture_pad_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GradusPicturePad *self = GRADUS_PICTURE_PAD (widget);
  const float width = (float) gtk_widget_get_width (widget),
              height = (float) gtk_widget_get_height (widget);
  g_autoptr (GradusStyle) style = gradus_scheme_make_style (gradus_scheme_find ());
  g_auto (GradusCanvas) canvas = { NULL };
  cairo_t *cr;

  if (self->ink.layout.width == 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gradus_canvas_init (&canvas, cr, style, (double) width, (double) height);
  draw_picture (self, &canvas, FALSE);
  if (gradus_ink_is_placed (&self->ink))
    draw_picture (self, &canvas, TRUE);
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
  g_free (GRADUS_PICTURE_PAD (object)->drawing);
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
