/* SPDX-License-Identifier: MIT */

/* The loops of kernels.h over vectors of LANES floats: a template, included by kernels-isa.c once for each
 * width. Four rows are computed side by side, so that four chains of multiply-adds hide each other's latency. */

typedef float FN (vector_float) __attribute__ ((vector_size (4 * LANES)));
typedef gint32 FN (vector_int) __attribute__ ((vector_size (4 * LANES)));
#define VF FN (vector_float)
#define VI FN (vector_int)

#include "nn/vector-math.h"

static ALWAYS_INLINE VF
FN (load) (const float *p)
{
  return *(const VF *) __builtin_assume_aligned (p, 4 * LANES);
}

static ALWAYS_INLINE void
FN (store) (float *p, VF x)
{
  *(VF *) __builtin_assume_aligned (p, 4 * LANES) = x;
}

static ALWAYS_INLINE void
FN (finish) (GradusActivation activation, VF z, gsize at, float *a, float *slopes, float *zs)
{
  VF slope;

  FN (store) (a + at, FN (activate) (activation.kind, activation.alpha, z, &slope));
  if (slopes)
    FN (store) (slopes + at, slope);
  if (zs)
    FN (store) (zs + at, z);
}

/* With four lanes the results of four rows are one piece of memory: activations as wide as the registers
 * serve them together. */
static ALWAYS_INLINE void
FN (finish_four) (GradusActivation activation, const VF z[4], gsize at, guint stride, float *a, float *slopes,
                  float *zs)
{
#if LANES == 4 && WIDEST >= 8
  v8_vector_float low = __builtin_shufflevector (z[0], z[1], 0, 1, 2, 3, 4, 5, 6, 7);
  v8_vector_float high = __builtin_shufflevector (z[2], z[3], 0, 1, 2, 3, 4, 5, 6, 7);

#if WIDEST == 16
  v16_finish (activation,
              __builtin_shufflevector (low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), at,
              a, slopes, zs);
#else
  v8_finish (activation, low, at, a, slopes, zs);
  v8_finish (activation, high, at + 8, a, slopes, zs);
#endif
#else
  for (guint k = 0; k < 4; k++)
    FN (finish) (activation, z[k], at + (gsize) k * stride, a, slopes, zs);
#endif
}

static ALWAYS_INLINE void
FN (forward) (GradusDenseShape shape, GradusActivation activation, const float *weights, const float *biases,
              const float *x, float *a, float *slopes, float *zs)
{
  const guint n_inputs = shape.n_inputs, stride = shape.stride;

  for (guint column = 0; column < stride; column += LANES) {
    guint row = 0;

    for (; row + 4 <= shape.n_outputs; row += 4) {
      const float *w = weights + (gsize) row * n_inputs;
      VF z[4];

      for (guint k = 0; k < 4; k++)
        z[k] = (VF){ 0 } + biases[row + k];
      for (guint i = 0; i < n_inputs; i++) {
        VF xi = FN (load) (x + (gsize) i * stride + column);

        for (guint k = 0; k < 4; k++)
          z[k] += w[(gsize) k * n_inputs + i] * xi;
      }
      FN (finish_four) (activation, z, (gsize) row * stride + column, stride, a, slopes, zs);
    }
    for (; row < shape.n_outputs; row++) {
      const float *w = weights + (gsize) row * n_inputs;
      VF z = (VF){ 0 } + biases[row];

      for (guint i = 0; i < n_inputs; i++)
        z += w[i] * FN (load) (x + (gsize) i * stride + column);
      FN (finish) (activation, z, (gsize) row * stride + column, a, slopes, zs);
    }
  }
}

#define CASE(kind)                                                                                           \
  case kind:                                                                                                 \
    FN (forward)                                                                                             \
    (shape, (GradusActivation){ kind, activation.alpha }, weights, biases, x, a, slopes, zs);                \
    break

static void
FN (dense_forward) (GradusDenseShape shape, GradusActivation activation, const float *weights,
                    const float *biases, const float *x, float *a, float *slopes, float *zs)
{
  switch (activation.kind) {
    CASE (GRADUS_ACTIVATION_LINEAR);
    CASE (GRADUS_ACTIVATION_SIGMOID);
    CASE (GRADUS_ACTIVATION_TANH);
    CASE (GRADUS_ACTIVATION_RELU);
    CASE (GRADUS_ACTIVATION_LEAKY_RELU);
    CASE (GRADUS_ACTIVATION_ELU);
  }
}
#undef CASE

