/* SPDX-License-Identifier: MIT */
#include "nn/scan-place.h"

#include <string.h>

#include "nn/layer-spec.h"

/* The least stride that kernels take. */
#define STRIDE 4

/* The numbers [begin, end) of a window of n that begins at `at` which are among `size`. */
static void
find_inside (int at, guint n, guint size, guint *begin, guint *end)
{
  *begin = (guint) CLAMP (-at, 0, (int) n);
  *end = (guint) CLAMP ((int) size - at, (int) *begin, (int) n);
}

GradusScanPlace
gradus_scan_place_find (const GradusScan *scan, guint row, guint column)
{
  GradusScanPlace place = { .row = (int) (row * scan->step) - (int) scan->top,
                            .column = (int) (column * scan->step) - (int) scan->left };

  find_inside (place.row, scan->window_height, scan->height, &place.top, &place.bottom);
  find_inside (place.column, scan->window_width, scan->width, &place.left, &place.right);
  return place;
}

/* What of a kernel meets the picture, one number behind the other. */
static void
copy_inside (const GradusScan *scan, const GradusScanPlace *place, const float *numbers,
             guint pitch, float *inside)
{
  for (guint i = place->top; i < place->bottom; i++) {
    for (guint j = place->left; j < place->right; j++, inside += pitch) {
      for (guint lane = 0; lane < pitch; lane++)
        inside[lane] = numbers[i * scan->window_width + j];
    }
  }
}

/* Of one channel that is all window, and has one place. */
static float
sum_channel (const GradusKernels *kernels, const GradusScan *scan, const GradusScanPlace *place,
             const float *patch, const float *kernel, float start)
{
  float x[STRIDE * GRADUS_MAX_WINDOW * GRADUS_MAX_WINDOW] __attribute__ ((aligned (64)));
  float w[GRADUS_MAX_WINDOW * GRADUS_MAX_WINDOW], z[STRIDE] __attribute__ ((aligned (64)));
  const GradusActivation linear = gradus_activation_make (GRADUS_ACTIVATION_LINEAR);
  const guint height = place->bottom - place->top, width = place->right - place->left;
  const GradusConvolution convolution = {
    .scan = { height, width, 1, 1, height, width, .step = 1 },
    .n_channels = 1,
    .n_filters = 1,
    .weights = w,
    .biases = &start,
  };

  copy_inside (scan, place, patch, STRIDE, x);
  copy_inside (scan, place, kernel, 1, w);
  kernels->convolution_forward (&convolution, &(GradusColumns){ 0, STRIDE, STRIDE },
                                &(GradusSpan){ 0, 1 }, &(GradusSpan){ 0, 1 }, linear, x, z, NULL,
                                NULL);
  return z[0];
}

void
gradus_scan_place_sum (const GradusKernels *kernels, const GradusScan *scan,
                       const GradusScanPlace *place, guint n_channels, const float *patch,
                       const float *kernel, float bias, float *sums)
{
  const gsize n = (gsize) scan->window_height * scan->window_width;
  const gboolean is_beyond = place->top == place->bottom || place->left == place->right;
  float sum = bias;

  for (guint c = 0; c < n_channels; c++) {
    if (!is_beyond)
      sum = sum_channel (kernels, scan, place, patch + c * n, kernel + c * n, sum);
    sums[c] = sum;
  }
}

void
gradus_scan_place_copy_patch (const GradusScan *scan, const GradusScanPlace *place,
                              guint n_channels, const float *maps, guint stride, float *patch)
{
  const gsize n = (gsize) scan->window_height * scan->window_width;

  memset (patch, 0, n_channels * n * sizeof (float));
  for (guint c = 0; c < n_channels; c++) {
    for (guint i = place->top; i < place->bottom; i++) {
      for (guint j = place->left; j < place->right; j++) {
        const gsize row = (gsize) c * scan->height + (gsize) (place->row + (int) i);

        patch[c * n + i * scan->window_width + j] =
            maps[(row * scan->width + (gsize) (place->column + (int) j)) * stride];
      }
    }
  }
}
