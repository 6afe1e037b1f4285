/* SPDX-License-Identifier: MIT */

/* The chain rule with the numbers of a sample, on the network. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/chain-panel.h"
#include "figure/chain-walk.h"
#include "figure/chain-words.h"
#include "figure/figure.h"
#include "figure/network-words.h"
#include "figure/sample-setting.h"
#include "plot/formula.h"
#include "plot/number.h"

#define MARGIN 10.0

#define BASELINE 0.75 /* of a line, below its top */

/* A small network is drawn larger, up to so many times, where a column and a row have this room. */
#define COLUMN_ROOM 122.0
#define ROW_ROOM 50.0
#define FOOT_ROOM 120.0 /* what is above and below the rows */
#define MOST_ZOOM 1.7

/* The letters of lines, and how much larger they are below a small network. */
#define LINE_SCALE 1.1
#define MOST_LINE_ZOOM 1.35

typedef struct {
  GradusFigure parent;
  int sample;          /* from 1 */
  int position;        /* see figure/chain-walk.h; 0: the whole way is shown */
  int unit;            /* of the layer that the walk has come to, from 1 */
  int input;           /* of that unit, from 1 */
  gboolean has_pencil; /* a click makes a number a blank */
  int blank;           /* see gradus_chain_number_pack(); 0: none */
  gboolean has_own_inputs;
  double own_inputs[GRADUS_SNAPSHOT_OWN_INPUTS];
} ChainFigure;

/* Where everything is. */
typedef struct {
  GradusChainScene scene;
  GradusChainNumber blank; /* that the scene points to */
  double zoom;             /* of the graph, whose units are so many of the canvas */
  GradusChainGraph graph;
  GradusChainPanel panel;
  guint node_column, node_unit; /* that is pointed at; column 0: none */
} Sheet;

/* -- What is shown ----------------------------------------------------------------------------- */

static guint
find_lit_layer (const ChainFigure *self, const GradusChain *chain, gboolean *is_backward)
{
  const guint end = gradus_chain_walk_count (chain->n_layers);

  return gradus_chain_walk_get_layer (self->position > 0 ? (guint) self->position : end,
                                      chain->n_layers, is_backward);
}

static GradusChainScene
make_scene (const ChainFigure *self, const GradusFigureSource *source)
{
  const GradusChain *chain = source->snapshot->chain;
  GradusChainScene scene = { .source = source, .chain = chain };

  scene.sight = (GradusChainSight){
    .chain = chain, .rate = source->experiment ? source->experiment->optimiser.learning_rate : 0
  };
  scene.lit = scene.layer = find_lit_layer (self, chain, &scene.is_backward);
  scene.unit = MIN ((guint) self->unit, MAX (chain->layers[scene.lit].n_shown, 1)) - 1;
  scene.input = MIN ((guint) self->input, MAX (chain->layers[scene.lit].sums[0].n_shown, 1)) - 1;
  return scene;
}

/* Whose numbers are written out while it is pointed at. */
static void
point_at_node (Sheet *sheet, double x, double y)
{
  GradusChainScene *scene = &sheet->scene;
  guint column, unit;

  if (isnan (x) ||
      !gradus_chain_graph_find_node (&sheet->graph, scene->chain, x, y, &column, &unit) ||
      column == 0)
    return;
  sheet->node_column = column;
  sheet->node_unit = unit;
  if (!gradus_chain_scene_has_forward (scene, column - 1))
    return;
  scene->layer = column - 1;
  scene->unit = unit;
  scene->input = MIN (scene->input, MAX (scene->chain->layers[column - 1].sums[0].n_shown, 1) - 1);
}

static double
find_zoom (const GradusChain *chain, GradusRect area)
{
  guint most = 1;

  for (guint column = 0; column <= chain->n_layers; column++)
    most = MAX (most, gradus_chain_graph_count_nodes (chain, column));
  return CLAMP (MIN (area.width / ((chain->n_layers + 1) * COLUMN_ROOM),
                     area.height / (FOOT_ROOM + most * ROW_ROOM)),
                1, MOST_ZOOM);
}

