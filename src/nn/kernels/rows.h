/* SPDX-License-Identifier: MIT */

/* The loops of kernels.h that go over rows one by one: the second half of the template lanes.h. */

/* The sums of four vectors, in one vector of four. */
static ALWAYS_INLINE v4_vector_float
FN (sum_four) (const VF v[4])
{
#if LANES == 4
  v4_vector_float t = __builtin_shufflevector (v[0], v[1], 0, 4, 2, 6) +
                      __builtin_shufflevector (v[0], v[1], 1, 5, 3, 7);
  v4_vector_float u = __builtin_shufflevector (v[2], v[3], 0, 4, 2, 6) +
                      __builtin_shufflevector (v[2], v[3], 1, 5, 3, 7);

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
  guint row = 0;

  for (; row + 4 <= rows; row += 4, m += 4 * (gsize) stride) {
    VF totals[4] = { { 0 } };
    v4_vector_float four;

    for (guint column = 0; column < stride; column += LANES)
      for (guint k = 0; k < 4; k++)
        totals[k] += FN (load) (m + (gsize) k * stride + column);
    four = FN (sum_four) (totals);
    __builtin_memcpy (sums + row, &four, sizeof four);
  }
  for (; row < rows; row++, m += stride) {
    VF total = { 0 };

    for (guint column = 0; column < stride; column += LANES)
      total += FN (load) (m + column);
    sums[row] = FN (sum) (total);
  }
}

static void
FN (fill_rows) (const GradusBlock *block, const float *values, float *m)
{
  for (guint row = 0; row < block->rows; row++)
    for (guint column = 0; column < block->width; column += LANES)
      FN (store) (m + (gsize) row * block->stride + column, (VF){ 0 } + values[row]);
}

static void
FN (multiply) (const GradusBlock *block, const float *y, float *x)
{
  for (guint row = 0; row < block->rows; row++) {
    const gsize start = (gsize) row * block->stride;

    for (gsize i = start; i < start + block->width; i += LANES)
      FN (store) (x + i, FN (load) (x + i) * FN (load) (y + i));
  }
}

static ALWAYS_INLINE VF
FN (bend_vector) (VF gradient, VF output, float low)
{
  return FN (select) (output > 0, gradient, gradient * low);
}

static void
FN (bend) (const GradusBlock *block, const GradusBend *bend, const float *gradient, float *delta)
{
  for (guint row = 0; row < block->rows; row++) {
    const gsize start = (gsize) row * block->stride;

    for (gsize i = start; i < start + block->width; i += LANES)
      FN (store)
      (delta + i,
       FN (bend_vector) (FN (load) (gradient + i), FN (load) (bend->outputs + i), bend->low));
  }
}

static void
FN (add) (const GradusBlock *block, const float *y, float *x)
{
  for (guint row = 0; row < block->rows; row++) {
    const gsize start = (gsize) row * block->stride;

    for (gsize i = start; i < start + block->width; i += LANES)
      FN (store) (x + i, FN (load) (x + i) + FN (load) (y + i));
  }
}

static ALWAYS_INLINE void
FN (activate_block) (const GradusBlock *block, GradusActivation activation, const float *z,
                     float *a, float *slopes)
{
  for (guint row = 0; row < block->rows; row++) {
    const gsize start = (gsize) row * block->stride;

    for (gsize i = start; i < start + block->width; i += LANES)
      FN (finish) (activation, FN (load) (z + i), i, a, slopes, NULL);
  }
}

#define CASE(kind)                                                                                 \
  case kind:                                                                                       \
    FN (activate_block) (block, (GradusActivation){ kind, activation.alpha }, z, a, slopes);       \
    break

static void
FN (activate) (const GradusBlock *block, GradusActivation activation, const float *z, float *a,
               float *slopes)
{
  FOR_EACH_ACTIVATION (activation.kind)
}
#undef CASE

static void
FN (maxout) (const GradusBlock *block, guint pieces, guint piece_rows, const float *z, float *a,
             float *slopes)
{
  const gsize piece_size = (gsize) piece_rows * block->stride;

  for (guint row = 0; row < block->rows; row++) {
    for (gsize i = (gsize) row * block->stride, end = i + block->width; i < end; i += LANES) {
      VF best = FN (load) (z + i);
      VI winner = { 0 };

      for (guint piece = 1; piece < pieces; piece++) {
        VF other = FN (load) (z + piece * piece_size + i);
        VI better = ~(other <= best); /* a NaN is taken, and seen */

        best = FN (select) (better, other, best);
        winner = (better & (gint32) piece) | (~better & winner);
      }
      FN (store) (a + i, best);
      for (guint piece = 0; slopes && piece < pieces; piece++)
        FN (store)
      (slopes + piece * piece_size + i,
       FN (select) (winner == (gint32) piece, (VF){ 0 } + 1, (VF){ 0 }));
    }
  }
}

