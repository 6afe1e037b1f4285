/* SPDX-License-Identifier: MIT */
#include "app/view.h"

#include <adwaita.h>
#include <math.h>

#include "plot/kept.h"

/* Microseconds: screen readers are told of a moving picture this often at most. */
#define DESCRIBE_INTERVAL G_USEC_PER_SEC

/* A click of the wheel shows so much fewer steps. */
#define ZOOM_FACTOR 0.8

struct _GradusView {
  GtkWidget parent_instance;

  GradusRun *run;
  GradusFigure figure;
  GradusStyle *style; /* NULL where it has to be made anew */
  GradusKept kept;
  gint64 described_at;
  guint n_trace;
  const guint64 *trace_steps;
  const double *trace_values;
  double drag_low, drag_high; /* what was in sight when a drag began */
};

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

static GradusScheme
find_scheme (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const gboolean is_dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    return is_dark ? GRADUS_SCHEME_DARK_CONTRAST : GRADUS_SCHEME_LIGHT_CONTRAST;
  return is_dark ? GRADUS_SCHEME_DARK : GRADUS_SCHEME_LIGHT;
}

static GradusStyle *
make_style (GradusView *self, GradusScheme scheme)
{
  g_autofree char *font = NULL;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-font-name", &font, NULL);
  return gradus_style_new (scheme, font ? font : "Cantarell 11");
}

static void
forget_style (GradusView *self)
{
  g_clear_pointer (&self->style, gradus_style_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GradusFigureSource
get_source (GradusView *self)
{
  if (!self->run)
    return (GradusFigureSource){ 0 };
  return (GradusFigureSource){
    .experiment = gradus_run_get_experiment (self->run),
    .snapshot = gradus_run_get_snapshot (self->run),
    .series = gradus_run_get_series (self->run),
    .layer_series = gradus_run_get_layer_series (self->run),
    .training = gradus_run_get_dataset (self->run),
    .test = gradus_run_get_test_dataset (self->run),
    .n_trace = self->n_trace,
    .trace_steps = self->trace_steps,
    .trace_values = self->trace_values,
  };
}

static void
init_canvas (GradusView *self, GradusCanvas *canvas, cairo_t *cr)
{
  if (!self->style)
    self->style = make_style (self, find_scheme ());
  gradus_canvas_init (canvas, cr, self->style, gtk_widget_get_width (GTK_WIDGET (self)),
                      gtk_widget_get_height (GTK_WIDGET (self)));
}

static void
gradus_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GradusView *self = GRADUS_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const GradusFigureSource source = get_source (self);
  g_auto (GradusCanvas) canvas = { NULL };
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  init_canvas (self, &canvas, cr);
  self->kept.scale = gtk_widget_get_scale_factor (widget);
  canvas.kept = &self->kept;
  gradus_figure_draw (&canvas, &self->figure, &source);
  cairo_destroy (cr);
}

GBytes *
gradus_view_render (GradusView *self, GradusSheetFormat format)
{
  g_autoptr (GradusStyle) style = make_style (self, GRADUS_SCHEME_PRINT);
  const GradusFigureSource source = get_source (self);

  return gradus_figure_render (&self->figure, &source, format, style,
                               MAX (gtk_widget_get_width (GTK_WIDGET (self)), 100),
                               MAX (gtk_widget_get_height (GTK_WIDGET (self)), 100));
}

static void
describe (GradusView *self)
{
  const GradusFigureSource source = get_source (self);
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
  const GradusLook look = gradus_figure_get_look (&self->figure);

  if (self->run)
    gradus_run_set_look (self->run, self, gtk_widget_get_mapped (GTK_WIDGET (self)) ? &look : NULL);
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
  if (self->run == run)
    return;
  if (self->run) {
    g_signal_handlers_disconnect_by_func (self->run, on_run_changed, self);
    gradus_run_set_look (self->run, self, NULL);
  }
  g_set_object (&self->run, run);
  gradus_view_show_all (self);
  if (run)
    g_signal_connect_swapped (run, "changed", G_CALLBACK (on_run_changed), self);
  attend (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
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

/* -- The pointer ----------------------------------------------------------------------------------------- */

/* Something to measure text on, for what is where in the figure. */
static void
init_measuring (GradusView *self, GradusCanvas *canvas)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  init_canvas (self, canvas, cr);
}

static void
clear_measuring (GradusCanvas *canvas)
{
  cairo_t *cr = canvas->cr;

  gradus_canvas_clear (canvas);
  cairo_destroy (cr);
}

static double
find_step (GradusView *self, double x, double y)
{
  const GradusFigureSource source = get_source (self);
  GradusCanvas canvas;
  double step;

  init_measuring (self, &canvas);
  step = gradus_figure_find_step (&canvas, &self->figure, &source, x, y);
  clear_measuring (&canvas);
  return step;
}

static void
set_cursor_step (GradusView *self, double step)
{
  if (self->figure.cursor == step)
    return;
  self->figure.cursor = step;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURSOR]);
}

