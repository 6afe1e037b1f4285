/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* A drawing as a picture in a file, on a background of its own. */

typedef void (*GradusDrawFunc) (GradusCanvas *canvas, gpointer data);

typedef enum {
  GRADUS_SHEET_PNG, /* at twice the pixels, for screens and slides */
  GRADUS_SHEET_SVG,
  GRADUS_SHEET_PDF, /* with its fonts */
} GradusSheetFormat;

/* By the ending of the file's name; FALSE where it is none of these. */
gboolean gradus_sheet_find_format (const char *filename, GradusSheetFormat *format);

/* Of width × height points; NULL where cairo cannot, which takes sizes past its limits. */
GBytes *gradus_sheet_render (GradusSheetFormat format, const GradusStyle *style, double width, double height,
                             GradusDrawFunc draw, gpointer data);

G_END_DECLS
