/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/canvas.h"

G_BEGIN_DECLS

/* GradusScoreTable: rows with shares as bars with per cents, and a count. */
typedef struct {
  const char *name;
  const double *shares; /* (n_columns), 0 … 1; NaN: there is none */
  guint count;
} GradusScoreRow;

typedef struct {
  guint n_rows, n_columns;
  const GradusScoreRow *rows;
  const char *const *titles; /* (n_columns) */
  const char *count_title;
  const char *caption;       /* above all; or NULL */
  const GradusScoreRow *sum; /* below a line, always drawn; or NULL */
} GradusScoreTable;

/* As many rows as fit, and how many there are besides. */
void gradus_score_table_draw (GradusCanvas *canvas, const GradusScoreTable *table);

G_END_DECLS
