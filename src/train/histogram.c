/* SPDX-License-Identifier: MIT */
#include "train/histogram.h"

#include <math.h>

void
gradus_histogram_fill (GradusHistogram *histogram, const float *values, gsize n)
{
  gradus_histogram_fill_rows (histogram, values, 1, 0, (guint) n);
}

/* Equal values get a range around them. */
static void
find_range (GradusHistogram *histogram, const float *values, guint rows, guint stride, guint n)
{
  histogram->low = INFINITY;
  histogram->high = -INFINITY;
  for (guint row = 0; row < rows; row++) {
    for (guint i = 0; i < n; i++) {
      const double value = (double) values[(gsize) row * stride + i];

      if (!isfinite (value))
        continue;
      histogram->low = MIN (histogram->low, value);
      histogram->high = MAX (histogram->high, value);
    }
  }
  if (histogram->low == histogram->high) {
    const double room = MAX (fabs (histogram->low) * 0.5, 1e-30);

    histogram->low -= room;
    histogram->high += room;
  }
}

/* What is not finite is passed over: in a run that diverges the rest is still to be seen. */
void
gradus_histogram_fill_rows (GradusHistogram *histogram, const float *values, guint rows,
                            guint stride, guint n)
{
  double scale;

  *histogram = (GradusHistogram){ 0 };
  find_range (histogram, values, rows, stride, n);
  if (histogram->low > histogram->high) {
    histogram->low = 0;
    histogram->high = 1;
    return;
  }
  scale = GRADUS_HISTOGRAM_BINS / (histogram->high - histogram->low);
  for (guint row = 0; row < rows; row++) {
    for (guint i = 0; i < n; i++) {
      const double value = (double) values[(gsize) row * stride + i];
      guint bin;

      if (!isfinite (value))
        continue;
      bin = MIN ((guint) ((value - histogram->low) * scale), GRADUS_HISTOGRAM_BINS - 1);
      histogram->n_values++;
      histogram->bins[bin]++;
      histogram->most = MAX (histogram->most, histogram->bins[bin]);
    }
  }
}
