/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure.h"
#include "plot/line-chart.h"
#include "plot/network-diagram.h"

G_BEGIN_DECLS

/* Between figure.c and the files of the kinds. */
typedef struct {
  void (*draw) (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source);
  char *(*describe) (const GradusFigure *figure, const GradusFigureSource *source);

  /* A figure of curves: fills a chart and lines (GRADUS_CURVES_MOST) of it. NULL: it has none. */
  void (*chart) (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
                 GradusLineChart *chart, GradusLine *lines, GPtrArray *strings);

  /* The step below a place, where that is not the chart's business: NaN for none. NULL: there never is. */
  double (*find_step) (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
                       double x, double y);
} GradusFigureClass;

#define GRADUS_CURVES_MOST 128

extern const GradusFigureClass gradus_curve_figure;
extern const GradusFigureClass gradus_layers_figure;
extern const GradusFigureClass gradus_boundary_figure;
extern const GradusFigureClass gradus_network_figure;
extern const GradusFigureClass gradus_chain_figure;
extern const GradusFigureClass gradus_inspector_figure;
extern const GradusFigureClass gradus_gallery_figure;
extern const GradusFigureClass gradus_samples_figure;
extern const GradusFigureClass gradus_filters_figure;
extern const GradusFigureClass gradus_mistakes_figure;
extern const GradusFigureClass gradus_confusion_figure;
extern const GradusFigureClass gradus_probe_figure;

/* Whether a step is shown by a figure of curves, which shows all of them or a part. */
gboolean gradus_figure_is_in_sight (const GradusFigure *figure, guint64 step);

/* Of GRADUS_FIGURE_BOUNDARY; see gradus_figure_find_place(). */
gboolean gradus_boundary_figure_find_place (GradusCanvas *canvas, const GradusFigure *figure,
                                            const GradusFigureSource *source, double x, double y,
                                            GradusPlace *place);

/* The data that the snapshot's verdict, of which there must be one, is about. */
const GradusDataset *gradus_figure_get_judged (const GradusFigureSource *source);

/* Draws the chart that a class fills. */
void gradus_figure_draw_chart (GradusCanvas *canvas, const GradusFigureClass *class,
                               const GradusFigure *figure, const GradusFigureSource *source);

/* The inputs and the layers of the source's snapshot, as a new array; NULL where it has no anatomy. */
GradusDiagramColumn *gradus_network_figure_make_columns (const GradusFigureSource *source, guint *n_columns);

/* The derivative and the value of an activation at n arguments, by the engine's own kernels. Maxout is shown with two pieces z
 * and −z/2, softmax as one output beside others at 0. */
void gradus_gallery_sample (GradusActivation activation, guint n, const float *arguments, float *values,
                            float *slopes);

G_END_DECLS
