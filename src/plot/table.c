/* SPDX-License-Identifier: MIT */
#include "plot/table.h"

#include <math.h>

#include "plot/formula.h"

#define MARGIN 8.0
#define COLUMN_GAP 16.0
#define LEAST_GAP 4.0
#define ROW_GAP 5.0

/* The rows that are drawn, and their height. */
typedef struct {
  double heading, row;
  guint first, end;
} Rows;

static void
measure_rows (GradusCanvas *canvas, const char *text, double *width, double *height)
{
  double w = 0, h = 0;

  if (text)
    gradus_formula_measure (canvas, text, 1, &w, &h);
  *width = MAX (*width, w);
  *height = MAX (*height, h);
}

/* Of many rows those around the lit one are shown. */
static Rows
place_rows (GradusCanvas *canvas, const GradusTable *table, double y)
{
  Rows rows = { 0 };
  double width = 0;
  guint fit, lit = (guint) MAX (table->lit_row, 0);

  for (guint i = 0; i < table->n_columns; i++)
    measure_rows (canvas, table->headings[i], &width, &rows.heading);
  rows.heading += 2 * ROW_GAP;
  measure_rows (canvas, "0", &width, &rows.row);
  rows.row += ROW_GAP;
  fit = (guint) MAX (floor ((canvas->height - y - rows.heading - MARGIN) / rows.row), 1);
  if (table->n_rows > fit)
    rows.first = (guint) CLAMP ((int) lit - (int) fit / 2, 0, (int) (table->n_rows - fit));
  rows.end = MIN (rows.first + fit, table->n_rows);
  return rows;
}

/* The widths of the columns; returns their sum. */
static double
measure_columns (GradusCanvas *canvas, const GradusTable *table, guint first, guint end,
                 double *widths)
{
  double total = 0;

  for (guint column = 0; column < table->n_columns; column++) {
    double height = 0;

    widths[column] = 0;
    measure_rows (canvas, table->headings[column], &widths[column], &height);
    for (guint row = first; row < end; row++)
      measure_rows (canvas, table->cells[(gsize) row * table->n_columns + column], &widths[column],
                    &height);
    total += widths[column];
  }
  return total;
}

double
gradus_table_measure (GradusCanvas *canvas, const GradusTable *table)
{
  g_autofree double *widths = g_new (double, MAX (table->n_columns, 1));

  return measure_columns (canvas, table, 0, table->n_rows, widths) + 2 * MARGIN +
         LEAST_GAP * table->n_columns;
}

/* Finds the right edge of every column; they share the room that is left. */
static void
place_columns (GradusCanvas *canvas, const GradusTable *table, const Rows *rows, double *rights)
{
  const double total = measure_columns (canvas, table, rows->first, rows->end, rights);
  const double room = CLAMP ((canvas->width - 2 * MARGIN - total) / MAX (table->n_columns, 1),
                             LEAST_GAP, 2 * COLUMN_GAP);
  double x = MARGIN;

  for (guint column = 0; column < table->n_columns; column++) {
    x += rights[column] + (column > 0 ? room : 0);
    rights[column] = x;
  }
}

static void
draw_cell (GradusCanvas *canvas, const char *text, double right, double y, double row_height,
           GradusColour colour)
{
  double width, height;

  if (!text)
    return;
  gradus_formula_measure (canvas, text, 1, &width, &height);
  gradus_formula_draw (canvas, text, 1, right - width, y + (row_height - height) / 2, colour);
}

static void
draw_light (GradusCanvas *canvas, const GradusTable *table, const double *rights, double y,
            double height)
{
  const double left = table->lit_from > 0 ? rights[table->lit_from - 1] + 4 : MARGIN - 4;
  const double right = rights[MIN (table->lit_to, table->n_columns) - 1] + 4;

  gradus_canvas_round_rect (canvas, (GradusRect){ left, y, MAX (right - left, 1), height }, 4);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->high, 0.35));
  cairo_fill (canvas->cr);
}

static void
draw_bar (GradusCanvas *canvas, const GradusTable *table, const double *rights, guint row, double y,
          double height)
{
  const guint column = (guint) table->bar_column;
  const double left = column > 0 ? rights[column - 1] + 8 : MARGIN;
  const double share = CLAMP (isfinite (table->bars[row]) ? table->bars[row] : 0, 0, 1);

  cairo_rectangle (canvas->cr, left, y + 2, (rights[column] - left) * share, height - 4);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->low, 0.45));
  cairo_fill (canvas->cr);
}

void
gradus_table_draw (GradusCanvas *canvas, const GradusTable *table, double y)
{
  const Rows rows = place_rows (canvas, table, y);
  g_autofree double *rights = g_new (double, MAX (table->n_columns, 1));

  place_columns (canvas, table, &rows, rights);
  for (guint i = 0; i < table->n_columns; i++)
    draw_cell (canvas, table->headings[i], rights[i], y, rows.heading, canvas->style->dim_text);
  cairo_rectangle (canvas->cr, MARGIN, y + rows.heading - 1, MAX (canvas->width - 2 * MARGIN, 1),
                   1);
  gradus_canvas_set_colour (canvas, canvas->style->grid);
  cairo_fill (canvas->cr);
  for (guint row = rows.first; row < rows.end; row++) {
    const double top = y + rows.heading + (row - rows.first) * rows.row;

    if ((int) row == table->lit_row && table->lit_to > table->lit_from)
      draw_light (canvas, table, rights, top, rows.row);
    if (table->bar_column >= 0)
      draw_bar (canvas, table, rights, row, top, rows.row);
    for (guint i = 0; i < table->n_columns; i++)
      draw_cell (canvas, table->cells[(gsize) row * table->n_columns + i], rights[i], top, rows.row,
                 canvas->style->text);
  }
}
