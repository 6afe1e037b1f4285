/* SPDX-License-Identifier: MIT */
#include "plot/table.h"

#include <math.h>
#include <string.h>

#include "plot/formula.h"

#define MARGIN 8.0
#define COLUMN_GAP 16.0
#define LEAST_GAP 8.0
#define VALUE_GAP 6.0 /* between numbers of a cell */
#define ROW_GAP 5.0
#define MOST_SPREAD 0.6
#define LEAST_ROW_GAP 1.0 /* where otherwise not all rows fit */
#define MORE "…"

/* How far the middle of a digit is above the baseline, of a line's height. */
#define DIGIT_SHARE 0.27

/* Where not all numbers of a cell have room anyway, so many are left beside larger letters. */
#define FEWEST_VALUES 3
#define SCALE_STEP 0.1

/* A part of a cell: a number with its decimal point at the end of `head`, or words. */
typedef struct {
  const char *text;
  gsize length, head; /* in bytes */
} Part;

/* How wide the parts of a column's cells are, on either side of the decimal point. */
typedef struct {
  guint n_values;
  double heads[GRADUS_TABLE_MOST], tails[GRADUS_TABLE_MOST];
  double shared; /* behind the last */
  double heading, least;
  gboolean is_words;
  double right; /* its right edge */
  double width;
} Column;

typedef struct {
  GradusTableView view;
  Column *columns;
  double more; /* the width of an ellipsis */
} Layout;

/* -- Cells ------------------------------------------------------------------------------------- */

/* The length of a number's sign and whole digits, with a parenthesis before them; 0 where there are
 * none. */
static gsize
find_head (const char *text, gsize length)
{
  const gsize open = *text == '(';
  const gsize sign =
      open + (g_str_has_prefix (text + open, "−") ? strlen ("−") : text[open] == '-');
  gsize n = sign;

  while (n < length && (g_ascii_isdigit (text[n]) || text[n] == ','))
    n++;
  return n > sign ? n : 0;
}

/* The next part of a cell, and what is behind it. */
static Part
take_part (const char **cell)
{
  Part part = { .text = *cell, .length = strcspn (*cell, "\t\n") };

  part.head = find_head (part.text, part.length);
  *cell += part.length + ((*cell)[part.length] == '\t');
  return part;
}

static void
measure_text (GradusCanvas *canvas, const char *text, gsize length, double *width)
{
  g_autofree char *part = g_strndup (text, length);
  double w = 0, h;

  if (length > 0)
    gradus_formula_measure_line (canvas, part, 1, &w, &h);
  *width = MAX (*width, w);
}

/* Words that stand for a number. */
static gboolean
is_number (const Part *part)
{
  return part->head > 0 || g_str_has_prefix (part->text, MORE) ||
         g_str_has_prefix (part->text, "not finite");
}

/* What stands for a number, "not finite", stands before the point as a whole. A cell that begins
 * with a line feed has no number, only words at the right. */
static void
measure_cell (GradusCanvas *canvas, const char *cell, Column *column)
{
  guint i = 0;

  if (*cell == '\n') {
    measure_text (canvas, cell + 1, strlen (cell + 1), &column->least);
    return;
  }
  for (; i < GRADUS_TABLE_MOST && *cell && *cell != '\n'; i++) {
    const Part part = take_part (&cell);
    const gsize head = part.head > 0 ? part.head : part.length;

    column->is_words |= !is_number (&part);
    measure_text (canvas, part.text, head, &column->heads[i]);
    measure_text (canvas, part.text + head, part.length - head, &column->tails[i]);
  }
  column->n_values = MAX (column->n_values, i);
  if (*cell == '\n')
    measure_text (canvas, cell + 1, strlen (cell + 1), &column->shared);
}

/* NULL behind the last line of a heading. */
static const char *
next_line (const char *line)
{
  const char *end = strchr (line, '\n');

  return end ? end + 1 : NULL;
}

/* All sizes here are those of the usual letters; the table is scaled as a whole. */
static void
measure_columns (GradusCanvas *canvas, const GradusTable *table, Layout *layout)
{
  measure_text (canvas, " " MORE " ", strlen (" " MORE " "), &layout->more);
  for (guint i = 0; i < table->n_columns; i++) {
    Column *column = &layout->columns[i];

    column->least = (int) i == table->bar_column ? table->bar_width : 0;
    for (const char *line = table->headings[i]; line; line = next_line (line))
      measure_text (canvas, line, strcspn (line, "\n"), &column->heading);
    for (guint row = 0; row < table->n_rows; row++) {
      const char *cell = table->cells[(gsize) row * table->n_columns + i];

      if (cell)
        measure_cell (canvas, cell, column);
    }
  }
}

