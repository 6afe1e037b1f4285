/* SPDX-License-Identifier: MIT */
#include "plot/rings.h"

#include <math.h>

/* Pixels premultiplied, each channel 0 … 1. */
typedef struct {
  double alpha, red, green, blue;
} Pixel;

/* A square of pixels around a point of it. */
typedef struct {
  cairo_surface_t *surface;
  int side;
  double x, y;  /* the point, in pixels of the square */
  double scale; /* pixels a unit of the canvas */
} Stamp;

/* Of a pixel so far from the middle of a disc; one half on its edge. */
static double
find_cover (double radius, double distance)
{
  return CLAMP (radius + 0.5 - distance, 0, 1);
}

static void
lay_ring_over (Pixel *pixel, const GradusRing *ring, double scale, double distance)
{
  const double hole = ring->inner > 0 ? find_cover (ring->inner * scale, distance) : 0;
  const double alpha =
      ring->colour.alpha * MAX (find_cover (ring->outer * scale, distance) - hole, 0);

  pixel->alpha = alpha + pixel->alpha * (1 - alpha);
  pixel->red = ring->colour.red * alpha + pixel->red * (1 - alpha);
  pixel->green = ring->colour.green * alpha + pixel->green * (1 - alpha);
  pixel->blue = ring->colour.blue * alpha + pixel->blue * (1 - alpha);
}

static guint32
pack_pixel (const Pixel *pixel)
{
  return (guint32) (pixel->alpha * 255 + 0.5) << 24 | (guint32) (pixel->red * 255 + 0.5) << 16 |
         (guint32) (pixel->green * 255 + 0.5) << 8 | (guint32) (pixel->blue * 255 + 0.5);
}

static void
fill_stamp (const Stamp *stamp, const GradusRing *rings, guint n)
{
  guchar *data = cairo_image_surface_get_data (stamp->surface);
  const int stride = cairo_image_surface_get_stride (stamp->surface);

  for (int row = 0; row < stamp->side; row++) {
    guint32 *pixels = (guint32 *) (void *) (data + row * stride);

    for (int column = 0; column < stamp->side; column++) {
      const double across = column + 0.5 - stamp->x, down = row + 0.5 - stamp->y;
      const double distance = sqrt (across * across + down * down);
      Pixel pixel = { 0 };

      for (guint i = 0; i < n; i++)
        lay_ring_over (&pixel, &rings[i], stamp->scale, distance);
      pixels[column] = pack_pixel (&pixel);
    }
  }
  cairo_surface_mark_dirty (stamp->surface);
}

static double
find_widest (const GradusRing *rings, guint n)
{
  double widest = 0;

  for (guint i = 0; i < n; i++)
    widest = MAX (widest, rings[i].outer);
  return widest;
}

void
gradus_rings_trace (GradusCanvas *canvas, double x, double y, const GradusRing *rings, guint n)
{
  for (guint i = 0; i < n; i++) {
    const double width = rings[i].outer - rings[i].inner;

    cairo_new_sub_path (canvas->cr);
    cairo_arc (canvas->cr, x, y,
               rings[i].inner > 0 ? rings[i].inner + width / 2 : rings[i].outer, 0, 2 * G_PI);
    gradus_canvas_set_colour (canvas, rings[i].colour);
    cairo_set_line_width (canvas->cr, width);
    if (rings[i].inner > 0)
      cairo_stroke (canvas->cr);
    else
      cairo_fill (canvas->cr);
  }
}

/* In device space, which on a dense screen has several pixels a unit. */
static void
stamp_rings (GradusCanvas *canvas, double x, double y, const GradusRing *rings, guint n)
{
  double dense, ignored, unit = 1, none = 0, left, top;
  Stamp stamp;

  cairo_surface_get_device_scale (cairo_get_target (canvas->cr), &dense, &ignored);
  cairo_user_to_device_distance (canvas->cr, &unit, &none);
  cairo_user_to_device (canvas->cr, &x, &y);
  stamp.scale = unit * dense;
  stamp.side = 2 * (int) ceil (find_widest (rings, n) * stamp.scale + 1) + 1;
  left = floor (x * dense) - stamp.side / 2;
  top = floor (y * dense) - stamp.side / 2;
  stamp.x = x * dense - left;
  stamp.y = y * dense - top;
  stamp.surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, stamp.side, stamp.side);
  fill_stamp (&stamp, rings, n);
  cairo_surface_set_device_scale (stamp.surface, dense, dense);
  cairo_save (canvas->cr);
  cairo_identity_matrix (canvas->cr);
  cairo_set_source_surface (canvas->cr, stamp.surface, left / dense, top / dense);
  cairo_pattern_set_filter (cairo_get_source (canvas->cr), CAIRO_FILTER_NEAREST);
  cairo_paint (canvas->cr);
  cairo_restore (canvas->cr);
  cairo_surface_destroy (stamp.surface);
}

void
gradus_rings_draw (GradusCanvas *canvas, double x, double y, const GradusRing *rings, guint n)
{
  if (cairo_surface_get_type (cairo_get_target (canvas->cr)) == CAIRO_SURFACE_TYPE_IMAGE)
    stamp_rings (canvas, x, y, rings, n);
  else
    gradus_rings_trace (canvas, x, y, rings, n);
}
