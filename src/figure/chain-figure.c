/* SPDX-License-Identifier: MIT */

/* The chain rule with the numbers of a sample, layer by layer. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/chain-walk.h"
#include "figure/chain-words.h"
#include "figure/figure.h"
#include "figure/sample-setting.h"
#include "plot/formula.h"
#include "plot/number.h"
#include "plot/table.h"

#define MARGIN 10.0

/* The letters that the usual size is for; in larger figures they are larger, up to the most. */
#define USUAL_WIDTH 860.0
#define USUAL_HEIGHT 300.0
#define MOST_SCALE 1.6

#define WAY_INDENT "\xe2\x80\x83\xe2\x80\x83" /* in the first column */

/* The sample, and what is multiplied. */
#define N_LINES 4
#define BASELINE 0.75 /* of a line, below its top */

typedef struct {
  GradusFigure parent;
  int sample;    /* from 1 */
  int position;  /* see figure/chain-walk.h; 0: the whole way is shown */
  int first_row; /* of the table, from 1; 0: so that the lit one is seen */
} ChainFigure;

enum {
  COLUMN_LAYER,
  COLUMN_Z,
  COLUMN_A,
  COLUMN_SLOPE,
  COLUMN_DELTA,
  COLUMN_FACTOR,
  COLUMN_PRODUCT,
  COLUMN_SLOPES,
  COLUMN_GRADIENT,
  N_COLUMNS
};

/* The table of a chain and what its struct points to. */
typedef struct {
  GradusTable table;
  char **cells; /* (n_rows, N_COLUMNS) */
  double *bars;
  gboolean *hidden;
  guint *layers; /* (n_rows): whose a row is */
  double y;      /* where it begins */
  double scale;  /* of the lines above it */
} Sheet;

/* -- Rows -------------------------------------------------------------------------------------- */

/* The slope of the output is no part of the product where the cost cancels it. */
static char *
make_slope_cell (const GradusChain *chain, guint index)
{
  const GradusChainLayer *layer = &chain->layers[index];

  /* Translators: in a table, in place of the output's slope: it cancels with the cost */
  if (index + 1 == chain->n_layers && chain->is_cancelled)
    return g_strdup_printf ("\n%s", _ ("cancels"));
  return gradus_chain_words_vector (layer->slopes, layer->n_shown, layer->n_numbers);
}

/* Where there are several ways back, each has its own number in a row of its own, and the product
 * here is that of their sum. */
static void
fill_layer_row (const GradusSnapshot *snapshot, guint index, char **row)
{
  const GradusChainLayer *layer = &snapshot->chain->layers[index];
  const GradusSketch *sketch = &snapshot->sketches[index];
  const gboolean is_last = index + 1 == snapshot->chain->n_layers;

  row[COLUMN_LAYER] = g_strdup_printf ("%u  %s", index + 1, _ (sketch->title));
  row[COLUMN_Z] = gradus_chain_words_vector (layer->z, layer->n_shown, layer->n_numbers);
  row[COLUMN_A] = gradus_chain_words_vector (layer->outputs, layer->n_shown, layer->n_numbers);
  row[COLUMN_SLOPE] = make_slope_cell (snapshot->chain, index);
  row[COLUMN_DELTA] = gradus_chain_words_vector (layer->deltas, layer->n_shown, layer->n_numbers);
  row[COLUMN_PRODUCT] = is_last ? NULL : gradus_number_format_short (layer->product);
  if (!is_last || !snapshot->chain->is_cancelled)
    row[COLUMN_SLOPES] = gradus_number_format_short (layer->slope_product);
  if (sketch->has_parameters)
    row[COLUMN_GRADIENT] = gradus_number_format_short (layer->gradient_norm);
  if (layer->n_ways == 0 && !is_last)
    row[COLUMN_FACTOR] = gradus_number_format_short (layer->factor);
}

/* What one of the ways back brings. */
static void
fill_way_row (const GradusChainLayer *layer, const GradusChainWay *way, char **row)
{
  g_autofree char *name = way->is_around ? g_strdup_printf (_ ("around, from %u"), way->from + 1)
                                         : g_strdup_printf (_ ("through %u"), way->from + 1);

  row[COLUMN_LAYER] = g_strconcat (WAY_INDENT, name, NULL);
  row[COLUMN_DELTA] = gradus_chain_words_vector (way->deltas, layer->n_shown, layer->n_numbers);
  row[COLUMN_FACTOR] = gradus_number_format_short (way->factor);
  row[COLUMN_PRODUCT] = gradus_number_format_short (way->product);
}

