/* SPDX-License-Identifier: MIT */

/* The dense layer over vectors of LANES floats: the third part of the template lanes.h. */

/* Narrow vectors are for rows as narrow as they are: then the distance from row to row is a
 * constant. */
#if LANES < WIDEST
#define STRIDE(stride) LANES
#else
#define STRIDE(stride) (stride)
#endif

/* Rows of a tile of one or two columns of vectors: as many as there are registers for. The more,
 * the more products are made of each number that is loaded. */
#if LANES == 16
#define TALL 12
#elif LANES == 8 && WIDEST == 8
#define TALL 6
#else
#define TALL ROWS
#endif

/* So many floats stay in the cache next to a core, beside others. */
#define HOT_FLOATS 4096

/* sums[r] += Σₖ A[r, k] · B[k, 0 … LANES), where A[r, k] lies at a[r·row_step + k·depth_step]. Even
 * and odd k go into sums of their own: the shorter the chains, the sooner they end. `rows` is a
 * constant. */
static ALWAYS_INLINE void
FN (multiply_column) (guint rows, guint depth, const float *a, gsize row_step, gsize depth_step,
                      const float *b, gsize b_step, VF sums[TALL])
{
  VF odd[TALL] = { { 0 } };

  for (guint pairs = depth / 2; pairs > 0; pairs--) {
    VF b0 = FN (load) (b), b1 = FN (load) (b + b_step);

    for (guint r = 0; r < rows; r++) {
      sums[r] += a[r * row_step] * b0;
      odd[r] += a[r * row_step + depth_step] * b1;
    }
    a += 2 * depth_step;
    b += 2 * b_step;
  }
  if (depth & 1) {
    VF b0 = FN (load) (b);

    for (guint r = 0; r < rows; r++)
      sums[r] += a[r * row_step] * b0;
  }
  for (guint r = 0; r < rows; r++)
    sums[r] += odd[r];
}

/* The same for the 2·LANES columns of B that lie side by side: their chains fill both multipliers
 * without more. */
static ALWAYS_INLINE void
FN (multiply_pair) (guint rows, guint depth, const float *a, gsize row_step, gsize depth_step,
                    const float *b, gsize b_step, VF left[TALL], VF right[TALL])
{
  for (; depth > 0; depth--) {
    VF b0 = FN (load) (b), b1 = FN (load) (b + LANES);

    for (guint r = 0; r < rows; r++) {
      float factor = a[r * row_step];

      left[r] += factor * b0;
      right[r] += factor * b1;
    }
    a += depth_step;
    b += b_step;
  }
}

/* `rows` rows of A·B from nothing; of one column of vectors, or two if is_pair. */
static ALWAYS_INLINE void
FN (multiply_tile) (guint rows, gboolean is_pair, guint depth, const float *a, gsize row_step,
                    gsize depth_step, const float *b, gsize b_step, VF left[TALL], VF right[TALL])
{
  for (guint r = 0; r < rows; r++)
    left[r] = right[r] = (VF){ 0 };
  if (is_pair)
    FN (multiply_pair) (rows, depth, a, row_step, depth_step, b, b_step, left, right);
  else
    FN (multiply_column) (rows, depth, a, row_step, depth_step, b, b_step, left);
}

/* -- Forward ----------------------------------------------------------------------------------- */

static ALWAYS_INLINE void
FN (forward_tile) (guint rows, gboolean is_pair, const GradusDenseOp *op,
                   GradusActivation activation, guint stride, guint row, guint column)
{
  const float *w = op->weights + (gsize) row * op->n_inputs, *x = op->input + column;
  const gsize at = (gsize) row * stride + column;
  VF left[TALL], right[TALL];

  for (guint r = 0; r < rows; r++)
    left[r] = right[r] = (VF){ 0 } + op->biases[row + r];
  if (is_pair)
    FN (multiply_pair) (rows, op->n_inputs, w, op->n_inputs, 1, x, stride, left, right);
  else
    FN (multiply_column) (rows, op->n_inputs, w, op->n_inputs, 1, x, stride, left);
  FN (finish_rows) (rows, activation, left, at, stride, op->output, op->delta, op->z);
  if (is_pair)
    FN (finish_rows) (rows, activation, right, at + LANES, stride, op->output, op->delta, op->z);
}

static ALWAYS_INLINE void
FN (forward_column) (gboolean is_pair, const GradusDenseOp *op, GradusActivation activation,
                     guint stride, guint column)
{
  guint row = 0;

  for (; TALL > ROWS && row + TALL <= op->n_outputs; row += TALL)
    FN (forward_tile) (TALL, is_pair, op, activation, stride, row, column);
  for (; row + ROWS <= op->n_outputs; row += ROWS)
    FN (forward_tile) (ROWS, is_pair, op, activation, stride, row, column);
  if ((op->n_outputs - row) & 2)
    FN (forward_tile) (2, is_pair, op, activation, stride, row, column), row += 2;
  if ((op->n_outputs - row) & 1)
    FN (forward_tile) (1, is_pair, op, activation, stride, row, column);
}

