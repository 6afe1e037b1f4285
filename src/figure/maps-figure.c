/* SPDX-License-Identifier: MIT */

/* All maps of a layer, each with the filter that makes it and the gradient of that filter. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/map-words.h"
#include "figure/network-columns.h"
#include "figure/sample-setting.h"
#include "plot/frame.h"
#include "plot/number.h"
#include "plot/picture-grid.h"
#include "plot/pixel-plot.h"

#define MARGIN 8.0
#define GAP 14.0 /* between units */
#define ROW_GAP 8.0
#define INNER_GAP 3.0 /* between the pictures of one */
#define LEAST_SIDE 18.0
#define MOST_SIDE 150.0
#define LINE_FACTOR 1.2

typedef struct {
  GradusFigure parent;
  GradusDiagramPart selected; /* the layer, the first one where none is, and the marked unit */
  int sample;                 /* from 1 */
} MapsFigure;

/* What is drawn of the layer, and where. */
typedef struct {
  const GradusLayerAnatomy *anatomy;
  GradusNetworkColumns columns;
  guint layer;       /* from 1: its column */
  const float *maps; /* (units, rows, columns_of_map) */
  guint rows, columns_of_map;
  guint n_pictures; /* of each unit */
  guint n_units, n_across;
  double side, line, top;
  double gradient_most; /* of the filters' gradients, the largest magnitude */
  float *tiles[2]; /* of a unit that is being drawn: its filter and its gradient, tile by tile */
  guint tiles_across, tiles_down;
} MapsSheet;

/* What the layer's maps say, of which some are a single number; NULL where it makes none. */
static const float *
get_maps (const GradusSnapshot *snapshot, guint layer)
{
  const GradusAnatomy *anatomy = snapshot ? snapshot->anatomy : NULL;

  if (!anatomy || layer == 0 || layer > anatomy->n_layers ||
      gradus_shape_get_unit_kind (&snapshot->sketches[layer - 1].out) != GRADUS_UNIT_MAP)
    return NULL;
  return anatomy->layers[layer - 1].pictures ? anatomy->layers[layer - 1].pictures
                                             : anatomy->layers[layer - 1].outputs;
}

static double
get_unit_width (const MapsSheet *sheet)
{
  return sheet->n_pictures * sheet->side + (sheet->n_pictures - 1) * INNER_GAP;
}

/* -- Words ------------------------------------------------------------------------------------- */

/* What the pictures of each are, and their scales. */
static char *
write_pictures (const MapsSheet *sheet)
{
  const GradusOutputScale *scale = &sheet->columns.columns[sheet->layer].scale;
  const double most = sheet->gradient_most;
  g_autofree char *maps = gradus_map_words_range (scale->low, scale->high);
  g_autofree char *filters =
      gradus_map_words_range (-sheet->columns.kernel_most, sheet->columns.kernel_most);
  g_autofree char *gradients = gradus_map_words_range (-most, most);

  if (sheet->n_pictures == 1)
    return g_strdup_printf (_ ("its map (%s)"), maps);
  /* Translators: what three pictures side by side are, each with the scale of its colours */
  return g_strdup_printf (
      _ ("its map (%s), its filter (%s), and the filter's gradient over the samples (%s); below, that one's L2 norm"),
      maps, filters, gradients);
}

static char *
write_heading (const MapsSheet *sheet, const GradusFigureSource *source)
{
  const guint n = sheet->anatomy->n_units, sample = source->snapshot->anatomy->sample + 1;

  if (sheet->n_units < n)
    return g_strdup_printf (_ ("Layer %u, sample %u: the first %u of %u maps"), sheet->layer,
                            sample, sheet->n_units, n);
  return g_strdup_printf (
      ngettext ("Layer %u, sample %u: %u map", "Layer %u, sample %u: %u maps", n), sheet->layer,
      sample, n);
}

