/* SPDX-License-Identifier: MIT */

/* A map that is opened: how one of its pixels is found, and what comes back to it. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/map-parts.h"
#include "figure/map-words.h"
#include "figure/sample-setting.h"
#include "plot/formula.h"
#include "plot/frame.h"
#include "plot/number.h"
#include "plot/picture-grid.h"

#define MARGIN 8.0
#define BASELINE 0.75 /* of a line, below its top */
#define SIGN_GAP 13.0 /* half of what is between two pictures */

typedef struct {
  GradusFigure parent;
  GradusDiagramPart selected; /* a unit */
  int sample, row, column;    /* from 1; row and column 0: in the middle */
  int channel;                /* the input map whose numbers are shown, from 1 */
} MapFigure;

static gboolean
init_parts (GradusMapParts *parts, GradusCanvas *canvas, const GradusFigure *figure,
            const GradusFigureSource *source)
{
  const MapFigure *self = (const MapFigure *) figure;

  return self->selected.column > 0 &&
         gradus_map_parts_init (parts, canvas, source, self->selected.column - 1,
                                self->selected.unit, (guint) self->channel, figure->pointer_x,
                                figure->pointer_y);
}

/* -- The pictures ------------------------------------------------------------------------------ */

/* In its colours, where it has three channels. */
static void
draw_sample (GradusCanvas *canvas, const GradusMapParts *parts, const GradusDataset *dataset)
{
  GradusPixelPlot plot = parts->plots[GRADUS_MAP_PICTURE];
  const GradusRect place = parts->places[GRADUS_MAP_PICTURE];
  const GradusPictureLayout *layout = &dataset->picture;
  const GradusPixels pixels = { layout->width, layout->height, layout->n_channels,
                                layout->is_planar };
  const GradusGridPicture picture = { .values = plot.values, .low = plot.low, .high = plot.high };

  gradus_pixel_plot_draw (canvas, &plot, parts->rects[GRADUS_MAP_PICTURE]);
  if (place.height <= 0)
    return;
  if (layout->n_channels > 1)
    gradus_picture_draw (canvas, &pixels, &picture, place);
  gradus_pixel_plot_mark_all (canvas, &plot, place, parts->field);
}

static void
mark_pixel (GradusCanvas *canvas, const GradusMapParts *parts, GradusMapPartKind part)
{
  gradus_pixel_plot_mark (canvas, &parts->plots[part], parts->places[part], (int) parts->pixel->row,
                          (int) parts->pixel->column, 1, 1, GRADUS_PIXEL_MARK_CHOSEN);
}

/* In the colour of what it sees of the picture. */
static void
mark_pointed (GradusCanvas *canvas, const GradusMapParts *parts)
{
  if (parts->field && (parts->row != parts->pixel->row || parts->column != parts->pixel->column))
    gradus_pixel_plot_mark (canvas, &parts->plots[GRADUS_MAP_MAP], parts->places[GRADUS_MAP_MAP],
                            (int) parts->row, (int) parts->column, 1, 1, GRADUS_PIXEL_MARK_SEEN);
}

static void
draw_pictures (GradusCanvas *canvas, const GradusMapParts *parts, const GradusDataset *dataset)
{
  for (guint i = GRADUS_MAP_INPUT; i < GRADUS_MAP_N_PARTS; i++) {
    if (parts->rects[i].height > 0)
      gradus_pixel_plot_draw (canvas, &parts->plots[i], parts->rects[i]);
  }
  if (parts->rects[GRADUS_MAP_PICTURE].height > 0)
    draw_sample (canvas, parts, dataset);
  if (parts->rects[GRADUS_MAP_INPUT].height > 0)
    gradus_map_parts_mark_window (parts, canvas, &parts->plots[GRADUS_MAP_INPUT],
                                  parts->places[GRADUS_MAP_INPUT]);
  mark_pixel (canvas, parts, GRADUS_MAP_MAP);
  mark_pixel (canvas, parts, GRADUS_MAP_DELTAS);
  mark_pointed (canvas, parts);
  if (parts->pixel->kind == GRADUS_PIXEL_LARGEST)
    gradus_pixel_plot_mark (canvas, &parts->plots[GRADUS_MAP_PATCH],
                            parts->places[GRADUS_MAP_PATCH],
                            (int) (parts->pixel->largest / parts->pixel->scan.window_width),
                            (int) (parts->pixel->largest % parts->pixel->scan.window_width), 1, 1,
                            GRADUS_PIXEL_MARK_CHOSEN);
}

