/* SPDX-License-Identifier: MIT */
#include "plot/kept.h"

#include <math.h>

void
gradus_kept_clear (GradusKept *kept)
{
  g_clear_pointer (&kept->key, g_bytes_unref);
  g_clear_pointer (&kept->surface, cairo_surface_destroy);
}

/* What else the pixels follow from. The style goes by its contents: another may come to lie at the same address. */
static GBytes *
complete_key (const GradusCanvas *canvas, GByteArray *key)
{
  const double size[] = { canvas->width, canvas->height, canvas->kept->scale };

  const guint font = pango_font_description_hash (canvas->style->font);

  g_byte_array_append (key, (const guint8 *) size, sizeof size);
  g_byte_array_append (key, (const guint8 *) &font, sizeof font);
  g_byte_array_append (key, (const guint8 *) canvas->style, G_STRUCT_OFFSET (GradusStyle, layers));
  return g_byte_array_free_to_bytes (key);
}

static void
render (GradusCanvas *canvas, void (*draw) (GradusCanvas *canvas, gpointer data), gpointer data)
{
  GradusKept *kept = canvas->kept;
  GradusCanvas sheet = *canvas;

  /* A new surface each time: a frame that was recorded before may still paint from the old one. */
  g_clear_pointer (&kept->surface, cairo_surface_destroy);
  kept->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (canvas->width * kept->scale),
                                              (int) ceil (canvas->height * kept->scale));
  cairo_surface_set_device_scale (kept->surface, kept->scale, kept->scale);
  sheet.cr = cairo_create (kept->surface);
  sheet.kept = NULL;
  draw (&sheet, data);
  cairo_destroy (sheet.cr);
}

void
gradus_kept_draw (GradusCanvas *canvas, GByteArray *key, void (*draw) (GradusCanvas *canvas, gpointer data),
                  gpointer data)
{
  GradusKept *kept = canvas->kept;
  g_autoptr (GBytes) whole = NULL;

  if (!kept) {
    g_byte_array_unref (key);
    draw (canvas, data);
    return;
  }
  whole = complete_key (canvas, key);
  if (!kept->key || !g_bytes_equal (kept->key, whole)) {
    render (canvas, draw, data);
    g_clear_pointer (&kept->key, g_bytes_unref);
    kept->key = g_steal_pointer (&whole);
  }
  cairo_set_source_surface (canvas->cr, kept->surface, 0, 0);
  cairo_paint (canvas->cr);
}
