/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/map-content.h"

G_BEGIN_DECLS

/* Draws a square as large as the canvas allows, with a colour scale beside it. The boundary is
 * drawn where one side is decided for one class and the other for the other. Class 0 is a circle,
 * class 1 a diamond; wrong samples are crossed out and larger, those that are undecided have a
 * hollow square around them, test samples are hollow. If there are few samples, each has its output
 * beside it. */
void gradus_heat_map_draw (GradusCanvas *canvas, const GradusHeatMap *map);

/* The output, or that of one class, at a point of the plane, interpolated bilinearly. */
double gradus_heat_map_get_value (const GradusHeatMap *map, double x, double y);
double gradus_heat_map_get_class_value (const GradusHeatMap *map, guint class, double x, double y);

/* Whether the outputs name no class there, see `undecided`. */
gboolean gradus_heat_map_is_undecided (const GradusHeatMap *map, double x, double y);

/* Whether a boundary is drawn, and whether a sample is crossed out. */
gboolean gradus_heat_map_has_boundary (const GradusHeatMap *map);
gboolean gradus_heat_map_has_wrong (const GradusHeatMap *map);

/* The class with the largest output at a point of the plane. */
guint gradus_heat_map_get_class (const GradusHeatMap *map, double x, double y);

/* Finds the point of the plane at a point of the drawing, and the size of a pixel in the plane.
 * FALSE outside the map. */
gboolean gradus_heat_map_find_plane_point (GradusCanvas *canvas, const GradusHeatMap *map, double x,
                                           double y, double *plane_x, double *plane_y,
                                           double *pixel);

G_END_DECLS