/* Kernel × patch = products. */
static void
draw_signs (GradusCanvas *canvas, const GradusMapParts *parts)
{
  static const char *const signs[] = { "×", "=" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++) {
    const GradusRect rect = parts->rects[GRADUS_MAP_PATCH + i];
    const GradusRect place = parts->places[GRADUS_MAP_PATCH + i];

    if (place.height > 0 && parts->rects[GRADUS_MAP_KERNEL].height > 0)
      gradus_canvas_draw_text (canvas, signs[i], rect.x - SIGN_GAP, place.y + place.height / 2, 0.5,
                               0.5, canvas->style->text);
  }
}

/* -- The sum, map by map ----------------------------------------------------------------------- */

static void
draw_sum (GradusCanvas *canvas, const GradusMapParts *parts, const char *name, double value,
          double x, double y)
{
  g_autofree char *number = gradus_number_format_short (value);
  g_autofree char *text = name ? g_strdup_printf ("%s = %s", name, number) : NULL;

  gradus_canvas_draw_text (canvas, text ? text : number, x, y, 0.5, 0, canvas->style->text);
}

static void
draw_rest (GradusCanvas *canvas, const GradusMapParts *parts, double y)
{
  const GradusPixel *pixel = parts->pixel;
  const double x = parts->row_x + parts->n_thumbs * parts->pitch + parts->pitch / 2;
  g_autofree char *text = NULL;

  if (parts->n_thumbs >= pixel->n_channels)
    return;
  /* Translators: further maps that are not drawn */
  text = g_strdup_printf (_ ("… %u more"), pixel->n_channels - parts->n_thumbs);
  gradus_canvas_draw_text (canvas, text, x, parts->row_y + parts->side / 2, 0.5, 0.5,
                           canvas->style->dim_text);
  draw_sum (canvas, parts, NULL, (double) pixel->sums[pixel->n_channels - 1], x, y);
}

/* The bias, and what it has become after each input map; the last is z. */
static void
draw_input_maps (GradusCanvas *canvas, const GradusMapParts *parts)
{
  const double y = parts->row_y + parts->side;

  if (parts->side <= 0)
    return;
  gradus_canvas_draw_text (canvas, _ ("the sum after each input map"), parts->row_left,
                           parts->row_y, 0, 1, canvas->style->dim_text);
  draw_sum (canvas, parts, "b", (double) parts->pixel->bias, parts->row_left + parts->pitch, y);
  for (guint c = 0; c < parts->n_thumbs; c++) {
    const GradusRect place = gradus_map_parts_get_thumb (parts, c);
    const GradusPixelPlot plot = gradus_map_parts_make_input (parts, c);

    gradus_pixel_plot_draw (canvas, &plot, place);
    gradus_map_parts_mark_window (parts, canvas, &plot, place);
    if (c == parts->channel)
      gradus_pixel_plot_mark (canvas, &plot, place, 0, 0, plot.rows, plot.columns,
                              GRADUS_PIXEL_MARK_SEEN);
    draw_sum (canvas, parts, NULL, (double) parts->pixel->sums[c],
              parts->row_x + c * parts->pitch + parts->side / 2, y);
  }
  draw_rest (canvas, parts, y);
}

/* -- Words ------------------------------------------------------------------------------------- */

/* Smaller where it would be cut. */
static void
draw_word_line (GradusCanvas *canvas, const GradusMapParts *parts, const char *line, double y)
{
  double width, height, scale;

  gradus_formula_measure_line (canvas, line, 1, &width, &height);
  scale = MIN (parts->words_width / MAX (width, 1), 1);
  gradus_formula_draw_line (canvas, line, scale, MARGIN, y + height * BASELINE,
                            canvas->style->text);
}

