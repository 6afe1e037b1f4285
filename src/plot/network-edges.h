/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/network-layout.h"

G_BEGIN_DECLS

/* The edges of a network diagram: curves from the port at the right of a unit to the port at the
 * left of another.
 *
 * All edges of a network share one scale: the wider, the larger the magnitude of the weight, and
 * the largest of the network is the widest. A weight that is nothing
 * beside the largest is a hairline in the colour of the grid; others have the colour of their sign,
 * unless they are norms, which have none. Of very many edges the largest are drawn. */

/* The largest magnitude of a weight that is finite, or of a norm; 0 where there is none. */
double gradus_network_edges_find_largest (const GradusDiagramColumn *columns, guint n_columns);

/* The width of an edge in a network whose largest weight is `largest`. */
double gradus_network_edges_get_width (const GradusNetworkLayout *layout, double weight,
                                       double largest);

/* Draws all edges; is_faded: so that a few others can stand out. On a canvas with a cache they are
 * stroked again only if an edge's width or sign changes: strokes are most of a diagram's cost. */
void gradus_network_edges_draw (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                                const GradusDiagramColumn *columns, double largest,
                                gboolean is_faded);

/* Draws the edge that the part is, or all that a unit has, in the strong colours of their signs;
 * has_halo: with a line around. */
void gradus_network_edges_mark (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                                const GradusDiagramColumn *columns, double largest,
                                GradusDiagramPart part, gboolean has_halo);

G_END_DECLS
