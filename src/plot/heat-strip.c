/* SPDX-License-Identifier: MIT */
#include "plot/heat-strip.h"

#include <math.h>

#include "plot/number.h"

#define MARGIN 8.0
#define SCALE_WIDTH 10.0
#define HATCH 5.0

/* Columns of the picture; wider strips are stretched. */
#define MOST_COLUMNS 400

double
gradus_heat_strip_get_value (const GradusHeatStrip *strip, guint point, guint layer)
{
  return (double) *(const float *) (const void *) (strip->values + point * strip->pitch +
                                                   layer * strip->layer_pitch);
}

guint
gradus_heat_strip_find_point (const GradusHeatStrip *strip, double step)
{
  guint low = 0, high = strip->n_points;

  while (low + 1 < high) {
    const guint middle = low + (high - low) / 2;

    if ((double) strip->steps[middle] <= step)
      low = middle;
    else
      high = middle;
  }
  return low;
}

GradusColour
gradus_heat_strip_get_colour (const GradusStyle *style, const GradusAxis *axis, double value)
{
  const double share = gradus_axis_map (axis, value);

  if (isnan (share))
    return style->background;
  return gradus_colour_mix (style->background, style->high_mark, CLAMP (share, 0, 1));
}

static gboolean
has_value (const GradusHeatStrip *strip, guint layer)
{
  return !strip->has_none || !strip->has_none[layer];
}

/* Of steps that have not been trained there is nothing to show. */
static gboolean
has_come_to (const GradusHeatStrip *strip, double step)
{
  return step <= (double) strip->steps[strip->n_points - 1];
}

static GradusColour
get_cell_colour (const GradusStyle *style, const GradusHeatStrip *strip, double step, guint layer)
{
  if (!has_value (strip, layer) || !has_come_to (strip, step))
    return style->background;
  return gradus_heat_strip_get_colour (
      style, &strip->axis,
      gradus_heat_strip_get_value (strip, gradus_heat_strip_find_point (strip, step), layer));
}

static cairo_surface_t *
paint_strip (const GradusStyle *style, const GradusHeatStrip *strip, int columns)
{
  const int rows = (int) strip->n_layers;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, columns, rows);
  unsigned char *data = cairo_image_surface_get_data (surface);
  const int stride = cairo_image_surface_get_stride (surface);

  cairo_surface_flush (surface);
  for (int column = 0; column < columns; column++) {
    const double step = gradus_axis_unmap (&strip->x, (column + 0.5) / columns);

    for (int row = 0; row < rows; row++) {
      guint32 *pixels = (guint32 *) (void *) (data + (gsize) row * (gsize) stride);

      pixels[column] =
          gradus_colour_pack (get_cell_colour (style, strip, step, (guint) (rows - 1 - row)));
    }
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
outline_rect (GradusCanvas *canvas, GradusRect rect)
{
  cairo_rectangle (canvas->cr, floor (rect.x) + 0.5, floor (rect.y) + 0.5, floor (rect.width),
                   floor (rect.height));
  gradus_canvas_set_colour (canvas, canvas->style->grid);
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
}

/* -- What stands around the bands -------------------------------------------------------------- */

/* Every n-th name, so that they do not touch. */
static void
draw_names (GradusCanvas *canvas, const GradusHeatStrip *strip, GradusRect inner)
{
  const double slot = inner.height / strip->n_layers;
  double width, height;
  guint stride;

  gradus_canvas_measure_text (canvas, "0", &width, &height);
  stride = (guint) MAX (ceil (height / slot), 1);
  for (guint i = 0; i < strip->n_layers; i += stride) {
    g_autofree char *name = g_strdup_printf ("%s%u", strip->prefix, i + 1);

    gradus_canvas_draw_text (canvas, name, inner.x - 5, inner.y + inner.height - (i + 0.5) * slot,
                             1, 0.5, canvas->style->dim_text);
  }
}

/* With an outline: its lower end has the colour of the background. */
static void
draw_scale (GradusCanvas *canvas, const GradusHeatStrip *strip, GradusRect scale)
{
  g_autoptr (GArray) ticks = gradus_axis_get_ticks (&strip->axis, 4);

  for (int row = 0; row < scale.height; row++) {
    const double y = row, value = gradus_axis_unmap (&strip->axis, 1 - (y + 0.5) / scale.height);

    gradus_canvas_set_colour (canvas,
                              gradus_heat_strip_get_colour (canvas->style, &strip->axis, value));
    cairo_rectangle (canvas->cr, scale.x, scale.y + y, scale.width, MIN (1, scale.height - y));
    cairo_fill (canvas->cr);
  }
  outline_rect (canvas, scale);
  for (guint i = 0; i < ticks->len; i++) {
    const GradusTick *tick = &g_array_index (ticks, GradusTick, i);
    const double share = gradus_axis_map (&strip->axis, tick->value);

    if (tick->label)
      gradus_canvas_draw_text (canvas, tick->label, scale.x + scale.width + 4,
                               scale.y + scale.height * (1 - share), 0,
                               share > 0.95   ? 0
                               : share < 0.05 ? 1
                                              : 0.5,
                               canvas->style->dim_text);
  }
}

/* Not where it would touch the one before it, which ends at `free_from`. */
static void
draw_step_label (GradusCanvas *canvas, const char *label, double x, double y, double align,
                 double *free_from)
{
  double width, height;

  gradus_canvas_measure_text (canvas, label, &width, &height);
  if (x - align * width < *free_from)
    return;
  gradus_canvas_draw_text (canvas, label, x, y, align, 0, canvas->style->dim_text);
  *free_from = x + (1 - align) * width + MARGIN / 2;
}

static void
draw_steps (GradusCanvas *canvas, const GradusHeatStrip *strip, GradusRect inner)
{
  g_autoptr (GArray) ticks =
      gradus_axis_get_ticks (&strip->x, (guint) MAX (inner.width / (strip->x.is_log ? 50 : 90), 2));
  const double bottom = inner.y + inner.height;
  double free_from = 0, width, height;

  gradus_canvas_set_line_width (canvas, 1);
  for (guint i = 0; i < ticks->len; i++) {
    const GradusTick *tick = &g_array_index (ticks, GradusTick, i);
    const double share = gradus_axis_map (&strip->x, tick->value);

    if (!(share >= 0 && share <= 1))
      continue;
    cairo_rectangle (canvas->cr, floor (inner.x + share * inner.width), bottom, 1,
                     tick->is_minor ? 2 : 4);
    gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->dim_text, 0.6));
    cairo_fill (canvas->cr);
    if (tick->label)
      draw_step_label (canvas, tick->label, inner.x + share * inner.width, bottom + 4,
                       share > 0.95 ? 1 : 0.5, &free_from);
  }
  gradus_canvas_measure_text (canvas, "0", &width, &height);
  gradus_canvas_draw_text (canvas, strip->x_title, inner.x + inner.width, bottom + 4 + height, 1, 0,
                           canvas->style->dim_text);
}

