/* SPDX-License-Identifier: MIT */
#include "plot/heat-map.h"

#include <math.h>

#include "plot/contour.h"
#include "plot/map-axes.h"
#include "plot/map-marks.h"
#include "plot/mark.h"
#include "plot/number.h"

#define MARGIN 8.0
#define SCALE_WIDTH 12.0

/* Pixels for a cell and side where the colours are classes, so that their border is no staircase. */
#define CLASS_PIXELS 2

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
static double
interpolate (const GradusHeatMap *map, guint class, double column, double row)
{
  const double last = map->size - 1;
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

double
gradus_heat_map_get_class_value (const GradusHeatMap *map, guint class, double x, double y)
{
  return interpolate (map, class, (x - map->x0) / (map->x1 - map->x0) * map->size - 0.5,
                      (map->y1 - y) / (map->y1 - map->y0) * map->size - 0.5);
}

/* The class with the largest value, and how far it lies above the next. */
static guint
find_winner (const GradusHeatMap *map, double column, double row, double *value, double *lead)
{
  double next = -INFINITY;
  guint best = 0;

  *value = interpolate (map, 0, column, row);
  for (guint i = 1; i < map->n_classes; i++) {
    const double here = interpolate (map, i, column, row);

    next = fmax (next, fmin (here, *value));
    if (here > *value) {
      best = i;
      *value = here;
    }
  }
  *lead = *value - next;
  return best;
}

gboolean
gradus_heat_map_is_undecided (const GradusHeatMap *map, double x, double y)
{
  double value, lead;

  if (map->has_numbers)
    return FALSE;
  if (map->n_classes == 0)
    return fabs (gradus_heat_map_get_value (map, x, y) - 0.5) <= map->undecided;
  find_winner (map, (x - map->x0) / (map->x1 - map->x0) * map->size - 0.5,
               (map->y1 - y) / (map->y1 - map->y0) * map->size - 0.5, &value, &lead);
  return lead <= map->undecided;
}

/* The share of a value on the colour scale. */
static double
find_share (const GradusHeatMap *map, double value)
{
  return map->has_numbers ? (value - map->low) / (map->high - map->low) : value;
}

/* Whether there is no answer here, nor near by: along a border between two classes there is a line
 * of cells without, which mean nothing. */
static gboolean
is_undecided_around (const GradusHeatMap *map, double column, double row)
{
  for (int i = -1; i <= 1; i++) {
    for (int k = -1; k <= 1; k++) {
      double value, lead;

      find_winner (map, column + i, row + k, &value, &lead);
      if (!(lead <= map->undecided))
        return FALSE;
    }
  }
  return TRUE;
}

/* The less sure the answer, the paler. Where there is none, the colour is nobody's. */
static GradusColour
get_class_colour (const GradusStyle *style, const GradusHeatMap *map, double column, double row)
{
  double value, lead;
  const guint best = find_winner (map, column, row, &value, &lead);

  if (isnan (value) || (lead <= map->undecided && is_undecided_around (map, column, row)))
    return style->middle;
  return gradus_colour_mix (style->background, gradus_style_get_class_colour (style, best),
                            0.55 * (map->is_discrete ? 1 : CLAMP (value, 0, 1)));
}

static void
paint_class_row (const GradusStyle *style, const GradusHeatMap *map, guint row, guint32 *pixels)
{
  for (guint column = 0; column < CLASS_PIXELS * map->size; column++)
    pixels[column] = gradus_colour_pack (get_class_colour (
        style, map, (column + 0.5) / CLASS_PIXELS - 0.5, (row + 0.5) / CLASS_PIXELS - 0.5));
}

/* The index of a colour of 256 for a share of the colour scale; the middle where the share is not
 * known, or, if only the class counts, where there is none. */
static guint
find_colour (const GradusHeatMap *map, double share)
{
  if (isnan (share))
    return 128;
  if (!map->is_discrete)
    return (guint) (CLAMP (share, 0, 1) * 255);
  return fabs (share - 0.5) <= map->undecided ? 128 : share > 0.5 ? 255 : 0;
}

static void
paint_row (const GradusHeatMap *map, guint row, const guint32 *colours, guint32 *pixels)
{
  const float *values = map->grid + (gsize) row * map->size;

  for (guint column = 0; column < map->size; column++)
    pixels[column] = colours[find_colour (map, find_share (map, (double) values[column]))];
}

/* The grid as a picture, which cairo scales; that is faster than cells. */
static cairo_surface_t *
paint_grid (const GradusStyle *style, const GradusHeatMap *map)
{
  const guint size = map->n_classes > 0 ? CLASS_PIXELS * map->size : map->size;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) size, (int) size);
  unsigned char *data = cairo_image_surface_get_data (surface);
  const gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  guint32 colours[256];

  for (guint i = 0; i < 256; i++)
    colours[i] = gradus_colour_pack (gradus_style_get_output_colour (style, i / 255.0));
  cairo_surface_flush (surface);
  for (guint row = 0; row < size; row++) {
    guint32 *pixels = (guint32 *) (void *) (data + row * stride);

    if (map->n_classes > 0)
      paint_class_row (style, map, row, pixels);
    else
      paint_row (map, row, colours, pixels);
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
draw_grid (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  cairo_surface_t *surface = paint_grid (canvas->style, map);
  cairo_t *cr = canvas->cr;
  const double size = cairo_image_surface_get_width (surface);

  cairo_save (cr);
  cairo_rectangle (cr, square.x, square.y, square.width, square.height);
  cairo_clip (cr);
  cairo_translate (cr, square.x, square.y);
  cairo_scale (cr, square.width / size, square.height / size);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), map->is_discrete && map->n_classes == 0
                                                       ? CAIRO_FILTER_NEAREST
                                                       : CAIRO_FILTER_BILINEAR);
  /* PAD: smoothing would else mix the margin with nothing. */
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

