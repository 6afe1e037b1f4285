/* SPDX-License-Identifier: MIT */
#include "plot/pixel-plot.h"

#include <math.h>

#include "plot/frame.h"
#include "plot/number.h"
#include "plot/picture-grid.h"

#define TEXT_GAP 2.0
#define NUMBER_GAP 1.0
#define HALO 3.5
#define LINE 1.6
#define GRID 0.6

/* Squares that are no larger have no lines between them. */
#define LEAST_LINED 6.0

/* Letters that are smaller beside others are not read. */
#define LEAST_SCALE 0.5

/* Numbers are written to so many parts of the unit. */
#define PARTS 100

/* From here on numbers are whole, and from where, either way, they need a power of ten. */
#define LEAST_PLAIN 0.095
#define MOST_PLAIN 1000

double
gradus_pixel_plot_find_unit (double most)
{
  if (!isfinite (most) || most <= 0 || (most >= LEAST_PLAIN && most < MOST_PLAIN))
    return 1;
  return pow (10, floor (log10 (most)));
}

/* -- Where it lies ----------------------------------------------------------------------------- */

static double
measure_line (GradusCanvas *canvas, const char *text)
{
  double width, height = 0;

  if (text)
    gradus_canvas_measure_text (canvas, text, &width, &height);
  return text ? height + TEXT_GAP : 0;
}

GradusRect
gradus_pixel_plot_place (GradusCanvas *canvas, const GradusPixelPlot *plot, GradusRect rect)
{
  const double above = measure_line (canvas, plot->title),
               below = measure_line (canvas, plot->note);

  rect.y += above;
  rect.height -= above + below;
  if (rect.height <= 0 || rect.width <= 0 || plot->rows == 0 || plot->columns == 0)
    return (GradusRect){ rect.x, rect.y, 0, 0 };
  return gradus_rect_fit (plot->rows, plot->columns, rect);
}

int
gradus_pixel_plot_find (const GradusPixelPlot *plot, GradusRect place, double x, double y)
{
  const double side = place.width / plot->columns;

  if (place.height <= 0 || !gradus_rect_contains (place, x, y))
    return -1;
  return (int) (MIN ((guint) ((y - place.y) / side), plot->rows - 1) * plot->columns +
                MIN ((guint) ((x - place.x) / side), plot->columns - 1));
}

/* -- What is drawn ----------------------------------------------------------------------------- */

static gboolean
is_there (const GradusPixelPlot *plot, guint row, guint column)
{
  if (plot->n_tiles > 0 &&
      row / plot->tile_rows * (plot->columns / plot->tile_columns) + column / plot->tile_columns >=
          plot->n_tiles)
    return FALSE;
  return plot->bottom == 0 ||
         (row >= plot->top && row < plot->bottom && column >= plot->left && column < plot->right);
}

static GradusRect
get_square (const GradusPixelPlot *plot, GradusRect place, guint row, guint column)
{
  const double side = place.width / plot->columns;

  return (GradusRect){ place.x + column * side, place.y + row * side, side, side };
}

/* What is beyond an edge is no number that is nothing. */
static void
blank (GradusCanvas *canvas, const GradusPixelPlot *plot, GradusRect place)
{
  gradus_canvas_set_colour (canvas, canvas->style->background);
  for (guint at = 0; at < plot->rows * plot->columns; at++) {
    const GradusRect square = get_square (plot, place, at / plot->columns, at % plot->columns);

    if (!is_there (plot, at / plot->columns, at % plot->columns))
      cairo_rectangle (canvas->cr, square.x, square.y, square.width, square.height);
  }
  cairo_fill (canvas->cr);
}

