/* SPDX-License-Identifier: MIT */

/* The edges of a GradusChainScene, and the numbers on them. */
#include <math.h>

#include "figure/chain-scene.h"
#include "plot/number.h"

#define THIN 0.5
#define THICK 3.2
#define FAINT 0.22
#define CORNER 3.0

/* Where the label of an edge stands, as a share of the way from the other unit. */
#define LABEL_AT 0.36
#define LABEL_ROOM 72.0 /* least width of a gap with labels */

/* -- Edges ------------------------------------------------------------------------------------- */

/* The weight between two units; NaN where there is no edge. A layer without a matrix gives each
 * unit its own input. */
static double
get_weight (const GradusChain *chain, guint column, guint unit, guint input)
{
  const GradusChainLayer *layer = &chain->layers[column - 1];

  if (layer->sums[unit].n_terms > 0)
    return input < layer->sums[unit].n_shown ? (double) layer->sums[unit].weights[input] : NAN;
  return unit == input ? 0 : NAN;
}

static double
find_largest_weight (const GradusChain *chain)
{
  double largest = 0;

  for (guint column = 1; column <= chain->n_layers; column++) {
    const guint n = gradus_chain_graph_count_nodes (chain, column);

    for (guint unit = 0; unit < n; unit++) {
      for (guint i = 0; i < gradus_chain_graph_count_nodes (chain, column - 1); i++) {
        const double weight = fabs (get_weight (chain, column, unit, i));

        if (isfinite (weight))
          largest = MAX (largest, weight);
      }
    }
  }
  return largest;
}

static gboolean
has_edges (const GradusChainGraph *graph, const GradusChain *chain, guint column)
{
  return gradus_chain_graph_find_before (graph, column) == column - 1 &&
         gradus_chain_graph_count_nodes (chain, column) > 0 &&
         gradus_chain_graph_count_nodes (chain, column - 1) > 0;
}

static void
trace_edge (GradusCanvas *canvas, GradusRect from, GradusRect to)
{
  cairo_move_to (canvas->cr, from.x + from.width, from.y + from.height / 2);
  cairo_line_to (canvas->cr, to.x, to.y + to.height / 2);
}

static gboolean
is_of_unit (const GradusChainScene *scene, guint column, guint unit, guint input)
{
  return (column == scene->layer + 1 && unit == scene->unit) ||
         (scene->is_backward && column == scene->layer + 2 && input == scene->unit);
}

/* A weight that is 0 brings nothing, and is drawn only where its number is written. */
static gboolean
is_drawn (const GradusChainScene *scene, guint column, guint unit, guint input, gboolean is_strong)
{
  const double weight = get_weight (scene->chain, column, unit, input);
  const gboolean has_matrix = scene->chain->layers[column - 1].sums[unit].n_terms > 0;

  return !isnan (weight) && is_of_unit (scene, column, unit, input) == is_strong &&
         (is_strong || weight != 0 || !has_matrix);
}

/* The wider, the larger the weight; what is written out has the colour of the way. */
static void
draw_edge (GradusCanvas *canvas, const GradusChainScene *scene, GradusRect from, GradusRect to,
           double share, gboolean is_strong)
{
  const GradusStyle *style = canvas->style;

  gradus_canvas_set_colour (canvas, !is_strong ? gradus_colour_with_alpha (style->dim_text, FAINT)
                                    : scene->is_backward ? style->high_mark
                                                         : style->low_mark);
  gradus_canvas_set_line_width (canvas, THIN + (THICK - THIN) * share);
  trace_edge (canvas, from, to);
  cairo_stroke (canvas->cr);
}

