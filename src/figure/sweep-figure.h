/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/sheet.h"
#include "sweep/builtin-sweep.h"

G_BEGIN_DECLS

/* GradusSweepFigure: a sweep as a grid: the first axis goes down, the others to the right (a
 * single one goes to the right alone). A cell shows, large and by its colour, the share of seeds
 * that solved it and, small, their median cost; or, for the sweeps after a paper, the share that
 * learned and, small, the mean accuracy of those and what was published. Below it is a strip with
 * the final cost of every seed. */
typedef struct {
  const GradusSweep *sweep;
  const GradusBuiltinSweep *builtin; /* that it is; or NULL */
  double pointer_x, pointer_y;       /* NaN: not there */
} GradusSweepFigure;

void gradus_sweep_figure_draw (GradusCanvas *canvas, const GradusSweepFigure *figure);

/* The cell at a point of that drawing, or that of the dot there; -1 for none. *seed is the dot's
 * seed, counted from 0, or -1. */
int gradus_sweep_figure_find (GradusCanvas *canvas, const GradusSweepFigure *figure, double x,
                              double y, int *seed);

/* The content in one sentence, a new string. */
char *gradus_sweep_figure_describe (const GradusSweepFigure *figure);

/* The choices that a cell is: "LSUV, ReLU". A new string. */
char *gradus_sweep_figure_name_cell (const GradusSweepFigure *figure, guint cell);

/* What a cell of it says: "39 %"; NULL where nothing is known. A new string. */
char *gradus_sweep_figure_get_text (const GradusSweepFigure *figure, guint cell);

/* Whether accuracies are those on test data. */
gboolean gradus_sweep_figure_has_test (const GradusSweepFigure *figure);

/* The mean accuracy of its seeds that learned, in per cent: "92.1", or "n/c" where none did; NULL
 * where nothing is known. A new string. */
char *gradus_sweep_figure_get_accuracy (const GradusSweepFigure *figure, guint cell);

/* What the cells show: "Share of seeds that solved it". Static. */
const char *gradus_sweep_figure_get_title (const GradusSweepFigure *figure);

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
