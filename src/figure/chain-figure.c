/* SPDX-License-Identifier: MIT */

/* The chain rule with the numbers of a sample, layer by layer. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/chain-walk.h"
#include "figure/figure.h"
#include "plot/formula.h"
#include "plot/number.h"
#include "plot/table.h"

#define MARGIN 10.0

/* Units whose numbers stand in a cell; fewer where the table would be too wide. */
#define MOST_IN_CELL 5

typedef struct {
  GradusFigure parent;
  int sample;   /* from 1 */
  int position; /* see figure/chain-walk.h; 0: the whole way is shown */
} ChainFigure;

enum {
  COLUMN_LAYER,
  COLUMN_Z,
  COLUMN_A,
  COLUMN_SLOPE,
  COLUMN_DELTA,
  COLUMN_GRADIENT,
  COLUMN_FACTOR,
  COLUMN_PRODUCT,
  COLUMN_SLOPES,
  N_COLUMNS
};

static char *
join_numbers (const float *values, guint n, guint n_units, guint most)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, most); i++) {
    g_autofree char *number = gradus_number_format_short ((double) values[i]);

    g_string_append_printf (text, "%s%s", i > 0 ? "  " : "", number);
  }
  if (n_units > most)
    g_string_append (text, " …");
  return g_string_free (text, FALSE);
}

/* The numbers that go into the layer, and those that it adds to them. */
static char *
join_inputs (const GradusChainLayer *layer, guint most)
{
  g_autofree char *inputs = join_numbers (layer->z, layer->n_shown, layer->n_numbers, most);
  g_autofree char *earlier = NULL;

  if (!layer->has_earlier)
    return g_steal_pointer (&inputs);
  earlier = join_numbers (layer->earlier, layer->n_shown, layer->n_numbers, most);
  return g_strdup_printf ("(%s) + (%s)", inputs, earlier);
}

/* What has been worked out so far: forward numbers once their layer is passed, backward numbers
 * once the way back is. Where there are several ways back, each has its factor in a row of its own,
 * and the product here is that of their sum. */
static void
fill_layer_row (const GradusSnapshot *snapshot, guint index, gboolean has_forward,
                gboolean has_backward, guint most, char **row)
{
  const GradusChainLayer *layer = &snapshot->chain->layers[index];
  const GradusSketch *sketch = &snapshot->sketches[index];

  row[COLUMN_LAYER] = g_strdup_printf ("%u  %s", index + 1, _ (sketch->title));
  if (has_forward) {
    row[COLUMN_Z] = join_inputs (layer, most);
    row[COLUMN_A] = join_numbers (layer->outputs, layer->n_shown, layer->n_numbers, most);
    row[COLUMN_SLOPE] = join_numbers (layer->slopes, layer->n_shown, layer->n_numbers, most);
  }
  if (has_backward) {
    row[COLUMN_DELTA] = join_numbers (layer->deltas, layer->n_shown, layer->n_numbers, most);
    row[COLUMN_PRODUCT] = gradus_number_format_short (layer->product);
    row[COLUMN_SLOPES] = gradus_number_format_short (layer->slope_product);
  }
  if (has_backward && sketch->has_parameters)
    row[COLUMN_GRADIENT] = gradus_number_format_short (layer->gradient_norm);
  if (has_backward && layer->n_ways == 0)
    row[COLUMN_FACTOR] = gradus_number_format_short (layer->factor);
}

