/* SPDX-License-Identifier: MIT */
#include "figure/chain-scene.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plot/number.h"
#include "train/units-off.h"

/* Numbers of a column beyond these share a power of ten, which stands above it. */
#define SMALLEST 0.1
#define LARGEST 1e3

#define LAST_PLACE 0.01
#define NOT_FINITE "—" /* as short as a number; the lines say it in words */

#define CORNER 6.0
#define LIT_WIDTH 2.2

/* How much of the colour is in a node: passed, and lit. */
#define PASSED 0.16
#define LIT 0.38

/* The frame of a unit that is switched off. */
static const double off_dashes[] = { 4, 4 };

gboolean
gradus_chain_scene_has_forward (const GradusChainScene *scene, guint layer)
{
  return scene->is_backward || layer <= scene->lit;
}

gboolean
gradus_chain_scene_has_backward (const GradusChainScene *scene, guint layer)
{
  return scene->is_backward && layer >= scene->lit;
}

/* -- Nodes ------------------------------------------------------------------------------------- */

static int
find_exponent (const float *numbers, guint n)
{
  double largest = 0;

  for (guint i = 0; i < n; i++)
    largest = MAX (largest, fabs ((double) numbers[i]));
  return largest > 0 && (largest < SMALLEST || largest >= LARGEST) && isfinite (largest)
             ? (int) floor (log10 (largest))
             : 0;
}

/* The forward numbers of a column, and its δ; NULL where it has none. */
static const float *
get_numbers (const GradusChain *chain, guint column, gboolean is_backward)
{
  if (column == 0)
    return is_backward ? NULL : chain->inputs;
  return is_backward ? chain->layers[column - 1].deltas : chain->layers[column - 1].outputs;
}

static gboolean
has_numbers (const GradusChainScene *scene, guint column, gboolean is_backward)
{
  if (column == 0)
    return !is_backward;
  return is_backward ? gradus_chain_scene_has_backward (scene, column - 1)
                     : gradus_chain_scene_has_forward (scene, column - 1);
}

static char *
format_node (const GradusChainScene *scene, guint column, guint unit, gboolean is_backward)
{
  const float *numbers = get_numbers (scene->chain, column, is_backward);
  const guint n = gradus_chain_graph_count_nodes (scene->chain, column);
  const GradusChainNumber number = { is_backward ? GRADUS_CHAIN_DELTA : GRADUS_CHAIN_OUTPUT,
                                     MAX (column, 1) - 1, unit, 0 };

  if (column > 0 && scene->sight.blank && gradus_chain_number_equal (*scene->sight.blank, number))
    return g_strdup ("?");
  if (!isfinite (numbers[unit]))
    return g_strdup (NOT_FINITE);
  return gradus_number_format_tick ((double) numbers[unit] / pow (10, find_exponent (numbers, n)),
                                    LAST_PLACE);
}

/* A part of a node, which has round corners. */
static void
fill_part (GradusCanvas *canvas, GradusRect node, GradusRect part, GradusColour colour,
           double share)
{
  cairo_save (canvas->cr);
  gradus_canvas_round_rect (canvas, node, CORNER);
  cairo_clip (canvas->cr);
  gradus_canvas_set_colour (canvas, gradus_colour_mix (canvas->style->background, colour, share));
  cairo_rectangle (canvas->cr, part.x, part.y, part.width, part.height);
  cairo_fill (canvas->cr);
  cairo_restore (canvas->cr);
}

static void
draw_frame (GradusCanvas *canvas, const GradusChainScene *scene, GradusRect rect, guint column,
            guint unit)
{
  const GradusStyle *style = canvas->style;
  const gboolean is_lit = column == scene->layer + 1 && (unit == scene->unit || unit == G_MAXUINT);

  gradus_canvas_round_rect (canvas, rect, CORNER);
  gradus_canvas_set_colour (canvas, is_lit ? style->text : style->dim_text);
  gradus_canvas_set_line_width (canvas, is_lit ? LIT_WIDTH : 1);
  if (column > 0 && gradus_units_off_has (scene->source->units_off, column - 1, unit))
    cairo_set_dash (canvas->cr, off_dashes, G_N_ELEMENTS (off_dashes), 0);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
}

