/* SPDX-License-Identifier: MIT */

/* Convolutions, over vectors of LANES floats: the fourth part of the template lanes.h.
 * A map lies row by row, and each of its places is a row of the batch. */

/* Vectors of the batch, filters and places that are worked on side by side: what fits the registers
 * along with what is multiplied. */
#if LANES == 16
#define VECTORS 2
#else
#define VECTORS 1
#endif
#define OUTS 4
#if WIDEST == 4
#define PLACES 2
#else
#define PLACES 3
#endif

/* -- Sums of products under a window ----------------------------------------------------------- */

/* FN (taps): which of a window's taps meet what along one axis. For place u of n_places, the taps
 * are t of n_taps; tap t is the number first + u·advance + t·step of x, if there is one, and
 * weight_first + t·weight_step of the kernel; and place u is the number y_first + u·y_step of y. A
 * convolution has one such axis in each direction; its way back one for each remainder by its step,
 * because inputs of one remainder all meet the same taps. */
typedef struct {
  int n_places, first, advance, n_taps, step, size, weight_first, weight_step, y_first, y_step;
} FN (taps);

static FN (taps)
    FN (make_forward_taps) (guint size, guint n_places, guint window, guint step, guint before)
{
  return (FN (
      taps)){ (int) n_places, -(int) before, (int) step, (int) window, 1, (int) size, 0, 1, 0, 1 };
}

static FN (taps) FN (make_backward_taps) (guint size, guint n_places, guint window, guint step,
                                          guint before, guint remainder)
{
  const guint tap = (remainder + before) % step;

  return (FN (taps)){ (int) ((size - remainder + step - 1) / step),
                      (int) ((remainder + before) / step),
                      1,
                      tap < window ? (int) ((window - tap + step - 1) / step) : 0,
                      -1,
                      (int) n_places,
                      (int) tap,
                      (int) step,
                      (int) remainder,
                      (int) step };
}

/* The taps [begin, end) that meet something at place u. */
static ALWAYS_INLINE void
FN (find_taps) (const FN (taps) * taps, int u, int *begin, int *end)
{
  const int at = taps->first + u * taps->advance;

  if (taps->step > 0) {
    *begin = MAX (0, -at);
    *end = MIN (taps->n_taps, taps->size - at);
  } else {
    *begin = MAX (0, at - taps->size + 1);
    *end = MIN (taps->n_taps, at + 1);
  }
}

/* One row of places, seen from its window's first row and column of taps; distances in floats. */
typedef struct {
  guint depth, rows, columns; /* of taps; depth: channels */
  gssize x_depth, x_row, x_column, x_place;
  gssize w_depth, w_row, w_column, w_out;
  gssize y_place, y_out;
} FN (product);

/* y = starts + Σ w·x, of OUTS filters at PLACES places, or fewer, which are constants. The order of
 * the sums does not depend on how many. */
static ALWAYS_INLINE void
FN (multiply_window) (guint outs, guint places, guint vectors, const FN (product) * product,
                      const float *x, const float *w, const float *starts, float *y)
{
  VF sums[OUTS][PLACES][VECTORS];

  for (guint o = 0; o < outs; o++)
    for (guint p = 0; p < places; p++)
      for (guint v = 0; v < vectors; v++)
        sums[o][p][v] = (VF){ 0 } + (starts ? starts[o] : 0);
  for (guint c = 0; c < product->depth; c++) {
    for (guint i = 0; i < product->rows; i++) {
      const float *from = x + c * product->x_depth + i * product->x_row;
      const float *by = w + c * product->w_depth + i * product->w_row;

      for (guint j = 0; j < product->columns; j++) {
        VF in[PLACES][VECTORS];

        for (guint p = 0; p < places; p++)
          for (guint v = 0; v < vectors; v++)
            in[p][v] = FN (load) (from + p * product->x_place + v * LANES);
        for (guint o = 0; o < outs; o++) {
          const VF factor = (VF){ 0 } + by[o * product->w_out];

          for (guint p = 0; p < places; p++)
            for (guint v = 0; v < vectors; v++)
              sums[o][p][v] = FN (multiply_add) (factor, in[p][v], sums[o][p][v]);
        }
        from += product->x_column;
        by += product->w_column;
      }
    }
  }
  for (guint o = 0; o < outs; o++)
    for (guint p = 0; p < places; p++)
      for (guint v = 0; v < vectors; v++)
        FN (store) (y + o * product->y_out + p * product->y_place + v * LANES, sums[o][p][v]);
}

