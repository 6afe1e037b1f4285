/* SPDX-License-Identifier: MIT */
#pragma once

#include <pango/pangocairo.h>

#include "plot/style.h"

G_BEGIN_DECLS

typedef struct {
  double x, y, width, height;
} GradusRect;

/* The largest rectangle of the proportions of `rows` × `columns` in the middle of another. */
static inline GradusRect
gradus_rect_fit (double rows, double columns, GradusRect rect)
{
  const double side = MIN (rect.width / columns, rect.height / rows);

  return (GradusRect){ rect.x + (rect.width - side * columns) / 2,
                       rect.y + (rect.height - side * rows) / 2, side * columns, side * rows };
}

typedef struct _GradusDrawingCache GradusDrawingCache;

/* GradusCanvas: a surface to draw on: width × height at the origin of a cairo context, with one
 * style. On a large one all is drawn larger, letters, lines and marks alike, so that it is read
 * from the last row: a unit of the canvas is `magnification` pixels (on screen and in PNG) or
 * points (SVG, PDF) of the context, which is scaled by that. */
typedef struct {
  cairo_t *cr;
  const GradusStyle *style;
  double width; /* in units of the canvas, as all that is drawn */
  double height;
  double magnification;
  PangoLayout *layout;       /* for all text, one after the other */
  GradusDrawingCache *cache; /* of the last frame, see plot/drawing-cache.h; or NULL */
} GradusCanvas;

/* width, height: of the context's units. */
void gradus_canvas_init (GradusCanvas *canvas, cairo_t *cr, const GradusStyle *style, double width,
                         double height);
void gradus_canvas_clear (GradusCanvas *canvas);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusCanvas, gradus_canvas_clear)

void gradus_canvas_set_colour (GradusCanvas *canvas, GradusColour colour);

/* Clips to a rectangle. On pixels it is made a little larger, to whole ones: at any other cairo
 * cuts the polygon of each stroke, which takes as long again as the stroke. */
void gradus_canvas_clip (GradusCanvas *canvas, GradusRect rect);

/* Sets the line width, times the style's stroke. */
void gradus_canvas_set_line_width (GradusCanvas *canvas, double width);

/* Draws text at (x, y). (align_x, align_y), 0 to 1, is the point of its box that lies there: (0,
 * 0) the top left corner, (0.5, 0.5) the centre. */
void gradus_canvas_draw_text (GradusCanvas *canvas, const char *text, double x, double y,
                              double align_x, double align_y, GradusColour colour);

/* The size of that box. */
void gradus_canvas_measure_text (GradusCanvas *canvas, const char *text, double *width,
                                 double *height);

/* The text, or as much of its beginning as fits into `most`, with an ellipsis; at least two
 * letters. Free with g_free(). */
char *gradus_canvas_shorten_text (GradusCanvas *canvas, const char *text, double most);

/* The same with the ellipsis in the middle, for names that differ at their ends. */
char *gradus_canvas_shorten_middle (GradusCanvas *canvas, const char *text, double most);

/* Marks a part of a drawing that words are about: a frame in the colour of text, as that of what is
 * chosen, on a ground that lets through what lies there already. Nothing where it has no size. */
void gradus_canvas_draw_emphasis (GradusCanvas *canvas, GradusRect rect);

/* Adds a rectangle with round corners to the path. */
void gradus_canvas_round_rect (GradusCanvas *canvas, GradusRect rect, double radius);

/* Draws lines of text in a box beside (x, y), moved so that the box is inside the canvas.
 * `lines` ends with NULL. A line "name\tvalue" has two columns. `colours` (one for each line,
 * alpha 0: none) are swatches before the lines; may be NULL. */
void gradus_canvas_draw_callout (GradusCanvas *canvas, double x, double y, const char *const *lines,
                                 const GradusColour *colours);

/* The same for something that takes room, which the box leaves in sight: it stands below it, above
 * it, or beside it, wherever there is room. */
void gradus_canvas_draw_callout_beside (GradusCanvas *canvas, GradusRect thing,
                                        const char *const *lines, const GradusColour *colours);

/* How large that box is, and draws it with its upper left corner where the caller has room for
 * it. */
void gradus_canvas_measure_callout (GradusCanvas *canvas, const char *const *lines,
                                    const GradusColour *colours, double *width, double *height);
void gradus_canvas_draw_callout_at (GradusCanvas *canvas, double left, double top,
                                    const char *const *lines, const GradusColour *colours);

G_END_DECLS