static void
draw_edges_of_column (GradusCanvas *canvas, const GradusChainScene *scene,
                      const GradusChainGraph *graph, guint column, double largest,
                      gboolean is_strong)
{
  const GradusChain *chain = scene->chain;

  for (guint unit = 0; unit < gradus_chain_graph_count_nodes (chain, column); unit++) {
    for (guint i = 0; i < gradus_chain_graph_count_nodes (chain, column - 1); i++) {
      const double weight = get_weight (chain, column, unit, i);

      if (is_drawn (scene, column, unit, i, is_strong))
        draw_edge (canvas, scene, gradus_chain_graph_get_node (graph, chain, column - 1, i),
                   gradus_chain_graph_get_node (graph, chain, column, unit),
                   largest > 0 ? fabs (weight) / largest : 0, is_strong);
    }
  }
}

/* A column, or both ends of what is left out, without edges of its own. */
static GradusRect
get_whole (const GradusChainGraph *graph, const GradusChain *chain, guint column)
{
  const guint n = gradus_chain_graph_count_nodes (chain, column);
  GradusRect whole;

  if (n == 0)
    return gradus_chain_graph_get_block (graph, column);
  whole = gradus_chain_graph_get_node (graph, chain, column, 0);
  whole.height += (n - 1) * graph->row_pitch;
  return whole;
}

/* All edges between two columns as one, dashed where columns are left out between them. */
static void
draw_band (GradusCanvas *canvas, const GradusChainScene *scene, const GradusChainGraph *graph,
           guint before, guint column)
{
  static const double dashes[] = { 3, 4 };

  gradus_canvas_set_colour (canvas, canvas->style->dim_text);
  gradus_canvas_set_line_width (canvas, 1.5);
  if (before + 1 < column)
    cairo_set_dash (canvas->cr, dashes, G_N_ELEMENTS (dashes), 0);
  trace_edge (canvas, get_whole (graph, scene->chain, before),
              get_whole (graph, scene->chain, column));
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
}

void
gradus_chain_scene_draw_edges (GradusCanvas *canvas, const GradusChainScene *scene,
                               const GradusChainGraph *graph)
{
  const double largest = find_largest_weight (scene->chain);

  for (guint pass = 0; pass < 2; pass++) {
    for (guint column = 1; column < graph->n_columns; column++) {
      if (isnan (graph->x[column]))
        continue;
      if (has_edges (graph, scene->chain, column))
        draw_edges_of_column (canvas, scene, graph, column, largest, pass == 1);
      else if (pass == 0)
        draw_band (canvas, scene, graph, gradus_chain_graph_find_before (graph, column), column);
    }
  }
}

/* -- Numbers on edges -------------------------------------------------------------------------- */

static gboolean
place_label (const GradusChainScene *scene, const GradusChainGraph *graph, guint column, guint unit,
             guint input, double share, double *x, double *y)
{
  GradusRect from, to;

  if (column >= graph->n_columns || isnan (graph->x[column]) ||
      !has_edges (graph, scene->chain, column) ||
      isnan (get_weight (scene->chain, column, unit, input)))
    return FALSE;
  from = gradus_chain_graph_get_node (graph, scene->chain, column - 1, input);
  to = gradus_chain_graph_get_node (graph, scene->chain, column, unit);
  *x = from.x + from.width + share * (to.x - from.x - from.width);
  *y = from.y + from.height / 2 + share * (to.y - from.y);
  return to.x - from.x - from.width >= LABEL_ROOM;
}

gboolean
gradus_chain_scene_place_input (const GradusChainScene *scene, const GradusChainGraph *graph,
                                guint input, double *x, double *y)
{
  return scene->chain->layers[scene->layer].sums[0].n_terms > 0 &&
         place_label (scene, graph, scene->layer + 1, scene->unit, input, LABEL_AT, x, y);
}

gboolean
gradus_chain_scene_place_output (const GradusChainScene *scene, const GradusChainGraph *graph,
                                 guint output, double *x, double *y)
{
  return scene->layer + 1 < scene->chain->n_layers &&
         scene->chain->layers[scene->layer + 1].sums[0].n_terms > 0 &&
         place_label (scene, graph, scene->layer + 2, output, scene->unit, 1 - LABEL_AT, x, y);
}

