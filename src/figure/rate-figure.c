/* SPDX-License-Identifier: MIT */
#include "figure/rate-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

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

void
gradus_rate_figure_draw (GradusCanvas *canvas, const GradusRateTest *test, double pointer_x,
                         double pointer_y)
{
  const gboolean is_found = test->outcome == GRADUS_RATE_FOUND;
  g_autofree char *rate = is_found ? gradus_number_format_setting (test->suggestion) : NULL;
  const GradusRatePlot plot = {
    .n = test->n,
    .rates = test->rates,
    .costs = test->costs,
    .smooth = test->smooth,
    .has_noise = test->has_noise,
    .marked = is_found ? (int) test->steepest : -1,
    .x = gradus_axis_log (GRADUS_RATE_TEST_LOWEST, GRADUS_RATE_TEST_HIGHEST),
    .y = find_cost_axis (test),
    .x_title = _ ("learning rate"),
    .y_title = test->has_noise ? _ ("cost, smoothed") : _ ("cost"),
    .marked_text = rate,
    .pointer_x = pointer_x,
    .pointer_y = pointer_y,
  };

  gradus_rate_plot_draw (canvas, &plot);
}

static void
draw_on_sheet (GradusCanvas *canvas, gpointer data)
{
  gradus_rate_figure_draw (canvas, data, NAN, NAN);
}

GBytes *
gradus_rate_figure_render (const GradusRateTest *test, GradusSheetFormat format,
                           const GradusStyle *style, double width, double height)
{
  return gradus_sheet_render (format, style, width, height, draw_on_sheet, (gpointer) test);
}
