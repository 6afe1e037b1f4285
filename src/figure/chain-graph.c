/* SPDX-License-Identifier: MIT */
#include "figure/chain-graph.h"

#include <math.h>

/* From one column to the next: beside the lit one, where numbers stand on the edges, and least. */
#define WIDE 122.0
#define NARROW 50.0
#define LABELS 80.0 /* of a wide gap, what its numbers need beside the nodes */

/* A node, and what a narrow gap must leave for the edges. */
#define MOST_WIDTH 66.0
#define EDGES 15.0
#define PADDING 2.0
#define MOST_PITCH 72.0
#define ROW_GAP 5.0

#define MAP_SIDE 78.0
#define MAP_GAP 14.0   /* more than between other columns */
#define LAST_HALF 34.0 /* right of the last column's middle */

#define FOOT_LINES 5.2 /* the caption, two for the bars, two of numbers */
#define BLOCK_LINES 5.4
#define ARC_LINES 1.7

guint
gradus_chain_graph_count_nodes (const GradusChain *chain, guint column)
{
  if (column == 0)
    return chain->n_inputs <= GRADUS_CHAIN_MOST ? chain->n_inputs : 0;
  return chain->layers[column - 1].is_whole ? chain->layers[column - 1].n_numbers : 0;
}

/* -- Columns ----------------------------------------------------------------------------------- */

static gboolean
is_wide (guint left, guint right, guint lit)
{
  return right == left + 1 && (left == lit || right == lit);
}

/* What the columns that are not left out take, where `wide` is beside the lit one and `narrow` is
 * elsewhere, and puts them there. */
static double
place (GradusChainGraph *graph, guint lit, double wide, double narrow, double from)
{
  double x = from + MAP_GAP;
  guint before = 0;

  for (guint i = 0; i < graph->n_columns; i++) {
    if (isnan (graph->x[i]))
      continue;
    if (i > 0)
      x += is_wide (before, i, lit) ? wide : narrow;
    graph->x[i] = i > 0 ? x : from;
    before = i;
  }
  return x - from;
}

/* Leaves out the columns farthest from the lit one until the others fit. */
static void
leave_out (GradusChainGraph *graph, guint lit, double room)
{
  while (place (graph, lit, WIDE, NARROW, 0) > room) {
    guint farthest = 0, distance = 1;

    for (guint i = 1; i + 1 < graph->n_columns; i++) {
      const guint away = i > lit ? i - lit : lit - i;

      if (!isnan (graph->x[i]) && away > distance) {
        distance = away;
        farthest = i;
      }
    }
    if (farthest == 0)
      return;
    graph->x[farthest] = NAN;
  }
}

static void
place_columns (GradusChainGraph *graph, guint lit, GradusRect area)
{
  const double from = area.x + MAP_SIDE / 2, room = area.width - MAP_SIDE / 2 - LAST_HALF;
  const double gaps = room - MAP_GAP;
  guint n_gaps = 0, n_wide = 0, before = 0;
  double wide, narrow;

  for (guint i = 0; i < graph->n_columns; i++)
    graph->x[i] = 0;
  leave_out (graph, lit, room);
  for (guint i = 1; i < graph->n_columns; i++) {
    if (isnan (graph->x[i]))
      continue;
    n_gaps++;
    n_wide += is_wide (before, i, lit);
    before = i;
  }
  wide = narrow = gaps / n_gaps;
  if (n_gaps > n_wide && narrow < WIDE)
    narrow = (gaps - n_wide * WIDE) / (n_gaps - n_wide);
  graph->node_width = CLAMP (narrow - EDGES, NARROW - EDGES, MOST_WIDTH);
  if (n_gaps > n_wide) {
    wide = MAX (MAX (WIDE, wide), graph->node_width + LABELS);
    narrow = (gaps - n_wide * wide) / (n_gaps - n_wide);
  }
  place (graph, lit, wide, narrow, from);
}

