/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/network-layout.h"

G_BEGIN_DECLS

/* The units of a network diagram. A square has the unit's map over the plane of inputs, or is what
 * it says of a picture, or the picture; a circle has the colour of what the unit says to one
 * sample, where that is known. A dead unit is grey and hatched, and one that is off an empty,
 * dashed outline, crossed out, whatever its map says. */

/* The units of a column, and how many more there are. `map_size`: cells a side of their maps. The
 * units `marked`, of any column, stand out. */
void gradus_network_units_draw (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                                const GradusDiagramColumn *columns, guint column, guint map_size,
                                const GradusDiagramPart *marked, guint n_marked);

/* The hatching of a dead unit, over a square. */
void gradus_network_units_draw_dead (GradusCanvas *canvas, GradusRect square);

/* The cross of a unit that is off, over a square. */
void gradus_network_units_draw_off (GradusCanvas *canvas, GradusRect square);

G_END_DECLS