/* The graph lies above the panel. */
static void
lay_out_graph (GradusCanvas *canvas, double top, Sheet *sheet)
{
  const GradusChain *chain = sheet->scene.chain;
  GradusRect area = { MARGIN, top, sheet->panel.area.width, MAX (sheet->panel.area.y - top, 1) };

  sheet->zoom = find_zoom (chain, area);
  area = (GradusRect){ area.x / sheet->zoom, area.y / sheet->zoom, area.width / sheet->zoom,
                       area.height / sheet->zoom };
  gradus_chain_graph_init (&sheet->graph, canvas, chain, sheet->scene.lit + 1, area);
}

/* With the pointer at a point; NaN: not there. */
static void
make_sheet (GradusCanvas *canvas, const ChainFigure *self, const GradusFigureSource *source,
            double x, double y, Sheet *sheet)
{
  const double share = canvas->width / ((source->snapshot->chain->n_layers + 1) * COLUMN_ROOM);
  const double scale = LINE_SCALE * CLAMP (share, 1, MOST_LINE_ZOOM);
  double width, height, pitch, top;

  *sheet = (Sheet){ .scene = make_scene (self, source) };
  if (gradus_chain_number_unpack (self->blank, &sheet->blank))
    sheet->scene.sight.blank = &sheet->blank;
  gradus_formula_measure_line (canvas, "$x_1^{(1)}$", scale, &width, &pitch);
  top = MARGIN / 2 + pitch;
  height = (GRADUS_CHAIN_PANEL_LINES + 0.3) * pitch;
  sheet->panel = (GradusChainPanel){
    .scene = &sheet->scene,
    .area = { MARGIN, canvas->height - MARGIN / 2 - height, MAX (canvas->width - 2 * MARGIN, 1),
              height },
    .scale = scale,
    .pitch = pitch,
  };
  lay_out_graph (canvas, top, sheet);
  point_at_node (sheet, x / sheet->zoom, y / sheet->zoom);
}

/* -- The figure -------------------------------------------------------------------------------- */

static void
draw_chain (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  g_autofree char *sample = NULL;
  Sheet sheet;

  if (!source->snapshot || !source->snapshot->chain)
    return;
  make_sheet (canvas, (const ChainFigure *) figure, source, figure->pointer_x, figure->pointer_y,
              &sheet);
  sample = gradus_chain_words_sample (sheet.scene.chain);
  gradus_formula_draw_line (canvas, sample, sheet.panel.scale, MARGIN,
                            MARGIN / 2 + BASELINE * sheet.panel.pitch, canvas->style->text);
  cairo_save (canvas->cr);
  cairo_scale (canvas->cr, sheet.zoom, sheet.zoom);
  gradus_chain_scene_draw_network (canvas, &sheet.scene, &sheet.graph);
  gradus_chain_scene_draw_foot (canvas, &sheet.scene, &sheet.graph);
  gradus_chain_scene_draw_map (canvas, &sheet.scene, &sheet.graph);
  cairo_restore (canvas->cr);
  gradus_chain_panel_draw (canvas, &sheet.panel);
  gradus_chain_graph_clear (&sheet.graph);
}

/* The position at which the walk comes to a layer, on the same way. */
static guint
find_position (const GradusChainScene *scene, guint layer)
{
  return scene->is_backward ? 2 * scene->chain->n_layers - layer : layer + 1;
}

/* The number of a node that is pointed at: the lower one is δ. */
static gboolean
find_in_node (const Sheet *sheet, double y, GradusChainNumber *number)
{
  const guint layer = sheet->node_column - 1;
  GradusRect node;

  if (sheet->node_column == 0 || !gradus_chain_scene_has_forward (&sheet->scene, layer))
    return FALSE;
  *number = (GradusChainNumber){ GRADUS_CHAIN_OUTPUT, layer, sheet->node_unit, 0 };
  node = gradus_chain_graph_get_node (&sheet->graph, sheet->scene.chain, sheet->node_column,
                                      sheet->node_unit);
  if (gradus_chain_scene_has_backward (&sheet->scene, layer) &&
      (!sheet->graph.has_both || y > node.y + node.height / 2))
    number->kind = GRADUS_CHAIN_DELTA;
  return TRUE;
}

