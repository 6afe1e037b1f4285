/* SPDX-License-Identifier: MIT */

/* Convolutions, over vectors of LANES floats: the fourth part of the template lanes.h.
 * A map lies row by row, and each of its places is a row of the batch. */

/* A tile is some filters by some vectors of the batch at one place: as many accumulators as the
 * registers hold along with what is multiplied, and enough to hide how long each of their
 * multiply-adds takes. */
#if WIDEST == 16
#define MOST_VECTORS (LANES == WIDEST ? 2 : 1)
#define MOST_OUTS(vectors) 8
#elif WIDEST == 8
#define MOST_VECTORS (LANES == WIDEST ? 4 : 1)
#define MOST_OUTS(vectors) ((vectors) == 4 ? 3 : (vectors) == 2 ? 6 : 8)
#else
#define MOST_VECTORS 4
#define MOST_OUTS(vectors) ((vectors) == 4 ? 2 : (vectors) == 2 ? 4 : 8)
#endif

/* How many of those that are left go next: as few parts as possible, as even as they can be. */
static guint
FN (count_part) (guint left, guint most)
{
  const guint parts = (left + most - 1) / most;

  return (left + parts - 1) / parts;
}

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

/* What is summed up for one place, seen from its window's first row and column of taps; distances
 * in floats. */
typedef struct {
  guint depth, rows, columns; /* of taps; depth: channels */
  gssize x_depth, x_row, x_column;
  gssize w_depth, w_row, w_column, w_out;
  gssize y_out;
} FN (product);

/* y = starts + Σ w·x of `outs` filters at one place, or, without starts, y += Σ w·x. How many
 * filters and vectors there are are constants, and change no sum. */
static ALWAYS_INLINE void
FN (multiply_window) (guint outs, guint vectors, const FN (product) * product, const float *x,
                      const float *w, const float *starts, float *y)
{
  VF sums[MOST_OUTS (1)][MOST_VECTORS];

  for (guint o = 0; o < outs; o++)
    for (guint v = 0; v < vectors; v++)
      sums[o][v] =
          starts ? FN (spread) (starts[o]) : FN (load) (y + o * product->y_out + v * LANES);
  for (guint c = 0; c < product->depth; c++) {
    for (guint i = 0; i < product->rows; i++) {
      const float *from = x + c * product->x_depth + i * product->x_row;
      const float *by = w + c * product->w_depth + i * product->w_row;

      for (guint j = 0; j < product->columns; j++) {
        VF factors[MOST_OUTS (1)];

        for (guint o = 0; o < outs; o++)
          factors[o] = FN (spread) (by[o * product->w_out]);
        for (guint v = 0; v < vectors; v++) {
          const VF in = FN (load) (from + v * LANES);

          for (guint o = 0; o < outs; o++)
            sums[o][v] = FN (multiply_add) (factors[o], in, sums[o][v]);
        }
        from += product->x_column;
        by += product->w_column;
      }
    }
  }
  for (guint o = 0; o < outs; o++)
    for (guint v = 0; v < vectors; v++)
      FN (store) (y + o * product->y_out + v * LANES, sums[o][v]);
}

/* All places of one pair of axes, and what is done with a row of a map when it is there. */
typedef struct {
  FN (product) product;
  FN (taps) down, across;
  guint stride;
  int kernel_width;
  gssize x_pitch, y_pitch;
  const float *x, *w, *starts; /* starts NULL: zeros */
  float *y;
  GradusActivation activation;
  float *a, *slopes; /* a NULL: nothing is done */
} FN (sweep);

/* Some channels of what lies under one row of places, for some columns of the batch. */
typedef struct {
  int row;              /* of places */
  int top, bottom;      /* the rows of taps that meet something */
  guint channel, depth; /* the first, and how many */
  guint column, width;  /* of the batch */
  const float *x;       /* at the first channel's first row */
  gssize x_depth, x_row, x_place;
} FN (strip);

/* Floats: what the fastest cache still has of the place before; from how much on, under a row, it
 * pays to pack; and how much is packed at once. (Measured with kernels of 3 × 3 and 5 × 5 on maps
 * of 8 × 8 to 32 × 32.) */
