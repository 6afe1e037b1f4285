/* SPDX-License-Identifier: MIT */
#include "plot/network-layout.h"

#include <math.h>

#define MARGIN 10.0
#define LARGEST_RADIUS 26.0
#define SMALLEST_RADIUS 7.0
#define SMALLEST_PITCH 26.0
#define ROUNDING 1e-6 /* so that rows that fit exactly do fit */

/* Between units, in radii from middle to middle. */
#define ROW_PITCH 2.35
#define LARGEST_ROW_PITCH 3.4

/* The share of the height that the bars take. */
#define BARS_SHARE 0.24
#define BARS_SHARE_LOW 0.15

/* Lines of text below which a canvas is low. */
#define LOW 15
#define EDGE_REACH 4.0

gboolean
gradus_diagram_part_equal (GradusDiagramPart a, GradusDiagramPart b)
{
  return a.kind == b.kind &&
         (a.kind == GRADUS_DIAGRAM_NOTHING ||
          (a.column == b.column &&
           (a.kind == GRADUS_DIAGRAM_LAYER ||
            (a.unit == b.unit && (a.kind == GRADUS_DIAGRAM_UNIT || a.input == b.input)))));
}

/* Too many columns leave a gap in the middle, which takes a place of its own. */
static void
place_columns (GradusNetworkLayout *layout, double width)
{
  const guint fit = (guint) MAX (floor (width / SMALLEST_PITCH), 3);
  guint n_slots = layout->n_columns;

  layout->n_left = layout->n_columns;
  if (layout->n_columns > fit) {
    layout->n_left = (fit - 1) / 2;
    layout->n_right = fit - 1 - layout->n_left;
    n_slots = fit;
  }
  layout->pitch = width / n_slots;
  layout->first_x = layout->units.x + layout->pitch / 2;
}

static void
place_rows (GradusNetworkLayout *layout, const GradusDiagramColumn *columns)
{
  guint most = 1;

  for (guint i = 0; i < layout->n_columns; i++)
    most = MAX (most, columns[i].n_shown + (columns[i].n_units > columns[i].n_shown ? 1 : 0));
  layout->radius = MIN (layout->units.height / most / ROW_PITCH, layout->pitch * 0.3);
  layout->radius = CLAMP (layout->radius, SMALLEST_RADIUS, LARGEST_RADIUS);
  layout->row_pitch = CLAMP (layout->units.height / most, ROW_PITCH * layout->radius,
                             LARGEST_ROW_PITCH * layout->radius);
  layout->n_rows = (guint) MAX (floor (layout->units.height / layout->row_pitch + ROUNDING), 1);
}

void
gradus_network_layout_init (GradusNetworkLayout *layout, GradusCanvas *canvas,
                            const GradusDiagramColumn *columns, guint n_columns)
{
  double width, height, bars, above, below, margin;
  gboolean is_low;

  gradus_canvas_measure_text (canvas, "0", &width, &height);
  is_low = canvas->height < LOW * height;
  margin = is_low ? MARGIN / 2 : MARGIN;
  above = is_low ? 0 : height; /* of the units and of the bars: a line each */
  below = is_low ? height : 2 * height;
  bars = MIN (canvas->height * (is_low ? BARS_SHARE_LOW : BARS_SHARE), 150);
  *layout = (GradusNetworkLayout){ .n_columns = n_columns, .is_low = is_low };
  layout->units = (GradusRect){ MARGIN, margin + above, MAX (canvas->width - 2 * MARGIN, 1),
                                MAX (canvas->height - bars - 2 * above - below - 3 * margin, 1) };
  layout->bars = (GradusRect){ MARGIN, layout->units.y + layout->units.height + margin + above,
                               layout->units.width, MAX (bars, 1) };
  place_columns (layout, layout->units.width);
  place_rows (layout, columns);
}