/* -- The key ----------------------------------------------------------------------------------- */

static double
measure_width (GradusCanvas *canvas, const char *text)
{
  double width, height;

  gradus_canvas_measure_text (canvas, text, &width, &height);
  return width;
}

/* At an end of the scale of one output that tells two classes apart: the class. */
static char *
name_stop (GradusCanvas *canvas, const GradusHeatMap *map, double stop)
{
  const double low =
                   map->has_numbers ? gradus_map_units_to_number (&map->value_units, map->low) : 0,
               high =
                   map->has_numbers ? gradus_map_units_to_number (&map->value_units, map->high) : 1;

  if (map->class_names && !map->has_numbers && stop != 0.5)
    return gradus_canvas_shorten_text (canvas, map->class_names[stop > 0.5],
                                       NAME_SHARE * canvas->width);
  return gradus_number_format_tick (low + stop * (high - low), (high - low) / 2);
}

static const double stops[] = { 0, 0.25, 0.5, 0.75, 1 };

/* Draws the colour scale; of numbers it says what they are. */
static void
draw_scale (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  double x = square.x + square.width + MARGIN * 2;
  cairo_pattern_t *gradient =
      cairo_pattern_create_linear (0, square.y + square.height, 0, square.y);

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++) {
    GradusColour colour = gradus_style_get_output_colour (canvas->style, stops[i]);

    cairo_pattern_add_color_stop_rgb (gradient, stops[i], colour.red, colour.green, colour.blue);
  }
  cairo_rectangle (canvas->cr, x, square.y, SCALE_WIDTH, square.height);
  cairo_set_source (canvas->cr, gradient);
  cairo_fill (canvas->cr);
  cairo_pattern_destroy (gradient);
  for (guint i = 0; i < G_N_ELEMENTS (stops); i += 2) {
    g_autofree char *label = name_stop (canvas, map, stops[i]);

    gradus_canvas_draw_text (canvas, label, x + SCALE_WIDTH + 4,
                             square.y + square.height * (1 - stops[i]), 0, 1 - stops[i],
                             canvas->style->dim_text);
  }
  if (map->has_numbers && map->output_name)
    gradus_canvas_draw_text (canvas, map->output_name, x, square.y - 3, 0, 1,
                             canvas->style->dim_text);
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