guint
gradus_chain_graph_find_before (const GradusChainGraph *graph, guint column)
{
  do
    column--;
  while (column > 0 && isnan (graph->x[column]));
  return column;
}

/* -- Rows -------------------------------------------------------------------------------------- */

static gboolean
has_arcs (const GradusChain *chain)
{
  for (guint i = 0; i < chain->n_layers; i++) {
    if (chain->layers[i].n_ways > 0 || chain->layers[i].has_earlier)
      return TRUE;
  }
  return FALSE;
}

static void
place_rows (GradusChainGraph *graph, const GradusChain *chain)
{
  const double both = 2 * graph->line + 2 * PADDING;
  guint most = 1;

  for (guint i = 0; i < graph->n_columns; i++)
    most = MAX (most, gradus_chain_graph_count_nodes (chain, i));
  graph->row_pitch = MIN (graph->nodes.height / most, MOST_PITCH);
  graph->has_both = graph->row_pitch >= both + ROW_GAP;
  graph->node_height = graph->has_both ? both : graph->line + PADDING;
}

void
gradus_chain_graph_init (GradusChainGraph *graph, GradusCanvas *canvas, const GradusChain *chain,
                         guint lit_column, GradusRect area)
{
  double width, foot, heads;

  *graph = (GradusChainGraph){ .n_columns = chain->n_layers + 1 };
  graph->x = g_new (double, graph->n_columns);
  gradus_canvas_measure_text (canvas, "0", &width, &graph->line);
  graph->arcs = has_arcs (chain) ? ARC_LINES * graph->line : 0;
  foot = FOOT_LINES * graph->line;
  heads = graph->arcs + 2 * graph->line + PADDING;
  graph->heads = (GradusRect){ area.x, area.y, area.width, heads };
  graph->foot = (GradusRect){ area.x, area.y + area.height - foot, area.width, foot };
  graph->nodes = (GradusRect){ area.x, area.y + heads, area.width,
                               MAX (area.height - heads - foot - PADDING, graph->line) };
  graph->map = (GradusRect){ area.x, graph->foot.y + (foot - MIN (foot, MAP_SIDE)) / 2, MAP_SIDE,
                             MIN (foot, MAP_SIDE) };
  place_columns (graph, lit_column, area);
  place_rows (graph, chain);
}

void
gradus_chain_graph_clear (GradusChainGraph *graph)
{
  g_clear_pointer (&graph->x, g_free);
}

GradusRect
gradus_chain_graph_get_node (const GradusChainGraph *graph, const GradusChain *chain, guint column,
                             guint unit)
{
  const guint n = gradus_chain_graph_count_nodes (chain, column);
  const double middle = graph->nodes.y + graph->nodes.height / 2;
  const double y = middle + (unit - (n - 1) / 2.0) * graph->row_pitch;

  return (GradusRect){ graph->x[column] - graph->node_width / 2, y - graph->node_height / 2,
                       graph->node_width, graph->node_height };
}

GradusRect
gradus_chain_graph_get_block (const GradusChainGraph *graph, guint column)
{
  const double height = MIN (BLOCK_LINES * graph->line, graph->nodes.height);

  return (GradusRect){ graph->x[column] - graph->node_width / 2,
                       graph->nodes.y + (graph->nodes.height - height) / 2, graph->node_width,
                       height };
}

gboolean
gradus_chain_graph_find_node (const GradusChainGraph *graph, const GradusChain *chain, double x,
                              double y, guint *column, guint *unit)
{
  for (*column = 0; *column < graph->n_columns; (*column)++) {
    const guint n = gradus_chain_graph_count_nodes (chain, *column);

    for (*unit = 0; *unit < n && !isnan (graph->x[*column]); (*unit)++) {
      const GradusRect node = gradus_chain_graph_get_node (graph, chain, *column, *unit);

      if (x >= node.x && x <= node.x + node.width && y >= node.y && y <= node.y + node.height)
        return TRUE;
    }
  }
  return FALSE;
}
