/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* GradusBarChart: one bar for each layer, in the colours of the layers, from the bottom of the
 * axis. */
typedef struct {
  const float *values; /* (n_bars) */
  guint n_bars;
  const char *prefix; /* of the names below the bars: "W" for W1, W2 … */
  GradusAxis y;
  const char *x_title;
  double pointer_x, pointer_y; /* NaN: not there */
  const gboolean *has_none; /* (n_bars): which layers have no such value, and so no bar; or NULL */
} GradusBarChart;

void gradus_bar_chart_draw (GradusCanvas *canvas, const GradusBarChart *chart);

/* Where bar i stands, inside a frame. Its height is the share of the axis below its value; a
 * value on the floor, 0 among them, has none. */
GradusRect gradus_bar_chart_get_bar (const GradusBarChart *chart, const GradusFrame *frame,
                                     guint bar);

G_END_DECLS
