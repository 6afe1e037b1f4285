/* SPDX-License-Identifier: MIT */
#include "plot/picture-grid.h"

#include <math.h>

#include "plot/frame.h"

#define GAP 8.0
#define CAPTION_GAP 2.0
#define FRAME 2.0

/* The smallest picture that has room for a caption. */
#define SMALLEST_CAPTIONED 26.0

/* The layout of the pictures. */
typedef struct {
  guint n_pictures; /* that are drawn */
  guint n_columns;
  double width, height; /* of a picture */
  double caption;       /* height of the lines below it, with their gap */
  double line;          /* of one of them */
  double x, y, pitch_x, pitch_y;
} Layout;

/* What captions need. */
typedef struct {
  double width, height, line;
} CaptionSize;

static double
measure_caption (GradusCanvas *canvas, const char *text)
{
  double width = 0, ignored;

  if (text)
    gradus_canvas_measure_text (canvas, text, &width, &ignored);
  return width;
}

/* The widest, and as high as the highest. */
static CaptionSize
measure_captions (GradusCanvas *canvas, const GradusPictureGrid *grid)
{
  CaptionSize size = { 0 };
  guint n_lines = 0;
  double ignored;

  gradus_canvas_measure_text (canvas, "0", &ignored, &size.line);
  for (guint i = 0; i < grid->n_pictures; i++) {
    const GradusGridPicture *picture = &grid->pictures[i];

    size.width = MAX (size.width, MAX (measure_caption (canvas, picture->caption),
                                       measure_caption (canvas, picture->second)));
    n_lines = MAX (n_lines, picture->second ? 2u : picture->caption ? 1u : 0u);
  }
  size.height = n_lines > 0 ? n_lines * size.line + CAPTION_GAP : 0;
  return size;
}

/* Finds the number of columns that makes the pictures largest, with a caption of that size below
 * each. Tried one after the other: there is no formula, because the last row may be short. */
static Layout
lay_out_with (GradusCanvas *canvas, const GradusPictureGrid *grid, guint n_pictures,
              CaptionSize caption)
{
  const double aspect = (double) grid->pixels.height / MAX (grid->pixels.width, 1);
  Layout best = { 0 };

  for (guint n = 1; n <= n_pictures; n++) {
    const guint n_rows = (n_pictures + n - 1) / n;
    const double across = (canvas->width - GAP * (n + 1)) / n;
    const double down = (canvas->height - GAP * (n_rows + 1)) / n_rows - caption.height;
    const double width = MIN (across, down / aspect);

    if (width <= best.width || across < caption.width)
      continue;
    best = (Layout){ .n_pictures = n_pictures,
                     .n_columns = n,
                     .width = width,
                     .height = width * aspect,
                     .caption = caption.height,
                     .line = caption.line,
                     .pitch_x = MAX (width, caption.width) + GAP,
                     .pitch_y = width * aspect + caption.height + GAP };
  }
  best.x = (canvas->width - best.n_columns * best.pitch_x + GAP) / 2;
  best.y = GAP;
  return best;
}

/* Captions without enough room are left out, and take no space, unless pictures are. */
static Layout
lay_out (GradusCanvas *canvas, const GradusPictureGrid *grid)
{
  const CaptionSize caption = measure_captions (canvas, grid);
  guint n = grid->n_pictures;
  Layout layout = lay_out_with (canvas, grid, n, caption);

  while (grid->leaves_pictures_out && layout.width < SMALLEST_CAPTIONED && n > 1)
    layout = lay_out_with (canvas, grid, --n, caption);
  return layout.width < SMALLEST_CAPTIONED
             ? lay_out_with (canvas, grid, grid->n_pictures, (CaptionSize){ 0 })
             : layout;
}

static GradusRect
get_rect (const Layout *layout, guint i)
{
  return (GradusRect){ layout->x + i % layout->n_columns * layout->pitch_x +
                           (layout->pitch_x - GAP - layout->width) / 2,
                       layout->y + i / layout->n_columns * layout->pitch_y, layout->width,
                       layout->height };
}

static double
get_value (const GradusPixels *pixels, const float *values, guint pixel, guint channel)
{
  const guint n = pixels->width * pixels->height;

  return (double)
      values[pixels->is_planar ? channel * n + pixel : pixel * pixels->n_channels + channel];
}

/* Grey pictures have one channel, which is taken for all three. */
static guint32
get_colour (const GradusStyle *style, const GradusPixels *pixels, const GradusGridPicture *picture,
            guint pixel)
{
  double levels[3];
  GradusColour colour;

  for (guint k = 0; k < 3; k++) {
    const double value =
        get_value (pixels, picture->values, pixel, MIN (k, pixels->n_channels - 1));

    levels[k] =
        isnan (value) ? 0.5 : CLAMP ((value - picture->low) / (picture->high - picture->low), 0, 1);
  }
  if (picture->is_signed)
    return gradus_colour_pack (
        gradus_style_get_output_colour (style, (levels[0] + levels[1] + levels[2]) / 3));
  colour = (GradusColour){ levels[0], levels[1], levels[2], 1 };
  return gradus_colour_pack (colour);
}

