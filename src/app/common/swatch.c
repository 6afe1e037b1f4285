/* SPDX-License-Identifier: MIT */
#include "app/common/swatch.h"

#include "app/common/scheme.h"

#define DIAMETER 12

struct _GradusSwatch {
  GtkWidget parent_instance;

  guint colour;
  gboolean is_full;
};

G_DEFINE_FINAL_TYPE (GradusSwatch, gradus_swatch, GTK_TYPE_WIDGET)

void
gradus_swatch_show (GradusSwatch *self, guint colour, gboolean is_full)
{
  if (self->colour == colour && self->is_full == is_full)
    return;
  self->colour = colour;
  self->is_full = is_full;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
gradus_swatch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = DIAMETER;
}

static void
gradus_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GradusSwatch *self = GRADUS_SWATCH (widget);
  const double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (GradusStyle) style = gradus_scheme_make_style (gradus_scheme_find ());
  const GradusColour colour = gradus_style_get_class_colour (style, self->colour);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  cairo_set_source_rgb (cr, colour.red, colour.green, colour.blue);
  cairo_arc (cr, width / 2, height / 2, MIN (width, height) / 2 - 1, 0, 2 * G_PI);
  if (self->is_full)
    cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
gradus_swatch_class_init (GradusSwatchClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->measure = gradus_swatch_measure;
  widget_class->snapshot = gradus_swatch_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gradus_swatch_init (GradusSwatch *self)
{
  self->is_full = TRUE;
  gradus_scheme_watch (self, G_CALLBACK (gtk_widget_queue_draw));
}
