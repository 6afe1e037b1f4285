/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* GradusGridPlot: a table of shares as coloured cells with text; rows and columns have names. Below
 * it a scale says what the colours mean. */
typedef struct {
  double share;     /* 0 … 1, the colour; NaN: not known */
  double done;      /* 0 … 1: how much of it is known; below 1 a bar at the lower edge shows it */
  const char *text; /* the share in words, large, in the middle; NULL: none */
  const char *detail; /* small, below; NULL: none */
  const char *note;   /* another small line, where there is room; NULL: none */
} GradusGridCell;

typedef struct {
  guint n_rows, n_columns;
  const char *const *row_names;    /* (n_rows) */
  const char *const *column_names; /* (n_columns) */
  const GradusGridCell *cells;     /* (n_rows, n_columns) */
  const char *const *callout;      /* lines for the cell below the pointer, or NULL */
  double pointer_x, pointer_y;     /* NaN: not there */
  const char *share_title;         /* what colours and large texts show; NULL: no legend */
  const char *details_title;       /* what the small texts show; NULL: not told */
  double least_left;               /* room that others need left of the cells */
} GradusGridPlot;

void gradus_grid_plot_draw (GradusCanvas *canvas, const GradusGridPlot *plot);

/* The height that it takes at most, of the canvas's. */
double gradus_grid_plot_get_height (GradusCanvas *canvas, const GradusGridPlot *plot);

/* Where the columns lie: the left edge of the first, and the width of each with its gap. */
void gradus_grid_plot_get_columns (GradusCanvas *canvas, const GradusGridPlot *plot, double *left,
                                   double *width);

/* The cell at a point of that drawing: row · n_columns + column, or -1. */
int gradus_grid_plot_find (GradusCanvas *canvas, const GradusGridPlot *plot, double x, double y);

G_END_DECLS
