/* SPDX-License-Identifier: MIT */
#include "app/gradient-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/bar-chart.h"
#include "plot/line-chart.h"
#include "plot/number.h"

struct _GradusGradientView {
  GradusView parent_instance;

  gboolean over_time;
};

G_DEFINE_FINAL_TYPE (GradusGradientView, gradus_gradient_view, GRADUS_TYPE_VIEW)

enum {
  PROP_OVER_TIME = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* From the smallest to the largest norm of the whole run: so the bars move and the axis stays. */
static GradusAxis
find_axis (const GradusSeries *series)
{
  double low = 1e-3, high = 1;
  gsize n = series ? (gsize) series->n_points * series->n_values : 0;

  for (gsize i = 0; i < n; i++) {
    double norm = (double) series->values[i];

    if (norm > 0 && isfinite (norm)) {
      low = MIN (low, norm);
      high = MAX (high, norm);
    }
  }
  /* A bar of the smallest norm shall still be seen. */
  return gradus_axis_log (low / 2, high);
}

static void
draw_bars (GradusView *view, GradusCanvas *canvas, const GradusSeries *series)
{
  GradusRun *run = gradus_view_get_run (view);
  const GradusSnapshot *snapshot = run ? gradus_run_get_snapshot (run) : NULL;
  GradusBarChart chart = { .prefix = "W", .y = find_axis (series), .x_title = _ ("layer") };

  if (snapshot) {
    chart.values = snapshot->metrics.gradient_norms;
    chart.n_bars = snapshot->n_layers;
  }
  gradus_view_get_pointer (view, &chart.pointer_x, &chart.pointer_y);
  gradus_bar_chart_draw (canvas, &chart);
}

static void
draw_lines (GradusView *view, GradusCanvas *canvas, const GradusSeries *series)
{
  guint n = series ? series->n_values : 0;
  g_autofree GradusLine *lines = g_new0 (GradusLine, n);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GradusLineChart chart = {
    .lines = lines, .n_lines = n, .y = find_axis (series), .x_title = _ ("steps"), .step_name = _ ("step")
  };

  for (guint i = 0; i < n; i++) {
    g_ptr_array_add (names, g_strdup_printf ("W%u", i + 1));
    lines[i] = (GradusLine){
      .name = g_ptr_array_index (names, i),
      .colour = gradus_style_get_layer_colour (canvas->style, i, n),
      .n_points = series->n_points,
      .steps = series->steps,
      .values = (const char *) (series->values + i),
      .pitch = n * sizeof (float),
      .is_float = TRUE,
    };
  }
  gradus_view_get_pointer (view, &chart.pointer_x, &chart.pointer_y);
  gradus_line_chart_draw (canvas, &chart);
}

static void
gradus_gradient_view_draw (GradusView *view, GradusCanvas *canvas)
{
  GradusRun *run = gradus_view_get_run (view);
  const GradusSeries *series = run ? gradus_run_get_series (run) : NULL;

  if (GRADUS_GRADIENT_VIEW (view)->over_time)
    draw_lines (view, canvas, series);
  else
    draw_bars (view, canvas, series);
}

static char *
gradus_gradient_view_describe (GradusView *view)
{
  const GradusSnapshot *snapshot = gradus_run_get_snapshot (gradus_view_get_run (view));
  const float *norms = snapshot->metrics.gradient_norms;
  g_autofree char *steps = gradus_number_format_count (snapshot->metrics.step);
  g_autofree char *first = gradus_number_format ((double) norms[0]);
  g_autofree char *last = gradus_number_format ((double) norms[snapshot->n_layers - 1]);

  if (snapshot->n_layers == 1)
    return g_strdup_printf (_ ("Gradient norm after %s steps: layer 1 %s"), steps, first);
  return g_strdup_printf (_ ("Gradient norms after %s steps: layer 1 %s … layer %u %s"), steps, first,
                          snapshot->n_layers, last);
}

static void
gradus_gradient_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_OVER_TIME)
    g_value_set_boolean (value, GRADUS_GRADIENT_VIEW (object)->over_time);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_gradient_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GradusGradientView *self = GRADUS_GRADIENT_VIEW (object);

  if (id != PROP_OVER_TIME) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  if (self->over_time == g_value_get_boolean (value))
    return;
  self->over_time = g_value_get_boolean (value);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (object, pspec);
}

static void
gradus_gradient_view_class_init (GradusGradientViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = gradus_gradient_view_get_property;
  object_class->set_property = gradus_gradient_view_set_property;
  GRADUS_VIEW_CLASS (class)->draw = gradus_gradient_view_draw;
  GRADUS_VIEW_CLASS (class)->describe = gradus_gradient_view_describe;

  properties[PROP_OVER_TIME] = g_param_spec_boolean (
      "over-time", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gradus_gradient_view_init (GradusGradientView *self)
{
}
