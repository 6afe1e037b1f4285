/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/network-diagram.h"

G_BEGIN_DECLS

/* The kernels of a network diagram as pictures, all on one scale: a weight of 0 has the neutral
 * colour. Of a convolution of a picture each map has its own beside it, in which the three of a
 * picture in colours are one: red, green and blue are the weights of these channels, and grey is
 * 0. Of other convolutions those of a unit that is chosen or pointed at are drawn, or that of one
 * edge. */

void gradus_network_kernels_draw (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
                                  const GradusNetworkLayout *layout, GradusDiagramPart hovered);

G_END_DECLS
