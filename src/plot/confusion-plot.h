/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* GradusConfusionPlot: a table of classes, what they are in rows and what is predicted in columns,
 * with the share that is right of each row and of each column beside it. All letters in it have
 * one size; names are whole, slanted above columns where they are wide. */
typedef struct {
  guint n_classes;
  const char *const *names;    /* (n_classes) */
  const guint *counts;         /* (n_classes, n_classes), rows first */
  const guint *undecided;      /* (n_classes), of a row, but in none of its cells; NULL: none */
  const double *row_shares;    /* (n_classes), 0 … 1, NaN: of none */
  const double *column_shares; /* (n_classes) */
  double share;                /* of all */
  gboolean has_counts;         /* cells say counts, else per cent of their row */
  const char *row_title;       /* "true" */
  const char *column_title;    /* "predicted" */
  const char *row_share;       /* above the column beside the table: "recall" */
  const char *column_share;    /* beside the row below it: "precision" */
  const char *caption;         /* what is counted, above all */
  guint marked;                /* a class that words are about, its row, from 1; 0: none */
  const char *const *callout;
  double pointer_x, pointer_y; /* NaN: not there */
} GradusConfusionPlot;

void gradus_confusion_plot_draw (GradusCanvas *canvas, const GradusConfusionPlot *plot);

/* The cell at a point of that drawing, row · (n_classes + 1) + column, or -1; the last row and the
 * last column are the shares. */
int gradus_confusion_plot_find (GradusCanvas *canvas, const GradusConfusionPlot *plot, double x,
                                double y);

G_END_DECLS