/* The width of a column's cells with at most n numbers. */
static double
sum_values (const Layout *layout, const Column *column, guint n)
{
  double width = column->shared + (column->n_values > n ? layout->more : 0);

  for (guint i = 0; i < MIN (column->n_values, n); i++)
    width += column->heads[i] + column->tails[i] + (i > 0 ? VALUE_GAP : 0);
  return width;
}

static double
find_width (const Layout *layout, const Column *column, guint n)
{
  return MAX (MAX (sum_values (layout, column, n), column->heading), column->least);
}

static double
sum_columns (const GradusTable *table, const Layout *layout, guint n)
{
  double width = 2 * MARGIN + LEAST_GAP * (MAX (table->n_columns, 1) - 1);

  for (guint i = 0; i < table->n_columns; i++)
    width += find_width (layout, &layout->columns[i], n);
  return width;
}

/* Bars give way before anything is cut off. */
static void
shrink_bars (GradusCanvas *canvas, const GradusTable *table, Layout *layout)
{
  Column *column = table->bar_column >= 0 && table->bar_column < (int) table->n_columns
                       ? &layout->columns[table->bar_column]
                       : NULL;

  if (column)
    column->least =
        MAX (column->least - MAX (sum_columns (table, layout, 1) - canvas->width, 0), 0);
}

/* -- The layout -------------------------------------------------------------------------------- */

static double
measure_heading (GradusCanvas *canvas, const char *heading)
{
  double total = 0;

  for (const char *line = heading; line; line = next_line (line)) {
    g_autofree char *text = g_strndup (line, strcspn (line, "\n"));
    double width, height;

    gradus_formula_measure_line (canvas, text, 1, &width, &height);
    total += height;
  }
  return total;
}

/* Rows come nearer to each other where they are many. */
static void
measure_rows (GradusCanvas *canvas, const GradusTable *table, double y, GradusTableView *view)
{
  double width, height, room;

  for (guint i = 0; i < table->n_columns; i++)
    view->heading = MAX (view->heading, measure_heading (canvas, table->headings[i]));
  view->heading += 2 * ROW_GAP;
  gradus_formula_measure_line (canvas, "0", 1, &width, &height);
  room = (canvas->height - y - view->heading - MARGIN / 2) / MAX (table->n_rows, 1) - height;
  view->row = height + (room < LEAST_ROW_GAP ? ROW_GAP : MIN (room, ROW_GAP));
}

static guint
count_values (const GradusTable *table, const Layout *layout)
{
  guint n = 1;

  for (guint i = 0; i < table->n_columns; i++)
    n = MAX (n, layout->columns[i].n_values);
  return n;
}

static guint
find_most_values (const GradusTable *table, const Layout *layout, double room)
{
  guint n = count_values (table, layout);

  while (n > 1 && sum_columns (table, layout, n) > room)
    n--;
  return n;
}

/* Where letters cannot grow further, rows take some of the height that is left. */
static void
spread_rows (GradusCanvas *canvas, const GradusTable *table, GradusTableView *view)
{
  const double free =
      canvas->height - view->top - view->heading - table->n_rows * view->row - MARGIN / 2;

  view->row += CLAMP (free / MAX (table->n_rows, 1), 0, view->row * MOST_SPREAD);
}

/* As large as the rows have room for; but letters shrink to the usual ones before numbers go. */
static void
find_scale (GradusCanvas *canvas, const GradusTable *table, double y, Layout *layout)
{
  GradusTableView *view = &layout->view;
  const double needed = view->heading + table->n_rows * view->row + MARGIN / 2;
  const guint most = find_most_values (table, layout, canvas->width);
  const guint wanted = MIN (most, most < count_values (table, layout) ? FEWEST_VALUES : most);

  view->scale = CLAMP ((canvas->height - y) / needed, 1, MAX (table->most_scale, 1));
  while (view->scale > 1 &&
         (find_most_values (table, layout, canvas->width / view->scale) < wanted ||
          sum_columns (table, layout, wanted) > canvas->width / view->scale))
    view->scale = MAX (view->scale - SCALE_STEP, 1);
  view->n_values = find_most_values (table, layout, canvas->width / view->scale);
  view->row *= view->scale;
  view->heading *= view->scale;
  view->top = y;
  if (table->most_scale > 1)
    spread_rows (canvas, table, view);
}

static void
find_rows (GradusCanvas *canvas, const GradusTable *table, GradusTableView *view)
{
  const double room = canvas->height - view->top - view->heading - MARGIN / 2;
  const guint fit = (guint) MAX (floor (room / view->row + 1e-6), 1);
  const int lit = MAX (table->lit_row, 0);
  const int first = table->first_row > 0 ? (int) table->first_row - 1 : lit - (int) fit / 2;

  if (table->n_rows > fit)
    view->first = (guint) CLAMP (first, 0, (int) (table->n_rows - fit));
  view->end = MIN (view->first + fit, table->n_rows);
}

