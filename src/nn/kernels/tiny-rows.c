/* SPDX-License-Identifier: MIT */

/* Dense layers of up to eight inputs and eight units, for four samples: meson compiles this file
 * once for each instruction set, like isa.c.
 *
 * A row, the four samples of a unit, is one vector of four lanes; activations, and gradients by
 * parameters, take two of them at a time where registers are that wide. (Four at a time, with
 * AVX-512, are longer to bring together than they save.) A layer's rows stay in
 * registers until the next layer takes them, so that a deep, narrow network does not wait for memory
 * at each; and how many rows there are is a constant in the loops of each shape, so that nothing is
 * counted. */
#include "nn/kernels/tiny-rows.h"

#define LANES 4
#define FN(name) v4_##name
#include "nn/kernels/vectors.h"
#undef VF
#undef VI
#undef LANES
#undef FN

/* A group is what the registers hold of rows, or of parameters. */
#if WIDEST >= 8
#define LANES 8
#define FN(name) v8_##name
#include "nn/kernels/vectors.h"
#undef VF
#undef VI
#undef LANES
#undef FN
#define GROUP_FN(name) v8_##name
#else
#define GROUP_FN(name) v4_##name
#endif
#define GROUP GROUP_FN (vector_float)
#define GROUP_FLOATS ((guint) (sizeof (GROUP) / sizeof (float)))

#define ROW v4_vector_float
#define MOST GRADUS_TINY_ROWS
#define UNROLL _Pragma ("GCC unroll 16")

static ALWAYS_INLINE ROW
spread (float x)
{
  return (ROW){ x, x, x, x };
}

static ALWAYS_INLINE void
load_rows (guint n, const float *m, ROW rows[MOST])
{
  UNROLL for (guint i = 0; i < MOST; i++) rows[i] = i < n ? v4_load (m + 4 * i) : (ROW){ 0 };
}

/* The parameters of a layer, its weights and then its biases: in memory, or in registers. */
typedef struct {
  const float *memory;
  const ROW *held; /* four a row; NULL: they are not */
} Parameters;

static ALWAYS_INLINE Parameters
look_up (const GradusDenseOp *op)
{
  return (Parameters){ .memory = op->weights };
}

/* In all lanes; `k` is a constant. */
static ALWAYS_INLINE ROW
spread_lane (ROW v, guint k)
{
  switch (k) {
  case 0:
    return __builtin_shufflevector (v, v, 0, 0, 0, 0);
  case 1:
    return __builtin_shufflevector (v, v, 1, 1, 1, 1);
  case 2:
    return __builtin_shufflevector (v, v, 2, 2, 2, 2);
  default:
    return __builtin_shufflevector (v, v, 3, 3, 3, 3);
  }
}

static ALWAYS_INLINE ROW
spread_parameter (Parameters from, guint i)
{
  return from.held ? spread_lane (from.held[i / 4], i % 4) : spread (from.memory[i]);
}

/* z of a layer, from its weights and biases and the rows x of this one. Even and odd
 * inputs go into sums of their own, as in dense.h. */
static ALWAYS_INLINE void
multiply_rows (guint outs, guint ins, Parameters from, const ROW x[MOST], ROW z[MOST])
{
  UNROLL for (guint r = 0; r < MOST; r++)
  {
    ROW even = { 0 }, odd = { 0 };

    if (r >= outs) {
      z[r] = even;
      continue;
    }
    even = spread_parameter (from, outs * ins + r);
    UNROLL for (guint i = 0; i < ins; i++)
    {
      const ROW w = spread_parameter (from, r * ins + i);

      if (i % 2)
        odd = v4_multiply_add (w, x[i], odd);
      else
        even = v4_multiply_add (w, x[i], even);
    }
    z[r] = ins > 1 ? even + odd : even;
  }
}

#if WIDEST >= 8
/* Two rows as a group. Left to itself gcc takes two instructions for that, with AVX-512, and slower
 * ones. */
static ALWAYS_INLINE GROUP
join (ROW low, ROW high)
{
  return (GROUP) _mm256_insertf128_ps (_mm256_castps128_ps256 ((__m128) low), (__m128) high, 1);
}

/* What comes of a group of z, from the row-th on. */
static ALWAYS_INLINE GROUP
finish_group (const GradusDenseOp *op, GradusActivation activation, GROUP z, guint row)
{
  GROUP slope, a = GROUP_FN (apply) (activation.kind, activation.alpha, z, &slope);

  GROUP_FN (store) (op->output + 4 * row, a);
  if (op->delta)
    GROUP_FN (store) (op->delta + 4 * row, slope);
  if (op->z)
    GROUP_FN (store) (op->z + 4 * row, z);
  return a;
}
#endif