static void
draw_lines (GradusCanvas *canvas, const GradusPixelPlot *plot, GradusRect place)
{
  const double side = place.width / plot->columns;
  const gboolean is_lined = side >= LEAST_LINED;
  const guint across = plot->tile_columns > 0 ? plot->tile_columns : is_lined ? 1 : plot->columns;
  const guint down = plot->tile_rows > 0 ? plot->tile_rows : is_lined ? 1 : plot->rows;

  for (guint i = 0; i <= plot->columns; i += across) {
    cairo_move_to (canvas->cr, place.x + i * side, place.y);
    cairo_line_to (canvas->cr, place.x + i * side, place.y + place.height);
  }
  for (guint i = 0; i <= plot->rows; i += down) {
    cairo_move_to (canvas->cr, place.x, place.y + i * side);
    cairo_line_to (canvas->cr, place.x + place.width, place.y + i * side);
  }
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->dim_text, 0.5));
  gradus_canvas_set_line_width (canvas, GRID);
  cairo_stroke (canvas->cr);
}

static char *
write_number (const GradusPixelPlot *plot, guint at)
{
  const double number = (double) plot->values[at] / (plot->unit > 0 ? plot->unit : 1);

  return gradus_number_format_short (fabs (number) < PARTS ? round (number * PARTS) / PARTS
                                                           : round (number));
}

static GradusColour
choose_ink (GradusCanvas *canvas, const GradusPixelPlot *plot, guint at)
{
  const GradusStyle *style = canvas->style;
  const double t = CLAMP (((double) plot->values[at] - plot->low) / (plot->high - plot->low), 0, 1);
  const GradusColour under =
      plot->is_grey ? (GradusColour){ t, t, t, 1 } : gradus_style_get_output_colour (style, t);

  return gradus_style_get_ink (style, under);
}

/* How large the numbers can be beside other letters: all alike. */
static double
find_number_scale (GradusCanvas *canvas, char **numbers, double side)
{
  double scale = 1;

  for (guint at = 0; numbers[at]; at++) {
    double width, height;

    gradus_canvas_measure_text (canvas, numbers[at], &width, &height);
    scale = MIN (scale, (side - 2 * NUMBER_GAP) / MAX (MAX (width, height), 1));
  }
  return scale;
}

static void
draw_number_at (GradusCanvas *canvas, const char *number, GradusRect square, double scale,
                GradusColour ink)
{
  cairo_save (canvas->cr);
  cairo_translate (canvas->cr, square.x + square.width / 2, square.y + square.height / 2);
  cairo_scale (canvas->cr, scale, scale);
  gradus_canvas_draw_text (canvas, number, 0, 0, 0.5, 0.5, ink);
  cairo_restore (canvas->cr);
}

/* All or none: what is missing among others would look like nothing. */
static void
draw_numbers (GradusCanvas *canvas, const GradusPixelPlot *plot, GradusRect place)
{
  const guint n = plot->rows * plot->columns;
  g_auto (GStrv) numbers = g_new0 (char *, n + 1);
  double scale;

  for (guint at = 0; at < n; at++)
    numbers[at] = write_number (plot, at);
  scale = find_number_scale (canvas, numbers, place.width / plot->columns);
  if (scale < LEAST_SCALE)
    return;
  for (guint at = 0; at < n; at++) {
    const GradusRect square = get_square (plot, place, at / plot->columns, at % plot->columns);

    if (is_there (plot, at / plot->columns, at % plot->columns))
      draw_number_at (canvas, numbers[at], square, scale, choose_ink (canvas, plot, at));
  }
}

static void
draw_words (GradusCanvas *canvas, const GradusPixelPlot *plot, GradusRect place, GradusRect rect)
{
  const double middle = rect.x + rect.width / 2;
  const char *const words[] = { plot->title, plot->note };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *fitting =
        words[i] ? gradus_canvas_shorten_text (canvas, words[i], rect.width) : NULL;

    if (fitting)
      gradus_canvas_draw_text (
          canvas, fitting, middle, i == 0 ? place.y - TEXT_GAP : place.y + place.height + TEXT_GAP,
          0.5, i == 0 ? 1 : 0, i == 0 ? canvas->style->text : canvas->style->dim_text);
  }
}

