/* SPDX-License-Identifier: MIT */

/* What stands below the network of a GradusChainScene. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/chain-scene.h"
#include "plot/number.h"
#include "plot/scatter.h"

/* Both bars of all layers have one scale. */
#define LEAST_EXPONENT -12
#define MOST_EXPONENT 1

#define BAR_WIDTH 9.0
#define LEAST_BAR 1.0 /* of what is not 0 */

/* Of the map: samples that are drawn, and how near one is chosen. */
#define MOST_SAMPLES 500
#define REACH 12.0

/* -- Bars -------------------------------------------------------------------------------------- */

static double
find_height (double value, double most)
{
  const double share = (log10 (value) - LEAST_EXPONENT) / (MOST_EXPONENT - LEAST_EXPONENT);

  return value > 0 && isfinite (value) ? MAX (CLAMP (share, 0, 1) * most, LEAST_BAR) : 0;
}

static void
draw_measure (GradusCanvas *canvas, const GradusChainGraph *graph, double x, double value,
              gboolean is_backward)
{
  const GradusStyle *style = canvas->style;
  const double base = graph->foot.y + 3.1 * graph->line;
  const double height = find_height (value, 2 * graph->line);
  g_autofree char *text = gradus_number_format_short (value);

  gradus_canvas_set_colour (canvas, is_backward ? style->high_mark : style->low_mark);
  cairo_rectangle (canvas->cr, x + (is_backward ? 1 : -1 - BAR_WIDTH), base - height, BAR_WIDTH,
                   height);
  cairo_fill (canvas->cr);
  gradus_canvas_draw_text (canvas, text, x, base + (is_backward ? graph->line : 0), 0.5, 0,
                           is_backward ? style->high_mark : style->low_mark);
}

static void
draw_base (GradusCanvas *canvas, const GradusChainGraph *graph)
{
  const double base = graph->foot.y + 3.1 * graph->line;

  gradus_canvas_set_colour (canvas, canvas->style->grid);
  gradus_canvas_set_line_width (canvas, 1);
  cairo_move_to (canvas->cr, graph->map.x + graph->map.width + 4, base + 0.5);
  cairo_line_to (canvas->cr, graph->foot.x + graph->foot.width, base + 0.5);
  cairo_stroke (canvas->cr);
}

/* As many of the parts of the caption as there is room for. */
static void
draw_caption (GradusCanvas *canvas, const GradusChainGraph *graph)
{
  const GradusStyle *style = canvas->style;
  const struct {
    const char *text;
    GradusColour colour;
  } parts[] = {
    { _ ("how far apart samples are in the layer"), style->low_mark },
    { _ ("‖∂C/∂W‖ of this sample"), style->high_mark },
    { _ ("bars: 10⁻¹² … 10"), style->dim_text },
  };
  double x = graph->map.x + graph->map.width + 6, width, height;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    gradus_canvas_measure_text (canvas, parts[i].text, &width, &height);
    if (x + width > graph->foot.x + graph->foot.width)
      return;
    gradus_canvas_draw_text (canvas, parts[i].text, x, graph->foot.y, 0, 0, parts[i].colour);
    x += width + 2 * height;
  }
}

void
gradus_chain_scene_draw_foot (GradusCanvas *canvas, const GradusChainScene *scene,
                              const GradusChainGraph *graph)
{
  const GradusSnapshot *snapshot = scene->source->snapshot;

  draw_caption (canvas, graph);
  draw_base (canvas, graph);
  for (guint i = 0; i < scene->chain->n_layers; i++) {
    if (isnan (graph->x[i + 1]))
      continue;
    if (gradus_chain_scene_has_forward (scene, i))
      draw_measure (canvas, graph, graph->x[i + 1], (double) snapshot->diagnostics[i].distance,
                    FALSE);
    if (gradus_chain_scene_has_backward (scene, i) && snapshot->sketches[i].has_parameters)
      draw_measure (canvas, graph, graph->x[i + 1], scene->chain->layers[i].gradient_norm, TRUE);
  }
}

