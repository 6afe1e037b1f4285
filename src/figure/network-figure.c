/* SPDX-License-Identifier: MIT */

/* The network with its weights and gradient norms. */
#include "figure/network-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/chain-walk.h"
#include "figure/unit-scale.h"
#include "figure/unit-words.h"
#include "plot/network-diagram.h"
#include "plot/number.h"

/* Cells a side of a unit's map. */
#define UNIT_MAP_SIZE 14

/* Ways around layers that are told of in words. */
#define MOST_WAYS 8

typedef struct {
  GradusFigure parent;
  GradusDiagramPart selected;
  int position; /* of the chain rule, see figure/chain-walk.h; 0: at none */
} NetworkFigure;

static GradusOutputScale
find_scale (const GradusSnapshot *snapshot, guint i)
{
  const GradusLayerAnatomy *layer = &snapshot->anatomy->layers[i];
  const GradusSketch *sketch = &snapshot->sketches[i];
  const gsize n_cells = (gsize) snapshot->anatomy->map_size * snapshot->anatomy->map_size;

  return gradus_unit_scale_make (sketch->has_activation ? &sketch->activation : NULL, layer->maps,
                                 layer->maps ? layer->n_shown * n_cells : 0);
}

static GradusDiagramColumn
make_column (const GradusSnapshot *snapshot, guint i)
{
  const GradusLayerAnatomy *layer = &snapshot->anatomy->layers[i];
  const GradusSketch *sketch = &snapshot->sketches[i];

  return (GradusDiagramColumn){
    .title = _ (sketch->title),
    .n_units = layer->n_units,
    .n_shown = layer->n_shown,
    .n_shown_inputs = layer->n_shown_inputs,
    .weights = layer->weights,
    .gradients = layer->gradients,
    .biases = layer->biases,
    .bias_gradients = layer->bias_gradients,
    .maps = layer->maps,
    .scale = find_scale (snapshot, i),
    .gradient_norm = snapshot->metrics.gradient_norms[i],
    .is_map = layer->unit_numbers > 1,
    .has_norms = layer->unit_numbers > 1 || layer->input_numbers > 1,
    .has_no_gradient = !sketch->has_parameters,
    .has_earlier = sketch->earlier != GRADUS_NO_LAYER,
    .earlier = sketch->earlier,
  };
}

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
  columns[0].is_map = anatomy->layers[0].input_numbers > 1;
  for (guint i = 0; i < anatomy->n_layers; i++)
    columns[i + 1] = make_column (snapshot, i);
  return columns;
}

static char *
describe_way (guint layer, guint earlier)
{
  if (earlier == 0)
    return g_strdup_printf (_ ("layer %u adds the input"), layer);
  return g_strdup_printf (_ ("layer %u adds what layer %u says"), layer, earlier);
}

static const char *
keep_string (GPtrArray *strings, char *string)
{
  g_ptr_array_add (strings, string);
  return string;
}

/* What is said of columns where the pointer is. */
static void
put_words (const GradusSnapshot *snapshot, GradusDiagramColumn *columns, guint n_columns,
           GPtrArray *strings)
{
  for (guint i = 0; i < n_columns; i++) {
    const GradusShape *shape = i > 0 ? &snapshot->sketches[i - 1].out : &snapshot->sketches[0].in;

    if (columns[i].is_map)
      columns[i].unit_text = keep_string (strings, gradus_unit_words_make (shape));
    if (columns[i].has_earlier)
      columns[i].way_text = keep_string (strings, describe_way (i, columns[i].earlier));
  }
}