static void
set_pointer (GradusView *self, double x, double y)
{
  const double step = isnan (x) ? NAN : find_step (self, x, y);

  self->figure.pointer_x = x;
  self->figure.pointer_y = y;
  set_cursor_step (self, isnan (step) ? -1 : step);
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

gboolean
gradus_view_is_zoomed (GradusView *self)
{
  return self->figure.x_high > self->figure.x_low;
}

static void
set_sight (GradusView *self, double low, double high)
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
  set_sight (self, 0, 0);
}

/* All steps of the run, or what is in sight of them. */
static void
get_sight (GradusView *self, double *low, double *high)
{
  const GradusSeries *series = self->run ? gradus_run_get_series (self->run) : NULL;

  *low = self->figure.x_low;
  *high = self->figure.x_high;
  if (gradus_view_is_zoomed (self))
    return;
  *low = 0;
  *high = series && series->n_points > 0 ? MAX ((double) series->steps[series->n_points - 1], 10) : 10;
}

/* Not left of step 0, and wide enough to tell steps apart. */
static void
look_at_steps (GradusView *self, double low, double high)
{
  const double width = MAX (high - low, 4);

  set_sight (self, MAX (low, 0), MAX (low, 0) + width);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, GradusView *self)
{
  const double step = find_step (self, self->figure.pointer_x, self->figure.pointer_y);
  const double factor = pow (ZOOM_FACTOR, -dy);
  double low, high;

  if (isnan (step))
    return GDK_EVENT_PROPAGATE;
  get_sight (self, &low, &high);
  look_at_steps (self, step - (step - low) * factor, step + (high - step) * factor);
  return GDK_EVENT_STOP;
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, GradusView *self)
{
  if (isnan (find_step (self, x, y)))
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
  get_sight (self, &self->drag_low, &self->drag_high);
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, GradusView *self)
{
  const double steps =
      -dx / MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1) * (self->drag_high - self->drag_low);

  if (fabs (dx) > 4 && gradus_view_is_zoomed (self))
    look_at_steps (self, self->drag_low + steps, self->drag_high + steps);
}

static void
on_click (GtkGestureClick *click, int n_press, double x, double y, GradusView *self)
{
  const GradusFigureSource source = get_source (self);
  GradusDiagramPart part;
  GradusCanvas canvas;
  int name;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2 && gradus_view_is_zoomed (self)) {
    gradus_view_show_all (self);
    return;
  }
  if (n_press == 2) {
    g_signal_emit (self, signals[FILL], 0);
    return;
  }
  init_measuring (self, &canvas);
  name = gradus_figure_find_name (&canvas, &self->figure, &source, x, y);
  part = gradus_figure_find_part (&canvas, &self->figure, &source, x, y);
  clear_measuring (&canvas);
  if (name >= 0)
    self->figure.hidden[name / 64] ^= G_GUINT64_CONSTANT (1) << (name % 64);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (part.kind != GRADUS_DIAGRAM_NOTHING && part.column > 0) {
    gradus_view_set_selected (self, part);
    g_signal_emit (self, signals[PICKED], 0);
  }
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
    set_cursor_step (self, g_value_get_double (value));
    return;
  case PROP_X_LOW:
    set_sight (self, g_value_get_double (value), figure->x_high);
    return;
  case PROP_X_HIGH:
    set_sight (self, figure->x_low, g_value_get_double (value));
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
  g_clear_pointer (&self->style, gradus_style_free);
  gradus_kept_clear (&self->kept);
  G_OBJECT_CLASS (gradus_view_parent_class)->dispose (object);
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
add_controllers (GradusView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_click), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
gradus_view_init (GradusView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->figure = gradus_figure_make (GRADUS_FIGURE_COST);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  add_controllers (self);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (forget_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (forget_style), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-font-name", G_CALLBACK (forget_style),
                           self, G_CONNECT_SWAPPED);
}