/* On a ground that hides the edge. */
void
gradus_chain_scene_draw_label (GradusCanvas *canvas, const char *text, double x, double y,
                               GradusColour colour, gboolean is_framed)
{
  double width, height;

  gradus_canvas_measure_text (canvas, text, &width, &height);
  gradus_canvas_round_rect (
      canvas, (GradusRect){ x - width / 2 - 2, y - height / 2, width + 4, height }, CORNER);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->background, 0.88));
  cairo_fill_preserve (canvas->cr);
  if (is_framed) {
    gradus_canvas_set_colour (canvas, colour);
    gradus_canvas_set_line_width (canvas, 1);
    cairo_stroke (canvas->cr);
  }
  cairo_new_path (canvas->cr);
  gradus_canvas_draw_text (canvas, text, x, y, 0.5, 0.5, colour);
}

/* Whether the blank is such a number of the written unit: then nothing beside it may tell it. */
static gboolean
asks_for (const GradusChainScene *scene, GradusChainNumberKind kind)
{
  const GradusChainNumber number = { kind, scene->layer, scene->unit, 0 };

  return scene->sight.blank && gradus_chain_number_equal (*scene->sight.blank, number);
}

/* Forward the weights, back the gradients by them. */
static void
draw_input_labels (GradusCanvas *canvas, const GradusChainScene *scene,
                   const GradusChainGraph *graph)
{
  const GradusStyle *style = canvas->style;
  double x, y;

  if (scene->is_backward && asks_for (scene, GRADUS_CHAIN_DELTA))
    return;
  for (guint i = 0; i < gradus_chain_graph_count_nodes (scene->chain, scene->layer); i++) {
    const GradusChainNumber number = { GRADUS_CHAIN_GRADIENT, scene->layer, scene->unit, i };
    g_autofree char *text = NULL;

    if (!gradus_chain_scene_place_input (scene, graph, i, &x, &y))
      continue;
    text = scene->is_backward
               ? gradus_chain_lines_format (&scene->sight, number)
               : gradus_number_format_short (
                     (double) scene->chain->layers[scene->layer].sums[scene->unit].weights[i]);
    gradus_chain_scene_draw_label (canvas, text, x, y,
                                   scene->is_backward ? style->high_mark : style->text,
                                   scene->is_backward && i == scene->input);
  }
}

/* w·δ, which comes back along each edge. */
static void
draw_output_labels (GradusCanvas *canvas, const GradusChainScene *scene,
                    const GradusChainGraph *graph)
{
  const GradusChainLayer *behind = &scene->chain->layers[scene->layer + 1];
  double x, y;

  if (asks_for (scene, GRADUS_CHAIN_RETURN))
    return;
  for (guint j = 0; j < gradus_chain_graph_count_nodes (scene->chain, scene->layer + 2); j++) {
    const GradusChainNumber delta = { GRADUS_CHAIN_DELTA, scene->layer + 1, j, 0 };
    const gboolean is_blank =
        scene->sight.blank && gradus_chain_number_equal (*scene->sight.blank, delta);
    g_autofree char *text = NULL;

    if (is_blank || !gradus_chain_scene_place_output (scene, graph, j, &x, &y))
      continue;
    text = gradus_number_format_short ((double) behind->sums[j].weights[scene->unit] *
                                       (double) behind->deltas[j]);
    gradus_chain_scene_draw_label (canvas, text, x, y, canvas->style->high_mark, FALSE);
  }
}

void
gradus_chain_scene_draw_edge_numbers (GradusCanvas *canvas, const GradusChainScene *scene,
                                      const GradusChainGraph *graph)
{
  draw_input_labels (canvas, scene, graph);
  if (scene->is_backward && scene->layer + 1 < scene->chain->n_layers)
    draw_output_labels (canvas, scene, graph);
}
