/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/network-layout.h"

G_BEGIN_DECLS

/* The arcs of a network diagram: from a column, over those between, to the later one that reads it
 * besides the one before. What goes along an arc has no weight, so all arcs are alike. An arrow
 * shows which way it goes. Arcs whose columns overlap lie at different heights. Where an end is in
 * the gap, the arc ends there. */

/* All arcs; those to the columns `selected` and `hovered` stand out. 0: none does. */
void gradus_network_arcs_draw (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                               const GradusDiagramColumn *columns, guint selected, guint hovered);

G_END_DECLS
