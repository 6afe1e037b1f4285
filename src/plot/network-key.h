/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/network-diagram.h"

G_BEGIN_DECLS

/* What the marks of a network diagram mean. */

/* Above a column: from which number to which its colours go, where they have a scale. Nothing where
 * there is no room. */
void gradus_network_key_draw_scale (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                                    const GradusDiagramColumn *columns, guint column);

/* At the foot: how large a weight the widest edge is, what the colours of the two signs are, the
 * hatching of dead units if there are any, and what the bars are; as much as fits. */
void gradus_network_key_draw (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
                              const GradusNetworkLayout *layout);

G_END_DECLS
