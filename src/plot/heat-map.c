/* SPDX-License-Identifier: MIT */
#include "plot/heat-map.h"

#include <math.h>

#include "plot/contour.h"
#include "plot/mark.h"
#include "plot/number.h"

#define MARGIN 8.0
#define SCALE_WIDTH 12.0
#define POINT_RADIUS 8.0
#define SMALL_POINT_RADIUS 4.0

/* With more points than that, they are drawn small. */
#define MANY_POINTS 40

/* The share of an axis from which its name replaces the labels. */
#define NAME_BEGINS 0.9

/* The most points that have their output beside them. */
#define MOST_LABELLED 12
#define LABELS_ACROSS 3

/* The share of the canvas that names may take beside the map, and in the callout. */
#define NAME_SHARE 0.22
#define CALLOUT_SHARE 0.3

double
gradus_heat_map_get_value (const GradusHeatMap *map, double x, double y)
{
  return gradus_heat_map_get_class_value (map, 0, x, y);
}

guint
gradus_heat_map_get_class (const GradusHeatMap *map, double x, double y)
{
  guint best = 0;

  for (guint i = 1; i < map->n_classes; i++) {
    if (gradus_heat_map_get_class_value (map, i, x, y) >
        gradus_heat_map_get_class_value (map, best, x, y))
      best = i;
  }
  return best;
}

/* Values are those of the middles of cells, so there is half a cell to all sides that takes the
 * outermost ones. */
double
gradus_heat_map_get_class_value (const GradusHeatMap *map, guint class, double x, double y)
{
  double column = (x - map->x0) / (map->x1 - map->x0) * map->size - 0.5;
  double row = (map->y1 - y) / (map->y1 - map->y0) * map->size - 0.5;
  double last = map->size - 1;
  guint c, r;
  const float *at;

  column = CLAMP (column, 0, last);
  row = CLAMP (row, 0, last);
  c = MIN ((guint) column, map->size - 2);
  r = MIN ((guint) row, map->size - 2);
  at = map->grid + ((gsize) class * map->size + r) * map->size + c;
  column -= c;
  row -= r;
  return (1 - row) * ((1 - column) * (double) at[0] + column * (double) at[1]) +
         row * ((1 - column) * (double) at[map->size] + column * (double) at[map->size + 1]);
}

/* The share of a value on the colour scale. */
static double
find_share (const GradusHeatMap *map, double value)
{
  return map->has_numbers ? (value - map->low) / (map->high - map->low) : value;
}

/* The less sure the answer, the paler. */
static GradusColour
get_class_colour (const GradusStyle *style, const GradusHeatMap *map, gsize cell)
{
  const gsize n_cells = (gsize) map->size * map->size;
  guint best = 0;
  double value;

  for (guint i = 1; i < map->n_classes; i++) {
    if (map->grid[i * n_cells + cell] > map->grid[best * n_cells + cell])
      best = i;
  }
  value = (double) map->grid[best * n_cells + cell];
  return gradus_colour_mix (style->background, gradus_style_get_class_colour (style, best),
                            0.55 * (map->is_discrete ? 1
                                    : isnan (value)  ? 0
                                                     : CLAMP (value, 0, 1)));
}

