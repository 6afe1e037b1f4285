/* SPDX-License-Identifier: MIT */

/* The kernels for one instruction set: meson compiles this file once for each, with that set's
 * compiler flags and GRADUS_ISA naming it. A batch is worked through in vectors as wide as the
 * set's registers, or as the batch. */
#include "nn/kernels/isa.h"
#include "nn/kernels/tiny-rows.h"

/* Declared ahead, because the wider templates fold their sums into the narrower ones. */
typedef float v4_vector_float __attribute__ ((vector_size (16)));
static ALWAYS_INLINE v4_vector_float v4_sum_four (const v4_vector_float v[4]);
static ALWAYS_INLINE float v4_sum (v4_vector_float v);
static ALWAYS_INLINE v4_vector_float v4_load (const float *p);

#if WIDEST >= 8
typedef float v8_vector_float __attribute__ ((vector_size (32)));
static ALWAYS_INLINE v4_vector_float v8_sum_four (const v8_vector_float v[4]);
static ALWAYS_INLINE float v8_sum (v8_vector_float v);

static ALWAYS_INLINE v4_vector_float
v8_fold (v8_vector_float v)
{
  return __builtin_shufflevector (v, v, 0, 1, 2, 3) + __builtin_shufflevector (v, v, 4, 5, 6, 7);
}
#endif

#if WIDEST >= 16
typedef float v16_vector_float __attribute__ ((vector_size (64)));

static ALWAYS_INLINE v8_vector_float
v16_fold (v16_vector_float v)
{
  return __builtin_shufflevector (v, v, 0, 1, 2, 3, 4, 5, 6, 7) +
         __builtin_shufflevector (v, v, 8, 9, 10, 11, 12, 13, 14, 15);
}

#define LANES 16
#define FN(name) v16_##name
#define HALF_FN(name) v8_##name
#define HALF_VF v8_vector_float
#include "nn/kernels/lanes.h"
#undef LANES
#undef FN
#undef HALF_FN
#undef HALF_VF
#endif

#if WIDEST >= 8
#define LANES 8
#define FN(name) v8_##name
#define HALF_FN(name) v4_##name
#define HALF_VF v4_vector_float
#include "nn/kernels/lanes.h"
#undef LANES
#undef FN
#undef HALF_FN
#undef HALF_VF
#endif

#define LANES 4
#define FN(name) v4_##name
#include "nn/kernels/lanes.h"
#undef LANES
#undef FN

#define WIDEST_FN(name) PASTE (PASTE (v, WIDEST), _##name)

#include "nn/kernels/update.h"
#include "nn/kernels/measure.h"

