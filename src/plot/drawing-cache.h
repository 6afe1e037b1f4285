/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* GradusDrawingCache: a part of a drawing, as pixels that stay from one frame to the next. A
 * canvas that has one (GradusCanvas.cache) draws from it what has not changed. Start from {
 * .scale = … }. */
struct _GradusDrawingCache {
  double scale; /* device pixels in a unit of the canvas */
  GBytes *key;  /* of what is in it; NULL: nothing */
  cairo_surface_t *surface;
};

void gradus_drawing_cache_clear (GradusDrawingCache *cache);

/* Draws what `draw` draws, which follows from the bytes of `key` and the canvas's style and size
 * alone: with the same as the last time it is not called. On a canvas without a cache it always
 * is. Takes the key. */
void gradus_drawing_cache_draw (GradusCanvas *canvas, GByteArray *key,
                                void (*draw) (GradusCanvas *canvas, gpointer data), gpointer data);

G_END_DECLS
