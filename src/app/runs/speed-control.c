/* SPDX-License-Identifier: MIT */
#include "app/runs/speed-control.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/number.h"

/* Positions below stand for 1, 2, 5, 10 … 500,000 steps a second. */
#define UNBOUNDED 18

struct _GradusSpeedControl {
  GtkWidget parent_instance;

  GtkRange *scale;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (GradusSpeedControl, gradus_speed_control, GTK_TYPE_WIDGET)

enum {
  PROP_SPEED = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static double
get_speed_at (int position)
{
  static const double row[] = { 1, 2, 5 };

  return position >= UNBOUNDED ? 0 : row[position % 3] * pow (10, position / 3);
}

double
gradus_speed_control_get_speed (GradusSpeedControl *self)
{
  return get_speed_at ((int) lround (gtk_range_get_value (self->scale)));
}

void
gradus_speed_control_set_speed (GradusSpeedControl *self, double speed)
{
  int position = 0;

  while (position < UNBOUNDED && (speed == 0 || get_speed_at (position) < speed))
    position++;
  gtk_range_set_value (self->scale, position);
}

void
gradus_speed_control_nudge (GradusSpeedControl *self, int by)
{
  gtk_range_set_value (self->scale, round (gtk_range_get_value (self->scale)) + by);
}

static char *
describe (double speed)
{
  g_autofree char *count = gradus_number_format_count ((guint64) speed);

  if (speed == 0)
    return g_strdup (_ ("full speed"));
  return g_strdup_printf (speed == 1 ? _ ("%s step/s") : _ ("%s steps/s"), count);
}

static void
on_value_changed (GradusSpeedControl *self)
{
  g_autofree char *text = describe (gradus_speed_control_get_speed (self));

  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEED]);
}

static void
gradus_speed_control_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPEED)
    g_value_set_double (value, gradus_speed_control_get_speed (GRADUS_SPEED_CONTROL (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_speed_control_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_speed_control_parent_class)->dispose (object);
}

static void
gradus_speed_control_class_init (GradusSpeedControlClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = gradus_speed_control_dispose;
  object_class->get_property = gradus_speed_control_get_property;

  properties[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, 0, 1e6, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/speed-control.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusSpeedControl, scale);
  gtk_widget_class_bind_template_child (widget_class, GradusSpeedControl, label);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed);
}

static void
gradus_speed_control_init (GradusSpeedControl *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  on_value_changed (self);
}
