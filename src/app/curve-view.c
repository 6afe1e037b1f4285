/* SPDX-License-Identifier: MIT */
#include "app/curve-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/line-chart.h"
#include "plot/number.h"

struct _GradusCurveView {
  GradusView parent_instance;

  GradusCurve curve;
  gboolean is_log;
};

G_DEFINE_FINAL_TYPE (GradusCurveView, gradus_curve_view, GRADUS_TYPE_VIEW)

enum {
  PROP_CURVE = 1,
  PROP_IS_LOG,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

GType
gradus_curve_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = { { GRADUS_CURVE_COST, "GRADUS_CURVE_COST", "cost" },
                                       { GRADUS_CURVE_ACCURACY, "GRADUS_CURVE_ACCURACY", "accuracy" },
                                       { 0 } };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GradusCurve", values));
  return type;
}

static const char *
get_name (GradusCurveView *self)
{
  return self->curve == GRADUS_CURVE_COST ? _ ("cost") : _ ("accuracy");
}

/* Round ends, so that the axis moves seldom while the curves move always. */
static GradusAxis
find_axis (GradusCurveView *self, const GradusLine *lines, guint n_lines)
{
  double low = INFINITY, high = -INFINITY;

  if (self->curve == GRADUS_CURVE_ACCURACY)
    return gradus_axis_linear (0, 1);
  for (const GradusLine *line = lines; line < lines + n_lines; line++) {
    for (guint i = 0; i < line->n_points; i++) {
      double value = gradus_line_get_value (line, i);

      low = isfinite (value) ? MIN (low, value) : low;
      high = isfinite (value) ? MAX (high, value) : high;
    }
  }
  return self->is_log ? gradus_axis_log (low, high) : gradus_axis_linear (0, high);
}

static gboolean
has_test_data (const GradusSeries *series)
{
  return series && series->n_points > 0 && isfinite (series->test_accuracies[series->n_points - 1]);
}

static GradusLine
make_line (const char *name, GradusColour colour, const GradusSeries *series, const double *values)
{
  return (GradusLine){
    .name = name,
    .colour = colour,
    .n_points = series ? series->n_points : 0,
    .steps = series ? series->steps : NULL,
    .values = (const char *) values,
    .pitch = sizeof (double),
  };
}

static void
gradus_curve_view_draw (GradusView *view, GradusCanvas *canvas)
{
  GradusCurveView *self = GRADUS_CURVE_VIEW (view);
  GradusRun *run = gradus_view_get_run (view);
  const GradusSeries *series = run ? gradus_run_get_series (run) : NULL;
  const gboolean is_cost = self->curve == GRADUS_CURVE_COST, has_test = has_test_data (series);
  GradusLine lines[2];
  GradusLineChart chart = {
    .lines = lines, .n_lines = has_test ? 2 : 1, .x_title = _ ("steps"), .step_name = _ ("step")
  };

  lines[0] = make_line (has_test ? _ ("training") : get_name (self), canvas->style->mark, series,
                        !series   ? NULL
                        : is_cost ? series->costs
                                  : series->accuracies);
  if (has_test)
    lines[1] = make_line (_ ("test"), canvas->style->high_mark, series,
                          is_cost ? series->test_costs : series->test_accuracies);
  chart.y = find_axis (self, lines, chart.n_lines);
  gradus_view_get_pointer (view, &chart.pointer_x, &chart.pointer_y);
  gradus_line_chart_draw (canvas, &chart);
}

static char *
gradus_curve_view_describe (GradusView *view)
{
  GradusCurveView *self = GRADUS_CURVE_VIEW (view);
  GradusRun *run = gradus_view_get_run (view);
  const GradusMetrics *now = &gradus_run_get_snapshot (run)->metrics;
  const GradusSeries *series = gradus_run_get_series (run);
  gboolean is_cost = self->curve == GRADUS_CURVE_COST;
  double first = series->n_points == 0 ? NAN : is_cost ? series->costs[0] : series->accuracies[0];
  g_autofree char *steps = gradus_number_format_count (now->step);
  g_autofree char *from = gradus_number_format (first);
  g_autofree char *to = gradus_number_format (is_cost ? now->cost : now->accuracy);
  g_autofree char *test = gradus_number_format (is_cost ? now->test_cost : now->test_accuracy);

  if (has_test_data (series))
    /* Translators: the same with test data */
    return g_strdup_printf (_ ("%s after %s steps: %s, from %s at the start; over the test data %s"),
                            get_name (self), steps, to, from, test);
  /* Translators: a chart, in words: "cost after 12,400 steps: 0.0123, from 0.71 at the start" */
  return g_strdup_printf (_ ("%s after %s steps: %s, from %s at the start"), get_name (self), steps, to,
                          from);
}

static void
gradus_curve_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GradusCurveView *self = GRADUS_CURVE_VIEW (object);

  switch (id) {
  case PROP_CURVE:
    g_value_set_enum (value, (int) self->curve);
    break;
  case PROP_IS_LOG:
    g_value_set_boolean (value, self->is_log);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
gradus_curve_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GradusCurveView *self = GRADUS_CURVE_VIEW (object);

  switch (id) {
  case PROP_CURVE:
    self->curve = (GradusCurve) g_value_get_enum (value);
    break;
  case PROP_IS_LOG:
    if (self->is_log == g_value_get_boolean (value))
      return;
    self->is_log = g_value_get_boolean (value);
    g_object_notify_by_pspec (object, pspec);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
gradus_curve_view_class_init (GradusCurveViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = gradus_curve_view_get_property;
  object_class->set_property = gradus_curve_view_set_property;
  GRADUS_VIEW_CLASS (class)->draw = gradus_curve_view_draw;
  GRADUS_VIEW_CLASS (class)->describe = gradus_curve_view_describe;

  properties[PROP_CURVE] = g_param_spec_enum ("curve", NULL, NULL, GRADUS_TYPE_CURVE, GRADUS_CURVE_COST,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_LOG] = g_param_spec_boolean (
      "is-log", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gradus_curve_view_init (GradusCurveView *self)
{
}
