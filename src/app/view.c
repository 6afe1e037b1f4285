/* SPDX-License-Identifier: MIT */
#include "app/view.h"

#include <adwaita.h>
#include <math.h>

/* Microseconds: screen readers are told of a moving picture this often at most. */
#define DESCRIBE_INTERVAL G_USEC_PER_SEC

typedef struct {
  GradusRun *run;
  GradusStyle *style; /* NULL where it has to be made anew */
  double pointer_x, pointer_y;
  gint64 described_at;
} GradusViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GradusView, gradus_view, GTK_TYPE_WIDGET)

enum {
  PROP_RUN = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GradusViewPrivate *
get_private (GradusView *self)
{
  return gradus_view_get_instance_private (self);
}

static const GradusStyle *
get_style (GradusView *self)
{
  GradusViewPrivate *priv = get_private (self);
  g_autofree char *font = NULL;

  if (priv->style)
    return priv->style;
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-font-name", &font, NULL);
  priv->style =
      gradus_style_new (adw_style_manager_get_dark (adw_style_manager_get_default ()) ? GRADUS_SCHEME_DARK
                                                                                      : GRADUS_SCHEME_LIGHT,
                        font ? font : "Cantarell 11");
  return priv->style;
}

static void
forget_style (GradusView *self)
{
  g_clear_pointer (&get_private (self)->style, gradus_style_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
describe (GradusView *self)
{
  GradusViewPrivate *priv = get_private (self);
  gint64 time = g_get_monotonic_time ();
  g_autofree char *description = NULL;

  if (!gradus_run_is_settled (priv->run) && time - priv->described_at < DESCRIBE_INTERVAL)
    return;
  priv->described_at = time;
  description = GRADUS_VIEW_GET_CLASS (self)->describe (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
}

static void
on_run_changed (GradusView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  describe (self);
}

static void
attend (GradusView *self)
{
  if (get_private (self)->run && GRADUS_VIEW_GET_CLASS (self)->attend)
    GRADUS_VIEW_GET_CLASS (self)->attend (self, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

void
gradus_view_set_run (GradusView *self, GradusRun *run)
{
  GradusViewPrivate *priv = get_private (self);

  if (priv->run == run)
    return;
  if (priv->run)
    g_signal_handlers_disconnect_by_func (priv->run, on_run_changed, self);
  g_set_object (&priv->run, run);
  if (run)
    g_signal_connect_swapped (run, "changed", G_CALLBACK (on_run_changed), self);
  attend (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
}

GradusRun *
gradus_view_get_run (GradusView *self)
{
  return get_private (self)->run;
}

void
gradus_view_get_pointer (GradusView *self, double *x, double *y)
{
  *x = get_private (self)->pointer_x;
  *y = get_private (self)->pointer_y;
}

static void
set_pointer (GradusView *self, double x, double y)
{
  get_private (self)->pointer_x = x;
  get_private (self)->pointer_y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_motion (GradusView *self, double x, double y)
{
  set_pointer (self, x, y);
}

static void
on_leave (GradusView *self)
{
  set_pointer (self, NAN, NAN);
}

static void
gradus_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GradusView *self = GRADUS_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_auto (GradusCanvas) canvas = { NULL };
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gradus_canvas_init (&canvas, cr, get_style (self), width, height);
  GRADUS_VIEW_GET_CLASS (self)->draw (self, &canvas);
  cairo_destroy (cr);
}

static void
gradus_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gradus_view_parent_class)->map (widget);
  attend (GRADUS_VIEW (widget));
}

static void
gradus_view_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gradus_view_parent_class)->unmap (widget);
  attend (GRADUS_VIEW (widget));
}

static void
gradus_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RUN)
    g_value_set_object (value, gradus_view_get_run (GRADUS_VIEW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RUN)
    gradus_view_set_run (GRADUS_VIEW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_view_dispose (GObject *object)
{
  GradusView *self = GRADUS_VIEW (object);

  gradus_view_set_run (self, NULL);
  g_clear_pointer (&get_private (self)->style, gradus_style_free);
  G_OBJECT_CLASS (gradus_view_parent_class)->dispose (object);
}

static void
gradus_view_class_init (GradusViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = gradus_view_dispose;
  object_class->get_property = gradus_view_get_property;
  object_class->set_property = gradus_view_set_property;
  widget_class->snapshot = gradus_view_snapshot;
  widget_class->map = gradus_view_map;
  widget_class->unmap = gradus_view_unmap;

  properties[PROP_RUN] =
      g_param_spec_object ("run", NULL, NULL, GRADUS_TYPE_RUN,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "gradus-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gradus_view_init (GradusView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  get_private (self)->pointer_x = get_private (self)->pointer_y = NAN;
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (forget_style), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-font-name", G_CALLBACK (forget_style),
                           self, G_CONNECT_SWAPPED);
}
