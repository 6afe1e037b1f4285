/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/map-content.h"

G_BEGIN_DECLS

/* The axes of a heat map: ticks in the numbers of the data, names, and the note below. */

typedef struct {
  double left, top, bottom;
} GradusMapMargins;

/* The room that they take around the map. */
GradusMapMargins gradus_map_axes_measure (GradusCanvas *canvas, const GradusHeatMap *map);

/* Draws them around the square that is the map. */
void gradus_map_axes_draw (GradusCanvas *canvas, const GradusHeatMap *map, GradusRect square);

G_END_DECLS