/* In one line, where that is wide enough; returns how many lines it takes, drawn or not. */
static guint
put_heading_lines (GradusCanvas *canvas, const MapsSheet *sheet, const GradusFigureSource *source,
                   gboolean is_drawn)
{
  const double most = canvas->width - 2 * MARGIN;
  g_autofree char *heading = write_heading (sheet, source);
  g_autofree char *pictures = write_pictures (sheet);
  g_autofree char *fitting = gradus_canvas_shorten_text (canvas, heading, most);
  g_autofree char *fitting_pictures = gradus_canvas_shorten_text (canvas, pictures, most);
  double width, own, line;
  gboolean is_one;

  gradus_canvas_measure_text (canvas, pictures, &own, &line);
  gradus_canvas_measure_text (canvas, heading, &width, &line);
  is_one = width + GAP + own <= most;
  if (!is_drawn)
    return is_one ? 1 : 2;
  gradus_canvas_draw_text (canvas, fitting, MARGIN, MARGIN / 2, 0, 0, canvas->style->text);
  gradus_canvas_draw_text (canvas, fitting_pictures, is_one ? MARGIN + width + GAP : MARGIN,
                           MARGIN / 2 + (is_one ? 0 : sheet->line), 0, 0, canvas->style->dim_text);
  return is_one ? 1 : 2;
}

/* -- Where they lie ----------------------------------------------------------------------------- */

/* The largest side with which n units fit; 0: none does. */
static double
fit_side (GradusCanvas *canvas, const MapsSheet *sheet, guint n, guint *n_across)
{
  double best = 0;

  for (guint across = 1; across <= n; across++) {
    const guint down = (n + across - 1) / across;
    const double width = (canvas->width - 2 * MARGIN - (across - 1) * GAP) / across;
    const double height =
        (canvas->height - sheet->top - MARGIN - (down - 1) * ROW_GAP) / down - sheet->line;
    const double side =
        MIN ((width - (sheet->n_pictures - 1) * INNER_GAP) / sheet->n_pictures, height);

    if (side > best) {
      best = side;
      *n_across = across;
    }
  }
  return MIN (best, MOST_SIDE);
}

static void
place_units (MapsSheet *sheet, GradusCanvas *canvas, const GradusFigureSource *source)
{
  double width, line;

  gradus_canvas_measure_text (canvas, "0", &width, &line);
  sheet->line = line * LINE_FACTOR;
  sheet->n_units = sheet->anatomy->n_shown;
  sheet->top = MARGIN + put_heading_lines (canvas, sheet, source, FALSE) * sheet->line;
  do
    sheet->side = fit_side (canvas, sheet, sheet->n_units, &sheet->n_across);
  while (sheet->side < LEAST_SIDE && sheet->n_units-- > 1);
}

/* Filters lie in as square a block as they can. */
static void
prepare_tiles (MapsSheet *sheet)
{
  const GradusLayerAnatomy *anatomy = sheet->anatomy;
  const gsize n = (gsize) anatomy->kernel_rows * anatomy->kernel_columns;

  if (!anatomy->kernels)
    return;
  sheet->tiles_across = (guint) ceil (sqrt ((double) anatomy->n_shown_inputs));
  sheet->tiles_down = (anatomy->n_shown_inputs + sheet->tiles_across - 1) / sheet->tiles_across;
  for (guint i = 0; i < 2; i++)
    sheet->tiles[i] = g_new0 (float, n * sheet->tiles_across * sheet->tiles_down);
  sheet->gradient_most = gradus_output_scale_find_largest (
      anatomy->kernel_gradients, (gsize) anatomy->n_shown * anatomy->n_shown_inputs * n);
}

/* FALSE where the snapshot has no maps of the layer: then there is nothing to clear. */
static gboolean
init_sheet (MapsSheet *sheet, GradusCanvas *canvas, const GradusFigure *figure,
            const GradusFigureSource *source)
{
  const MapsFigure *self = (const MapsFigure *) figure;
  const guint layer = MAX (self->selected.column, 1);
  const float *maps = get_maps (source->snapshot, layer);

  if (!maps)
    return FALSE;
  *sheet = (MapsSheet){ .anatomy = &source->snapshot->anatomy->layers[layer - 1],
                        .layer = layer,
                        .maps = maps,
                        .rows = source->snapshot->sketches[layer - 1].out.sizes[1],
                        .columns_of_map = source->snapshot->sketches[layer - 1].out.sizes[2] };
  gradus_network_columns_init (&sheet->columns, source);
  sheet->n_pictures = sheet->anatomy->kernels ? 3 : 1;
  prepare_tiles (sheet);
  place_units (sheet, canvas, source);
  return TRUE;
}

static void
clear_sheet (MapsSheet *sheet)
{
  gradus_network_columns_clear (&sheet->columns);
  g_free (sheet->tiles[0]);
  g_free (sheet->tiles[1]);
}

