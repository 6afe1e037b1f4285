/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* GradusDotStrip: many measurements as dots in columns, over a logarithmic axis. Those of a row of
 * a column lie side by side. */
typedef struct {
  guint column, row;
  double place;       /* 0 … 1, from left to right within its row */
  double value;       /* 0 is drawn at the foot of the axis; NaN: it has none, and is above it */
  gboolean is_filled; /* else it is a ring */
} GradusDot;

typedef struct {
  GradusRect rect;    /* of the whole strip */
  double left, width; /* of the first column, and of each with its gap */
  double gap;
  guint n_columns, n_rows;
  const GradusDot *dots;
  guint n_dots;
  const char *title;       /* above it */
  const char *nothing;     /* names the dots without a value */
  int pointed;             /* the dot that is emphasised; -1: none */
  int lit_column, lit_row; /* the dots that are; -1: all alike */
} GradusDotStrip;

void gradus_dot_strip_draw (GradusCanvas *canvas, const GradusDotStrip *strip);

/* The width of the labels left of it. */
double gradus_dot_strip_measure_labels (GradusCanvas *canvas, const GradusDotStrip *strip);

/* The dot nearest to a point, within reach of a pointer; -1: none. */
int gradus_dot_strip_find (GradusCanvas *canvas, const GradusDotStrip *strip, double x, double y);

G_END_DECLS