/* exp(z - max) keeps its precision: the largest share is at least 1/units. */
static void
FN (softmax) (const GradusBlock *block, const float *z, float *a)
{
  for (gsize column = 0; column < block->width; column += LANES) {
    VF most = FN (load) (z + column), total = { 0 };

    for (guint row = 1; row < block->rows; row++) {
      VF other = FN (load) (z + (gsize) row * block->stride + column);

      most = FN (select) (other <= most, most, other);
    }
    for (guint row = 0; row < block->rows; row++) {
      const gsize at = (gsize) row * block->stride + column;
      VF share = FN (exp_negative) (FN (load) (z + at) - most);

      FN (store) (a + at, share);
      total += share;
    }
    for (guint row = 0; row < block->rows; row++) {
      const gsize at = (gsize) row * block->stride + column;

      FN (store) (a + at, FN (load) (a + at) / total);
    }
  }
}

static void
FN (softmax_gradient) (const GradusBlock *block, const float *a, const float *gradient,
                       float *delta)
{
  for (gsize column = 0; column < block->width; column += LANES) {
    VF mean = { 0 };

    for (guint row = 0; row < block->rows; row++) {
      const gsize at = (gsize) row * block->stride + column;

      mean += FN (load) (a + at) * FN (load) (gradient + at);
    }
    for (guint row = 0; row < block->rows; row++) {
      const gsize at = (gsize) row * block->stride + column;

      FN (store) (delta + at, FN (load) (a + at) * (FN (load) (gradient + at) - mean));
    }
  }
}

static void
FN (binary_cross_entropy) (const GradusBlock *block, const float *z, const float *targets,
                           float *costs)
{
  for (guint column = 0; column < block->width; column += LANES) {
    VF cost = { 0 };

    for (guint row = 0; row < block->rows; row++) {
      const gsize at = (gsize) row * block->stride + column;
      const VF logit = FN (load) (z + at);

      cost += FN (at_least) (0, logit) - logit * FN (load) (targets + at) +
              FN (log1p) (FN (exp_negative) (FN (negative) (logit)));
    }
    FN (store) (costs + column, cost);
  }
}

/* The largest adds 1, beside which the others would lose their digits. */
static void
FN (cross_entropy) (const GradusBlock *block, const float *z, const float *targets, float *others,
                    float *leads)
{
  for (guint column = 0; column < block->width; column += LANES) {
    VF most = FN (load) (z + column), sum = { 0 }, lead = { 0 };
    VI largest = { 0 };

    for (guint row = 1; row < block->rows; row++) {
      const VF logit = FN (load) (z + (gsize) row * block->stride + column);
      const VI is_above = logit > most;

      most = FN (select) (is_above, logit, most);
      largest = (is_above & (gint32) row) | (~is_above & largest);
    }
    for (guint row = 0; row < block->rows; row++) {
      const gsize at = (gsize) row * block->stride + column;
      const VF above = FN (load) (z + at) - most, target = FN (load) (targets + at);

      sum += FN (select) (largest == (gint32) row, (VF){ 0 }, FN (exp_negative) (above));
      lead += FN (select) (target == 0, (VF){ 0 }, target * above);
    }
    FN (store) (others + column, sum);
    FN (store) (leads + column, lead);
  }
}

static void
FN (cost_gradient) (const GradusBlock *block, float factor, const float *weights,
                    const float *outputs, const float *targets, float *gradient)
{
  for (guint row = 0; row < block->rows; row++) {
    const gsize start = (gsize) row * block->stride;

    for (guint column = 0; column < block->width; column += LANES) {
      const gsize at = start + column;

      FN (store)
      (gradient + at, factor * FN (load) (weights + column) *
                          (FN (load) (outputs + at) - FN (load) (targets + at)));
    }
  }
}

static void
FN (dropout) (const GradusBlock *block, guint first_column, guint32 key, float rate, const float *x,
              float *a, float *slopes)
{
  const gint32 threshold = (gint32) (rate * 0x1p24f);
  const VF kept = (VF){ 0 } + 1 / (1 - rate);
  FN (vector_unsigned) lane;

  for (guint i = 0; i < LANES; i++)
    lane[i] = i;
  for (guint row = 0; row < block->rows; row++) {
    for (guint column = 0; column < block->width; column += LANES) {
      const gsize at = (gsize) row * block->stride + column;
      FN (vector_unsigned) h = lane + (first_column + column + key + row * 0x9e3779b9u);
      VF slope;

      h = (h ^ (h >> 16)) * 0x7feb352du;
      h = (h ^ (h >> 15)) * 0x846ca68bu;
      h = (h ^ (h >> 16)) >> 8;
      slope = FN (select) ((VI) h >= threshold, kept, (VF){ 0 });
      FN (store) (a + at, FN (load) (x + at) * slope);
      if (slopes)
        FN (store) (slopes + at, slope);
    }
  }
}
