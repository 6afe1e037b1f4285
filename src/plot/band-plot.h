/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* A curve over numbers: a mean, and between what the single values lie. */
typedef struct {
  const char *name;
  GradusColour colour;
  gboolean is_dashed;
  const double *means, *lowest, *highest; /* (n) */
} GradusBandLine;

/* GradusBandPlot: such curves, as lines in bands. Where lowest and highest are the mean there is no
 * band. */
typedef struct {
  guint n;
  const double *x; /* (n), ascending */
  guint n_lines;
  const GradusBandLine *lines;
  GradusAxis x_axis, y_axis;
  const char *x_title, *y_title;
  double pointer_x, pointer_y; /* NaN: not there */
} GradusBandPlot;

void gradus_band_plot_draw (GradusCanvas *canvas, const GradusBandPlot *plot);

G_END_DECLS
