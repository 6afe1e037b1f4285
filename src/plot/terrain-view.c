/* SPDX-License-Identifier: MIT */
#include "plot/terrain-view.h"

#include <math.h>

#include "plot/contour.h"
#include "plot/drawing-cache.h"
#include "plot/frame.h"
#include "plot/terrain-relief.h"

/* Heights are given to the contours above 1, because below they are taken for outputs. */
#define GROUND 2.0f

/* The side of a flat map whose lines are laid over a relief: cairo keeps places in 256ths. */
#define FLAT_SIDE 1024.0

/* -- The map ----------------------------------------------------------------------------------- */

/* A pixel a cell. */
static cairo_surface_t *
paint_cells (const GradusStyle *style, const GradusTerrain *terrain)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) terrain->size, (int) terrain->size);
  const int stride = cairo_image_surface_get_stride (surface);
  guchar *data = cairo_image_surface_get_data (surface);

  for (guint row = 0; row < terrain->size; row++) {
    guint32 *pixels = (guint32 *) (void *) (data + row * stride);

    for (guint column = 0; column < terrain->size; column++) {
      const double value = (double) terrain->values[row * terrain->size + column];

      pixels[column] = isfinite (value)
                           ? gradus_colour_pack (gradus_terrain_get_colour (style, terrain, value))
                           : 0;
    }
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* What is not finite lies as high as anything, or lines would run around it at any height. */
static float *
list_heights (const GradusTerrain *terrain)
{
  float *heights = g_new (float, (gsize) terrain->size * terrain->size);

  for (gsize i = 0; i < (gsize) terrain->size * terrain->size; i++) {
    const double share = gradus_axis_map (&terrain->axis, (double) terrain->values[i]);

    heights[i] = GROUND + (float) (isnan (share) ? 1 : share);
  }
  return heights;
}

/* All contour lines as a path. */
static void
trace_levels (cairo_t *cr, const GradusTerrain *terrain, GradusRect rect)
{
  g_autoptr (GArray) levels = gradus_terrain_list_levels (&terrain->axis);
  g_autofree float *heights = list_heights (terrain);

  for (guint i = 0; i < levels->len; i++) {
    const double share =
        gradus_axis_map (&terrain->axis, g_array_index (levels, GradusTick, i).value);

    gradus_contour_trace (cr, heights, terrain->size, (double) GROUND + share, 1e-9, rect);
  }
}

/* Faint and thin, so that a sixteenth of a pixel is fine enough; cairo's usual grid takes twice as
 * long. */
static void
stroke_levels (GradusCanvas *canvas)
{
  cairo_set_antialias (canvas->cr, CAIRO_ANTIALIAS_FAST);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->text, 0.35));
  gradus_canvas_set_line_width (canvas, 0.8);
  cairo_stroke (canvas->cr);
  cairo_set_antialias (canvas->cr, CAIRO_ANTIALIAS_DEFAULT);
}

typedef struct {
  const GradusTerrain *terrain;
  GradusRect rect;
} TerrainDrawing;

