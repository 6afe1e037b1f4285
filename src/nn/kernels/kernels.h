/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdatomic.h>

#include "nn/activation.h"
#include "nn/optimiser.h"
#include "nn/part.h"
#include "nn/scan.h"
#include "nn/types.h"

G_BEGIN_DECLS

/* A piece of a matrix whose rows lie `stride` floats apart. */
typedef struct {
  guint rows;
  guint width;
  guint stride;
} GradusBlock;

/* GradusDenseOp: everything that the kernels need to know of a dense layer in a pass. */
typedef struct {
  guint n_inputs;
  guint n_outputs;
  const GradusActivation *activation; /* maxout and softmax count as linear here */
  const float *weights;               /* W (outputs, inputs) */
  const float *biases;                /* b (outputs) */
  const float *input;                 /* x (inputs, stride) */
  float *output;                      /* a (outputs, stride) */
  float *delta;           /* (outputs, stride): forward f′(z), back dCost/dz; NULL: not wanted */
  float *z;               /* (outputs, stride); NULL: not wanted */
  float *input_by_sample; /* (stride, pitch): x sample by sample */
  guint pitch;
  gboolean is_turned;      /* input_by_sample was written already */
  float *weight_gradients; /* dW (outputs, inputs) */
  float *bias_gradients;   /* db (outputs) */

  /* For layers so small that there are loops of their own for four samples, with their weights and
   * then biases in one piece, aligned to 64 bytes: filled by gradus_dense_op_finish(). */
  gboolean is_tiny;
  guint8 tiny_shape; /* GRADUS_TINY_SHAPE (outputs, inputs) */
} GradusDenseOp;

/* Tiny layers have at most so many inputs and outputs. */
#define GRADUS_TINY_ROWS 8
#define GRADUS_TINY_SHAPE(outs, ins) (GRADUS_TINY_ROWS * ((outs) - 1) + (ins) - 1)

/* Finds out whether the op is tiny, and fills what tiny ones need. */
void gradus_dense_op_finish (GradusDenseOp *op);

/* GradusDenseSteps: steps of plain gradient descent, W -= rate · dW, where the gradient of the cost
 * by the last layer's z is factor · sample_weights[i] · (outputs[row, i] - targets[row, i]). */
typedef struct {
  float factor;
  const float *sample_weights; /* (stride) */
  const float *targets;        /* (outputs, stride) */
  float rate;
  guint64 most;                 /* steps, at least one */
  const atomic_bool *interrupt; /* no further ones */
} GradusDenseSteps;

/* GradusConvolution: everything that the kernels need to know of a convolution. A map is
 * (height, width) rows of the batch; filters are all pieces', and maps are counted likewise. */
typedef struct {
  GradusScan scan;
  guint n_channels; /* maps of the input */
  guint n_filters;
  const float *weights; /* W (filters, channels, height, width of the window) */
  const float *biases;  /* b (filters) */
} GradusConvolution;

/* GradusBend: an activation that is straight on either side of 0, as its outputs tell: its slope
 * is 1 where they are above 0, and `low` elsewhere. */
typedef struct {
  const float *outputs;
  float low;
} GradusBend;

/* GradusKernels: the inner loops, built once for each instruction set and chosen when the program
 * runs.
 *
 * Matrices of activations are feature-major: `rows × stride`, one row a unit, the samples of the
 * batch side by side in its columns. Columns and strides are multiples of 4, of 8 above 4, of 16
 * above 8 (gradus_kernels_columns(), gradus_kernels_stride()), and every matrix is aligned to 64
 * bytes, so that a row is a whole number of vectors and no loop has a tail. The lanes of a row that
 * hold no sample are computed like the others and weigh nothing in any sum, because the gradient of
 * the cost is zero there; as it is behind the columns, where a stride is longer.
 *
 * Most functions work on `width` columns, counted from where the pointers point to; the width is a
 * multiple of 4, 8 or 16 like a stride. So threads share a matrix. No column and no row depends on
 * the others, so the result has the same bits however many threads there are, if their shares begin
 * at multiples of two of the widest vectors.
 *
 * For one instruction set the same input gives the same bits, always. Between sets the last bits
 * differ (fused multiply-add). */
struct _GradusKernels {
  const char *name; /* "baseline", "avx2", "avx512"; "neon" */
  guint width;      /* floats in its widest register */

  /* One dense layer after the other: z = W·x + b, a = f(z), delta = f′(z). */
  void (*dense_forward) (const GradusDenseOp *ops, guint n_ops, const GradusColumns *columns);