/* The grid as a picture with a pixel for each cell; cairo scales it, which is faster than cells. */
static cairo_surface_t *
paint_grid (const GradusStyle *style, const GradusHeatMap *map)
{
  int size = (int) map->size;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size);
  unsigned char *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint32 colours[256];

  for (guint i = 0; i < 256; i++)
    colours[i] = gradus_colour_pack (gradus_style_get_output_colour (style, i / 255.0));
  cairo_surface_flush (surface);
  for (int row = 0; row < size; row++) {
    guint32 *pixels = (guint32 *) (void *) (data + (gsize) row * (gsize) stride);

    for (int column = 0; column < size; column++) {
      const gsize cell = (gsize) row * map->size + (gsize) column;
      const double value = find_share (map, (double) map->grid[cell]);

      if (map->n_classes > 0)
        pixels[column] = gradus_colour_pack (get_class_colour (style, map, cell));
      else if (map->is_discrete)
        pixels[column] = colours[value > 0.5 ? 255 : 0];
      else
        pixels[column] = colours[isnan (value) ? 128 : (guint) (CLAMP (value, 0, 1) * 255)];
    }
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
draw_grid (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  cairo_surface_t *surface = paint_grid (canvas->style, map);
  cairo_t *cr = canvas->cr;

  cairo_save (cr);
  cairo_rectangle (cr, square.x, square.y, square.width, square.height);
  cairo_clip (cr);
  cairo_translate (cr, square.x, square.y);
  cairo_scale (cr, square.width / map->size, square.height / map->size);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), map->n_classes > 0 || map->is_discrete
                                                       ? CAIRO_FILTER_NEAREST
                                                       : CAIRO_FILTER_BILINEAR);
  /* PAD: smoothing would else mix the margin with nothing. */
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

static double
place_x (const GradusHeatMap *map, GradusRect square, double x)
{
  return square.x + (x - map->x0) / (map->x1 - map->x0) * square.width;
}

static double
place_y (const GradusHeatMap *map, GradusRect square, double y)
{
  return square.y + (map->y1 - y) / (map->y1 - map->y0) * square.height;
}

gboolean
gradus_map_point_is_wrong (const GradusHeatMap *map, const GradusMapPoint *point)
{
  if (map->has_numbers || point->is_undecided)
    return FALSE;
  if (map->n_classes > 0)
    return point->output != point->target;
  return (point->output > 0.5) != (point->target > 0.5);
}

static double
get_radius (const GradusHeatMap *map)
{
  return map->n_points > MANY_POINTS ? SMALL_POINT_RADIUS : POINT_RADIUS;
}

static void
draw_cross (GradusCanvas *canvas, double x, double y, double radius)
{
  cairo_move_to (canvas->cr, x - radius / 2, y - radius / 2);
  cairo_rel_line_to (canvas->cr, radius, radius);
  cairo_move_to (canvas->cr, x + radius / 2, y - radius / 2);
  cairo_rel_line_to (canvas->cr, -radius, radius);
  cairo_stroke (canvas->cr);
}

static void
draw_point (GradusCanvas *canvas, const GradusHeatMap *map, const GradusMapPoint *point, double x,
            double y)
{
  const guint class = map->has_numbers     ? 0
                      : map->n_classes > 0 ? (guint) MAX (point->target, 0)
                                           : point->target > 0.5;
  const double radius = get_radius (map), line = radius / 4;
  const GradusStyle *style = canvas->style;
  const GradusColour colour =
      map->has_numbers
          ? gradus_style_get_output_colour (style, CLAMP (find_share (map, point->target), 0, 1))
      : map->n_classes > 0 ? gradus_style_get_class_colour (style, class)
      : class > 0          ? style->high_mark
                           : style->low_mark;

  gradus_mark_trace (canvas->cr, x, y, radius, class);
  gradus_canvas_set_colour (canvas,
                            point->is_test && !map->has_numbers ? style->background : colour);
  cairo_fill_preserve (canvas->cr);
  gradus_canvas_set_colour (canvas, !point->is_test    ? style->background
                                    : map->has_numbers ? style->text
                                                       : colour);
  gradus_canvas_set_line_width (canvas, line);
  cairo_stroke (canvas->cr);
  if (!gradus_map_point_is_wrong (map, point))
    return;
  /* The cross has a colour that stands out from the mark, and is larger than a small mark. */
  gradus_canvas_set_colour (
      canvas, map->n_points > MANY_POINTS || point->is_test ? style->text : style->background);
  gradus_canvas_set_line_width (canvas, MAX (line, 1.4));
  draw_cross (canvas, x, y, map->n_points > MANY_POINTS ? 2 * radius : radius);
}

/* Draws the output on a plate that keeps it readable on any colour. If there is no room, the
 * callout has it. */
