/* SPDX-License-Identifier: MIT */

/* The accuracy over the steps; of numbers the share of their variance that is explained. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/run-curves.h"
#include "plot/line-band.h"

typedef struct {
  GradusFigure parent;
  GradusCurves curves;
} AccuracyFigure;

static const GradusRunCurves accuracies = {
  N_ ("accuracy"),
  "R²",
  offsetof (GradusSeries, accuracies),
  offsetof (GradusSeries, test_accuracies),
  offsetof (GradusMetrics, accuracy),
  offsetof (GradusMetrics, test_accuracy),
  offsetof (GradusSeries, undecided_right),
  offsetof (GradusSeries, undecided_wrong),
  offsetof (GradusSeries, test_undecided_right),
  offsetof (GradusSeries, test_undecided_wrong),
};

/* From 0 to 1, for an accuracy is a share; R² is below 0 where a constant would do better. */
static GradusAxis
find_accuracy_axis (const GradusFigure *figure, const GradusLineChart *chart)
{
  double low, high;

  gradus_curves_find_range (gradus_curves_get (figure), chart, &low, &high);
  return gradus_axis_linear (MIN (low, 0), 1);
}

static void
fill_accuracies (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
                 GradusCurvesChart *chart)
{
  gradus_run_curves_fill (&accuracies, canvas, source, chart);
  chart->chart.y = find_accuracy_axis (figure, &chart->chart);
  chart->chart.open_name = _ ("undecided");
}

static void
draw_accuracies (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  gradus_curves_draw (canvas, figure, source, fill_accuracies);
}

static char *
describe_accuracies (const GradusFigure *figure, const GradusFigureSource *source)
{
  const guint n_undecided = source->snapshot->n_undecided;
  g_autofree char *curves = gradus_curves_add_mark_words (
      gradus_curves_get (figure), gradus_run_curves_describe (&accuracies, source));

  if (n_undecided == 0)
    return g_steal_pointer (&curves);
  /* Translators: "accuracy after 100 steps: 0.5, from 0.25 at the start; 4 samples undecided" */
  return g_strdup_printf (
      ngettext ("%s; %u sample undecided", "%s; %u samples undecided", n_undecided), curves,
      n_undecided);
}

/* The band says itself what it is where it is wide enough. Room for the mark is not kept: the
 * chart is small, and most runs have none. */
static void
list_accuracy_marks (const GradusFigure *figure, const GradusFigureSource *source,
                     const GradusStyle *style, GradusLegend *legend)
{
  gradus_run_curves_list_marks (figure, source, style, legend);
  if (gradus_run_curves_are_open (&accuracies, source))
    gradus_legend_add (legend, GRADUS_LEGEND_SWATCH, gradus_line_band_get_colour (style->mark),
                       _ ("undecided"));
}

static GradusPick
pick_in_accuracies (GradusCanvas *canvas, const GradusFigure *figure,
                    const GradusFigureSource *source, double x, double y)
{
  return gradus_curves_pick (canvas, figure, source, fill_accuracies, x, y);
}

static const GradusFigureSetting accuracy_settings[] = {
  GRADUS_CURVES_SMOOTHING (AccuracyFigure, .tooltip = GRADUS_CURVES_SMOOTHING_TOOLTIP),
  GRADUS_CURVES_STEP_AXIS (AccuracyFigure, .tooltip = GRADUS_CURVES_STEP_AXIS_TOOLTIP),
  GRADUS_CURVES_SIGHT (AccuracyFigure, .is_shared = TRUE),
  GRADUS_CURVES_MARK (AccuracyFigure),
  { NULL },
};

const GradusFigureClass gradus_accuracy_figure = {
  .name = "accuracy",
  .title = N_ ("Accuracy"),
  .numbers_title = "R²",
  .label = N_ ("Accuracy over steps"),
  .row = GRADUS_FIGURE_BOTTOM_ROW,
  .card = "accuracy",
  .topic = "accuracy",
  .share = 0.38,
  .size = sizeof (AccuracyFigure),
  .settings = accuracy_settings,
  .curves = offsetof (AccuracyFigure, curves),
  .has_all_runs = TRUE,
  .draw = draw_accuracies,
  .describe = describe_accuracies,
  .list_marks = list_accuracy_marks,
  .pick = pick_in_accuracies,
};
