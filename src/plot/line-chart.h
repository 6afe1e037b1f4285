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
  gboolean is_dashed;
  gboolean is_strong; /* wider than others */
  gboolean is_hidden; /* its name stays in the legend */
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
  double x_low, x_high;        /* the steps in sight; all of them where x_high is not above x_low */
  /* 0: none; towards 1 the curve is an average of more and more steps, and pale behind it is what
     was measured */
  double smoothing;
  gboolean has_cursor; /* a line at the step `cursor`, where the pointer is in another chart */
  double cursor;
  gboolean has_legend;       /* names in a row at the top right … */
  gboolean has_legend_below; /* … or at the bottom right, where the curves rise */
} GradusLineChart;

/* Every curve is drawn by what each column of pixels covers of it, so that the cost follows the
 * width of the chart, and no spike gets lost. Gaps are where values are not finite. */
void gradus_line_chart_draw (GradusCanvas *canvas, const GradusLineChart *chart);

/* The step below a point of the same drawing, NaN outside its curves; and the line whose name in
 * the legend is there, or -1. */
double gradus_line_chart_find_step (GradusCanvas *canvas, const GradusLineChart *chart, double x,
                                    double y);
int gradus_line_chart_find_name (GradusCanvas *canvas, const GradusLineChart *chart, double x,
                                 double y);

/* Exponential averages of a line's values, as TensorBoard's: each is `weight` of the one before
 * and 1 - weight of the value, divided by what that leaves out at the beginning. Values that are
 * not finite stay as they are, and do not count. */
void gradus_line_smooth (const GradusLine *line, double weight, double *smooth);

/* The point of `line` nearest to `step`; n_points where there is none. */
guint gradus_line_find_nearest (const GradusLine *line, double step);

G_END_DECLS
