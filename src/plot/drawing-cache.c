/* SPDX-License-Identifier: MIT */
#include "plot/drawing-cache.h"

#include <math.h>
#include <string.h>

/* What this frame has used, and what only the last one has: tables by GBytes. */
typedef struct {
  GHashTable *now, *before;
} Kept;

struct _GradusDrawingCache {
  GBytes *style; /* and scale, of all that is kept */
  double scale;
  Kept parts; /* cairo_surface_t */
  Kept texts; /* PangoLayout */
};

/* -- What is kept ------------------------------------------------------------------------------ */

static void
kept_init (Kept *kept, GDestroyNotify free_value)
{
  kept->now = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                     free_value);
  kept->before = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                        free_value);
}

static void
kept_clear (Kept *kept)
{
  g_hash_table_unref (kept->now);
  g_hash_table_unref (kept->before);
}

static void
kept_forget (Kept *kept)
{
  g_hash_table_remove_all (kept->now);
  g_hash_table_remove_all (kept->before);
}

static void
kept_begin_frame (Kept *kept)
{
  GHashTable *last = kept->now;

  g_hash_table_remove_all (kept->before);
  kept->now = kept->before;
  kept->before = last;
}

static gpointer
kept_find (Kept *kept, GBytes *key)
{
  gpointer value = g_hash_table_lookup (kept->now, key), own_key;

  if (!value && g_hash_table_steal_extended (kept->before, key, &own_key, &value))
    g_hash_table_insert (kept->now, own_key, value);
  return value;
}

static void
kept_add (Kept *kept, GBytes *key, gpointer value)
{
  g_hash_table_insert (kept->now, g_bytes_ref (key), value);
}

/* -- The cache --------------------------------------------------------------------------------- */

GradusDrawingCache *
gradus_drawing_cache_new (void)
{
  GradusDrawingCache *cache = g_new0 (GradusDrawingCache, 1);

  kept_init (&cache->parts, (GDestroyNotify) cairo_surface_destroy);
  kept_init (&cache->texts, g_object_unref);
  return cache;
}

void
gradus_drawing_cache_free (GradusDrawingCache *cache)
{
  kept_clear (&cache->parts);
  kept_clear (&cache->texts);
  g_clear_pointer (&cache->style, g_bytes_unref);
  g_free (cache);
}

/* The style by its contents, because a new style may get the same address. */
static GBytes *
describe_style (const GradusStyle *style, double scale)
{
  const guint font = pango_font_description_hash (style->font);
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) &scale, sizeof scale);
  g_byte_array_append (bytes, (const guint8 *) &font, sizeof font);
  g_byte_array_append (bytes, (const guint8 *) style, G_STRUCT_OFFSET (GradusStyle, layers));
  return g_byte_array_free_to_bytes (bytes);
}

void
gradus_drawing_cache_begin (GradusDrawingCache *cache, GradusCanvas *canvas, double scale)
{
  g_autoptr (GBytes) style = describe_style (canvas->style, scale * canvas->magnification);

  if (!cache->style || !g_bytes_equal (cache->style, style)) {
    kept_forget (&cache->parts);
    kept_forget (&cache->texts);
  }
  g_clear_pointer (&cache->style, g_bytes_unref);
  cache->style = g_steal_pointer (&style);
  cache->scale = scale * canvas->magnification;
  kept_begin_frame (&cache->parts);
  kept_begin_frame (&cache->texts);
  canvas->cache = cache;
}

/* -- Parts ------------------------------------------------------------------------------------- */

/* The last whole pixel before a place. */
static double
find_pixel (const GradusDrawingCache *cache, double at)
{
  return floor (at * cache->scale) / cache->scale;
}

static GBytes *
complete_key (const GradusDrawingCache *cache, GradusRect area, GByteArray *key)
{
  const double shape[] = { area.width, area.height, area.x - find_pixel (cache, area.x),
                           area.y - find_pixel (cache, area.y) };

  g_byte_array_append (key, (const guint8 *) shape, sizeof shape);
  return g_byte_array_free_to_bytes (key);
}

static int
count_pixels (const GradusDrawingCache *cache, double from, double length)
{
  return (int) ceil ((from + length - find_pixel (cache, from)) * cache->scale);
}

static cairo_surface_t *
render_part (const GradusCanvas *canvas, GradusRect area,
             void (*draw) (GradusCanvas *canvas, gpointer data), gpointer data)
{
  const GradusDrawingCache *cache = canvas->cache;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, count_pixels (cache, area.x, area.width),
                                  count_pixels (cache, area.y, area.height));
  GradusCanvas sheet = *canvas;

  cairo_surface_set_device_scale (surface, cache->scale, cache->scale);
  sheet.cr = cairo_create (surface);
  sheet.cache = NULL;
  cairo_translate (sheet.cr, -find_pixel (cache, area.x), -find_pixel (cache, area.y));
  draw (&sheet, data);
  cairo_destroy (sheet.cr);
  return surface;
}

void
gradus_drawing_cache_draw (GradusCanvas *canvas, GradusRect area, GByteArray *key,
                           void (*draw) (GradusCanvas *canvas, gpointer data), gpointer data)
{
  GradusDrawingCache *cache = canvas->cache;
  g_autoptr (GBytes) whole = NULL;
  cairo_surface_t *part;

  if (!cache) {
    g_byte_array_unref (key);
    draw (canvas, data);
    return;
  }
  whole = complete_key (cache, area, key);
  part = kept_find (&cache->parts, whole);
  if (!part) {
    part = render_part (canvas, area, draw, data);
    kept_add (&cache->parts, whole, part);
  }
  cairo_set_source_surface (canvas->cr, part, find_pixel (cache, area.x),
                            find_pixel (cache, area.y));
  /* Pixels on pixels, but for the rounding of the scale. */
  cairo_pattern_set_filter (cairo_get_source (canvas->cr), CAIRO_FILTER_NEAREST);
  cairo_paint (canvas->cr);
}

/* -- Texts ------------------------------------------------------------------------------------- */

PangoLayout *
gradus_drawing_cache_lay_out (GradusCanvas *canvas, const char *text)
{
  GradusDrawingCache *cache = canvas->cache;
  g_autoptr (GBytes) key = g_bytes_new (text, strlen (text));
  PangoLayout *layout = kept_find (&cache->texts, key);

  if (!layout) {
    layout = pango_layout_copy (canvas->layout);
    pango_layout_set_text (layout, text, -1);
    kept_add (&cache->texts, key, layout);
  }
  return layout;
}
