/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* Adds the line along which a grid (size, size; the top row first) has the value `level` to the
 * path of `cr`, scaled to `rect`. Values are those of the middles of cells; to the edge of the grid
 * they go on as they came. Marching squares (Lorensen & Cline 1987, in the plane): linear between
 * the middles, in the logarithm of the odds where both values lie between 0 and 1, as outputs do;
 * the mean of the corners decides a saddle.
 *
 * Where no value near by lies more than `tolerance` below the level and another as much above it,
 * there is no line: what crosses there is rounding. Returns the number of line segments. */
guint gradus_contour_trace (cairo_t *cr, const float *grid, guint size, double level,
                            double tolerance, GradusRect rect);

/* Whether there is such a line. */
gboolean gradus_contour_exists (const float *grid, guint size, double level, double tolerance);

G_END_DECLS