/* A row of places from left to right: those that meet all columns of taps several at a time, the
 * others one by one. */
static ALWAYS_INLINE void
FN (multiply_row) (guint outs, guint vectors, const FN (product) * whole, const FN (taps) * across,
                   gssize stride, const float *x, const float *w, const float *starts, float *y)
{
  for (int u = 0; u < across->n_places;) {
    FN (product) product = *whole;
    int begin, end, last_begin = 0, last_end = 0;
    guint places = 1;
    const float *from, *by;
    float *to = y + (across->y_first + u * across->y_step) * stride;

    FN (find_taps) (across, u, &begin, &end);
    if (u + PLACES <= across->n_places)
      FN (find_taps) (across, u + PLACES - 1, &last_begin, &last_end);
    if (begin == 0 && end == across->n_taps && last_begin == 0 && last_end == end && end > 0)
      places = PLACES;
    product.columns = (guint) MAX (end - begin, 0);
    from = x + (across->first + u * across->advance + begin * across->step) * stride;
    by = w + across->weight_first + begin * across->weight_step;
    if (places == PLACES)
      FN (multiply_window) (outs, PLACES, vectors, &product, from, by, starts, to);
    else
      FN (multiply_window) (outs, 1, vectors, &product, from, by, starts, to);
    u += (int) places;
  }
}

/* What is done with a row of a map when it is there. */
typedef struct {
  GradusActivation activation;
  const float *z;
  float *a, *slopes; /* a NULL: nothing */
} FN (finishing);

/* A row of y of `outs` filters from o on, and what is done with it then. */
static ALWAYS_INLINE void
FN (multiply_tile_row) (guint outs, guint vectors, const FN (product) * product,
                        const FN (taps) * across, guint stride, guint o, const float *x,
                        const float *w, const float *starts, float *y,
                        const FN (finishing) * finishing, gsize at)
{
  const gssize first = (gssize) o * product->y_out;

  FN (multiply_row)
  (outs, vectors, product, across, stride, x, w + (gssize) o * product->w_out,
   starts ? starts + o : NULL, y + first);
  for (guint k = 0; finishing->a && k < outs; k++) {
    const GradusBlock block = { (guint) across->n_places, vectors * LANES, stride };
    const gsize start = at + (gsize) (first + (gssize) k * product->y_out);

    FN (activate)
    (&block, finishing->activation, finishing->z + start, finishing->a + start,
     finishing->slopes ? finishing->slopes + start : NULL);
  }
}

/* The same of all filters, several at a time: what lies under the row stays in the cache. */
static void
FN (multiply_filters) (guint vectors, const FN (product) * product, const FN (taps) * across,
                       guint stride, const GradusSpan *filters, const float *x, const float *w,
                       const float *starts, float *y, const FN (finishing) * finishing, gsize at)
{
  guint o = filters->begin;

#define MULTIPLY(outs, vectors)                                                                    \
  FN (multiply_tile_row)                                                                           \
  (outs, vectors, product, across, stride, o, x, w, starts, y, finishing, at)
#if VECTORS == 2
#define MULTIPLY_OUTS(outs) /* of as many vectors as there are */                                  \
  if (vectors == 2) {                                                                              \
    MULTIPLY (outs, 2);                                                                            \
  } else                                                                                           \
    MULTIPLY (outs, 1)
#else
#define MULTIPLY_OUTS(outs) MULTIPLY (outs, 1)
#endif

  for (; o + OUTS <= filters->end; o += OUTS) {
    MULTIPLY_OUTS (OUTS);
  }
  if ((filters->end - o) & 2) {
    MULTIPLY_OUTS (2);
    o += 2;
  }
  if ((filters->end - o) & 1) {
    MULTIPLY_OUTS (1);
  }
#undef MULTIPLY_OUTS
}

