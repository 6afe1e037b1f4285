/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

/* What the unit says that is pointed at in the network, source->pointed, large, over the plane or
 * the line of the inputs; below it its equation. Draws nothing and returns FALSE where nothing is
 * pointed at or the snapshot has no map of it. */
gboolean gradus_unit_map_draw (GradusCanvas *canvas, const GradusFigureSource *source);

G_END_DECLS
