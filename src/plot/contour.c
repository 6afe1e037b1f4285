/* SPDX-License-Identifier: MIT */
#include "plot/contour.h"

#include <math.h>

typedef struct {
  double x, y;
} Point;

/* The values at the middles of the cells, with a ring around them on the edge of the grid: node 0
 * lies at 0, node k at k - ½, the last one at the size of the grid. */
typedef struct {
  double *values; /* (n, n) */
  guint n;
  double level, tolerance;
  cairo_t *cr;
  GradusRect rect;
} Nodes;

/* What a line through two values has half a cell before the first. */
static double
extend_beyond (double first, double second)
{
  return first + (first - second) / 2;
}

static void
fill_ring (Nodes *nodes)
{
  const guint n = nodes->n, last = n - 1;
  double *v = nodes->values;

  for (guint i = 1; i < last; i++) {
    v[i] = extend_beyond (v[n + i], v[2 * n + i]);
    v[last * n + i] = extend_beyond (v[(last - 1) * n + i], v[(last - 2) * n + i]);
  }
  for (guint i = 0; i < n; i++) {
    v[i * n] = extend_beyond (v[i * n + 1], v[i * n + 2]);
    v[i * n + last] = extend_beyond (v[i * n + last - 1], v[i * n + last - 2]);
  }
}

static double
place_node (const Nodes *nodes, guint node)
{
  return CLAMP (node - 0.5, 0, nodes->n - 2.0);
}

static double
find_log_odds (double value)
{
  return log (value / (1 - value));
}

/* The point between two corners of a cell where the level is crossed. */
static Point
find_crossing (Point a, double at_a, Point b, double at_b, double level)
{
  const gboolean has_odds = MIN (at_a, at_b) > 0 && MAX (at_a, at_b) < 1 && level > 0 && level < 1;
  double t = (level - at_a) / (at_b - at_a);

  if (has_odds)
    t = (find_log_odds (level) - find_log_odds (at_a)) /
        (find_log_odds (at_b) - find_log_odds (at_a));
  return (Point){ a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
}

static void
add_piece (const Nodes *nodes, Point a, Point b)
{
  const double scale_x = nodes->rect.width / (nodes->n - 2),
               scale_y = nodes->rect.height / (nodes->n - 2);

  cairo_move_to (nodes->cr, nodes->rect.x + a.x * scale_x, nodes->rect.y + a.y * scale_y);
  cairo_line_to (nodes->cr, nodes->rect.x + b.x * scale_x, nodes->rect.y + b.y * scale_y);
}

/* Whether the level is really crossed in a cell or beside it. */
static gboolean
is_decided (const Nodes *nodes, guint row, guint column)
{
  double least = INFINITY, most = -INFINITY;

  for (guint r = row > 0 ? row - 1 : 0; r <= MIN (row + 2, nodes->n - 1); r++) {
    for (guint c = column > 0 ? column - 1 : 0; c <= MIN (column + 2, nodes->n - 1); c++) {
      least = fmin (least, nodes->values[r * nodes->n + c]);
      most = fmax (most, nodes->values[r * nodes->n + c]);
    }
  }
  return least < nodes->level - nodes->tolerance && most > nodes->level + nodes->tolerance;
}

/* Returns the number of crossings, 0, 2 or 4, clockwise from the top. */
static guint
find_crossings (const Nodes *nodes, guint row, guint column, const double *values, Point *crossings)
{
  const double left = place_node (nodes, column), right = place_node (nodes, column + 1),
               top = place_node (nodes, row), bottom = place_node (nodes, row + 1);
  const Point corners[4] = { { left, top }, { right, top }, { right, bottom }, { left, bottom } };
  guint n = 0;

  for (guint k = 0; k < 4; k++) {
    const guint next = (k + 1) % 4;

    if ((values[k] > nodes->level) != (values[next] > nodes->level))
      crossings[n++] =
          find_crossing (corners[k], values[k], corners[next], values[next], nodes->level);
  }
  return n;
}

static guint
trace_cell (const Nodes *nodes, guint row, guint column)
{
  const double *at = nodes->values + row * nodes->n + column;
  /* Clockwise from the top left. */
  const double values[4] = { at[0], at[1], at[nodes->n + 1], at[nodes->n] };
  Point crossings[4];
  const guint n = find_crossings (nodes, row, column, values, crossings);

  if (n == 0 || !is_decided (nodes, row, column))
    return 0;
  if (n == 2) {
    add_piece (nodes, crossings[0], crossings[1]);
    return 1;
  }
  const double mean = (values[0] + values[1] + values[2] + values[3]) / 4;
  const guint shift = (mean > nodes->level) == (values[0] > nodes->level) ? 0 : 3;

  add_piece (nodes, crossings[shift], crossings[(shift + 1) % 4]);
  add_piece (nodes, crossings[(shift + 2) % 4], crossings[(shift + 3) % 4]);
  return 2;
}

guint
gradus_contour_trace (cairo_t *cr, const float *grid, guint size, double level, double tolerance,
                      GradusRect rect)
{
  const guint n = size + 2;
  g_autofree double *values = g_new0 (double, (gsize) n *n);
  Nodes nodes = { values, n, level, tolerance, cr, rect };
  guint n_pieces = 0;

  for (guint row = 0; row < size; row++) {
    for (guint column = 0; column < size; column++)
      values[(row + 1) * n + column + 1] = (double) grid[row * size + column];
  }
  fill_ring (&nodes);
  for (guint row = 0; row + 1 < n; row++) {
    for (guint column = 0; column + 1 < n; column++)
      n_pieces += trace_cell (&nodes, row, column);
  }
  return n_pieces;
}
