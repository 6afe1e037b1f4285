/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* A sample of one input. */
typedef struct {
  double x, y;
  gboolean is_test;
} GradusFitPoint;

/* GradusFitPlot: a network's answer as a curve over its one input, with the samples. */
typedef struct {
  double x0, x1, y0, y1; /* the visible part */
  guint n_values;
  const float *values; /* (n_values), at the centres of equal parts of the x axis; or NULL */
  guint n_points;
  const GradusFitPoint *points;
  const char *x_name, *output_name, *target_name;
  double pointer_x, pointer_y; /* NaN: not there */
} GradusFitPlot;

/* Draws the plot; test samples are hollow. */
void gradus_fit_plot_draw (GradusCanvas *canvas, const GradusFitPlot *plot);

/* The network's answer at x, interpolated linearly. */
double gradus_fit_plot_get_value (const GradusFitPlot *plot, double x);

G_END_DECLS