/* (n); NULL where the data are not known. */
static const char *const *
name_inputs (const GradusFigureSource *source, guint n, GPtrArray *strings)
{
  const guint first = strings->len;

  if (!source->training)
    return NULL;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (strings, gradus_dataset_name_input (source->training, i));
  return (const char *const *) strings->pdata + first;
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
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  GradusNetworkDiagram diagram = {
    .n_columns = n_columns,
    .columns = columns,
    .map_size = columns ? source->snapshot->anatomy->map_size : 0,
    .norms = find_norms_axis (source),
    .norms_title = _ ("gradient norm"),
    .input_title = _ ("input"),
    .names = { _ ("unit"), _ ("bias"), _ ("weight"), _ ("gradient") },
    .norm_names = { _ ("norm of its weights"), _ ("norm of its gradient") },
    .arc_text = _ ("as it is, without a weight"),
    .selected = self->selected,
    .lit_column = -1,
    .pointer_x = figure->pointer_x,
    .pointer_y = figure->pointer_y,
  };

  if (!columns)
    return;
  put_words (source->snapshot, columns, n_columns, strings);
  diagram.input_names = name_inputs (source, columns[0].n_shown, strings);
  if (self->position > 0 && (guint) self->position <= gradus_chain_walk_count (n_columns - 1))
    diagram.lit_column = 1 + (int) gradus_chain_walk_get_layer (
                                 (guint) self->position, n_columns - 1, &diagram.is_lit_backward);
  if (diagram.selected.column >= n_columns)
    diagram.selected.kind = GRADUS_DIAGRAM_NOTHING;
  gradus_network_diagram_draw (canvas, &diagram);
}

/* Of the first layer from `i` on, in either direction, that has parameters. */
static char *
format_norm (const GradusSnapshot *snapshot, int i, int by)
{
  const int n = (int) snapshot->n_layers;

  while (i + by >= 0 && i + by < n && !snapshot->sketches[i].has_parameters)
    i += by;
  return gradus_number_format ((double) snapshot->metrics.gradient_norms[i]);
}

/* Ways around layers, of which a deep network may have very many. */
static void
append_ways (const GradusSnapshot *snapshot, GString *text)
{
  guint n_ways = 0;

  for (guint i = 0; i < snapshot->n_layers; i++) {
    g_autofree char *way = NULL;

    if (snapshot->sketches[i].earlier == GRADUS_NO_LAYER || n_ways > MOST_WAYS)
      continue;
    way =
        n_ways++ < MOST_WAYS ? describe_way (i + 1, snapshot->sketches[i].earlier) : g_strdup ("…");
    g_string_append_printf (text, "; %s", way);
  }
}

static char *
describe_network (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusSnapshot *snapshot = source->snapshot;
  GString *text = g_string_new (NULL);
  g_autofree char *shape =
      source->experiment ? gradus_experiment_describe_shape (source->experiment) : g_strdup ("");
  g_autofree char *steps = gradus_number_format_count (snapshot->metrics.step);
  g_autofree char *first = format_norm (snapshot, 0, 1);
  g_autofree char *last = format_norm (snapshot, (int) snapshot->n_layers - 1, -1);

  /* Translators: a picture of a network, in words: its shape, then gradient norms of its last
   * and its first layer */
  g_string_append_printf (text,
                          _ ("Network %s after %s steps; the gradient norm is %s in the last layer "
                             "and %s in the first"),
                          shape, steps, last, first);
  append_ways (snapshot, text);
  return g_string_free (text, FALSE);
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

static gboolean
has_dead_unit (const GradusSnapshot *snapshot)
{
  for (guint i = 0; snapshot && i < snapshot->n_layers; i++) {
    if (snapshot->diagnostics[i].dead > 0)
      return TRUE;
  }
  return FALSE;
}

static void
list_network_marks (const GradusFigure *figure, const GradusFigureSource *source,
                    const GradusStyle *style, GradusLegend *legend)
{
  gradus_legend_add (legend, GRADUS_LEGEND_LINE, style->high_mark, _ ("weight above 0"));
  gradus_legend_add (legend, GRADUS_LEGEND_LINE, style->low_mark, _ ("below 0"));
  gradus_legend_add (legend, GRADUS_LEGEND_WEDGE, style->dim_text, _ ("its size"));
  gradus_legend_add_ramp (legend, style->low, style->middle, style->high, _ ("output low"),
                          _ ("high"));
  if (has_dead_unit (source->snapshot))
    gradus_legend_add (legend, GRADUS_LEGEND_HATCHED, style->dim_text, _ ("dead unit"));
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
  .list_marks = list_network_marks,
  .pick = pick_in_network,
};
