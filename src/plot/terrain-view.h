/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/terrain.h"

G_BEGIN_DECLS

/* A terrain in a drawing, as a map or a relief. */

/* Draws it into a rectangle. */
void gradus_terrain_view_draw (GradusCanvas *canvas, const GradusTerrain *terrain, GradusRect rect);

/* Where a point of the plane lies in that drawing, on the ground; returns whether it is seen: a
 * hill of a relief may stand before it. */
gboolean gradus_terrain_view_place (const GradusTerrain *terrain, GradusRect rect, double x,
                                    double y, double *place_x, double *place_y);

/* The point of the plane that is seen there; FALSE where there is none. */
gboolean gradus_terrain_view_find (const GradusTerrain *terrain, GradusRect rect, double place_x,
                                   double place_y, double *x, double *y);

G_END_DECLS
