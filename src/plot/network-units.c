/* SPDX-License-Identifier: MIT */
#include "plot/network-units.h"

#include <math.h>
#include <string.h>

#include "plot/drawing-cache.h"
#include "plot/number.h"
#include "plot/picture-grid.h"

#define HATCH 4.0 /* from one line to the next */
#define OUTLINE 1.2
#define MARKED_OUTLINE 3.0
#define DASH 3.0

/* Between what is said of two columns of maps. */
#define MAP_TEXT_GAP 6.0

/* The least room that a name is worth. */
#define NARROWEST_NAME 28.0

/* -- What a unit's square shows ---------------------------------------------------------------- */

static cairo_surface_t *
paint_map (const GradusOutputScale *scale, const GradusOutputShades *shades, const float *map,
           guint rows, guint columns)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) columns, (int) rows);
  unsigned char *data = cairo_image_surface_get_data (surface);
  const int stride = cairo_image_surface_get_stride (surface);

  cairo_surface_flush (surface);
  for (guint row = 0; row < rows; row++)
    gradus_output_scale_paint (scale, shades, map + row * columns, columns,
                               (guint32 *) (void *) (data + (gsize) row * (gsize) stride));
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* Fills whole pixels, which is faster; the outline covers where they end. */
static void
trace_whole_pixels (cairo_t *cr, GradusRect rect)
{
  const double left = round (rect.x), top = round (rect.y);

  cairo_rectangle (cr, left, top, round (rect.x + rect.width) - left,
                   round (rect.y + rect.height) - top);
}

/* Between the places of a plane there are others; between the pixels of a picture there is
 * nothing. */
static void
draw_map (GradusCanvas *canvas, const GradusOutputScale *scale, const GradusOutputShades *shades,
          const float *map, guint rows, guint columns, cairo_filter_t filter, GradusRect square)
{
  cairo_surface_t *surface = paint_map (scale, shades, map, rows, columns);

  trace_whole_pixels (canvas->cr, square);
  cairo_save (canvas->cr);
  cairo_translate (canvas->cr, square.x, square.y);
  cairo_scale (canvas->cr, square.width / columns, square.height / rows);
  cairo_set_source_surface (canvas->cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (canvas->cr), filter);
  cairo_pattern_set_extend (cairo_get_source (canvas->cr), CAIRO_EXTEND_PAD);
  cairo_fill (canvas->cr);
  cairo_restore (canvas->cr);
  cairo_surface_destroy (surface);
}

/* What a unit says along a line of inputs, from the lower edge of its square, the scale's low, to
 * the upper one; with the line where it says the neutral number. */
static void
draw_curve (GradusCanvas *canvas, const GradusOutputScale *scale, const float *values, guint n,
            GradusRect square)
{
  gboolean has_point = FALSE;

  cairo_rectangle (canvas->cr, square.x, square.y, square.width, square.height);
  gradus_canvas_set_colour (canvas, canvas->style->background);
  cairo_fill (canvas->cr);
  cairo_move_to (canvas->cr, square.x, square.y + square.height / 2);
  cairo_line_to (canvas->cr, square.x + square.width, square.y + square.height / 2);
  gradus_canvas_set_colour (canvas, canvas->style->grid);
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
  for (guint i = 0; i < n; i++) {
    const double place = gradus_output_scale_get_place (scale, (double) values[i]);

    if (isnan (place)) {
      has_point = FALSE;
      continue;
    }
    (has_point ? cairo_line_to : cairo_move_to) (canvas->cr,
                                                 square.x + square.width * (i + 0.5) / n,
                                                 square.y + square.height * (1 - place));
    has_point = TRUE;
  }
  gradus_canvas_set_colour (canvas, canvas->style->mark);
  gradus_canvas_set_line_width (canvas, MAX (1.5, square.width / 30));
  cairo_stroke (canvas->cr);
}

