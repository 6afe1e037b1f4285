/* SPDX-License-Identifier: MIT */

/* The loops of kernels.h over vectors of LANES floats: a template, included by isa.c once for each
 * width. */

#include "nn/kernels/vectors.h"

/* Rows worked on side by side, so that their chains of multiply-adds hide each other's latency. */
#define ROWS 4

static ALWAYS_INLINE void
FN (finish) (GradusActivation activation, VF z, gsize at, float *a, float *slopes, float *zs)
{
  VF slope;

  FN (store) (a + at, FN (apply) (activation.kind, activation.alpha, z, &slope));
  if (slopes)
    FN (store) (slopes + at, slope);
  if (zs)
    FN (store) (zs + at, z);
}

/* With four lanes the results of several rows are one piece of memory: activations as wide as the
 * registers serve them together. `rows` is a constant. */
static ALWAYS_INLINE void
FN (finish_rows) (guint rows, GradusActivation activation, VF z[ROWS], gsize at, guint stride,
                  float *a, float *slopes, float *zs)
{
#if LANES == 4 && WIDEST >= 8
  if (rows >= 2) {
    v8_vector_float low = __builtin_shufflevector (z[0], z[1], 0, 1, 2, 3, 4, 5, 6, 7);
    v8_vector_float high =
        __builtin_shufflevector (z[rows - 2], z[rows - 1], 0, 1, 2, 3, 4, 5, 6, 7);

#if WIDEST == 16
    if (rows == ROWS) {
      v16_finish (
          activation,
          __builtin_shufflevector (low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
          at, a, slopes, zs);
      return;
    }
#endif
    v8_finish (activation, low, at, a, slopes, zs);
    if (rows == ROWS)
      v8_finish (activation, high, at + 8, a, slopes, zs);
    return;
  }
#endif
  for (guint k = 0; k < rows; k++)
    FN (finish) (activation, z[k], at + (gsize) k * stride, a, slopes, zs);
}

#include "nn/kernels/rows.h"
#include "nn/kernels/dense.h"
#include "nn/kernels/scan.h"
#include "nn/kernels/slopes.h"
#include "nn/kernels/pool.h"

#undef VF
#undef VI
#undef ROWS
