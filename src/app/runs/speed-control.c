/* SPDX-License-Identifier: MIT */
#include "app/runs/speed-control.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/common/settings.h"
#include "plot/number.h"

/* Positions below stand for 1, 2, 5, 10 … 500,000 steps a second. */
#define PACED 18
#define UNBOUNDED 19

struct _GradusSpeedControl {
  GtkWidget parent_instance;

  GtkRange *scale;
  GtkToggleButton *button;
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

  return position >= PACED ? 0 : row[position % 3] * pow (10, position / 3);
}

static int
get_position (GradusSpeedControl *self)
{
  return (int) lround (gtk_range_get_value (self->scale));
}

double
gradus_speed_control_get_seconds (GradusSpeedControl *self)
{
  return get_position (self) == PACED ? g_settings_get_uint (gradus_settings_get (), "pace-seconds")
                                      : 0;
}

double
gradus_speed_control_get_speed (GradusSpeedControl *self)
{
  return get_speed_at (get_position (self));
}

void
gradus_speed_control_set_speed (GradusSpeedControl *self, double speed)
{
  int position = 0;

  while (position < PACED && get_speed_at (position) < speed)
    position++;
  gtk_range_set_value (self->scale, speed == 0 ? UNBOUNDED : MIN (position, PACED - 1));
}

void
gradus_speed_control_choose_usual (GradusSpeedControl *self)
{
  gtk_range_set_value (
      self->scale, g_settings_get_boolean (gradus_settings_get (), "is-paced") ? PACED : UNBOUNDED);
}

void
gradus_speed_control_toggle_full (GradusSpeedControl *self)
{
  gtk_range_set_value (self->scale, get_position (self) == UNBOUNDED ? PACED : UNBOUNDED);
}

void
gradus_speed_control_nudge (GradusSpeedControl *self, int by)
{
  gtk_range_set_value (self->scale, get_position (self) + by);
}

static char *
describe (GradusSpeedControl *self)
{
  const double speed = gradus_speed_control_get_speed (self);
  g_autofree char *count = gradus_number_format_count ((guint64) speed);
  g_autofree char *seconds =
      gradus_number_format_count ((guint64) gradus_speed_control_get_seconds (self));

  if (get_position (self) == PACED)
    /* Translators: of training; in so many seconds it comes to its last step */
    return g_strdup_printf (_ ("paced: %s s"), seconds);
  if (speed == 0)
    return g_strdup (_ ("full speed"));
  return g_strdup_printf (speed == 1 ? _ ("%s step/s") : _ ("%s steps/s"), count);
}

static void
show_speed (GradusSpeedControl *self)
{
  g_autofree char *text = describe (self);

  gtk_label_set_label (self->label, text);
  gtk_toggle_button_set_active (self->button, get_position (self) == UNBOUNDED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEED]);
}

/* Steps a second are for the moment, and not kept. */
static void
on_value_changed (GradusSpeedControl *self)
{
  if (get_position (self) >= PACED)
    g_settings_set_boolean (gradus_settings_get (), "is-paced", get_position (self) == PACED);
  show_speed (self);
}

static void
on_clicked (GradusSpeedControl *self)
{
  gradus_speed_control_toggle_full (self);
  show_speed (self); /* pressing has turned the button over, whatever came of it */
}

static void
on_seconds_changed (GradusSpeedControl *self)
{
  if (get_position (self) == PACED)
    show_speed (self);
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
  gtk_widget_class_bind_template_child (widget_class, GradusSpeedControl, button);
  gtk_widget_class_bind_template_child (widget_class, GradusSpeedControl, label);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
}

static void
gradus_speed_control_init (GradusSpeedControl *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_speed_control_choose_usual (self);
  g_signal_connect_object (gradus_settings_get (), "changed::pace-seconds",
                           G_CALLBACK (on_seconds_changed), self, G_CONNECT_SWAPPED);
  show_speed (self);
}