static void
draw_output (GradusCanvas *canvas, const GradusMapPoint *point, GradusRect square, double x,
             double y)
{
  g_autofree char *text = gradus_number_format (point->output);
  double width, height;
  GradusRect plate;

  gradus_canvas_measure_text (canvas, text, &width, &height);
  if (square.width < LABELS_ACROSS * width)
    return;
  plate = (GradusRect){ x - width / 2 - 5, y + POINT_RADIUS + 5, width + 10, height + 2 };
  gradus_canvas_round_rect (canvas, plate, 4);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->background, 0.88));
  cairo_fill (canvas->cr);
  gradus_canvas_draw_text (canvas, text, x, plate.y + 1, 0.5, 0, canvas->style->text);
}

static void
draw_points (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  for (guint i = 0; i < map->n_points; i++) {
    double x = place_x (map, square, map->points[i].x), y = place_y (map, square, map->points[i].y);

    if (!gradus_rect_contains (square, x, y))
      continue; /* the map covers the training data; test samples may lie outside */
    draw_point (canvas, map, &map->points[i], x, y);
    if (map->n_points <= MOST_LABELLED && map->n_classes == 0)
      draw_output (canvas, &map->points[i], square, x, y);
  }
}

/* Draws the name beside the map, or on it if the name is wider than the labels. */
static void
draw_y_name (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  g_autofree char *name = gradus_canvas_shorten_text (canvas, map->y_name, square.width - 24);
  double width, height;

  gradus_canvas_measure_text (canvas, name, &width, &height);
  if (width + 6 <= square.x) {
    gradus_canvas_draw_text (canvas, name, square.x - 6, square.y, 1, 0, canvas->style->dim_text);
    return;
  }
  gradus_canvas_round_rect (canvas,
                            (GradusRect){ square.x + 4, square.y + 4, width + 10, height + 2 }, 4);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->background, 0.8));
  cairo_fill (canvas->cr);
  gradus_canvas_draw_text (canvas, name, square.x + 9, square.y + 5, 0, 0, canvas->style->dim_text);
}

static void
draw_axes (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  g_autofree char *name = gradus_canvas_shorten_text (canvas, map->x_name, 0.8 * square.width);
  GradusAxis x_axis = { map->x0, map->x1, FALSE }, y_axis = { map->y0, map->y1, FALSE };
  guint most = (guint) MAX (square.width / 80, 2);
  g_autoptr (GArray) x_ticks = gradus_axis_get_ticks (&x_axis, most);
  g_autoptr (GArray) y_ticks = gradus_axis_get_ticks (&y_axis, most);
  double bottom = square.y + square.height, name_width, label_width, height;

  gradus_canvas_measure_text (canvas, name, &name_width, &height);
  for (guint i = 0; i < x_ticks->len; i++) {
    const GradusTick *tick = &g_array_index (x_ticks, GradusTick, i);

    gradus_canvas_measure_text (canvas, tick->label, &label_width, &height);
    if (gradus_axis_map (&x_axis, tick->value) > NAME_BEGINS ||
        place_x (map, square, tick->value) + label_width / 2 + MARGIN >
            square.x + square.width - name_width)
      continue;
    gradus_canvas_draw_text (canvas, tick->label, place_x (map, square, tick->value), bottom + 2,
                             0.5, 0, canvas->style->dim_text);
  }
  for (guint i = 0; i < y_ticks->len; i++) {
    const GradusTick *tick = &g_array_index (y_ticks, GradusTick, i);

    if (gradus_axis_map (&y_axis, tick->value) > NAME_BEGINS ||
        place_y (map, square, tick->value) - 1.5 * height <
            square.y) /* half a label below the name's line */
      continue;
    gradus_canvas_draw_text (canvas, tick->label, square.x - 6, place_y (map, square, tick->value),
                             1, 0.5, canvas->style->dim_text);
  }
  gradus_canvas_draw_text (canvas, name, square.x + square.width, bottom + 2, 1, 0,
                           canvas->style->dim_text);
  draw_y_name (canvas, map, square);
}

