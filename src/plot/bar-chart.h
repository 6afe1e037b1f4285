/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* GradusBarChart: a value of each layer, in the colours of the layers: on a linear axis, which has
 * a 0, as bars; on a logarithmic one, where the foot of a bar would say nothing, as dots on thin
 * stems. What the values were at the beginning stands hollow behind them. */
typedef struct {
  const float *values; /* (n_bars) */
  const float *ghosts; /* (n_bars): those of the beginning; or NULL */
  guint n_bars;
  const char *prefix; /* of the names below the bars: "W" for W1, W2 … */
  GradusAxis y;
  const char *x_title, *y_title;
  const char *layer_name;              /* in the callout: "layer", */
  const char *value_name, *ghost_name; /* "now" and "at step 0" */
  double pointer_x, pointer_y;         /* NaN: not there */
  guint first_marked, n_marked; /* bars that words are about, from 0 */
  const gboolean *has_none; /* (n_bars): which layers have no such value, and so no bar; or NULL */
} GradusBarChart;

void gradus_bar_chart_draw (GradusCanvas *canvas, const GradusBarChart *chart);

/* Where bar i of those values stands, inside a frame. Its height is the share of the axis below
 * its value; a value on the floor, 0 among them, has none. */
GradusRect gradus_bar_chart_get_bar (const GradusBarChart *chart, const float *values,
                                     const GradusFrame *frame, guint bar);

G_END_DECLS