/* Columns of the batch that go through a picture together: whole cache lines, and not too many. */
#define COLUMNS 32

/* All places of one pair of axes. */
static void
FN (multiply_maps) (const FN (product) * whole, const FN (taps) * down, const FN (taps) * across,
                    guint stride, gssize x_pitch, gssize y_pitch, guint kernel_width,
                    const GradusSpan *filters, const float *x, const float *w, const float *starts,
                    float *y, const FN (finishing) * finishing)
{
  for (guint start = 0; start < stride; start += COLUMNS) {
    for (int u = 0; u < down->n_places; u++) {
      const gssize row = (down->y_first + u * down->y_step) * y_pitch;
      FN (product) product = *whole;
      const float *from, *by;
      int begin, end;

      FN (find_taps) (down, u, &begin, &end);
      product.rows = (guint) MAX (end - begin, 0);
      from = x + (down->first + u * down->advance + begin * down->step) * x_pitch;
      by = w + (down->weight_first + begin * down->weight_step) * (int) kernel_width;
      for (guint column = start, vectors; column < MIN (start + COLUMNS, stride);
           column += vectors * LANES) {
        const gsize at = (gsize) row + column;

        vectors = column + VECTORS * LANES <= stride ? VECTORS : 1;
        FN (multiply_filters)
        (vectors, &product, across, stride, filters, from + column, by, starts, y + at, finishing,
         at);
      }
    }
  }
}

#undef COLUMNS
#undef MULTIPLY

static void
FN (convolution_forward) (const GradusConvolution *convolution, guint stride,
                          const GradusSpan *filters, GradusActivation activation, const float *x,
                          float *a, float *slopes, float *z)
{
  const GradusScan *scan = &convolution->scan;
  const guint n_taps = scan->window_height * scan->window_width;
  const gssize x_pitch = (gssize) scan->width * stride, y_pitch = (gssize) scan->out_width * stride;
  const FN (taps) down = FN (make_forward_taps) (scan->height, scan->out_height,
                                                 scan->window_height, scan->step, scan->top),
                  across = FN (make_forward_taps) (scan->width, scan->out_width, scan->window_width,
                                                   scan->step, scan->left);
  const FN (product) product = { .depth = convolution->n_channels,
                                 .x_depth = x_pitch * scan->height,
                                 .x_row = x_pitch,
                                 .x_column = stride,
                                 .x_place = (gssize) scan->step * stride,
                                 .w_depth = n_taps,
                                 .w_row = scan->window_width,
                                 .w_column = 1,
                                 .w_out = (gssize) convolution->n_channels * n_taps,
                                 .y_place = stride,
                                 .y_out = y_pitch * scan->out_height };
  float *sums = z ? z : a;
  const gboolean is_left = activation.kind == GRADUS_ACTIVATION_LINEAR && !slopes && !z;
  const FN (finishing) finishing = { activation, sums, is_left ? NULL : a, slopes };

  FN (multiply_maps)
  (&product, &down, &across, stride, x_pitch, y_pitch, scan->window_width, filters, x,
   convolution->weights, convolution->biases, sums, &finishing);
}

static void
FN (convolution_backward) (const GradusConvolution *convolution, guint stride,
                           const GradusSpan *channels, const float *delta, float *input_gradient)
{
  const GradusScan *scan = &convolution->scan;
  const guint n_taps = scan->window_height * scan->window_width;
  const gssize x_pitch = (gssize) scan->out_width * stride, y_pitch = (gssize) scan->width * stride;
  const FN (finishing) nothing = { .a = NULL };
  const FN (product) product = { .depth = convolution->n_filters,
                                 .x_depth = x_pitch * scan->out_height,
                                 .x_row = -x_pitch,
                                 .x_column = -(gssize) stride,
                                 .x_place = stride,
                                 .w_depth = (gssize) convolution->n_channels * n_taps,
                                 .w_row = (gssize) scan->step * scan->window_width,
                                 .w_column = scan->step,
                                 .w_out = n_taps,
                                 .y_place = (gssize) scan->step * stride,
                                 .y_out = y_pitch * scan->height };

  for (guint i = 0; i < MIN (scan->step, scan->height); i++) {
    for (guint j = 0; j < MIN (scan->step, scan->width); j++) {
      const FN (taps)
          down = FN (make_backward_taps) (scan->height, scan->out_height, scan->window_height,
                                          scan->step, scan->top, i),
          across = FN (make_backward_taps) (scan->width, scan->out_width, scan->window_width,
                                            scan->step, scan->left, j);

      FN (multiply_maps)
      (&product, &down, &across, stride, x_pitch, y_pitch, scan->window_width, channels, delta,
       convolution->weights, NULL, input_gradient, &nothing);
    }
  }
}

