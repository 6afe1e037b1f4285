/* SPDX-License-Identifier: MIT */
#include "plot/pages.h"

#include <cairo-pdf.h>

struct _GradusPages {
  const GradusStyle *style;
  GByteArray *bytes;
  cairo_surface_t *surface;
  cairo_t *cr;
};

static cairo_status_t
append_output (void *array, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (array, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GradusPages *
gradus_pages_new (const GradusStyle *style, double width, double height)
{
  GradusPages *pages = g_new (GradusPages, 1);

  pages->style = style;
  pages->bytes = g_byte_array_new ();
  pages->surface = cairo_pdf_surface_create_for_stream (append_output, pages->bytes, width, height);
  pages->cr = cairo_create (pages->surface);
  return pages;
}

void
gradus_pages_free (GradusPages *pages)
{
  cairo_destroy (pages->cr);
  cairo_surface_finish (pages->surface);
  cairo_surface_destroy (pages->surface);
  g_byte_array_unref (pages->bytes);
  g_free (pages);
}

double
gradus_pages_put_text (GradusPages *pages, const char *font, const char *text, double x, double y,
                       double width, GradusColour colour)
{
  PangoLayout *layout = pango_cairo_create_layout (pages->cr);
  PangoFontDescription *description = pango_font_description_from_string (font);
  PangoRectangle extents;

  pango_layout_set_font_description (layout, description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_extents (layout, NULL, &extents);
  cairo_set_source_rgb (pages->cr, colour.red, colour.green, colour.blue);
  cairo_move_to (pages->cr, x, y);
  pango_cairo_show_layout (pages->cr, layout);
  pango_font_description_free (description);
  g_object_unref (layout);
  return (double) extents.height / PANGO_SCALE;
}

void
gradus_pages_draw (GradusPages *pages, GradusRect rect, GradusDrawFunc draw, gpointer data)
{
  g_auto (GradusCanvas) canvas = { NULL };

  cairo_save (pages->cr);
  cairo_translate (pages->cr, rect.x, rect.y);
  gradus_canvas_init (&canvas, pages->cr, pages->style, rect.width, rect.height);
  draw (&canvas, data);
  cairo_restore (pages->cr);
}

void
gradus_pages_turn (GradusPages *pages)
{
  cairo_show_page (pages->cr);
}

/* cairo keeps the first error, so one look at the end finds whatever went wrong. */
GBytes *
gradus_pages_finish (GradusPages *pages)
{
  cairo_status_t status = cairo_status (pages->cr);

  cairo_surface_finish (pages->surface);
  status = status == CAIRO_STATUS_SUCCESS ? cairo_surface_status (pages->surface) : status;
  return status == CAIRO_STATUS_SUCCESS ? g_bytes_new (pages->bytes->data, pages->bytes->len)
                                        : NULL;
}
