/* SPDX-License-Identifier: MIT */
#include "plot/terrain-relief.h"

#include <math.h>

/* Of the rectangle: how far the back is shifted to the right, and how much of the height is the
 * way back; the rest is the height of hills. */
#define SHIFT 0.22
#define DEPTH 0.6

/* Steps from the front to the back. */
#define N_STEPS 224

/* Shades of the ground: darker away from the light, which comes from the left. */
#define N_SHADES 256
#define LIGHT 0.08
#define MOST_LIGHT 0.3
#define WALL_SHADE 0.62

/* Lines across and up over the ground, which show its form. */
#define N_MESH 16
#define MESH_SHADE 0.93

/* So much a point may lie below what stands before it, as a share of the height, to be seen. */
#define TOLERANCE 0.012

/* Cells around the ground that are as its outermost ones. */
#define PAD 2

/* Shares that are read for a point: a cell to its left, at it, and a cell to its right. */
#define N_BESIDE 3

/* All in device pixels. */
typedef struct {
  const GradusTerrain *terrain;
  const float *ground; /* (size + 2 PAD, size + 2 PAD): the shares of the cells, with their PAD */
  int width, height;
  guint32 *pixels;
  int stride; /* in pixels */
  const guint32 *shades;
} ReliefSheet;

static double
find_up_limit (double across_at_front)
{
  return (across_at_front - (1 - SHIFT)) / SHIFT;
}

/* Of a column of the rectangle, 0 … 1, how far across the ground is that lies there so far back. */
static double
find_across (double column, double up)
{
  return (column - SHIFT * up) * (1 / (1 - SHIFT));
}

/* Of the rectangle's height, from below. */
static double
find_height (double up, double share)
{
  return DEPTH * up + (1 - DEPTH) * CLAMP (share, 0, 1);
}

/* -- The picture ------------------------------------------------------------------------------- */

/* A share, of 256, of each of the three channels. */
static guint32
take_share (guint32 colour, guint share)
{
  return ((colour & 0xff00ffu) * share >> 8 & 0xff00ffu) |
         ((colour & 0x00ff00u) * share >> 8 & 0x00ff00u);
}

/* Below 1 towards black, above towards white, which is the same of what a colour lacks. */
static guint32
shade_pixel (guint32 colour, double factor)
{
  const guint32 shaded = factor < 1 ? take_share (colour, (guint) (factor * 256))
                                    : ~take_share (~colour, (guint) ((2 - factor) * 256));

  return 0xff000000u | shaded;
}

static void
fill_column (ReliefSheet *sheet, int column, int from, int to, guint32 colour)
{
  for (int row = MAX (from, 0); row < MIN (to, sheet->height); row++)
    sheet->pixels[row * sheet->stride + column] = colour;
}

/* Once for each cell: the ground is read a million times, and a logarithm takes longer than the rest
 * of a reading. */
static float *
pad_ground (const GradusTerrain *terrain)
{
  const GradusTerrainScale scale = gradus_terrain_scale_new (&terrain->axis);
  const int size = (int) terrain->size, side = size + 2 * PAD;
  float *ground = g_new (float, (gsize) side *(gsize) side);

  for (int row = 0; row < side; row++) {
    const float *values = terrain->values + CLAMP (row - PAD, 0, size - 1) * size;

    for (int column = 0; column < side; column++)
      ground[row * side + column] = (float) gradus_terrain_scale_map (
          &scale, (double) values[CLAMP (column - PAD, 0, size - 1)]);
  }
  return ground;
}

/* As gradus_terrain_get_share() takes them between the middles of cells; all three at once, for a
 * cell aside the place between two is the same. */
static void
read_ground (const ReliefSheet *sheet, double across, double up, float shares[N_BESIDE])
{
  const guint size = sheet->terrain->size, side = size + 2 * PAD;
  const double column = CLAMP (across, 0, 1) * size - 0.5 + PAD,
               row = (1 - CLAMP (up, 0, 1)) * size - 0.5 + PAD;
  const guint c = (guint) column, r = (guint) row;
  const float x = (float) (column - c), y = (float) (row - r);
  const float *above = sheet->ground + r * side + c - 1, *below = above + side;
  float at[N_BESIDE + 1];

  for (guint k = 0; k <= N_BESIDE; k++)
    at[k] = (1 - y) * above[k] + y * below[k];
  for (guint k = 0; k < N_BESIDE; k++)
    shares[k] = (1 - x) * at[k] + x * at[k + 1];
}

/* Lighter where the ground falls to the left, darker where it falls to the right. */
static double
find_light (const ReliefSheet *sheet, const float shares[N_BESIDE])
{
  const double rise = (double) (shares[2] - shares[0]) * sheet->terrain->size / 2;

  return isnan (rise) ? 1 : 1 + CLAMP (LIGHT * rise, -MOST_LIGHT, MOST_LIGHT);
}

/* The number of the strip of the mesh, for places from a little before the first one on. */
static int
find_strip (double place)
{
  return (int) (place * N_MESH + 1);
}

/* Whether a line of the mesh crosses the ground between two places, or a pixel's width there. */
static gboolean
has_mesh (double pixel, double across, double up_before, double up)
{
  return find_strip (across) != find_strip (across - pixel) ||
         find_strip (up) != find_strip (up_before);
}