/* -- The callout ------------------------------------------------------------------------------- */

static char *
name_class (GradusCanvas *canvas, const GradusHeatMap *map, guint class)
{
  return map->class_names ? gradus_canvas_shorten_text (canvas, map->class_names[class],
                                                        CALLOUT_SHARE * canvas->width)
                          : g_strdup_printf ("%u", class);
}

/* The class, and how sure the network is of it. */
static char *
describe_class (GradusCanvas *canvas, const GradusHeatMap *map, double x, double y)
{
  const double output = gradus_heat_map_get_value (map, x, y);
  const guint class = map->n_classes > 0 ? gradus_heat_map_get_class (map, x, y) : output > 0.5;
  const double value = map->n_classes > 0 ? gradus_heat_map_get_class_value (map, class, x, y)
                       : class > 0        ? output
                                          : 1 - output;
  g_autofree char *name = name_class (canvas, map, class);
  g_autofree char *share = gradus_number_format_share (value);

  if (map->undecided_name && gradus_heat_map_is_undecided (map, x, y))
    return g_strdup_printf ("%s\t%s", map->class_name, map->undecided_name);
  if (value >= 0 && value <= 1)
    return g_strdup_printf ("%s\t%s (%s)", map->class_name, name, share);
  return g_strdup_printf ("%s\t%s", map->class_name, name);
}

static char *
describe_number (const char *name, const GradusMapUnits *units, double value)
{
  g_autofree char *number = gradus_number_format (gradus_map_units_to_number (units, value));

  return g_strdup_printf ("%s\t%s", name, number);
}

static char *
describe_target (GradusCanvas *canvas, const GradusHeatMap *map, const GradusMapPoint *point)
{
  g_autofree char *name = NULL;

  if (map->has_numbers)
    return describe_number (map->target_name, &map->value_units, point->target);
  name = name_class (canvas, map,
                     map->n_classes > 0 ? (guint) MAX (point->target, 0) : point->target > 0.5);
  return g_strdup_printf ("%s\t%s", map->target_name, name);
}

static void
describe_axes (GradusCanvas *canvas, const GradusHeatMap *map, double x, double y, GPtrArray *lines)
{
  const double most = CALLOUT_SHARE * canvas->width;
  g_autofree char *x_name = gradus_canvas_shorten_text (canvas, map->x_name, most);
  g_autofree char *y_name = gradus_canvas_shorten_text (canvas, map->y_name, most);

  g_ptr_array_add (lines, describe_number (x_name, &map->x_units, x));
  g_ptr_array_add (lines, describe_number (y_name, &map->y_units, y));
}

/* At a sample what is known of it; elsewhere what the network says there, and which sample is
 * next. */
static void
draw_callout (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  double distance, x = map->x0 + (map->pointer_x - square.x) / square.width * (map->x1 - map->x0),
                   y = map->y1 - (map->pointer_y - square.y) / square.height * (map->y1 - map->y0);
  const GradusMapPoint *nearest =
      gradus_map_marks_find (map, square, map->pointer_x, map->pointer_y, &distance);
  /* A little more than the mark itself, which is hard to hit. */
  const gboolean is_hit =
      nearest && distance <= 1.5 * gradus_map_marks_get_radius (map, square.width) + 2;
  const char *name = is_hit ? map->sample_name : map->nearest_name;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (is_hit) {
    x = nearest->x;
    y = nearest->y;
  }
  describe_axes (canvas, map, x, y, lines);
  if (map->n_classes == 0)
    g_ptr_array_add (lines, describe_number (map->output_name, &map->value_units,
                                             is_hit && !map->has_numbers
                                                 ? nearest->output
                                                 : gradus_heat_map_get_value (map, x, y)));
  if (!map->has_numbers && map->class_name)
    g_ptr_array_add (lines, describe_class (canvas, map, x, y));
  if (nearest && name && nearest->number > 0)
    g_ptr_array_add (lines, g_strdup_printf ("%s\t%u", name, nearest->number));
  if (is_hit)
    g_ptr_array_add (lines, describe_target (canvas, map, nearest));
  g_ptr_array_add (lines, NULL);
  gradus_canvas_draw_callout (canvas, map->pointer_x, map->pointer_y,
                              (const char *const *) lines->pdata, NULL);
}

