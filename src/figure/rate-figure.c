/* SPDX-License-Identifier: MIT */

/* A learning-rate test: cost over rate, the suggestion marked. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/figure.h"
#include "plot/number.h"
#include "plot/rate-plot.h"

/* How far above the cost at the start the axis goes: enough to see that it grows. */
#define ABOVE_START 1.4

static GradusAxis
find_cost_axis (const GradusRateTest *test)
{
  double highest = 0;

  for (guint i = 0; i < test->n; i++) {
    const double cost = test->has_noise ? test->costs[i] : test->smooth[i];

    if (isfinite (cost))
      highest = MAX (highest, MIN (cost, ABOVE_START * test->smooth[0]));
  }
  return gradus_axis_linear (0, highest);
}

static void
draw_rates (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusRateTest *test = source->rates;
  const gboolean is_found = test && test->outcome == GRADUS_RATE_FOUND;
  g_autofree char *rate = is_found ? gradus_number_format_setting (test->suggestion) : NULL;

  if (!test)
    return;
  gradus_rate_plot_draw (canvas, &(GradusRatePlot){
                                     .n = test->n,
                                     .rates = test->rates,
                                     .costs = test->costs,
                                     .smooth = test->smooth,
                                     .has_noise = test->has_noise,
                                     .marked = is_found ? (int) test->steepest : -1,
                                     .x = gradus_axis_log (GRADUS_RATE_TEST_LOWEST,
                                                           GRADUS_RATE_TEST_HIGHEST),
                                     .y = find_cost_axis (test),
                                     .x_title = _ ("learning rate"),
                                     .y_title =
                                         test->has_noise ? _ ("cost, smoothed") : _ ("cost"),
                                     .marked_text = rate,
                                     .pointer_x = figure->pointer_x,
                                     .pointer_y = figure->pointer_y,
                                 });
}

static char *
describe_rates (const GradusFigure *figure, const GradusFigureSource *source)
{
  return source->rates ? gradus_rate_test_describe (source->rates)
                       : g_strdup (_ ("No rate has been tried yet"));
}

const GradusFigureClass gradus_rate_figure = {
  .name = "rate",
  .title = N_ ("Find a Rate"),
  .label = N_ ("Cost over the learning rate"),
  .size = sizeof (GradusFigure),
  .needs_no_run = TRUE,
  .shows_rates = TRUE,
  .draw = draw_rates,
  .describe = describe_rates,
};
