/* SPDX-License-Identifier: MIT */
#include "plot/grid-plot.h"

#include <math.h>

#include "plot/formula.h"

#define MARGIN 10.0
#define GAP 3.0
#define MOST_CELL_HEIGHT 150.0
#define MOST_CELL_WIDTH 240.0
#define TEXT_SCALE 1.6
#define SMALL_SCALE 0.8
#define DONE_HEIGHT 3.0

typedef struct {
  double left, top;     /* of the cells */
  double width, height; /* of one, its gap included */
  double line;
} Layout;

static double
find_widest (GradusCanvas *canvas, const char *const *names, guint n, double *line)
{
  double widest = 0;

  for (guint i = 0; i < n; i++) {
    double width;

    gradus_canvas_measure_text (canvas, names[i], &width, line);
    widest = MAX (widest, width);
  }
  return widest;
}

static Layout
lay_out (GradusCanvas *canvas, const GradusGridPlot *plot)
{
  Layout layout = { .top = MARGIN };

  gradus_canvas_measure_text (canvas, "0", &layout.left, &layout.line);
  layout.left =
      MARGIN +
      MIN (find_widest (canvas, plot->row_names, plot->n_rows, &layout.line), canvas->width / 3) +
      8;
  layout.top += layout.line + 6;
  layout.width =
      CLAMP ((canvas->width - layout.left - MARGIN) / MAX (plot->n_columns, 1), 1, MOST_CELL_WIDTH);
  layout.height =
      CLAMP ((canvas->height - layout.top - MARGIN) / MAX (plot->n_rows, 1), 1, MOST_CELL_HEIGHT);
  return layout;
}

static GradusRect
get_cell (const Layout *layout, guint row, guint column)
{
  return (GradusRect){ layout->left + column * layout->width, layout->top + row * layout->height,
                       MAX (layout->width - GAP, 1), MAX (layout->height - GAP, 1) };
}

/* From the colour of class 0 (nothing learned) to that of class 1. */
static GradusColour
get_colour (const GradusStyle *style, double share)
{
  return isnan (share) ? gradus_colour_mix (style->background, style->grid, 0.5)
                       : gradus_style_get_output_colour (style, share);
}

/* The colour of text with the better contrast. Cells have all colours from one class's to the
 * other's, and no text can be read on all of them. */
static GradusColour
get_text_colour (const GradusStyle *style, GradusColour ground)
{
  return gradus_colour_contrast (style->text, ground) >=
                 gradus_colour_contrast (style->background, ground)
             ? style->text
             : style->background;
}

/* Large, then smaller, then none: a text that does not fit its cell would cover the next. */
static void
draw_words (GradusCanvas *canvas, const GradusGridCell *cell, GradusRect rect, GradusColour colour)
{
  const double middle = rect.x + rect.width / 2, centre = rect.y + rect.height / 2;
  double scale = TEXT_SCALE, width, height, detail_width = 0, detail_height = 0;
  gboolean has_detail;

  if (!cell->text)
    return;
  gradus_formula_measure (canvas, cell->text, scale, &width, &height);
  if (width > rect.width || height > rect.height)
    gradus_formula_measure (canvas, cell->text, scale = 1, &width, &height);
  if (width > rect.width || height > rect.height)
    gradus_formula_measure (canvas, cell->text, scale = SMALL_SCALE, &width, &height);
  if (cell->detail)
    gradus_canvas_measure_text (canvas, cell->detail, &detail_width, &detail_height);
  has_detail = cell->detail && height + detail_height < rect.height && detail_width <= rect.width;
  if (width <= rect.width)
    gradus_formula_draw (canvas, cell->text, scale, middle - width / 2,
                         centre - (has_detail ? height + detail_height : height) / 2, colour);
  if (has_detail)
    gradus_canvas_draw_text (canvas, cell->detail, middle, centre + (height + detail_height) / 2,
                             0.5, 1, colour);
}

static void
draw_cell (GradusCanvas *canvas, const GradusGridCell *cell, GradusRect rect)
{
  const GradusColour ground = get_colour (canvas->style, cell->share);

  gradus_canvas_round_rect (canvas, rect, 5);
  gradus_canvas_set_colour (canvas, ground);
  cairo_fill (canvas->cr);
  draw_words (canvas, cell, rect, get_text_colour (canvas->style, ground));
  if (cell->done >= 1 || isnan (cell->done))
    return;
  cairo_rectangle (canvas->cr, rect.x + 4, rect.y + rect.height - DONE_HEIGHT - 2,
                   (rect.width - 8) * cell->done, DONE_HEIGHT);
  gradus_canvas_set_colour (canvas, canvas->style->text);
  cairo_fill (canvas->cr);
}

static void
draw_names (GradusCanvas *canvas, const GradusGridPlot *plot, const Layout *layout)
{
  for (guint i = 0; i < plot->n_columns; i++) {
    const GradusRect rect = get_cell (layout, 0, i);
    double width, height;

    gradus_canvas_measure_text (canvas, plot->column_names[i], &width, &height);
    if (width <= layout->width)
      gradus_canvas_draw_text (canvas, plot->column_names[i], rect.x + rect.width / 2, rect.y - 4,
                               0.5, 1, canvas->style->text);
  }
  for (guint i = 0; i < plot->n_rows; i++) {
    const GradusRect rect = get_cell (layout, i, 0);

    if (rect.height >= 0.8 * layout->line)
      gradus_canvas_draw_text (canvas, plot->row_names[i], rect.x - 8, rect.y + rect.height / 2, 1,
                               0.5, canvas->style->text);
  }
}

static int
find_cell (const GradusGridPlot *plot, const Layout *layout, double x, double y)
{
  const double column = (x - layout->left) / layout->width,
               row = (y - layout->top) / layout->height;

  if (!(column >= 0 && column < plot->n_columns && row >= 0 && row < plot->n_rows))
    return -1;
  return (int) row * (int) plot->n_columns + (int) column;
}

void
gradus_grid_plot_draw (GradusCanvas *canvas, const GradusGridPlot *plot)
{
  const Layout layout = lay_out (canvas, plot);
  const int pointed = find_cell (plot, &layout, plot->pointer_x, plot->pointer_y);

  draw_names (canvas, plot, &layout);
  for (guint i = 0; i < plot->n_rows * plot->n_columns; i++) {
    const GradusRect rect = get_cell (&layout, i / plot->n_columns, i % plot->n_columns);

    draw_cell (canvas, &plot->cells[i], rect);
    if ((int) i != pointed)
      continue;
    gradus_canvas_round_rect (canvas, rect, 5);
    gradus_canvas_set_colour (canvas, canvas->style->text);
    gradus_canvas_set_line_width (canvas, 2);
    cairo_stroke (canvas->cr);
  }
  if (pointed >= 0 && plot->callout)
    gradus_canvas_draw_callout (canvas, plot->pointer_x, plot->pointer_y, plot->callout, NULL);
}

int
gradus_grid_plot_find (GradusCanvas *canvas, const GradusGridPlot *plot, double x, double y)
{
  const Layout layout = lay_out (canvas, plot);

  return find_cell (plot, &layout, x, y);
}
