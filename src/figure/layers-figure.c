/* SPDX-License-Identifier: MIT */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/kinds.h"
#include "plot/bar-chart.h"
#include "plot/heat-strip.h"
#include "plot/number.h"

/* Where a measure stands in GradusDiagnostics, and how its axis is made. */
static const struct {
  gsize offset;
  gboolean is_share; /* 0 … 1, linear */
} measures[GRADUS_N_MEASURES] = {
  [GRADUS_MEASURE_GRADIENT_NORM] = { offsetof (GradusDiagnostics, gradient_norm), FALSE },
  [GRADUS_MEASURE_UPDATE_RATIO] = { offsetof (GradusDiagnostics, update_ratio), FALSE },
  [GRADUS_MEASURE_SPREAD] = { offsetof (GradusDiagnostics, spread), FALSE },
  [GRADUS_MEASURE_SATURATED] = { offsetof (GradusDiagnostics, saturated), TRUE },
  [GRADUS_MEASURE_DEAD] = { offsetof (GradusDiagnostics, dead), TRUE },
  [GRADUS_MEASURE_MOVED] = { offsetof (GradusDiagnostics, moved), FALSE },
  [GRADUS_MEASURE_UNMOVED] = { offsetof (GradusDiagnostics, unmoved), TRUE },
};

/* Columns of a measure of each layer over the steps: gradient norms come from the denser history. */
typedef struct {
  const GradusSeries *series;
  const char *values;
  gsize pitch, layer_pitch;
  guint n_layers;
} Columns;

static Columns
get_columns (const GradusFigure *figure, const GradusFigureSource *source)
{
  const gboolean is_norm = figure->measure == GRADUS_MEASURE_GRADIENT_NORM;
  const GradusSeries *series = is_norm ? source->series : source->layer_series;
  const gsize layer_pitch = is_norm ? sizeof (float) : sizeof (GradusDiagnostics);

  if (!series || series->n_points == 0)
    return (Columns){ 0 };
  return (Columns){ series, (const char *) series->values + (is_norm ? 0 : measures[figure->measure].offset),
                    series->n_values * sizeof (float), layer_pitch,
                    (guint) (series->n_values * sizeof (float) / layer_pitch) };
}

/* From the smallest to the largest value in sight, so of the whole run at first: the bars move and the axis stays. Colours tell more apart where
 * the axis goes no further than the values. */
static GradusAxis
find_axis (const GradusFigure *figure, const Columns *columns)
{
  const gboolean is_strip = figure->form == GRADUS_FORM_STRIP;
  double low = is_strip ? INFINITY : 1e-3, high = is_strip ? 0 : 1;

  if (measures[figure->measure].is_share)
    return gradus_axis_linear (0, 1);
  for (guint i = 0; columns->series && i < columns->series->n_points; i++) {
    if (figure->form != GRADUS_FORM_BARS && !gradus_figure_is_in_sight (figure, columns->series->steps[i]))
      continue;
    for (guint layer = 0; layer < columns->n_layers; layer++) {
      const char *at = columns->values + i * columns->pitch + layer * columns->layer_pitch;
      const double value = (double) *(const float *) (const void *) at;

      if (value > 0 && isfinite (value)) {
        low = MIN (low, value);
        high = MAX (high, value);
      }
    }
  }
  /* A bar of the smallest norm shall still be seen. */
  return is_strip ? gradus_axis_log (low, high) : gradus_axis_log (low / 2, high);
}

static float
get_now (const GradusFigure *figure, const GradusSnapshot *snapshot, guint layer)
{
  if (figure->measure == GRADUS_MEASURE_GRADIENT_NORM)
    return snapshot->metrics.gradient_norms[layer];
  return *(const float *) (const void *) ((const char *) &snapshot->diagnostics[layer] +
                                          measures[figure->measure].offset);
}

