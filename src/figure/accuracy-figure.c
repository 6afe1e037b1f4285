/* SPDX-License-Identifier: MIT */

/* The accuracy over the steps; of numbers the share of their variance that is explained. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/run-curves.h"

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
}

static void
draw_accuracies (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  gradus_curves_draw (canvas, figure, source, fill_accuracies);
}

static char *
describe_accuracies (const GradusFigure *figure, const GradusFigureSource *source)
{
  return gradus_run_curves_describe (&accuracies, source);
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
  .list_marks = gradus_run_curves_list_marks,
  .pick = pick_in_accuracies,
};