static ALWAYS_INLINE void
finish_row (const GradusDenseOp *op, GradusActivation activation, ROW z, guint row, ROW *a)
{
  ROW slope;

  *a = v4_apply (activation.kind, activation.alpha, z, &slope);
  v4_store (op->output + 4 * row, *a);
  if (op->delta)
    v4_store (op->delta + 4 * row, slope);
  if (op->z)
    v4_store (op->z + 4 * row, z);
}

/* x = f(z), of an even number of rows or of one. */
static ALWAYS_INLINE void
finish_at_once (guint rows, const GradusDenseOp *op, GradusActivation activation, const ROW z[MOST],
                ROW x[MOST])
{
#if WIDEST >= 8
  UNROLL for (guint r = 0; r + 2 <= rows; r += 2)
  {
    const GROUP a = finish_group (op, activation, join (z[r], z[r + 1]), r);

    x[r] = (ROW) _mm256_castps256_ps128 ((__m256) a);
    x[r + 1] = (ROW) _mm256_extractf128_ps ((__m256) a, 1);
  }
  if (rows == 1)
    finish_row (op, activation, z[0], 0, &x[0]);
#else
  UNROLL for (guint r = 0; r < rows; r++) finish_row (op, activation, z[r], r, &x[r]);
#endif
}

/* The same, one after the other: of activations that are long, and seldom used here. */
static ALWAYS_INLINE void
finish_in_turn (guint rows, const GradusDenseOp *op, GradusActivation activation, const ROW z[MOST],
                ROW x[MOST])
{
  ROW a[MOST];

  for (guint r = 0; r < MOST; r++)
    a[r] = z[r];
#pragma GCC unroll 1
  for (guint r = 0; r < rows; r++)
    finish_row (op, activation, a[r], r, &a[r]);
  for (guint r = 0; r < MOST; r++)
    x[r] = a[r];
}

static ALWAYS_INLINE void
finish_rows (const GradusDenseOp *op, GradusActivation activation, const ROW z[MOST], ROW x[MOST])
{
  const guint rows = op->n_outputs;

  if (activation.kind >= GRADUS_ACTIVATION_ELU)
    finish_in_turn (rows, op, activation, z, x);
  else if (rows == 1)
    finish_at_once (1, op, activation, z, x);
  else if (rows == 2)
    finish_at_once (2, op, activation, z, x);
  else if (rows <= 4)
    finish_at_once (4, op, activation, z, x);
  else if (rows <= 6)
    finish_at_once (6, op, activation, z, x);
  else
    finish_at_once (8, op, activation, z, x);
}

#define SHAPE(outs, ins)                                                                           \
  case GRADUS_TINY_SHAPE (outs, ins):                                                              \
    DO (outs, ins);                                                                                \
    break;
#define SHAPES_OF(outs)                                                                            \
  SHAPE (outs, 1)                                                                                  \
  SHAPE (outs, 2)                                                                                  \
  SHAPE (outs, 3)                                                                                  \
  SHAPE (outs, 4)                                                                                  \
  SHAPE (outs, 5)                                                                                  \
  SHAPE (outs, 6)                                                                                  \
  SHAPE (outs, 7)                                                                                  \
  SHAPE (outs, 8)
/* A switch in which DO (outs, ins) is what is done for a shape. */
#define FOR_EACH_SHAPE(shape)                                                                      \
  switch (shape) {                                                                                 \
    SHAPES_OF (1)                                                                                  \
    SHAPES_OF (2)                                                                                  \
    SHAPES_OF (3)                                                                                  \
    SHAPES_OF (4)                                                                                  \
    SHAPES_OF (5)                                                                                  \
    SHAPES_OF (6)                                                                                  \
    SHAPES_OF (7)                                                                                  \
    SHAPES_OF (8)                                                                                  \
  default:                                                                                         \
    __builtin_unreachable ();                                                                      \
  }

/* Forward through tiny layers. */
static ALWAYS_INLINE void
go_forward (const GradusDenseOp *ops, guint n_ops, ROW x[MOST])
{
  ROW z[MOST];

  load_rows (ops->n_inputs, ops->input, x);
  for (const GradusDenseOp *op = ops; op < ops + n_ops; op++) {
#define DO(outs, ins) multiply_rows (outs, ins, look_up (op), x, z)
    FOR_EACH_SHAPE (op->tiny_shape)
#undef DO
#define CASE(kind)                                                                                 \
  case kind:                                                                                       \
    finish_rows (op, (GradusActivation){ kind, op->activation->alpha }, z, x);                     \
    break
    FOR_EACH_ACTIVATION (op->activation->kind)
#undef CASE
  }
}

/* The gradients by four parameters, from the first-th on. Biases are weights of a row of ones. */
static ALWAYS_INLINE void
multiply_four (guint outs, guint ins, guint first, const ROW delta[MOST], const ROW x[MOST],
               ROW products[4])
{
  UNROLL for (guint k = 0; k < 4; k++)
  {
    const guint p = first + k;

    products[k] = p < outs * ins          ? delta[p / ins] * x[p % ins]
                  : p < outs * ins + outs ? delta[p - outs * ins]
                                          : (ROW){ 0 };
  }
}

