/* SPDX-License-Identifier: MIT */
#include "figure/inspector-weights.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/inspector-words.h"
#include "plot/number.h"
#include "plot/table.h"

#define TABLE_Y 4.0
#define BAR_WIDTH 140.0

/* Rows of a unit's weights. */
#define MOST_ROWS 64

/* Of how many numbers what comes from an input of the unit is: 1, or those of a map or a kernel. */
guint
gradus_inspector_weights_count_numbers (const GradusFigureSource *source)
{
  const GradusDetail *detail = source->snapshot->detail;
  const GradusShape *in = &source->snapshot->sketches[detail->layer].in;

  return detail->n_weights > 0 ? detail->n_weights / gradus_shape_count_units (in)
                               : gradus_shape_count_unit_numbers (in);
}

/* The weight from an input, or the norm of all weights from an input that is a map. */
double
gradus_inspector_weights_measure (const float *weights, guint input, guint n_numbers)
{
  double squares = 0;

  if (n_numbers == 1)
    return (double) weights[input];
  for (guint i = 0; i < n_numbers; i++) {
    const double weight = (double) weights[(gsize) input * n_numbers + i];

    squares += weight * weight;
  }
  return sqrt (squares);
}

enum {
  COLUMN_NAME,
  COLUMN_WEIGHT,
  COLUMN_BAR,
  COLUMN_GRADIENT,
  N_WEIGHT_COLUMNS
};

/* Of a unit's weights, and its bias behind them. */
typedef struct {
  char **cells;
  double *bars;
  double largest;
} Weights;

static void
fill_weight (const GradusFigureSource *source, guint row, guint n, Weights *weights)
{
  const GradusDetail *detail = source->snapshot->detail;
  const guint n_numbers = gradus_inspector_weights_count_numbers (source);
  const gboolean is_bias = row == n;
  const double weight =
      is_bias ? (double) detail->bias
              : gradus_inspector_weights_measure (detail->unit_weights, row, n_numbers);
  const double gradient =
      is_bias ? (double) detail->bias_gradient
              : gradus_inspector_weights_measure (detail->unit_gradients, row, n_numbers);
  char **cells = weights->cells + N_WEIGHT_COLUMNS * row;
  g_autofree char *input = is_bias ? NULL : gradus_inspector_words_input (source, row);

  cells[COLUMN_NAME] = is_bias ? g_strdup (_ ("bias")) : g_steal_pointer (&input);
  cells[COLUMN_WEIGHT] = gradus_number_format (weight);
  cells[COLUMN_BAR] = g_strdup ("");
  cells[COLUMN_GRADIENT] = gradus_number_format (gradient);
  weights->bars[row] = weights->largest > 0 ? weight / weights->largest : 0;
}

static double
find_largest (const GradusFigureSource *source, guint n)
{
  const GradusDetail *detail = source->snapshot->detail;
  double largest = fabs ((double) detail->bias);

  for (guint i = 0; i < n; i++)
    largest = MAX (largest,
                   fabs (gradus_inspector_weights_measure (
                       detail->unit_weights, i, gradus_inspector_weights_count_numbers (source))));
  return largest;
}

/* The two ends of the bars' scale. */
static char *
name_scale (double largest, gboolean has_signs)
{
  g_autofree char *end = gradus_number_format_short (largest);

  return has_signs ? g_strdup_printf ("−%s … 0 … %s", end, end) : g_strdup_printf ("0 … %s", end);
}

static void
draw_weight_callout (GradusCanvas *canvas, const GradusFigure *figure, const GradusTable *table)
{
  guint row, column;
  GradusRect cell;

  if (!isnan (figure->pointer_x) && gradus_table_find (canvas, table, TABLE_Y, figure->pointer_x,
                                                       figure->pointer_y, &row, &column, &cell)) {
    const char *const *cells = table->cells + N_WEIGHT_COLUMNS * row;
    g_autofree char *weight =
        g_strdup_printf ("%s\t%s", table->headings[COLUMN_WEIGHT], cells[COLUMN_WEIGHT]);
    g_autofree char *gradient =
        g_strdup_printf ("%s\t%s", table->headings[COLUMN_GRADIENT], cells[COLUMN_GRADIENT]);
    const char *const lines[] = { cells[COLUMN_NAME], weight, gradient, NULL };

    gradus_canvas_draw_callout_beside (canvas, cell, lines, NULL);
  }
}

/* Its weights with their gradients, row by row, with a bar to the side of its sign for each. */
void
gradus_inspector_weights_draw (GradusCanvas *canvas, const GradusFigure *figure,
                               const GradusFigureSource *source)
{
  const GradusDetail *detail = source->snapshot->detail;
  const guint n_numbers = gradus_inspector_weights_count_numbers (source);
  const guint n = MIN (detail->n_weights / n_numbers, MOST_ROWS);
  const gboolean has_signs = n_numbers == 1;
  g_auto (GStrv) cells = g_new0 (char *, N_WEIGHT_COLUMNS *(n + 1) + 1);
  g_autofree double *bars = g_new0 (double, n + 1);
  Weights weights = { cells, bars, find_largest (source, n) };
  g_autofree char *scale = name_scale (weights.largest, has_signs);
  const char *const headings[] = { _ ("input"),
                                   has_signs ? _ ("weight") : _ ("norm of the weights"), scale,
                                   has_signs ? _ ("gradient") : _ ("norm of the gradient") };
  const GradusTable table = { .n_columns = N_WEIGHT_COLUMNS,
                              .n_rows = n + 1,
                              .headings = headings,
                              .cells = (const char *const *) cells,
                              .lit_row = -1,
                              .bar_column = COLUMN_BAR,
                              .bars = bars,
                              .has_signs = has_signs,
                              .bar_width = BAR_WIDTH };

  for (guint i = 0; i <= n; i++)
    fill_weight (source, i, n, &weights);
  gradus_table_draw (canvas, &table, TABLE_Y);
  draw_weight_callout (canvas, figure, &table);
}