static void
draw_map (GradusCanvas *canvas, gpointer data)
{
  const TerrainDrawing *drawing = data;
  const GradusTerrain *terrain = drawing->terrain;
  const GradusRect rect = drawing->rect;
  cairo_surface_t *cells = paint_cells (canvas->style, terrain);
  cairo_t *cr = canvas->cr;

  cairo_save (cr);
  gradus_canvas_clip (canvas, rect);
  cairo_save (cr);
  cairo_translate (cr, rect.x, rect.y);
  cairo_scale (cr, rect.width / terrain->size, rect.height / terrain->size);
  cairo_set_source_surface (cr, cells, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
  trace_levels (cr, terrain, rect);
  stroke_levels (canvas);
  cairo_restore (cr);
  cairo_surface_destroy (cells);
}

/* Moves on to a point of the flat map: with a line where both ends are seen. */
static void
trace_on_ground (cairo_t *cr, const TerrainDrawing *drawing, const cairo_path_data_t *point,
                 gboolean is_line, gboolean *was_seen)
{
  const GradusTerrain *terrain = drawing->terrain;
  double x, y;
  const gboolean is_seen = gradus_terrain_relief_place (
      terrain, drawing->rect,
      terrain->x0 + point->point.x / FLAT_SIDE * (terrain->x1 - terrain->x0),
      terrain->y1 - point->point.y / FLAT_SIDE * (terrain->y1 - terrain->y0), &x, &y);

  if (is_line && is_seen && *was_seen)
    cairo_line_to (cr, x, y);
  else
    cairo_move_to (cr, x, y);
  *was_seen = is_seen;
}

/* The lines of the map, laid over the ground. */
static void
trace_levels_on_ground (cairo_t *cr, const TerrainDrawing *drawing)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *flat = cairo_create (surface);
  cairo_path_t *path;
  const cairo_path_data_t *first = NULL;
  gboolean was_seen = FALSE;

  trace_levels (flat, drawing->terrain, (GradusRect){ 0, 0, FLAT_SIDE, FLAT_SIDE });
  path = cairo_copy_path (flat);
  for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
    const cairo_path_data_t *data = &path->data[i];

    if (data->header.type == CAIRO_PATH_MOVE_TO)
      first = &data[1];
    if (data->header.type == CAIRO_PATH_CLOSE_PATH)
      trace_on_ground (cr, drawing, first, TRUE, &was_seen);
    else
      trace_on_ground (cr, drawing, &data[1], data->header.type == CAIRO_PATH_LINE_TO, &was_seen);
  }
  cairo_path_destroy (path);
  cairo_destroy (flat);
  cairo_surface_destroy (surface);
}

static void
draw_relief (GradusCanvas *canvas, gpointer data)
{
  const TerrainDrawing *drawing = data;

  gradus_terrain_relief_draw (canvas, drawing->terrain, drawing->rect);
  trace_levels_on_ground (canvas->cr, drawing);
  stroke_levels (canvas);
}

/* Paths move over a ground that mostly stays the same. */
void
gradus_terrain_view_draw (GradusCanvas *canvas, const GradusTerrain *terrain, GradusRect rect)
{
  GByteArray *key = g_byte_array_new ();
  TerrainDrawing drawing = { terrain, rect };

  g_byte_array_append (key, (const guint8 *) terrain->values,
                       terrain->size * terrain->size * (guint) sizeof (float));
  g_byte_array_append (key, (const guint8 *) &terrain->axis.low, sizeof terrain->axis.low);
  g_byte_array_append (key, (const guint8 *) &terrain->axis.high, sizeof terrain->axis.high);
  g_byte_array_append (key, (const guint8 *) &terrain->is_relief, sizeof terrain->is_relief);
  gradus_drawing_cache_draw (canvas, rect, key, terrain->is_relief ? draw_relief : draw_map,
                             &drawing);
}

/* -- Places ------------------------------------------------------------------------------------ */

gboolean
gradus_terrain_view_place (const GradusTerrain *terrain, GradusRect rect, double x, double y,
                           double *place_x, double *place_y)
{
  if (terrain->is_relief)
    return gradus_terrain_relief_place (terrain, rect, x, y, place_x, place_y);
  *place_x = rect.x + (x - terrain->x0) / (terrain->x1 - terrain->x0) * rect.width;
  *place_y = rect.y + (terrain->y1 - y) / (terrain->y1 - terrain->y0) * rect.height;
  return TRUE;
}

gboolean
gradus_terrain_view_find (const GradusTerrain *terrain, GradusRect rect, double place_x,
                          double place_y, double *x, double *y)
{
  if (terrain->is_relief)
    return gradus_terrain_relief_find (terrain, rect, place_x, place_y, x, y);
  *x = terrain->x0 + (place_x - rect.x) / rect.width * (terrain->x1 - terrain->x0);
  *y = terrain->y1 - (place_y - rect.y) / rect.height * (terrain->y1 - terrain->y0);
  return gradus_rect_contains (rect, place_x, place_y);
}