/* Samples 0 and 2, and 1 and 3, come together first where a group has halves: that takes the shortest
 * shuffles. Elsewhere neighbours do, as they always did. */
static ALWAYS_INLINE ROW
add_pairs (ROW a, ROW b)
{
#if WIDEST >= 8
  return __builtin_shufflevector (a, b, 0, 4, 1, 5) + __builtin_shufflevector (a, b, 2, 6, 3, 7);
#else
  return __builtin_shufflevector (a, b, 0, 4, 2, 6) + __builtin_shufflevector (a, b, 1, 5, 3, 7);
#endif
}

/* The gradients by four parameters, from the first-th on. */
static ALWAYS_INLINE ROW
differentiate_four (guint outs, guint ins, guint first, const ROW delta[MOST], const ROW x[MOST])
{
  ROW p[4], t, u;

  multiply_four (outs, ins, first, delta, x, p);
  t = add_pairs (p[0], p[1]);
  u = add_pairs (p[2], p[3]);
  return __builtin_shufflevector (t, u, 0, 1, 4, 5) + __builtin_shufflevector (t, u, 2, 3, 6, 7);
}

/* The gradients by a group of parameters, from the first-th on. */
static ALWAYS_INLINE GROUP
differentiate_group (guint outs, guint ins, guint first, const ROW delta[MOST], const ROW x[MOST])
{
#if WIDEST >= 8
  ROW products[4], others[4];
  GROUP p[4], t, u;

  multiply_four (outs, ins, first, delta, x, products);
  multiply_four (outs, ins, first + 4, delta, x, others);
  UNROLL for (guint k = 0; k < 4; k++)
  {
    p[k] = first + 4 < outs * (ins + 1) ? join (products[k], others[k])
                                        : (GROUP) _mm256_zextps128_ps256 ((__m128) products[k]);
  }
  t = __builtin_shufflevector (p[0], p[1], 0, 8, 1, 9, 4, 12, 5, 13) +
      __builtin_shufflevector (p[0], p[1], 2, 10, 3, 11, 6, 14, 7, 15);
  u = __builtin_shufflevector (p[2], p[3], 0, 8, 1, 9, 4, 12, 5, 13) +
      __builtin_shufflevector (p[2], p[3], 2, 10, 3, 11, 6, 14, 7, 15);
  return __builtin_shufflevector (t, u, 0, 1, 8, 9, 4, 5, 12, 13) +
         __builtin_shufflevector (t, u, 2, 3, 10, 11, 6, 7, 14, 15);
#else
  return differentiate_four (outs, ins, first, delta, x);
#endif
}

/* What is wanted on the way back. */
typedef struct {
  gboolean sends;          /* deltas of the layers before */
  gboolean differentiates; /* the gradients */
  gboolean learns;         /* and parameters that go down along them */
  GROUP way;               /* times the gradients, minus the rate */
  GROUP zeros;             /* NaN where a parameter is not finite any more */
} Descent;

/* Where nothing is learnt, the gradients go over what was. */
static ALWAYS_INLINE void
differentiate_rows (guint outs, guint ins, const GradusDenseOp *op, const ROW delta[MOST],
                    Descent *descent)
{
  float *to = descent->learns ? (float *) op->weights : op->weight_gradients;
  ROW x[MOST];

  UNROLL for (guint i = 0; i < ins; i++) x[i] = v4_load (op->input + 4 * i);
  UNROLL for (guint p = 0; p < outs * (ins + 1); p += GROUP_FLOATS)
  {
    const GROUP gradients = differentiate_group (outs, ins, p, delta, x);
    const GROUP parameters =
        GROUP_FN (multiply_add) (descent->way, gradients, GROUP_FN (load) (op->weights + p));

    descent->zeros += parameters * 0;
    GROUP_FN (store) (to + p, parameters);
    GROUP_FN (store) (op->weight_gradients + p, gradients);
  }
}

/* delta of the layer before, from its slopes. */
static ALWAYS_INLINE void
send_rows_back (guint outs, guint ins, Parameters from, const ROW slopes[MOST],
                const ROW delta[MOST], ROW back[MOST])
{
  UNROLL for (guint i = 0; i < MOST; i++)
  {
    ROW even = { 0 }, odd = { 0 };

    if (i >= ins) {
      back[i] = even;
      continue;
    }
    UNROLL for (guint r = 0; r < outs; r++)
    {
      const ROW w = spread_parameter (from, r * ins + i);

      if (r % 2)
        odd = v4_multiply_add (w, delta[r], odd);
      else
        even = v4_multiply_add (w, delta[r], even);
    }
    if (outs > 1)
      even += odd;
    back[i] = slopes[i] * even;
  }
}