static void
draw_picture (GradusCanvas *canvas, const GradusDiagramColumn *own, guint unit, GradusRect square)
{
  const gsize n = (gsize) own->picture_width * own->picture_height;
  const GradusPixels pixels = { own->picture_width, own->picture_height, 1, TRUE };
  const GradusGridPicture picture = { .values = own->picture + unit * n,
                                      .low = own->picture_low,
                                      .high = own->picture_high };

  gradus_picture_draw (canvas, &pixels, &picture,
                       gradus_rect_fit (own->picture_height, own->picture_width, square));
}

/* A few lines each way, over what the unit's square is filled with: a map that stands for no plane
 * of inputs. */
static void
draw_map_sign (GradusCanvas *canvas, GradusRect square)
{
  for (int i = 1; i <= 2; i++) {
    cairo_move_to (canvas->cr, square.x + i * square.width / 3, square.y);
    cairo_line_to (canvas->cr, square.x + i * square.width / 3, square.y + square.height);
    cairo_move_to (canvas->cr, square.x, square.y + i * square.height / 3);
    cairo_line_to (canvas->cr, square.x + square.width, square.y + i * square.height / 3);
  }
  gradus_canvas_set_colour (canvas, canvas->style->grid);
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
}

/* A square is a map: over the plane of inputs, or of the places of a picture. */
static void
trace_unit (GradusCanvas *canvas, const GradusDiagramColumn *own, GradusRect square)
{
  if (own->maps || own->is_map)
    cairo_rectangle (canvas->cr, square.x, square.y, square.width, square.height);
  else
    cairo_arc (canvas->cr, square.x + square.width / 2, square.y + square.height / 2,
               square.width / 2, 0, 2 * G_PI);
}

/* The lines end at the square's edges by themselves: a clip would cost more than all of them. */
static void
draw_hatch (GradusCanvas *canvas, gpointer data)
{
  const GradusRect *square = data;
  const double size = square->width;

  cairo_rectangle (canvas->cr, square->x, square->y, size, size);
  gradus_canvas_set_colour (canvas, canvas->style->grid);
  cairo_fill (canvas->cr);
  for (double at = HATCH; at < 2 * size; at += HATCH) {
    const double beyond = MAX (at - size, 0);

    cairo_move_to (canvas->cr, square->x + at - beyond, square->y + beyond);
    cairo_line_to (canvas->cr, square->x + beyond, square->y + at - beyond);
  }
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->dim_text, 0.5));
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
}

/* So many lines are the slowest thing to draw in a network, and in every frame the same. */
void
gradus_network_units_draw_dead (GradusCanvas *canvas, GradusRect square)
{
  const double reach = canvas->style->stroke;
  GByteArray *key = g_byte_array_new ();

  g_byte_array_append (key, (const guint8 *) "dead", strlen ("dead"));
  gradus_drawing_cache_draw (canvas,
                             (GradusRect){ square.x - reach, square.y - reach,
                                           square.width + 2 * reach, square.height + 2 * reach },
                             key, draw_hatch, &square);
}

/* Nothing of what it says is seen, as nothing of it is read. */
void
gradus_network_units_draw_off (GradusCanvas *canvas, GradusRect square)
{
  const double edge = square.width * 0.22;

  cairo_move_to (canvas->cr, square.x + edge, square.y + edge);
  cairo_line_to (canvas->cr, square.x + square.width - edge, square.y + square.height - edge);
  cairo_move_to (canvas->cr, square.x + square.width - edge, square.y + edge);
  cairo_line_to (canvas->cr, square.x + edge, square.y + square.height - edge);
  gradus_canvas_set_colour (canvas, canvas->style->text);
  gradus_canvas_set_line_width (canvas, CLAMP (square.width / 14, OUTLINE, MARKED_OUTLINE));
  cairo_stroke (canvas->cr);
}

/* -- Units ------------------------------------------------------------------------------------- */

static void
fill_circle (GradusCanvas *canvas, const GradusDiagramColumn *own, guint unit,
             const GradusOutputScale *scale, GradusRect square)
{
  trace_unit (canvas, own, square);
  gradus_canvas_set_colour (canvas, own->values
                                        ? gradus_output_scale_get_colour (
                                              scale, canvas->style, (double) own->values[unit])
                                        : canvas->style->background);
  cairo_fill (canvas->cr);
}