void
gradus_picture_draw (GradusCanvas *canvas, const GradusPixels *pixels,
                     const GradusGridPicture *picture, GradusRect rect)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) pixels->width, (int) pixels->height);
  const int stride = cairo_image_surface_get_stride (surface);
  unsigned char *data = cairo_image_surface_get_data (surface);

  cairo_surface_flush (surface);
  for (guint i = 0; i < pixels->width * pixels->height; i++) {
    guint32 *row = (guint32 *) (void *) (data + (gsize) (i / pixels->width) * (gsize) stride);

    row[i % pixels->width] = get_colour (canvas->style, pixels, picture, i);
  }
  cairo_surface_mark_dirty (surface);
  cairo_save (canvas->cr);
  cairo_translate (canvas->cr, rect.x, rect.y);
  cairo_scale (canvas->cr, rect.width / pixels->width, rect.height / pixels->height);
  cairo_set_source_surface (canvas->cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (canvas->cr),
                            rect.width >= pixels->width ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);
  cairo_paint (canvas->cr);
  cairo_restore (canvas->cr);
  cairo_surface_destroy (surface);
}

static void
draw_picture_frame (GradusCanvas *canvas, GradusRect rect)
{
  cairo_rectangle (canvas->cr, rect.x - FRAME / 2, rect.y - FRAME / 2, rect.width + FRAME,
                   rect.height + FRAME);
  gradus_canvas_set_colour (canvas, canvas->style->high_mark);
  cairo_set_line_width (canvas->cr, FRAME);
  cairo_stroke (canvas->cr);
}

static void
draw_caption (GradusCanvas *canvas, const GradusGridPicture *picture, const Layout *layout,
              GradusRect rect)
{
  const GradusStyle *style = canvas->style;
  const double x = rect.x + rect.width / 2, y = rect.y + rect.height + CAPTION_GAP;

  gradus_canvas_draw_text (canvas, picture->caption, x, y, 0.5, 0,
                           picture->is_wrong && !picture->second ? style->high_mark
                                                                 : style->dim_text);
  if (picture->second)
    gradus_canvas_draw_text (canvas, picture->second, x, y + layout->line, 0.5, 0,
                             picture->is_wrong ? style->high_mark : style->dim_text);
}

static int
find_picture (const Layout *layout, double x, double y)
{
  if (layout->n_columns == 0)
    return -1;
  for (guint i = 0; i < layout->n_pictures; i++) {
    if (gradus_rect_contains (get_rect (layout, i), x, y))
      return (int) i;
  }
  return -1;
}

void
gradus_picture_grid_draw (GradusCanvas *canvas, const GradusPictureGrid *grid)
{
  Layout layout;

  if (grid->n_pictures == 0 || grid->pixels.width == 0 || grid->pixels.height == 0)
    return;
  layout = lay_out (canvas, grid);
  if (layout.n_columns == 0)
    return;
  for (guint i = 0; i < layout.n_pictures; i++) {
    const GradusRect rect = get_rect (&layout, i);

    gradus_picture_draw (canvas, &grid->pixels, &grid->pictures[i], rect);
    if (grid->pictures[i].is_framed)
      draw_picture_frame (canvas, rect);
    if (grid->pictures[i].caption && layout.caption > 0)
      draw_caption (canvas, &grid->pictures[i], &layout, rect);
  }
  if (grid->callout && find_picture (&layout, grid->pointer_x, grid->pointer_y) >= 0)
    gradus_canvas_draw_callout (canvas, grid->pointer_x, grid->pointer_y, grid->callout, NULL);
}

int
gradus_picture_grid_find (GradusCanvas *canvas, const GradusPictureGrid *grid, double x, double y)
{
  const Layout layout = lay_out (canvas, grid);

  return find_picture (&layout, x, y);
}

int
gradus_picture_grid_find_pixel (GradusCanvas *canvas, const GradusPictureGrid *grid, guint *x,
                                guint *y)
{
  const Layout layout = lay_out (canvas, grid);
  const int at = find_picture (&layout, grid->pointer_x, grid->pointer_y);
  GradusRect rect;

  if (at < 0)
    return at;
  rect = get_rect (&layout, (guint) at);
  *x = (guint) CLAMP ((grid->pointer_x - rect.x) / rect.width * grid->pixels.width, 0,
                      grid->pixels.width - 1);
  *y = (guint) CLAMP ((grid->pointer_y - rect.y) / rect.height * grid->pixels.height, 0,
                      grid->pixels.height - 1);
  return at;
}

/* Pictures of one value still need a range to divide by. */
void
gradus_picture_find_range (const float *values, gsize n, double *low, double *high)
{
  *low = INFINITY;
  *high = -INFINITY;
  for (gsize i = 0; i < n; i++) {
    if (!isfinite (values[i]))
      continue;
    *low = MIN (*low, (double) values[i]);
    *high = MAX (*high, (double) values[i]);
  }
  if (!(*high - *low > 1e-12)) {
    *low = isfinite (*low) ? *low - 0.5 : 0;
    *high = *low + 1;
  }
}