static void
draw_bars (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
           const Columns *columns)
{
  const guint n = source->snapshot ? source->snapshot->n_layers : 0;
  g_autofree float *values = g_new (float, MAX (n, 1));
  const GradusBarChart chart = {
    values, n, "W", find_axis (figure, columns), _ ("layer"), figure->pointer_x, figure->pointer_y
  };

  for (guint i = 0; i < n; i++)
    values[i] = get_now (figure, source->snapshot, i);
  gradus_bar_chart_draw (canvas, &chart);
}

static GradusHeatStrip
make_strip (const GradusFigure *figure, const Columns *columns)
{
  return (GradusHeatStrip){
    .n_points = columns->series ? columns->series->n_points : 0,
    .steps = columns->series ? columns->series->steps : NULL,
    .values = columns->values,
    .pitch = columns->pitch,
    .layer_pitch = columns->layer_pitch,
    .n_layers = columns->n_layers,
    .axis = find_axis (figure, columns),
    .x_title = _ ("steps"),
    .step_name = _ ("step"),
    .prefix = "W",
    .pointer_x = figure->pointer_x,
    .pointer_y = figure->pointer_y,
    .x_low = figure->x_low,
    .x_high = figure->x_high,
    .has_cursor = figure->cursor >= 0,
    .cursor = figure->cursor,
  };
}

static double
find_step (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source, double x,
           double y)
{
  const Columns columns = get_columns (figure, source);
  const GradusHeatStrip strip = make_strip (figure, &columns);

  return figure->form == GRADUS_FORM_STRIP ? gradus_heat_strip_find_step (canvas, &strip, x, y) : NAN;
}

static void
fill_chart (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
            GradusLineChart *chart, GradusLine *lines, GPtrArray *strings)
{
  const Columns columns = get_columns (figure, source);

  chart->n_lines = MIN (columns.n_layers, GRADUS_CURVES_MOST);
  chart->y = find_axis (figure, &columns);
  chart->has_legend = chart->n_lines <= 12;
  for (guint i = 0; i < chart->n_lines; i++) {
    g_ptr_array_add (strings, g_strdup_printf ("W%u", i + 1));
    lines[i] = (GradusLine){
      .name = g_ptr_array_index (strings, i),
      .colour = gradus_style_get_layer_colour (canvas->style, i, columns.n_layers),
      .n_points = columns.series->n_points,
      .steps = columns.series->steps,
      .values = columns.values + i * columns.layer_pitch,
      .pitch = columns.pitch,
      .is_float = TRUE,
    };
  }
}

static void
draw (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const Columns columns = get_columns (figure, source);
  const GradusHeatStrip strip = make_strip (figure, &columns);

  switch (figure->form) {
  case GRADUS_FORM_BARS:
    draw_bars (canvas, figure, source, &columns);
    break;
  case GRADUS_FORM_LINES:
    gradus_figure_draw_chart (canvas, &gradus_layers_figure, figure, source);
    break;
  case GRADUS_FORM_STRIP:
    gradus_heat_strip_draw (canvas, &strip);
    break;
  }
}

static char *
describe (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusSnapshot *snapshot = source->snapshot;
  const guint n = snapshot->n_layers;
  g_autofree char *steps = gradus_number_format_count (snapshot->metrics.step);
  g_autofree char *first = gradus_number_format ((double) get_now (figure, snapshot, 0));
  g_autofree char *last = gradus_number_format ((double) get_now (figure, snapshot, n - 1));

  if (n == 1)
    return g_strdup_printf (_ ("%s after %s steps: layer 1 %s"), gradus_measure_title (figure->measure),
                            steps, first);
  /* Translators: "Gradient norm after 12,400 steps: layer 1 3e-9 … layer 11 0.08" */
  return g_strdup_printf (_ ("%s after %s steps: layer 1 %s … layer %u %s"),
                          gradus_measure_title (figure->measure), steps, first, n, last);
}

const GradusFigureClass gradus_layers_figure = { draw, describe, fill_chart, find_step };