static void
fill_dead (GradusCanvas *canvas, const GradusDiagramColumn *own, GradusRect square)
{
  const gboolean is_round = !own->maps && !own->is_map;

  if (is_round) {
    cairo_save (canvas->cr);
    trace_unit (canvas, own, square);
    cairo_clip (canvas->cr);
  }
  gradus_network_units_draw_dead (canvas, square);
  if (is_round)
    cairo_restore (canvas->cr);
}

static void
fill_off (GradusCanvas *canvas, const GradusDiagramColumn *own, GradusRect square)
{
  trace_unit (canvas, own, square);
  gradus_canvas_set_colour (canvas, canvas->style->background);
  cairo_fill (canvas->cr);
  gradus_network_units_draw_off (canvas, square);
}

static gboolean
is_off (const GradusDiagramColumn *own, guint unit)
{
  return own->off && own->off[unit];
}

static void
fill_unit (GradusCanvas *canvas, const GradusDiagramColumn *own, guint unit, guint map_size,
           const GradusOutputShades *shades, GradusRect square)
{
  const GradusOutputScale *scale = own->own_scales ? &own->own_scales[unit] : &own->scale;

  if (own->dead && own->dead[unit])
    fill_dead (canvas, own, square);
  else if (own->maps && own->is_line)
    draw_curve (canvas, scale, own->maps + (gsize) unit * map_size, map_size, square);
  else if (own->maps)
    draw_map (canvas, scale, shades, own->maps + (gsize) unit * map_size * map_size, map_size,
              map_size, CAIRO_FILTER_BILINEAR, square);
  else if (own->pictures)
    draw_map (canvas, scale, shades,
              own->pictures + (gsize) unit * own->map_rows * own->map_columns, own->map_rows,
              own->map_columns,
              square.width >= own->map_columns ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD,
              gradus_rect_fit (own->map_rows, own->map_columns, square));
  else if (own->picture)
    draw_picture (canvas, own, unit, square);
  else
    fill_circle (canvas, own, unit, scale, square);
  if (own->is_map && !own->picture && !own->pictures)
    draw_map_sign (canvas, square);
}

/* On a plate where there are colours below it. */
static void
draw_name_inside (GradusCanvas *canvas, const char *name, gboolean has_plate, double width,
                  double height, GradusRect square)
{
  if (has_plate) {
    gradus_canvas_round_rect (canvas, (GradusRect){ square.x + 1, square.y + 1, width + 4, height },
                              3);
    gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->background, 0.75));
    cairo_fill (canvas->cr);
    gradus_canvas_draw_text (canvas, name, square.x + 3, square.y + 1, 0, 0, canvas->style->text);
  } else {
    gradus_canvas_draw_text (canvas, name, square.x + square.width / 2,
                             square.y + square.height / 2, 0.5, 0.5, canvas->style->text);
  }
}

/* Before the first column and behind the last one there is nothing else. */
static void
draw_name_beside (GradusCanvas *canvas, const GradusNetworkLayout *layout, gboolean is_left,
                  const char *name, GradusRect square)
{
  const double end = layout->units.x + layout->units.width;
  const double room = (is_left ? square.x - layout->units.x : end - square.x - square.width) -
                      GRADUS_NETWORK_NAME_GAP;
  const double x = is_left ? square.x - GRADUS_NETWORK_NAME_GAP
                           : square.x + square.width + GRADUS_NETWORK_NAME_GAP;
  g_autofree char *text = NULL;

  if (room < NARROWEST_NAME || layout->row_pitch < layout->line)
    return;
  text = gradus_canvas_shorten_middle (canvas, name, room);
  gradus_canvas_draw_text (canvas, text, x, square.y + square.height / 2, is_left ? 1 : 0, 0.5,
                           canvas->style->dim_text);
}