  /* The way back through them: from the gradient of the cost by the last one's outputs (NULL: its
   * delta is dCost/dz already) the delta of each, dCost/dz, and the gradient by the first one's
   * inputs, Wᵀ·delta (NULL: not wanted). Turns their inputs. */
  void (*dense_backward) (const GradusDenseOp *ops, guint n_ops, const GradusColumns *columns,
                          const float *gradient, float *input_gradient);

  /* Then dW = delta·xᵀ over n_samples, and db, the row sums of delta; of all rows, or of a span of
   * those of a single op. */
  void (*dense_differentiate) (const GradusDenseOp *ops, guint n_ops, guint stride, guint n_samples,
                               const GradusSpan *rows);

  /* Through layers that are all tiny, of the same four samples again and again: forward, back, the
   * gradients and the step, as the three above, cost_gradient() and update() one after the other,
   * to the same bits. Returns how many steps were made; the one after which a parameter is not
   * finite is the last. */
  guint64 (*dense_step) (const GradusDenseOp *ops, guint n_ops, const GradusDenseSteps *steps,
                         gboolean *is_finite);

  /* A convolution of x (channels · height · width, stride): z = W∗x + b, a = f(z), slopes = f′(z),
   * each (filters · out_height · out_width, stride), of some columns, for a span of filters and of
   * the out_height rows of their maps that are not empty. z and slopes may be NULL; maxout and
   * softmax count as linear. Each number of z is b and then one product w·x after the other, added
   * in float32 by a multiply-add that is fused where the set has it: channel by channel, in each
   * row by row of the window, in each from left to right, without those beyond the picture.
   * However the work is shared, these are its bits. */
  void (*convolution_forward) (const GradusConvolution *convolution, const GradusColumns *columns,
                               const GradusSpan *filters, const GradusSpan *rows,
                               GradusActivation activation, const float *x, float *a,
                               float *slopes, float *z);

  /* The gradient by x of some columns, of a span of channels and of the rows of their maps, from
   * delta = dCost/dz of all filters. And what a span of the rows of delta brings to dW and db, the
   * one behind the other, of a span of filters: written, not added. */
  void (*convolution_backward) (const GradusConvolution *convolution, const GradusColumns *columns,
                                const GradusSpan *channels, const GradusSpan *rows,
                                const float *delta, float *input_gradient);
  void (*convolution_differentiate) (const GradusConvolution *convolution, guint stride,
                                     const GradusSpan *filters, const GradusSpan *rows,
                                     const float *x, const float *delta, float *gradients);

  /* Of a part a (maps · out_height · out_width, stride): the largest, or the mean, of each window
   * of x (maps · height · width, stride), none of which goes beyond it; slopes = 1, may be NULL.
   * And the gradient by x, of the rows below the part's windows, and, of the last one's, of those
   * that no window meets; where windows overlap a part has all rows. Of the numbers that are
   * largest the first one takes it, times the slope of whoever said x, which is 1 above 0 and `low`
   * elsewhere. */
  void (*max_pool) (const GradusScan *scan, const GradusPart *part, const float *x, float *a,
                    float *slopes);
  void (*max_pool_backward) (const GradusScan *scan, const GradusPart *part, const float *x,
                             const float *a, const float *delta, float low, float *input_gradient);
  void (*average_pool) (const GradusScan *scan, const GradusPart *part, const float *x, float *a,
                        float *slopes);
  void (*average_pool_backward) (const GradusScan *scan, const GradusPart *part, const float *delta,
                                 float *input_gradient);

  /* Writes a block of x as (width, pitch), a row of it with zeros up to the next multiple of 4. */
  void (*transpose) (const GradusBlock *block, const float *x, guint pitch, float *transposed);

  /* Row sums of m (rows, stride). */
  void (*sum_rows) (guint rows, guint stride, const float *m, float *sums);

  /* m[row, i] = values[row]. */
  void (*fill_rows) (const GradusBlock *block, const float *values, float *m);

  /* x *= y. */
  void (*multiply) (const GradusBlock *block, const float *y, float *x);

  /* delta = gradient · slope; both may be one matrix. */
  void (*bend) (const GradusBlock *block, const GradusBend *bend, const float *gradient,
                float *delta);

  /* x += y. */
  void (*add) (const GradusBlock *block, const float *y, float *x);

