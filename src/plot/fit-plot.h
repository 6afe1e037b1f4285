/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* A sample of one input. */
typedef struct {
  double x, y;
  gboolean is_test;
} GradusFitPoint;

/* GradusFitPlot: what a network says to one input, as a curve, with the samples that it should
 * meet. */
typedef struct {
  double x0, x1, y0, y1; /* in sight */
  guint n_values;
  /* (n_values), at the middles of equal parts of the x axis; NULL: nothing known yet */
  const float *values;
  guint n_points;
  const GradusFitPoint *points;
  const char *x_name, *output_name, *target_name;
  double pointer_x, pointer_y; /* NaN: not there */
} GradusFitPlot;

/* Test samples are hollow. */
void gradus_fit_plot_draw (GradusCanvas *canvas, const GradusFitPlot *plot);

/* What the network says at x, between the middles linearly. */
double gradus_fit_plot_get_value (const GradusFitPlot *plot, double x);

G_END_DECLS
