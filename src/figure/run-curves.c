/* SPDX-License-Identifier: MIT */
#include "figure/run-curves.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plot/number.h"

/* Of thousands of samples one or two lie at the border by chance. */
#define LEAST_OPEN 0.02

/* Pixels that an axis leaves on either side of its title. */
#define TITLE_MARGIN 8.0

/* By the last measurements: data may have been changed to some with test samples, or without. */
static gboolean
has_test_curve (const GradusSeries *series)
{
  guint point = series ? series->n_points : 0;

  while (point > 0 && !isfinite (series->test_costs[point - 1]))
    point--;
  return point > 0;
}

static GradusLine
make_line (const char *name, GradusColour colour, const GradusSeries *series, gsize column)
{
  return (GradusLine){
    .name = name,
    .colour = colour,
    .n_points = series ? series->n_points : 0,
    .steps = series ? series->steps : NULL,
    .values = series ? (const char *) G_STRUCT_MEMBER (double *, series, column) : NULL,
    .pitch = sizeof (double),
  };
}

static void
open_line (GradusLine *line, const GradusSeries *series, gsize below, gsize above)
{
  if (!series || below == 0)
    return;
  line->below = (const char *) G_STRUCT_MEMBER (double *, series, below);
  line->above = (const char *) G_STRUCT_MEMBER (double *, series, above);
  line->least_open = LEAST_OPEN;
}

static GradusLine
make_training_line (const GradusRunCurves *self, const char *name, GradusColour colour,
                    const GradusSeries *series)
{
  GradusLine line = make_line (name, colour, series, self->values);

  open_line (&line, series, self->below, self->above);
  return line;
}

/* Over all test data, but not at each step. */
static GradusLine
make_test_line (const GradusRunCurves *self, const char *name, GradusColour colour,
                const GradusSeries *series)
{
  GradusLine line = make_line (name, colour, series, self->test_values);

  open_line (&line, series, self->test_below, self->test_above);
  line.is_dashed = line.is_exact = line.is_sparse = TRUE;
  return line;
}

static guint
fill_alone (const GradusRunCurves *self, GradusCanvas *canvas, const GradusFigureSource *source,
            GradusLine *lines)
{
  const GradusSeries *series = source->series;

  lines[0] = make_training_line (self, C_ ("data", "training"), canvas->style->mark, series);
  lines[0].is_exact = !gradus_curves_has_noise (source->experiment, source->training);
  if (!has_test_curve (series))
    return 1;
  lines[1] = make_test_line (self, _ ("test"), canvas->style->high_mark, series);
  return 2;
}

static guint
fill_run (const GradusRunCurves *self, GradusCanvas *canvas, const GradusFigureRun *run,
          GradusLine *lines, GPtrArray *strings)
{
  const GradusColour colour = gradus_style_get_class_colour (canvas->style, run->colour);

  lines[0] = make_training_line (self, run->name, colour, run->series);
  lines[0].is_strong = run->is_selected;
  lines[0].is_exact = !run->has_noise;
  if (!has_test_curve (run->series))
    return 1;
  g_ptr_array_add (strings, g_strdup_printf (_ ("%s, test"), run->name));
  lines[1] =
      make_test_line (self, g_ptr_array_index (strings, strings->len - 1), colour, run->series);
  return 2;
}

/* The selected run comes last, for what is drawn last lies above. Room for two lines each: a run
 * may have a test curve. */
static guint
fill_runs (const GradusRunCurves *self, GradusCanvas *canvas, const GradusFigureSource *source,
           GradusLine *lines, GPtrArray *strings)
{
  guint n = 0;

  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < source->n_runs && n + 2 <= GRADUS_CURVES_MOST; i++) {
      if (source->runs[i].is_selected == (pass == 1))
        n += fill_run (self, canvas, &source->runs[i], lines + n, strings);
    }
  }
  return n;
}

static const char *
get_name (const GradusRunCurves *self, const GradusFigureSource *source)
{
  return self->numbers_name && source->training && gradus_figure_source_has_numbers (source)
             ? self->numbers_name
             : self->name;
}

/* Of a single curve, which has no name beside it, the title says it all; where there is no room for
 * that it says what the title of the card does not. */