  /* a = f(z), slope = f′(z). slope may be NULL, a may be z. Maxout and softmax are linear here. */
  void (*activate) (const GradusBlock *block, GradusActivation activation, const float *z, float *a,
                    float *slope);

  /* a = the largest of the pieces; z, piece by piece, piece_rows rows each; slope, like z, is 1 for
   * the first largest and 0 for the others; may be NULL. */
  void (*maxout) (const GradusBlock *block, guint pieces, guint piece_rows, const float *z,
                  float *a, float *slope);

  /* a = exp(z) / Σ exp(z), the sum over the rows; and delta = a·(gradient - Σ gradient·a). */
  void (*softmax) (const GradusBlock *block, const float *z, float *a);
  void (*softmax_gradient) (const GradusBlock *block, const float *a, const float *gradient,
                            float *delta);

  /* gradient[row, i] = factor · weights[i] · (outputs[row, i] - targets[row, i]). */
  void (*cost_gradient) (const GradusBlock *block, float factor, const float *weights,
                         const float *outputs, const float *targets, float *gradient);

  /* What each column costs. By a sigmoid's logits z: costs = Σ max(z, 0) - z·target +
   * log(1 + exp(-|z|)), the sum over the rows. By a softmax's: log(1 + others) - leads, where
   * others = Σ exp(z - most), without the first that is `most`, the largest of all, and leads =
   * Σ target·(z - most), without targets that are 0. Where z is not a number, no cost is. */
  void (*binary_cross_entropy) (const GradusBlock *block, const float *z, const float *targets,
                                float *costs);
  void (*cross_entropy) (const GradusBlock *block, const float *z, const float *targets,
                         float *others, float *leads);

  /* slope = 0 for a share `rate` of all places, 1 / (1 - rate) for the others; a = x · slope; slope
   * may be NULL. Which ones follows from the key, the row and the column alone, counted from
   * first_column on: Wellons' hash "lowbias32" of key + row · 0x9e3779b9 + column, its upper 24
   * bits against rate · 2^24. */
  void (*dropout) (const GradusBlock *block, guint first_column, guint32 key, float rate,
                   const float *x, float *a, float *slope);

  /* One step of n parameters along their gradients; the moments (n each) are the optimiser's own.
   * Returns whether all parameters are finite afterwards. */
  gboolean (*update) (const GradusUpdate *update, gsize n, const float *gradients,
                      float *parameters, float *first, float *second);

  /* The sum of the squares of what update() would change, changing nothing. */
  float (*measure_update) (const GradusUpdate *update, gsize n, const float *gradients,
                           float *parameters, float *first, float *second);

  double (*sum_squares) (gsize n, const float *x);

  /* Σ (x - y)², and how many x are y. */
  void (*compare) (gsize n, const float *x, const float *y, double *squares, gsize *n_same);

  /* Of a block that lies anywhere and is of any width: Σ (x - center) and Σ (x - center)²; Σ x,
   * Σ x² and, from each row's own mean, Σ (x - mean)²; Σ x and Σ x·y, of two blocks alike; and of
   * how many x |factor · x + shift| > limit. */
  void (*sum_moments) (const GradusBlock *block, double center, const float *x, double *sum,
                       double *squares);
  void (*sum_spreads) (const GradusBlock *block, const float *x, double *sum, double *squares,
                       double *spread);
  void (*sum_products) (const GradusBlock *block, const float *x, const float *y, double *sum,
                        double *products);
  gsize (*count_beyond) (const GradusBlock *block, float factor, float shift, float limit,
                         const float *x);

  /* Batch normalisation of n numbers: normal = (x - mean) · inverse, z = weight · normal + bias;
   * and back: factor · (delta - delta_mean - normal · product_mean). */
  void (*normalise) (gsize n, float mean, float inverse, float weight, float bias, const float *x,
                     float *normal, float *z);
  void (*normalise_backward) (gsize n, float factor, float delta_mean, float product_mean,
                              const float *delta, const float *normal, float *input_gradient);
};

/* The fastest that this processor runs, or the set that the environment variable GRADUS_KERNELS
 * names. */
const GradusKernels *gradus_kernels_get (void);

/* All that this processor runs, slowest first; ends with NULL. */
const GradusKernels *const *gradus_kernels_list (void);

/* The columns of a batch of n samples; and how far apart such rows lie, in floats. */
guint gradus_kernels_columns (guint n_samples);
guint gradus_kernels_stride (guint n_samples);

G_END_DECLS