/* Calls `name` for the widest vectors that a row of `stride` is made of. */
#if WIDEST == 16
#define CALL(stride, name, ...)                                                                    \
  ((stride) == 4   ? v4_##name (__VA_ARGS__)                                                       \
   : (stride) == 8 ? v8_##name (__VA_ARGS__)                                                       \
                   : v16_##name (__VA_ARGS__))
#elif WIDEST == 8
#define CALL(stride, name, ...) ((stride) == 4 ? v4_##name (__VA_ARGS__) : v8_##name (__VA_ARGS__))
#else
#define CALL(stride, name, ...) v4_##name (__VA_ARGS__)
#endif

/* Four rows by four columns; `rows` of them are there. */
static ALWAYS_INLINE void
transpose_square (guint rows, guint stride, const float *x, guint pitch, float *transposed)
{
  v4_vector_float v[4], t[4];

  for (guint k = 0; k < 4; k++)
    v[k] = k < rows ? v4_load (x + (gsize) k * stride) : (v4_vector_float){ 0 };
  t[0] = __builtin_shufflevector (v[0], v[1], 0, 4, 1, 5);
  t[1] = __builtin_shufflevector (v[0], v[1], 2, 6, 3, 7);
  t[2] = __builtin_shufflevector (v[2], v[3], 0, 4, 1, 5);
  t[3] = __builtin_shufflevector (v[2], v[3], 2, 6, 3, 7);
  v4_store (transposed, __builtin_shufflevector (t[0], t[2], 0, 1, 4, 5));
  v4_store (transposed + pitch, __builtin_shufflevector (t[0], t[2], 2, 3, 6, 7));
  v4_store (transposed + 2 * pitch, __builtin_shufflevector (t[1], t[3], 0, 1, 4, 5));
  v4_store (transposed + 3 * pitch, __builtin_shufflevector (t[1], t[3], 2, 3, 6, 7));
}

#if WIDEST == 16
#define INTERLEAVED(a, b, half)                                                                    \
  __builtin_shufflevector (a, b, half, half + 16, half + 1, half + 17, half + 2, half + 18,        \
                           half + 3, half + 19, half + 4, half + 20, half + 5, half + 21,          \
                           half + 6, half + 22, half + 7, half + 23)
#elif WIDEST == 8
#define INTERLEAVED(a, b, half)                                                                    \
  __builtin_shufflevector (a, b, half, half + 8, half + 1, half + 9, half + 2, half + 10,          \
                           half + 3, half + 11)
#else
#define INTERLEAVED(a, b, half) __builtin_shufflevector (a, b, half, half + 4, half + 1, half + 5)
#endif

/* The same for as many rows and columns as the widest vectors have lanes. To interleave the upper
 * half of the rows with the lower half, as often as these can be halved, turns them. */
static ALWAYS_INLINE void
transpose_widest (guint stride, const float *x, guint pitch, float *transposed)
{
  WIDEST_FN (vector_float) v[WIDEST], t[WIDEST];

  for (guint k = 0; k < WIDEST; k++)
    v[k] = WIDEST_FN (load_unaligned) (x + (gsize) k * stride);
  for (guint halved = 1; halved < WIDEST; halved *= 2) {
    for (guint k = 0; k < WIDEST / 2; k++) {
      t[2 * k] = INTERLEAVED (v[k], v[k + WIDEST / 2], 0);
      t[2 * k + 1] = INTERLEAVED (v[k], v[k + WIDEST / 2], WIDEST / 2);
    }
    for (guint k = 0; k < WIDEST; k++)
      v[k] = t[k];
  }
  for (guint k = 0; k < WIDEST; k++)
    WIDEST_FN (store_unaligned) (transposed + (gsize) k * pitch, v[k]);
}
#undef INTERLEAVED

/* Sixteen rows at a time, so that what is written fills whole cache lines. */
static void
transpose (const GradusBlock *block, const float *x, guint pitch, float *transposed)
{
  const guint n_rows = block->rows, stride = block->stride;

  for (guint start = 0; start < n_rows; start += 16) {
    const guint end = MIN (start + 16, n_rows);
    guint column = 0;

    for (; end == start + 16 && column + WIDEST <= block->width; column += WIDEST)
      for (guint row = start; row < end; row += WIDEST)
        transpose_widest (stride, x + (gsize) row * stride + column, pitch,
                          transposed + (gsize) column * pitch + row);
    for (; column < block->width; column += 4)
      for (guint row = start; row < end; row += 4)
        transpose_square (n_rows - row, stride, x + (gsize) row * stride + column, pitch,
                          transposed + (gsize) column * pitch + row);
  }
}

/* Tiny layers: forward up to the first that is not; back from `op`, whose delta is there, down to
 * the last before one that is not. */
static ALWAYS_INLINE gboolean
is_tiny (const GradusDenseOp *op, guint stride)
{
  return op->is_tiny && stride == 4;
}

static const GradusDenseOp *
forward_tiny (const GradusDenseOp *op, const GradusDenseOp *end)
{
  const GradusDenseOp *first = op;

  while (op < end && op->is_tiny)
    op++;
  TINY_ROWS_FN (forward) (first, (guint) (op - first));
  return op;
}

static const GradusDenseOp *
backward_tiny (const GradusDenseOp *op, const GradusDenseOp *first)
{
  const GradusDenseOp *last = op;

  while (op > first && op[-1].is_tiny)
    op--;
  TINY_ROWS_FN (backward) (op, (guint) (last - op) + 1);
  return op;
}

static void
dense_forward (const GradusDenseOp *ops, guint n_ops, const GradusColumns *columns)
{
  const GradusDenseOp *end = ops + n_ops;

  while (ops < end) {
    if (is_tiny (ops, columns->stride)) {
      ops = forward_tiny (ops, end);
    } else {
      CALL (columns->stride, dense_forward, ops, columns);
      ops++;
    }
  }
}

/* Turns the inputs for dense_differentiate(), sample by sample, unless they are turned already, or
 * so few that it takes them as they are. */
static ALWAYS_INLINE void
turn_input (const GradusDenseOp *op, const GradusColumns *columns)
{
  const GradusBlock block = { op->n_inputs, columns->end - columns->begin, columns->stride };

  if (!op->is_turned && !is_tiny (op, columns->stride) &&
      !(WIDEST > 4 && columns->stride == 4 && op->n_inputs <= 4))
    transpose (&block, op->input + columns->begin, op->pitch,
               op->input_by_sample + (gsize) columns->begin * op->pitch);
}

static void
multiply (const GradusBlock *block, const float *y, float *x)
{
  CALL (block->stride, multiply, block, y, x);
}

static void
bend (const GradusBlock *block, const GradusBend *bend, const float *gradient, float *delta)
{
  CALL (block->stride, bend, block, bend, gradient, delta);
}

static void
add (const GradusBlock *block, const float *y, float *x)
{
  CALL (block->stride, add, block, y, x);
}

static void
dense_backward (const GradusDenseOp *ops, guint n_ops, const GradusColumns *columns,
                const float *gradient, float *input_gradient)
{
  const GradusDenseOp *op = &ops[n_ops - 1];
  const GradusBlock block = { op->n_outputs, columns->end - columns->begin, columns->stride };

  for (guint i = 0; i < n_ops; i++)
    turn_input (&ops[i], columns);
  if (gradient)
    multiply (&block, gradient + columns->begin, op->delta + columns->begin);
  while (op > ops) {
    if (is_tiny (op, columns->stride) && is_tiny (op - 1, columns->stride)) {
      op = backward_tiny (op, ops);
    } else {
      CALL (columns->stride, dense_backward, op, columns, op[-1].delta, TRUE);
      op--;
    }
  }
  if (input_gradient)
    CALL (columns->stride, dense_backward, ops, columns, input_gradient, FALSE);
}

static void
dense_differentiate (const GradusDenseOp *ops, guint n_ops, guint stride, guint n_samples,
                     const GradusSpan *only)
{
  for (guint i = 0; i < n_ops; i++) {
    const GradusDenseOp *op = &ops[i];
    const guint begin = only ? only->begin : 0, end = only ? only->end : op->n_outputs;

    if (is_tiny (op, stride)) {
      TINY_ROWS_FN (differentiate) (op);
      continue;
    }
    CALL (op->pitch, differentiate_weights, op, stride, n_samples, begin, end);
    CALL (stride, sum_rows, end - begin, stride, op->delta + (gsize) begin * stride,
          op->bias_gradients + begin);
  }
}

static void
sum_rows (guint rows, guint stride, const float *m, float *sums)
{
  CALL (stride, sum_rows, rows, stride, m, sums);
}

static void
fill_rows (const GradusBlock *block, const float *values, float *m)
{
  CALL (block->stride, fill_rows, block, values, m);
}

static void
activate (const GradusBlock *block, GradusActivation activation, const float *z, float *a,
          float *slope)
{
  CALL (block->stride, activate, block, activation, z, a, slope);
}

static void
maxout (const GradusBlock *block, guint pieces, guint piece_rows, const float *z, float *a,
        float *slope)
{
  CALL (block->stride, maxout, block, pieces, piece_rows, z, a, slope);
}

static void
softmax (const GradusBlock *block, const float *z, float *a)
{
  CALL (block->stride, softmax, block, z, a);
}

static void
softmax_gradient (const GradusBlock *block, const float *a, const float *gradient, float *delta)
{
  CALL (block->stride, softmax_gradient, block, a, gradient, delta);
}

static void
cost_gradient (const GradusBlock *block, float factor, const float *weights, const float *outputs,
               const float *targets, float *gradient)
{
  CALL (block->stride, cost_gradient, block, factor, weights, outputs, targets, gradient);
}

static void
binary_cross_entropy (const GradusBlock *block, const float *z, const float *targets, float *costs)
{
  CALL (block->stride, binary_cross_entropy, block, z, targets, costs);
}

static void
cross_entropy (const GradusBlock *block, const float *z, const float *targets, float *others,
               float *leads)
{
  CALL (block->stride, cross_entropy, block, z, targets, others, leads);
}

static void
dropout (const GradusBlock *block, guint first_column, guint32 key, float rate, const float *x,
         float *a, float *slope)
{
  CALL (block->stride, dropout, block, first_column, key, rate, x, a, slope);
}

static void
convolution_forward (const GradusConvolution *convolution, const GradusColumns *columns,
                     const GradusSpan *filters, const GradusSpan *rows, GradusActivation activation,
                     const float *x, float *a, float *slopes, float *z)
{
  CALL (columns->stride, convolution_forward, convolution, columns, filters, rows, activation, x, a,
        slopes, z);
}

static void
convolution_backward (const GradusConvolution *convolution, const GradusColumns *columns,
                      const GradusSpan *channels, const GradusSpan *rows, const float *delta,
                      float *input_gradient)
{
  CALL (columns->stride, convolution_backward, convolution, columns, channels, rows, delta,
        input_gradient);
}

static void
convolution_differentiate (const GradusConvolution *convolution, guint stride,
                           const GradusSpan *filters, const GradusSpan *rows, const float *x,
                           const float *delta, float *gradients)
{
  CALL (stride, convolution_differentiate, convolution, stride, filters, rows, x, delta, gradients);
}

static void
max_pool (const GradusScan *scan, const GradusPart *part, const float *x, float *a, float *slopes)
{
  CALL (part->columns.stride, max_pool, scan, part, x, a, slopes);
}

static void
max_pool_backward (const GradusScan *scan, const GradusPart *part, const float *x, const float *a,
                   const float *delta, float low, float *input_gradient)
{
  CALL (part->columns.stride, max_pool_backward, scan, part, x, a, delta, low, input_gradient);
}

static void
average_pool (const GradusScan *scan, const GradusPart *part, const float *x, float *a,
              float *slopes)
{
  CALL (part->columns.stride, average_pool, scan, part, x, a, slopes);
}

static void
average_pool_backward (const GradusScan *scan, const GradusPart *part, const float *delta,
                       float *input_gradient)
{
  CALL (part->columns.stride, average_pool_backward, scan, part, delta, input_gradient);
}

extern const GradusKernels PASTE (gradus_kernels_, GRADUS_ISA);

#define STRING_(x) #x
#define STRING(x) STRING_ (x)

const GradusKernels PASTE (gradus_kernels_, GRADUS_ISA) = {
  .name = STRING (GRADUS_ISA),
  .width = WIDEST,
  .dense_forward = dense_forward,
  .dense_backward = dense_backward,
  .dense_differentiate = dense_differentiate,
  .dense_step = TINY_ROWS_FN (step),
  .convolution_forward = convolution_forward,
  .convolution_backward = convolution_backward,
  .convolution_differentiate = convolution_differentiate,
  .max_pool = max_pool,
  .max_pool_backward = max_pool_backward,
  .average_pool = average_pool,
  .average_pool_backward = average_pool_backward,
  .transpose = transpose,
  .sum_rows = sum_rows,
  .fill_rows = fill_rows,
  .multiply = multiply,
  .bend = bend,
  .add = add,
  .activate = activate,
  .maxout = maxout,
  .softmax = softmax,
  .softmax_gradient = softmax_gradient,
  .cost_gradient = cost_gradient,
  .binary_cross_entropy = binary_cross_entropy,
  .cross_entropy = cross_entropy,
  .dropout = dropout,
  .update = update,
  .measure_update = measure_update,
  .sum_squares = sum_squares,
  .compare = compare,
  .sum_moments = sum_moments,
  .sum_spreads = sum_spreads,
  .sum_products = sum_products,
  .count_beyond = count_beyond,
  .normalise = normalise,
  .normalise_backward = normalise_backward,
};
