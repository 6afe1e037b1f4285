/* SPDX-License-Identifier: MIT */
#include "plot/contour.h"

#include <math.h>
#include <string.h>

typedef struct {
  double x, y;
} Point;

/* Where the line crosses a side of a cell, which it shares with the next cell. */
typedef struct {
  Point at;
  guint side;
} Crossing;

/* The line in one cell. */
typedef struct {
  Crossing ends[2];
  gboolean is_traced;
} Piece;

#define NO_PIECE (-1)

/* The values at the middles of the cells, with a ring around them on the edge of the grid: node 0
 * lies at 0, node k at k - ½, the last one at the size of the grid. */
typedef struct {
  double *values; /* (n, n) */
  guint n;
  double level, tolerance;
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

/* The sides to the right of a node come first, then those below a node. */
static guint
number_side (const Nodes *nodes, guint row, guint column, gboolean is_below)
{
  return ((is_below ? nodes->n : 0) + row) * nodes->n + column;
}

static void
add_piece (GArray *pieces, Crossing a, Crossing b)
{
  const Piece piece = { { a, b }, FALSE };

  g_array_append_val (pieces, piece);
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
find_crossings (const Nodes *nodes, guint row, guint column, const double *values,
                Crossing *crossings)
{
  const double left = place_node (nodes, column), right = place_node (nodes, column + 1),
               top = place_node (nodes, row), bottom = place_node (nodes, row + 1);
  const Point corners[4] = { { left, top }, { right, top }, { right, bottom }, { left, bottom } };
  const guint sides[4] = { number_side (nodes, row, column, FALSE),
                           number_side (nodes, row, column + 1, TRUE),
                           number_side (nodes, row + 1, column, FALSE),
                           number_side (nodes, row, column, TRUE) };
  guint n = 0;

  for (guint k = 0; k < 4; k++) {
    const guint next = (k + 1) % 4;

    if ((values[k] > nodes->level) != (values[next] > nodes->level))
      crossings[n++] = (Crossing){
        find_crossing (corners[k], values[k], corners[next], values[next], nodes->level), sides[k]
      };
  }
  return n;
}

/* Most cells lie on one side of the level, and are left at once. */
static void
find_pieces_of_cell (const Nodes *nodes, guint row, guint column, GArray *pieces)
{
  const double *at = nodes->values + row * nodes->n + column;
  /* Clockwise from the top left. */
  const double values[4] = { at[0], at[1], at[nodes->n + 1], at[nodes->n] };
  const guint n_above = (guint) (values[0] > nodes->level) + (values[1] > nodes->level) +
                        (values[2] > nodes->level) + (values[3] > nodes->level);
  const double mean = (values[0] + values[1] + values[2] + values[3]) / 4;
  const guint shift = (mean > nodes->level) == (values[0] > nodes->level) ? 0 : 3;
  Crossing crossings[4];
  guint n;

  if (n_above == 0 || n_above == 4 || !is_decided (nodes, row, column))
    return;
  n = find_crossings (nodes, row, column, values, crossings);
  if (n == 2) {
    add_piece (pieces, crossings[0], crossings[1]);
    return;
  }
  add_piece (pieces, crossings[shift], crossings[(shift + 1) % 4]);
  add_piece (pieces, crossings[(shift + 2) % 4], crossings[(shift + 3) % 4]);
}

static GArray *
find_pieces (const Nodes *nodes)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  for (guint row = 0; row + 1 < nodes->n; row++) {
    for (guint column = 0; column + 1 < nodes->n; column++)
      find_pieces_of_cell (nodes, row, column, pieces);
  }
  return pieces;
}

/* -- Lines ------------------------------------------------------------------------------------- */

/* Pieces joined to lines: to stroke each alone takes four times as long. */
typedef struct {
  Piece *pieces;
  int *meeting; /* (sides, 2): the pieces that end at each side */
  Point scale;
  GradusRect rect;
  cairo_t *cr;
} Lines;

static int *
find_meeting (GArray *pieces, guint n_sides)
{
  int *meeting = g_new (int, 2 * n_sides);

  memset (meeting, 0xff, 2 * n_sides * sizeof (int)); /* NO_PIECE */
  for (guint i = 0; i < pieces->len; i++) {
    for (guint end = 0; end < 2; end++) {
      int *at = meeting + 2 * g_array_index (pieces, Piece, i).ends[end].side;

      at[at[0] == NO_PIECE ? 0 : 1] = (int) i;
    }
  }
  return meeting;
}

/* The piece beyond an end of a piece, and which of its own ends is the other one. */
static int
find_next (const Lines *lines, int piece, guint end, guint *far_end)
{
  const guint side = lines->pieces[piece].ends[end].side;
  const int *meeting = lines->meeting + 2 * side;
  const int next = meeting[0] == piece ? meeting[1] : meeting[0];

  if (next != NO_PIECE)
    *far_end = lines->pieces[next].ends[0].side == side ? 1 : 0;
  return next;
}

/* Of an open line its first piece; of a closed one any. `end` is the one towards the beginning. */
static int
find_first_piece (const Lines *lines, int piece, guint *end)
{
  const int any = piece;
  int before;

  *end = 0;
  while ((before = find_next (lines, piece, *end, end)) != NO_PIECE && before != any)
    piece = before;
  if (before == any)
    *end = 0;
  return before == any ? any : piece;
}

static void
add_point (const Lines *lines, Point point, void (*add) (cairo_t *cr, double x, double y))
{
  add (lines->cr, lines->rect.x + point.x * lines->scale.x,
       lines->rect.y + point.y * lines->scale.y);
}

static void
trace_line (const Lines *lines, int piece, guint end)
{
  const int first = piece;

  add_point (lines, lines->pieces[piece].ends[end].at, cairo_move_to);
  do {
    lines->pieces[piece].is_traced = TRUE;
    add_point (lines, lines->pieces[piece].ends[1 - end].at, cairo_line_to);
    piece = find_next (lines, piece, 1 - end, &end);
    end = 1 - end;
  } while (piece != NO_PIECE && piece != first);
  if (piece == first)
    cairo_close_path (lines->cr);
}

static void
trace_lines (cairo_t *cr, GArray *pieces, const Nodes *nodes, GradusRect rect)
{
  g_autofree int *meeting = find_meeting (pieces, 2 * nodes->n * nodes->n);
  const Lines lines = { (Piece *) (void *) pieces->data,
                        meeting,
                        { rect.width / (nodes->n - 2), rect.height / (nodes->n - 2) },
                        rect,
                        cr };

  for (guint i = 0; i < pieces->len; i++) {
    guint end;
    int first;

    if (lines.pieces[i].is_traced)
      continue;
    first = find_first_piece (&lines, (int) i, &end);
    trace_line (&lines, first, end);
  }
}

/* The caller frees the values. */
static Nodes
make_nodes (const float *grid, guint size, double level, double tolerance)
{
  const guint n = size + 2;
  Nodes nodes = { g_new0 (double, (gsize) n *n), n, level, tolerance };

  for (guint row = 0; row < size; row++) {
    for (guint column = 0; column < size; column++)
      nodes.values[(row + 1) * n + column + 1] = (double) grid[row * size + column];
  }
  fill_ring (&nodes);
  return nodes;
}

guint
gradus_contour_trace (cairo_t *cr, const float *grid, guint size, double level, double tolerance,
                      GradusRect rect)
{
  const Nodes nodes = make_nodes (grid, size, level, tolerance);
  g_autoptr (GArray) pieces = find_pieces (&nodes);

  if (pieces->len > 0)
    trace_lines (cr, pieces, &nodes, rect);
  g_free (nodes.values);
  return pieces->len;
}

gboolean
gradus_contour_exists (const float *grid, guint size, double level, double tolerance)
{
  const Nodes nodes = make_nodes (grid, size, level, tolerance);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  for (guint row = 0; row + 1 < nodes.n && pieces->len == 0; row++) {
    for (guint column = 0; column + 1 < nodes.n && pieces->len == 0; column++)
      find_pieces_of_cell (&nodes, row, column, pieces);
  }
  g_free (nodes.values);
  return pieces->len > 0;
}