/* The input whose edge to the written unit has its number at a point; -1: none. */
static int
find_input (const Sheet *sheet, double x, double y)
{
  const double reach = sheet->graph.line * 0.6;
  double at_x, at_y;

  for (guint i = 0; i < GRADUS_CHAIN_MOST; i++) {
    if (gradus_chain_scene_place_input (&sheet->scene, &sheet->graph, i, &at_x, &at_y) &&
        fabs (x - at_x) <= 3 * reach && fabs (y - at_y) <= reach)
      return (int) i;
  }
  return -1;
}

/* Any number of the page that a pencil can make a blank. */
static gboolean
find_number (GradusCanvas *canvas, const Sheet *sheet, double x, double y,
             GradusChainNumber *number)
{
  const int input = find_input (sheet, x / sheet->zoom, y / sheet->zoom);

  if (input >= 0 && sheet->scene.is_backward) {
    *number = (GradusChainNumber){ GRADUS_CHAIN_GRADIENT, sheet->scene.layer, sheet->scene.unit,
                                   (guint) input };
    return TRUE;
  }
  return find_in_node (sheet, y / sheet->zoom, number) ||
         gradus_chain_panel_find (canvas, &sheet->panel, x, y, number);
}

static GradusPick
make_pick (const char *name, double value, const char *other, double other_value)
{
  return (GradusPick){ .kind = GRADUS_PICK_SETTINGS,
                       .step = NAN,
                       .names = { name, other },
                       .values = { value, other_value } };
}

/* A node chooses its unit, a number on an edge the weight that is written out, a point of the map
 * its sample. */
static GradusPick
pick_choice (GradusCanvas *canvas, const Sheet *sheet, double x, double y)
{
  const int input = find_input (sheet, x, y);
  const int sample = gradus_chain_scene_find_sample (canvas, &sheet->scene, &sheet->graph, x, y);

  if (sheet->node_column > 0)
    return make_pick ("position", find_position (&sheet->scene, sheet->node_column - 1),
                      "chain-unit", sheet->node_unit + 1);
  if (sample >= 0)
    return make_pick ("own-inputs", 0, "sample", sample + 1);
  if (input >= 0)
    return make_pick ("chain-input", input + 1, NULL, 0);
  return GRADUS_PICK_NONE;
}

static GradusPick
pick_in_chain (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
               double x, double y)
{
  const ChainFigure *self = (const ChainFigure *) figure;
  GradusPick pick;
  GradusChainNumber number;
  Sheet sheet;

  if (!source->snapshot || !source->snapshot->chain)
    return GRADUS_PICK_NONE;
  make_sheet (canvas, self, source, x, y, &sheet);
  if (self->has_pencil && find_number (canvas, &sheet, x, y, &number))
    pick = make_pick ("blank", gradus_chain_number_pack (number), NULL, 0);
  else
    pick = pick_choice (canvas, &sheet, x / sheet.zoom, y / sheet.zoom);
  gradus_chain_graph_clear (&sheet.graph);
  return pick;
}

/* -- In words ---------------------------------------------------------------------------------- */

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

/* Where the walk is, and what the chosen unit says there. */
static void
append_unit (const ChainFigure *self, const GradusFigureSource *source, GString *text)
{
  GradusChainScene scene = make_scene (self, source);
  GradusChainNumber blank;
  const GradusChainLayer *layer = &scene.chain->layers[scene.layer];
  g_autofree char *output = NULL, *delta = NULL;

  if (self->position == 0 || !layer->is_whole)
    return;
  if (gradus_chain_number_unpack (self->blank, &blank))
    scene.sight.blank = &blank;
  output = gradus_chain_lines_format (
      &scene.sight, (GradusChainNumber){ GRADUS_CHAIN_OUTPUT, scene.layer, scene.unit });
  delta = gradus_chain_lines_format (
      &scene.sight, (GradusChainNumber){ GRADUS_CHAIN_DELTA, scene.layer, scene.unit });
  if (scene.is_backward)
    g_string_append_printf (text, _ ("; back at layer %u, unit %u: δ is %s"), scene.layer + 1,
                            scene.unit + 1, delta);
  else
    g_string_append_printf (text, _ ("; forward at layer %u, unit %u: a is %s"), scene.layer + 1,
                            scene.unit + 1, output);
}

