/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* GradusScatter: points of a plane in the colours of their classes, as small as a thumbnail. */
typedef struct {
  double x, y;
  guint class;
  double value; /* 0 … 1 */
} GradusScatterPoint;

typedef struct {
  guint n_points;
  const GradusScatterPoint *points;
  gboolean has_two_classes; /* class 0 and 1 have the colours of output 0 and 1 */
  gboolean has_values;      /* values set the colours, not classes */
} GradusScatter;

/* Draws the points with a margin; both axes have the same scale. */
void gradus_scatter_draw (GradusCanvas *canvas, const GradusScatter *scatter);

/* The position of a point in the drawing. */
void gradus_scatter_find_point (const GradusCanvas *canvas, const GradusScatter *scatter,
                                guint point, double *x, double *y);

G_END_DECLS
