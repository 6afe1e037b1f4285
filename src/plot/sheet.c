/* SPDX-License-Identifier: MIT */
#include "plot/sheet.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>

#define PNG_SCALE 2

gboolean
gradus_sheet_find_format (const char *filename, GradusSheetFormat *format)
{
  static const char *const endings[] = { ".png", ".svg", ".pdf" };
  g_autofree char *lower = g_ascii_strdown (filename, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
    if (!g_str_has_suffix (lower, endings[i]))
      continue;
    *format = (GradusSheetFormat) i;
    return TRUE;
  }
  return FALSE;
}

static cairo_status_t
append_output (void *array, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (array, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Two pixels a point, so that PNG is sharp in print and on dense screens. */
static cairo_surface_t *
make_surface (GradusSheetFormat format, double width, double height, GByteArray *bytes)
{
  cairo_surface_t *surface = NULL;

  switch (format) {
  case GRADUS_SHEET_PNG:
    surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * PNG_SCALE),
                                          (int) (height * PNG_SCALE));
    cairo_surface_set_device_scale (surface, PNG_SCALE, PNG_SCALE);
    break;
  case GRADUS_SHEET_SVG:
    surface = cairo_svg_surface_create_for_stream (append_output, bytes, width, height);
    cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
    break;
  case GRADUS_SHEET_PDF:
    surface = cairo_pdf_surface_create_for_stream (append_output, bytes, width, height);
    break;
  }
  return surface;
}

GBytes *
gradus_sheet_render (GradusSheetFormat format, const GradusStyle *style, double width,
                     double height, GradusDrawFunc draw, gpointer data)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = make_surface (format, width, height, bytes);
  cairo_t *cr = cairo_create (surface);
  g_auto (GradusCanvas) canvas = { NULL };
  cairo_status_t status;

  gradus_canvas_init (&canvas, cr, style, width, height);
  gradus_canvas_set_colour (&canvas, style->background);
  cairo_paint (cr);
  draw (&canvas, data);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (format == GRADUS_SHEET_PNG && status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_output, bytes);
  cairo_surface_finish (surface);
  status = status == CAIRO_STATUS_SUCCESS ? cairo_surface_status (surface) : status;
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  return NULL;
}

void
gradus_sheet_draw_part (GradusCanvas *canvas, GradusRect part, GradusDrawFunc draw, gpointer data)
{
  const double magnification = canvas->magnification;
  GradusCanvas own;

  cairo_save (canvas->cr);
  cairo_translate (canvas->cr, part.x, part.y);
  cairo_scale (canvas->cr, 1 / magnification, 1 / magnification);
  gradus_canvas_init (&own, canvas->cr, canvas->style, part.width * magnification,
                      part.height * magnification);
  draw (&own, data);
  gradus_canvas_clear (&own);
  cairo_restore (canvas->cr);
}
