/* SPDX-License-Identifier: MIT */

/* Dense layers so small that all their parameters fit into two registers of AVX-512, and all their
 * outputs for four samples into two others: included once by isa.c, where the set has them. A
 * layer's outputs stay in registers until the next takes them, so that a deep, narrow network does
 * not wait for memory at each layer. Permutations of registers put every matrix where it is needed,
 * with the parameters in their own order; each is read and written a cache line at a time.
 *
 * Row k of a matrix of four samples is lanes 4k … 4k+3 of its two registers; parameter p of a layer
 * lane p of its two. */

typedef struct {
  v16_vector_float low, high;
} TinyPair;

/* The row of each lane, and its place in it. */
#define TINY_ROWS ((v16_vector_int){ 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3 })
#define TINY_PLACES ((v16_vector_int){ 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3 })

static ALWAYS_INLINE gboolean
is_tiny (const GradusDenseOp *op, guint stride)
{
  return op->is_tiny && stride == 4;
}

static ALWAYS_INLINE guint
count_tiny_parameters (const GradusDenseOp *op)
{
  return op->n_outputs * (op->n_inputs + 1);
}

static ALWAYS_INLINE TinyPair
load_pair (const float *p, guint n)
{
  return (TinyPair){ v16_load (p), n > 16 ? v16_load (p + 16) : (v16_vector_float){ 0 } };
}

static ALWAYS_INLINE v16_vector_float
pick (TinyPair from, v16_vector_int lanes)
{
  return (v16_vector_float) _mm512_permutex2var_ps ((__m512) from.low, (__m512i) lanes,
                                                    (__m512) from.high);
}

/* sums[row] += Σₖ P[start + row·row_step + k·depth_step] · rows of `b`, for the rows of the first
 * register, and the second if is_pair: a product of a matrix among the parameters P with one of
 * four samples. */
static ALWAYS_INLINE void
multiply_tiny (gboolean is_pair, guint depth, TinyPair parameters, gint32 row_step,
               gint32 depth_step, TinyPair b, TinyPair *sums)
{
  v16_vector_int lanes = TINY_ROWS * row_step, row = TINY_PLACES;
  v16_vector_float even_low = sums->low, even_high = sums->high, odd_low = { 0 }, odd_high = { 0 };

  for (guint pairs = depth / 2; pairs > 0; pairs--) {
    const v16_vector_float b0 = pick (b, row), b1 = pick (b, row + 4);

    even_low += pick (parameters, lanes) * b0;
    odd_low += pick (parameters, lanes + depth_step) * b1;
    if (is_pair) {
      even_high += pick (parameters, lanes + 4 * row_step) * b0;
      odd_high += pick (parameters, lanes + 4 * row_step + depth_step) * b1;
    }
    lanes += 2 * depth_step;
    row += 8;
  }
  if (depth & 1) {
    const v16_vector_float b0 = pick (b, row);

    even_low += pick (parameters, lanes) * b0;
    if (is_pair)
      even_high += pick (parameters, lanes + 4 * row_step) * b0;
  }
  sums->low = even_low + odd_low;
  sums->high = even_high + odd_high;
}

/* The activation of one register of z, of whose rows only two count unless is_full: half a register
 * divides in half the time. */
static ALWAYS_INLINE v16_vector_float
finish_tiny (gboolean is_full, const GradusDenseOp *op, GradusActivation activation,
             v16_vector_float z, guint at)
{
  v16_vector_float a, slope;

  if (is_full) {
    a = v16_apply (activation.kind, activation.alpha, z, &slope);
  } else {
    v8_vector_float half_slope;
    const v8_vector_float half =
        v8_apply (activation.kind, activation.alpha,
                  (v8_vector_float) _mm512_castps512_ps256 ((__m512) z), &half_slope);

    a = (v16_vector_float) _mm512_zextps256_ps512 ((__m256) half);
    slope = (v16_vector_float) _mm512_zextps256_ps512 ((__m256) half_slope);
  }
  v16_store (op->output + at, a);
  if (op->delta)
    v16_store (op->delta + at, slope);
  if (op->z)
    v16_store (op->z + at, z);
  return a;
}

/* `n_registers` of z and what comes of them, of the last only two rows unless is_full. */
static ALWAYS_INLINE TinyPair
forward_tiny_rows (guint n_registers, gboolean is_full, const GradusDenseOp *op,
                   GradusActivation activation, TinyPair x)
{
  const TinyPair parameters = load_pair (op->weights, count_tiny_parameters (op));
  const v16_vector_int biases = TINY_ROWS + (gint32) (op->n_outputs * op->n_inputs);
  TinyPair z = { pick (parameters, biases), { 0 } }, a = { { 0 }, { 0 } };

  if (n_registers == 2)
    z.high = pick (parameters, biases + 4);
  multiply_tiny (n_registers == 2, op->n_inputs, parameters, (gint32) op->n_inputs, 1, x, &z);
  a.low = finish_tiny (is_full || n_registers == 2, op, activation, z.low, 0);
  if (n_registers == 2)
    a.high = finish_tiny (is_full, op, activation, z.high, 16);
  return a;
}