static void
draw_words_of_pixel (GradusCanvas *canvas, const GradusMapParts *parts)
{
  g_autofree char *forward = gradus_map_words_forward (parts->pixel);
  g_autofree char *backward = gradus_map_words_backward (parts->pixel);

  draw_word_line (canvas, parts, forward, parts->words_y);
  draw_word_line (canvas, parts, backward, parts->words_y + parts->line);
}

/* The numbers of the square below the pointer: of the window all that are there. */
static void
add_squares (GPtrArray *lines, const GradusMapParts *parts, GradusMapPartKind first, int at)
{
  static const char *const names[] = {
    [GRADUS_MAP_PICTURE] = NULL,  [GRADUS_MAP_INPUT] = "x",  [GRADUS_MAP_MAP] = "a",
    [GRADUS_MAP_DELTAS] = "δ",    [GRADUS_MAP_KERNEL] = "w", [GRADUS_MAP_PATCH] = "x",
    [GRADUS_MAP_PRODUCTS] = "w·x"
  };
  const gboolean is_window = first >= GRADUS_MAP_KERNEL;
  const guint end = is_window ? GRADUS_MAP_N_PARTS : first + 1;

  for (guint i = is_window ? GRADUS_MAP_KERNEL : first; i < end; i++) {
    g_autofree char *number = NULL;

    if (parts->plots[i].rows == 0)
      continue;
    number = gradus_number_format ((double) parts->plots[i].values[at]);
    g_ptr_array_add (lines, g_strdup_printf ("%s\t%s",
                                             i < GRADUS_MAP_GIVES                     ? names[i]
                                             : parts->pixel->kind == GRADUS_PIXEL_SUM ? "δ·x"
                                                                                      : _ ("back"),
                                             number));
  }
}

/* Where the map has its pixels, what the map says and what comes back stand together. */
static void
draw_callout (GradusCanvas *canvas, const GradusFigure *figure, const GradusMapParts *parts)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = GRADUS_MAP_INPUT; i < GRADUS_MAP_N_PARTS; i++) {
    const int at = gradus_pixel_plot_find (&parts->plots[i], parts->places[i], figure->pointer_x,
                                           figure->pointer_y);
    const guint columns = parts->plots[i].columns;

    if (parts->rects[i].height <= 0 || at < 0)
      continue;
    g_ptr_array_add (lines, g_strdup_printf (_ ("row %u, column %u"), (guint) at / columns + 1,
                                             (guint) at % columns + 1));
    add_squares (lines, parts, i, at);
    if (i == GRADUS_MAP_MAP)
      add_squares (lines, parts, GRADUS_MAP_DELTAS, at);
  }
  if (lines->len == 0)
    return;
  g_ptr_array_add (lines, NULL);
  gradus_canvas_draw_callout (canvas, figure->pointer_x, figure->pointer_y,
                              (const char *const *) lines->pdata, NULL);
}

/* -- The figure -------------------------------------------------------------------------------- */

static void
draw_map (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  GradusMapParts parts;

  if (!init_parts (&parts, canvas, figure, source))
    return;
  draw_pictures (canvas, &parts, source->training);
  draw_signs (canvas, &parts);
  draw_input_maps (canvas, &parts);
  draw_words_of_pixel (canvas, &parts);
  draw_callout (canvas, figure, &parts);
  gradus_map_parts_clear (&parts);
}

static GradusPick
pick_pixel (guint row, guint column)
{
  GradusPick pick = GRADUS_PICK_NONE;

  pick.kind = GRADUS_PICK_SETTINGS;
  pick.names[0] = "row";
  pick.values[0] = row + 1;
  pick.names[1] = "column";
  pick.values[1] = column + 1;
  return pick;
}

static GradusPick
pick_channel (const GradusMapParts *parts, double x, double y)
{
  GradusPick pick = GRADUS_PICK_NONE;

  for (guint c = 0; parts->side > 0 && c < parts->n_thumbs; c++) {
    if (!gradus_rect_contains (gradus_map_parts_get_thumb (parts, c), x, y))
      continue;
    pick.kind = GRADUS_PICK_SETTINGS;
    pick.names[0] = "channel";
    pick.values[0] = c + 1;
  }
  return pick;
}

static GradusPick
pick_part (const GradusMapParts *parts, double x, double y)
{
  guint row, column;

  return gradus_map_parts_find (parts, x, y, &row, &column) ? pick_pixel (row, column)
                                                            : pick_channel (parts, x, y);
}

