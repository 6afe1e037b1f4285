/* SPDX-License-Identifier: MIT */
#include "app/common/steady-label.h"

struct _GradusSteadyLabel {
  GtkWidget parent_instance;

  GtkWidget *label, *brief; /* one of them is visible */
  guint chars;
};

G_DEFINE_FINAL_TYPE (GradusSteadyLabel, gradus_steady_label, GTK_TYPE_WIDGET)

enum {
  PROP_CHARS = 1
};

void
gradus_steady_label_set_text (GradusSteadyLabel *self, const char *text, const char *brief)
{
  if (g_str_equal (gtk_label_get_label (GTK_LABEL (self->label)), text) &&
      g_str_equal (gtk_label_get_label (GTK_LABEL (self->brief)), brief))
    return;
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_label_set_label (GTK_LABEL (self->brief), brief);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->brief), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

/* The width of `chars` digits in the font of the label, in pixels. */
static int
get_wanted_width (GradusSteadyLabel *self)
{
  PangoContext *context = gtk_widget_get_pango_context (self->label);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  const int width = pango_font_metrics_get_approximate_digit_width (metrics) * (int) self->chars;

  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS_CEIL (width);
}

/* The width goes by the digits, not by the text: what stands beside it must not move with each
 * step. */
static void
gradus_steady_label_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *least, int *natural, int *least_baseline, int *natural_baseline)
{
  GradusSteadyLabel *self = GRADUS_STEADY_LABEL (widget);

  gtk_widget_measure (self->label, orientation, for_size, NULL, natural, least_baseline,
                      natural_baseline);
  gtk_widget_measure (self->brief, orientation, for_size, least, NULL, NULL, NULL);
  *natural =
      MAX (*least, orientation == GTK_ORIENTATION_HORIZONTAL ? get_wanted_width (self) : *natural);
}

/* Only child visibility: hiding would ask for another layout in the middle of this one. */
static void
gradus_steady_label_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GradusSteadyLabel *self = GRADUS_STEADY_LABEL (widget);
  int whole;
  gboolean is_brief;

  gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &whole, NULL, NULL);
  is_brief = whole > width;
  gtk_widget_set_child_visible (self->label, !is_brief);
  gtk_widget_set_child_visible (self->brief, is_brief);
  gtk_widget_allocate (is_brief ? self->brief : self->label, width, height, baseline, NULL);
}

static void
set_chars (GradusSteadyLabel *self, guint chars)
{
  self->chars = chars;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
gradus_steady_label_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHARS)
    set_chars (GRADUS_STEADY_LABEL (object), g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_steady_label_dispose (GObject *object)
{
  GradusSteadyLabel *self = GRADUS_STEADY_LABEL (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->brief, gtk_widget_unparent);
  G_OBJECT_CLASS (gradus_steady_label_parent_class)->dispose (object);
}

static void
gradus_steady_label_class_init (GradusSteadyLabelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->set_property = gradus_steady_label_set_property;
  G_OBJECT_CLASS (class)->dispose = gradus_steady_label_dispose;
  widget_class->measure = gradus_steady_label_measure;
  widget_class->size_allocate = gradus_steady_label_size_allocate;
  g_object_class_install_property (G_OBJECT_CLASS (class), PROP_CHARS,
                                   g_param_spec_uint ("chars", NULL, NULL, 1, 100, 10,
                                                      G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
}

static GtkWidget *
add_label (GradusSteadyLabel *self)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL);

  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
gradus_steady_label_init (GradusSteadyLabel *self)
{
  self->chars = 10;
  self->label = add_label (self);
  self->brief = add_label (self);
}
