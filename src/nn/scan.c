/* SPDX-License-Identifier: MIT */
#include "nn/scan.h"

/* Along one axis: how many places there are, and how far before the first number they begin. */
static gboolean
find_places (guint size, guint window, guint step, int padding, guint *n_places, guint *before)
{
  const guint n_same = (size + step - 1) / step, reach = (n_same - 1) * step + window;
  const guint own = padding < 0 ? 0 : (guint) padding;

  *n_places = n_same;
  *before = reach > size ? (reach - size) / 2 : 0;
  if (padding < 0)
    return TRUE;
  *before = own;
  *n_places = size + 2 * own < window ? 1 : (size + 2 * own - window) / step + 1;
  return size + 2 * own >= window;
}

gboolean
gradus_scan_init (GradusScan *scan, const GradusShape *in, guint window_height, guint window_width,
                  guint step, int padding)
{
  gboolean fits;

  *scan = (GradusScan){ .height = MAX (in->sizes[1], 1),
                        .width = MAX (in->sizes[2], 1),
                        .window_height = window_height,
                        .window_width = window_width,
                        .step = step };
  fits = find_places (scan->height, window_height, step, padding, &scan->out_height, &scan->top);
  return find_places (scan->width, window_width, step, padding, &scan->out_width, &scan->left) &&
         fits;
}

static guint
find_excess (guint size, guint window, guint step, guint n_places, guint before)
{
  const guint end = (n_places - 1) * step + window;

  return end > size + before ? end - size - before : 0;
}

guint
gradus_scan_get_bottom (const GradusScan *scan)
{
  return find_excess (scan->height, scan->window_height, scan->step, scan->out_height, scan->top);
}

guint
gradus_scan_get_right (const GradusScan *scan)
{
  return find_excess (scan->width, scan->window_width, scan->step, scan->out_width, scan->left);
}

GradusSpan
gradus_scan_find_rows (const GradusScan *scan, GradusSpan rows)
{
  const guint begin = rows.begin * scan->step,
              end = (rows.end - 1) * scan->step + scan->window_height;

  return (GradusSpan){ begin - MIN (begin, scan->top),
                       MIN (end - MIN (end, scan->top), scan->height) };
}

gboolean
gradus_scan_is_whole (const GradusScan *scan)
{
  return scan->window_height == scan->height && scan->window_width == scan->width &&
         scan->top == 0 && scan->left == 0;
}
