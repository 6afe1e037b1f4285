/* SPDX-License-Identifier: MIT */
#include "data/ink.h"

#include <math.h>

/* Pictures that are measured, evenly chosen. */
#define MOST_MEASURED 500

/* So far from the ground a pixel counts as ink, as a part of the range. */
#define FAINTEST 0.15

/* So many of the pixels at the edge must be ground: fewer are a photograph's. */
#define LEAST_GROUND 0.7

/* Deviations over the pictures up to which they have a size and a place in common: parts of the
 * width. */
#define STEADY_SIDE 0.05
#define STEADY_PLACE 0.06

/* Points of the drawing, across and down, that a pixel is the mean of. */
#define MOST_POINTS 8

/* How much ink a pixel has, 0 to 1. */
static double
get_ink (const GradusInk *ink, const GradusPictureLayout *layout, const float *picture, guint x,
         guint y)
{
  double sum = 0;

  for (guint k = 0; k < layout->n_channels; k++)
    sum += (double) (picture[gradus_picture_layout_find (layout, x, y, k)] - ink->ground) /
           (double) (ink->ink - ink->ground);
  return CLAMP (sum / layout->n_channels, 0, 1);
}

/* Of one picture, in pixels from its corner. */
typedef struct {
  double side, mass_x, mass_y, box_x, box_y;
} Place;

/* FALSE where there is no ink. */
static gboolean
find_place (const GradusInk *ink, const GradusPictureLayout *layout, const float *picture,
            Place *place)
{
  guint left = G_MAXUINT, right = 0, top = G_MAXUINT, bottom = 0;
  double mass = 0, x_moment = 0, y_moment = 0;

  for (guint y = 0; y < layout->height; y++) {
    for (guint x = 0; x < layout->width; x++) {
      const double here = get_ink (ink, layout, picture, x, y);

      mass += here;
      x_moment += here * (x + 0.5);
      y_moment += here * (y + 0.5);
      if (here < FAINTEST)
        continue;
      left = MIN (left, x);
      right = MAX (right, x + 1);
      top = MIN (top, y);
      bottom = MAX (bottom, y + 1);
    }
  }
  if (right == 0)
    return FALSE;
  *place = (Place){ MAX (right - left, bottom - top), x_moment / mass, y_moment / mass,
                    (left + right) / 2.0, (top + bottom) / 2.0 };
  return TRUE;
}

/* -- Measuring --------------------------------------------------------------------------------- */

/* The pictures that are measured, one after the other. */
static float *
copy_pictures (const GradusDataset *dataset, guint n)
{
  float *pictures = g_new (float, ((gsize) n * dataset->n_inputs));

  for (guint i = 0; i < n; i++)
    gradus_inputs_copy (&dataset->inputs, (gsize) i * dataset->n_samples / n,
                        pictures + (gsize) i * dataset->n_inputs);
  return pictures;
}

/* What is at the edges more often, the lowest or the highest number, is the ground. Returns which
 * part of the edges it is. */
static double
find_ground (GradusInk *ink, const float *pictures, guint n_inputs, guint n)
{
  const GradusPictureLayout *layout = &ink->layout;
  float low = INFINITY, high = -INFINITY;
  guint n_low = 0, n_high = 0, n_edge = 0;

  for (guint i = 0; i < n; i++) {
    for (guint k = 0; k < n_inputs; k++) {
      low = MIN (low, pictures[(gsize) i * n_inputs + k]);
      high = MAX (high, pictures[(gsize) i * n_inputs + k]);
    }
  }
  ink->ground = low;
  ink->ink = high > low ? high : low + 1;
  for (guint i = 0; i < n; i++) {
    for (guint y = 0; y < layout->height; y++) {
      const guint step =
          y == 0 || y == layout->height - 1 || layout->width < 2 ? 1 : layout->width - 1;

      for (guint x = 0; x < layout->width; x += step) {
        const double here = get_ink (ink, layout, pictures + (gsize) i * n_inputs, x, y);

        n_edge++;
        n_low += here < FAINTEST;
        n_high += here > 1 - FAINTEST;
      }
    }
  }
  if (n_high > n_low) {
    ink->ground = high;
    ink->ink = low;
  }
  return (double) MAX (n_low, n_high) / n_edge;
}

/* Mean and variance of what is added. */
typedef struct {
  double sum, squares;
  guint n;
} Spread;

static void
add_to_mean (Spread *spread, double number)
{
  spread->sum += number;
  spread->squares += number * number;
  spread->n++;
}

static double
get_mean (const Spread *spread)
{
  return spread->sum / spread->n;
}

static double
get_variance (const Spread *spread)
{
  return MAX (spread->squares / spread->n - get_mean (spread) * get_mean (spread), 0);
}