void
gradus_pixel_plot_draw (GradusCanvas *canvas, const GradusPixelPlot *plot, GradusRect rect)
{
  const GradusRect place = gradus_pixel_plot_place (canvas, plot, rect);
  const GradusPixels pixels = { plot->columns, plot->rows, 1, TRUE };
  const GradusGridPicture picture = {
    .values = plot->values, .low = plot->low, .high = plot->high, .is_signed = !plot->is_grey
  };

  if (place.height <= 0)
    return;
  gradus_picture_draw (canvas, &pixels, &picture, place);
  if (plot->bottom > 0 || plot->n_tiles > 0)
    blank (canvas, plot, place);
  draw_lines (canvas, plot, place);
  if (plot->has_numbers)
    draw_numbers (canvas, plot, place);
  draw_words (canvas, plot, place, rect);
}

/* -- Marks ------------------------------------------------------------------------------------- */

/* The path that is there, on a ground of its own, for it lies over any colour. */
static void
stroke_mark (GradusCanvas *canvas, GradusPixelMark mark)
{
  const GradusStyle *style = canvas->style;

  gradus_canvas_set_colour (canvas, style->background);
  gradus_canvas_set_line_width (canvas, HALO);
  cairo_stroke_preserve (canvas->cr);
  gradus_canvas_set_colour (canvas, mark == GRADUS_PIXEL_MARK_CHOSEN ? style->text : style->mark);
  gradus_canvas_set_line_width (canvas, LINE);
  cairo_stroke (canvas->cr);
}

void
gradus_pixel_plot_mark (GradusCanvas *canvas, const GradusPixelPlot *plot, GradusRect place,
                        int row, int column, guint rows, guint columns, GradusPixelMark mark)
{
  const double side = place.width / plot->columns;

  if (place.height <= 0)
    return;
  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, place.x - HALO, place.y - HALO, place.width + 2 * HALO,
                   place.height + 2 * HALO);
  cairo_clip (canvas->cr);
  cairo_rectangle (canvas->cr, place.x + column * side, place.y + row * side, columns * side,
                   rows * side);
  stroke_mark (canvas, mark);
  cairo_restore (canvas->cr);
}

/* Where a marked square has a neighbour that is not. */
static void
trace_edges (cairo_t *cr, const GradusPixelPlot *plot, GradusRect place, const guint8 *is_marked,
             guint row, guint column)
{
  const GradusRect square = get_square (plot, place, row, column);
  const guint8 *own = is_marked + row * plot->columns + column;
  const double right = square.x + square.width, bottom = square.y + square.height;

  if (row == 0 || !own[-(int) plot->columns]) {
    cairo_move_to (cr, square.x, square.y);
    cairo_line_to (cr, right, square.y);
  }
  if (row + 1 == plot->rows || !own[plot->columns]) {
    cairo_move_to (cr, square.x, bottom);
    cairo_line_to (cr, right, bottom);
  }
  if (column == 0 || !own[-1]) {
    cairo_move_to (cr, square.x, square.y);
    cairo_line_to (cr, square.x, bottom);
  }
  if (column + 1 == plot->columns || !own[1]) {
    cairo_move_to (cr, right, square.y);
    cairo_line_to (cr, right, bottom);
  }
}

void
gradus_pixel_plot_mark_all (GradusCanvas *canvas, const GradusPixelPlot *plot, GradusRect place,
                            const guint8 *is_marked)
{
  if (place.height <= 0)
    return;
  cairo_save (canvas->cr);
  cairo_set_line_cap (canvas->cr, CAIRO_LINE_CAP_SQUARE);
  for (guint at = 0; at < plot->rows * plot->columns; at++) {
    if (is_marked[at])
      trace_edges (canvas->cr, plot, place, is_marked, at / plot->columns, at % plot->columns);
  }
  stroke_mark (canvas, GRADUS_PIXEL_MARK_SEEN);
  cairo_restore (canvas->cr);
}
