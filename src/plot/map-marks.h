/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/map-content.h"

G_BEGIN_DECLS

/* The samples on a heat map: a mark for each, by its class in shape and colour. Marks grow with the
 * map, and shrink with the number of samples. */

/* Whether the network's class is another than the target. */
gboolean gradus_map_point_is_wrong (const GradusHeatMap *map, const GradusMapPoint *point);

/* The radius of a right mark on a map with sides of that length. */
double gradus_map_marks_get_radius (const GradusHeatMap *map, double side);

/* Draws all samples in the square; those that are wrong last, and larger. */
void gradus_map_marks_draw (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square);

/* The sample nearest to a point of the drawing, and how far it is; NULL where there is none. */
const GradusMapPoint *gradus_map_marks_find (const GradusHeatMap *map, GradusRect square, double x,
                                             double y, double *distance);

/* Where a point of the plane lies in the drawing. */
double gradus_heat_map_place_x (const GradusHeatMap *map, GradusRect square, double x);
double gradus_heat_map_place_y (const GradusHeatMap *map, GradusRect square, double y);

G_END_DECLS
