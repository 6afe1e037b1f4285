/* SPDX-License-Identifier: MIT */
#include "plot/reel.h"

#include <string.h>

#include "plot/gif.h"
#include "plot/webm.h"

struct _GradusReel {
  const GradusReelClass *class;
  gpointer writer;
  const GradusStyle *style;
  int width, height;
  cairo_surface_t *sheet;
  guint32 *last, *next; /* (height, width), 0xRRGGBB: what is shown and not yet with the writer, and
                           what was drawn now */
  guint hundredths; /* for so long as yet; 0: there is no last one */
};

static const struct {
  const char *ending;
  const GradusReelClass *class;
} formats[] = { { ".gif", &gradus_gif_class }, { ".webm", &gradus_webm_class } };

gboolean
gradus_reel_find_format (const char *filename, GradusReelFormat *format)
{
  g_autofree char *lower = g_ascii_strdown (filename, -1);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    if (!g_str_has_suffix (lower, formats[i].ending))
      continue;
    *format = (GradusReelFormat) i;
    return TRUE;
  }
  return FALSE;
}

GradusReel *
gradus_reel_new (GradusReelFormat format, const GradusStyle *style, int width, int height,
                 GError **error)
{
  GradusReel *reel = g_new0 (GradusReel, 1);

  reel->class = formats[format].class;
  reel->style = style;
  reel->width = width;
  reel->height = height;
  reel->last = g_try_new (guint32, (gsize) width * (gsize) height);
  reel->next = g_try_new (guint32, (gsize) width * (gsize) height);
  reel->sheet = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  if (!reel->last || !reel->next || cairo_surface_status (reel->sheet) != CAIRO_STATUS_SUCCESS)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 "there is no memory for pictures of %d × %d pixels", width, height);
  else
    reel->writer = reel->class->begin (width, height, error);
  if (reel->writer)
    return reel;
  gradus_reel_free (reel);
  return NULL;
}

void
gradus_reel_free (GradusReel *reel)
{
  if (reel->writer)
    reel->class->free (reel->writer);
  cairo_surface_destroy (reel->sheet);
  g_free (reel->last);
  g_free (reel->next);
  g_free (reel);
}

static void
draw_sheet (GradusReel *reel, GradusDrawFunc draw, gpointer data)
{
  cairo_t *cr = cairo_create (reel->sheet);
  GradusCanvas canvas;

  gradus_canvas_init (&canvas, cr, reel->style, reel->width, reel->height);
  gradus_canvas_set_colour (&canvas, reel->style->background);
  cairo_paint (cr);
  draw (&canvas, data);
  gradus_canvas_clear (&canvas);
  cairo_destroy (cr);
  cairo_surface_flush (reel->sheet);
}

/* Without the upper byte, where cairo leaves what it likes. */
static void
read_sheet (GradusReel *reel)
{
  const guchar *data = cairo_image_surface_get_data (reel->sheet);
  const int stride = cairo_image_surface_get_stride (reel->sheet);
  guint32 *pixel = reel->next;

  for (int row = 0; row < reel->height; row++) {
    const guint32 *pixels = (const guint32 *) (const void *) (data + row * stride);

    for (int column = 0; column < reel->width; column++)
      *pixel++ = pixels[column] & 0xffffff;
  }
}

static gboolean
is_as_before (const GradusReel *reel)
{
  const gsize n = (gsize) reel->width * (gsize) reel->height;

  return reel->hundredths > 0 && memcmp (reel->last, reel->next, n * sizeof (guint32)) == 0;
}

static gboolean
pass_on (GradusReel *reel, GError **error)
{
  return reel->hundredths == 0 ||
         reel->class->add (reel->writer, reel->last, reel->hundredths, error);
}

/* What does not change is shown longer. */
gboolean
gradus_reel_add (GradusReel *reel, guint hundredths, GradusDrawFunc draw, gpointer data,
                 GError **error)
{
  guint32 *drawn = reel->next;

  draw_sheet (reel, draw, data);
  read_sheet (reel);
  if (is_as_before (reel)) {
    reel->hundredths += hundredths;
    return TRUE;
  }
  if (!pass_on (reel, error))
    return FALSE;
  reel->next = reel->last;
  reel->last = drawn;
  reel->hundredths = hundredths;
  return TRUE;
}

GBytes *
gradus_reel_finish (GradusReel *reel, GError **error)
{
  g_return_val_if_fail (reel->hundredths > 0, NULL);

  return pass_on (reel, error) ? reel->class->finish (reel->writer, error) : NULL;
}
