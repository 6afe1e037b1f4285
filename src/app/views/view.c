/* SPDX-License-Identifier: MIT */
#include "app/views/view.h"

#include <math.h>

#include "app/common/scheme.h"
#include "app/views/view-private.h"

/* Microseconds: screen readers are told of a moving picture this often at most. */
#define DESCRIBE_INTERVAL G_USEC_PER_SEC

G_DEFINE_FINAL_TYPE (GradusView, gradus_view, GTK_TYPE_WIDGET)

enum {
  PROP_RUN = 1,
  PROP_FIGURE,
  PROP_IS_LOG,
  PROP_SMOOTHING,
  PROP_FORM,
  PROP_MEASURE,
  PROP_IS_DISCRETE,
  PROP_SHOWS_TEST,
  PROP_X_INPUT,
  PROP_Y_INPUT,
  PROP_SAMPLE,
  PROP_DEPTH,
  PROP_CURSOR,
  PROP_X_LOW,
  PROP_X_HIGH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum {
  PICKED,
  FILL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* -- Drawing --------------------------------------------------------------------------------------------- */

static void
forget_style (GradusView *self)
{
  g_clear_pointer (&self->style, gradus_style_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The runs that are shown. */
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
  GradusFigure shown = self->figure;
  g_auto (GradusCanvas) canvas = { NULL };
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gradus_view_init_canvas (self, &canvas, cr);
  self->cache.scale = gtk_widget_get_scale_factor (widget);
  canvas.cache = &self->cache;
  if (shown.cursor < 0 && self->run && gradus_run_get_moment (self->run))
    shown.cursor = (double) gradus_run_get_moment (self->run)->step;
  gradus_figure_draw (&canvas, &shown, &source);
  cairo_destroy (cr);
}

GBytes *
gradus_view_render (GradusView *self, GradusSheetFormat format)
{
  g_autoptr (GradusStyle) style = gradus_scheme_make_style (GRADUS_SCHEME_PRINT);
  const GradusFigureSource source = gradus_view_get_source (self);

  return gradus_figure_render (&self->figure, &source, format, style,
                               MAX (gtk_widget_get_width (GTK_WIDGET (self)), 100),
                               MAX (gtk_widget_get_height (GTK_WIDGET (self)), 100));
}

static void
describe (GradusView *self)
{
  const GradusFigureSource source = gradus_view_get_source (self);
  gint64 time = g_get_monotonic_time ();
  g_autofree char *description = NULL;

  if (self->run && !gradus_run_is_settled (self->run) && time - self->described_at < DESCRIBE_INTERVAL)
    return;
  self->described_at = time;
  description = gradus_figure_describe (&self->figure, &source);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
}

/* -- The run --------------------------------------------------------------------------------------------- */

static void
on_run_changed (GradusView *self)
{
  if (self->figure.kind == GRADUS_FIGURE_GALLERY || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  describe (self);
}

/* Asks the run for what the figure needs, while it is seen. */
static void
attend (GradusView *self)
{
  const GradusSnapshotNeeds look = gradus_figure_get_needs (&self->figure);

  if (self->run)
    gradus_run_set_needs (self->run, self, gtk_widget_get_mapped (GTK_WIDGET (self)) ? &look : NULL);
}

/* The figure has become another. */
static void
refresh (GradusView *self)
{
  attend (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  self->described_at = 0;
  describe (self);
}

void
gradus_view_set_run (GradusView *self, GradusRun *run)
{
  g_autoptr (GradusRun) before = self->run;

  if (before == run) {
    g_steal_pointer (&before);
    return;
  }
  self->run = run ? g_object_ref (run) : NULL;
  if (before) {
    g_signal_handlers_disconnect_by_func (before, on_run_changed, self);
    gradus_run_set_needs (before, self, NULL);
  }
  gradus_view_show_all (self);
  if (run)
    g_signal_connect_swapped (run, "changed", G_CALLBACK (on_run_changed), self);
  attend (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
}

static void
on_document_changed (GradusView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Another number of curves: what is hidden by its place in the legend would be another. */
static void
on_items_changed (GradusView *self)
{
  memset (self->figure.hidden, 0, sizeof self->figure.hidden);
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
  return &self->figure;
}

void
gradus_view_set_selected (GradusView *self, GradusDiagramPart part)
{
  if (gradus_diagram_part_equal (self->figure.selected, part))
    return;
  self->figure.selected = part;
  refresh (self);
}

void
gradus_view_set_position (GradusView *self, int position)
{
  if (self->figure.position == position)
    return;
  self->figure.position = position;
  refresh (self);
}

void
gradus_view_set_activation (GradusView *self, GradusActivation activation)
{
  self->figure.activation = activation;
  refresh (self);
}

void
gradus_view_set_trace (GradusView *self, guint n, const guint64 *steps, const double *values)
{
  self->n_trace = n;
  self->trace_steps = steps;
  self->trace_values = values;
}

/* -- What is in sight ------------------------------------------------------------------------------------- */

void
gradus_view_set_cursor_step (GradusView *self, double step)
{
  if (self->figure.cursor == step)
    return;
  self->figure.cursor = step;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURSOR]);
}

gboolean
gradus_view_is_zoomed (GradusView *self)
{
  return self->figure.x_high > self->figure.x_low;
}

void
gradus_view_set_sight (GradusView *self, double low, double high)
{
  const gboolean is_low_new = self->figure.x_low != low, is_high_new = self->figure.x_high != high;

  self->figure.x_low = low;
  self->figure.x_high = high;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (is_low_new)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_X_LOW]);
  if (is_high_new)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_X_HIGH]);
}

void
gradus_view_show_all (GradusView *self)
{
  gradus_view_set_sight (self, 0, 0);
}

/* -- The widget ------------------------------------------------------------------------------------------ */

static void
gradus_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gradus_view_parent_class)->map (widget);
  refresh (GRADUS_VIEW (widget));
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
  GradusView *self = GRADUS_VIEW (object);
  const GradusFigure *figure = &self->figure;

  switch (id) {
  case PROP_RUN:
    g_value_set_object (value, self->run);
    break;
  case PROP_FIGURE:
    g_value_set_string (value, gradus_figure_names[figure->kind]);
    break;
  case PROP_IS_LOG:
    g_value_set_boolean (value, figure->is_log);
    break;
  case PROP_SMOOTHING:
    g_value_set_double (value, figure->smoothing);
    break;
  case PROP_FORM:
    g_value_set_uint (value, figure->form);
    break;
  case PROP_MEASURE:
    g_value_set_uint (value, figure->measure);
    break;
  case PROP_IS_DISCRETE:
    g_value_set_boolean (value, figure->is_discrete);
    break;
  case PROP_SHOWS_TEST:
    g_value_set_boolean (value, !figure->hides_test);
    break;
  case PROP_X_INPUT:
    g_value_set_uint (value, figure->x_input);
    break;
  case PROP_Y_INPUT:
    g_value_set_uint (value, figure->y_input);
    break;
  case PROP_SAMPLE:
    g_value_set_double (value, figure->sample + 1);
    break;
  case PROP_DEPTH:
    g_value_set_double (value, figure->depth);
    break;
  case PROP_CURSOR:
    g_value_set_double (value, figure->cursor);
    break;
  case PROP_X_LOW:
    g_value_set_double (value, figure->x_low);
    break;
  case PROP_X_HIGH:
    g_value_set_double (value, figure->x_high);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static GradusFigureKind
find_kind (const char *name)
{
  for (guint i = 0; gradus_figure_names[i]; i++) {
    if (g_strcmp0 (gradus_figure_names[i], name) == 0)
      return (GradusFigureKind) i;
  }
  return GRADUS_FIGURE_COST;
}

static void
gradus_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GradusView *self = GRADUS_VIEW (object);
  GradusFigure *figure = &self->figure;
  const GradusFigure before = *figure;

  switch (id) {
  case PROP_RUN:
    gradus_view_set_run (self, g_value_get_object (value));
    return;
  case PROP_FIGURE:
    figure->kind = find_kind (g_value_get_string (value));
    return;
  case PROP_IS_LOG:
    figure->is_log = g_value_get_boolean (value);
    break;
  case PROP_SMOOTHING:
    figure->smoothing = g_value_get_double (value);
    break;
  case PROP_FORM:
    figure->form = MIN (g_value_get_uint (value), GRADUS_FORM_STRIP);
    break;
  case PROP_MEASURE:
    figure->measure = MIN (g_value_get_uint (value), GRADUS_N_MEASURES - 1);
    break;
  case PROP_IS_DISCRETE:
    figure->is_discrete = g_value_get_boolean (value);
    break;
  case PROP_SHOWS_TEST:
    figure->hides_test = !g_value_get_boolean (value);
    break;
  case PROP_X_INPUT:
    figure->x_input = g_value_get_uint (value);
    break;
  case PROP_Y_INPUT:
    figure->y_input = g_value_get_uint (value);
    break;
  case PROP_SAMPLE:
    figure->sample = (guint) MAX (g_value_get_double (value) - 1, 0);
    break;
  case PROP_DEPTH:
    figure->depth = (guint) g_value_get_double (value);
    break;
  case PROP_CURSOR:
    gradus_view_set_cursor_step (self, g_value_get_double (value));
    return;
  case PROP_X_LOW:
    gradus_view_set_sight (self, g_value_get_double (value), figure->x_high);
    return;
  case PROP_X_HIGH:
    gradus_view_set_sight (self, figure->x_low, g_value_get_double (value));
    return;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
  if (memcmp (&before, figure, sizeof before) == 0)
    return;
  refresh (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
gradus_view_dispose (GObject *object)
{
  GradusView *self = GRADUS_VIEW (object);

  gradus_view_set_run (self, NULL);
  gradus_view_set_document (self, NULL);
  g_clear_pointer (&self->style, gradus_style_free);
  gradus_drawing_cache_clear (&self->cache);
  G_OBJECT_CLASS (gradus_view_parent_class)->dispose (object);
}

static void
gradus_view_finalize (GObject *object)
{
  g_array_unref (GRADUS_VIEW (object)->runs);
  G_OBJECT_CLASS (gradus_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_RUN] = g_param_spec_object ("run", NULL, NULL, GRADUS_TYPE_RUN, flags);
  properties[PROP_FIGURE] = g_param_spec_string (
      "figure", NULL, NULL, "cost", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_IS_LOG] = g_param_spec_boolean ("is-log", NULL, NULL, FALSE, flags);
  properties[PROP_SMOOTHING] = g_param_spec_double ("smoothing", NULL, NULL, 0, 0.999, 0, flags);
  properties[PROP_FORM] = g_param_spec_uint ("form", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_MEASURE] = g_param_spec_uint ("measure", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_IS_DISCRETE] = g_param_spec_boolean ("is-discrete", NULL, NULL, FALSE, flags);
  properties[PROP_SHOWS_TEST] = g_param_spec_boolean ("shows-test", NULL, NULL, TRUE, flags);
  properties[PROP_X_INPUT] = g_param_spec_uint ("x-input", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_Y_INPUT] = g_param_spec_uint ("y-input", NULL, NULL, 0, G_MAXUINT, 1, flags);
  properties[PROP_SAMPLE] = g_param_spec_double ("sample", NULL, NULL, 1, 1e9, 1, flags);
  properties[PROP_DEPTH] = g_param_spec_double ("depth", NULL, NULL, 1, 1000, 10, flags);
  properties[PROP_CURSOR] = g_param_spec_double ("cursor", NULL, NULL, -1, G_MAXDOUBLE, -1, flags);
  properties[PROP_X_LOW] = g_param_spec_double ("x-low", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_X_HIGH] = g_param_spec_double ("x-high", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  g_object_class_install_properties (class, N_PROPS, properties);
}

static void
gradus_view_class_init (GradusViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = gradus_view_dispose;
  object_class->get_property = gradus_view_get_property;
  object_class->set_property = gradus_view_set_property;
  object_class->finalize = gradus_view_finalize;
  widget_class->snapshot = gradus_view_snapshot;
  widget_class->map = gradus_view_map;
  widget_class->unmap = gradus_view_unmap;
  install_properties (object_class);
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[FILL] = g_signal_new ("fill", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "gradus-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gradus_view_init (GradusView *self)
{
  self->figure = gradus_figure_make (GRADUS_FIGURE_COST);
  self->runs = g_array_new (FALSE, FALSE, sizeof (GradusFigureRun));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gradus_view_add_controllers (self);
  gradus_scheme_watch (self, G_CALLBACK (forget_style));
}