static void
draw_strip_callout (GradusCanvas *canvas, const GradusHeatStrip *strip, GradusRect inner)
{
  const double share = (strip->pointer_x - inner.x) / inner.width;
  const double step = gradus_axis_unmap (&strip->x, share);
  const guint point = gradus_heat_strip_find_point (strip, step);
  const double row = (1 - (strip->pointer_y - inner.y) / inner.height) * strip->n_layers;
  const guint layer = (guint) CLAMP (row, 0, strip->n_layers - 1);
  g_autofree char *count = gradus_number_format_count (strip->steps[point]);
  g_autofree char *value = gradus_number_format (gradus_heat_strip_get_value (strip, point, layer));
  g_autofree char *first = g_strdup_printf ("%s\t%s", strip->step_name, count);
  g_autofree char *second = g_strdup_printf ("%s%u\t%s", strip->prefix, layer + 1, value);
  const char *const lines[] = { first, has_value (strip, layer) ? second : NULL, NULL };

  if (has_come_to (strip, step))
    gradus_canvas_draw_callout (canvas, strip->pointer_x, strip->pointer_y, lines, NULL);
}

/* The scale's labels get the room of a usual one: measuring the real ones would make the strip jump
 * while training goes on. */
static GradusRect
place_strip (GradusCanvas *canvas, const GradusHeatStrip *strip)
{
  g_autofree char *name = g_strdup_printf ("%s%u", strip->prefix, strip->n_layers);
  double left, right, top, height;

  gradus_canvas_measure_text (canvas, name, &left, &height);
  gradus_canvas_measure_text (canvas, "0.0001", &right, &height);
  left += MARGIN + 5;
  right += 2 * MARGIN + SCALE_WIDTH + 4;
  top = strip->y_title ? MARGIN + height : MARGIN;
  return (GradusRect){ left, top, MAX (canvas->width - left - right, 1),
                       MAX (canvas->height - top - MARGIN - 2 * height, 1) };
}

static GradusRect
place_scale (GradusRect inner)
{
  return (GradusRect){ inner.x + inner.width + MARGIN, inner.y, SCALE_WIDTH, inner.height };
}

/* -- The bands --------------------------------------------------------------------------------- */

static void
hatch_rect (GradusCanvas *canvas, GradusRect rect)
{
  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, rect.x, rect.y, rect.width, rect.height);
  cairo_clip (canvas->cr);
  for (double at = floor ((rect.x - rect.height) / HATCH) * HATCH; at < rect.x + rect.width;
       at += HATCH) {
    cairo_move_to (canvas->cr, at, rect.y + rect.height);
    cairo_rel_line_to (canvas->cr, rect.height, -rect.height);
  }
  gradus_canvas_set_colour (canvas, canvas->style->dim_text);
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
  cairo_restore (canvas->cr);
}