#define KEPT_IN_CACHE 6144
#define LEAST_PACKED 32768
#define MOST_PACKED 16384

static void
FN (place_strip) (const FN (sweep) * sweep, FN (strip) * strip)
{
  const FN (taps) *down = &sweep->down;
  const int row = down->first + strip->row * down->advance + strip->top * down->step;

  strip->x =
      sweep->x + strip->channel * sweep->product.x_depth + row * sweep->x_pitch + strip->column;
  strip->x_depth = sweep->product.x_depth;
  strip->x_row = sweep->product.x_row;
  strip->x_place = sweep->stride;
}

/* Floats between packed rows: an odd number of places, so that the rows of all channels do not meet
 * in the same few lines of the cache, as they do in maps of 32 × 32. */
static gssize
FN (find_packed_row) (const FN (sweep) * sweep, const FN (strip) * strip)
{
  return (gssize) (sweep->across.size | 1) * strip->width;
}

static void
FN (pack) (const FN (sweep) * sweep, FN (strip) * strip, float *packed)
{
  const gssize row = FN (find_packed_row) (sweep, strip);
  const guint n_rows = (guint) (strip->bottom - strip->top);

  for (guint c = 0; c < strip->depth; c++) {
    for (guint i = 0; i < n_rows; i++) {
      const float *from = strip->x + c * strip->x_depth + i * strip->x_row;
      float *to = packed + (c * n_rows + i) * row;

      for (int q = 0; q < sweep->across.size; q++, from += strip->x_place, to += strip->width)
        for (guint v = 0; v < strip->width; v += LANES)
          FN (store) (to + v, FN (load) (from + v));
    }
  }
  strip->x = packed;
  strip->x_depth = n_rows * row;
  strip->x_row = row;
  strip->x_place = strip->width;
}

/* Of `outs` filters, from column `column` of the strip on. */
static ALWAYS_INLINE void
FN (convolve_tile) (guint outs, guint vectors, const FN (sweep) * sweep, const FN (strip) * strip,
                    guint o, guint column)
{
  static const float zeros[MOST_OUTS (1)];
  const FN (taps) *down = &sweep->down, *across = &sweep->across;
  const float *starts = strip->channel > 0 ? NULL : sweep->starts ? sweep->starts + o : zeros;
  const float *w = sweep->w + strip->channel * sweep->product.w_depth + o * sweep->product.w_out +
                   (down->weight_first + strip->top * down->weight_step) * sweep->kernel_width;
  const gssize at = o * sweep->product.y_out +
                    (down->y_first + strip->row * down->y_step) * sweep->y_pitch + strip->column +
                    column;
  FN (product) product = sweep->product;

  product.depth = strip->depth;
  product.rows = (guint) (strip->bottom - strip->top);
  product.x_depth = strip->x_depth;
  product.x_row = strip->x_row;
  product.x_column = across->step * strip->x_place;
  for (int u = 0; u < across->n_places; u++) {
    int begin, end;

    FN (find_taps) (across, u, &begin, &end);
    product.columns = (guint) MAX (end - begin, 0);
    FN (multiply_window)
    (outs, vectors, &product,
     strip->x + column +
         (across->first + u * across->advance + begin * across->step) * strip->x_place,
     w + across->weight_first + begin * across->weight_step, starts,
     sweep->y + at + (across->y_first + u * across->y_step) * (gssize) sweep->stride);
  }
}

/* Not inlined, so that nothing else is in the registers, which tiles take all of. */
static __attribute__ ((noinline)) void
FN (multiply_filters) (guint outs, guint vectors, const FN (sweep) * sweep,
                       const FN (strip) * strip, guint o, guint column)
{
#define CASE(n, v)                                                                                 \
  case 16 * v + n:                                                                                 \
    if (n <= MOST_OUTS (v) && v <= MOST_VECTORS)                                                   \
      FN (convolve_tile) (n, v, sweep, strip, o, column);                                          \
    break
#define CASES(v)                                                                                   \
  CASE (1, v);                                                                                     \
  CASE (2, v);                                                                                     \
  CASE (3, v);                                                                                     \
  CASE (4, v);                                                                                     \
  CASE (5, v);                                                                                     \
  CASE (6, v);                                                                                     \
  CASE (7, v);                                                                                     \
  CASE (8, v)
  switch (16 * vectors + outs) {
    CASES (1);
    CASES (2);
    CASES (4);
  }
#undef CASES
#undef CASE
}