/* What one of the ways back brings. */
static void
fill_way_row (const GradusChainLayer *layer, const GradusChainWay *way, gboolean has_backward,
              guint most, char **row)
{
  row[COLUMN_LAYER] = way->is_around ? g_strdup_printf (_ ("around, from %u"), way->from + 1)
                                     : g_strdup_printf (_ ("through %u"), way->from + 1);
  if (!has_backward)
    return;
  row[COLUMN_DELTA] = join_numbers (way->deltas, layer->n_shown, layer->n_numbers, most);
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

static char *
make_headline (const GradusChain *chain)
{
  g_autofree char *inputs =
      join_numbers (chain->inputs, chain->n_inputs, chain->n_inputs, GRADUS_CHAIN_MOST);
  g_autofree char *targets =
      join_numbers (chain->targets, chain->n_targets, chain->n_targets, GRADUS_CHAIN_MOST);
  g_autofree char *cost = gradus_number_format (chain->cost);

  /* Translators: the sample whose chain rule is written out */
  return g_strdup_printf (_ ("sample %u:  x = (%s),  target %s,  cost %s"), chain->sample + 1,
                          inputs, targets, cost);
}

static gboolean
has_ways (const GradusChain *chain, guint from)
{
  gboolean has_any = FALSE;

  for (guint i = from; i < chain->n_layers; i++)
    has_any = has_any || chain->layers[i].n_ways > 0;
  return has_any;
}

/* "0.25 · 0.25 · …", the mean slopes that the gradient has passed on its way back, as far as
 * they fit. Of several ways the sum alone. */
static char *
make_product (const GradusChain *chain, guint from)
{
  g_autofree char *product = gradus_number_format_short (chain->layers[from].slope_product);
  GString *text;

  if (has_ways (chain, from))
    return g_strdup_printf (_ ("∑ ∏ f′(z) = %s, over all ways"), product);
  text = g_string_new ("∏ f′(z) = ");
  for (guint i = chain->n_layers; i-- > from;) {
    g_autofree char *slope = gradus_number_format_short (chain->layers[i].mean_slope);

    g_string_append_printf (text, "%s%s", i < chain->n_layers - 1 ? " · " : "", slope);
    if (chain->n_layers - i > 14 && i > from) {
      g_string_append (text, " · …");
      break;
    }
  }
  g_string_append_printf (text, " = %s", product);
  return g_string_free (text, FALSE);
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
  return product > 0 ? 1 + log10 (product) / 12 : 0;
}

/* The rows of a layer: its own, and one for each way back to it; below it, for the way back goes
 * up. Returns how many there are. */
static guint
fill_rows (const GradusSnapshot *snapshot, guint index, gboolean has_forward, gboolean has_backward,
           guint most, char **cells, double *bars)
{
  const GradusChainLayer *layer = &snapshot->chain->layers[index];

  fill_layer_row (snapshot, index, has_forward, has_backward, most, cells);
  bars[0] = has_backward ? find_bar (layer->product) : 0;
  for (guint i = 0; i < layer->n_ways; i++) {
    fill_way_row (layer, &layer->ways[i], has_backward, most, cells + (i + 1) * N_COLUMNS);
    bars[i + 1] = has_backward ? find_bar (layer->ways[i].product) : 0;
  }
  return 1 + layer->n_ways;
}

static GradusTable
make_table (const ChainFigure *self, const GradusSnapshot *snapshot, guint most, char **cells,
            double *bars)
{
  /* The translated ones live as long as the program. */
  static const char *headings[N_COLUMNS] = {
    "",    "z",     "a = f(z)", "f′(z)", "δ = \\frac{∂C}{∂z}", "‖\\frac{∂C}{∂W}‖",
    "× δ", "∏ × δ", "∏ f′(z)",
  };
  const GradusChain *chain = snapshot->chain;
  gboolean is_backward;
  const guint lit = find_lit_layer (self, chain, &is_backward);
  guint row = 0, lit_row = 0;

  headings[COLUMN_FACTOR] = _ ("factor");
  headings[COLUMN_PRODUCT] = _ ("product");
  headings[COLUMN_SLOPES] = has_ways (chain, 0) ? "∑ ∏ f′(z)" : "∏ f′(z)";
  for (guint i = 0; i < chain->n_layers; i++) {
    lit_row = i == lit ? row : lit_row;
    row += fill_rows (snapshot, i, is_backward || i <= lit, is_backward && i >= lit, most,
                      cells + row * N_COLUMNS, bars + row);
  }
  return (GradusTable){ .n_columns = N_COLUMNS,
                        .n_rows = row,
                        .headings = headings,
                        .cells = (const char *const *) cells,
                        .lit_row = (int) lit_row,
                        .lit_from = is_backward ? COLUMN_DELTA : COLUMN_Z,
                        .lit_to = is_backward ? N_COLUMNS : COLUMN_DELTA,
                        .bar_column = COLUMN_PRODUCT,
                        .bars = bars };
}

static void
clear_cells (const GradusChain *chain, char **cells)
{
  for (guint i = 0; i < count_rows (chain) * N_COLUMNS; i++)
    g_clear_pointer (&cells[i], g_free); /* NULLs stand between them */
}

/* As many numbers in a cell as the canvas has room for. */
static void
draw_table (GradusCanvas *canvas, const ChainFigure *self, const GradusSnapshot *snapshot, double y)
{
  const GradusChain *chain = snapshot->chain;
  const guint n_rows = count_rows (chain);
  g_autofree double *bars = g_new0 (double, n_rows);
  g_autofree char **cells = g_new0 (char *, n_rows *N_COLUMNS + 1);
  guint most = MOST_IN_CELL;
  GradusTable table = make_table (self, snapshot, most, cells, bars);

  while (most > 1 && gradus_table_measure (canvas, &table) > canvas->width) {
    clear_cells (chain, cells);
    table = make_table (self, snapshot, --most, cells, bars);
  }
  gradus_table_draw (canvas, &table, y);
  clear_cells (chain, cells);
}

static void
draw_chain (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const ChainFigure *self = (const ChainFigure *) figure;
  const GradusChain *chain = source->snapshot ? source->snapshot->chain : NULL;
  g_autofree char *headline = NULL, *product = NULL;
  double width, height;
  gboolean is_backward;
  guint layer;

  if (!chain)
    return;
  layer = find_lit_layer (self, chain, &is_backward);
  headline = make_headline (chain);
  gradus_formula_measure (canvas, headline, 1, &width, &height);
  gradus_formula_draw (canvas, headline, 1, MARGIN, MARGIN, canvas->style->text);
  if (is_backward) {
    product = make_product (chain, layer);
    gradus_formula_draw (canvas, product, 1, MARGIN, MARGIN + height + 4, canvas->style->high_mark);
  }
  draw_table (canvas, self, source->snapshot, MARGIN + 2 * height + 10);
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
      _ ("Chain rule of sample %u over %u layers: what reaches layer 1 is %s of what "
         "layer %u gets; the slopes alone make %s"),
      chain->sample + 1, chain->n_layers, first, chain->n_layers, slope);
  append_ways (chain, text);
  return g_string_free (text, FALSE);
}

