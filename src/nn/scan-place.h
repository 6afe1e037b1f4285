/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/kernels/kernels.h"

G_BEGIN_DECLS

/* GradusScanPlace: the window of a scan at one place: where its first row and column are in the
 * picture, and which of its own rows [top, bottom) and columns [left, right) are inside; none where
 * the window lies all beyond it. */
typedef struct {
  int row, column;
  guint top, bottom;
  guint left, right;
} GradusScanPlace;

GradusScanPlace gradus_scan_place_find (const GradusScan *scan, guint row, guint column);

/* The sum that a convolution makes at one place, made again to the same bits: the bias, and to it
 * the products of what lies under the window, channel after channel, each row by row; what is
 * beyond the picture is left out.
 *
 * `patch` and `kernel` are (n_channels, window's height, window's width), of one filter; `sums`
 * (n_channels) is set to what there is after each channel, so that the last one is z. Each channel
 * is a convolution of its own that starts from the sum before it, by the kernels themselves: so
 * there is no other place that knows their order, and whether their set rounds once or twice. */
void gradus_scan_place_sum (const GradusKernels *kernels, const GradusScan *scan,
                            const GradusScanPlace *place, guint n_channels, const float *patch,
                            const float *kernel, float bias, float *sums);

/* Copies what lies under the window at a place of maps (n_channels, height, width, stride), of the
 * first sample: `patch` (n_channels, window's height, window's width); 0 beyond the maps. */
void gradus_scan_place_copy_patch (const GradusScan *scan, const GradusScanPlace *place,
                                   guint n_channels, const float *maps, guint stride, float *patch);

G_END_DECLS
