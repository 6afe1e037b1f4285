/* SPDX-License-Identifier: MIT */

/* What of a network diagram is at a point. */
#include <math.h>

#include "plot/frame.h"
#include "plot/network-layout.h"

/* Straight pieces that a curve is taken for. */
#define CURVE_PIECES 12
#define EDGE_REACH 4.0

static double
measure_distance (double x, double y, double x0, double y0, double x1, double y1)
{
  const double dx = x1 - x0, dy = y1 - y0;
  const double squares = dx * dx + dy * dy;
  const double t = squares > 0 ? CLAMP (((x - x0) * dx + (y - y0) * dy) / squares, 0, 1) : 0;

  return hypot (x - x0 - t * dx, y - y0 - t * dy);
}

/* Squares of maps end at their corners, other units are round to the pointer. */
static gboolean
is_in_unit (const GradusNetworkLayout *layout, const GradusDiagramColumn *columns, guint column,
            guint unit, double x, double y)
{
  const GradusRect square = gradus_network_layout_get_square (layout, columns, column, unit);

  if (gradus_network_layout_has_pictures (&columns[column]))
    return gradus_rect_contains (square, x, y);
  return hypot (x - square.x - square.width / 2, y - square.y - square.height / 2) <=
         square.width / 2 + 1;
}

static GradusDiagramPart
find_in_column (const GradusNetworkLayout *layout, const GradusDiagramColumn *columns, guint column,
                double x, double y)
{
  const double at = gradus_network_layout_get_x (layout, column);
  const guint drawn = gradus_network_layout_count_drawn (layout, &columns[column]);

  for (guint unit = 0; unit < drawn; unit++) {
    if (is_in_unit (layout, columns, column, unit, x, y))
      return (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, column, unit, 0 };
  }
  if (column > 0 && y > layout->units.y + layout->units.height &&
      fabs (x - at) <= layout->pitch / 2)
    return (GradusDiagramPart){ GRADUS_DIAGRAM_LAYER, column, 0, 0 };
  return (GradusDiagramPart){ GRADUS_DIAGRAM_NOTHING, 0, 0, 0 };
}

/* The point of the curve at a share of its way. */
static void
find_curve_point (const GradusNetworkEdge *edge, double t, double *x, double *y)
{
  *x = edge->x0 + (edge->x1 - edge->x0) * (1.5 * t - 1.5 * t * t + t * t * t);
  *y = edge->y0 + (edge->y1 - edge->y0) * t * t * (3 - 2 * t);
}

static double
measure_edge_distance (const GradusNetworkEdge *edge, double x, double y)
{
  double nearest = INFINITY, x0 = edge->x0, y0 = edge->y0;

  for (guint i = 1; i <= CURVE_PIECES; i++) {
    double x1, y1;

    find_curve_point (edge, (double) i / CURVE_PIECES, &x1, &y1);
    nearest = MIN (nearest, measure_distance (x, y, x0, y0, x1, y1));
    x0 = x1;
    y0 = y1;
  }
  return nearest;
}

static GradusDiagramPart
find_edge (const GradusNetworkLayout *layout, const GradusDiagramColumn *columns, guint column,
           double x, double y)
{
  const guint n_units = gradus_network_layout_count_drawn (layout, &columns[column]);
  const guint n_inputs = gradus_network_layout_count_drawn (layout, &columns[column - 1]);
  GradusDiagramPart found = { GRADUS_DIAGRAM_NOTHING, 0, 0, 0 };
  double nearest = EDGE_REACH;

  if (x < gradus_network_layout_get_x (layout, column - 1) ||
      x > gradus_network_layout_get_x (layout, column) || !columns[column].weights)
    return found;
  for (guint unit = 0; unit < n_units; unit++) {
    for (guint input = 0; input < n_inputs; input++) {
      const GradusNetworkEdge edge =
          gradus_network_layout_place_edge (layout, columns, column, unit, input);
      const double distance = measure_edge_distance (&edge, x, y);

      if (distance < nearest) {
        nearest = distance;
        found = (GradusDiagramPart){ GRADUS_DIAGRAM_EDGE, column, unit, input };
      }
    }
  }
  return found;
}

static GradusDiagramPart
find_arc (const GradusNetworkLayout *layout, const GradusDiagramColumn *columns, double x, double y)
{
  GradusDiagramPart found = { GRADUS_DIAGRAM_NOTHING, 0, 0, 0 };
  double nearest = EDGE_REACH;
  GradusNetworkArc arc;

  for (guint i = 1; layout->n_levels > 0 && i < layout->n_columns; i++) {
    double distance;

    if (!gradus_network_layout_place_arc (layout, columns, i, &arc))
      continue;
    distance = MIN (measure_distance (x, y, arc.x0, arc.y0, arc.x0, arc.top),
                    MIN (measure_distance (x, y, arc.x0, arc.top, arc.x1, arc.top),
                         measure_distance (x, y, arc.x1, arc.top, arc.x1, arc.y1)));
    if (distance < nearest) {
      nearest = distance;
      found = (GradusDiagramPart){ GRADUS_DIAGRAM_ARC, i, 0, 0 };
    }
  }
  return found;
}

/* Units before edges: all edges of a unit meet in it. */
GradusDiagramPart
gradus_network_layout_find (const GradusNetworkLayout *layout, const GradusDiagramColumn *columns,
                            double x, double y)
{
  GradusDiagramPart found = { GRADUS_DIAGRAM_NOTHING, 0, 0, 0 };

  if (isnan (x) || isnan (y))
    return found;
  for (guint i = 0; i < layout->n_columns && found.kind == GRADUS_DIAGRAM_NOTHING; i++) {
    if (gradus_network_layout_has_column (layout, i))
      found = find_in_column (layout, columns, i, x, y);
  }
  if (found.kind == GRADUS_DIAGRAM_NOTHING)
    found = find_arc (layout, columns, x, y);
  for (guint i = 1; i < layout->n_columns && found.kind == GRADUS_DIAGRAM_NOTHING; i++) {
    if (gradus_network_layout_has_column (layout, i) &&
        gradus_network_layout_has_column (layout, i - 1))
      found = find_edge (layout, columns, i, x, y);
  }
  return found;
}

gboolean
gradus_network_layout_find_pixel (const GradusNetworkLayout *layout,
                                  const GradusDiagramColumn *columns, GradusDiagramPart part,
                                  double x, double y, guint *row, guint *column)
{
  const GradusDiagramColumn *own = &columns[part.column];
  GradusRect map;

  if (part.kind != GRADUS_DIAGRAM_UNIT || !own->pictures)
    return FALSE;
  map = gradus_rect_fit (own->map_rows, own->map_columns,
                         gradus_network_layout_get_square (layout, columns, part.column, part.unit));
  if (!gradus_rect_contains (map, x, y))
    return FALSE;
  *row = MIN ((guint) ((y - map.y) / map.height * own->map_rows), own->map_rows - 1);
  *column = MIN ((guint) ((x - map.x) / map.width * own->map_columns), own->map_columns - 1);
  return TRUE;
}
