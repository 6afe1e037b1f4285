/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/activation.h"

G_BEGIN_DECLS

/* GradusKernels: the inner loops, built once for each instruction set and chosen when the program runs.
 *
 * Matrices of activations are feature-major: `rows × stride`, one row a unit, the samples of the batch side
 * by side in it. A stride is a multiple of 4, of 8 above 4, of 16 above 8 (gradus_kernels_stride()), and
 * every matrix is aligned to 64 bytes, so that a row is a whole number of vectors and no loop has a tail. The
 * lanes of a row that hold no sample are computed like the others and weigh nothing in any sum, because the
 * gradient of the cost is zero there.
 *
 * For one instruction set the same input gives the same bits, always. Between sets the last bits differ
 * (fused multiply-add). */
typedef struct {
  guint n_inputs;
  guint n_outputs;
  guint stride;
} GradusDenseShape;

typedef struct {
  const char *name; /* "baseline", "avx2", "avx512" */

  /* z = W·x + b, a = f(z), slope = f′(z). slope and z may be NULL.
   * W (outputs, inputs), b (outputs), x (inputs, stride), a, slope, z (outputs, stride). */
  void (*dense_forward) (GradusDenseShape shape, GradusActivation activation, const float *weights,
                         const float *biases, const float *x, float *a, float *slope, float *z);

  /* From the gradient of the cost by the outputs, `delta` (outputs, stride), which becomes that by z (slope
   * NULL: it already is): dx = Wᵀ·delta (NULL: not wanted), dW = delta·xᵀ, db = the row sums of delta. */
  void (*dense_backward) (GradusDenseShape shape, const float *weights, const float *x, const float *slope,
                          float *delta, float *weight_gradients, float *bias_gradients, float *dx);

  /* a[i] = f(z[i]), slope[i] = f′(z[i]) for i < n, a multiple of 4. slope may be NULL, a may be z. */
  void (*activate) (gsize n, GradusActivation activation, const float *z, float *a, float *slope);

  /* x[i] *= y[i] for i < n. */
  void (*multiply) (gsize n, const float *y, float *x);

  /* Row sums of m (rows, stride). */
  void (*sum_rows) (guint rows, guint stride, const float *m, float *sums);

  /* parameters[i] -= rate · gradients[i] for i < n: one step of gradient descent. */
  void (*descend) (gsize n, float rate, const float *gradients, float *parameters);
} GradusKernels;

/* The fastest that this processor runs, or the set that the environment variable GRADUS_KERNELS names. */
const GradusKernels *gradus_kernels_get (void);

/* All that this processor runs, slowest first; ends with NULL. */
const GradusKernels *const *gradus_kernels_list (void);

/* How far apart the rows of a batch of n samples lie, in floats. */
guint gradus_kernels_stride (guint n_samples);

G_END_DECLS