#define FORWARD(n_registers, is_full, kind)                                                        \
  forward_tiny_rows (n_registers, is_full, op, (GradusActivation){ kind, op->activation->alpha }, x)
#define CASE(kind)                                                                                 \
  case kind:                                                                                       \
    x = op->n_outputs <= 2   ? FORWARD (1, FALSE, kind)                                            \
        : op->n_outputs <= 4 ? FORWARD (1, TRUE, kind)                                             \
        : op->n_outputs <= 6 ? FORWARD (2, FALSE, kind)                                            \
                             : FORWARD (2, TRUE, kind);                                            \
    break

/* From `op` on as far as the layers are tiny; returns the first that is not. */
static const GradusDenseOp *
forward_tiny (const GradusDenseOp *op, const GradusDenseOp *end)
{
  TinyPair x = load_pair (op->input, 4 * op->n_inputs);

  for (; op < end && is_tiny (op, 4); op++)
    FOR_EACH_ACTIVATION (op->activation->kind)
  return op;
}
#undef CASE
#undef FORWARD

/* Back from `op`, whose delta is there, through the tiny layers down to `first`; returns the last
 * one reached. */
static const GradusDenseOp *
backward_tiny (const GradusDenseOp *op, const GradusDenseOp *first)
{
  TinyPair delta = load_pair (op->delta, 4 * op->n_outputs);

  for (; op > first && is_tiny (op, 4) && is_tiny (op - 1, 4); op--) {
    const TinyPair parameters = load_pair (op->weights, count_tiny_parameters (op));
    const TinyPair slope = load_pair (op[-1].delta, 4 * op->n_inputs);
    const gboolean is_pair = op->n_inputs > 4;
    TinyPair dx = { { 0 }, { 0 } };

    if (is_pair)
      multiply_tiny (TRUE, op->n_outputs, parameters, 1, (gint32) op->n_inputs, delta, &dx);
    else
      multiply_tiny (FALSE, op->n_outputs, parameters, 1, (gint32) op->n_inputs, delta, &dx);
    delta = (TinyPair){ dx.low * slope.low, dx.high * slope.high };
    v16_store (op[-1].delta, delta.low);
    if (is_pair)
      v16_store (op[-1].delta + 16, delta.high);
  }
  return op;
}

static ALWAYS_INLINE v16_vector_int
widen (const guint8 *numbers)
{
  __m128i bytes;

  __builtin_memcpy (&bytes, numbers, sizeof bytes);
  return (v16_vector_int) _mm512_cvtepu8_epi32 (bytes);
}

/* Sixteen gradients, from the first-th parameter on. */
static ALWAYS_INLINE void
differentiate_tiny_half (const GradusDenseOp *op, guint first, TinyPair delta, TinyPair x)
{
  const guint n = count_tiny_parameters (op) - first;
  v16_vector_int of_delta = widen (op->tiny_rows + first), of_x = widen (op->tiny_inputs + first);
  v16_vector_float even = { 0 }, odd = { 0 };

  even += pick (delta, of_delta) * pick (x, of_x);
  odd += pick (delta, of_delta + 1) * pick (x, of_x + 1);
  even += pick (delta, of_delta + 2) * pick (x, of_x + 2);
  odd += pick (delta, of_delta + 3) * pick (x, of_x + 3);
  even += odd;
  if (n < 16) /* nothing goes into the gap behind */
    even = (v16_vector_float) _mm512_maskz_mov_ps ((__mmask16) ((1u << n) - 1), (__m512) even);
  v16_store (op->weight_gradients + first, even);
}

/* Biases are weights of a row of ones, which is put behind the inputs. */
static ALWAYS_INLINE void
differentiate_tiny (const GradusDenseOp *op)
{
  const TinyPair delta = load_pair (op->delta, 4 * op->n_outputs);
  TinyPair x = load_pair (op->input, 4 * op->n_inputs);

  x.high = (v16_vector_float) _mm512_mask_mov_ps ((__m512) x.high, 0xf000, _mm512_set1_ps (1));
  differentiate_tiny_half (op, 0, delta, x);
  if (count_tiny_parameters (op) > 16)
    differentiate_tiny_half (op, 16, delta, x);
}
