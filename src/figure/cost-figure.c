/* SPDX-License-Identifier: MIT */

/* The cost over the steps. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/run-curves.h"

typedef struct {
  GradusFigure parent;
  GradusCurves curves;
  gboolean is_log;
} CostFigure;

static const GradusRunCurves costs = {
  N_ ("cost"),
  NULL,
  offsetof (GradusSeries, costs),
  offsetof (GradusSeries, test_costs),
  offsetof (GradusMetrics, cost),
  offsetof (GradusMetrics, test_cost),
};

/* All steps have an axis with round ends, which moves seldom while the curves always do; a part
 * of the steps one that ends with its values, so that it is seen as large as can be. */
static GradusAxis
find_cost_axis (const CostFigure *self, const GradusLineChart *chart)
{
  double low, high;

  gradus_curves_find_range (&self->curves, chart, &low, &high);
  if (self->is_log)
    return gradus_axis_log (low, high);
  return self->curves.x_high > self->curves.x_low && high > low ? (GradusAxis){ low, high, FALSE }
                                                                : gradus_axis_linear (0, high);
}

static void
fill_costs (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
            GradusCurvesChart *chart)
{
  gradus_run_curves_fill (&costs, canvas, source, chart);
  chart->chart.y = find_cost_axis ((const CostFigure *) figure, &chart->chart);
}

static void
draw_costs (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  gradus_curves_draw (canvas, figure, source, fill_costs);
}

static char *
describe_costs (const GradusFigure *figure, const GradusFigureSource *source)
{
  return gradus_curves_add_mark_words (gradus_curves_get (figure),
                                       gradus_run_curves_describe (&costs, source));
}

static GradusPick
pick_in_costs (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
               double x, double y)
{
  return gradus_curves_pick (canvas, figure, source, fill_costs, x, y);
}

static const GradusFigureSetting cost_settings[] = {
  GRADUS_CURVES_SMOOTHING (CostFigure, .tooltip = GRADUS_CURVES_SMOOTHING_TOOLTIP),
  { .name = "log",
    .kind = GRADUS_FIGURE_SETTING_SWITCH,
    .offset = offsetof (CostFigure, is_log),
    .title = N_ ("Log"),
    .tooltip = N_ ("Cost on a logarithmic axis"),
    .help = "Draw the cost on a logarithmic axis",
    .in_lessons = TRUE,
    .in_layout = TRUE },
  GRADUS_CURVES_STEP_AXIS (CostFigure, .tooltip = GRADUS_CURVES_STEP_AXIS_TOOLTIP),
  GRADUS_CURVES_SIGHT (CostFigure, .is_shared = TRUE),
  GRADUS_CURVES_MARK (CostFigure),
  { NULL },
};

const GradusFigureClass gradus_cost_figure = {
  .name = "cost",
  .title = N_ ("Cost"),
  .label = N_ ("Cost over steps"),
  .row = GRADUS_FIGURE_BOTTOM_ROW,
  .card = "cost",
  .topic = "cost",
  .share = 0.32,
  .size = sizeof (CostFigure),
  .settings = cost_settings,
  .curves = offsetof (CostFigure, curves),
  .has_all_runs = TRUE,
  .draw = draw_costs,
  .describe = describe_costs,
  .list_marks = gradus_run_curves_list_marks,
  .pick = pick_in_costs,
};
