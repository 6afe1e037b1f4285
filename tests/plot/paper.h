/* SPDX-License-Identifier: MIT */
#pragma once

#include <math.h>

#include "plot/canvas.h"

/* Paper to draw on, and to read what was drawn. */
typedef struct {
  cairo_surface_t *surface;
  cairo_t *cr;
  GradusStyle *style;
  GradusCanvas canvas;
} Paper;

/* width, height: pixels. */
static inline void
paper_init (Paper *paper, GradusScheme scheme, int width, int height)
{
  paper->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  paper->cr = cairo_create (paper->surface);
  paper->style = gradus_style_new (scheme, "Cantarell 11");
  gradus_canvas_init (&paper->canvas, paper->cr, paper->style, width, height);
}

/* Nothing that was drawn may have failed. */
static inline void
paper_clear (Paper *paper)
{
  g_assert_cmpint (cairo_status (paper->cr), ==, CAIRO_STATUS_SUCCESS);
  gradus_canvas_clear (&paper->canvas);
  gradus_style_free (paper->style);
  cairo_destroy (paper->cr);
  cairo_surface_destroy (paper->surface);
}

static inline guint32
paper_get_pixel (Paper *paper, int x, int y)
{
  cairo_surface_flush (paper->surface);
  return *(guint32 *) (void *) (cairo_image_surface_get_data (paper->surface) +
                                y * cairo_image_surface_get_stride (paper->surface) + x * 4);
}

/* One number for the whole picture: equal for equal ones. */
static inline guint
hash_picture (Paper *paper)
{
  guint hash = 5381;

  for (int y = 0; y < cairo_image_surface_get_height (paper->surface); y++) {
    for (int x = 0; x < cairo_image_surface_get_width (paper->surface); x++)
      hash = hash * 33 ^ paper_get_pixel (paper, x, y);
  }
  return hash;
}

/* Opaque, and within rounding of the colour. */
static inline gboolean
paper_has_colour (Paper *paper, int x, int y, GradusColour colour)
{
  const guint32 pixel = paper_get_pixel (paper, x, y);

  return pixel >> 24 == 255 && fabs ((pixel >> 16 & 255) - colour.red * 255) < 4 &&
         fabs ((pixel >> 8 & 255) - colour.green * 255) < 4 &&
         fabs ((pixel & 255) - colour.blue * 255) < 4;
}

/* The pixels of that colour in a rectangle. */
static inline guint
paper_count_colour (Paper *paper, GradusColour colour, GradusRect rect)
{
  guint n = 0;

  for (int y = (int) rect.y; y < rect.y + rect.height; y++) {
    for (int x = (int) rect.x; x < rect.x + rect.width; x++)
      n += paper_has_colour (paper, x, y, colour);
  }
  return n;
}

/* Those that are nearly black, which on light paper words are and neither bars nor lines of a
 * grid. */
static inline guint
paper_count_dark (Paper *paper, GradusRect rect)
{
  guint n = 0;

  for (int y = (int) rect.y; y < rect.y + rect.height; y++) {
    for (int x = (int) rect.x; x < rect.x + rect.width; x++) {
      const guint32 pixel = paper_get_pixel (paper, x, y);

      n += pixel >> 24 > 128 && MAX (MAX (pixel >> 16 & 255, pixel >> 8 & 255), pixel & 255) < 64;
    }
  }
  return n;
}