static void
draw_name (GradusCanvas *canvas, const GradusNetworkLayout *layout,
           const GradusDiagramColumn *columns, guint column, guint unit, GradusRect square)
{
  const GradusDiagramColumn *own = &columns[column];
  const gboolean is_last = column == layout->n_columns - 1;
  const gboolean has_plate = own->maps != NULL;
  const char *name = own->unit_names ? own->unit_names[unit] : NULL;
  double width, height;

  if (!name || own->picture)
    return;
  gradus_canvas_measure_text (canvas, name, &width, &height);
  if (!is_last && width + 2 <= square.width && (!has_plate || 2.2 * height <= square.height))
    draw_name_inside (canvas, name, has_plate, width, height, square);
  else if (column == 0 || is_last)
    draw_name_beside (canvas, layout, column == 0, name, square);
}

static gboolean
is_marked (guint column, guint unit, const GradusDiagramPart *marked, guint n_marked)
{
  for (guint i = 0; i < n_marked; i++) {
    if (marked[i].kind == GRADUS_DIAGRAM_UNIT && marked[i].column == column &&
        marked[i].unit == unit)
      return TRUE;
  }
  return FALSE;
}

static void
draw_unit (GradusCanvas *canvas, const GradusDiagramColumn *own, guint unit, guint map_size,
           const GradusOutputShades *shades, GradusRect square, gboolean is_strong)
{
  const double dashes[] = { DASH, DASH };

  if (is_off (own, unit))
    fill_off (canvas, own, square);
  else
    fill_unit (canvas, own, unit, map_size, shades, square);
  trace_unit (canvas, own, square);
  gradus_canvas_set_colour (canvas, is_strong ? canvas->style->text : canvas->style->dim_text);
  gradus_canvas_set_line_width (canvas, is_strong ? MARKED_OUTLINE : OUTLINE);
  cairo_set_dash (canvas->cr, dashes, is_off (own, unit) ? G_N_ELEMENTS (dashes) : 0, 0);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
}

/* How many maps there are, and how large; what is wider than the column is left out. */
static void
draw_map_lines (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                const GradusDiagramColumn *own, const GradusNetworkBlock *block, double x)
{
  const char *const lines[] = { own->map_text, own->size_text };

  for (guint i = 0; block->text > 0 && i < G_N_ELEMENTS (lines); i++) {
    double width, height;

    if (!lines[i])
      continue;
    gradus_canvas_measure_text (canvas, lines[i], &width, &height);
    if (width + MAP_TEXT_GAP <= layout->pitch)
      gradus_canvas_draw_text (canvas, lines[i], x, block->text + i * layout->line, 0.5, 0,
                               canvas->style->dim_text);
  }
}

void
gradus_network_units_draw (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                           const GradusDiagramColumn *columns, guint column, guint map_size,
                           const GradusDiagramPart *marked, guint n_marked)
{
  const GradusDiagramColumn *own = &columns[column];
  const GradusNetworkBlock block = gradus_network_layout_get_block (layout, own);
  const guint drawn = block.n_drawn;
  GradusOutputShades shades;
  g_autofree char *count = NULL, *more = NULL;

  gradus_output_shades_init (&shades, canvas->style);
  for (guint unit = 0; unit < drawn; unit++) {
    const GradusRect square = gradus_network_layout_get_square (layout, columns, column, unit);

    draw_unit (canvas, own, unit, map_size, &shades, square,
               is_marked (column, unit, marked, n_marked));
    draw_name (canvas, layout, columns, column, unit, square);
  }
  draw_map_lines (canvas, layout, own, &block, gradus_network_layout_get_x (layout, column));
  if (drawn >= own->n_units)
    return;
  count = gradus_number_format_count (own->n_units - drawn);
  more = g_strconcat ("+", count, NULL);
  gradus_canvas_draw_text (canvas, more, gradus_network_layout_get_x (layout, column),
                           gradus_network_layout_get_y (layout, own, drawn), 0.5, 0.5,
                           canvas->style->dim_text);
}
