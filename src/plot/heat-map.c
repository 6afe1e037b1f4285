/* SPDX-License-Identifier: MIT */
#include "plot/heat-map.h"

#include <math.h>

#include "plot/contour.h"
#include "plot/number.h"

#define MARGIN 8.0
#define SCALE_WIDTH 12.0
#define POINT_RADIUS 8.0

/* From here on an axis has its name in place of labels. */
#define NAME_BEGINS 0.9

/* Up to this many points have their output written beside them. */
#define MOST_LABELLED 12

double
gradus_heat_map_get_value (const GradusHeatMap *map, double x, double y)
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
  at = map->grid + (gsize) r * map->size + c;
  column -= c;
  row -= r;
  return (1 - row) * ((1 - column) * (double) at[0] + column * (double) at[1]) +
         row * ((1 - column) * (double) at[map->size] + column * (double) at[map->size + 1]);
}

static guint32
pack (GradusColour colour)
{
  return 0xff000000u | (guint32) lround (colour.red * 255) << 16 |
         (guint32) lround (colour.green * 255) << 8 | (guint32) lround (colour.blue * 255);
}

/* The grid as a picture, a pixel a cell. */
static cairo_surface_t *
paint_grid (const GradusStyle *style, const GradusHeatMap *map)
{
  int size = (int) map->size;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size);
  unsigned char *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint32 colours[256];

  for (guint i = 0; i < 256; i++)
    colours[i] = pack (gradus_style_get_output_colour (style, i / 255.0));
  cairo_surface_flush (surface);
  for (int row = 0; row < size; row++) {
    guint32 *pixels = (guint32 *) (void *) (data + (gsize) row * (gsize) stride);

    for (int column = 0; column < size; column++) {
      float value = map->grid[(gsize) row * map->size + (gsize) column];

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
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
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

static void
trace_mark (cairo_t *cr, double x, double y, double radius, gboolean is_high)
{
  cairo_new_sub_path (cr);
  if (is_high) {
    cairo_move_to (cr, x, y - radius * 1.2);
    cairo_line_to (cr, x + radius * 1.2, y);
    cairo_line_to (cr, x, y + radius * 1.2);
    cairo_line_to (cr, x - radius * 1.2, y);
    cairo_close_path (cr);
  } else {
    cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  }
}

static gboolean
is_wrong (const GradusMapPoint *point)
{
  return (point->output > 0.5) != (point->target > 0.5);
}

static void
draw_point (GradusCanvas *canvas, const GradusMapPoint *point, double x, double y)
{
  gboolean is_high = point->target > 0.5;
  cairo_t *cr = canvas->cr;

  trace_mark (cr, x, y, POINT_RADIUS, is_high);
  gradus_canvas_set_colour (canvas, is_high ? canvas->style->high_mark : canvas->style->low_mark);
  cairo_fill_preserve (cr);
  gradus_canvas_set_colour (canvas, canvas->style->background);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  if (!is_wrong (point))
    return;
  cairo_move_to (cr, x - POINT_RADIUS * 0.5, y - POINT_RADIUS * 0.5);
  cairo_rel_line_to (cr, POINT_RADIUS, POINT_RADIUS);
  cairo_move_to (cr, x + POINT_RADIUS * 0.5, y - POINT_RADIUS * 0.5);
  cairo_rel_line_to (cr, -POINT_RADIUS, POINT_RADIUS);
  cairo_stroke (cr);
}

/* The output, in a plate that keeps it readable on any colour. */
static void
draw_output (GradusCanvas *canvas, const GradusMapPoint *point, double x, double y)
{
  g_autofree char *text = isfinite (point->output) ? g_strdup_printf ("%.4f", point->output)
                                                   : gradus_number_format (point->output);
  double width, height;
  GradusRect plate;

  gradus_canvas_measure_text (canvas, text, &width, &height);
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

    draw_point (canvas, &map->points[i], x, y);
    if (map->n_points <= MOST_LABELLED)
      draw_output (canvas, &map->points[i], x, y);
  }
}

static void
draw_axes (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  GradusAxis x_axis = { map->x0, map->x1, FALSE }, y_axis = { map->y0, map->y1, FALSE };
  guint most = (guint) MAX (square.width / 80, 2);
  g_autoptr (GArray) x_ticks = gradus_axis_get_ticks (&x_axis, most);
  g_autoptr (GArray) y_ticks = gradus_axis_get_ticks (&y_axis, most);
  double bottom = square.y + square.height;

  for (guint i = 0; i < x_ticks->len; i++) {
    const GradusTick *tick = &g_array_index (x_ticks, GradusTick, i);

    if (gradus_axis_map (&x_axis, tick->value) > NAME_BEGINS)
      continue;
    gradus_canvas_draw_text (canvas, tick->label, place_x (map, square, tick->value), bottom + 2, 0.5, 0,
                             canvas->style->dim_text);
  }
  for (guint i = 0; i < y_ticks->len; i++) {
    const GradusTick *tick = &g_array_index (y_ticks, GradusTick, i);

    if (gradus_axis_map (&y_axis, tick->value) > NAME_BEGINS)
      continue;
    gradus_canvas_draw_text (canvas, tick->label, square.x - 6, place_y (map, square, tick->value), 1, 0.5,
                             canvas->style->dim_text);
  }
  gradus_canvas_draw_text (canvas, map->x_name, square.x + square.width, bottom + 2, 1, 0,
                           canvas->style->dim_text);
  gradus_canvas_draw_text (canvas, map->y_name, square.x - 6, square.y, 1, 0, canvas->style->dim_text);
}

/* What the colours mean. */
static void
draw_scale (GradusCanvas *canvas, GradusRect square)
{
  double x = square.x + square.width + MARGIN * 2;
  cairo_pattern_t *gradient = cairo_pattern_create_linear (0, square.y + square.height, 0, square.y);
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
    g_autofree char *label = gradus_number_format_tick (stops[i], 0.5);

    gradus_canvas_draw_text (canvas, label, x + SCALE_WIDTH + 4, square.y + square.height * (1 - stops[i]), 0,
                             1 - stops[i], canvas->style->dim_text);
  }
}

