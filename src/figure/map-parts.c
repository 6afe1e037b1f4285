/* SPDX-License-Identifier: MIT */
#include "figure/map-parts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/map-words.h"
#include "nn/receptive-field.h"

#define MARGIN 8.0

/* Between two pictures, where a sign stands. */
#define GAP 26.0

/* Of the height: what words do not take goes to the pictures, to the numbers, and to the row of
 * input maps. */
#define NUMBERS_SHARE 0.5
#define ROW_SHARE 0.16

/* The largest of the row's maps, and how much wider than a map its place is at least. */
#define MOST_SIDE 84.0
#define THUMB_GAP 8.0
#define WORD_LINES 2
#define LINE_FACTOR 1.35

/* From this width on the row of input maps stands beside the words; the words have this share. */
#define WIDE 560.0
#define WORDS_SHARE 0.44

static const char *
keep_text (GradusMapParts *self, char *text)
{
  g_ptr_array_add (self->texts, text);
  return text;
}

static const char *
keep_range (GradusMapParts *self, const GradusPixelPlot *plot)
{
  return keep_text (self, gradus_map_words_range (plot->low, plot->high));
}

/* -- The pictures ------------------------------------------------------------------------------ */

/* Of the layer's own numbers, or of those that it reads: the picture's are black to white. */
static void
use_scale (const GradusMapParts *self, guint column, GradusPixelPlot *plot)
{
  const GradusDiagramColumn *own = &self->columns.columns[column];

  plot->is_grey = own->picture != NULL;
  plot->low = own->picture ? own->picture_low : own->scale.low;
  plot->high = own->picture ? own->picture_high : own->scale.high;
}

static void
use_even_scale (GradusMapParts *self, const float *values, gsize n, GradusPixelPlot *plot)
{
  const double most = gradus_output_scale_find_largest (values, n);

  plot->high = most > 0 ? most : 1;
  plot->low = -plot->high;
  plot->note = most > 0 ? keep_range (self, plot) : _ ("all of it is 0");
}

/* In the unit that suits the strongest of its colours. */
static void
use_unit (GradusMapParts *self, GradusPixelPlot *plot)
{
  plot->unit = gradus_pixel_plot_find_unit (MAX (fabs (plot->low), fabs (plot->high)));
  plot->title = keep_text (self, gradus_map_words_title (plot->title, plot->unit));
}

GradusPixelPlot
gradus_map_parts_make_input (const GradusMapParts *self, guint channel)
{
  const GradusPixel *pixel = self->pixel;
  GradusPixelPlot plot = {
    .rows = pixel->scan.height,
    .columns = pixel->scan.width,
    .values = pixel->inputs + (gsize) channel * pixel->scan.height * pixel->scan.width,
  };

  use_scale (self, pixel->layer, &plot);
  return plot;
}

static void
make_picture (GradusMapParts *self, const GradusFigureSource *source)
{
  const GradusDiagramColumn *inputs = &self->columns.columns[0];
  GradusPixelPlot *plot = &self->plots[GRADUS_MAP_PICTURE];
  g_autofree char *class = NULL;

  if (!inputs->picture)
    return;
  *plot = (GradusPixelPlot){ .rows = inputs->picture_height,
                             .columns = inputs->picture_width,
                             .values = inputs->picture };
  use_scale (self, 0, plot);
  class = gradus_dataset_name_class (
      source->training, gradus_dataset_get_class (source->training, self->pixel->sample));
  plot->title =
      keep_text (self, source->training->variance > 0
                           ? g_strdup_printf (_ ("sample %u"), self->pixel->sample + 1)
                           : g_strdup_printf (_ ("sample %u: %s"), self->pixel->sample + 1, class));
  plot->note = _ ("outlined: what the pixel sees");
}

