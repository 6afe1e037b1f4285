/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/terrain.h"

G_BEGIN_DECLS

/* The relief of a terrain: a parallel projection. Across goes to the right, up goes back, which is
 * up and to the right, and the share of the axis is the height. For terrain-view.c alone. */

void gradus_terrain_relief_draw (GradusCanvas *canvas, const GradusTerrain *terrain,
                                 GradusRect rect);
gboolean gradus_terrain_relief_place (const GradusTerrain *terrain, GradusRect rect, double x,
                                      double y, double *place_x, double *place_y);
gboolean gradus_terrain_relief_find (const GradusTerrain *terrain, GradusRect rect, double place_x,
                                     double place_y, double *x, double *y);

G_END_DECLS