/* -- Samples ----------------------------------------------------------------------------------- */

/* The samples on the plane of the first two inputs, and behind them the input of somebody's own;
 * empty where samples have more. */
static GArray *
list_points (const GradusChainScene *scene)
{
  const GradusDataset *training = scene->source->training;
  GArray *points = g_array_new (FALSE, TRUE, sizeof (GradusScatterPoint));
  GradusScatterPoint point = { 0 };

  if (!training || training->n_inputs != 2)
    return points;
  for (guint i = 0; i < MIN (training->n_samples, MOST_SAMPLES); i++) {
    point.x = (double) gradus_inputs_get (&training->inputs, i, 0);
    point.y = (double) gradus_inputs_get (&training->inputs, i, 1);
    point.value = (double) training->targets[(gsize) i * training->n_targets];
    point.class = training->variance > 0 ? 0 : gradus_dataset_get_class (training, i);
    g_array_append_val (points, point);
  }
  if (scene->chain->has_own_inputs) {
    point.x = (double) scene->chain->inputs[0];
    point.y = (double) scene->chain->inputs[1];
    g_array_append_val (points, point);
  }
  return points;
}

static GradusScatter
make_scatter (const GradusChainScene *scene, const GArray *points)
{
  return (GradusScatter){ points->len, (const GradusScatterPoint *) (void *) points->data,
                          scene->chain->n_targets == 1, scene->source->training->variance > 0 };
}

/* A canvas of the map's size on the same context, whose origin is at the map's corner. */
static GradusCanvas
make_part (GradusCanvas *canvas, const GradusChainGraph *graph)
{
  GradusCanvas part = *canvas;

  part.width = graph->map.width;
  part.height = graph->map.height;
  return part;
}

void
gradus_chain_scene_draw_map (GradusCanvas *canvas, const GradusChainScene *scene,
                             const GradusChainGraph *graph)
{
  g_autoptr (GArray) points = list_points (scene);
  GradusCanvas part = make_part (canvas, graph);
  GradusScatter scatter;
  double x, y;

  if (points->len == 0)
    return;
  scatter = make_scatter (scene, points);
  cairo_save (canvas->cr);
  cairo_translate (canvas->cr, graph->map.x, graph->map.y);
  gradus_canvas_round_rect (&part, (GradusRect){ 0.5, 0.5, part.width - 1, part.height - 1 }, 6);
  gradus_canvas_set_colour (&part, canvas->style->grid);
  gradus_canvas_set_line_width (&part, 1);
  cairo_stroke (canvas->cr);
  gradus_scatter_draw (&part, &scatter);
  if (scene->chain->has_own_inputs || scene->chain->sample < points->len) {
    gradus_scatter_find_point (
        &part, &scatter, scene->chain->has_own_inputs ? points->len - 1 : scene->chain->sample, &x,
        &y);
    gradus_canvas_set_colour (&part, canvas->style->text);
    gradus_canvas_set_line_width (&part, 2);
    cairo_arc (canvas->cr, x, y, 8, 0, 2 * G_PI);
    cairo_stroke (canvas->cr);
  }
  cairo_restore (canvas->cr);
}

int
gradus_chain_scene_find_sample (GradusCanvas *canvas, const GradusChainScene *scene,
                                const GradusChainGraph *graph, double x, double y)
{
  g_autoptr (GArray) points = list_points (scene);
  const GradusCanvas part = make_part (canvas, graph);
  double nearest = REACH, px, py;
  int found = -1;
  GradusScatter scatter;

  if (points->len == 0)
    return -1;
  scatter = make_scatter (scene, points);
  for (guint i = 0; i < points->len - (scene->chain->has_own_inputs ? 1 : 0); i++) {
    gradus_scatter_find_point (&part, &scatter, i, &px, &py);
    px = hypot (px + graph->map.x - x, py + graph->map.y - y);
    if (px < nearest) {
      nearest = px;
      found = (int) i;
    }
  }
  return found;
}
