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
#define SCALE_WIDTH 110.0
#define SCALE_HEIGHT 9.0
#define SCALE_PARTS 50

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

static double
get_legend_height (const GradusGridPlot *plot, double line)
{
  return (plot->share_title ? line + MARGIN / 2 : 0) + (plot->details_title ? line + 2 : 0);
}

static Layout
lay_out_grid (GradusCanvas *canvas, const GradusGridPlot *plot)
{
  Layout layout = { .top = MARGIN };

  gradus_canvas_measure_text (canvas, "0", &layout.left, &layout.line);
  layout.left = MARGIN +
                MAX (MIN (find_widest (canvas, plot->row_names, plot->n_rows, &layout.line),
                          canvas->width / 3),
                     plot->least_left) +
                8;
  layout.top += layout.line + 6;
  layout.width =
      CLAMP ((canvas->width - layout.left - MARGIN) / MAX (plot->n_columns, 1), 1, MOST_CELL_WIDTH);
  layout.height =
      CLAMP ((canvas->height - layout.top - MARGIN - get_legend_height (plot, layout.line)) /
                 MAX (plot->n_rows, 1),
             1, MOST_CELL_HEIGHT);
  return layout;
}

static GradusRect
get_cell (const Layout *layout, guint row, guint column)
{
  return (GradusRect){ layout->left + column * layout->width, layout->top + row * layout->height,
                       MAX (layout->width - GAP, 1), MAX (layout->height - GAP, 1) };
}

static GradusColour
get_colour (const GradusStyle *style, double share)
{
  return isnan (share) ? gradus_colour_mix (style->background, style->grid, 0.5)
                       : gradus_style_get_share_colour (style, share);
}

/* How a cell's words are set. */
typedef struct {
  double scale; /* of the text; 0: there is none, for it would cover the next cell */
  double width, height;
  guint n_details; /* how many of the small lines stand below it */
  double line;     /* the height of one */
} Words;

/* How many of the small lines fit below the text. */
static guint
count_details (GradusCanvas *canvas, const GradusGridCell *cell, GradusRect rect, double height,
               double *line)
{
  const char *const details[] = { cell->detail, cell->note };
  double width;
  guint n = 0;

  for (; n < G_N_ELEMENTS (details) && details[n]; n++) {
    gradus_canvas_measure_text (canvas, details[n], &width, line);
    if (width > rect.width || height + (n + 1) * *line > rect.height)
      break;
  }
  return n;
}

/* The largest scale at which the text and all small lines fit, or else as many of these as do. */
static Words
fit_words (GradusCanvas *canvas, const GradusGridCell *cell, GradusRect rect)
{
  static const double scales[] = { TEXT_SCALE, 1, SMALL_SCALE };
  Words best = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++) {
    const gboolean is_last = i == G_N_ELEMENTS (scales) - 1;
    Words words = { .scale = scales[i] };

    gradus_formula_measure (canvas, cell->text, scales[i], &words.width, &words.height);
    if (words.width > rect.width || (words.height > rect.height && !is_last))
      continue;
    words.n_details = count_details (canvas, cell, rect, words.height, &words.line);
    if (best.scale == 0 || words.n_details > best.n_details)
      best = words;
  }
  return best;
}

static void
draw_words (GradusCanvas *canvas, const GradusGridCell *cell, const Words *words, GradusRect rect,
            GradusColour colour)
{
  const double middle = rect.x + rect.width / 2,
               top = rect.y + (rect.height - words->height - words->n_details * words->line) / 2;

  if (words->scale > 0)
    gradus_formula_draw (canvas, cell->text, words->scale, middle - words->width / 2, top, colour);
  for (guint i = 0; i < words->n_details; i++)
    gradus_canvas_draw_text (canvas, i == 0 ? cell->detail : cell->note, middle,
                             top + words->height + i * words->line, 0.5, 0, colour);
}

/* Returns whether a small line is drawn. */
static gboolean
draw_cell (GradusCanvas *canvas, const GradusGridCell *cell, GradusRect rect)
{
  const GradusColour ground = get_colour (canvas->style, cell->share);
  const Words words = cell->text ? fit_words (canvas, cell, rect) : (Words){ 0 };

  gradus_canvas_round_rect (canvas, rect, 5);
  gradus_canvas_set_colour (canvas, ground);
  cairo_fill_preserve (canvas->cr);
  gradus_canvas_set_colour (canvas, canvas->style->grid);
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
  draw_words (canvas, cell, &words, rect, gradus_style_get_ink (canvas->style, ground));
  if (cell->done < 1) {
    cairo_rectangle (canvas->cr, rect.x + 4, rect.y + rect.height - DONE_HEIGHT - 2,
                     (rect.width - 8) * cell->done, DONE_HEIGHT);
    gradus_canvas_set_colour (canvas, canvas->style->text);
    cairo_fill (canvas->cr);
  }
  return words.n_details > 0;
}

/* As much of a name as there is room for. */
static void
draw_name (GradusCanvas *canvas, const char *name, double most, double x, double y, double align_x,
           double align_y)
{
  g_autofree char *shown = gradus_canvas_shorten_text (canvas, name, most);

  gradus_canvas_draw_text (canvas, shown, x, y, align_x, align_y, canvas->style->text);
}

