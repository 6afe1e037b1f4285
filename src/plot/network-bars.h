/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/network-diagram.h"

G_BEGIN_DECLS

/* The bars of a network diagram, below its layers: each as high as the layer's gradient norm is on
 * the diagram's axis, before a pale one of the norm at step 0 where that is known. */
void gradus_network_bars_draw (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
                               const GradusNetworkLayout *layout);

/* The bar of a column, and the pale one of step 0. */
GradusRect gradus_network_bars_get_bar (const GradusNetworkDiagram *diagram,
                                        const GradusNetworkLayout *layout, guint column);
GradusRect gradus_network_bars_get_first (const GradusNetworkDiagram *diagram,
                                          const GradusNetworkLayout *layout, guint column);

G_END_DECLS