/* One number of a node, in its own half where it has room for both. */
static void
draw_half (GradusCanvas *canvas, const GradusChainScene *scene, const GradusChainGraph *graph,
           guint column, guint unit, gboolean is_backward)
{
  const GradusRect node = gradus_chain_graph_get_node (graph, scene->chain, column, unit);
  const double share = column == scene->lit + 1 && is_backward == scene->is_backward ? LIT : PASSED;
  GradusRect half = node;
  g_autofree char *text = NULL;

  if (!has_numbers (scene, column, is_backward))
    return;
  /* In one line what is newer stands for both. */
  if (!graph->has_both && !is_backward && has_numbers (scene, column, TRUE))
    return;
  if (graph->has_both && column > 0) {
    half.height /= 2;
    half.y += is_backward ? half.height : 0;
  }
  fill_part (canvas, node, half, is_backward ? canvas->style->high : canvas->style->low, share);
  text = format_node (scene, column, unit, is_backward);
  gradus_canvas_draw_text (canvas, text, half.x + half.width / 2, half.y + half.height / 2, 0.5,
                           0.5, canvas->style->text);
}

static void
draw_node (GradusCanvas *canvas, const GradusChainScene *scene, const GradusChainGraph *graph,
           guint column, guint unit)
{
  const GradusRect node = gradus_chain_graph_get_node (graph, scene->chain, column, unit);

  fill_part (canvas, node, node, canvas->style->background, 0);
  draw_half (canvas, scene, graph, column, unit, FALSE);
  draw_half (canvas, scene, graph, column, unit, TRUE);
  draw_frame (canvas, scene, node, column, unit);
}

static void
draw_block_line (GradusCanvas *canvas, const GradusChainGraph *graph, GradusRect block, guint line,
                 const char *text, GradusColour colour)
{
  g_autofree char *fitting = gradus_canvas_shorten_text (canvas, text, block.width - 2);

  gradus_canvas_draw_text (canvas, fitting, block.x + block.width / 2,
                           block.y + (0.2 + line) * graph->line, 0.5, 0, colour);
}

/* A norm in two lines. */
static void
draw_block_norm (GradusCanvas *canvas, const GradusChainGraph *graph, GradusRect block, guint line,
                 const char *symbol, double norm, GradusColour colour)
{
  g_autofree char *number = gradus_number_format_short (norm);

  draw_block_line (canvas, graph, block, line, symbol, colour);
  draw_block_line (canvas, graph, block, line + 1, number, canvas->style->text);
}

static void
draw_block (GradusCanvas *canvas, const GradusChainScene *scene, const GradusChainGraph *graph,
            guint column)
{
  const GradusStyle *style = canvas->style;
  const GradusChainLayer *layer = column > 0 ? &scene->chain->layers[column - 1] : NULL;
  const GradusRect block = gradus_chain_graph_get_block (graph, column);
  const guint n = layer ? layer->n_numbers : scene->chain->n_inputs;
  const double norm = layer ? layer->output_norm : scene->chain->layers[0].input_norm;
  g_autofree char *count = gradus_number_format_count (n);

  fill_part (canvas, block, block, style->low, has_numbers (scene, column, FALSE) ? PASSED : 0);
  draw_frame (canvas, scene, block, column, G_MAXUINT);
  draw_block_line (canvas, graph, block, 0, count, style->dim_text);
  if (has_numbers (scene, column, FALSE))
    draw_block_norm (canvas, graph, block, 1, column > 0 ? "‖a‖" : "‖x‖", norm, style->low_mark);
  if (layer && has_numbers (scene, column, TRUE))
    draw_block_norm (canvas, graph, block, 3, "‖δ‖", layer->delta_norm, style->high_mark);
}

/* -- Above columns ----------------------------------------------------------------------------- */

static void
draw_exponent (GradusCanvas *canvas, const GradusChainScene *scene, const GradusChainGraph *graph,
               guint column, gboolean is_backward, double y)
{
  const guint n = gradus_chain_graph_count_nodes (scene->chain, column);
  const float *numbers = get_numbers (scene->chain, column, is_backward);
  const int exponent = numbers && n > 0 ? find_exponent (numbers, n) : 0;
  g_autofree char *power = gradus_number_format_decade (exponent);
  g_autofree char *text = NULL;

  if (exponent == 0 || !has_numbers (scene, column, is_backward))
    return;
  text = g_strdup_printf ("·%s", power);
  gradus_canvas_draw_text (canvas, text, graph->x[column], y, 0.5, 0,
                           is_backward ? canvas->style->high_mark : canvas->style->low_mark);
}

