/* SPDX-License-Identifier: MIT */

/* The gradients of a convolution by its kernels, over vectors of LANES floats: the fifth part of
 * the template lanes.h. */

#define OUTS 4
#if LANES == 16 || defined(__AVX512VL__)
#define MOST_TAPS 5
#else
#define MOST_TAPS 3
#endif

/* Some taps side by side: a row of a kernel's, or, of kernels one wide, those of several channels.
 * Distances in floats. */
typedef struct {
  const float *x;  /* at the first tap's channel */
  int row, column; /* of the first tap, from the picture's first */
  guint taps;
  gboolean is_across; /* taps are beside each other in the picture */
  gssize tap_step, weight_step;
  float *gradients; /* at the first filter's first tap */
} FN (slope);

/* Some places of some filters' delta: few enough to stay in the fastest cache while one slope after
 * the other meets them. */
typedef struct {
  const GradusConvolution *convolution;
  guint stride, outs;
  GradusSpan rows;             /* of places: all that are gone through */
  const float *delta;          /* at the first filter */
  guint first_row, n_rows;     /* of places */
  guint first_place, n_places; /* of a row */
} FN (patch);

/* Floats of delta that stay, and slopes that are found together: their sums stay in the second
 * cache, and are put down and taken up for each patch. (Measured with kernels of 3 × 3 and 5 × 5 on
 * maps of 8 × 8 to 32 × 32: one slope after the other over whole maps takes up to half as long
 * again.) */
#define MOST_IN_PATCH 9000
#define MOST_SLOPES 128

static ALWAYS_INLINE VF
FN (load_tap) (const FN (slope) * slope, guint width, const float *x, guint tap, int column,
               gboolean is_edge)
{
  if (is_edge && (guint) (column + (slope->is_across ? (int) tap : 0)) >= width)
    return (VF){ 0 };
  return FN (load) (x + tap * slope->tap_step);
}

/* Adds what places [begin, end) of a row bring. */
static ALWAYS_INLINE void
FN (add_places) (guint outs, guint taps, gboolean is_edge, const FN (patch) * patch,
                 const FN (slope) * slope, const float *x, const float *delta, gssize delta_out,
                 int begin, int end, VF sums[][MOST_TAPS])
{
  const GradusScan *scan = &patch->convolution->scan;
  const gssize stride = patch->stride;

  for (int q = begin; q < end; q++) {
    const int column = slope->column + q * (int) scan->step;

    for (gssize v = 0; v < stride; v += LANES) {
      VF d[OUTS];

      for (guint o = 0; o < outs; o++)
        d[o] = FN (keep) (FN (load) (delta + o * delta_out + q * stride + v));
      for (guint tap = 0; tap < taps; tap++) {
        const VF in = FN (keep) (
            FN (load_tap) (slope, scan->width, x + column * stride + v, tap, column, is_edge));

        for (guint o = 0; o < outs; o++)
          sums[o][tap] = FN (multiply_add) (d[o], in, sums[o][tap]);
      }
    }
  }
}

/* Places [begin, end) of a row, of those from `first` to before `last`, at which all taps are in
 * the picture. */
static void
FN (find_inner) (const GradusScan *scan, const FN (slope) * slope, int first, int last, int *begin,
                 int *end)
{
  const int step = (int) scan->step;
  const int right =
      (int) scan->width - 1 - slope->column - (slope->is_across ? (int) slope->taps - 1 : 0);

  *begin = CLAMP (slope->column < 0 ? (-slope->column + step - 1) / step : 0, first, last);
  *end = MAX (*begin, right < 0 ? first : MIN (last, right / step + 1));
}

