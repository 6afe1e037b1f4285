/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/axis.h"
#include "plot/network-layout.h"

G_BEGIN_DECLS

/* GradusNetworkDiagram: a network as units and edges, and below each layer its gradient norm on
 * a logarithmic axis, so that one sees the gradient vanish from the output to the input. See
 * plot/network-edges.h for the edges, plot/network-arcs.h for ways around layers. */
typedef struct {
  guint n_columns; /* inputs and layers */
  const GradusDiagramColumn *columns;
  guint map_size;                 /* of the units' maps */
  GradusAxis norms;               /* logarithmic */
  const char *norms_title;        /* "gradient norm" */
  const char *input_title;        /* "inputs" */
  const char *const *input_names; /* of the first column's units; NULL: none */
  const char *names[4];           /* in the callout: "unit", "bias", "weight", "gradient" */
  const char *norm_names[2]; /* the last two where an edge is of many weights: "‖weights‖" */
  const char *arc_text;      /* of every arc: "as it is, without a weight"; or NULL */
  GradusDiagramPart selected;
  int lit_column;              /* the column that the chain rule has reached; -1: none */
  gboolean is_lit_backward;    /* on the way back */
  double pointer_x, pointer_y; /* NaN: not there */
} GradusNetworkDiagram;

void gradus_network_diagram_draw (GradusCanvas *canvas, const GradusNetworkDiagram *diagram);

/* The bar of a column: as high as its norm is on the axis. */
GradusRect gradus_network_diagram_get_bar (const GradusNetworkDiagram *diagram,
                                           const GradusNetworkLayout *layout, guint column);

G_END_DECLS
