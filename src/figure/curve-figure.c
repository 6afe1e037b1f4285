/* SPDX-License-Identifier: MIT */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/kinds.h"
#include "plot/number.h"

static const char *
get_name (const GradusFigure *figure)
{
  return figure->kind == GRADUS_FIGURE_COST ? _ ("cost") : _ ("accuracy");
}

/* Round ends, so that the axis moves seldom while the curves move always; of a part of the steps, as large as can be. */
static GradusAxis
find_axis (const GradusFigure *figure, const GradusLine *lines, guint n_lines)
{
  double low = INFINITY, high = -INFINITY;

  if (figure->kind == GRADUS_FIGURE_ACCURACY)
    return gradus_axis_linear (0, 1);
  for (const GradusLine *line = lines; line < lines + n_lines; line++) {
    for (guint i = 0; i < line->n_points; i++) {
      double value = gradus_line_get_value (line, i);

      if (!gradus_figure_is_in_sight (figure, line->steps[i]))
        continue;
      low = isfinite (value) ? MIN (low, value) : low;
      high = isfinite (value) ? MAX (high, value) : high;
    }
  }
  if (figure->is_log)
    return gradus_axis_log (low, high);
  return figure->x_high > figure->x_low && high > low ? (GradusAxis){ low, high, FALSE }
                                                      : gradus_axis_linear (0, high);
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

static const double *
get_values (const GradusFigure *figure, const GradusSeries *series, gboolean is_test)
{
  if (!series)
    return NULL;
  if (figure->kind == GRADUS_FIGURE_COST)
    return is_test ? series->test_costs : series->costs;
  return is_test ? series->test_accuracies : series->accuracies;
}

/* One run: what it learns from and what it is tested with have a colour each. */
static guint
fill_alone (GradusCanvas *canvas, const GradusFigure *figure, const GradusSeries *series, GradusLine *lines)
{
  const gboolean has_test = has_test_data (series);

  lines[0] = make_line (has_test ? _ ("training") : get_name (figure), canvas->style->mark, series,
                        get_values (figure, series, FALSE));
  if (!has_test)
    return 1;
  lines[1] = make_line (_ ("test"), canvas->style->high_mark, series, get_values (figure, series, TRUE));
  lines[1].is_dashed = TRUE;
  return 2;
}

/* Several: a colour each, the selected one above the others; dashed what they are tested with. */
static guint
fill_runs (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
           GradusLine *lines, GPtrArray *strings)
{
  guint n = 0;

  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < source->n_runs && n + 2 <= GRADUS_CURVES_MOST; i++) {
      const GradusFigureRun *run = &source->runs[i];
      const GradusColour colour = gradus_style_get_class_colour (canvas->style, run->colour);

      if (run->is_selected != (pass == 1))
        continue;
      lines[n] = make_line (run->name, colour, run->series, get_values (figure, run->series, FALSE));
      lines[n++].is_strong = run->is_selected;
      if (!has_test_data (run->series))
        continue;
      g_ptr_array_add (strings, g_strdup_printf (_ ("%s, test"), run->name));
      lines[n] = make_line (g_ptr_array_index (strings, strings->len - 1), colour, run->series,
                            get_values (figure, run->series, TRUE));
      lines[n++].is_dashed = TRUE;
    }
  }
  return n;
}

static void
fill_chart (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
            GradusLineChart *chart, GradusLine *lines, GPtrArray *strings)
{
  chart->n_lines = source->n_runs > 1 ? fill_runs (canvas, figure, source, lines, strings)
                                      : fill_alone (canvas, figure, source->series, lines);
  chart->has_legend = chart->n_lines > 1;
  chart->has_legend_below = figure->kind == GRADUS_FIGURE_ACCURACY;
  chart->y = find_axis (figure, lines, chart->n_lines);
}

static void
draw (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  gradus_figure_draw_chart (canvas, &gradus_curve_figure, figure, source);
}

static char *
describe (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusMetrics *now = &source->snapshot->metrics;
  const GradusSeries *series = source->series;
  gboolean is_cost = figure->kind == GRADUS_FIGURE_COST;
  double first = !series || series->n_points == 0 ? NAN : is_cost ? series->costs[0] : series->accuracies[0];
  g_autofree char *steps = gradus_number_format_count (now->step);
  g_autofree char *from = gradus_number_format (first);
  g_autofree char *to = gradus_number_format (is_cost ? now->cost : now->accuracy);
  g_autofree char *test = gradus_number_format (is_cost ? now->test_cost : now->test_accuracy);

  if (has_test_data (series))
    /* Translators: the same with test data */
    return g_strdup_printf (_ ("%s after %s steps: %s, from %s at the start; over the test data %s"),
                            get_name (figure), steps, to, from, test);
  /* Translators: a chart, in words: "cost after 12,400 steps: 0.0123, from 0.71 at the start" */
  return g_strdup_printf (_ ("%s after %s steps: %s, from %s at the start"), get_name (figure), steps, to,
                          from);
}

const GradusFigureClass gradus_curve_figure = { draw, describe, fill_chart, NULL };
