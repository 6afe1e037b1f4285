/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/ink.h"

G_BEGIN_DECLS

/* A round brush for drawings that are to lie as a dataset's pictures do, see data/ink.h. */

#define GRADUS_BRUSH_CHANNELS 3

/* Whether drawings of such pictures can have colours: those with red, green and blue. */
gboolean gradus_brush_has_colours (const GradusInk *ink);

/* Paints once, the more the nearer a pixel is to the point. The drawing, of the picture's layout,
 * is `fine` times as wide and high; x and y are in pixels of the picture from its corner.
 *
 * `colour` are red, green and blue from 0 to 1, which stand for the least and the largest of the
 * dataset's numbers, and cover what is there. NULL, as for pictures without colours: ink, which
 * only adds to what is there, so that a stroke that goes over itself keeps its soft edge. */
void gradus_brush_paint (const GradusInk *ink, float *drawing, guint fine, double x, double y,
                         const float *colour);

/* Likewise what is empty. */
void gradus_brush_erase (const GradusInk *ink, float *drawing, guint fine, double x, double y);

G_END_DECLS
