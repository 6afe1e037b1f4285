/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* GradusValueBand: what lies between two values at each of some steps. Borrows its columns. */
typedef struct {
  GradusColour colour;
  guint n_points;
  const guint64 *steps;     /* (n_points), ascending */
  const double *low, *high; /* (n_points); infinite: beyond the frame; NaN: a gap */
} GradusValueBand;

/* Fills it, as far as it is in the frame. */
void gradus_value_band_draw (GradusCanvas *canvas, const GradusFrame *frame,
                             const GradusValueBand *band);

G_END_DECLS
