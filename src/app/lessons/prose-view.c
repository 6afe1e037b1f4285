/* SPDX-License-Identifier: MIT */
#include "app/lessons/prose-view.h"

#include <math.h>

#include "app/common/scheme.h"
#include "plot/prose.h"

/* Drawings have smaller letters than the interface, and a text to read needs slightly larger
 * ones. */
#define SCALE (11.5 / 9)

struct _GradusProseView {
  GtkWidget parent_instance;

  char *text, *heading;
  GradusProse *prose;
  GradusStyle *style; /* NULL: to be made at the next drawing */
};

G_DEFINE_FINAL_TYPE (GradusProseView, gradus_prose_view, GTK_TYPE_WIDGET)

static void
init_canvas (GradusProseView *self, GradusCanvas *canvas, cairo_t *cr, double width)
{
  if (!self->style)
    self->style = gradus_scheme_make_style (gradus_scheme_find ());
  gradus_canvas_init (canvas, cr, self->style, width, 1);
}

/* A context that only measures. */
static cairo_t *
make_measuring_context (void)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  return cr;
}

static int
measure_height (GradusProseView *self, int width)
{
  cairo_t *cr = make_measuring_context ();
  GradusCanvas canvas;
  double height;

  init_canvas (self, &canvas, cr, width);
  height = gradus_prose_measure (&canvas, self->prose, width, SCALE);
  gradus_canvas_clear (&canvas);
  cairo_destroy (cr);
  return (int) ceil (height);
}

static GtkSizeRequestMode
gradus_prose_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gradus_prose_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  GradusProseView *self = GRADUS_PROSE_VIEW (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = 120;
    *natural = 360;
  } else {
    *minimum = *natural = self->prose ? measure_height (self, for_size > 0 ? for_size : 360) : 0;
  }
}

static void
gradus_prose_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GradusProseView *self = GRADUS_PROSE_VIEW (widget);
  const float width = (float) gtk_widget_get_width (widget),
              height = (float) gtk_widget_get_height (widget);
  GradusCanvas canvas;
  cairo_t *cr;

  if (!self->prose)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  init_canvas (self, &canvas, cr, (double) width);
  gradus_prose_draw (&canvas, self->prose, 0, 0, (double) width, SCALE, self->style->text);
  gradus_canvas_clear (&canvas);
  cairo_destroy (cr);
}

static void
update_name (GradusProseView *self)
{
  const char *plain = self->prose ? gradus_prose_get_plain (self->prose) : "";
  g_autofree char *name =
      self->heading ? g_strconcat (self->heading, "\n", plain, NULL) : g_strdup (plain);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* An empty view would still take the gap of its box. */
void
gradus_prose_view_set_headed_text (GradusProseView *self, const char *heading, const char *text)
{
  if (g_strcmp0 (self->text, text) == 0 && g_strcmp0 (self->heading, heading) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  g_free (self->heading);
  self->heading = g_strdup (heading);
  g_clear_pointer (&self->prose, gradus_prose_free);
  if (text && *text)
    self->prose = gradus_prose_new (text);
  gtk_widget_set_visible (GTK_WIDGET (self), self->prose != NULL);
  update_name (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
gradus_prose_view_set_text (GradusProseView *self, const char *text)
{
  gradus_prose_view_set_headed_text (self, NULL, text);
}

/* The font may be another, and with it the height. */
static void
forget_style (GradusProseView *self)
{
  g_clear_pointer (&self->style, gradus_style_free);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
gradus_prose_view_finalize (GObject *object)
{
  GradusProseView *self = GRADUS_PROSE_VIEW (object);

  g_free (self->text);
  g_free (self->heading);
  g_clear_pointer (&self->prose, gradus_prose_free);
  g_clear_pointer (&self->style, gradus_style_free);
  G_OBJECT_CLASS (gradus_prose_view_parent_class)->finalize (object);
}

static void
gradus_prose_view_class_init (GradusProseViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = gradus_prose_view_finalize;
  widget_class->get_request_mode = gradus_prose_view_get_request_mode;
  widget_class->measure = gradus_prose_view_measure;
  widget_class->snapshot = gradus_prose_view_snapshot;
  gtk_widget_class_set_css_name (widget_class, "gradus-prose");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
gradus_prose_view_init (GradusProseView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gradus_scheme_watch (self, G_CALLBACK (forget_style));
}

GtkWidget *
gradus_prose_view_new (void)
{
  return g_object_new (GRADUS_TYPE_PROSE_VIEW, NULL);
}