/* The sums of four vectors, in one vector of four. */
static ALWAYS_INLINE v4_vector_float
FN (sum_four) (const VF v[4])
{
#if LANES == 4
  v4_vector_float t =
      __builtin_shufflevector (v[0], v[1], 0, 4, 2, 6) + __builtin_shufflevector (v[0], v[1], 1, 5, 3, 7);
  v4_vector_float u =
      __builtin_shufflevector (v[2], v[3], 0, 4, 2, 6) + __builtin_shufflevector (v[2], v[3], 1, 5, 3, 7);

  return __builtin_shufflevector (t, u, 0, 1, 4, 5) + __builtin_shufflevector (t, u, 2, 3, 6, 7);
#else
  HALF_VF halves[4];

  for (guint k = 0; k < 4; k++)
    halves[k] = FN (fold) (v[k]);
  return HALF_FN (sum_four) (halves);
#endif
}

static ALWAYS_INLINE float
FN (sum) (VF v)
{
#if LANES == 4
  return (v[0] + v[1]) + (v[2] + v[3]);
#else
  return HALF_FN (sum) (FN (fold) (v));
#endif
}

static void
FN (sum_rows) (guint rows, guint stride, const float *m, float *sums)
{
  for (guint row = 0; row < rows; row++) {
    VF total = { 0 };

    for (guint column = 0; column < stride; column += LANES)
      total += FN (load) (m + (gsize) row * stride + column);
    sums[row] = FN (sum) (total);
  }
}

/* One row of dW = delta·xᵀ. */
static ALWAYS_INLINE void
FN (weight_gradient_row) (guint n_inputs, guint stride, const float *delta, const float *x, float *gradients)
{
  guint i = 0;

  for (; i + 4 <= n_inputs; i += 4) {
    VF total[4] = { { 0 }, { 0 }, { 0 }, { 0 } };
    v4_vector_float sums;

    for (guint column = 0; column < stride; column += LANES) {
      VF d = FN (load) (delta + column);

      for (guint k = 0; k < 4; k++)
        total[k] += d * FN (load) (x + (gsize) (i + k) * stride + column);
    }
    sums = FN (sum_four) (total);
    __builtin_memcpy (gradients + i, &sums, sizeof sums);
  }
  for (; i < n_inputs; i++) {
    VF total = { 0 };

    for (guint column = 0; column < stride; column += LANES)
      total += FN (load) (delta + column) * FN (load) (x + (gsize) i * stride + column);
    gradients[i] = FN (sum) (total);
  }
}

/* dx = Wᵀ·delta. */
static ALWAYS_INLINE void
FN (input_gradient) (GradusDenseShape shape, const float *weights, const float *delta, float *dx)
{
  const guint n_inputs = shape.n_inputs, stride = shape.stride;

  for (guint column = 0; column < stride; column += LANES) {
    guint i = 0;

    for (; i + 4 <= n_inputs; i += 4) {
      VF total[4] = { { 0 }, { 0 }, { 0 }, { 0 } };

      for (guint row = 0; row < shape.n_outputs; row++) {
        VF d = FN (load) (delta + (gsize) row * stride + column);

        for (guint k = 0; k < 4; k++)
          total[k] += weights[(gsize) row * n_inputs + i + k] * d;
      }
      for (guint k = 0; k < 4; k++)
        FN (store) (dx + (gsize) (i + k) * stride + column, total[k]);
    }
    for (; i < n_inputs; i++) {
      VF total = { 0 };

      for (guint row = 0; row < shape.n_outputs; row++)
        total += weights[(gsize) row * n_inputs + i] * FN (load) (delta + (gsize) row * stride + column);
      FN (store) (dx + (gsize) i * stride + column, total);
    }
  }
}

static void
FN (dense_backward) (GradusDenseShape shape, const float *weights, const float *x, const float *slopes,
                     float *delta, float *weight_gradients, float *bias_gradients, float *dx)
{
  if (slopes) {
    for (gsize i = 0; i < (gsize) shape.n_outputs * shape.stride; i += LANES)
      FN (store) (delta + i, FN (load) (delta + i) * FN (load) (slopes + i));
  }
  if (dx)
    FN (input_gradient) (shape, weights, delta, dx);
  for (guint row = 0; row < shape.n_outputs; row++)
    FN (weight_gradient_row)
  (shape.n_inputs, shape.stride, delta + (gsize) row * shape.stride, x,
   weight_gradients + (gsize) row * shape.n_inputs);
  FN (sum_rows) (shape.n_outputs, shape.stride, delta, bias_gradients);
}

#undef VF
#undef VI