static void
find_common (GradusInk *ink, const float *pictures, guint n_inputs, guint n)
{
  Spread side = { 0 }, mass_x = { 0 }, mass_y = { 0 }, box_x = { 0 }, box_y = { 0 };
  const double width = ink->layout.width;
  double by_mass, by_box;

  for (guint i = 0; i < n; i++) {
    Place place;

    if (!find_place (ink, &ink->layout, pictures + (gsize) i * n_inputs, &place))
      continue;
    add_to_mean (&side, place.side);
    add_to_mean (&mass_x, place.mass_x);
    add_to_mean (&mass_y, place.mass_y);
    add_to_mean (&box_x, place.box_x);
    add_to_mean (&box_y, place.box_y);
  }
  if (side.n < 2)
    return;
  by_mass = sqrt (get_variance (&mass_x) + get_variance (&mass_y));
  by_box = sqrt (get_variance (&box_x) + get_variance (&box_y));
  if (sqrt (get_variance (&side)) <= STEADY_SIDE * width)
    ink->side = get_mean (&side);
  if (MIN (by_mass, by_box) > STEADY_PLACE * width)
    return;
  ink->centre = by_mass <= by_box ? GRADUS_INK_BY_MASS : GRADUS_INK_BY_BOX;
  ink->x = get_mean (by_mass <= by_box ? &mass_x : &box_x);
  ink->y = get_mean (by_mass <= by_box ? &mass_y : &box_y);
}

void
gradus_ink_measure (GradusInk *ink, const GradusDataset *dataset)
{
  const guint n = dataset ? MIN (dataset->n_samples, MOST_MEASURED) : 0;
  g_autofree float *pictures = NULL;

  *ink = (GradusInk){ .ground = 0, .ink = 1 };
  if (n == 0 || dataset->picture.width == 0)
    return;
  ink->layout = dataset->picture;
  pictures = copy_pictures (dataset, n);
  if (find_ground (ink, pictures, dataset->n_inputs, n) >= LEAST_GROUND)
    find_common (ink, pictures, dataset->n_inputs, n);
}

gboolean
gradus_ink_is_placed (const GradusInk *ink)
{
  return ink->side > 0 || ink->centre != GRADUS_INK_ANYWHERE;
}

/* -- Placing ----------------------------------------------------------------------------------- */

/* From a pixel of the picture to the drawing: drawing = (picture - to) / scale + from. */
typedef struct {
  double from_x, from_y, to_x, to_y, scale;
} Move;

static Move
find_move (const GradusInk *ink, const GradusPictureLayout *canvas, const float *drawing,
           guint fine)
{
  Move move = { 0, 0, 0, 0, 1.0 / fine };
  Place place;

  if (!gradus_ink_is_placed (ink) || !find_place (ink, canvas, drawing, &place))
    return move;
  if (ink->side > 0)
    move.scale = ink->side / place.side;
  move.from_x = ink->centre == GRADUS_INK_BY_MASS ? place.mass_x : place.box_x;
  move.from_y = ink->centre == GRADUS_INK_BY_MASS ? place.mass_y : place.box_y;
  move.to_x = ink->centre == GRADUS_INK_ANYWHERE ? move.from_x / fine : ink->x;
  move.to_y = ink->centre == GRADUS_INK_ANYWHERE ? move.from_y / fine : ink->y;
  return move;
}

/* The drawing at a point; beyond it there is ground. */
static double
get_value (const GradusInk *ink, const GradusPictureLayout *canvas, const float *drawing, double x,
           double y, guint channel)
{
  if (x < 0 || y < 0 || x >= canvas->width || y >= canvas->height)
    return (double) ink->ground;
  return (double) drawing[gradus_picture_layout_find (canvas, (guint) x, (guint) y, channel)];
}

static double
mean_value (const GradusInk *ink, const GradusPictureLayout *canvas, const float *drawing,
            const Move *move, guint x, guint y, guint channel)
{
  const guint n = (guint) CLAMP (ceil (2 / move->scale), 2, MOST_POINTS);
  double sum = 0;

  for (guint i = 0; i < n * n; i++) {
    const double at_x = x + (i % n + 0.5) / n, at_y = y + (i / n + 0.5) / n;

    sum += get_value (ink, canvas, drawing, (at_x - move->to_x) / move->scale + move->from_x,
                      (at_y - move->to_y) / move->scale + move->from_y, channel);
  }
  return sum / (n * n);
}

void
gradus_ink_place (const GradusInk *ink, const float *drawing, guint fine, float *picture)
{
  const GradusPictureLayout *layout = &ink->layout;
  const GradusPictureLayout canvas = { layout->width * fine, layout->height * fine,
                                       layout->n_channels, layout->is_planar };
  const Move move = find_move (ink, &canvas, drawing, fine);

  for (guint y = 0; y < layout->height; y++) {
    for (guint x = 0; x < layout->width; x++) {
      for (guint k = 0; k < layout->n_channels; k++)
        picture[gradus_picture_layout_find (layout, x, y, k)] =
            (float) mean_value (ink, &canvas, drawing, &move, x, y, k);
    }
  }
}
