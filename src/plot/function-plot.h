/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* GradusFunctionPlot: a function and its derivative, and where arguments now fall on it: as a
 * rug of strokes below, and as a histogram behind. */
typedef struct {
  guint n_points;
  /* (n_points), ascending, evenly spread: they are the extent of the x axis */
  const float *arguments;
  const float *values; /* (n_points) */
  const float *slopes; /* (n_points); NULL: none */
  const char *value_name; /* in the callout and the legend: "f(z)" */
  const char *slope_name;
  const char *x_title;
  guint n_marks;
  const float *marks;          /* (n_marks): the arguments of now */
  double pointer_x, pointer_y; /* NaN: not there */
} GradusFunctionPlot;

void gradus_function_plot_draw (GradusCanvas *canvas, const GradusFunctionPlot *plot);

/* How many marks lie in each of n_bins equal parts of the x axis, those beyond its ends in the
 * outermost. */
void gradus_function_plot_count_marks (const GradusFunctionPlot *plot, guint n_bins, guint *bins);

G_END_DECLS
