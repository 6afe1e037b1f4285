/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* Adds the line along which a grid (size, size; the top row first) has the value `level` to the
 * path of `cr`, scaled to `rect`. Marching squares (Lorensen & Cline 1987, in the plane): linear
 * between the centres of cells; the mean of the corners decides a saddle. Returns the number of
 * line segments. */
guint gradus_contour_trace (cairo_t *cr, const float *grid, guint size, float level,
                            GradusRect rect);

G_END_DECLS
