/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

/* Whether a unit is pointed at in the network, source->pointed, of which the snapshot has a map. */
gboolean gradus_unit_map_exists (const GradusFigureSource *source);

/* What the unit says that is pointed at, large, over the plane or the line of the inputs; below it
 * its equation. Draws nothing and returns FALSE where there is no such map. */
gboolean gradus_unit_map_draw (GradusCanvas *canvas, const GradusFigureSource *source);

G_END_DECLS
