/* SPDX-License-Identifier: MIT */
#include "train/anatomy.h"

#include <math.h>

GradusAnatomy *
gradus_anatomy_new (guint n_layers, guint map_size)
{
  GradusAnatomy *anatomy = g_new0 (GradusAnatomy, 1);

  anatomy->n_layers = n_layers;
  anatomy->map_size = map_size;
  anatomy->layers = g_new0 (GradusLayerAnatomy, n_layers);
  return anatomy;
}

void
gradus_anatomy_free (GradusAnatomy *anatomy)
{
  for (guint i = 0; i < anatomy->n_layers; i++) {
    g_free (anatomy->layers[i].weights);
    g_free (anatomy->layers[i].gradients);
    g_free (anatomy->layers[i].biases);
    g_free (anatomy->layers[i].bias_gradients);
    g_free (anatomy->layers[i].maps);
  }
  g_free (anatomy->layers);
  g_free (anatomy);
}

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

void
gradus_histogram_fill_rows (GradusHistogram *histogram, const float *values, guint rows, guint stride,
                            guint n)
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

void
gradus_detail_free (GradusDetail *detail)
{
  g_free (detail->unit_weights);
  g_free (detail->unit_gradients);
  g_free (detail->z);
  g_free (detail->outputs);
  g_free (detail);
}

void
gradus_chain_free (GradusChain *chain)
{
  g_free (chain->layers);
  g_free (chain);
}
