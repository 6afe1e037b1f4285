/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusHistogram: how often values lie in each of equal parts of [low, high]. */
#define GRADUS_HISTOGRAM_BINS 40
typedef struct {
  double low, high;
  guint n_values; /* the finite ones */
  guint most;     /* in one bin */
  guint bins[GRADUS_HISTOGRAM_BINS];
} GradusHistogram;

/* Of the finite among n values; empty, from 0 to 1, where there is none. */
void gradus_histogram_fill (GradusHistogram *histogram, const float *values, gsize n);

/* Of a matrix (rows, stride) the first n columns. */
void gradus_histogram_fill_rows (GradusHistogram *histogram, const float *values, guint rows,
                                 guint stride, guint n);

G_END_DECLS