/* -- The whole --------------------------------------------------------------------------------- */

static double
measure_class_names (GradusCanvas *canvas, const GradusHeatMap *map)
{
  double widest = 0;

  for (guint i = 0; i < (map->n_classes > 0 ? map->n_classes : 2); i++) {
    g_autofree char *name =
        gradus_canvas_shorten_text (canvas, map->class_names[i], NAME_SHARE * canvas->width);

    widest = MAX (widest, measure_width (canvas, name));
  }
  return widest;
}

/* The room that the key takes beside its bar or marks. */
static double
measure_key (GradusCanvas *canvas, const GradusHeatMap *map)
{
  double widest = measure_width (canvas, "−0.5");

  for (guint i = 0; map->n_classes == 0 && i < G_N_ELEMENTS (stops); i += 2) {
    g_autofree char *label = name_stop (canvas, map, stops[i]);

    widest = MAX (widest, measure_width (canvas, label));
  }
  if (map->has_numbers && map->output_name)
    widest = MAX (widest, measure_width (canvas, map->output_name) - SCALE_WIDTH - 4);
  return map->class_names ? MAX (widest, measure_class_names (canvas, map)) : widest;
}

static GradusRect
place_square (GradusCanvas *canvas, const GradusHeatMap *map)
{
  const GradusMapMargins margins = gradus_map_axes_measure (canvas, map);
  const double room_x = canvas->width - 2 * MARGIN - margins.left - 2 * MARGIN - SCALE_WIDTH - 4 -
                        measure_key (canvas, map),
               room_y = canvas->height - 2 * MARGIN - margins.top - margins.bottom,
               side = MAX (MIN (room_x, room_y), 1);

  return (GradusRect){ floor (MARGIN + margins.left + MAX (room_x - side, 0) / 2),
                       floor (MARGIN + margins.top + MAX (room_y - side, 0) / 2), floor (side),
                       floor (side) };
}

/* Several classes part where their colours meet, and numbers have none. */
static gboolean
may_have_boundary (const GradusHeatMap *map)
{
  return map->size >= 2 && map->n_classes == 0 && !map->has_numbers;
}

gboolean
gradus_heat_map_has_boundary (const GradusHeatMap *map)
{
  return may_have_boundary (map) &&
         gradus_contour_exists (map->grid, map->size, 0.5, map->undecided);
}

gboolean
gradus_heat_map_has_wrong (const GradusHeatMap *map)
{
  for (guint i = 0; i < map->n_points; i++) {
    if (gradus_map_point_is_wrong (map, &map->points[i]))
      return TRUE;
  }
  return FALSE;
}

static void
draw_contour (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square)
{
  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, square.x, square.y, square.width, square.height);
  cairo_clip (canvas->cr);
  gradus_contour_trace (canvas->cr, map->grid, map->size, 0.5, map->undecided, square);
  gradus_canvas_set_colour (canvas, canvas->style->text);
  gradus_canvas_set_line_width (canvas, MAX (1.5, square.width / 300));
  cairo_set_line_cap (canvas->cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (canvas->cr);
  cairo_restore (canvas->cr);
}

void
gradus_heat_map_draw (GradusCanvas *canvas, const GradusHeatMap *map)
{
  GradusRect square = place_square (canvas, map);

  if (map->size >= 2)
    draw_grid (canvas, map, square);
  if (may_have_boundary (map))
    draw_contour (canvas, map, square);
  gradus_map_axes_draw (canvas, map, square);
  if (map->n_classes == 0)
    draw_scale (canvas, map, square);
  else
    draw_classes (canvas, map, square);
  gradus_map_marks_draw (canvas, map, square);
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