static void
append_distances (const GradusFigureSource *source, GString *text)
{
  const GradusSnapshot *snapshot = source->snapshot;
  g_autofree char *first = gradus_number_format ((double) snapshot->diagnostics[0].distance);
  g_autofree char *last =
      gradus_number_format ((double) snapshot->diagnostics[snapshot->n_layers - 1].distance);

  g_string_append_printf (text, _ ("; samples are %s apart in layer 1 and %s in the last"), first,
                          last);
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
  append_distances (source, text);
  append_ways (chain, text);
  append_unit ((const ChainFigure *) figure, source, text);
  gradus_network_words_append_off (text, source);
  return g_string_free (text, FALSE);
}

/* -- Settings ---------------------------------------------------------------------------------- */

static void
look_at_chain (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  const ChainFigure *self = (const ChainFigure *) figure;

  needs->sample = self->sample - 1;
  needs->has_chain = TRUE;
  needs->has_own_inputs = self->has_own_inputs;
  for (guint i = 0; self->has_own_inputs && i < GRADUS_SNAPSHOT_OWN_INPUTS; i++)
    needs->own_inputs[i] = (float) self->own_inputs[i];
}

static char *
find_chain_fault (const GradusFigure *figure, const GradusFigureSource *source,
                  const char **setting)
{
  return gradus_sample_setting_find_fault (((const ChainFigure *) figure)->sample, source, setting);
}

#define OWN_INPUT(i)                                                                               \
  {                                                                                                \
    .name = "own-input-" #i, .kind = GRADUS_FIGURE_SETTING_REAL,                                   \
    .offset = offsetof (ChainFigure, own_inputs) + ((i) -1) * sizeof (double), .lowest = -1e9,     \
    .highest = 1e9                                                                                 \
  }

static const GradusFigureSetting chain_settings[] = {
  GRADUS_SAMPLE_SETTING (ChainFigure, .title = N_ ("Sample"),
                         .tooltip = N_ ("The training sample whose numbers are shown")),
  { .name = "position",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (ChainFigure, position),
    .highest = G_MAXINT,
    .help = "How far the chain rule is walked: forward from 1 over the layers, then back",
    .argument = "N",
    .in_lessons = TRUE },
  { .name = "chain-unit",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (ChainFigure, unit),
    .usual = 1,
    .lowest = 1,
    .highest = G_MAXINT,
    .help = "The unit whose numbers the chain rule writes out, from 1",
    .argument = "N",
    .in_lessons = TRUE },
  { .name = "chain-input",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (ChainFigure, input),
    .usual = 1,
    .lowest = 1,
    .highest = G_MAXINT,
    .in_lessons = TRUE },
  { .name = "pencil",
    .kind = GRADUS_FIGURE_SETTING_SWITCH,
    .offset = offsetof (ChainFigure, has_pencil),
    .title = N_ ("Pencil"),
    .tooltip = N_ ("Click a number to make it a blank, and work it out"),
    .is_sight = TRUE },
  { .name = "blank",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (ChainFigure, blank),
    .highest = G_MAXINT },
  { .name = "own-inputs",
    .kind = GRADUS_FIGURE_SETTING_SWITCH,
    .offset = offsetof (ChainFigure, has_own_inputs) },
  OWN_INPUT (1),
  OWN_INPUT (2),
  OWN_INPUT (3),
  OWN_INPUT (4),
  OWN_INPUT (5),
  OWN_INPUT (6),
  OWN_INPUT (7),
  OWN_INPUT (8),
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
  if (source->units_off)
    gradus_legend_add (legend, GRADUS_LEGEND_DASHED_LINE, style->dim_text, _ ("switched off"));
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