/* The number, and the kind where there is room for it. */
static char *
make_head (GradusCanvas *canvas, const GradusChainScene *scene, const GradusChainGraph *graph,
           guint column)
{
  const double room = 2 * (graph->x[column] - graph->x[MAX (column, 1) - 1]) - graph->node_width;
  g_autofree char *text = NULL;
  double width, height;

  if (column == 0)
    return g_strdup ("x");
  text = g_strdup_printf ("%u %s", column, _ (scene->source->snapshot->sketches[column - 1].title));
  gradus_canvas_measure_text (canvas, text, &width, &height);
  return column == scene->lit + 1 || width < room / 2 ? g_steal_pointer (&text)
                                                      : g_strdup_printf ("%u", column);
}

/* What the layer is called, and what its numbers are to be multiplied with: of δ, or of a before δ
 * is there. */
static void
draw_head (GradusCanvas *canvas, const GradusChainScene *scene, const GradusChainGraph *graph,
           guint column)
{
  const gboolean is_lit = column == scene->lit + 1;
  const double y = graph->heads.y + graph->arcs;
  g_autofree char *text = make_head (canvas, scene, graph, column);

  gradus_canvas_draw_text (canvas, text, graph->x[column], y, 0.5, 0,
                           is_lit ? canvas->style->text : canvas->style->dim_text);
  draw_exponent (canvas, scene, graph, column, has_numbers (scene, column, TRUE) && column > 0,
                 y + graph->line);
}

/* -- Ways around ------------------------------------------------------------------------------- */

/* An arc from a column over others to a later one, and on the way back what it carries past them. */
static void
draw_arc (GradusCanvas *canvas, const GradusChainScene *scene, const GradusChainGraph *graph,
          guint from, guint to, const GradusChainWay *way)
{
  const double top = graph->heads.y + graph->line / 2, x0 = graph->x[from], x1 = graph->x[to];
  const double foot = graph->heads.y + graph->arcs;
  const gboolean is_back = way && gradus_chain_scene_has_backward (scene, way->from);
  const GradusColour colour = is_back ? canvas->style->high_mark : canvas->style->dim_text;

  if (isnan (x0) || isnan (x1))
    return;
  gradus_canvas_set_colour (canvas, colour);
  gradus_canvas_set_line_width (canvas, is_back ? 2 : 1.2);
  cairo_move_to (canvas->cr, x0, foot);
  cairo_curve_to (canvas->cr, x0, top, x0, top, x0 + graph->line, top);
  cairo_line_to (canvas->cr, x1 - graph->line, top);
  cairo_curve_to (canvas->cr, x1, top, x1, top, x1, foot);
  cairo_stroke (canvas->cr);
  if (is_back && from >= 1 && gradus_chain_scene_has_backward (scene, from - 1)) {
    g_autofree char *norm = gradus_number_format_short (way->delta_norm);
    g_autofree char *text = g_strdup_printf ("← ‖δ‖ %s", norm);

    gradus_chain_scene_draw_label (canvas, text, (x0 + x1) / 2, top, colour, FALSE);
  }
}

static const GradusChainWay *
find_way (const GradusChain *chain, guint from, guint to)
{
  const GradusChainLayer *layer = from > 0 ? &chain->layers[from - 1] : NULL;

  for (guint i = 0; layer && i < layer->n_ways; i++) {
    if (layer->ways[i].is_around && layer->ways[i].from + 1 == to)
      return &layer->ways[i];
  }
  return NULL;
}

static void
draw_arcs (GradusCanvas *canvas, const GradusChainScene *scene, const GradusChainGraph *graph)
{
  for (guint column = 1; column < graph->n_columns; column++) {
    const guint earlier = scene->source->snapshot->sketches[column - 1].earlier;

    if (earlier != GRADUS_NO_LAYER)
      draw_arc (canvas, scene, graph, earlier, column, find_way (scene->chain, earlier, column));
  }
}

void
gradus_chain_scene_draw_network (GradusCanvas *canvas, const GradusChainScene *scene,
                                 const GradusChainGraph *graph)
{
  gradus_chain_scene_draw_edges (canvas, scene, graph);
  draw_arcs (canvas, scene, graph);
  for (guint column = 0; column < graph->n_columns; column++) {
    const guint n = gradus_chain_graph_count_nodes (scene->chain, column);

    if (isnan (graph->x[column]))
      continue;
    draw_head (canvas, scene, graph, column);
    for (guint unit = 0; unit < n; unit++)
      draw_node (canvas, scene, graph, column, unit);
    if (n == 0)
      draw_block (canvas, scene, graph, column);
  }
  gradus_chain_scene_draw_edge_numbers (canvas, scene, graph);
}
