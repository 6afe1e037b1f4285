/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* How pixels lie in memory: line by line from the top, of each channel after the other if
 * planar, else the channels of a pixel together. Channels are 1 (grey) or 3 (red, green, blue). */
typedef struct {
  guint width, height, n_channels;
  gboolean is_planar;
} GradusPixels;

/* A picture in the grid. */
typedef struct {
  const float *values; /* (width · height · n_channels) */
  double low, high;    /* black and white; if signed, the two strongest colours */
  gboolean is_signed;  /* numbers around 0, in the colours of outputs; the mean of three channels */
  const char *caption; /* below; NULL: none */
  const char *second;  /* a second line of it; NULL: none */
  gboolean is_framed;  /* it is not of the others' kind */
  gboolean is_wrong;   /* the caption's last line stands out */
} GradusGridPicture;

/* GradusPictureGrid: a grid of pictures of the same size, as large as fits with captions whole;
 * with no room for these they are left out. */
typedef struct {
  GradusPixels pixels;
  guint n_pictures;
  const GradusGridPicture *pictures;
  gboolean leaves_pictures_out; /* the last ones, rather than captions */
  double pointer_x, pointer_y; /* NaN: not there */
  const char *const *callout;  /* lines for the picture below the pointer; NULL: none */
} GradusPictureGrid;

void gradus_picture_grid_draw (GradusCanvas *canvas, const GradusPictureGrid *grid);

/* Draws one picture, stretched to a rectangle. */
void gradus_picture_draw (GradusCanvas *canvas, const GradusPixels *pixels,
                          const GradusGridPicture *picture, GradusRect rect);

/* The picture at a point of the drawing, or -1. */
int gradus_picture_grid_find (GradusCanvas *canvas, const GradusPictureGrid *grid, double x,
                              double y);

/* The same of the grid's own pointer, with the pixel of that picture below it. */
int gradus_picture_grid_find_pixel (GradusCanvas *canvas, const GradusPictureGrid *grid, guint *x,
                                    guint *y);

/* The lowest and the highest of n values, at least slightly apart. Values that are not finite do
 * not count. */
void gradus_picture_find_range (const float *values, gsize n, double *low, double *high);

G_END_DECLS
