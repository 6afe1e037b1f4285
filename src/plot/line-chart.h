/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* GradusLine: values over steps. Borrows both columns. */
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
  GradusAxis x; /* the steps in sight */
  GradusAxis y;
  const char *x_title;
  const char *step_name;       /* "step", in the callout */
  double pointer_x, pointer_y; /* NaN: not there */
  double smoothing;    /* 0: none; near 1 the average of many steps, the measured curve behind */
  gboolean has_cursor; /* a line at the step `cursor`, where the pointer is in another chart */
  double cursor;
  gboolean has_legend;       /* names in a row at the top right … */
  gboolean has_legend_below; /* … or at the bottom right, where the curves rise */
} GradusLineChart;

/* Draws the curves, reduced to their extremes in each column of pixels: so the cost depends on
 * the width, not on the number of points, and no spike gets lost. Values that are not finite
 * leave gaps. */
void gradus_line_chart_draw (GradusCanvas *canvas, const GradusLineChart *chart);

/* The step below a point of the drawing, or NaN outside; and the line whose name in the legend
 * is there, or -1. */
double gradus_line_chart_find_step (GradusCanvas *canvas, const GradusLineChart *chart, double x,
                                    double y);
int gradus_line_chart_find_name (GradusCanvas *canvas, const GradusLineChart *chart, double x,
                                 double y);

/* Exponential moving averages of a line's values, as in TensorBoard: average = weight · last
 * average + (1 - weight) · value, with bias correction. Values that are not finite are copied
 * and do not count. */
void gradus_line_smooth (const GradusLine *line, double weight, double *smooth);

/* The point of `line` nearest to `step`; n_points if there is none. */
guint gradus_line_find_nearest (const GradusLine *line, double step);

G_END_DECLS