/* -- The gradients by kernels ------------------------------------------------------------------ */

#if LANES == 16 || defined(__AVX512VL__)
#define MOST_TAPS 5
#else
#define MOST_TAPS 3
#endif

/* Some taps side by side: a row of a kernel's, or, of kernels one wide, those of several channels.
 * Distances in floats. */
typedef struct {
  const GradusConvolution *convolution;
  guint stride;
  const float *x, *delta; /* at the first tap's channel, and the first filter */
  int row, column;        /* of the first tap, from the picture's first */
  gboolean is_across;     /* taps are beside each other in the picture */
  gssize tap_step, weight_step;
  float *gradients; /* at the first filter's first tap */
} FN (slope);

static ALWAYS_INLINE VF
FN (load_tap) (const FN (slope) * slope, const float *x, guint tap, int column, gboolean is_edge)
{
  if (is_edge &&
      (guint) (column + (slope->is_across ? (int) tap : 0)) >= slope->convolution->scan.width)
    return (VF){ 0 };
  return FN (load) (x + tap * slope->tap_step);
}

/* Adds what places [begin, end) of a row bring. */
static ALWAYS_INLINE void
FN (add_places) (guint outs, guint taps, gboolean is_edge, const FN (slope) * slope, const float *x,
                 const float *delta, gssize delta_out, int begin, int end, VF sums[][MOST_TAPS])
{
  const int step = (int) slope->convolution->scan.step;
  const gssize stride = slope->stride;

  for (int q = begin; q < end; q++) {
    const int column = slope->column + q * step;

    for (gssize v = 0; v < stride; v += LANES) {
      VF d[OUTS];

      for (guint o = 0; o < outs; o++)
        d[o] = FN (load) (delta + o * delta_out + q * stride + v);
      for (guint tap = 0; tap < taps; tap++) {
        const VF in = FN (load_tap) (slope, x + column * stride + v, tap, column, is_edge);

        for (guint o = 0; o < outs; o++)
          sums[o][tap] = FN (multiply_add) (d[o], in, sums[o][tap]);
      }
    }
  }
}

/* Places [begin, end) of a row at which all taps are in the picture. */
static void
FN (find_inner) (const FN (slope) * slope, guint taps, int *begin, int *end)
{
  const GradusScan *scan = &slope->convolution->scan;
  const int step = (int) scan->step, n = (int) scan->out_width;
  const int last = (int) scan->width - 1 - slope->column - (slope->is_across ? (int) taps - 1 : 0);

  *begin = MIN (n, slope->column < 0 ? (-slope->column + step - 1) / step : 0);
  *end = MAX (*begin, last < 0 ? 0 : MIN (n, last / step + 1));
}

