/* SPDX-License-Identifier: MIT */

/* What is made of each window of a map without weights, over vectors of LANES floats: the sixth
 * part of the template lanes.h. A map lies row by row, and each of its places is a row of the
 * batch. */

/* Where the window's first number is at a place of a map. */
static ALWAYS_INLINE gsize
FN (find_window) (const GradusScan *scan, guint stride, guint map, guint r, guint q)
{
  return (((gsize) map * scan->height + r * scan->step) * scan->width + q * scan->step) * stride;
}

#define FOR_EACH_PLACE(part, scan)                                                                 \
  for (guint map = (part)->units.begin; map < (part)->units.end; map++)                            \
    for (guint r = (part)->rows.begin; r < (part)->rows.end; r++)                                  \
      for (guint q = 0; q < (scan)->out_width; q++)

#define FOR_EACH_TAP(scan)                                                                         \
  for (guint i = 0; i < (scan)->window_height; i++)                                                \
    for (guint j = 0; j < (scan)->window_width; j++)

static ALWAYS_INLINE gsize
FN (find_place) (const GradusScan *scan, guint stride, guint map, guint r, guint q)
{
  return (((gsize) map * scan->out_height + r) * scan->out_width + q) * stride;
}

static void
FN (max_pool) (const GradusScan *scan, const GradusPart *part, const float *x, float *a,
               float *slopes)
{
  const guint stride = part->columns.stride;

  FOR_EACH_PLACE (part, scan)
  {
    const float *window = x + FN (find_window) (scan, stride, map, r, q);
    const gsize at = FN (find_place) (scan, stride, map, r, q);

    for (guint v = part->columns.begin; v < part->columns.end; v += LANES) {
      VF best = FN (load) (window + v);

      FOR_EACH_TAP (scan)
      {
        const VF other = FN (load) (window + ((gsize) i * scan->width + j) * stride + v);

        best = FN (select) (other <= best, best, other); /* a NaN is taken, and seen */
      }
      FN (store) (a + at + v, best);
      if (slopes)
        FN (store) (slopes + at + v, FN (spread) (1));
    }
  }
}

static void
FN (average_pool) (const GradusScan *scan, const GradusPart *part, const float *x, float *a,
                   float *slopes)
{
  const float share = 1.0f / (float) (scan->window_height * scan->window_width);
  const guint stride = part->columns.stride;

  FOR_EACH_PLACE (part, scan)
  {
    const float *window = x + FN (find_window) (scan, stride, map, r, q);
    const gsize at = FN (find_place) (scan, stride, map, r, q);

    for (guint v = part->columns.begin; v < part->columns.end; v += LANES) {
      VF sum = { 0 };

      FOR_EACH_TAP (scan)
      sum += FN (load) (window + ((gsize) i * scan->width + j) * stride + v);
      FN (store) (a + at + v, sum * share);
      if (slopes)
        FN (store) (slopes + at + v, FN (spread) (1));
    }
  }
}

/* Whether no number is in two windows; then what goes back is written, not added up. */
static gboolean
FN (are_apart) (const GradusScan *scan)
{
  return scan->step >= MAX (scan->window_height, scan->window_width);
}

/* Zeros where windows are added up, or leave numbers out: from where the first row of windows
 * begins to where the next one would, or to the end. */
static void
FN (clear_maps) (const GradusScan *scan, const GradusPart *part, float *x)
{
  const GradusColumns *columns = &part->columns;
  const guint step = scan->step;
  const guint begin = part->rows.begin * step,
              end = part->rows.end == scan->out_height ? scan->height : part->rows.end * step;

  if (FN (are_apart) (scan) && scan->window_height == step && scan->window_width == step &&
      scan->out_height * step == scan->height && scan->out_width * step == scan->width)
    return;
  for (guint map = part->units.begin; map < part->units.end; map++)
    for (gsize place = ((gsize) map * scan->height + begin) * scan->width;
         place < ((gsize) map * scan->height + end) * scan->width; place++)
      __builtin_memset (x + place * columns->stride + columns->begin, 0,
                        (columns->end - columns->begin) * sizeof (float));
}

static ALWAYS_INLINE void
FN (give_back) (gboolean are_apart, float *gradient, VF own)
{
  FN (store) (gradient, are_apart ? own : FN (load) (gradient) + own);
}

static ALWAYS_INLINE void
FN (send_back_largest) (gboolean are_apart, const GradusScan *scan, const GradusPart *part,
                        const float *x, const float *a, const float *delta, float low,
                        float *input_gradient)
{
  const guint stride = part->columns.stride;

  FOR_EACH_PLACE (part, scan)
  {
    const gsize first = FN (find_window) (scan, stride, map, r, q),
                place = FN (find_place) (scan, stride, map, r, q);

    for (guint v = part->columns.begin; v < part->columns.end; v += LANES) {
      const VF best = FN (load) (a + place + v);
      VF left = FN (bend_vector) (FN (load) (delta + place + v), best, low);

      FOR_EACH_TAP (scan)
      {
        const gsize at = first + ((gsize) i * scan->width + j) * stride + v;
        const VI is_best = FN (load) (x + at) == best;

        FN (give_back) (are_apart, input_gradient + at, FN (select) (is_best, left, (VF){ 0 }));
        left = FN (select) (is_best, (VF){ 0 }, left);
      }
    }
  }
}

static void
FN (max_pool_backward) (const GradusScan *scan, const GradusPart *part, const float *x,
                        const float *a, const float *delta, float low, float *input_gradient)
{
  FN (clear_maps) (scan, part, input_gradient);
  if (FN (are_apart) (scan))
    FN (send_back_largest) (TRUE, scan, part, x, a, delta, low, input_gradient);
  else
    FN (send_back_largest) (FALSE, scan, part, x, a, delta, low, input_gradient);
}

static ALWAYS_INLINE void
FN (send_back_shares) (gboolean are_apart, const GradusScan *scan, const GradusPart *part,
                       const float *delta, float *input_gradient)
{
  const float share = 1.0f / (float) (scan->window_height * scan->window_width);
  const guint stride = part->columns.stride;

  FOR_EACH_PLACE (part, scan)
  {
    const gsize first = FN (find_window) (scan, stride, map, r, q),
                place = FN (find_place) (scan, stride, map, r, q);

    for (guint v = part->columns.begin; v < part->columns.end; v += LANES) {
      const VF own = FN (load) (delta + place + v) * share;

      FOR_EACH_TAP (scan)
      FN (give_back)
      (are_apart, input_gradient + first + ((gsize) i * scan->width + j) * stride + v, own);
    }
  }
}

static void
FN (average_pool_backward) (const GradusScan *scan, const GradusPart *part, const float *delta,
                            float *input_gradient)
{
  FN (clear_maps) (scan, part, input_gradient);
  if (FN (are_apart) (scan))
    FN (send_back_shares) (TRUE, scan, part, delta, input_gradient);
  else
    FN (send_back_shares) (FALSE, scan, part, delta, input_gradient);
}

#undef FOR_EACH_PLACE
#undef FOR_EACH_TAP
