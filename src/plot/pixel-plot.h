/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* GradusPixelPlot: numbers that lie as the pixels of a picture do: a map, a patch of one, a kernel.
 * Each is a square in its colour, as large as fits into a rectangle; where the squares have room
 * for it the numbers stand in them. The title stands above, the note, as to say what the colours
 * are, below. */
typedef struct {
  guint rows, columns;
  const float *values; /* (rows, columns) */
  double low, high;    /* the two strongest colours, or black and white */
  gboolean is_grey;    /* else in the colours of outputs: what is in the middle is nothing */
  gboolean has_numbers;
  double unit; /* the numbers are so many of these; 0: they are as they are */

  /* Several pictures side by side, each of so many rows and columns: lines are around these alone,
   * and what is behind the last of the n_tiles is blank. 0: one, with lines around all squares. */
  guint tile_rows, tile_columns, n_tiles;

  /* Only what is in rows [top, bottom) and columns [left, right) is there: the rest is beyond a
   * picture's edge, and blank. bottom 0: all is. */
  guint top, bottom, left, right;

  const char *title, *note; /* NULL: none */
} GradusPixelPlot;

/* How a mark on the squares stands out. */
typedef enum {
  GRADUS_PIXEL_MARK_CHOSEN,
  GRADUS_PIXEL_MARK_SEEN,
} GradusPixelMark;

/* Where its squares lie in a rectangle, title and note left out; without height where it has no
 * room. */
GradusRect gradus_pixel_plot_place (GradusCanvas *canvas, const GradusPixelPlot *plot,
                                    GradusRect rect);

void gradus_pixel_plot_draw (GradusCanvas *canvas, const GradusPixelPlot *plot, GradusRect rect);

/* An outline around so many rows and columns of the squares that lie at `place`, from (row, column)
 * on, which may be beyond them: there it is open. */
void gradus_pixel_plot_mark (GradusCanvas *canvas, const GradusPixelPlot *plot, GradusRect place,
                             int row, int column, guint rows, guint columns, GradusPixelMark mark);

/* The same around those that `is_marked` (rows, columns) has 1 for, whatever their shape is. */
void gradus_pixel_plot_mark_all (GradusCanvas *canvas, const GradusPixelPlot *plot,
                                 GradusRect place, const guint8 *is_marked);

/* The square at a point of that drawing: row · columns + column, or -1. */
int gradus_pixel_plot_find (const GradusPixelPlot *plot, GradusRect place, double x, double y);

/* In which power of ten numbers as large as `most` are best written: 1 where they need none. */
double gradus_pixel_plot_find_unit (double most);

G_END_DECLS