static guint
count_rows (const GradusChain *chain)
{
  guint n = chain->n_layers;

  for (guint i = 0; i < chain->n_layers; i++)
    n += chain->layers[i].n_ways;
  return n;
}

static gboolean
has_ways (const GradusChain *chain)
{
  return count_rows (chain) > chain->n_layers;
}

static guint
find_lit_layer (const ChainFigure *self, const GradusChain *chain, gboolean *is_backward)
{
  const guint end = gradus_chain_walk_count (chain->n_layers);

  return gradus_chain_walk_get_layer (self->position > 0 ? (guint) self->position : end,
                                      chain->n_layers, is_backward);
}

/* On a logarithmic scale of twelve decades. */
static double
find_bar (double product)
{
  return product > 0 ? CLAMP (1 + log10 (product) / 12, 0, 1) : 0;
}

/* Forward numbers are seen once their layer is passed, backward numbers once the way back is. */
static void
hide_cells (gboolean has_forward, gboolean has_backward, gboolean *hidden)
{
  for (guint i = COLUMN_Z; i < N_COLUMNS; i++)
    hidden[i] = i < COLUMN_DELTA ? !has_forward : !has_backward;
}

/* The rows of a layer: its own, and one for each way back to it; below it, for the way back goes
 * up. Returns how many there are. */
static guint
fill_rows (const GradusSnapshot *snapshot, guint index, gboolean has_forward, gboolean has_backward,
           Sheet *sheet, guint row)
{
  const GradusChainLayer *layer = &snapshot->chain->layers[index];

  fill_layer_row (snapshot, index, sheet->cells + row * N_COLUMNS);
  sheet->bars[row] =
      has_backward && index + 1 < snapshot->chain->n_layers ? find_bar (layer->product) : 0;
  for (guint i = 0; i < layer->n_ways; i++) {
    fill_way_row (layer, &layer->ways[i], sheet->cells + (row + i + 1) * N_COLUMNS);
    sheet->bars[row + i + 1] = has_backward ? find_bar (layer->ways[i].product) : 0;
  }
  for (guint i = 0; i <= layer->n_ways; i++) {
    hide_cells (has_forward, has_backward, sheet->hidden + (row + i) * N_COLUMNS);
    sheet->layers[row + i] = index;
  }
  return 1 + layer->n_ways;
}

/* -- The sheet --------------------------------------------------------------------------------- */

static void
measure_line (GradusCanvas *canvas, double scale, double *height)
{
  double width;

  gradus_formula_measure_line (canvas, "$x_1^{(1)}$", scale, &width, height);
}

/* The translated headings live as long as the program. */
static const char *const *
list_headings (const GradusChain *chain)
{
  static const char *headings[N_COLUMNS] = {
    "", "$z$", "$a = f(z)$", "$f′(z)$", "$δ = ∂C/∂z$", NULL, NULL, NULL, NULL,
  };

  /* Translators: headings, in two lines so that they are narrow; a formula stands between dollars */
  headings[COLUMN_FACTOR] = _ ("slope\n× weight");
  headings[COLUMN_PRODUCT] = _ ("$∏$ slope\n× weight");
  headings[COLUMN_GRADIENT] = _ ("$‖∂C/∂W‖$\nof the sample");
  headings[COLUMN_SLOPES] = has_ways (chain) ? "$∑ ∏ f′(z)$" : "$∏ f′(z)$";
  return headings;
}

static void
lay_out_lines (GradusCanvas *canvas, const ChainFigure *self, Sheet *sheet)
{
  double height;

  sheet->scale =
      CLAMP (MIN (canvas->width / USUAL_WIDTH, canvas->height / USUAL_HEIGHT), 1, MOST_SCALE);
  measure_line (canvas, sheet->scale, &height);
  sheet->y = MARGIN + N_LINES * height;
  sheet->table.most_scale = MOST_SCALE;
  sheet->table.first_row = (guint) self->first_row;
}

