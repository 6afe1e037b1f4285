/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* GradusLine: values over steps, both in columns of somebody else's. */
typedef struct {
  const char *name;
  GradusColour colour;
  guint n_points;
  const guint64 *steps; /* (n_points), ascending */
  const char *values;   /* (n_points) of double, or of float where is_float, `pitch` bytes apart */
  gsize pitch;
  gboolean is_float;
} GradusLine;

double gradus_line_get_value (const GradusLine *line, guint point);

/* GradusLineChart: curves over steps, with the values under the pointer. */
typedef struct {
  const GradusLine *lines;
  guint n_lines;
  GradusAxis y;
  const char *x_title;
  const char *step_name;       /* "step", in the callout */
  double pointer_x, pointer_y; /* NaN: not there */
} GradusLineChart;

/* Every curve is drawn by what each column of pixels covers of it, so that the cost follows the width of the
 * chart, and no spike gets lost. Gaps are where values are not finite. */
void gradus_line_chart_draw (GradusCanvas *canvas, const GradusLineChart *chart);

/* The point of `line` nearest to `step`; n_points where there is none. */
guint gradus_line_find_nearest (const GradusLine *line, double step);

G_END_DECLS
