/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"
#include "plot/line.h"

G_BEGIN_DECLS

/* Draws a line where its values are open: a pale band over all that each may be, from its point to
 * the next. Nothing where none is. */
void gradus_line_band_draw (GradusCanvas *canvas, const GradusFrame *frame, const GradusLine *line);

/* Writes what a band is into the widest one of these lines, at its foot, where there is room. */
void gradus_line_bands_draw_name (GradusCanvas *canvas, const GradusFrame *frame,
                                  const GradusLine *lines, guint n, const char *name);

/* Its colour, for a legend. */
GradusColour gradus_line_band_get_colour (GradusColour colour);

G_END_DECLS