static void
make_maps (GradusMapParts *self)
{
  const GradusPixel *pixel = self->pixel;
  const gsize n = (gsize) pixel->scan.out_height * pixel->scan.out_width;
  GradusPixelPlot *input = &self->plots[GRADUS_MAP_INPUT], *map = &self->plots[GRADUS_MAP_MAP],
                  *deltas = &self->plots[GRADUS_MAP_DELTAS];

  if (self->channel < pixel->n_kept) {
    *input = gradus_map_parts_make_input (self, self->channel);
    input->title = keep_text (
        self, g_strdup_printf (_ ("input map %u"), pixel->first_channel + self->channel + 1));
    input->note = keep_range (self, input);
  }
  *map = (GradusPixelPlot){ .rows = pixel->scan.out_height,
                            .columns = pixel->scan.out_width,
                            .values = pixel->values };
  *deltas = *map;
  use_scale (self, pixel->layer + 1, map);
  /* Translators: a map's number and its layer's */
  map->title = keep_text (
      self, g_strdup_printf (_ ("map %u of layer %u"), pixel->map + 1, pixel->layer + 1));
  map->note = keep_range (self, map);
  deltas->values = pixel->deltas;
  use_even_scale (self, pixel->deltas, n, deltas);
  deltas->title = _ ("its gradient, δ");
}

/* -- The numbers ------------------------------------------------------------------------------- */

static gsize
count_window (const GradusPixel *pixel)
{
  return (gsize) pixel->scan.window_height * pixel->scan.window_width;
}

/* Of all channels, for their scales are the same. A pooling has one, and gives to what it read. */
static void
compute_numbers (GradusMapParts *self)
{
  const GradusPixel *pixel = self->pixel;
  const gsize n = pixel->n_channels * count_window (pixel);

  self->products = g_new0 (float, n);
  self->gives = g_new0 (float, n);
  for (gsize i = 0; i < n; i++) {
    if (pixel->kind == GRADUS_PIXEL_SUM) {
      self->products[i] = pixel->patch[i] * pixel->kernel[i];
      self->gives[i] = pixel->delta * pixel->patch[i];
    } else if (pixel->kind == GRADUS_PIXEL_MEAN) {
      self->gives[i] = pixel->delta / (float) n;
    } else if (i == pixel->largest) {
      self->gives[i] = pixel->delta;
    }
  }
}

static GradusPixelPlot
make_window (const GradusMapParts *self, const float *values, const char *title)
{
  const GradusPixel *pixel = self->pixel;

  return (GradusPixelPlot){ .rows = pixel->scan.window_height,
                            .columns = pixel->scan.window_width,
                            .values = values + self->channel * count_window (pixel),
                            .has_numbers = TRUE,
                            .top = pixel->place.top,
                            .bottom = pixel->place.bottom,
                            .left = pixel->place.left,
                            .right = pixel->place.right,
                            .title = title };
}

static void
make_kernel (GradusMapParts *self)
{
  const gsize n = self->pixel->n_channels * count_window (self->pixel);
  GradusPixelPlot *kernel = &self->plots[GRADUS_MAP_KERNEL],
                  *products = &self->plots[GRADUS_MAP_PRODUCTS];

  *kernel = make_window (self, self->pixel->kernel, _ ("kernel, w"));
  kernel->bottom = 0; /* all of it is there */
  kernel->high = self->columns.kernel_most > 0 ? self->columns.kernel_most : 1;
  kernel->low = -kernel->high;
  use_unit (self, kernel);
  kernel->note = keep_range (self, kernel);
  *products = make_window (self, self->products, _ ("products, w·x"));
  use_even_scale (self, self->products, n, products);
  use_unit (self, products);
}

