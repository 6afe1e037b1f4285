/* SPDX-License-Identifier: MIT */
#include "app/views/view.h"

#include "app/common/scheme.h"
#include "app/views/view-private.h"
#include "figure/curves.h"

/* Microseconds: screen readers are told of a moving picture this often at most. */
#define DESCRIBE_INTERVAL G_USEC_PER_SEC

G_DEFINE_FINAL_TYPE (GradusView, gradus_view, GTK_TYPE_WIDGET)

enum {
  PROP_FIGURE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum {
  PICKED,
  FILL,
  SETTING_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* -- Drawing ----------------------------------------------------------------------------------- */

static void
forget_style (GradusView *self)
{
  g_clear_pointer (&self->style, gradus_style_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The runs that are shown. The selected run is shown though it is hidden: else its view would be
 * empty. */
static void
collect_runs (GradusView *self)
{
  g_array_set_size (self->runs, 0);
  for (guint i = 0; self->document && i < gradus_document_get_n_runs (self->document); i++) {
    GradusRun *run = gradus_document_get_run (self->document, i);
    const GradusFigureRun shown = { gradus_document_get_label (self->document, run),
                                    gradus_run_get_colour (run), gradus_run_get_series (run),
                                    run == self->run };

    if (run == self->run || !gradus_run_is_hidden (run))
      g_array_append_val (self->runs, shown);
  }
}

GradusFigureSource
gradus_view_get_source (GradusView *self)
{
  const GradusCheckpoint *moment = self->run ? gradus_run_get_shown_checkpoint (self->run) : NULL;

  if (!self->run)
    return (GradusFigureSource){ 0 };
  collect_runs (self);
  return (GradusFigureSource){
    .experiment = gradus_run_get_experiment (self->run),
    .snapshot = gradus_run_get_snapshot (self->run),
    .series = gradus_run_get_series (self->run),
    .layer_series = gradus_run_get_layer_series (self->run),
    .training = gradus_run_get_dataset (self->run),
    .test = gradus_run_get_test_dataset (self->run),
    .n_runs = self->runs->len,
    .runs = (const GradusFigureRun *) (void *) self->runs->data,
    .n_trace = self->n_trace,
    .trace_steps = self->trace_steps,
    .trace_values = self->trace_values,
    .is_past = moment != NULL,
    .past_step = moment ? moment->step : 0,
  };
}

void
gradus_view_init_canvas (GradusView *self, GradusCanvas *canvas, cairo_t *cr)
{
  if (!self->style)
    self->style = gradus_scheme_make_style (gradus_scheme_find ());
  gradus_canvas_init (canvas, cr, self->style, gtk_widget_get_width (GTK_WIDGET (self)),
                      gtk_widget_get_height (GTK_WIDGET (self)));
}

static void
gradus_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GradusView *self = GRADUS_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const GradusFigureSource source = gradus_view_get_source (self);
  g_auto (GradusCanvas) canvas = { NULL };
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gradus_view_init_canvas (self, &canvas, cr);
  self->cache.scale = gtk_widget_get_scale_factor (widget);
  canvas.cache = &self->cache;
  gradus_figure_draw (&canvas, self->figure, &source);
  cairo_destroy (cr);
}

/* For paper, whatever the theme of the window is. */
GBytes *
gradus_view_render (GradusView *self, GradusSheetFormat format)
{
  g_autoptr (GradusStyle) style = gradus_scheme_make_style (GRADUS_SCHEME_PRINT);
  const GradusFigureSource source = gradus_view_get_source (self);

  return gradus_figure_render (self->figure, &source, format, style,
                               MAX (gtk_widget_get_width (GTK_WIDGET (self)), 100),
                               MAX (gtk_widget_get_height (GTK_WIDGET (self)), 100));
}

/* A run at rest is described at once: nothing comes after it that would do so. */
static void
describe_view (GradusView *self)
{
  const GradusFigureSource source = gradus_view_get_source (self);
  gint64 time = g_get_monotonic_time ();
  g_autofree char *description = NULL;

  if (self->run && !gradus_run_is_settled (self->run) &&
      time - self->described_at < DESCRIBE_INTERVAL)
    return;
  self->described_at = time;
  description = gradus_figure_describe (self->figure, &source);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}

/* -- The run ----------------------------------------------------------------------------------- */

static void
on_run_changed (GradusView *self)
{
  if (self->figure->class->needs_no_run || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  describe_view (self);
}

/* While the figure is seen. What nobody sees must cost the trainer nothing. */
static void
ask_for_needs (GradusView *self)
{
  const GradusSnapshotNeeds needs = gradus_figure_look (self->figure);

  if (self->run)
    gradus_run_set_needs (self->run, self,
                          gtk_widget_get_mapped (GTK_WIDGET (self)) ? &needs : NULL);
}

/* The figure has become another. */
static void
refresh_view (GradusView *self)
{
  ask_for_needs (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  self->described_at = 0;
  describe_view (self);
}

/* The run holds the view's needs by its address, so they go before the view does. */
static void
leave_run (GradusView *self)
{
  if (!self->run)
    return;
  g_signal_handlers_disconnect_by_func (self->run, on_run_changed, self);
  gradus_run_set_needs (self->run, self, NULL);
  g_clear_object (&self->run);
}

void
gradus_view_set_run (GradusView *self, GradusRun *run)
{
  if (self->run == run)
    return;
  leave_run (self);
  self->run = run ? g_object_ref (run) : NULL;
  gradus_view_show_all (self);
  if (run)
    g_signal_connect_swapped (run, "changed", G_CALLBACK (on_run_changed), self);
  ask_for_needs (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_document_changed (GradusView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* With another number of curves the legend's numbers are of others: none stays hidden. */
static void
on_items_changed (GradusView *self)
{
  gradus_curves_show_all (self->figure);
  on_document_changed (self);
}

void
gradus_view_set_document (GradusView *self, GradusDocument *document)
{
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (!document)
    return;
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_document_changed), self);
  g_signal_connect_swapped (document, "items-changed", G_CALLBACK (on_items_changed), self);
}

GradusRun *
gradus_view_get_run (GradusView *self)
{
  return self->run;
}

const GradusFigure *
gradus_view_get_figure (GradusView *self)
{
  return self->figure;
}

/* A setting that only moves the view over the same snapshot needs no other one. */
void
gradus_view_set (GradusView *self, const char *name, double value)
{
  const GradusFigureSetting *setting = gradus_figure_class_find_setting (self->figure->class, name);

  if (!gradus_figure_set (self->figure, name, value))
    return;
  if (setting->is_sight)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else
    refresh_view (self);
  g_signal_emit (self, signals[SETTING_CHANGED], g_quark_from_static_string (setting->name),
                 setting->name);
}

void
gradus_view_set_part (GradusView *self, GradusDiagramPart part)
{
  if (gradus_figure_set_part (self->figure, part))
    refresh_view (self);
}

void
gradus_view_set_trace (GradusView *self, guint n, const guint64 *steps, const double *values)
{
  self->n_trace = n;
  self->trace_steps = steps;
  self->trace_values = values;
}

/* -- What is in sight -------------------------------------------------------------------------- */

gboolean
gradus_view_is_zoomed (GradusView *self)
{
  const GradusCurves *curves = gradus_curves_get (self->figure);

  return curves && curves->x_high > curves->x_low;
}

void
gradus_view_set_sight (GradusView *self, double low, double high)
{
  gradus_view_set (self, "x-low", low);
  gradus_view_set (self, "x-high", high);
}

void
gradus_view_show_all (GradusView *self)
{
  gradus_view_set_sight (self, 0, 0);
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gradus_view_parent_class)->map (widget);
  refresh_view (GRADUS_VIEW (widget));
}

static void
gradus_view_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gradus_view_parent_class)->unmap (widget);
  ask_for_needs (GRADUS_VIEW (widget));
}

static void
gradus_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GradusView *self = GRADUS_VIEW (object);

  if (id == PROP_FIGURE)
    self->figure = gradus_figure_new (gradus_figure_find_class (g_value_get_string (value)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_view_dispose (GObject *object)
{
  GradusView *self = GRADUS_VIEW (object);

  leave_run (self);
  gradus_view_set_document (self, NULL);
  g_clear_pointer (&self->style, gradus_style_free);
  gradus_drawing_cache_clear (&self->cache);
  G_OBJECT_CLASS (gradus_view_parent_class)->dispose (object);
}

static void
gradus_view_finalize (GObject *object)
{
  GradusView *self = GRADUS_VIEW (object);

  g_array_unref (self->runs);
  gradus_figure_free (self->figure);
  G_OBJECT_CLASS (gradus_view_parent_class)->finalize (object);
}

static void
gradus_view_class_init (GradusViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = gradus_view_dispose;
  object_class->set_property = gradus_view_set_property;
  object_class->finalize = gradus_view_finalize;
  widget_class->snapshot = gradus_view_snapshot;
  widget_class->map = gradus_view_map;
  widget_class->unmap = gradus_view_unmap;
  properties[PROP_FIGURE] =
      g_param_spec_string ("figure", NULL, NULL, "cost",
                           G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[FILL] = g_signal_new ("fill", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[SETTING_CHANGED] = g_signal_new ("setting-changed", G_TYPE_FROM_CLASS (class),
                                           G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "gradus-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gradus_view_init (GradusView *self)
{
  self->runs = g_array_new (FALSE, FALSE, sizeof (GradusFigureRun));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gradus_view_add_controllers (self);
  gradus_scheme_watch (self, G_CALLBACK (forget_style));
}
