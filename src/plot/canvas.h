/* SPDX-License-Identifier: MIT */
#pragma once

#include <pango/pangocairo.h>

#include "plot/style.h"

G_BEGIN_DECLS

typedef struct {
  double x, y, width, height;
} GradusRect;

typedef struct _GradusDrawingCache GradusDrawingCache;

/* GradusCanvas: what a drawing draws on: a piece of width × height at the origin of a cairo
 * context, in pixels (on screen and in PNG) or points (SVG, PDF), with one style. */
typedef struct {
  cairo_t *cr;
  const GradusStyle *style;
  double width;
  double height;
  PangoLayout *layout;       /* for all text, one after the other */
  GradusDrawingCache *cache; /* pictures of the last frame, see plot/drawing-cache.h; or NULL */
} GradusCanvas;

void gradus_canvas_init (GradusCanvas *canvas, cairo_t *cr, const GradusStyle *style, double width,
                         double height);
void gradus_canvas_clear (GradusCanvas *canvas);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusCanvas, gradus_canvas_clear)

void gradus_canvas_set_colour (GradusCanvas *canvas, GradusColour colour);

/* As wide as the style has lines that are meant to be that wide. */
void gradus_canvas_set_line_width (GradusCanvas *canvas, double width);

/* Draws text so that the point at the share (align_x, align_y) of its box, 0 to 1, comes to lie
 * on (x, y). */
void gradus_canvas_draw_text (GradusCanvas *canvas, const char *text, double x, double y,
                              double align_x, double align_y, GradusColour colour);

/* The size of that box. */
void gradus_canvas_measure_text (GradusCanvas *canvas, const char *text, double *width,
                                 double *height);

/* A new string: the text, or as much of its beginning as is no wider than `most`, with an
 * ellipsis; two letters at least. */
char *gradus_canvas_shorten_text (GradusCanvas *canvas, const char *text, double most);

/* The path of a rectangle with round corners. */
void gradus_canvas_round_rect (GradusCanvas *canvas, GradusRect rect, double radius);

/* Lines of text in a box beside (x, y), moved so that all of it is inside the canvas. A line
 * "name\tvalue" is set in two columns; `colours` (a colour a line, alpha 0 for none) put a
 * swatch before it, or may be NULL. */
void gradus_canvas_draw_callout (GradusCanvas *canvas, double x, double y, const char *const *lines,
                                 const GradusColour *colours);

G_END_DECLS