static ALWAYS_INLINE void
FN (add_patch) (guint outs, guint taps, const FN (patch) * patch, const FN (slope) * slope,
                VF kept[OUTS][MOST_TAPS])
{
  const GradusScan *scan = &patch->convolution->scan;
  const gssize x_pitch = (gssize) scan->width * patch->stride,
               delta_pitch = (gssize) scan->out_width * patch->stride,
               delta_out = delta_pitch * scan->out_height;
  const int first = (int) patch->first_place, last = first + (int) patch->n_places;
  VF sums[OUTS][MOST_TAPS];
  int begin, end;

  for (guint o = 0; o < outs; o++)
    for (guint tap = 0; tap < taps; tap++)
      sums[o][tap] = kept[o][tap];
  FN (find_inner) (scan, slope, first, last, &begin, &end);
  for (guint r = patch->first_row; r < patch->first_row + patch->n_rows; r++) {
    const int row = slope->row + (int) (r * scan->step);
    const float *x = slope->x + row * x_pitch, *delta = patch->delta + (gssize) r * delta_pitch;

    if ((guint) row >= scan->height)
      continue;
    FN (add_places) (outs, taps, TRUE, patch, slope, x, delta, delta_out, first, begin, sums);
    FN (add_places) (outs, taps, FALSE, patch, slope, x, delta, delta_out, begin, end, sums);
    FN (add_places) (outs, taps, TRUE, patch, slope, x, delta, delta_out, end, last, sums);
  }
  for (guint o = 0; o < outs; o++)
    for (guint tap = 0; tap < taps; tap++)
      kept[o][tap] = sums[o][tap];
}

static __attribute__ ((noinline)) void
FN (add_slope) (const FN (patch) * patch, const FN (slope) * slope, VF kept[OUTS][MOST_TAPS])
{
#define CASE(o, n)                                                                                 \
  case 8 * o + n:                                                                                  \
    FN (add_patch) (o, n, patch, slope, kept);                                                     \
    break
#define CASES(n)                                                                                   \
  CASE (1, n);                                                                                     \
  CASE (2, n);                                                                                     \
  CASE (3, n);                                                                                     \
  CASE (4, n)

  switch (8 * patch->outs + slope->taps) {
    CASES (1);
    CASES (2);
    CASES (3);
#if MOST_TAPS == 5
    CASES (4);
    CASES (5);
#endif
  }
#undef CASES
#undef CASE
}

static void
FN (add_biases) (const FN (patch) * patch, VF sums[OUTS])
{
  const GradusScan *scan = &patch->convolution->scan;
  const gsize pitch = (gsize) scan->out_width * patch->stride;

  for (guint r = patch->first_row; r < patch->first_row + patch->n_rows; r++) {
    const float *delta = patch->delta + r * pitch + (gsize) patch->first_place * patch->stride;

    for (gsize i = 0; i < (gsize) patch->n_places * patch->stride; i += LANES)
      for (guint o = 0; o < patch->outs; o++)
        sums[o] += FN (load) (delta + o * pitch * scan->out_height + i);
  }
}

/* All rows of places of some filters, patch by patch; each sum still goes row by row and from left
 * to right. */
static void
FN (add_maps) (FN (patch) * patch, const FN (slope) * slopes, guint n_slopes,
               VF kept[][OUTS][MOST_TAPS], VF bias_sums[OUTS])
{
  const GradusScan *scan = &patch->convolution->scan;
  const guint most = MAX (MOST_IN_PATCH / (patch->outs * patch->stride), 1),
              most_rows = MAX (most / scan->out_width, 1),
              most_places = MIN (most, scan->out_width);

  for (guint r = patch->rows.begin; r < patch->rows.end; r += patch->n_rows) {
    patch->first_row = r;
    patch->n_rows = FN (count_part) (patch->rows.end - r, most_rows);
    for (guint q = 0; q < scan->out_width; q += patch->n_places) {
      patch->first_place = q;
      patch->n_places = FN (count_part) (scan->out_width - q, most_places);
      FN (add_biases) (patch, bias_sums);
      for (guint i = 0; i < n_slopes; i++)
        FN (add_slope) (patch, &slopes[i], kept[i]);
    }
  }
}