static void
FN (finish_filters) (guint outs, guint vectors, const FN (sweep) * sweep, const FN (strip) * strip,
                     guint o, guint column)
{
  const GradusBlock block = { (guint) sweep->across.n_places, vectors * LANES, sweep->stride };

  for (guint k = o; k < o + outs; k++) {
    const gssize at =
        k * sweep->product.y_out + strip->row * sweep->y_pitch + strip->column + column;

    FN (activate)
    (&block, sweep->activation, sweep->y + at, sweep->a + at,
     sweep->slopes ? sweep->slopes + at : NULL);
  }
}

/* A strip of a span of filters, and what is done with a row when its last channels were there. */
static void
FN (multiply_strip) (const FN (sweep) * sweep, const FN (strip) * strip, const GradusSpan *filters)
{
  const gboolean is_last = strip->channel + strip->depth == sweep->product.depth;

  for (guint column = 0, vectors; column < strip->width; column += vectors * LANES) {
    vectors = MOST_VECTORS;
    while (column + vectors * LANES > strip->width)
      vectors /= 2;
    for (guint o = filters->begin, outs; o < filters->end; o += outs) {
      outs = FN (count_part) (filters->end - o, MOST_OUTS (vectors));
      FN (multiply_filters) (outs, vectors, sweep, strip, o, column);
      if (sweep->a && is_last)
        FN (finish_filters) (outs, vectors, sweep, strip, o, column);
    }
  }
}

/* One row of places of a span of filters: so many channels at once that a window and its next
 * column stay in the fastest cache. */
static void
FN (multiply_row) (const FN (sweep) * sweep, FN (strip) * strip, const GradusSpan *filters)
{
  float packed[MOST_PACKED] __attribute__ ((aligned (64)));
  const guint n_rows = (guint) MAX (strip->bottom - strip->top, 1),
              packed_channel = n_rows * (guint) FN (find_packed_row) (sweep, strip);
  const gboolean is_packed =
      (gsize) sweep->product.depth * n_rows * (gsize) sweep->x_pitch >= LEAST_PACKED &&
      packed_channel <= MOST_PACKED;
  const guint window =
      n_rows * (guint) (sweep->across.n_taps + 1) * (is_packed ? strip->width : sweep->stride);
  guint most = MAX (KEPT_IN_CACHE / window, 1);

  if (is_packed)
    most = MIN (most, MOST_PACKED / packed_channel);
  for (strip->channel = 0; strip->channel < sweep->product.depth; strip->channel += strip->depth) {
    strip->depth = FN (count_part) (sweep->product.depth - strip->channel, most);
    FN (place_strip) (sweep, strip);
    if (is_packed)
      FN (pack) (sweep, strip, packed);
    FN (multiply_strip) (sweep, strip, filters);
  }
}

/* Columns of the batch that go through a picture together: whole cache lines, and not too many. */
#define COLUMNS 32

/* The rows of places among some rows of y: these are y_first, y_first + y_step and so on. */
static GradusSpan
FN (find_place_rows) (const FN (taps) * down, const GradusSpan *rows)
{
  const guint first = (guint) down->y_first, step = (guint) down->y_step;
  const guint begin = rows->begin > first ? (rows->begin - first + step - 1) / step : 0,
              end = rows->end > first ? (rows->end - first + step - 1) / step : 0;

  return (GradusSpan){ begin, MIN (end, (guint) down->n_places) };
}