/* Finds the right edge of every column; they share the room that is left. */
static void
place_columns (GradusCanvas *canvas, const GradusTable *table, Layout *layout)
{
  const double scale = layout->view.scale;
  const double total = sum_columns (table, layout, layout->view.n_values);
  const double room =
      CLAMP ((canvas->width / scale - total) / MAX (table->n_columns, 1), 0, 2 * COLUMN_GAP);
  double x = MARGIN;

  for (guint i = 0; i < table->n_columns; i++) {
    Column *column = &layout->columns[i];

    column->width = find_width (layout, column, layout->view.n_values) * scale;
    x += column->width + (i > 0 ? (room + LEAST_GAP) * scale : 0);
    column->right = x;
  }
}

static void
lay_out (GradusCanvas *canvas, const GradusTable *table, double y, Layout *layout)
{
  *layout = (Layout){ .columns = g_new0 (Column, MAX (table->n_columns, 1)) };
  measure_columns (canvas, table, layout);
  shrink_bars (canvas, table, layout);
  measure_rows (canvas, table, y, &layout->view);
  find_scale (canvas, table, y, layout);
  find_rows (canvas, table, &layout->view);
  place_columns (canvas, table, layout);
}

GradusTableView
gradus_table_get_view (GradusCanvas *canvas, const GradusTable *table, double y)
{
  Layout layout;

  lay_out (canvas, table, y, &layout);
  g_free (layout.columns);
  return layout.view;
}

double
gradus_table_measure (GradusCanvas *canvas, const GradusTable *table)
{
  g_autofree Column *columns = g_new0 (Column, MAX (table->n_columns, 1));
  Layout layout = { .columns = columns };

  measure_columns (canvas, table, &layout);
  return sum_columns (table, &layout, GRADUS_TABLE_MOST);
}

static double
get_row_y (const GradusTableView *view, guint row)
{
  return view->top + view->heading + (row - view->first) * view->row;
}

gboolean
gradus_table_find (GradusCanvas *canvas, const GradusTable *table, double y, double at_x,
                   double at_y, guint *row, guint *column, GradusRect *cell)
{
  Layout layout;
  const GradusTableView *view = &layout.view;
  gboolean is_found = FALSE;

  lay_out (canvas, table, y, &layout);
  for (guint i = 0; i < table->n_columns && !is_found; i++) {
    const Column *at = &layout.columns[i];
    const double line = floor ((at_y - y - view->heading) / view->row);

    /* A pointer that is not there is NaN, and nowhere. */
    if (!(at_x >= at->right - at->width - 4 && at_x <= at->right + 4 && line >= 0 &&
          line < view->end - view->first))
      continue;
    is_found = TRUE;
    *row = view->first + (guint) line;
    *column = i;
    *cell = (GradusRect){ at->right - at->width, get_row_y (view, *row), at->width, view->row };
  }
  g_free (layout.columns);
  return is_found;
}

/* -- Drawing ----------------------------------------------------------------------------------- */

/* Text that ends at x, or begins there, with the middle of its digits at that height. */
static void
draw_text (GradusCanvas *canvas, const char *text, gsize length, double x, double align,
           double middle, double scale, GradusColour colour)
{
  g_autofree char *part = g_strndup (text, length);
  double width, height, digit;

  if (length == 0)
    return;
  gradus_formula_measure_line (canvas, part, scale, &width, &height);
  gradus_formula_measure_line (canvas, "0", scale, &digit, &height);
  gradus_formula_draw_line (canvas, part, scale, x - align * width, middle + height * DIGIT_SHARE,
                            colour);
}

static void
draw_numbers (GradusCanvas *canvas, const Layout *layout, const Column *column, const char *cell,
              double middle)
{
  const GradusColour colour = canvas->style->text;
  const double scale = layout->view.scale;
  double x = column->right - sum_values (layout, column, layout->view.n_values) * scale;

  for (guint i = 0; i < layout->view.n_values && *cell && *cell != '\n'; i++) {
    const Part part = take_part (&cell);
    const gsize head = part.head > 0 ? part.head : part.length;

    x += ((i > 0 ? VALUE_GAP : 0) + column->heads[i]) * scale;
    draw_text (canvas, part.text, head, x, 1, middle, scale, colour);
    draw_text (canvas, part.text + head, part.length - head, x, 0, middle, scale, colour);
    x += column->tails[i] * scale;
  }
  if (*cell && *cell != '\n') {
    x += layout->more * scale;
    draw_text (canvas, MORE " ", strlen (MORE " "), x, 1, middle, scale, colour);
  }
  cell += strcspn (cell, "\n");
  if (*cell)
    draw_text (canvas, cell + 1, strlen (cell + 1), x, 0, middle, scale, colour);
}