static const GradusMapPoint *
find_point (const GradusHeatMap *map, GradusRect square)
{
  for (guint i = 0; i < map->n_points; i++) {
    if (hypot (place_x (map, square, map->points[i].x) - map->pointer_x,
               place_y (map, square, map->points[i].y) - map->pointer_y) <= POINT_RADIUS * 1.5)
      return &map->points[i];
  }
  return NULL;
}

static void
draw_callout (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  const GradusMapPoint *point = find_point (map, square);
  double x = map->x0 + (map->pointer_x - square.x) / square.width * (map->x1 - map->x0);
  double y = map->y1 - (map->pointer_y - square.y) / square.height * (map->y1 - map->y0);
  double value = point ? point->output : gradus_heat_map_get_value (map, x, y);
  g_autofree char *x_text = g_strdup_printf ("%s\t%.2f", map->x_name, point ? point->x : x);
  g_autofree char *y_text = g_strdup_printf ("%s\t%.2f", map->y_name, point ? point->y : y);
  g_autofree char *number = point ? g_strdup_printf ("%.7f", value) : gradus_number_format (value);
  g_autofree char *output = g_strdup_printf ("%s\t%s", map->output_name, number);
  g_autofree char *target = point ? g_strdup_printf ("%s\t%g", map->target_name, point->target) : NULL;
  const char *const lines[] = { x_text, y_text, output, target, NULL };

  gradus_canvas_draw_callout (canvas, map->pointer_x, map->pointer_y, lines, NULL);
}

static GradusRect
place_square (GradusCanvas *canvas)
{
  double width, height, room_x, room_y, side;

  gradus_canvas_measure_text (canvas, "−0.5", &width, &height);
  room_x = canvas->width - 2 * MARGIN - width - 6 - 2 * MARGIN - SCALE_WIDTH - 4 - width;
  room_y = canvas->height - 2 * MARGIN - height;
  side = MAX (MIN (room_x, room_y), 1);
  return (GradusRect){ floor (MARGIN + width + 6 + MAX (room_x - side, 0) / 2),
                       floor (MARGIN + MAX (room_y - side, 0) / 2), floor (side), floor (side) };
}

void
gradus_heat_map_draw (GradusCanvas *canvas, const GradusHeatMap *map)
{
  GradusRect square = place_square (canvas);

  if (map->size >= 2) {
    draw_grid (canvas, map, square);
    cairo_save (canvas->cr);
    gradus_contour_trace (canvas->cr, map->grid, map->size, 0.5f, square);
    gradus_canvas_set_colour (canvas, canvas->style->text);
    cairo_set_line_width (canvas->cr, 1.5);
    cairo_stroke (canvas->cr);
    cairo_restore (canvas->cr);
  }
  draw_axes (canvas, map, square);
  draw_scale (canvas, square);
  draw_points (canvas, map, square);
  if (map->size >= 2 && gradus_rect_contains (square, map->pointer_x, map->pointer_y))
    draw_callout (canvas, map, square);
}
