/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/sheet.h"
#include "sweep/builtin-sweep.h"

G_BEGIN_DECLS

/* GradusSweepFigure: a sweep as a grid: the first axis goes down, the others to the right (a
 * single one goes to the right alone). A cell shows the share of seeds that solved, or, where
 * that is asked for, the mean accuracy of those that learned, "n/c" where none did, and beside
 * it what was published. */
typedef struct {
  const GradusSweep *sweep;
  const GradusBuiltinSweep *builtin; /* that it is; or NULL */
  double pointer_x, pointer_y;       /* NaN: not there */
} GradusSweepFigure;

void gradus_sweep_figure_draw (GradusCanvas *canvas, const GradusSweepFigure *figure);

/* The cell at a point of that drawing; -1 for none. */
int gradus_sweep_figure_find (GradusCanvas *canvas, const GradusSweepFigure *figure, double x,
                              double y);

/* The content in one sentence, a new string. */
char *gradus_sweep_figure_describe (const GradusSweepFigure *figure);

/* What a cell of it says: "39 %", "n/c"; NULL where nothing is known. A new string. */
char *gradus_sweep_figure_get_text (const GradusSweepFigure *figure, guint cell);

/* The grid's rows and columns: cell = row · columns + column. */
void gradus_sweep_figure_get_size (const GradusSweepFigure *figure, guint *n_rows,
                                   guint *n_columns);

/* What the rows and columns are called; new, ending with NULL. */
char **gradus_sweep_figure_list_rows (const GradusSweepFigure *figure);
char **gradus_sweep_figure_list_columns (const GradusSweepFigure *figure);

/* As a file, see plot/sheet.h. */
GBytes *gradus_sweep_figure_render (const GradusSweepFigure *figure, GradusSheetFormat format,
                                    const GradusStyle *style, double width, double height);

G_END_DECLS