static void
draw_words (GradusCanvas *canvas, const Layout *layout, const Column *column, const char *words,
            double align, double middle)
{
  draw_text (canvas, words, strlen (words), column->right - (1 - align) * column->width, align,
             middle, layout->view.scale, canvas->style->text);
}

static void
draw_cell (GradusCanvas *canvas, const Layout *layout, const Column *column, const char *cell,
           double middle)
{
  if (cell && *cell == '\n')
    draw_words (canvas, layout, column, cell + 1, 1, middle);
  else if (cell && column->is_words)
    draw_words (canvas, layout, column, cell, 0, middle);
  else if (cell)
    draw_numbers (canvas, layout, column, cell, middle);
}

static void
draw_light (GradusCanvas *canvas, const GradusTable *table, const Layout *layout, double y)
{
  const Column *first = &layout->columns[table->lit_from],
               *last = &layout->columns[MIN (table->lit_to, table->n_columns) - 1];
  const double left = first->right - first->width - 4;

  gradus_canvas_round_rect (
      canvas, (GradusRect){ left, y, MAX (last->right + 4 - left, 1), layout->view.row }, 4);
  gradus_canvas_set_colour (
      canvas, gradus_colour_with_alpha (
                  table->is_lit_forward ? canvas->style->low : canvas->style->high, 0.35));
  cairo_fill (canvas->cr);
}

/* A bar with a sign stands on either side of the middle, in the colour of its sign. */
static void
draw_bar (GradusCanvas *canvas, const GradusTable *table, const Layout *layout, guint row, double y)
{
  const Column *column = &layout->columns[table->bar_column];
  const double value = isfinite (table->bars[row]) ? CLAMP (table->bars[row], -1, 1) : 0;
  const double zero = column->right - column->width * (table->has_signs ? 0.5 : 1);
  const double width = column->width * (table->has_signs ? 0.5 : 1) * value;
  const GradusStyle *style = canvas->style;

  cairo_rectangle (canvas->cr, MIN (zero, zero + width), y + 2, fabs (width), layout->view.row - 4);
  if (table->has_signs)
    gradus_canvas_set_colour (canvas, value < 0 ? style->low : style->high);
  else
    gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (style->low, 0.45));
  cairo_fill (canvas->cr);
  if (!table->has_signs)
    return;
  cairo_rectangle (canvas->cr, floor (zero), y, 1, layout->view.row);
  gradus_canvas_set_colour (canvas, style->dim_text);
  cairo_fill (canvas->cr);
}

/* Above numbers at the right; above several of them, and above words, where they begin. */
static void
draw_heading (GradusCanvas *canvas, const Layout *layout, const Column *column, const char *heading)
{
  const GradusTableView *view = &layout->view;
  const gboolean is_left = column->is_words || column->n_values > 1;
  const double x = is_left ? column->right - column->width : column->right;
  double y = view->top + (view->heading - measure_heading (canvas, heading) * view->scale) / 2;

  for (const char *line = heading; line; line = next_line (line)) {
    g_autofree char *text = g_strndup (line, strcspn (line, "\n"));
    const double height = measure_heading (canvas, text) * view->scale;

    draw_text (canvas, text, strlen (text), x, is_left ? 0 : 1, y + height / 2, view->scale,
               canvas->style->dim_text);
    y += height;
  }
}

static void
draw_headings (GradusCanvas *canvas, const GradusTable *table, const Layout *layout)
{
  const GradusTableView *view = &layout->view;

  for (guint i = 0; i < table->n_columns; i++)
    draw_heading (canvas, layout, &layout->columns[i], table->headings[i]);
  cairo_rectangle (canvas->cr, MARGIN, view->top + view->heading - 1,
                   MAX (canvas->width - 2 * MARGIN, 1), 1);
  gradus_canvas_set_colour (canvas, canvas->style->grid);
  cairo_fill (canvas->cr);
}

void
gradus_table_draw (GradusCanvas *canvas, const GradusTable *table, double y)
{
  Layout layout;

  lay_out (canvas, table, y, &layout);
  draw_headings (canvas, table, &layout);
  for (guint row = layout.view.first; row < layout.view.end; row++) {
    const double top = get_row_y (&layout.view, row);

    if ((int) row == table->lit_row && table->lit_to > table->lit_from)
      draw_light (canvas, table, &layout, top);
    if (table->bar_column >= 0)
      draw_bar (canvas, table, &layout, row, top);
    for (guint i = 0; i < table->n_columns; i++) {
      const gsize at = (gsize) row * table->n_columns + i;

      if (!table->hidden || !table->hidden[at])
        draw_cell (canvas, &layout, &layout.columns[i], table->cells[at],
                   top + layout.view.row / 2);
    }
  }
  g_free (layout.columns);
}
