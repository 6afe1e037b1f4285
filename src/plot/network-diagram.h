/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/axis.h"
#include "plot/network-layout.h"

G_BEGIN_DECLS

/* GradusNetworkDiagram: a network as units and edges, and below each layer its gradient norm on
 * a logarithmic axis, so that one sees the gradient vanish from the output to the input. See
 * plot/network-units.h, plot/network-edges.h, plot/network-arcs.h for ways around layers. Above a
 * column are the numbers that its colours stand for, at the foot what edges and bars mean. Kernels
 * are drawn as pictures, see plot/network-kernels.h. */
typedef struct {
  guint n_columns; /* inputs and layers */
  const GradusDiagramColumn *columns;
  guint map_size;      /* of the units' maps */
  GradusAxis norms;    /* logarithmic */
  gboolean has_legend; /* elsewhere: then the key does not say what signs and hatching look like */
  const char *norms_title;  /* "gradient norm" */
  const char *norms_text;   /* in the key: "bars: L2 norm of dCost/dW" */
  const char *first_text;   /* in the key, where the norms at step 0 are known */
  const char *widest_text;  /* in the key, with the largest weight in the place of %s: "widest
                                edge: |w| = %s" */
  double least_largest;     /* the weight that the widest edge has at least; 0: the largest's own */
  double kernel_most;       /* the strongest colour of kernels, of either sign; 0: there are none */
  const char *kernels_text; /* in the key, with that number in the place of %s: "kernels: ±%s" */
  const char *dead_text;    /* in the key, where there are such units: "0 for every sample" */
  const char *off_text;     /* likewise: "switched off" */
  const char *values_text;  /* in the key, where units have the colour of a value: "colours: what
                              sample 1 gives" */
  const char *const *callout; /* what is told of the part under the pointer, ends with NULL; or
                                 NULL: nothing */
  const guint8 *field; /* (picture_height, picture_width) of the inputs: 1 for what is outlined on
                          their picture, as what a pixel of a map sees; or NULL */
  guint first_marked, n_marked; /* columns that words are about */
  GradusDiagramPart selected;
  double pointer_x, pointer_y; /* NaN: not there */
} GradusNetworkDiagram;

void gradus_network_diagram_draw (GradusCanvas *canvas, const GradusNetworkDiagram *diagram);

G_END_DECLS
