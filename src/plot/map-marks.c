/* SPDX-License-Identifier: MIT */
#include "plot/map-marks.h"

#include <math.h>

#include "plot/mark.h"
#include "plot/number.h"

/* Of the side of the map; few marks are no larger, many no smaller. */
#define FEW_SHARE 0.03
#define SMALLEST_RADIUS 3.0
#define LARGEST_RADIUS 22.0

/* Of the distance that marks would have if they were spread evenly. */
#define SPREAD_SHARE 0.22

/* So much larger than right ones are those that are wrong: they must be seen from the last row. */
#define WRONG_SCALE 1.35
#define SMALLEST_WRONG 5.5

/* Marks less than that have no room for a cross within them. */
#define LEAST_CROSSED 6.5

/* The most points that have their output beside them. */
#define MOST_LABELLED 12
#define LABELS_ACROSS 3

gboolean
gradus_map_point_is_wrong (const GradusHeatMap *map, const GradusMapPoint *point)
{
  if (map->has_numbers || point->is_undecided)
    return FALSE;
  if (map->n_classes > 0)
    return point->output != point->target;
  return (point->output > 0.5) != (point->target > 0.5);
}

double
gradus_heat_map_place_x (const GradusHeatMap *map, GradusRect square, double x)
{
  return square.x + (x - map->x0) / (map->x1 - map->x0) * square.width;
}

double
gradus_heat_map_place_y (const GradusHeatMap *map, GradusRect square, double y)
{
  return square.y + (map->y1 - y) / (map->y1 - map->y0) * square.height;
}

double
gradus_map_marks_get_radius (const GradusHeatMap *map, double side)
{
  const double spread = SPREAD_SHARE * side / sqrt (MAX (map->n_points, 1));

  return CLAMP (MIN (FEW_SHARE * side, spread), SMALLEST_RADIUS, LARGEST_RADIUS);
}

static guint
get_class (const GradusHeatMap *map, const GradusMapPoint *point)
{
  if (map->has_numbers)
    return 0;
  return map->n_classes > 0 ? (guint) MAX (point->target, 0) : point->target > 0.5;
}

static GradusColour
get_colour (const GradusStyle *style, const GradusHeatMap *map, const GradusMapPoint *point)
{
  if (map->has_numbers)
    return gradus_style_get_output_colour (style,
                                           (point->target - map->low) / (map->high - map->low));
  if (map->n_classes > 0)
    return gradus_style_get_class_colour (style, get_class (map, point));
  return get_class (map, point) ? style->high_mark : style->low_mark;
}

static void
draw_cross (GradusCanvas *canvas, double x, double y, double reach)
{
  cairo_move_to (canvas->cr, x - reach, y - reach);
  cairo_rel_line_to (canvas->cr, 2 * reach, 2 * reach);
  cairo_move_to (canvas->cr, x + reach, y - reach);
  cairo_rel_line_to (canvas->cr, -2 * reach, 2 * reach);
  cairo_stroke (canvas->cr);
}

/* Training samples are filled, with a ring that sets them off from what is below; test samples are
 * hollow. */
static void
draw_mark (GradusCanvas *canvas, const GradusHeatMap *map, const GradusMapPoint *point, double x,
           double y, double radius)
{
  const GradusStyle *style = canvas->style;
  const GradusColour colour = get_colour (style, map, point);
  const gboolean is_hollow = point->is_test && !map->has_numbers;

  gradus_mark_trace (canvas->cr, x, y, radius, get_class (map, point));
  gradus_canvas_set_colour (canvas, style->background);
  gradus_canvas_set_line_width (canvas, MAX (radius / 2, 2));
  cairo_stroke_preserve (canvas->cr);
  gradus_canvas_set_colour (canvas, is_hollow ? style->background : colour);
  cairo_fill_preserve (canvas->cr);
  gradus_canvas_set_colour (canvas, !is_hollow && point->is_test ? style->text : colour);
  gradus_canvas_set_line_width (canvas, MAX (radius / 4, 1.2));
  if (point->is_test)
    cairo_stroke (canvas->cr);
  cairo_new_path (canvas->cr);
}