/* In the place of the slopes. */
static ALWAYS_INLINE void
store_delta (guint rows, const GradusDenseOp *op, const ROW delta[MOST])
{
  UNROLL for (guint i = 0; i < rows; i++) v4_store (op->delta + 4 * i, delta[i]);
}

/* First what the layer before waits for. */
static ALWAYS_INLINE void
go_back_through (guint outs, guint ins, const GradusDenseOp *op, gboolean is_first, ROW delta[MOST],
                 Descent *descent)
{
  const gboolean sends = descent->sends && !is_first;
  ROW slopes[MOST], back[MOST];

  if (sends) {
    load_rows (ins, op[-1].delta, slopes);
    send_rows_back (outs, ins, look_up (op), slopes, delta, back);
    store_delta (ins, &op[-1], back);
  }
  if (descent->differentiates)
    differentiate_rows (outs, ins, op, delta, descent);
  UNROLL for (guint i = 0; sends && i < MOST; i++) delta[i] = back[i];
}

static ALWAYS_INLINE void
go_back (const GradusDenseOp *ops, guint n_ops, ROW delta[MOST], Descent *descent)
{
  for (const GradusDenseOp *op = ops + n_ops - 1; op >= ops; op--) {
#define DO(outs, ins) go_back_through (outs, ins, op, op == ops, delta, descent)
    FOR_EACH_SHAPE (op->tiny_shape)
#undef DO
  }
}

/* delta of the last layer. */
static ALWAYS_INLINE void
differentiate_cost (const GradusDenseOp *last, const GradusDenseSteps *steps, const ROW x[MOST],
                    ROW delta[MOST])
{
  const ROW weights = spread (steps->factor) * v4_load (steps->sample_weights);

  UNROLL for (guint i = 0; i < MOST; i++)
  {
    delta[i] = (ROW){ 0 };
    if (i < last->n_outputs) {
      delta[i] = weights * (x[i] - v4_load (steps->targets + 4 * i));
      v4_store (last->delta + 4 * i, delta[i]);
    }
  }
}

/* Forward, and back if there is a descent: from the gradient of the cost, again and again, if there
 * are steps, else from the last layer's delta. All that is done leads through here, for what is
 * compiled twice may be rounded in two ways. Returns how many steps were made. */
static guint64
run_rows (const GradusDenseOp *ops, guint n_ops, gboolean goes_forward,
          const GradusDenseSteps *steps, const Descent *wanted, gboolean *is_finite)
{
  const GradusDenseOp *last = ops + n_ops - 1;
  ROW x[MOST] = { { 0 } }, delta[MOST];
  Descent descent = wanted ? *wanted : (Descent){ .sends = FALSE }; /* in registers */
  guint64 n_steps = 0;

  do {
    float zeros = 0;

    if (goes_forward)
      go_forward (ops, n_ops, x);
    if (!wanted)
      return 0;
    if (steps)
      differentiate_cost (last, steps, x, delta);
    else
      load_rows (last->n_outputs, last->delta, delta);
    go_back (ops, n_ops, delta, &descent);
    UNROLL for (guint i = 0; i < GROUP_FLOATS; i++) zeros += descent.zeros[i];
    *is_finite = zeros == 0;
    n_steps++;
  } while (steps && *is_finite && n_steps < steps->most &&
           !atomic_load_explicit (steps->interrupt, memory_order_relaxed));
  return n_steps;
}

#include "nn/kernels/tiny-held.h"

void
TINY_ROWS_FN (forward) (const GradusDenseOp *ops, guint n_ops)
{
  run_rows (ops, n_ops, TRUE, NULL, NULL, NULL);
}

void
TINY_ROWS_FN (backward) (const GradusDenseOp *ops, guint n_ops)
{
  const Descent descent = { .sends = TRUE };
  gboolean is_finite;

  run_rows (ops, n_ops, FALSE, NULL, &descent, &is_finite);
}

void
TINY_ROWS_FN (differentiate) (const GradusDenseOp *op)
{
  const Descent descent = { .differentiates = TRUE };
  gboolean is_finite;

  run_rows (op, 1, FALSE, NULL, &descent, &is_finite);
}

guint64
TINY_ROWS_FN (step) (const GradusDenseOp *ops, guint n_ops, const GradusDenseSteps *steps,
                     gboolean *is_finite)
{
  const guint64 n_held = can_hold (ops, n_ops) ? run_held (ops, steps, is_finite) : 0;
  const Descent descent = { TRUE, TRUE, TRUE, (GROUP){ 0 } - steps->rate, { 0 } };

  return n_held > 0 ? n_held : run_rows (ops, n_ops, TRUE, steps, &descent, is_finite);
}
