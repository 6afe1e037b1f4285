/* SPDX-License-Identifier: MIT */
#include "plot/terrain.h"

#include <math.h>

#include "plot/number.h"

/* Contour lines, about; and the decades from which on only powers of ten have one. */
#define N_LEVELS 10
#define MANY_DECADES 4

/* Four cells, and where a place lies between their middles, 0 … 1. */
typedef struct {
  const float *at;
  double column, row;
} CellPlace;

/* `column`, `row`: 0 is the middle of the first cell. */
static CellPlace
find_cells (const GradusTerrain *terrain, double column, double row)
{
  const double last = terrain->size - 1.0;
  guint c, r;

  column = CLAMP (column, 0, last);
  row = CLAMP (row, 0, last);
  c = MIN ((guint) column, terrain->size - 2);
  r = MIN ((guint) row, terrain->size - 2);
  return (CellPlace){ terrain->values + (gsize) r * terrain->size + c, column - c, row - r };
}

static double
interpolate_cells (const CellPlace *place, double a, double b, double c, double d)
{
  return (1 - place->row) * ((1 - place->column) * a + place->column * b) +
         place->row * ((1 - place->column) * c + place->column * d);
}

double
gradus_terrain_get_value (const GradusTerrain *terrain, double x, double y)
{
  const CellPlace place =
      find_cells (terrain, (x - terrain->x0) / (terrain->x1 - terrain->x0) * terrain->size - 0.5,
                  (terrain->y1 - y) / (terrain->y1 - terrain->y0) * terrain->size - 0.5);
  const float *at = place.at;

  return interpolate_cells (&place, (double) at[0], (double) at[1], (double) at[terrain->size],
                            (double) at[terrain->size + 1]);
}

GradusTerrainScale
gradus_terrain_scale_new (const GradusAxis *axis)
{
  return (GradusTerrainScale){ axis->low,
                               1 / (axis->is_log ? log2 (axis->high / axis->low)
                                                 : axis->high - axis->low),
                               1 / axis->low, axis->is_log };
}

double
gradus_terrain_get_share (const GradusTerrain *terrain, const GradusTerrainScale *scale,
                          double across, double up)
{
  const CellPlace place =
      find_cells (terrain, across * terrain->size - 0.5, (1 - up) * terrain->size - 0.5);
  const float *at = place.at;

  return interpolate_cells (&place, gradus_terrain_scale_map (scale, (double) at[0]),
                            gradus_terrain_scale_map (scale, (double) at[1]),
                            gradus_terrain_scale_map (scale, (double) at[terrain->size]),
                            gradus_terrain_scale_map (scale, (double) at[terrain->size + 1]));
}

GradusColour
gradus_terrain_get_colour (const GradusStyle *style, const GradusTerrain *terrain, double value)
{
  return gradus_style_get_share_colour (style, gradus_axis_map (&terrain->axis, value));
}

static void
clear_level (gpointer level)
{
  g_free (((GradusTick *) level)->label);
}

/* Powers of ten, and where there are few of them 2 and 5 times these. */
static GArray *
list_log_levels (const GradusAxis *axis)
{
  static const double digits[] = { 1, 2, 5 };
  const double decades = log10 (axis->high / axis->low);
  const int stride = MAX ((int) ceil (decades / N_LEVELS), 1);
  const guint n_digits = decades > MANY_DECADES ? 1 : G_N_ELEMENTS (digits);
  GArray *levels = g_array_new (FALSE, FALSE, sizeof (GradusTick));

  g_array_set_clear_func (levels, clear_level);
  for (int exponent = (int) floor (log10 (axis->low)); exponent <= ceil (log10 (axis->high));
       exponent++) {
    for (guint i = 0; exponent % stride == 0 && i < n_digits; i++) {
      const double value = digits[i] * pow (10, exponent);
      const GradusTick level = { value,
                                 i > 0 ? gradus_number_format_setting (value)
                                       : gradus_number_format_decade (exponent),
                                 i > 0 };

      g_array_append_val (levels, level);
    }
  }
  return levels;
}

GArray *
gradus_terrain_list_levels (const GradusAxis *axis)
{
  GArray *levels = axis->is_log ? list_log_levels (axis) : gradus_axis_get_ticks (axis, N_LEVELS);

  for (guint i = levels->len; i > 0; i--) {
    const double value = g_array_index (levels, GradusTick, i - 1).value;

    if (value <= axis->low || value >= axis->high)
      g_array_remove_index (levels, i - 1);
  }
  return levels;
}