/* The cross lies within a large mark and goes beyond a small one. */
static void
draw_wrong_mark (GradusCanvas *canvas, const GradusHeatMap *map, const GradusMapPoint *point,
                 double x, double y, double radius)
{
  const double larger = MAX (WRONG_SCALE * radius, SMALLEST_WRONG);
  const gboolean is_small = larger < LEAST_CROSSED;

  draw_mark (canvas, map, point, x, y, larger);
  gradus_mark_trace (canvas->cr, x, y, larger + 1, get_class (map, point));
  gradus_canvas_set_colour (canvas, canvas->style->text);
  gradus_canvas_set_line_width (canvas, MAX (larger / 6, 1.4));
  cairo_stroke (canvas->cr);
  gradus_canvas_set_colour (canvas, is_small || point->is_test ? canvas->style->text
                                                               : canvas->style->background);
  gradus_canvas_set_line_width (canvas, MAX (larger / 4, 1.6));
  draw_cross (canvas, x, y, is_small ? 1.1 * larger : 0.5 * larger);
}

/* A hollow square around the mark. */
static void
draw_undecided (GradusCanvas *canvas, double x, double y, double radius)
{
  const double reach = radius + MAX (radius / 2, 3), side = round (2 * reach);

  /* On whole pixels, to be crisp. */
  cairo_rectangle (canvas->cr, floor (x - reach) + 0.5, floor (y - reach) + 0.5, side, side);
  gradus_canvas_set_colour (canvas, canvas->style->text);
  gradus_canvas_set_line_width (canvas, MAX (radius / 5, 1.5));
  cairo_stroke (canvas->cr);
}

/* Whether few samples have their outputs beside them: all or none, for some with and some without
 * would look as if there were a difference. If there is no room, the callout has them. */
static gboolean
has_outputs (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  if (map->n_points > MOST_LABELLED || map->n_classes > 0)
    return FALSE;
  for (guint i = 0; i < map->n_points; i++) {
    g_autofree char *text = gradus_number_format (map->points[i].output);
    double width, height;

    gradus_canvas_measure_text (canvas, text, &width, &height);
    if (square.width < LABELS_ACROSS * width)
      return FALSE;
  }
  return TRUE;
}

/* Draws the output below the mark, or above it at the foot of the map, on a plate that keeps it
 * readable on any colour. */
static void
draw_output (GradusCanvas *canvas, const GradusMapPoint *point, GradusRect square, double x,
             double y, double radius)
{
  g_autofree char *text = gradus_number_format (point->output);
  const double gap = 1.5 * radius + 4;
  double width, height;
  GradusRect plate;

  gradus_canvas_measure_text (canvas, text, &width, &height);
  plate = (GradusRect){ CLAMP (x - width / 2 - 5, square.x,
                               MAX (square.x + square.width - width - 10, square.x)),
                        y + gap, width + 10, height + 2 };
  if (plate.y + plate.height > square.y + square.height)
    plate.y = y - gap - plate.height;
  gradus_canvas_round_rect (canvas, plate, 4);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->background, 0.88));
  cairo_fill (canvas->cr);
  gradus_canvas_draw_text (canvas, text, plate.x + plate.width / 2, plate.y + 1, 0.5, 0,
                           canvas->style->text);
}

static void
draw_sample (GradusCanvas *canvas, const GradusHeatMap *map, const GradusMapPoint *point,
             GradusRect square, gboolean is_wrong, gboolean has_output)
{
  const double radius = gradus_map_marks_get_radius (map, square.width),
               x = gradus_heat_map_place_x (map, square, point->x),
               y = gradus_heat_map_place_y (map, square, point->y);

  if (!gradus_rect_contains (square, x, y) || gradus_map_point_is_wrong (map, point) != is_wrong)
    return; /* the map covers the training data; test samples may lie outside */
  if (is_wrong)
    draw_wrong_mark (canvas, map, point, x, y, radius);
  else
    draw_mark (canvas, map, point, x, y, radius);
  if (point->is_undecided && !map->has_numbers)
    draw_undecided (canvas, x, y, radius);
  if (has_output)
    draw_output (canvas, point, square, x, y, radius);
}

void
gradus_map_marks_draw (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  const gboolean has_output = has_outputs (canvas, map, square);

  for (guint i = 0; i < map->n_points; i++)
    draw_sample (canvas, map, &map->points[i], square, FALSE, has_output);
  for (guint i = 0; i < map->n_points; i++)
    draw_sample (canvas, map, &map->points[i], square, TRUE, has_output);
}

const GradusMapPoint *
gradus_map_marks_find (const GradusHeatMap *map, GradusRect square, double x, double y,
                       double *distance)
{
  const GradusMapPoint *nearest = NULL;

  *distance = INFINITY;
  for (guint i = 0; i < map->n_points; i++) {
    const double here = hypot (gradus_heat_map_place_x (map, square, map->points[i].x) - x,
                               gradus_heat_map_place_y (map, square, map->points[i].y) - y);

    if (here >= *distance)
      continue;
    *distance = here;
    nearest = &map->points[i];
  }
  return nearest;
}
