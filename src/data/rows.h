/* SPDX-License-Identifier: MIT */
#pragma once

#include <float.h>
#include <glib.h>

G_BEGIN_DECLS

/* The greatest magnitude of a cell: no difference of two cells, as scaling needs it, is beyond a
 * float then. */
#define GRADUS_CELL_MOST (FLT_MAX / 4)

/* GradusRows: the cells of a table that grows row by row, as readers of text fill it. */
typedef struct {
  guint n_columns;
  float *cells; /* (n, n_columns) */
  gsize n, room;
} GradusRows;

/* The cells of one more row, not yet filled; NULL if there is no room for it: the number of rows
 * comes from a file, so a lack of memory is an error, not the end of the program. */
float *gradus_rows_append (GradusRows *rows);
void gradus_rows_clear (GradusRows *rows);

/* The cells, which the caller takes over. */
float *gradus_rows_steal (GradusRows *rows);

G_END_DECLS
