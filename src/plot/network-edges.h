/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/network-layout.h"

G_BEGIN_DECLS

/* The edges of a network diagram. An edge is as wide as its weight is large beside the largest
 * of its layer, and has the colour of its sign, unless it is a norm, which has none; of very many
 * edges the largest are drawn. */
#define GRADUS_WIDEST_EDGE 4.0

/* Draws all edges. On a canvas with a cache they are stroked again only if an edge's width or
 * sign changes: strokes are most of a diagram's cost. */
void gradus_network_edges_draw (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                                const GradusDiagramColumn *columns);

/* Adds an edge to the path, from unit `input` of the column before. */
void gradus_network_edges_trace (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                                 const GradusDiagramColumn *columns, guint column, guint unit,
                                 guint input);

G_END_DECLS
