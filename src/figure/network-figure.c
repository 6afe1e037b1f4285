/* SPDX-License-Identifier: MIT */

/* The network with its weights and gradient norms. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/layer-mark.h"
#include "figure/network-columns.h"
#include "figure/network-words.h"
#include "figure/sample-setting.h"
#include "nn/receptive-field.h"
#include "plot/network-diagram.h"
#include "plot/number.h"

/* Cells a side of a unit's map. */
#define UNIT_MAP_SIZE 48

/* Ways around layers that are told of in words. */
#define MOST_WAYS 8

/* The decades of gradient norms, the same for every run, so that bars can be compared. */
#define LEAST_NORM 1e-8
#define MOST_NORM 10

typedef struct {
  GradusFigure parent;
  GradusDiagramPart selected;
  int sample; /* whose numbers units and maps show, from 1 */
  GradusLayerMark mark;
} NetworkFigure;

/* What is told of the part under the pointer, which ends with NULL. */
static GPtrArray *
make_callout (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
              const GradusFigureSource *source)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  GradusNetworkLayout layout;

  gradus_network_layout_init (&layout, canvas, diagram->columns, diagram->n_columns);
  gradus_network_words_add (lines, source, diagram->columns,
                            gradus_network_layout_find (&layout, diagram->columns,
                                                        diagram->pointer_x, diagram->pointer_y));
  g_ptr_array_add (lines, NULL);
  return lines;
}

/* What the pixel of a map that is pointed at sees of the picture, to be freed with g_free(); NULL
 * where there is none. */
static guint8 *
find_field (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
            const GradusFigureSource *source)
{
  g_autofree GradusLayer *layers = gradus_experiment_make_layers (source->experiment);
  GradusNetworkLayout layout;
  GradusDiagramPart part;
  guint row, column;

  gradus_network_layout_init (&layout, canvas, diagram->columns, diagram->n_columns);
  part = gradus_network_layout_find (&layout, diagram->columns, diagram->pointer_x,
                                     diagram->pointer_y);
  if (!gradus_network_layout_find_pixel (&layout, diagram->columns, part, diagram->pointer_x,
                                         diagram->pointer_y, &row, &column))
    return NULL;
  return gradus_receptive_field_find (layers, part.column - 1, row, column);
}

static void
draw_network (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const NetworkFigure *self = (const NetworkFigure *) figure;
  g_auto (GradusNetworkColumns) columns = { 0 };
  g_autoptr (GPtrArray) callout = NULL;
  g_autofree char *values_text = NULL;
  g_autofree guint8 *field = NULL;
  GradusNetworkDiagram diagram;

  gradus_network_columns_init (&columns, source);
  if (columns.n == 0)
    return;
  /* Translators: what the colours of a network's units are of */
  values_text = g_strdup_printf (_ ("colours: sample %u"), source->snapshot->anatomy->sample + 1);
  diagram = (GradusNetworkDiagram){
    .n_columns = columns.n,
    .columns = columns.columns,
    .map_size = source->snapshot->anatomy->map_size,
    .norms = gradus_axis_log (LEAST_NORM, MOST_NORM),
    .has_legend = figure->has_legend,
    .norms_title = _ ("gradient norm"),
    .norms_text = _ ("bars: L2 norm of dCost/dW"),
    .first_text = _ ("faint: at step 0"),
    .least_largest = source->largest_weight,
    .widest_text = _ ("widest: |w| = %s"),
    .kernel_most = columns.kernel_most,
    .kernels_text = _ ("kernels: ±%s"),
    .dead_text = _ ("0 for every sample"),
    .off_text = _ ("switched off"),
    .values_text = values_text,
    .first_marked = (guint) MAX (self->mark.first, 0),
    .n_marked = gradus_layer_mark_count (&self->mark),
    .selected = self->selected,
    .pointer_x = figure->pointer_x,
    .pointer_y = figure->pointer_y,
  };
  if (diagram.selected.column >= columns.n)
    diagram.selected.kind = GRADUS_DIAGRAM_NOTHING;
  diagram.field = field = find_field (canvas, &diagram, source);
  callout = make_callout (canvas, &diagram, source);
  diagram.callout = (const char *const *) callout->pdata;
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
    way = n_ways++ < MOST_WAYS
              ? gradus_network_words_describe_way (i + 1, snapshot->sketches[i].earlier)
              : g_strdup ("…");
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
  gradus_network_words_append_off (text, source);
  return gradus_layer_mark_add_words (&((const NetworkFigure *) figure)->mark,
                                      g_string_free (text, FALSE));
}

static GradusPick
pick_in_network (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
                 double x, double y)
{
  GradusPick pick = GRADUS_PICK_NONE;
  GradusNetworkLayout layout;
  g_auto (GradusNetworkColumns) columns = { 0 };

  gradus_network_columns_init (&columns, source);
  if (columns.n == 0)
    return pick;
  gradus_network_layout_init (&layout, canvas, columns.columns, columns.n);
  pick.part = gradus_network_layout_find (&layout, columns.columns, x, y);
  if (pick.part.kind != GRADUS_DIAGRAM_NOTHING)
    pick.kind = GRADUS_PICK_PART;
  return pick;
}

static void
look_at_network (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  needs->has_anatomy = TRUE;
  needs->map_size = UNIT_MAP_SIZE;
  needs->sample = ((const NetworkFigure *) figure)->sample - 1;
}

static const GradusFigureSetting network_settings[] = {
  { .name = "part",
    .kind = GRADUS_FIGURE_SETTING_PART,
    .offset = offsetof (NetworkFigure, selected) },
  GRADUS_SAMPLE_SETTING (NetworkFigure, .title = N_ ("Sample"),
                         .tooltip = N_ ("The training sample whose numbers are shown"),
                         .is_useful = gradus_figure_source_has_pictures),
  GRADUS_LAYER_MARK (NetworkFigure),
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