static char *
make_title (const GradusRunCurves *self, GradusCanvas *canvas, const GradusFigureSource *source,
            const GradusCurvesChart *chart)
{
  const char *name = _ (get_name (self, source));
  gboolean is_smoothed = FALSE;
  g_autofree char *title = NULL, *whole = NULL;
  double width, height;

  for (guint i = 0; i < chart->chart.n_lines; i++)
    is_smoothed = is_smoothed || (chart->chart.smoothing > 0 && !chart->lines[i].is_exact);
  /* Translators: the title of an axis: the cost of the training data */
  title = chart->chart.n_lines == 1 ? g_strdup_printf (_ ("%s (training)"), name) : g_strdup (name);
  /* Translators: the title of an axis: "cost, smoothed" */
  whole = is_smoothed ? g_strdup_printf (_ ("%s, smoothed"), title) : g_strdup (title);
  gradus_canvas_measure_text (canvas, whole, &width, &height);
  if (width <= canvas->width - 2 * TITLE_MARGIN)
    return g_steal_pointer (&whole);
  if (is_smoothed)
    return g_strdup (_ ("smoothed"));
  return g_strdup (chart->chart.n_lines == 1 ? C_ ("data", "training") : name);
}

void
gradus_run_curves_fill (const GradusRunCurves *self, GradusCanvas *canvas,
                        const GradusFigureSource *source, GradusCurvesChart *chart)
{
  char *title;

  chart->chart.n_lines = source->n_runs > 1
                             ? fill_runs (self, canvas, source, chart->lines, chart->strings)
                             : fill_alone (self, canvas, source, chart->lines);
  chart->chart.has_names = chart->chart.n_lines > 1;
  title = make_title (self, canvas, source, chart);
  g_ptr_array_add (chart->strings, title);
  chart->chart.y_title = title;
}

/* Whether there is a curve that was smoothed. */
static gboolean
has_noise (const GradusFigureSource *source)
{
  gboolean is_noisy = gradus_curves_has_noise (source->experiment, source->training);

  for (guint i = 0; i < source->n_runs; i++)
    is_noisy = is_noisy || source->runs[i].has_noise;
  return is_noisy;
}

void
gradus_run_curves_list_marks (const GradusFigure *figure, const GradusFigureSource *source,
                              const GradusStyle *style, GradusLegend *legend)
{
  if (source->n_runs > 1 && source->test) { /* a single run's curves have these names */
    gradus_legend_add (legend, GRADUS_LEGEND_LINE, style->mark, C_ ("data", "training"));
    gradus_legend_add (legend, GRADUS_LEGEND_DASHED_LINE, style->mark, _ ("test"));
  }
  if (gradus_curves_get (figure)->smoothing > 0 && has_noise (source))
    gradus_legend_add (legend, GRADUS_LEGEND_FAINT_LINE, style->mark, _ ("as measured"));
}

static gboolean
has_open_point (const GradusLine *line)
{
  double lowest, highest;

  for (guint i = 0; i < line->n_points; i++) {
    if (gradus_line_is_open (line, i, &lowest, &highest))
      return TRUE;
  }
  return FALSE;
}

/* As they are drawn, so that the legend names what is seen. */
static gboolean
is_series_open (const GradusRunCurves *self, const GradusSeries *series)
{
  const GradusColour colour = { 0 };
  const GradusLine training = make_training_line (self, NULL, colour, series);
  const GradusLine test = make_test_line (self, NULL, colour, series);

  return has_open_point (&training) || has_open_point (&test);
}

gboolean
gradus_run_curves_are_open (const GradusRunCurves *self, const GradusFigureSource *source)
{
  gboolean are_open = source->n_runs < 2 && is_series_open (self, source->series);

  for (guint i = 0; source->n_runs > 1 && i < source->n_runs; i++)
    are_open = are_open || is_series_open (self, source->runs[i].series);
  return are_open;
}

char *
gradus_run_curves_describe (const GradusRunCurves *self, const GradusFigureSource *source)
{
  const GradusMetrics *now = &source->snapshot->metrics;
  const GradusSeries *series = source->series;
  const double first =
      series && series->n_points > 0 ? G_STRUCT_MEMBER (double *, series, self->values)[0] : NAN;
  const char *name = _ (get_name (self, source));
  g_autofree char *steps = gradus_number_format_count (now->step);
  g_autofree char *from = gradus_number_format (first);
  g_autofree char *to = gradus_number_format (G_STRUCT_MEMBER (double, now, self->metric));
  g_autofree char *test = gradus_number_format (G_STRUCT_MEMBER (double, now, self->test_metric));

  if (has_test_curve (series))
    /* Translators: the same with test data */
    return g_strdup_printf (
        _ ("%s after %s steps: %s, from %s at the start; over the test data %s"), name, steps, to,
        from, test);
  /* Translators: a chart, in words: "cost after 12,400 steps: 0.0123, from 0.71 at the start" */
  return g_strdup_printf (_ ("%s after %s steps: %s, from %s at the start"), name, steps, to, from);
}