/* Where picture i of a unit lies. */
static GradusRect
get_rect (const MapsSheet *sheet, GradusCanvas *canvas, guint unit, guint i)
{
  const guint n = MIN (sheet->n_across, sheet->n_units);
  const double pitch = get_unit_width (sheet) + GAP;
  const double left = MAX ((canvas->width - n * pitch + GAP) / 2, 0);

  return (GradusRect){ left + unit % sheet->n_across * pitch + i * (sheet->side + INNER_GAP),
                       sheet->top + unit / sheet->n_across * (sheet->side + sheet->line + ROW_GAP),
                       sheet->side, sheet->side };
}

/* -- The pictures ------------------------------------------------------------------------------ */

static GradusPixelPlot
make_map_plot (const MapsSheet *sheet, guint unit)
{
  const GradusDiagramColumn *own = &sheet->columns.columns[sheet->layer];

  return (GradusPixelPlot){ .rows = sheet->rows,
                            .columns = sheet->columns_of_map,
                            .tile_rows = sheet->rows,
                            .tile_columns = sheet->columns_of_map,
                            .values =
                                sheet->maps + (gsize) unit * sheet->rows * sheet->columns_of_map,
                            .low = own->scale.low,
                            .high = own->scale.high };
}

/* From filter by filter to row by row of all of them. */
static void
lay_tiles (const MapsSheet *sheet, const float *kernels, float *tiles)
{
  const guint rows = sheet->anatomy->kernel_rows, columns = sheet->anatomy->kernel_columns;

  for (guint input = 0; input < sheet->anatomy->n_shown_inputs; input++) {
    for (guint i = 0; i < rows * columns; i++) {
      const gsize row = (gsize) (input / sheet->tiles_across) * rows + i / columns;

      tiles[(row * sheet->tiles_across + input % sheet->tiles_across) * columns + i % columns] =
          kernels[(gsize) input * rows * columns + i];
    }
  }
}

static GradusPixelPlot
make_tiles_plot (const MapsSheet *sheet, guint unit, guint which)
{
  const GradusLayerAnatomy *anatomy = sheet->anatomy;
  const float *const kernels = which == 0 ? anatomy->kernels : anatomy->kernel_gradients;
  const double most = which == 0 ? sheet->columns.kernel_most : sheet->gradient_most;
  const gsize n = (gsize) anatomy->n_shown_inputs * anatomy->kernel_rows * anatomy->kernel_columns;

  lay_tiles (sheet, kernels + unit * n, sheet->tiles[which]);
  return (GradusPixelPlot){ .rows = sheet->tiles_down * anatomy->kernel_rows,
                            .columns = sheet->tiles_across * anatomy->kernel_columns,
                            .values = sheet->tiles[which],
                            .low = most > 0 ? -most : -1,
                            .high = most > 0 ? most : 1,
                            .tile_rows = anatomy->kernel_rows,
                            .tile_columns = anatomy->kernel_columns,
                            .n_tiles = anatomy->n_shown_inputs };
}

/* "7", and how large its gradient is. */
static char *
write_caption (const MapsSheet *sheet, guint unit)
{
  g_autofree char *norm =
      sheet->anatomy->unit_norms
          ? gradus_number_format_short ((double) sheet->anatomy->unit_norms[unit])
          : NULL;

  return norm ? g_strdup_printf ("%u:  %s", unit + 1, norm) : g_strdup_printf ("%u", unit + 1);
}

static void
draw_unit_of_maps (GradusCanvas *canvas, const MapsSheet *sheet, guint unit, gboolean is_marked)
{
  const GradusRect first = get_rect (sheet, canvas, unit, 0);
  g_autofree char *caption = write_caption (sheet, unit);
  g_autofree char *fitting =
      gradus_canvas_shorten_text (canvas, caption, get_unit_width (sheet) + GAP / 2);
  GradusPixelPlot plot = make_map_plot (sheet, unit);

  gradus_pixel_plot_draw (canvas, &plot, first);
  if (is_marked)
    gradus_pixel_plot_mark (canvas, &plot, gradus_pixel_plot_place (canvas, &plot, first), 0, 0,
                            plot.rows, plot.columns, GRADUS_PIXEL_MARK_CHOSEN);
  for (guint i = 1; i < sheet->n_pictures; i++) {
    plot = make_tiles_plot (sheet, unit, i - 1);
    gradus_pixel_plot_draw (canvas, &plot, get_rect (sheet, canvas, unit, i));
  }
  gradus_canvas_draw_text (canvas, fitting, first.x + get_unit_width (sheet) / 2,
                           first.y + sheet->side, 0.5, 0, canvas->style->dim_text);
}

