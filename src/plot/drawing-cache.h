/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* GradusDrawingCache: keeps from one frame to the next what is slow to make and often the same: the
 * pixels of parts of a drawing, and texts that are laid out. What a frame did not use is forgotten
 * when the next one begins. */
GradusDrawingCache *gradus_drawing_cache_new (void);
void gradus_drawing_cache_free (GradusDrawingCache *cache);

/* Begins a frame on a canvas, which draws with the cache from now on, and whose origin lies on a
 * whole pixel. `scale`: device pixels in a unit of the cairo context, before the canvas magnifies
 * it. Where the scale, the magnification or the style is another than in the last frame nothing of
 * it is kept. */
void gradus_drawing_cache_begin (GradusDrawingCache *cache, GradusCanvas *canvas, double scale);

/* Draws a part of a drawing that lies within `area`: with `draw`, or with the pixels of a part of
 * the same key. The key must have all that the part depends on beside the style, the size of the
 * area and where in a pixel its corner lies, but not the place of the area: parts that look alike
 * are drawn once. A canvas without a cache always calls `draw`. Takes the key over. */
void gradus_drawing_cache_draw (GradusCanvas *canvas, GradusRect area, GByteArray *key,
                                void (*draw) (GradusCanvas *canvas, gpointer data), gpointer data);

/* A layout of the text in the canvas's font. Borrowed; must not be changed. */
PangoLayout *gradus_drawing_cache_lay_out (GradusCanvas *canvas, const char *text);

G_END_DECLS
