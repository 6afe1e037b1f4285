/* SPDX-License-Identifier: MIT */
#include "plot/contour.h"

typedef struct {
  double x, y;
} Point;

/* The point between two corners of a cell where the level is crossed, in cells. */
static Point
find_crossing (Point a, double at_a, Point b, double at_b, double level)
{
  double t = (level - at_a) / (at_b - at_a);

  return (Point){ a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
}

static void
add_piece (cairo_t *cr, Point a, Point b, double scale_x, double scale_y, GradusRect rect)
{
  cairo_move_to (cr, rect.x + a.x * scale_x, rect.y + a.y * scale_y);
  cairo_line_to (cr, rect.x + b.x * scale_x, rect.y + b.y * scale_y);
}

guint
gradus_contour_trace (cairo_t *cr, const float *grid, guint size, float level, GradusRect rect)
{
  double scale_x = rect.width / size, scale_y = rect.height / size;
  guint n_pieces = 0;

  for (guint row = 0; row + 1 < size; row++) {
    for (guint column = 0; column + 1 < size; column++) {
      const float *at = grid + (gsize) row * size + column;
      /* Clockwise from the top left. */
      const double values[4] = { (double) at[0], (double) at[1], (double) at[size + 1],
                                 (double) at[size] };
      const Point corners[4] = { { column + 0.5, row + 0.5 },
                                 { column + 1.5, row + 0.5 },
                                 { column + 1.5, row + 1.5 },
                                 { column + 0.5, row + 1.5 } };
      Point crossings[4];
      guint n = 0;

      for (guint k = 0; k < 4; k++) {
        guint next = (k + 1) % 4;

        if ((values[k] > (double) level) != (values[next] > (double) level))
          crossings[n++] =
              find_crossing (corners[k], values[k], corners[next], values[next], (double) level);
      }
      if (n == 2) {
        add_piece (cr, crossings[0], crossings[1], scale_x, scale_y, rect);
        n_pieces++;
      } else if (n == 4) {
        double mean = (values[0] + values[1] + values[2] + values[3]) / 4;
        guint shift = (mean > (double) level) == (values[0] > (double) level) ? 0 : 3;

        add_piece (cr, crossings[shift], crossings[(shift + 1) % 4], scale_x, scale_y, rect);
        add_piece (cr, crossings[(shift + 2) % 4], crossings[(shift + 3) % 4], scale_x, scale_y,
                   rect);
        n_pieces += 2;
      }
    }
  }
  return n_pieces;
}
