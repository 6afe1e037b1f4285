/* SPDX-License-Identifier: MIT */
#include "plot/map-axes.h"

#include <math.h>

#include "plot/axis.h"
#include "plot/map-marks.h"

#define MARGIN 8.0

/* Of the data's own ticks there are so many at least, so that one can read the axis. */
#define LEAST_TICKS 3
#define MOST_TICKS 10

/* A name of an axis no wider than that, in lines, stands at the end of the ticks, a wider one in a
 * line of its own. */
#define SHORT_NAME 2.0

/* Between two labels beside each other. */
#define LABEL_GAP 6.0

static double
to_value (const GradusMapUnits *units, double number)
{
  return units->span > 0 ? (number - units->offset) / units->span : number;
}

/* Ticks of the numbers between two values; `length` is that of the axis. */
static GArray *
find_ticks (const GradusMapUnits *units, double low, double high, double length)
{
  const GradusAxis axis = { gradus_map_units_to_number (units, low),
                            gradus_map_units_to_number (units, high), FALSE };
  guint most = (guint) CLAMP (length / 70, LEAST_TICKS, MOST_TICKS);
  GArray *ticks = gradus_axis_get_ticks (&axis, most);

  while (ticks->len < LEAST_TICKS && most < MOST_TICKS) {
    g_array_unref (ticks);
    ticks = gradus_axis_get_ticks (&axis, ++most);
  }
  return ticks;
}

static double
measure_width (GradusCanvas *canvas, const char *text)
{
  double width, height;

  gradus_canvas_measure_text (canvas, text, &width, &height);
  return width;
}

static double
measure_line (GradusCanvas *canvas)
{
  double width, height;

  gradus_canvas_measure_text (canvas, "0", &width, &height);
  return height;
}

static gboolean
is_short_name (GradusCanvas *canvas, const char *name)
{
  return !name || measure_width (canvas, name) <= SHORT_NAME * measure_line (canvas);
}

static gboolean
has_top_line (GradusCanvas *canvas, const GradusHeatMap *map)
{
  return map->has_numbers || !is_short_name (canvas, map->y_name);
}

static gboolean
has_bottom_line (GradusCanvas *canvas, const GradusHeatMap *map)
{
  return !is_short_name (canvas, map->x_name);
}

/* A short name takes the place of the labels that it would touch, and so does a label. None goes to
 * the left of the map, where those of the other axis are. */
static void
draw_x_ticks (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  g_autoptr (GArray) ticks = find_ticks (&map->x_units, map->x0, map->x1, square.width);
  const double bottom = square.y + square.height + 2,
               end = square.x + square.width + MARGIN -
                     (has_bottom_line (canvas, map)
                          ? 0
                          : measure_width (canvas, map->x_name) + 2 * MARGIN);
  double free = square.x;

  for (guint i = 0; i < ticks->len; i++) {
    const GradusTick *tick = &g_array_index (ticks, GradusTick, i);
    const double half = tick->label ? measure_width (canvas, tick->label) / 2 : 0;
    const double x =
        MAX (gradus_heat_map_place_x (map, square, to_value (&map->x_units, tick->value)),
             square.x + half);

    if (!tick->label || x + half > end || x - half < free)
      continue;
    gradus_canvas_draw_text (canvas, tick->label, x, bottom, 0.5, 0, canvas->style->dim_text);
    free = x + half + LABEL_GAP;
  }
}

static void
draw_y_ticks (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  g_autoptr (GArray) ticks = find_ticks (&map->y_units, map->y0, map->y1, square.height);
  const double line = measure_line (canvas),
               top = square.y + (has_top_line (canvas, map) ? 0 : 1.5 * line);
  double free = INFINITY;

  for (guint i = 0; i < ticks->len; i++) {
    const GradusTick *tick = &g_array_index (ticks, GradusTick, i);
    const double y = gradus_heat_map_place_y (map, square, to_value (&map->y_units, tick->value));

    if (!tick->label || y < top || y > free)
      continue;
    gradus_canvas_draw_text (canvas, tick->label, square.x - 6, y, 1, 0.5, canvas->style->dim_text);
    free = y - line;
  }
}

static void
draw_y_name (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  g_autofree char *name = gradus_canvas_shorten_text (canvas, map->y_name, square.width);

  if (has_top_line (canvas, map))
    gradus_canvas_draw_text (canvas, name, square.x, square.y - 3, 0, 1, canvas->style->dim_text);
  else
    gradus_canvas_draw_text (canvas, name, square.x - 6, square.y, 1, 0, canvas->style->dim_text);
}

static double
find_name_y (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  return square.y + square.height + 2 + (has_bottom_line (canvas, map) ? measure_line (canvas) : 0);
}

static void
draw_x_name (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  g_autofree char *name = gradus_canvas_shorten_text (canvas, map->x_name, 0.8 * square.width);

  gradus_canvas_draw_text (canvas, name, square.x + square.width, find_name_y (canvas, map, square),
                           1, 0, canvas->style->dim_text);
}

/* In a line of its own, which has the whole width: it says what the picture is of. */
static void
draw_note (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  const double room = MAX (canvas->width - 2 * MARGIN, 0);
  g_autofree char *note = map->note ? gradus_canvas_shorten_text (canvas, map->note, room) : NULL;

  if (note)
    gradus_canvas_draw_text (
        canvas, note, MAX (MIN (square.x, MARGIN + room - measure_width (canvas, note)), MARGIN),
        find_name_y (canvas, map, square) + measure_line (canvas), 0, 0, canvas->style->dim_text);
}

void
gradus_map_axes_draw (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  cairo_rectangle (canvas->cr, square.x - 0.5, square.y - 0.5, square.width + 1, square.height + 1);
  gradus_canvas_set_colour (canvas, canvas->style->grid);
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
  draw_x_ticks (canvas, map, square);
  draw_y_ticks (canvas, map, square);
  draw_x_name (canvas, map, square);
  draw_y_name (canvas, map, square);
  draw_note (canvas, map, square);
}

static double
measure_y_labels (GradusCanvas *canvas, const GradusHeatMap *map)
{
  g_autoptr (GArray) ticks = find_ticks (&map->y_units, map->y0, map->y1, canvas->height);
  double widest = measure_width (canvas, "−0.5");

  for (guint i = 0; i < ticks->len; i++) {
    const char *label = g_array_index (ticks, GradusTick, i).label;

    widest = label ? MAX (widest, measure_width (canvas, label)) : widest;
  }
  return widest;
}

GradusMapMargins
gradus_map_axes_measure (GradusCanvas *canvas, const GradusHeatMap *map)
{
  const double line = measure_line (canvas);

  return (GradusMapMargins){ .left = measure_y_labels (canvas, map) + 6,
                             .top = has_top_line (canvas, map) ? line : 0,
                             .bottom = line + (has_bottom_line (canvas, map) ? line : 0) +
                                       (map->note ? line : 0) };
}
