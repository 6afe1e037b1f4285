/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* The most numbers of a cell. */
#define GRADUS_TABLE_MOST 9

/* GradusTable: rows of numbers below headings; one row or some cells of it may be lit. If not all
 * rows fit, those around the lit one are drawn, or those from first_row on.
 *
 * Headings and cells are lines of words and formulas, see gradus_formula_draw_line(); a heading may
 * have two lines. A cell may have several numbers, parted by tabs, and behind a line feed something
 * that belongs to them all: "−3.7\t1.2\t…\n·10⁻⁷". Of columns of numbers the decimal points stand
 * below each other; columns of words begin at the left. Where not all numbers of the cells have
 * room, fewer are drawn, as many in every column, and an ellipsis. */
typedef struct {
  guint n_columns, n_rows;
  const char *const *headings; /* (n_columns) */
  const char *const *cells;    /* (n_rows, n_columns); NULL: empty */
  int lit_row;                 /* -1: none */
  guint lit_from, lit_to;      /* the columns that are lit in it, up to but not including lit_to */
  int bar_column;              /* the column with bars behind its numbers; -1: none */
  const double *bars;          /* (n_rows), 0 … 1, or where they have signs -1 … 1 */

  gboolean has_signs;      /* bars go to the right and to the left of a line at 0 */
  double bar_width;        /* the least of that column */
  gboolean is_lit_forward; /* in the colour of the way forward, else in that of the way back */
  const gboolean
      *hidden;       /* (n_rows, n_columns): cells that are not drawn, but have room; or NULL */
  guint first_row;   /* from 1; 0: around the lit one */
  double most_scale; /* letters grow with the room up to so many times the usual; 0: 1 */
} GradusTable;

/* What of a table is drawn where. */
typedef struct {
  double scale;
  guint n_values;           /* the most numbers of a cell that are drawn */
  double top, heading, row; /* heights, below y */
  guint first, end;         /* rows */
} GradusTableView;

/* Draws the table below y. */
void gradus_table_draw (GradusCanvas *canvas, const GradusTable *table, double y);

/* What gradus_table_draw() draws. */
GradusTableView gradus_table_get_view (GradusCanvas *canvas, const GradusTable *table, double y);

/* The width that all its columns need with all numbers. */
double gradus_table_measure (GradusCanvas *canvas, const GradusTable *table);

/* The cell at a point, and where it is. FALSE where there is none. */
gboolean gradus_table_find (GradusCanvas *canvas, const GradusTable *table, double y, double at_x,
                            double at_y, guint *row, guint *column, GradusRect *cell);

G_END_DECLS
