/* SPDX-License-Identifier: MIT */
#include "plot/line-band.h"

#include <math.h>

#define PALE 0.22

/* A single point among others is seen all the same. */
#define NARROWEST 1.0

#define NAME_MARGIN 6.0

/* All that the values in some columns of pixels may be. */
typedef struct {
  double left, right, top, bottom;
} Piece;

/* Rectangles that lie side by side, no line between them: pieces begin and end on whole pixels of
 * the drawing, where they can. */
static void
add_piece (cairo_t *cr, const Piece *piece)
{
  if (piece->right > piece->left)
    cairo_rectangle (cr, piece->left, piece->top, piece->right - piece->left,
                     piece->bottom - piece->top);
}

static double
find_end_of_point (const GradusFrame *frame, const GradusLine *line, guint point)
{
  guint next = point + 1;

  /* A sparse line has not measured everywhere. */
  while (line->is_sparse && next < line->n_points && !isfinite (gradus_line_get_value (line, next)))
    next++;
  return gradus_frame_map_x (frame, (double) line->steps[MIN (next, line->n_points - 1)]);
}

/* What a point of a line may be, or nothing. */
static gboolean
find_piece (const GradusFrame *frame, const GradusLine *line, guint point, Piece *piece)
{
  double lowest, highest;

  if (!gradus_line_is_open (line, point, &lowest, &highest))
    return FALSE;
  piece->left = floor (gradus_frame_map_x (frame, (double) line->steps[point]));
  piece->right = MAX (floor (find_end_of_point (frame, line, point)), piece->left + NARROWEST);
  piece->top = gradus_frame_map_y (frame, highest);
  piece->bottom = gradus_frame_map_y (frame, lowest);
  return TRUE;
}

static void
trace_band (cairo_t *cr, const GradusFrame *frame, const GradusLine *line)
{
  Piece piece = { 0, 0, 0, 0 }, next;

  for (guint i = 0; i < line->n_points; i++) {
    if (!find_piece (frame, line, i, &next))
      continue;
    if (next.left < piece.right) { /* in the last of its columns */
      piece.top = MIN (piece.top, next.top);
      piece.bottom = MAX (piece.bottom, next.bottom);
      piece.right = MAX (piece.right, next.right);
      continue;
    }
    add_piece (cr, &piece);
    piece = next;
  }
  add_piece (cr, &piece);
}

GradusColour
gradus_line_band_get_colour (GradusColour colour)
{
  return gradus_colour_with_alpha (colour, PALE);
}

void
gradus_line_band_draw (GradusCanvas *canvas, const GradusFrame *frame, const GradusLine *line)
{
  trace_band (canvas->cr, frame, line);
  gradus_canvas_set_colour (canvas, gradus_line_band_get_colour (line->colour));
  cairo_fill (canvas->cr);
}

/* Pieces side by side are one; it is as high as the lowest of them. */
static void
find_widest (const GradusFrame *frame, const GradusLine *line, Piece *widest)
{
  Piece whole = { 0, -1, 0, 0 }, next;

  for (guint i = 0; i < line->n_points; i++) {
    if (!find_piece (frame, line, i, &next))
      continue;
    if (next.left > whole.right)
      whole = next;
    whole.top = MAX (whole.top, next.top);
    whole.bottom = MIN (whole.bottom, next.bottom);
    whole.right = MAX (whole.right, next.right);
    if (whole.right - whole.left > widest->right - widest->left)
      *widest = whole;
  }
}

void
gradus_line_bands_draw_name (GradusCanvas *canvas, const GradusFrame *frame,
                             const GradusLine *lines, guint n, const char *name)
{
  const double left = frame->outer.x, right = frame->outer.x + frame->outer.width;
  Piece widest = { 0, 0, 0, 0 };
  double width, height;

  for (guint i = 0; i < n; i++) {
    if (!lines[i].is_hidden)
      find_widest (frame, &lines[i], &widest);
  }
  widest.left = MAX (widest.left, left);
  widest.right = MIN (widest.right, right);
  gradus_canvas_measure_text (canvas, name, &width, &height);
  if (width + 2 * NAME_MARGIN > widest.right - widest.left ||
      height + 2 * NAME_MARGIN > widest.bottom - widest.top)
    return;
  gradus_canvas_draw_text (canvas, name, (widest.left + widest.right) / 2,
                           widest.bottom - NAME_MARGIN, 0.5, 1, canvas->style->text);
}