gboolean
gradus_network_layout_has_column (const GradusNetworkLayout *layout, guint column)
{
  return column < layout->n_left ||
         (layout->n_right > 0 && column >= layout->n_columns - layout->n_right);
}

double
gradus_network_layout_get_x (const GradusNetworkLayout *layout, guint column)
{
  const guint slot = column < layout->n_left
                         ? column
                         : layout->n_left + 1 + (column - (layout->n_columns - layout->n_right));

  return layout->first_x + slot * layout->pitch;
}

/* Where not all fit, the last row tells how many more there are. */
guint
gradus_network_layout_count_drawn (const GradusNetworkLayout *layout,
                                   const GradusDiagramColumn *column)
{
  if (column->n_units <= layout->n_rows && column->n_shown == column->n_units)
    return column->n_units;
  return MIN (column->n_shown, layout->n_rows - 1);
}

double
gradus_network_layout_get_y (const GradusNetworkLayout *layout, const GradusDiagramColumn *column,
                             guint unit)
{
  const guint drawn = gradus_network_layout_count_drawn (layout, column);
  const guint rows = drawn + (drawn < column->n_units ? 1 : 0);

  return layout->units.y + layout->units.height / 2 + (unit - (rows - 1) / 2.0) * layout->row_pitch;
}

static double
measure_distance (double x, double y, double x0, double y0, double x1, double y1)
{
  const double dx = x1 - x0, dy = y1 - y0;
  const double t = CLAMP (((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0, 1);

  return hypot (x - x0 - t * dx, y - y0 - t * dy);
}

static GradusDiagramPart
find_in_column (const GradusNetworkLayout *layout, const GradusDiagramColumn *columns, guint column,
                double x, double y)
{
  const double at = gradus_network_layout_get_x (layout, column);
  const guint drawn = gradus_network_layout_count_drawn (layout, &columns[column]);

  for (guint unit = 0; unit < drawn; unit++) {
    if (hypot (x - at, y - gradus_network_layout_get_y (layout, &columns[column], unit)) <=
        layout->radius + 1)
      return (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, column, unit, 0 };
  }
  if (column > 0 && y > layout->units.y + layout->units.height &&
      fabs (x - at) <= layout->pitch / 2)
    return (GradusDiagramPart){ GRADUS_DIAGRAM_LAYER, column, 0, 0 };
  return (GradusDiagramPart){ GRADUS_DIAGRAM_NOTHING, 0, 0, 0 };
}

static GradusDiagramPart
find_edge (const GradusNetworkLayout *layout, const GradusDiagramColumn *columns, guint column,
           double x, double y)
{
  const double x0 = gradus_network_layout_get_x (layout, column - 1);
  const double x1 = gradus_network_layout_get_x (layout, column);
  const guint n_units = gradus_network_layout_count_drawn (layout, &columns[column]);
  const guint n_inputs = gradus_network_layout_count_drawn (layout, &columns[column - 1]);
  GradusDiagramPart found = { GRADUS_DIAGRAM_NOTHING, 0, 0, 0 };
  double nearest = EDGE_REACH;

  if (x < x0 || x > x1 || !columns[column].weights)
    return found;
  for (guint unit = 0; unit < n_units; unit++) {
    for (guint input = 0; input < n_inputs; input++) {
      const double distance = measure_distance (
          x, y, x0, gradus_network_layout_get_y (layout, &columns[column - 1], input), x1,
          gradus_network_layout_get_y (layout, &columns[column], unit));

      if (distance < nearest) {
        nearest = distance;
        found = (GradusDiagramPart){ GRADUS_DIAGRAM_EDGE, column, unit, input };
      }
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
  for (guint i = 1; i < layout->n_columns && found.kind == GRADUS_DIAGRAM_NOTHING; i++) {
    if (gradus_network_layout_has_column (layout, i) &&
        gradus_network_layout_has_column (layout, i - 1))
      found = find_edge (layout, columns, i, x, y);
  }
  return found;
}