static GradusPick
pick_in_map (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
             double x, double y)
{
  GradusPick pick = GRADUS_PICK_NONE;
  GradusMapParts parts;

  if (!init_parts (&parts, canvas, figure, source))
    return pick;
  pick = pick_part (&parts, x, y);
  gradus_map_parts_clear (&parts);
  return pick;
}

static char *
describe_map (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusPixel *pixel = source->snapshot->pixel;

  return pixel ? gradus_map_words_describe (pixel, source->experiment)
               : g_strdup (_ ("No map is chosen"));
}

static void
look_at_map (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  const MapFigure *self = (const MapFigure *) figure;

  needs->has_anatomy = TRUE;
  needs->sample = self->sample - 1;
  needs->pixel_layer = self->selected.column;
  needs->pixel_map = self->selected.unit + 1;
  needs->pixel_row = (guint) self->row;
  needs->pixel_column = (guint) self->column;
}

static char *
find_map_fault (const GradusFigure *figure, const GradusFigureSource *source, const char **setting)
{
  const MapFigure *self = (const MapFigure *) figure;
  const guint layer = self->selected.column,
              n_layers = gradus_experiment_get_n_layers (source->experiment);
  g_autofree GradusShape *shapes = gradus_experiment_infer_shapes (source->experiment);
  char *fault = gradus_sample_setting_find_fault (self->sample, source, setting);

  if (fault)
    return fault;
  *setting = "part";
  if (layer == 0 || layer > n_layers)
    return g_strdup_printf ("the network has %u layers", n_layers);
  if (shapes[layer].n_axes != 3)
    return g_strdup_printf ("layer %u makes no maps", layer);
  if (self->selected.unit >= shapes[layer].sizes[0])
    return g_strdup_printf ("layer %u makes %u maps", layer, shapes[layer].sizes[0]);
  *setting = NULL;
  return NULL;
}

static void
list_map_marks (const GradusFigure *figure, const GradusFigureSource *source,
                const GradusStyle *style, GradusLegend *legend)
{
  gradus_legend_add_ramp (legend, style->low, style->middle, style->high, _ ("negative"),
                          _ ("positive"));
  gradus_legend_add (legend, GRADUS_LEGEND_HOLLOW_SQUARE, style->text,
                     _ ("the pixel, and the window that it is found with"));
  gradus_legend_add (legend, GRADUS_LEGEND_HOLLOW_SQUARE, style->mark,
                     _ ("the pixels of the picture that it sees"));
}

static const GradusFigureSetting map_settings[] = {
  { .name = "part",
    .kind = GRADUS_FIGURE_SETTING_PART,
    .offset = offsetof (MapFigure, selected),
    .help = "What inspector, map and maps show, from 1",
    .argument = "LAYER[:UNIT[:INPUT]]" },
  GRADUS_SAMPLE_SETTING (MapFigure, .title = N_ ("Sample"),
                         .tooltip = N_ ("The training sample whose numbers are shown")),
  { .name = "row",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (MapFigure, row),
    .highest = G_MAXINT,
    .help = "The row of the pixel that map shows, from 1; usually in the middle",
    .argument = "N",
    .in_lessons = TRUE },
  { .name = "column",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (MapFigure, column),
    .highest = G_MAXINT,
    .help = "The column of the pixel that map shows, from 1; usually in the middle",
    .argument = "N",
    .in_lessons = TRUE },
  { .name = "channel",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (MapFigure, channel),
    .usual = 1,
    .lowest = 1,
    .highest = G_MAXINT,
    .help = "The input map whose numbers map shows, from 1",
    .argument = "N",
    .is_sight = TRUE },
  { NULL },
};

const GradusFigureClass gradus_map_figure = {
  .name = "map",
  .title = N_ ("Map"),
  .label = N_ ("A map, and how one of its pixels is found"),
  .size = sizeof (MapFigure),
  .settings = map_settings,
  .is_of_pictures = TRUE,
  .look = look_at_map,
  .draw = draw_map,
  .describe = describe_map,
  .list_marks = list_map_marks,
  .pick = pick_in_map,
  .find_fault = find_map_fault,
};