static void
make_sheet (GradusCanvas *canvas, const ChainFigure *self, const GradusSnapshot *snapshot,
            Sheet *sheet)
{
  const GradusChain *chain = snapshot->chain;
  const guint n_rows = count_rows (chain);
  gboolean is_backward;
  const guint lit = find_lit_layer (self, chain, &is_backward);
  guint row = 0, lit_row = 0;

  sheet->cells = g_new0 (char *, n_rows *N_COLUMNS);
  sheet->bars = g_new0 (double, n_rows);
  sheet->hidden = g_new0 (gboolean, n_rows * N_COLUMNS);
  sheet->layers = g_new0 (guint, n_rows);
  for (guint i = 0; i < chain->n_layers; i++) {
    lit_row = i == lit ? row : lit_row;
    row += fill_rows (snapshot, i, is_backward || i <= lit, is_backward && i >= lit, sheet, row);
  }
  sheet->table = (GradusTable){ .n_columns = N_COLUMNS,
                                .n_rows = row,
                                .headings = list_headings (chain),
                                .cells = (const char *const *) sheet->cells,
                                .lit_row = (int) lit_row,
                                .lit_from = is_backward ? COLUMN_DELTA : COLUMN_Z,
                                .lit_to = is_backward ? N_COLUMNS : COLUMN_DELTA,
                                .is_lit_forward = !is_backward,
                                .bar_column = COLUMN_PRODUCT,
                                .bars = sheet->bars,
                                .hidden = sheet->hidden };
  lay_out_lines (canvas, self, sheet);
}

static void
clear_sheet (Sheet *sheet)
{
  for (guint i = 0; i < sheet->table.n_rows * N_COLUMNS; i++)
    g_free (sheet->cells[i]);
  g_free (sheet->cells);
  g_free (sheet->bars);
  g_free (sheet->hidden);
  g_free (sheet->layers);
}

/* -- Drawing ----------------------------------------------------------------------------------- */

/* Letters become smaller before a line is cut, but not smaller than the usual. */
static void
draw_line (GradusCanvas *canvas, const char *text, const Sheet *sheet, guint line,
           GradusColour colour)
{
  double width, height, pitch, room = canvas->width - 2 * MARGIN;

  measure_line (canvas, sheet->scale, &pitch);
  gradus_formula_measure_line (canvas, text, 1, &width, &height);
  gradus_formula_draw_line (canvas, text, CLAMP (room / MAX (width, 1), 1, sheet->scale), MARGIN,
                            MARGIN / 2 + (line + BASELINE) * pitch, colour);
}

static void
draw_lines (GradusCanvas *canvas, const ChainFigure *self, const GradusChain *chain,
            const Sheet *sheet)
{
  gboolean is_backward;
  const guint layer = find_lit_layer (self, chain, &is_backward);
  g_autofree char *sample = gradus_chain_words_sample (chain);
  g_autofree char *first = is_backward ? gradus_chain_words_slopes (chain, layer)
                                       : gradus_chain_words_sum (chain, layer);
  g_autofree char *second = is_backward ? gradus_chain_words_products (chain, layer)
                                        : gradus_chain_words_output (chain, layer);
  g_autofree char *third = is_backward ? gradus_chain_words_gradient (chain, layer) : NULL;
  const GradusStyle *style = canvas->style;
  const GradusColour colour = is_backward ? style->high_mark : style->low_mark;

  draw_line (canvas, sample, sheet, 0, style->text);
  draw_line (canvas, first, sheet, 1, colour);
  draw_line (canvas, second, sheet, 2, colour);
  if (third)
    draw_line (canvas, third, sheet, 3, colour);
}

/* Which rows are out of sight, in a line below the table. */
static void
tell_of_rows (GradusCanvas *canvas, const Sheet *sheet, const GradusTableView *view)
{
  const guint first = sheet->layers[view->first] + 1, last = sheet->layers[view->end - 1] + 1;
  const guint n_layers = sheet->layers[sheet->table.n_rows - 1] + 1;
  g_autofree char *text = g_strdup_printf (
      _ ("Layers %u to %u of %u are shown: the wheel, or ↑ and ↓, show the others"), first, last,
      n_layers);

  gradus_canvas_draw_text (canvas, text, MARGIN, canvas->height - 2, 0, 1, canvas->style->dim_text);
}

/* The table in what is left of the canvas by a line below it, where not all rows fit. */
static GradusTableView
fit_table (GradusCanvas *canvas, const Sheet *sheet, GradusCanvas *part)
{
  GradusTableView view = gradus_table_get_view (canvas, &sheet->table, sheet->y);
  double width, height;

  *part = *canvas;
  if (view.end - view.first == sheet->table.n_rows)
    return view;
  gradus_canvas_measure_text (canvas, "0", &width, &height);
  part->height = MAX (canvas->height - height - 2, 1);
  return gradus_table_get_view (part, &sheet->table, sheet->y);
}