static void
FN (multiply_maps) (const FN (sweep) * sweep, const GradusColumns *columns,
                    const GradusSpan *filters, const GradusSpan *rows)
{
  const GradusSpan places = FN (find_place_rows) (&sweep->down, rows);

  for (guint start = columns->begin; start < columns->end; start += COLUMNS) {
    for (guint row = places.begin; row < places.end; row++) {
      FN (strip)
      strip = { .row = (int) row, .column = start, .width = MIN (COLUMNS, columns->end - start) };

      FN (find_taps) (&sweep->down, (int) row, &strip.top, &strip.bottom);
      strip.bottom = MAX (strip.top, strip.bottom);
      FN (multiply_row) (sweep, &strip, filters);
    }
  }
}

#undef COLUMNS
#undef KEPT_IN_CACHE
#undef LEAST_PACKED
#undef MOST_PACKED

static void
FN (convolution_forward) (const GradusConvolution *convolution, const GradusColumns *columns,
                          const GradusSpan *filters, const GradusSpan *rows,
                          GradusActivation activation, const float *x, float *a, float *slopes,
                          float *z)
{
  const GradusScan *scan = &convolution->scan;
  const guint n_taps = scan->window_height * scan->window_width, stride = columns->stride;
  const gssize x_pitch = (gssize) scan->width * stride, y_pitch = (gssize) scan->out_width * stride;
  const gboolean is_left = activation.kind == GRADUS_ACTIVATION_LINEAR && !slopes && !z;
  const FN (sweep)
      sweep = { .product = { .depth = convolution->n_channels,
                             .x_depth = x_pitch * scan->height,
                             .x_row = x_pitch,
                             .x_column = stride,
                             .w_depth = n_taps,
                             .w_row = scan->window_width,
                             .w_column = 1,
                             .w_out = (gssize) convolution->n_channels * n_taps,
                             .y_out = y_pitch * scan->out_height },
                .down = FN (make_forward_taps) (scan->height, scan->out_height, scan->window_height,
                                                scan->step, scan->top),
                .across = FN (make_forward_taps) (scan->width, scan->out_width, scan->window_width,
                                                  scan->step, scan->left),
                .stride = stride,
                .kernel_width = (int) scan->window_width,
                .x_pitch = x_pitch,
                .y_pitch = y_pitch,
                .x = x,
                .w = convolution->weights,
                .starts = convolution->biases,
                .y = z ? z : a,
                .activation = activation,
                .a = is_left ? NULL : a,
                .slopes = slopes };

  FN (multiply_maps) (&sweep, columns, filters, rows);
}

static void
FN (convolution_backward) (const GradusConvolution *convolution, const GradusColumns *columns,
                           const GradusSpan *channels, const GradusSpan *rows, const float *delta,
                           float *input_gradient)
{
  const GradusScan *scan = &convolution->scan;
  const guint n_taps = scan->window_height * scan->window_width, stride = columns->stride;
  const gssize x_pitch = (gssize) scan->out_width * stride, y_pitch = (gssize) scan->width * stride;
  FN (sweep)
  sweep = { .product = { .depth = convolution->n_filters,
                         .x_depth = x_pitch * scan->out_height,
                         .x_row = -x_pitch,
                         .x_column = -(gssize) stride,
                         .w_depth = (gssize) convolution->n_channels * n_taps,
                         .w_row = (gssize) scan->step * scan->window_width,
                         .w_column = scan->step,
                         .w_out = n_taps,
                         .y_out = y_pitch * scan->height },
            .stride = stride,
            .kernel_width = (int) scan->window_width,
            .x_pitch = x_pitch,
            .y_pitch = y_pitch,
            .x = delta,
            .w = convolution->weights,
            .y = input_gradient };

  for (guint i = 0; i < MIN (scan->step, scan->height); i++) {
    for (guint j = 0; j < MIN (scan->step, scan->width); j++) {
      sweep.down = FN (make_backward_taps) (scan->height, scan->out_height, scan->window_height,
                                            scan->step, scan->top, i);
      sweep.across = FN (make_backward_taps) (scan->width, scan->out_width, scan->window_width,
                                              scan->step, scan->left, j);
      FN (multiply_maps) (&sweep, columns, channels, rows);
    }
  }
}

#undef MOST_VECTORS
#undef MOST_OUTS
