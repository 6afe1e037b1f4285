/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* GradusDrawingCache: keeps the pixels of a part of a drawing from one frame to the next. A
 * canvas with a cache (GradusCanvas.cache) paints these pixels again if nothing has changed.
 * Initialise with { .scale = … }. */
struct _GradusDrawingCache {
  double scale; /* device pixels in a unit of the cairo context, before the canvas scales it */
  GBytes *key;  /* of what is in it; NULL: nothing */
  cairo_surface_t *surface;
};

void gradus_drawing_cache_clear (GradusDrawingCache *cache);

/* Draws with `draw`, or from the cache if key, style and size are the same as last time. So the
 * key must have everything else that the drawing depends on. Without a cache `draw` is always
 * called. Takes over the key. */
void gradus_drawing_cache_draw (GradusCanvas *canvas, GByteArray *key,
                                void (*draw) (GradusCanvas *canvas, gpointer data), gpointer data);

G_END_DECLS