/* -- Pointing ---------------------------------------------------------------------------------- */

static void
add_line (GPtrArray *lines, const char *name, double number)
{
  g_autofree char *text = gradus_number_format (number);

  g_ptr_array_add (lines, g_strdup_printf ("%s\t%s", name, text));
}

/* The numbers of the units, with all their digits. */
static void
add_units (GPtrArray *lines, const char *symbol, const float *numbers,
           const GradusChainLayer *layer)
{
  for (guint i = 0; i < layer->n_shown; i++) {
    g_autofree char *name = g_strdup_printf (_ ("%s of unit %u"), symbol, i + 1);

    add_line (lines, name, (double) numbers[i]);
  }
  if (layer->n_numbers > layer->n_shown)
    g_ptr_array_add (lines, g_strdup_printf (_ ("… %u numbers"), layer->n_numbers));
}

static const GradusChainWay *
find_way (const GradusChain *chain, const Sheet *sheet, guint row)
{
  const guint layer = sheet->layers[row];
  guint first = row;

  while (first > 0 && sheet->layers[first - 1] == layer)
    first--;
  return row > first ? &chain->layers[layer].ways[row - first - 1] : NULL;
}

static void
add_cell (GPtrArray *lines, const GradusChainLayer *layer, const GradusChainWay *way, guint column)
{
  switch (column) {
  case COLUMN_Z:
    add_units (lines, "z", layer->z, layer);
    break;
  case COLUMN_A:
    add_units (lines, "a", layer->outputs, layer);
    break;
  case COLUMN_SLOPE:
    add_units (lines, "f′(z)", layer->slopes, layer);
    add_line (lines, _ ("mean of |f′(z)|"), layer->mean_slope);
    break;
  case COLUMN_DELTA:
    add_units (lines, "∂C/∂z", way ? way->deltas : layer->deltas, layer);
    add_line (lines, "‖∂C/∂z‖", way ? way->delta_norm : layer->delta_norm);
    break;
  case COLUMN_FACTOR:
    add_line (lines, _ ("slope × weight: ‖∂C/∂z‖ here, divided by that of the layer behind"),
              way ? way->factor : layer->factor);
    break;
  case COLUMN_PRODUCT:
    add_line (lines, _ ("product of slopes × weights, from the output to here"),
              way ? way->product : layer->product);
    g_ptr_array_add (lines, g_strdup (_ ("bar: logarithmic, 10⁻¹² … 1")));
    break;
  case COLUMN_SLOPES:
    add_line (lines, _ ("product of the slopes, each the mean of its layer"), layer->slope_product);
    break;
  case COLUMN_GRADIENT:
    add_line (lines, _ ("norm of the gradient of this layer's weights"), layer->gradient_norm);
    break;
  }
}

static void
draw_cell_callout (GradusCanvas *canvas, const ChainFigure *self, const GradusSnapshot *snapshot,
                   const Sheet *sheet)
{
  const GradusFigure *figure = &self->parent;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  guint row, column;
  GradusRect cell;

  if (isnan (figure->pointer_x) ||
      !gradus_table_find (canvas, &sheet->table, sheet->y, figure->pointer_x, figure->pointer_y,
                          &row, &column, &cell))
    return;
  if (!sheet->cells[row * N_COLUMNS + column] || sheet->hidden[row * N_COLUMNS + column])
    return;
  g_ptr_array_add (lines, g_strdup_printf (_ ("Layer %u, %s"), sheet->layers[row] + 1,
                                           _ (snapshot->sketches[sheet->layers[row]].title)));
  add_cell (lines, &snapshot->chain->layers[sheet->layers[row]],
            find_way (snapshot->chain, sheet, row), column);
  g_ptr_array_add (lines, NULL);
  gradus_canvas_draw_callout_beside (canvas, cell, (const char *const *) lines->pdata, NULL);
}