/* From the front to the back: what is behind is seen above what is before it. */
static void
draw_relief_column (ReliefSheet *sheet, int column)
{
  const double place = (column + 0.5) / sheet->width;
  const double first = CLAMP (find_up_limit (place), 0, 1), last = MIN (place / SHIFT, 1);
  const double stride = (last - first) / N_STEPS, pixel = 1 / ((1 - SHIFT) * sheet->width);
  int horizon = sheet->height - (int) (find_height (first, 0) * sheet->height);
  double up_before = first;

  for (guint i = 0; i <= N_STEPS; i++) {
    const double up = first + i * stride, across = find_across (place, up);
    float shares[N_BESIDE];
    double share;
    int top;

    read_ground (sheet, across, up, shares);
    share = (double) shares[1];
    if (isnan (share))
      continue;
    top = sheet->height - (int) (find_height (up, share) * sheet->height);
    if (top < horizon) {
      const guint shade = (guint) (CLAMP (share, 0, 1) * (N_SHADES - 1));
      double light = i == 0 ? WALL_SHADE : find_light (sheet, shares);

      if (i > 0 && has_mesh (pixel, across, up_before, up))
        light *= MESH_SHADE;
      fill_column (sheet, column, top, horizon, shade_pixel (sheet->shades[shade], light));
      horizon = top;
      up_before = up;
    }
  }
}

static cairo_surface_t *
paint_relief (const GradusStyle *style, const GradusTerrain *terrain, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guint32 shades[N_SHADES];
  g_autofree float *ground = pad_ground (terrain);
  ReliefSheet sheet = { terrain,
                        ground,
                        width,
                        height,
                        (guint32 *) (void *) cairo_image_surface_get_data (surface),
                        cairo_image_surface_get_stride (surface) / 4,
                        shades };

  for (guint i = 0; i < N_SHADES; i++)
    shades[i] =
        gradus_colour_pack (gradus_style_get_share_colour (style, (double) i / (N_SHADES - 1)));
  for (int column = 0; column < width; column++)
    draw_relief_column (&sheet, column);
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* A drawing that has no pixels gets two a unit. */
static double
find_pixels (cairo_t *cr)
{
  const cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));
  double x = 1, y = 0;

  cairo_user_to_device_distance (cr, &x, &y);
  return type == CAIRO_SURFACE_TYPE_IMAGE ? MAX (fabs (x), 0.5) : 2;
}

void
gradus_terrain_relief_draw (GradusCanvas *canvas, const GradusTerrain *terrain, GradusRect rect)
{
  const double pixels = find_pixels (canvas->cr);
  cairo_surface_t *surface =
      paint_relief (canvas->style, terrain, MAX ((int) (rect.width * pixels), 1),
                    MAX ((int) (rect.height * pixels), 1));

  cairo_save (canvas->cr);
  cairo_translate (canvas->cr, rect.x, rect.y);
  cairo_scale (canvas->cr, rect.width / cairo_image_surface_get_width (surface),
               rect.height / cairo_image_surface_get_height (surface));
  cairo_set_source_surface (canvas->cr, surface, 0, 0);
  cairo_paint (canvas->cr);
  cairo_restore (canvas->cr);
  cairo_surface_destroy (surface);
}

/* -- Places ------------------------------------------------------------------------------------ */

/* Whether the ground before a point of a column hides it. */
static gboolean
is_hidden (const GradusTerrain *terrain, const GradusTerrainScale *scale, double column, double up,
           double height)
{
  const double first = CLAMP (find_up_limit (column), 0, 1);

  for (guint i = 0; i < terrain->size; i++) {
    const double at = first + (up - first) * i / terrain->size;
    const double share = gradus_terrain_get_share (terrain, scale, find_across (column, at), at);

    if (find_height (at, share) > height + TOLERANCE)
      return TRUE;
  }
  return FALSE;
}

gboolean
gradus_terrain_relief_place (const GradusTerrain *terrain, GradusRect rect, double x, double y,
                             double *place_x, double *place_y)
{
  const GradusTerrainScale scale = gradus_terrain_scale_new (&terrain->axis);
  const double across = (x - terrain->x0) / (terrain->x1 - terrain->x0),
               up = (y - terrain->y0) / (terrain->y1 - terrain->y0);
  const double share = gradus_terrain_get_share (terrain, &scale, across, up);
  const double column = SHIFT * up + (1 - SHIFT) * across,
               height = find_height (up, isnan (share) ? 1 : share);

  *place_x = rect.x + column * rect.width;
  *place_y = rect.y + (1 - height) * rect.height;
  return !is_hidden (terrain, &scale, column, up, height);
}

gboolean
gradus_terrain_relief_find (const GradusTerrain *terrain, GradusRect rect, double place_x,
                            double place_y, double *x, double *y)
{
  const GradusTerrainScale scale = gradus_terrain_scale_new (&terrain->axis);
  const double column = (place_x - rect.x) / rect.width,
               height = 1 - (place_y - rect.y) / rect.height;
  const double first = CLAMP (find_up_limit (column), 0, 1), last = MIN (column / SHIFT, 1);

  if (column < 0 || column > 1 || height < find_height (first, 0))
    return FALSE;
  for (guint i = 0; i <= N_STEPS; i++) {
    const double up = first + (last - first) * i / N_STEPS, across = find_across (column, up);

    if (!(find_height (up, gradus_terrain_get_share (terrain, &scale, across, up)) >= height))
      continue;
    *x = terrain->x0 + across * (terrain->x1 - terrain->x0);
    *y = terrain->y0 + up * (terrain->y1 - terrain->y0);
    return TRUE;
  }
  return FALSE;
}