static void
make_numbers (GradusMapParts *self)
{
  const GradusPixel *pixel = self->pixel;
  GradusPixelPlot *patch = &self->plots[GRADUS_MAP_PATCH], *gives = &self->plots[GRADUS_MAP_GIVES];

  if (!gradus_pixel_has_window (pixel))
    return;
  compute_numbers (self);
  *patch = make_window (self, pixel->patch, _ ("patch, x"));
  use_scale (self, pixel->layer, patch);
  use_unit (self, patch);
  patch->note = keep_range (self, patch);
  *gives = make_window (self, self->gives,
                        pixel->kind == GRADUS_PIXEL_SUM ? _ ("gives to the weights, δ·x")
                                                        : _ ("gives back to the patch"));
  use_even_scale (self, self->gives, pixel->n_channels * count_window (pixel), gives);
  use_unit (self, gives);
  if (pixel->kind == GRADUS_PIXEL_SUM)
    make_kernel (self);
}

/* -- Where all lies ---------------------------------------------------------------------------- */

static void
place_row_of_parts (GradusMapParts *self, GradusCanvas *canvas, GradusMapPartKind first, double y,
                    double height)
{
  const double width = (canvas->width - 2 * MARGIN - 3 * GAP) / 4;

  for (guint i = 0; i < 4; i++) {
    if (self->plots[first + i].rows == 0)
      continue;
    self->rects[first + i] =
        (GradusRect){ MARGIN + i * (width + GAP), y, MAX (width, 1), MAX (height, 1) };
    self->places[first + i] =
        gradus_pixel_plot_place (canvas, &self->plots[first + i], self->rects[first + i]);
  }
}

/* As many maps as fit, the first ones; in the last place stands how many more there are. */
static void
place_thumbs (GradusMapParts *self, GradusCanvas *canvas, double x, double y, double height)
{
  const GradusPixel *pixel = self->pixel;
  double word, line;
  guint fitting;

  gradus_canvas_measure_text (canvas, "−0.0000", &word, &line);
  self->row_y = y + line;
  self->side = MIN (height - 2 * line, MOST_SIDE);
  self->pitch = MAX (self->side, word) + THUMB_GAP;
  self->row_left = x;
  self->row_x = x + 2 * self->pitch;
  fitting = (guint) MAX ((canvas->width - MARGIN - self->row_x) / self->pitch, 0);
  self->n_thumbs = MIN (fitting, pixel->n_kept);
  if (self->n_thumbs < pixel->n_channels && self->n_thumbs > 0)
    self->n_thumbs--;
  if (self->side < line || self->n_thumbs == 0)
    self->side = 0;
}

static void
place_parts (GradusMapParts *self, GradusCanvas *canvas)
{
  const gboolean has_row = self->pixel->kind == GRADUS_PIXEL_SUM && self->pixel->n_channels > 1;
  const gboolean is_beside = has_row && canvas->width >= WIDE;
  double width, line, words, room, row, numbers, pictures;

  gradus_canvas_measure_text (canvas, "0", &width, &line);
  self->line = line * LINE_FACTOR;
  words = WORD_LINES * self->line;
  row = has_row ? (canvas->height - 2 * MARGIN) * ROW_SHARE : 0;
  room = MAX (canvas->height - 3 * MARGIN - (is_beside ? MAX (row, words) : row + words), 1);
  self->words_y = canvas->height - MARGIN - words;
  self->words_width = (is_beside ? WORDS_SHARE : 1) * (canvas->width - 2 * MARGIN);
  numbers = gradus_pixel_has_window (self->pixel) ? room * NUMBERS_SHARE : 0;
  pictures = room - numbers;
  place_row_of_parts (self, canvas, GRADUS_MAP_PICTURE, MARGIN, pictures);
  place_row_of_parts (self, canvas, GRADUS_MAP_KERNEL, MARGIN + pictures, numbers);
  if (has_row)
    place_thumbs (self, canvas, is_beside ? 2 * MARGIN + self->words_width : MARGIN, MARGIN + room,
                  row);
}

GradusRect
gradus_map_parts_get_thumb (const GradusMapParts *self, guint channel)
{
  return gradus_rect_fit (
      self->pixel->scan.height, self->pixel->scan.width,
      (GradusRect){ self->row_x + channel * self->pitch, self->row_y, self->side, self->side });
}

