/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/network-layout.h"

G_BEGIN_DECLS

/* The edges of a network diagram. An edge is as wide as its weight is large beside the largest
 * of its layer, and has the colour of its sign; of very many edges the largest are drawn. */
#define GRADUS_WIDEST_EDGE 4.0

/* With a canvas that keeps pictures they are stroked again only where an edge has another width
 * or sign: strokes are most of what a diagram costs. */
void gradus_network_edges_draw (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                                const GradusDiagramColumn *columns);

/* The path of one, from unit `input` of the column before. */
void gradus_network_edges_trace (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                                 const GradusDiagramColumn *columns, guint column, guint unit,
                                 guint input);

G_END_DECLS
