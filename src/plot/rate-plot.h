/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* GradusRatePlot: the cost over learning rates that rise from step to step, on a logarithmic axis
 * of rates, with the rate that is suggested marked. */
typedef struct {
  guint n;
  const double *rates;  /* (n), ascending */
  const double *costs;  /* (n), as measured: pale where it is not what `smooth` says */
  const double *smooth; /* (n) */
  gboolean has_noise;
  int marked;           /* the point that is suggested; negative: none */
  GradusAxis x, y;
  const char *x_title, *y_title;
  const char *marked_text; /* at the mark: "0.05" */
  double pointer_x, pointer_y; /* NaN: not there */
} GradusRatePlot;

void gradus_rate_plot_draw (GradusCanvas *canvas, const GradusRatePlot *plot);

/* The frame of that drawing. */
GradusFrame gradus_rate_plot_get_frame (GradusCanvas *canvas, const GradusRatePlot *plot);

G_END_DECLS
