/* SPDX-License-Identifier: MIT */
#include "plot/drawing-cache.h"

#include <math.h>

void
gradus_drawing_cache_clear (GradusDrawingCache *cache)
{
  g_clear_pointer (&cache->key, g_bytes_unref);
  g_clear_pointer (&cache->surface, cairo_surface_destroy);
}

/* Adds what else the pixels depend on. The style is compared by its contents, because a new
 * style may get the same address. */
static GBytes *
complete_key (const GradusCanvas *canvas, GByteArray *key)
{
  const double size[] = { canvas->width, canvas->height, canvas->magnification,
                          canvas->cache->scale };

  const guint font = pango_font_description_hash (canvas->style->font);

  g_byte_array_append (key, (const guint8 *) size, sizeof size);
  g_byte_array_append (key, (const guint8 *) &font, sizeof font);
  g_byte_array_append (key, (const guint8 *) canvas->style, G_STRUCT_OFFSET (GradusStyle, layers));
  return g_byte_array_free_to_bytes (key);
}

static void
render_surface (GradusCanvas *canvas, void (*draw) (GradusCanvas *canvas, gpointer data),
                gpointer data)
{
  GradusDrawingCache *cache = canvas->cache;
  GradusCanvas sheet = *canvas;
  const double scale = cache->scale * canvas->magnification;

  /* A new surface each time: a frame that was recorded before may still paint from the old one. */
  g_clear_pointer (&cache->surface, cairo_surface_destroy);
  cache->surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, (int) ceil (canvas->width * scale), (int) ceil (canvas->height * scale));
  cairo_surface_set_device_scale (cache->surface, scale, scale);
  sheet.cr = cairo_create (cache->surface);
  sheet.cache = NULL;
  draw (&sheet, data);
  cairo_destroy (sheet.cr);
}

void
gradus_drawing_cache_draw (GradusCanvas *canvas, GByteArray *key,
                           void (*draw) (GradusCanvas *canvas, gpointer data), gpointer data)
{
  GradusDrawingCache *cache = canvas->cache;
  g_autoptr (GBytes) whole = NULL;

  if (!cache) {
    g_byte_array_unref (key);
    draw (canvas, data);
    return;
  }
  whole = complete_key (canvas, key);
  if (!cache->key || !g_bytes_equal (cache->key, whole)) {
    render_surface (canvas, draw, data);
    g_clear_pointer (&cache->key, g_bytes_unref);
    cache->key = g_steal_pointer (&whole);
  }
  cairo_set_source_surface (canvas->cr, cache->surface, 0, 0);
  cairo_paint (canvas->cr);
}