static ALWAYS_INLINE void
FN (differentiate_taps) (guint outs, guint taps, const FN (slope) * slope)
{
  const GradusScan *scan = &slope->convolution->scan;
  const gssize x_pitch = (gssize) scan->width * slope->stride,
               delta_pitch = (gssize) scan->out_width * slope->stride,
               delta_out = delta_pitch * scan->out_height;
  VF sums[OUTS][MOST_TAPS];
  int begin, end;

  for (guint o = 0; o < outs; o++)
    for (guint tap = 0; tap < taps; tap++)
      sums[o][tap] = (VF){ 0 };
  FN (find_inner) (slope, taps, &begin, &end);
  for (guint r = 0; r < scan->out_height; r++) {
    const int row = slope->row + (int) (r * scan->step);
    const float *x = slope->x + row * x_pitch, *delta = slope->delta + (gssize) r * delta_pitch;

    if ((guint) row >= scan->height)
      continue;
    FN (add_places) (outs, taps, TRUE, slope, x, delta, delta_out, 0, begin, sums);
    FN (add_places) (outs, taps, FALSE, slope, x, delta, delta_out, begin, end, sums);
    FN (add_places)
    (outs, taps, TRUE, slope, x, delta, delta_out, end, (int) scan->out_width, sums);
  }
  for (guint o = 0; o < outs; o++)
    for (guint tap = 0; tap < taps; tap++)
      slope->gradients[(gsize) o * slope->convolution->n_channels * scan->window_height *
                           scan->window_width +
                       tap * slope->weight_step] = FN (sum) (sums[o][tap]);
}

static void
FN (differentiate_filters) (guint outs, guint taps, const FN (slope) * slope)
{
#define CASE(o, n)                                                                                 \
  case 8 * o + n:                                                                                  \
    FN (differentiate_taps) (o, n, slope);                                                         \
    break
#define CASES(n)                                                                                   \
  CASE (OUTS, n);                                                                                  \
  CASE (2, n);                                                                                     \
  CASE (1, n)

  switch (8 * outs + taps) {
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

/* How many taps the next ones are: as few parts as possible, as even as they can be. */
static guint
FN (count_taps) (guint left)
{
  const guint parts = (left + MOST_TAPS - 1) / MOST_TAPS;

  return (left + parts - 1) / parts;
}

/* Of `outs` filters from o on, all weights. */
static void
FN (differentiate_kernels) (const GradusConvolution *convolution, guint stride, guint outs, guint o,
                            const float *x, const float *delta)
{
  const GradusScan *scan = &convolution->scan;
  const guint n_taps = scan->window_height * scan->window_width;
  const gssize map = (gssize) scan->height * scan->width * stride,
               out_map = (gssize) scan->out_height * scan->out_width * stride;
  const gboolean is_across = scan->window_width > 1;
  float *gradients = convolution->weight_gradients + (gsize) o * convolution->n_channels * n_taps;

  for (guint c = 0, side; c < convolution->n_channels; c += is_across ? 1 : side) {
    side = FN (count_taps) (convolution->n_channels - c);
    for (guint i = 0; i < scan->window_height; i++) {
      for (guint j = 0, taps; j < scan->window_width; j += is_across ? taps : 1) {
        taps = is_across ? FN (count_taps) (scan->window_width - j) : side;
        FN (differentiate_filters)
        (outs, taps,
         &(FN (slope)){ convolution, stride, x + c * map, delta + o * out_map,
                        (int) i - (int) scan->top, (int) j - (int) scan->left, is_across,
                        is_across ? (gssize) stride : map, is_across ? 1 : (gssize) n_taps,
                        gradients + c * n_taps + i * scan->window_width + j });
      }
    }
  }
}

static void
FN (convolution_differentiate) (const GradusConvolution *convolution, guint stride,
                                const GradusSpan *filters, const float *x, const float *delta)
{
  const GradusScan *scan = &convolution->scan;
  const guint map = scan->out_height * scan->out_width * stride;
  guint o = filters->begin;

  for (; o + OUTS <= filters->end; o += OUTS)
    FN (differentiate_kernels) (convolution, stride, OUTS, o, x, delta);
  if ((filters->end - o) & 2) {
    FN (differentiate_kernels) (convolution, stride, 2, o, x, delta);
    o += 2;
  }
  if ((filters->end - o) & 1)
    FN (differentiate_kernels) (convolution, stride, 1, o, x, delta);
  FN (sum_rows)
  (filters->end - filters->begin, map, delta + (gsize) filters->begin * map,
   convolution->bias_gradients + filters->begin);
}

#undef MOST_TAPS
#undef VECTORS
#undef OUTS
#undef PLACES
