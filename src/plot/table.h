/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* GradusTable: rows of numbers below headings; one row or cell may be lit. If not all rows fit,
 * those around the lit one are drawn. */
typedef struct {
  guint n_columns, n_rows;
  const char *const *headings; /* (n_columns), formulas, see plot/formula.h */
  const char *const *cells;    /* (n_rows, n_columns), formulas; NULL: empty */
  int lit_row;                 /* -1: none */
  guint lit_from, lit_to;      /* the columns that are lit in it, up to but not including lit_to */
  int bar_column;              /* the column with bars behind its numbers; -1: none */
  const double *bars;          /* (n_rows), 0 … 1 */
} GradusTable;

/* Draws the table below y. */
void gradus_table_draw (GradusCanvas *canvas, const GradusTable *table, double y);

/* The width that all its columns need. */
double gradus_table_measure (GradusCanvas *canvas, const GradusTable *table);

G_END_DECLS
