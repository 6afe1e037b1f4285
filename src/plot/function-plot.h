/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* GradusFunctionPlot: a function and its derivative, and the current arguments: as strokes below
 * and as a histogram behind. */
typedef struct {
  guint n_points;
  const float *arguments; /* (n_points), ascending, evenly spaced: the range of the x axis */
  const float *values;    /* (n_points) */
  const float *slopes;    /* (n_points); NULL: none */
  const char *value_name; /* in the callout and the legend: "f(z)" */
  const char *slope_name;
  const char *x_title;
  guint n_marks;
  const float *marks;          /* (n_marks): the current arguments */
  double pointer_x, pointer_y; /* NaN: not there */
} GradusFunctionPlot;

void gradus_function_plot_draw (GradusCanvas *canvas, const GradusFunctionPlot *plot);

/* Counts the marks in n_bins equal parts of the x axis; marks outside count in the first or
 * last. */
void gradus_function_plot_count_marks (const GradusFunctionPlot *plot, guint n_bins, guint *bins);

G_END_DECLS
