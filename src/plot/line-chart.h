/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"
#include "plot/line.h"
#include "plot/value-band.h"

G_BEGIN_DECLS

/* GradusLineChart: curves over steps, with the values under the pointer. */
typedef struct {
  const GradusLine *lines;
  guint n_lines;
  const GradusValueBand *bands; /* behind the lines */
  guint n_bands;
  const GradusLine *guest; /* one more line above the others, without a name at its end; or NULL */
  GradusAxis x; /* the steps in sight */
  GradusAxis y;
  const char *x_title, *y_title;
  const char *step_name;       /* "step", in the callout */
  double pointer_x, pointer_y; /* NaN: not there */
  double smoothing;            /* see gradus_line_smooth(); the measured curve stays behind, pale */
  gboolean has_cursor; /* a line at the measured step nearest to `cursor`, where the
                          pointer is in another chart */
  double cursor;
  gboolean has_marked; /* steps that words are about, from `marked_from` to `marked_to` */
  double marked_from, marked_to;
  gboolean has_names;    /* see GradusLineNames */
  const char *open_name; /* what open values are: "undecided"; or NULL */
} GradusLineChart;

/* Draws the curves, reduced to their extremes in each column of pixels: so the cost depends on
 * the width, not on the number of points, and no spike gets lost. The first point of a curve is a
 * dot. */
void gradus_line_chart_draw (GradusCanvas *canvas, const GradusLineChart *chart);

/* The step below a point of the drawing, or NaN outside, and with it the value there; and the line
 * whose name is there, or -1. */
double gradus_line_chart_find_step (GradusCanvas *canvas, const GradusLineChart *chart, double x,
                                    double y, double *value);
int gradus_line_chart_find_name (GradusCanvas *canvas, const GradusLineChart *chart, double x,
                                 double y);

G_END_DECLS