/* Draws the colour scale. */
static void
draw_scale (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  double x = square.x + square.width + MARGIN * 2;
  cairo_pattern_t *gradient =
      cairo_pattern_create_linear (0, square.y + square.height, 0, square.y);
  static const double stops[] = { 0, 0.5, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++) {
    GradusColour colour = gradus_style_get_output_colour (canvas->style, stops[i]);

    cairo_pattern_add_color_stop_rgb (gradient, stops[i], colour.red, colour.green, colour.blue);
  }
  cairo_rectangle (canvas->cr, x, square.y, SCALE_WIDTH, square.height);
  cairo_set_source (canvas->cr, gradient);
  cairo_fill (canvas->cr);
  cairo_pattern_destroy (gradient);
  for (guint i = 0; i < G_N_ELEMENTS (stops); i++) {
    const double low = map->has_numbers ? map->low : 0, high = map->has_numbers ? map->high : 1;
    g_autofree char *label =
        gradus_number_format_tick (low + stops[i] * (high - low), (high - low) / 2);

    gradus_canvas_draw_text (canvas, label, x + SCALE_WIDTH + 4,
                             square.y + square.height * (1 - stops[i]), 0, 1 - stops[i],
                             canvas->style->dim_text);
  }
}

/* Draws the legend of the classes' marks and colours. */
static void
draw_classes (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  double width, height;

  gradus_canvas_measure_text (canvas, "0", &width, &height);
  for (guint i = 0; i < map->n_classes; i++) {
    const double x = square.x + square.width + 2 * MARGIN, y = square.y + (i + 0.5) * height * 1.2;
    g_autofree char *name =
        map->class_names
            ? gradus_canvas_shorten_text (canvas, map->class_names[i], NAME_SHARE * canvas->width)
            : g_strdup_printf ("%u", i);

    if (y + height > square.y + square.height)
      return;
    gradus_mark_trace (canvas->cr, x + 5, y, 5, i);
    gradus_canvas_set_colour (canvas, gradus_style_get_class_colour (canvas->style, i));
    cairo_fill (canvas->cr);
    gradus_canvas_draw_text (canvas, name, x + 16, y, 0, 0.5, canvas->style->dim_text);
  }
}

/* A little more than the mark itself, which is hard to hit. */
static const GradusMapPoint *
find_point (const GradusHeatMap *map, GradusRect square)
{
  for (guint i = 0; i < map->n_points; i++) {
    if (hypot (place_x (map, square, map->points[i].x) - map->pointer_x,
               place_y (map, square, map->points[i].y) - map->pointer_y) <= get_radius (map) * 1.5)
      return &map->points[i];
  }
  return NULL;
}

static char *
describe_output (GradusCanvas *canvas, const GradusHeatMap *map, const GradusMapPoint *point,
                 double x, double y)
{
  const guint class = map->n_classes > 0 ? gradus_heat_map_get_class (map, x, y) : 0;
  const double value = point && map->n_classes == 0
                           ? point->output
                           : gradus_heat_map_get_class_value (map, class, x, y);
  g_autofree char *number = gradus_number_format (value);

  if (map->n_classes > 0 && map->class_names) {
    g_autofree char *name =
        gradus_canvas_shorten_text (canvas, map->class_names[class], CALLOUT_SHARE * canvas->width);

    return g_strdup_printf ("%s\t%s (%s)", map->class_name, name, number);
  }
  if (map->n_classes > 0)
    return g_strdup_printf ("%s\t%u (%s)", map->class_name, class, number);
  return g_strdup_printf ("%s\t%s", map->output_name, number);
}

static char *
describe_target (GradusCanvas *canvas, const GradusHeatMap *map, const GradusMapPoint *point)
{
  g_autofree char *number = NULL;

  if (map->n_classes > 0 && map->class_names) {
    g_autofree char *name = gradus_canvas_shorten_text (
        canvas, map->class_names[(guint) point->target], CALLOUT_SHARE * canvas->width);

    return g_strdup_printf ("%s\t%s", map->target_name, name);
  }
  number = gradus_number_format (point->target);
  return g_strdup_printf ("%s\t%s", map->target_name, number);
}

