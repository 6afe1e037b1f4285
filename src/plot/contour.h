/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* Adds to the path of `cr` the line along which a grid (size, size; the top row first) has the
 * value `level`, laid over `rect`: marching squares (Lorensen & Cline 1987, in the plane),
 * linear between the middles of the cells, a saddle cut by the mean of its corners. Returns the
 * number of pieces. */
guint gradus_contour_trace (cairo_t *cr, const float *grid, guint size, float level,
                            GradusRect rect);

G_END_DECLS