static gboolean
is_missing (const GradusHeatStrip *strip, double step, guint layer)
{
  return has_come_to (strip, step) &&
         !isfinite (gradus_heat_strip_get_value (strip, gradus_heat_strip_find_point (strip, step),
                                                 layer));
}

/* Where a row's values are not finite, from one column of the picture to another. */
static void
hatch_row (GradusCanvas *canvas, const GradusHeatStrip *strip, GradusRect inner, guint layer,
           int columns)
{
  const double slot = inner.height / strip->n_layers, width = inner.width / columns;
  int start = -1;

  for (int column = 0; column <= columns; column++) {
    const double step = gradus_axis_unmap (&strip->x, (column + 0.5) / columns);

    if (column < columns && is_missing (strip, step, layer)) {
      start = start < 0 ? column : start;
      continue;
    }
    if (start >= 0)
      hatch_rect (canvas, (GradusRect){ inner.x + start * width,
                                        inner.y + (strip->n_layers - 1 - layer) * slot,
                                        (column - start) * width, slot });
    start = -1;
  }
}

/* NEAREST: bands are of layers, and nothing lies between two layers. */
static void
draw_bands (GradusCanvas *canvas, const GradusHeatStrip *strip, GradusRect inner)
{
  const int columns = (int) CLAMP (inner.width, 1, MOST_COLUMNS);
  cairo_surface_t *surface = paint_strip (canvas->style, strip, columns);

  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, inner.x, inner.y, inner.width, inner.height);
  cairo_clip (canvas->cr);
  cairo_translate (canvas->cr, inner.x, inner.y);
  cairo_scale (canvas->cr, inner.width / columns, inner.height / strip->n_layers);
  cairo_set_source_surface (canvas->cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (canvas->cr), CAIRO_FILTER_NEAREST);
  cairo_paint (canvas->cr);
  cairo_restore (canvas->cr);
  cairo_surface_destroy (surface);
  for (guint layer = 0; layer < strip->n_layers; layer++) {
    if (has_value (strip, layer))
      hatch_row (canvas, strip, inner, layer, columns);
  }
}

/* Else low values would leave no trace of how far training has come. */
static void
outline_bands (GradusCanvas *canvas, const GradusHeatStrip *strip, GradusRect inner)
{
  const double last = gradus_axis_map (&strip->x, (double) strip->steps[strip->n_points - 1]);
  const double slot = inner.height / strip->n_layers;

  for (guint row = 0; row < strip->n_layers; row++) {
    if (has_value (strip, strip->n_layers - 1 - row))
      outline_rect (canvas, (GradusRect){ inner.x, inner.y + row * slot,
                                          CLAMP (last, 0, 1) * inner.width, slot });
  }
}

static void
draw_marked_rows (GradusCanvas *canvas, const GradusHeatStrip *strip, GradusRect inner)
{
  const double slot = inner.height / strip->n_layers;
  const guint first = MIN (strip->first_marked, strip->n_layers),
              n = MIN (strip->n_marked, strip->n_layers - first);

  gradus_canvas_draw_emphasis (canvas,
                               (GradusRect){ inner.x, inner.y + inner.height - (first + n) * slot,
                                             inner.width, n * slot });
}

static void
draw_cursor (GradusCanvas *canvas, const GradusHeatStrip *strip, GradusRect inner)
{
  const double share = gradus_axis_map (&strip->x, strip->cursor);

  if (!strip->has_cursor || !(share >= 0 && share <= 1))
    return;
  cairo_rectangle (canvas->cr, floor (inner.x + share * inner.width), inner.y, 1, inner.height);
  gradus_canvas_set_colour (canvas, canvas->style->text);
  cairo_fill (canvas->cr);
}

void
gradus_heat_strip_draw (GradusCanvas *canvas, const GradusHeatStrip *strip)
{
  const GradusRect inner = place_strip (canvas, strip);
  const gboolean has_bands = strip->n_points > 0 && strip->n_layers > 0;

  if (has_bands) {
    draw_bands (canvas, strip, inner);
    outline_bands (canvas, strip, inner);
    draw_names (canvas, strip, inner);
    draw_marked_rows (canvas, strip, inner);
  }
  draw_scale (canvas, strip, place_scale (inner));
  draw_steps (canvas, strip, inner);
  if (strip->y_title)
    gradus_canvas_draw_text (canvas, strip->y_title, MARGIN, MARGIN / 2, 0, 0,
                             canvas->style->dim_text);
  if (has_bands && gradus_rect_contains (inner, strip->pointer_x, strip->pointer_y))
    draw_strip_callout (canvas, strip, inner);
  else
    draw_cursor (canvas, strip, inner);
}

double
gradus_heat_strip_find_step (GradusCanvas *canvas, const GradusHeatStrip *strip, double x, double y)
{
  const GradusRect inner = place_strip (canvas, strip);

  if (!gradus_rect_contains (inner, x, y))
    return NAN;
  return gradus_axis_unmap (&strip->x, (x - inner.x) / inner.width);
}
