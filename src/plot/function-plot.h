/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* Where a derivative jumps: what it comes to from the left and from the right, and what it is
 * there. */
typedef struct {
  double at, left, right, value;
} GradusFunctionJump;

/* A function and its derivative, whose line is dashed. */
typedef struct {
  const char *name, *slope_name; /* at the ends of the lines and in the callout: "f(z)" */
  const float *values;           /* (n_points) */
  const float *slopes;           /* (n_points); NULL: none */
  GradusColour colour, slope_colour;
  const GradusFunctionJump *jump; /* of the derivative; NULL: none */
} GradusFunctionCurve;

/* GradusFunctionPlot: functions over each other, and the current arguments: as strokes below and as
 * a histogram behind. */
typedef struct {
  guint n_points;
  const float *arguments; /* (n_points), ascending, evenly spaced: the range of the x axis */
  guint n_curves;
  const GradusFunctionCurve *curves;
  const char *x_title;
  guint n_marks;
  const float *marks;          /* (n_marks): the current arguments */
  double pointer_x, pointer_y; /* NaN: not there */
} GradusFunctionPlot;

void gradus_function_plot_draw (GradusCanvas *canvas, const GradusFunctionPlot *plot);

/* The frame that gradus_function_plot_draw() draws: to its right the lines' names have room. */
GradusFrame gradus_function_plot_lay_out (GradusCanvas *canvas, const GradusFunctionPlot *plot);

/* Counts the marks in n_bins equal parts of the x axis; marks outside count in the first or
 * last. */
void gradus_function_plot_count_marks (const GradusFunctionPlot *plot, guint n_bins, guint *bins);

G_END_DECLS
