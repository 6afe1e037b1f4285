/* SPDX-License-Identifier: MIT */
#pragma once

#include <math.h>

#include "plot/axis.h"
#include "plot/canvas.h"

G_BEGIN_DECLS

/* GradusTerrain: a number over a square of a plane, as a map with contour lines, or as a relief
 * that is looked at from the front and somewhat from the right. The colour says the number: the
 * lowest is the background's. Numbers that are not finite have no colour, and are a hole in the
 * relief's ground. */
typedef struct {
  double x0, x1, y0, y1; /* the corners of the plane */
  guint size;            /* cells a side, 2 at least */
  const float *values;   /* (size, size), at their middles, the top row (y1) first */
  GradusAxis axis;       /* of the numbers: from the lowest to the highest */
  gboolean is_relief;
} GradusTerrain;

/* The colour of a number; the background's where it is not finite. */
GradusColour gradus_terrain_get_colour (const GradusStyle *style, const GradusTerrain *terrain,
                                        double value);

/* Where contour lines are, as GradusTick, each with its label: at some ten round numbers. Free with
 * g_array_unref(). */
GArray *gradus_terrain_list_levels (const GradusAxis *axis);

/* Shares of the axis, prepared where many are asked for. */
typedef struct {
  double low, factor, per_low; /* per_low: 1 / low */
  gboolean is_log;
} GradusTerrainScale;

GradusTerrainScale gradus_terrain_scale_new (const GradusAxis *axis);

/* As gradus_axis_map() has it, to six digits. */
static inline double
gradus_terrain_scale_map (const GradusTerrainScale *scale, double value)
{
  const double above = MAX (value, scale->low);

  if (!isfinite (value))
    return NAN;
  return scale->factor * (scale->is_log ? (double) log2f ((float) (above * scale->per_low))
                                        : value - scale->low);
}

/* The number at a point, between the middles of cells; and its share of the axis, where across and
 * up are 0 … 1 from the lower left corner: between middles of cells the mean of their shares, as
 * contour lines take it. NaN where a number beside it is not finite. */
double gradus_terrain_get_value (const GradusTerrain *terrain, double x, double y);
double gradus_terrain_get_share (const GradusTerrain *terrain, const GradusTerrainScale *scale,
                                 double across, double up);

G_END_DECLS