static ALWAYS_INLINE void
FN (forward) (const GradusDenseOp *op, GradusActivation activation, const GradusColumns *columns)
{
#if LANES < WIDEST
  FN (forward_column) (FALSE, op, activation, LANES, 0);
#else
  guint column = columns->begin;

  for (; column + 2 * LANES <= columns->end; column += 2 * LANES)
    FN (forward_column) (TRUE, op, activation, columns->stride, column);
  for (; column < columns->end; column += LANES)
    FN (forward_column) (FALSE, op, activation, columns->stride, column);
#endif
}

#define CASE(kind)                                                                                 \
  case kind:                                                                                       \
    FN (forward) (op, (GradusActivation){ kind, op->activation->alpha }, columns);                 \
    break

static void
FN (dense_forward) (const GradusDenseOp *op, const GradusColumns *columns)
{
  FOR_EACH_ACTIVATION (op->activation->kind)
}
#undef CASE

/* -- Backward ---------------------------------------------------------------------------------- */

static ALWAYS_INLINE void
FN (put_gradient) (float *to, VF gradient, gboolean is_slope)
{
  FN (store) (to, is_slope ? FN (load) (to) * gradient : gradient);
}

/* `to` = Wᵀ·delta, or, if it holds the slopes of the layer before, those times it. */
static ALWAYS_INLINE void
FN (backward_tile) (guint rows, gboolean is_pair, const GradusDenseOp *op, guint stride, guint row,
                    guint column, float *to, gboolean is_slope)
{
  VF left[TALL], right[TALL];

  FN (multiply_tile)
  (rows, is_pair, op->n_outputs, op->weights + row, 1, op->n_inputs, op->delta + column, stride,
   left, right);
  for (guint r = 0; r < rows; r++) {
    float *place = to + (gsize) (row + r) * stride + column;

    FN (put_gradient) (place, left[r], is_slope);
    if (is_pair)
      FN (put_gradient) (place + LANES, right[r], is_slope);
  }
}

static ALWAYS_INLINE void
FN (backward_column) (gboolean is_pair, const GradusDenseOp *op, guint stride, guint column,
                      float *to, gboolean is_slope)
{
  guint row = 0;

  for (; TALL > ROWS && row + TALL <= op->n_inputs; row += TALL)
    FN (backward_tile) (TALL, is_pair, op, stride, row, column, to, is_slope);
  for (; row + ROWS <= op->n_inputs; row += ROWS)
    FN (backward_tile) (ROWS, is_pair, op, stride, row, column, to, is_slope);
  if ((op->n_inputs - row) & 2)
    FN (backward_tile) (2, is_pair, op, stride, row, column, to, is_slope), row += 2;
  if ((op->n_inputs - row) & 1)
    FN (backward_tile) (1, is_pair, op, stride, row, column, to, is_slope);
}

static void
FN (dense_backward) (const GradusDenseOp *op, const GradusColumns *columns, float *to,
                     gboolean is_slope)
{
#if LANES < WIDEST
  FN (backward_column) (FALSE, op, LANES, 0, to, is_slope);
#else
  guint column = columns->begin;

  for (; column + 2 * LANES <= columns->end; column += 2 * LANES)
    FN (backward_column) (TRUE, op, columns->stride, column, to, is_slope);
  for (; column < columns->end; column += LANES)
    FN (backward_column) (FALSE, op, columns->stride, column, to, is_slope);
#endif
}

/* -- The gradients by weights and biases ------------------------------------------------------- */

/* `rows` rows of dW = delta·x, x sample by sample. The last columns of a row of dW may be part of a
 * vector only; where they are all that there is, and another row follows, which will write over
 * what goes too far, the whole vector is stored all the same: it is the faster instruction. */
static ALWAYS_INLINE void
FN (weight_tile) (guint rows, gboolean is_pair, const GradusDenseOp *op, guint stride,
                  guint n_samples, guint row, guint column, gboolean is_end)
{
  VF left[TALL], right[TALL];
  float *to = op->weight_gradients + (gsize) row * op->n_inputs + column;

  FN (multiply_tile)
  (rows, is_pair, n_samples, op->delta + (gsize) row * stride, stride, 1,
   op->input_by_sample + column, STRIDE (op->pitch), left, right);
  for (guint r = 0; r < rows; r++, to += op->n_inputs) {
    if (is_pair)
      FN (store_unaligned) (to + LANES, right[r]);
    if (is_pair || column + LANES <= op->n_inputs || (column == 0 && (r + 1 < rows || !is_end)))
      FN (store_unaligned) (to, left[r]);
    else
      FN (store_part) (to, left[r], op->n_inputs - column);
  }
}

