/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* Renders a drawing as a file, on the style's background. */

typedef void (*GradusDrawFunc) (GradusCanvas *canvas, gpointer data);

typedef enum {
  GRADUS_SHEET_PNG, /* at twice the pixels, for screens and slides */
  GRADUS_SHEET_SVG,
  GRADUS_SHEET_PDF, /* with its fonts */
} GradusSheetFormat;

/* The format of a file by the end of its name; FALSE if it is none of these. */
gboolean gradus_sheet_find_format (const char *filename, GradusSheetFormat *format);

/* A file of width × height points; NULL if cairo fails, which only sizes beyond its limits
 * cause. */
GBytes *gradus_sheet_render (GradusSheetFormat format, const GradusStyle *style, double width,
                             double height, GradusDrawFunc draw, gpointer data);

/* Draws on a part of a canvas as on one of its own: in the letters that one of its size has. */
void gradus_sheet_draw_part (GradusCanvas *canvas, GradusRect part, GradusDrawFunc draw,
                             gpointer data);

G_END_DECLS