void
gradus_map_parts_mark_window (const GradusMapParts *self, GradusCanvas *canvas,
                              const GradusPixelPlot *plot, GradusRect place)
{
  const GradusPixel *pixel = self->pixel;

  gradus_pixel_plot_mark (canvas, plot, place, pixel->place.row, pixel->place.column,
                          pixel->scan.window_height, pixel->scan.window_width,
                          GRADUS_PIXEL_MARK_CHOSEN);
}

/* The pixel whose window has its middle nearest to a place of the input. */
static guint
find_under (guint at, guint before, guint window, guint step, guint n)
{
  const int middle = (int) (at + before) - (int) (window - 1) / 2;

  return (guint) CLAMP ((middle + (int) step / 2) / (int) step, 0, (int) n - 1);
}

gboolean
gradus_map_parts_find (const GradusMapParts *self, double x, double y, guint *row, guint *column)
{
  static const GradusMapPartKind kinds[] = { GRADUS_MAP_MAP, GRADUS_MAP_DELTAS, GRADUS_MAP_INPUT };
  const GradusScan *scan = &self->pixel->scan;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const GradusPixelPlot *plot = &self->plots[kinds[i]];
    const int at = self->rects[kinds[i]].height > 0
                       ? gradus_pixel_plot_find (plot, self->places[kinds[i]], x, y)
                       : -1;

    if (at < 0)
      continue;
    *row = (guint) at / plot->columns;
    *column = (guint) at % plot->columns;
    if (kinds[i] == GRADUS_MAP_INPUT) {
      *row = find_under (*row, scan->top, scan->window_height, scan->step, scan->out_height);
      *column = find_under (*column, scan->left, scan->window_width, scan->step, scan->out_width);
    }
    return TRUE;
  }
  return FALSE;
}

/* Pointing moves what is seen of the picture, and nothing else: what a pixel is made of is known of
 * the chosen one alone. */
static void
find_field (GradusMapParts *self, const GradusExperiment *experiment, double x, double y)
{
  g_autofree GradusLayer *layers = gradus_experiment_make_layers (experiment);
  GradusPixelPlot *picture = &self->plots[GRADUS_MAP_PICTURE];

  self->row = self->pixel->row;
  self->column = self->pixel->column;
  if (gradus_map_parts_find (self, x, y, &self->row, &self->column))
    picture->note = _ ("outlined: what the pixel pointed at sees");
  self->field = gradus_receptive_field_find (layers, self->pixel->layer, self->row, self->column);
}

gboolean
gradus_map_parts_init (GradusMapParts *self, GradusCanvas *canvas, const GradusFigureSource *source,
                       guint layer, guint map, guint channel, double pointer_x, double pointer_y)
{
  const GradusPixel *pixel = source->snapshot ? source->snapshot->pixel : NULL;

  if (!pixel || pixel->layer != layer || pixel->map != map || !source->training)
    return FALSE;
  *self = (GradusMapParts){ .pixel = pixel };
  gradus_network_columns_init (&self->columns, source);
  if (self->columns.n <= layer + 1) {
    gradus_network_columns_clear (&self->columns);
    return FALSE;
  }
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->channel = MIN (MAX (channel, 1) - 1, pixel->n_channels - 1);
  make_picture (self, source);
  make_maps (self);
  make_numbers (self);
  place_parts (self, canvas);
  if (self->plots[GRADUS_MAP_PICTURE].rows > 0)
    find_field (self, source->experiment, pointer_x, pointer_y);
  return TRUE;
}

void
gradus_map_parts_clear (GradusMapParts *self)
{
  gradus_network_columns_clear (&self->columns);
  g_ptr_array_unref (self->texts);
  g_free (self->products);
  g_free (self->gives);
  g_free (self->field);
}