static void
draw_chain (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const ChainFigure *self = (const ChainFigure *) figure;
  GradusTableView view;
  GradusCanvas part;
  Sheet sheet;

  if (!source->snapshot || !source->snapshot->chain)
    return;
  make_sheet (canvas, self, source->snapshot, &sheet);
  draw_lines (canvas, self, source->snapshot->chain, &sheet);
  view = fit_table (canvas, &sheet, &part);
  gradus_table_draw (&part, &sheet.table, sheet.y);
  if (view.end - view.first < sheet.table.n_rows)
    tell_of_rows (canvas, &sheet, &view);
  draw_cell_callout (&part, self, source->snapshot, &sheet);
  clear_sheet (&sheet);
}

static GradusPick
pick_in_chain (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
               double x, double y)
{
  GradusPick pick = GRADUS_PICK_NONE;
  GradusTableView view;
  GradusCanvas part;
  Sheet sheet;

  if (!source->snapshot || !source->snapshot->chain)
    return pick;
  make_sheet (canvas, (const ChainFigure *) figure, source->snapshot, &sheet);
  view = fit_table (canvas, &sheet, &part);
  if (view.end - view.first < sheet.table.n_rows) {
    pick.kind = GRADUS_PICK_ROWS;
    pick.first_row = view.first + 1;
    pick.last_first_row = sheet.table.n_rows - (view.end - view.first) + 1;
  }
  clear_sheet (&sheet);
  return pick;
}

/* Of layers to which several ways lead back, what each of these brings. */
static void
append_ways (const GradusChain *chain, GString *text)
{
  for (guint i = 0; i < chain->n_layers; i++) {
    const GradusChainLayer *layer = &chain->layers[i];

    for (guint k = 0; k < layer->n_ways; k++) {
      const GradusChainWay *way = &layer->ways[k];
      g_autofree char *product = gradus_number_format (way->product);

      g_string_append_printf (text,
                              way->is_around ? _ ("; layer %u gets %s around, from layer %u")
                                             : _ ("; layer %u gets %s through layer %u"),
                              i + 1, product, way->from + 1);
    }
  }
}

static char *
describe_chain (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusChain *chain = source->snapshot->chain;
  GString *text = g_string_new (NULL);
  g_autofree char *first = NULL, *slope = NULL;

  if (!chain)
    return g_string_free (g_string_append (text, _ ("The chain rule of no sample")), FALSE);
  first = gradus_number_format (chain->layers[0].product);
  slope = gradus_number_format (chain->layers[0].slope_product);
  g_string_append_printf (
      text,
      _ ("Chain rule of sample %u over %u layers: the product of slopes × weights back to layer 1 "
         "is %s, the product of the slopes alone %s"),
      chain->sample + 1, chain->n_layers, first, slope);
  append_ways (chain, text);
  return g_string_free (text, FALSE);
}

static void
look_at_chain (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  needs->sample = ((const ChainFigure *) figure)->sample - 1;
  needs->has_chain = TRUE;
}

static char *
find_chain_fault (const GradusFigure *figure, const GradusFigureSource *source,
                  const char **setting)
{
  return gradus_sample_setting_find_fault (((const ChainFigure *) figure)->sample, source, setting);
}

static const GradusFigureSetting chain_settings[] = {
  GRADUS_SAMPLE_SETTING (ChainFigure, .title = N_ ("Sample"),
                         .tooltip = N_ ("The training sample whose numbers are shown")),
  { .name = "position",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (ChainFigure, position),
    .highest = G_MAXINT,
    .in_lessons = TRUE },
  { .name = "first-row",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (ChainFigure, first_row),
    .highest = G_MAXINT,
    .is_sight = TRUE },
  { NULL },
};

static void
list_chain_marks (const GradusFigure *figure, const GradusFigureSource *source,
                  const GradusStyle *style, GradusLegend *legend)
{
  gradus_legend_add (legend, GRADUS_LEGEND_SWATCH,
                     gradus_colour_mix (style->background, style->low, 0.35),
                     _ ("forward: what the layers say"));
  gradus_legend_add (legend, GRADUS_LEGEND_SWATCH,
                     gradus_colour_mix (style->background, style->high, 0.35),
                     _ ("backward: the gradient"));
}

const GradusFigureClass gradus_chain_figure = {
  .name = "chain",
  .title = N_ ("Chain rule"),
  .label = N_ ("Chain rule with the numbers of a sample"),
  .size = sizeof (ChainFigure),
  .settings = chain_settings,
  .look = look_at_chain,
  .draw = draw_chain,
  .describe = describe_chain,
  .list_marks = list_chain_marks,
  .pick = pick_in_chain,
  .find_fault = find_chain_fault,
};