static void
draw_names (GradusCanvas *canvas, const GradusGridPlot *plot, const Layout *layout)
{
  for (guint i = 0; i < plot->n_columns; i++) {
    const GradusRect rect = get_cell (layout, 0, i);

    draw_name (canvas, plot->column_names[i], rect.width, rect.x + rect.width / 2, rect.y - 4, 0.5,
               1);
  }
  for (guint i = 0; i < plot->n_rows; i++) {
    const GradusRect rect = get_cell (layout, i, 0);

    if (rect.height >= 0.8 * layout->line)
      draw_name (canvas, plot->row_names[i], layout->left - MARGIN, rect.x - 8,
                 rect.y + rect.height / 2, 1, 0.5);
  }
}

/* -- The legend -------------------------------------------------------------------------------- */

static void
draw_scale (GradusCanvas *canvas, GradusRect rect)
{
  for (guint i = 0; i < SCALE_PARTS; i++) {
    gradus_canvas_set_colour (
        canvas, gradus_style_get_share_colour (canvas->style, (i + 0.5) / SCALE_PARTS));
    cairo_rectangle (canvas->cr, rect.x + rect.width * i / SCALE_PARTS, rect.y,
                     rect.width / SCALE_PARTS + 0.5, rect.height);
    cairo_fill (canvas->cr);
  }
  cairo_rectangle (canvas->cr, rect.x, rect.y, rect.width, rect.height);
  gradus_canvas_set_colour (canvas, canvas->style->grid);
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
}

/* Draws as much of the text as there is room for. Returns its width. */
static double
draw_legend_text (GradusCanvas *canvas, const char *text, double x, double y, GradusColour colour)
{
  const double most = canvas->width - MARGIN - x;
  g_autofree char *shown =
      most > 0 ? gradus_canvas_shorten_text (canvas, text, most) : g_strdup ("");
  double width, height;

  gradus_canvas_measure_text (canvas, shown, &width, &height);
  gradus_canvas_draw_text (canvas, shown, x, y, 0, 0.5, colour);
  return width;
}

/* "0 % [scale] 100 %  Share of seeds that solved it", and below it what the small numbers are, if
 * there are any. */
static void
draw_legend (GradusCanvas *canvas, const GradusGridPlot *plot, const Layout *layout,
             gboolean has_details)
{
  const GradusStyle *style = canvas->style;
  const double y = layout->top + plot->n_rows * layout->height + MARGIN / 2 + layout->line / 2;
  double x = layout->left;

  if (!plot->share_title)
    return;
  x += draw_legend_text (canvas, "0 %", x, y, style->text) + 6;
  draw_scale (canvas, (GradusRect){ x, y - SCALE_HEIGHT / 2, SCALE_WIDTH, SCALE_HEIGHT });
  x += SCALE_WIDTH + 6;
  x += draw_legend_text (canvas, "100 %", x, y, style->text) + 12;
  draw_legend_text (canvas, plot->share_title, x, y, style->text);
  if (plot->details_title && has_details)
    draw_legend_text (canvas, plot->details_title, layout->left, y + layout->line + 2,
                      style->dim_text);
}

/* -- The whole --------------------------------------------------------------------------------- */

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
  const Layout layout = lay_out_grid (canvas, plot);
  const int pointed = find_cell (plot, &layout, plot->pointer_x, plot->pointer_y);
  gboolean has_details = FALSE;

  draw_names (canvas, plot, &layout);
  for (guint i = 0; i < plot->n_rows * plot->n_columns; i++) {
    const GradusRect rect = get_cell (&layout, i / plot->n_columns, i % plot->n_columns);

    has_details |= draw_cell (canvas, &plot->cells[i], rect);
    if ((int) i != pointed)
      continue;
    gradus_canvas_round_rect (canvas, rect, 5);
    gradus_canvas_set_colour (canvas, canvas->style->text);
    gradus_canvas_set_line_width (canvas, 2);
    cairo_stroke (canvas->cr);
  }
  draw_legend (canvas, plot, &layout, has_details);
  if (pointed >= 0 && plot->callout)
    gradus_canvas_draw_callout (canvas, plot->pointer_x, plot->pointer_y, plot->callout, NULL);
}

double
gradus_grid_plot_get_height (GradusCanvas *canvas, const GradusGridPlot *plot)
{
  const Layout layout = lay_out_grid (canvas, plot);

  return layout.top + plot->n_rows * layout.height + MARGIN + get_legend_height (plot, layout.line);
}

void
gradus_grid_plot_get_columns (GradusCanvas *canvas, const GradusGridPlot *plot, double *left,
                              double *width)
{
  const Layout layout = lay_out_grid (canvas, plot);

  *left = layout.left;
  *width = layout.width;
}

int
gradus_grid_plot_find (GradusCanvas *canvas, const GradusGridPlot *plot, double x, double y)
{
  const Layout layout = lay_out_grid (canvas, plot);

  return find_cell (plot, &layout, x, y);
}