/* The gradients of the filters of a patch by some slopes, and by their biases. */
static void
FN (differentiate_slopes) (FN (patch) * patch, const FN (slope) * slopes, guint n_slopes,
                           float *biases)
{
  const GradusConvolution *convolution = patch->convolution;
  const gsize filter = (gsize) convolution->n_channels * convolution->scan.window_height *
                       convolution->scan.window_width;
  VF kept[MOST_SLOPES][OUTS][MOST_TAPS], bias_sums[OUTS] = { { 0 } };

  for (guint i = 0; i < n_slopes; i++)
    for (guint o = 0; o < OUTS; o++)
      for (guint tap = 0; tap < MOST_TAPS; tap++)
        kept[i][o][tap] = (VF){ 0 };
  FN (add_maps) (patch, slopes, n_slopes, kept, bias_sums);
  for (guint i = 0; i < n_slopes; i++)
    for (guint o = 0; o < patch->outs; o++)
      for (guint tap = 0; tap < slopes[i].taps; tap++)
        slopes[i].gradients[o * filter + tap * slopes[i].weight_step] = FN (sum) (kept[i][o][tap]);
  for (guint o = 0; o < patch->outs; o++)
    biases[o] = FN (sum) (bias_sums[o]);
}

/* All weights and biases of a patch's filters, whose gradients begin there. */
static void
FN (differentiate_filters) (FN (patch) * patch, const float *x, float *gradients, float *biases)
{
  const GradusConvolution *convolution = patch->convolution;
  const GradusScan *scan = &convolution->scan;
  const guint n_taps = scan->window_height * scan->window_width;
  const gssize map = (gssize) scan->height * scan->width * patch->stride;
  const gboolean is_across = scan->window_width > 1;
  FN (slope) slopes[MOST_SLOPES];
  guint n = 0;

  for (guint c = 0, side; c < convolution->n_channels; c += is_across ? 1 : side) {
    side = FN (count_part) (convolution->n_channels - c, MOST_TAPS);
    for (guint i = 0; i < scan->window_height; i++) {
      for (guint j = 0, taps; j < scan->window_width; j += is_across ? taps : 1) {
        taps = is_across ? FN (count_part) (scan->window_width - j, MOST_TAPS) : side;
        slopes[n++] = (FN (slope)){ x + c * map,
                                    (int) i - (int) scan->top,
                                    (int) j - (int) scan->left,
                                    taps,
                                    is_across,
                                    is_across ? (gssize) patch->stride : map,
                                    is_across ? 1 : (gssize) n_taps,
                                    gradients + c * n_taps + i * scan->window_width + j };
        if (n == MOST_SLOPES) {
          FN (differentiate_slopes) (patch, slopes, n, biases);
          n = 0;
        }
      }
    }
  }
  if (n > 0)
    FN (differentiate_slopes) (patch, slopes, n, biases);
}

static void
FN (convolution_differentiate) (const GradusConvolution *convolution, guint stride,
                                const GradusSpan *filters, const GradusSpan *rows, const float *x,
                                const float *delta, float *gradients)
{
  const GradusScan *scan = &convolution->scan;
  const gsize map = (gsize) scan->out_height * scan->out_width * stride,
              filter =
                  (gsize) convolution->n_channels * scan->window_height * scan->window_width;
  float *biases = gradients + convolution->n_filters * filter;

  for (guint o = filters->begin; o < filters->end;) {
    FN (patch)
    patch = { .convolution = convolution,
              .stride = stride,
              .outs = FN (count_part) (filters->end - o, OUTS),
              .rows = *rows,
              .delta = delta + o * map };

    FN (differentiate_filters)
    (&patch, x, gradients + o * filter, biases + o);
    o += patch.outs;
  }
}

#undef MOST_IN_PATCH
#undef MOST_SLOPES
#undef MOST_TAPS
#undef OUTS
