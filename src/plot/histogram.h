/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* GradusHistogramPlot: a histogram of values from `low` to `high`, over axes of the values and of
 * how many there are. */
typedef struct {
  const char *title;
  const guint *bins; /* (n_bins) */
  guint n_bins;
  double low, high;
  GradusColour colour;
  const char *empty;           /* text if every bin is 0 */
  double pointer_x, pointer_y; /* NaN: not there */
} GradusHistogramPlot;

void gradus_histogram_plot_draw (GradusCanvas *canvas, const GradusHistogramPlot *plot);

/* Between the axes. */
GradusRect gradus_histogram_plot_lay_out (GradusCanvas *canvas, const GradusHistogramPlot *plot);

/* Where bin i stands inside `inner`: as high as its share of the fullest. */
GradusRect gradus_histogram_plot_get_bar (const GradusHistogramPlot *plot, GradusRect inner,
                                          guint bin);

G_END_DECLS
