/* SPDX-License-Identifier: MIT */

/* The network with its weights and gradient norms. */
#include "figure/network-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "data/feature.h"
#include "figure/chain-walk.h"
#include "plot/network-diagram.h"
#include "plot/number.h"

/* Cells a side of a unit's map. */
#define UNIT_MAP_SIZE 14

typedef struct {
  GradusFigure parent;
  GradusDiagramPart selected;
  int position; /* of the chain rule, see figure/chain-walk.h; 0: at none */
} NetworkFigure;

GradusDiagramColumn *
gradus_network_figure_make_columns (const GradusFigureSource *source, guint *n_columns)
{
  const GradusSnapshot *snapshot = source->snapshot;
  const GradusAnatomy *anatomy = snapshot ? snapshot->anatomy : NULL;
  GradusDiagramColumn *columns;

  *n_columns = 0;
  if (!anatomy)
    return NULL;
  *n_columns = anatomy->n_layers + 1;
  columns = g_new0 (GradusDiagramColumn, *n_columns);
  columns[0].n_units = anatomy->layers[0].n_inputs;
  columns[0].n_shown = MIN (columns[0].n_units, GRADUS_ANATOMY_MOST);
  for (guint i = 0; i < anatomy->n_layers; i++) {
    const GradusLayerAnatomy *layer = &anatomy->layers[i];

    columns[i + 1] = (GradusDiagramColumn){
      .title = _ (layer->title),
      .n_units = layer->n_units,
      .n_shown = layer->n_shown,
      .n_shown_inputs = layer->n_shown_inputs,
      .weights = layer->weights,
      .gradients = layer->gradients,
      .biases = layer->biases,
      .bias_gradients = layer->bias_gradients,
      .maps = layer->maps,
      .gradient_norm = snapshot->metrics.gradient_norms[i],
    };
  }
  return columns;
}

/* From the smallest to the largest norm of the whole run, so that bars move and not their axis. */
static GradusAxis
find_norms_axis (const GradusFigureSource *source)
{
  const GradusSeries *series = source->series;
  double low = 1e-3, high = 1;

  for (gsize i = 0; series && i < (gsize) series->n_points * series->n_values; i++) {
    const double norm = (double) series->values[i];

    if (norm > 0 && isfinite (norm)) {
      low = MIN (low, norm);
      high = MAX (high, norm);
    }
  }
  return gradus_axis_log (low / 2, high);
}

static void
draw_network (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const NetworkFigure *self = (const NetworkFigure *) figure;
  guint n_columns;
  g_autofree GradusDiagramColumn *columns = gradus_network_figure_make_columns (source, &n_columns);
  const char *names[GRADUS_N_FEATURES + 1];
  GradusNetworkDiagram diagram = {
    .n_columns = n_columns,
    .columns = columns,
    .map_size = columns ? source->snapshot->anatomy->map_size : 0,
    .norms = find_norms_axis (source),
    .norms_title = _ ("gradient norm"),
    .input_title = _ ("input"),
    .names = { _ ("unit"), _ ("bias"), _ ("weight"), _ ("gradient") },
    .selected = self->selected,
    .lit_column = -1,
    .pointer_x = figure->pointer_x,
    .pointer_y = figure->pointer_y,
  };

  if (!columns)
    return;
  if (source->training && source->training->features) {
    gradus_features_list_names (source->training->features, names);
    diagram.input_names = names;
  }
  if (self->position > 0 && (guint) self->position <= gradus_chain_walk_count (n_columns - 1))
    diagram.lit_column = 1 + (int) gradus_chain_walk_get_layer (
                                 (guint) self->position, n_columns - 1, &diagram.is_lit_backward);
  if (diagram.selected.column >= n_columns)
    diagram.selected.kind = GRADUS_DIAGRAM_NOTHING;
  gradus_network_diagram_draw (canvas, &diagram);
}

static char *
describe_network (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusSnapshot *snapshot = source->snapshot;
  g_autofree char *shape =
      source->experiment ? gradus_experiment_describe_shape (source->experiment) : g_strdup ("");
  g_autofree char *steps = gradus_number_format_count (snapshot->metrics.step);
  g_autofree char *first = gradus_number_format ((double) snapshot->metrics.gradient_norms[0]);
  g_autofree char *last =
      gradus_number_format ((double) snapshot->metrics.gradient_norms[snapshot->n_layers - 1]);

  /* Translators: a picture of a network, in words: its shape, then gradient norms of its last
   * and its first layer */
  return g_strdup_printf (_ ("Network %s after %s steps; the gradient norm is %s in the last layer "
                             "and %s in the first"),
                          shape, steps, last, first);
}

static GradusPick
pick_in_network (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
                 double x, double y)
{
  GradusPick pick = GRADUS_PICK_NONE;
  GradusNetworkLayout layout;
  guint n_columns;
  g_autofree GradusDiagramColumn *columns = gradus_network_figure_make_columns (source, &n_columns);

  if (!columns)
    return pick;
  gradus_network_layout_init (&layout, canvas, columns, n_columns);
  pick.part = gradus_network_layout_find (&layout, columns, x, y);
  if (pick.part.kind != GRADUS_DIAGRAM_NOTHING)
    pick.kind = GRADUS_PICK_PART;
  return pick;
}

static void
look_at_network (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  needs->has_anatomy = TRUE;
  needs->map_size = UNIT_MAP_SIZE;
}

static const GradusFigureSetting network_settings[] = {
  { .name = "part",
    .kind = GRADUS_FIGURE_SETTING_PART,
    .offset = offsetof (NetworkFigure, selected) },
  { .name = "position",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (NetworkFigure, position),
    .highest = G_MAXINT },
  { NULL },
};

const GradusFigureClass gradus_network_figure = {
  .name = "network",
  .title = N_ ("Network"),
  .label = N_ ("Network with its weights and gradient norms"),
  .row = GRADUS_FIGURE_TOP_ROW,
  .card = "network",
  .topic = "network",
  .share = 0.6,
  .size = sizeof (NetworkFigure),
  .settings = network_settings,
  .look = look_at_network,
  .draw = draw_network,
  .describe = describe_network,
  .pick = pick_in_network,
};