/* Some rows of dW, from one column to another. */
static ALWAYS_INLINE void
FN (weight_rows) (guint rows, const GradusDenseOp *op, guint stride, guint n_samples, guint row,
                  guint column, guint end, gboolean is_end)
{
#if LANES < WIDEST
  FN (weight_tile) (rows, FALSE, op, stride, n_samples, row, 0, is_end);
#else
  for (; column + 2 * LANES <= end; column += 2 * LANES)
    FN (weight_tile) (rows, TRUE, op, stride, n_samples, row, column, is_end);
  for (; column < end; column += LANES)
    FN (weight_tile) (rows, FALSE, op, stride, n_samples, row, column, is_end);
#endif
}

/* Columns are gone through in blocks of which x stays in the cache for all rows: one block where
 * the samples are few, so that what is written goes row by row. */
static ALWAYS_INLINE void
FN (differentiate_rows) (const GradusDenseOp *op, guint stride, guint n_samples, guint begin,
                         guint end)
{
  const guint width = MAX (HOT_FLOATS / n_samples / (2 * LANES), 1) * (2 * LANES);

  for (guint column = 0; column < op->n_inputs; column += width) {
    const guint stop = MIN (column + width, op->n_inputs);
    guint row = begin;

    for (; TALL > ROWS && row + TALL <= end; row += TALL)
      FN (weight_rows) (TALL, op, stride, n_samples, row, column, stop, row + TALL == end);
    for (; row + ROWS <= end; row += ROWS)
      FN (weight_rows) (ROWS, op, stride, n_samples, row, column, stop, row + ROWS == end);
    if ((end - row) & 2)
      FN (weight_rows) (2, op, stride, n_samples, row, column, stop, row + 2 == end), row += 2;
    if ((end - row) & 1)
      FN (weight_rows) (1, op, stride, n_samples, row, column, stop, TRUE);
  }
}

#if LANES == 4 && WIDEST > 4
/* The smallest batches, of four samples, into layers of up to four inputs: the inputs stay in
 * registers, feature by feature as they are. Behind the last sample delta is 0. */
static ALWAYS_INLINE void
FN (differentiate_four) (const GradusDenseOp *op, guint begin, guint end)
{
  VF x[4];

  for (guint i = 0; i < 4; i++)
    x[i] = i < op->n_inputs ? FN (load) (op->input + 4 * i) : (VF){ 0 };
  for (guint row = begin; row < end; row++) {
    const VF d = FN (load) (op->delta + 4 * (gsize) row);
    const VF products[4] = { d * x[0], d * x[1], d * x[2], d * x[3] };
    const VF sums = FN (sum_four) (products);
    float *to = op->weight_gradients + (gsize) row * op->n_inputs;

    if (row + 1 < end || op->n_inputs == 4)
      FN (store_unaligned) (to, sums);
    else
      FN (store_part) (to, sums, op->n_inputs);
  }
}
#elif LANES < WIDEST
/* The same for wider layers, sample by sample. */
static ALWAYS_INLINE void
FN (differentiate_four) (const GradusDenseOp *op, guint begin, guint end)
{
  const VF x0 = FN (load) (op->input_by_sample), x1 = FN (load) (op->input_by_sample + LANES);
  const VF x2 = FN (load) (op->input_by_sample + 2 * LANES),
           x3 = FN (load) (op->input_by_sample + 3 * LANES);

  for (guint row = begin; row < end; row++) {
    const v4_vector_float d = v4_load (op->delta + 4 * (gsize) row);
    const VF sums = (d[0] * x0 + d[1] * x1) + (d[2] * x2 + d[3] * x3);
    float *to = op->weight_gradients + (gsize) row * op->n_inputs;

    if (row + 1 < end || op->n_inputs == LANES)
      FN (store_unaligned) (to, sums);
    else
      FN (store_part) (to, sums, op->n_inputs);
  }
}
#endif

static ALWAYS_INLINE void
FN (differentiate_weights) (const GradusDenseOp *op, guint stride, guint n_samples, guint begin,
                            guint end)
{
#if LANES < WIDEST
  if (stride == 4) {
    FN (differentiate_four) (op, begin, end);
    return;
  }
#endif
  FN (differentiate_rows) (op, stride, n_samples, begin, end);
}

#undef STRIDE
#undef TALL
#undef HOT_FLOATS