/* -- The figure -------------------------------------------------------------------------------- */

static void
draw_maps (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const MapsFigure *self = (const MapsFigure *) figure;
  MapsSheet sheet;

  if (!init_sheet (&sheet, canvas, figure, source))
    return;
  put_heading_lines (canvas, &sheet, source, TRUE);
  for (guint unit = 0; sheet.side > 0 && unit < sheet.n_units; unit++)
    draw_unit_of_maps (canvas, &sheet, unit,
                       self->selected.kind == GRADUS_DIAGRAM_UNIT && unit == self->selected.unit);
  clear_sheet (&sheet);
}

/* Any picture of a unit chooses it. */
static GradusPick
pick_in_maps (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
              double x, double y)
{
  GradusPick pick = GRADUS_PICK_NONE;
  MapsSheet sheet;

  if (!init_sheet (&sheet, canvas, figure, source))
    return pick;
  for (guint unit = 0; sheet.side > 0 && unit < sheet.n_units; unit++) {
    GradusRect rect = get_rect (&sheet, canvas, unit, 0);

    rect.width = get_unit_width (&sheet);
    if (!gradus_rect_contains (rect, x, y))
      continue;
    pick.kind = GRADUS_PICK_PART;
    pick.part = (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, sheet.layer, unit, 0 };
  }
  clear_sheet (&sheet);
  return pick;
}

static char *
describe_maps (const GradusFigure *figure, const GradusFigureSource *source)
{
  const MapsFigure *self = (const MapsFigure *) figure;
  const GradusSnapshot *snapshot = source->snapshot;
  const guint layer = MAX (self->selected.column, 1);
  const GradusLayerAnatomy *own;
  g_autofree char *norm = NULL;
  guint sample;

  if (!get_maps (snapshot, layer))
    return g_strdup (_ ("No map is chosen"));
  own = &snapshot->anatomy->layers[layer - 1];
  sample = snapshot->anatomy->sample + 1;
  if (!own->kernels)
    return g_strdup_printf (_ ("Layer %u with %u maps of sample %u"), layer, own->n_units, sample);
  norm = gradus_number_format ((double) snapshot->metrics.gradient_norms[layer - 1]);
  /* Translators: then a gradient norm */
  return g_strdup_printf (
      _ ("Layer %u with %u maps of sample %u, their filters and gradients; the layer's gradient "
         "norm is %s"),
      layer, own->n_units, sample, norm);
}

static void
look_at_maps (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  needs->has_anatomy = TRUE;
  needs->sample = ((const MapsFigure *) figure)->sample - 1;
}

static char *
find_maps_fault (const GradusFigure *figure, const GradusFigureSource *source, const char **setting)
{
  const MapsFigure *self = (const MapsFigure *) figure;
  const guint n_layers = gradus_experiment_get_n_layers (source->experiment);
  g_autofree GradusShape *shapes = gradus_experiment_infer_shapes (source->experiment);
  char *fault = gradus_sample_setting_find_fault (self->sample, source, setting);

  if (fault)
    return fault;
  if (self->selected.column >= 1 && self->selected.column <= n_layers &&
      shapes[self->selected.column].n_axes == 3)
    return NULL;
  *setting = "part";
  return g_strdup_printf ("layer %u makes no maps", self->selected.column);
}

static void
list_maps_marks (const GradusFigure *figure, const GradusFigureSource *source,
                 const GradusStyle *style, GradusLegend *legend)
{
  gradus_legend_add_ramp (legend, style->low, style->middle, style->high, _ ("negative"),
                          _ ("positive"));
}

static const GradusFigureSetting maps_settings[] = {
  { .name = "part",
    .kind = GRADUS_FIGURE_SETTING_PART,
    .offset = offsetof (MapsFigure, selected),
    .help = "What inspector, map and maps show, from 1",
    .argument = "LAYER[:UNIT[:INPUT]]" },
  GRADUS_SAMPLE_SETTING (MapsFigure, .title = NULL),
  { NULL },
};

const GradusFigureClass gradus_maps_figure = {
  .name = "maps",
  .title = N_ ("Maps of a layer"),
  .label = N_ ("The maps of a layer with their filters and gradients"),
  .size = sizeof (MapsFigure),
  .settings = maps_settings,
  .is_of_pictures = TRUE,
  .look = look_at_maps,
  .draw = draw_maps,
  .describe = describe_maps,
  .list_marks = list_maps_marks,
  .pick = pick_in_maps,
  .find_fault = find_maps_fault,
};