static void
look_at_chain (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  needs->sample = ((const ChainFigure *) figure)->sample - 1;
}

static char *
find_chain_fault (const GradusFigure *figure, const GradusFigureSource *source,
                  const char **setting)
{
  if ((guint) ((const ChainFigure *) figure)->sample <= source->training->n_samples)
    return NULL;
  *setting = "sample";
  return g_strdup_printf ("there are %u samples", source->training->n_samples);
}

static double
count_samples (const GradusFigureSource *source)
{
  return source->training ? source->training->n_samples : 1;
}

static const GradusFigureSetting chain_settings[] = {
  { .name = "sample",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (ChainFigure, sample),
    .usual = 1,
    .lowest = 1,
    .highest = 1e9,
    .title = N_ ("Sample"),
    .tooltip = N_ ("The training sample whose numbers are shown"),
    .help = "The sample that chain follows, from 1",
    .argument = "N",
    .in_lessons = TRUE,
    .find_highest = count_samples },
  { .name = "position",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (ChainFigure, position),
    .highest = G_MAXINT,
    .in_lessons = TRUE },
  { NULL },
};

const GradusFigureClass gradus_chain_figure = {
  .name = "chain",
  .title = N_ ("Chain rule"),
  .label = N_ ("Chain rule with the numbers of a sample"),
  .size = sizeof (ChainFigure),
  .settings = chain_settings,
  .look = look_at_chain,
  .draw = draw_chain,
  .describe = describe_chain,
  .find_fault = find_chain_fault,
};
