/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* A ring around a point, in units of the canvas; a disc where `inner` is 0. */
typedef struct {
  double inner, outer;
  GradusColour colour;
} GradusRing;

/* Draws rings around a point, one over the other, all at once: marks come by the hundred, and as
 * strokes of their own three of them take cairo fifty microseconds. */
void gradus_rings_draw (GradusCanvas *canvas, double x, double y, const GradusRing *rings, guint n);

/* The same as paths, as drawings without pixels have them. */
void gradus_rings_trace (GradusCanvas *canvas, double x, double y, const GradusRing *rings,
                         guint n);

G_END_DECLS