static void
draw_callout (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  const GradusMapPoint *point = find_point (map, square);
  double x = map->x0 + (map->pointer_x - square.x) / square.width * (map->x1 - map->x0);
  double y = map->y1 - (map->pointer_y - square.y) / square.height * (map->y1 - map->y0);
  g_autofree char *x_name =
      gradus_canvas_shorten_text (canvas, map->x_name, CALLOUT_SHARE * canvas->width);
  g_autofree char *y_name =
      gradus_canvas_shorten_text (canvas, map->y_name, CALLOUT_SHARE * canvas->width);
  g_autofree char *x_number = gradus_number_format (point ? point->x : x);
  g_autofree char *y_number = gradus_number_format (point ? point->y : y);
  g_autofree char *x_text = g_strdup_printf ("%s\t%s", x_name, x_number);
  g_autofree char *y_text = g_strdup_printf ("%s\t%s", y_name, y_number);
  g_autofree char *output =
      describe_output (canvas, map, point, point ? point->x : x, point ? point->y : y);
  g_autofree char *target = point ? describe_target (canvas, map, point) : NULL;
  const char *const lines[] = { x_text, y_text, output, target, NULL };

  gradus_canvas_draw_callout (canvas, map->pointer_x, map->pointer_y, lines, NULL);
}

static double
measure_class_names (GradusCanvas *canvas, const GradusHeatMap *map)
{
  double widest = 0;

  for (guint i = 0; i < map->n_classes; i++) {
    g_autofree char *name =
        gradus_canvas_shorten_text (canvas, map->class_names[i], NAME_SHARE * canvas->width);
    double width, height;

    gradus_canvas_measure_text (canvas, name, &width, &height);
    widest = MAX (widest, width);
  }
  return widest;
}

static GradusRect
place_square (GradusCanvas *canvas, const GradusHeatMap *map)
{
  double width, height, room_x, room_y, side, right;

  gradus_canvas_measure_text (canvas, "−0.5", &width, &height);
  right = width;
  if (map->class_names)
    right = MAX (right, measure_class_names (canvas, map));
  room_x = canvas->width - 2 * MARGIN - width - 6 - 2 * MARGIN - SCALE_WIDTH - 4 - right;
  room_y = canvas->height - 2 * MARGIN - height;
  side = MAX (MIN (room_x, room_y), 1);
  return (GradusRect){ floor (MARGIN + width + 6 + MAX (room_x - side, 0) / 2),
                       floor (MARGIN + MAX (room_y - side, 0) / 2), floor (side), floor (side) };
}

void
gradus_heat_map_draw (GradusCanvas *canvas, const GradusHeatMap *map)
{
  GradusRect square = place_square (canvas, map);

  if (map->size >= 2)
    draw_grid (canvas, map, square);
  if (map->size >= 2 && map->n_classes == 0 && !map->has_numbers) {
    cairo_save (canvas->cr);
    gradus_contour_trace (canvas->cr, map->grid, map->size, 0.5f, square);
    gradus_canvas_set_colour (canvas, canvas->style->text);
    gradus_canvas_set_line_width (canvas, 1.5);
    cairo_stroke (canvas->cr);
    cairo_restore (canvas->cr);
  }
  draw_axes (canvas, map, square);
  if (map->n_classes == 0)
    draw_scale (canvas, map, square);
  else
    draw_classes (canvas, map, square);
  draw_points (canvas, map, square);
  if (map->size >= 2 && gradus_rect_contains (square, map->pointer_x, map->pointer_y))
    draw_callout (canvas, map, square);
}

gboolean
gradus_heat_map_find_plane_point (GradusCanvas *canvas, const GradusHeatMap *map, double x,
                                  double y, double *plane_x, double *plane_y, double *pixel)
{
  const GradusRect square = place_square (canvas, map);

  *plane_x = map->x0 + (x - square.x) / square.width * (map->x1 - map->x0);
  *plane_y = map->y1 - (y - square.y) / square.height * (map->y1 - map->y0);
  *pixel = (map->x1 - map->x0) / square.width;
  return map->size >= 2 && gradus_rect_contains (square, x, y);
}
