/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/network-layout.h"
#include "plot/sheet.h"
#include "experiment/experiment.h"
#include "train/snapshot.h"

G_BEGIN_DECLS

/* GradusFigure: one way to look at a run: it takes the run's numbers and draws them with plot. The window's views and
 * gradus-cli plot draw the same figures. */
typedef enum {
  GRADUS_FIGURE_COST,
  GRADUS_FIGURE_ACCURACY,
  GRADUS_FIGURE_LAYERS, /* a measure of every layer: its gradient norm, how far it moved … */
  GRADUS_FIGURE_BOUNDARY,
  GRADUS_FIGURE_NETWORK,
  GRADUS_FIGURE_CHAIN,     /* the chain rule with the numbers of a sample */
  GRADUS_FIGURE_INSPECTOR, /* a unit, an edge or a layer */
  GRADUS_FIGURE_GALLERY,   /* an activation, its derivative, its formula */
  GRADUS_FIGURE_SAMPLES,   /* the first training samples as pictures, with what the network says to them */
  GRADUS_FIGURE_FILTERS,   /* the weights of the first layer's units as pictures */
  GRADUS_FIGURE_CONFUSION, /* which classes are taken for which */
  GRADUS_FIGURE_MISTAKES,  /* the samples that are most wrong, as pictures */
  GRADUS_FIGURE_PROBE,     /* what the network says to a picture that was drawn */
} GradusFigureKind;

#define GRADUS_N_FIGURES (GRADUS_FIGURE_PROBE + 1)

/* What GRADUS_FIGURE_LAYERS shows, in the order of GradusDiagnostics's members as far as they are of use here. */
typedef enum {
  GRADUS_MEASURE_GRADIENT_NORM,
  GRADUS_MEASURE_UPDATE_RATIO,
  GRADUS_MEASURE_SPREAD,
  GRADUS_MEASURE_SATURATED,
  GRADUS_MEASURE_DEAD,
  GRADUS_MEASURE_MOVED,
  GRADUS_MEASURE_UNMOVED,
} GradusMeasure;

#define GRADUS_N_MEASURES (GRADUS_MEASURE_UNMOVED + 1)

/* Before people: "Gradient norm", translated. */
const char *gradus_measure_title (GradusMeasure measure);

typedef enum {
  GRADUS_FORM_BARS, /* of now */
  GRADUS_FORM_LINES,
  GRADUS_FORM_STRIP, /* layer × step */
} GradusForm;

/* What is drawn and how; what a kind does not have means nothing to it. Start from gradus_figure_make(). */
typedef struct {
  GradusFigureKind kind;
  double pointer_x, pointer_y; /* NaN: not there */

  gboolean is_log; /* the cost's axis */
  double smoothing;
  double x_low, x_high; /* the steps in sight; all of them where equal */
  double cursor;        /* a step; negative: none */
  guint64 hidden[2];    /* a bit a curve of the legend */

  GradusMeasure measure;
  GradusForm form;

  gboolean is_discrete; /* the boundary's */
  gboolean hides_test;
  guint x_input, y_input;

  GradusDiagramPart selected; /* of the network; what the inspector shows */
  int position;               /* of the chain rule, from 0: layers forward, then back; -1: none */
  guint sample;

  GradusActivation activation; /* of the gallery */
  guint depth;                 /* layers that its gradient passes */
} GradusFigure;

GradusFigure gradus_figure_make (GradusFigureKind kind);

/* By kind, on the command line and in names of files: "cost", "gradients" … */
extern const char *const gradus_figure_names[];

/* One of the runs whose curves are drawn over each other. */
typedef struct {
  const char *name;
  guint colour; /* in the palette of classes */
  const GradusSeries *series;
  gboolean is_selected;
} GradusFigureRun;

/* A run's numbers, borrowed. All may be NULL but what a kind cannot be without: then it draws empty axes. */
typedef struct {
  const GradusExperiment *experiment;
  const GradusSnapshot *snapshot;
  const GradusSeries *series;
  const GradusSeries *layer_series; /* of GradusDiagnostics */
  const GradusDataset *training;
  const GradusDataset *test;
  guint n_runs; /* for curves: all that are shown, this one among them; 0 or 1 where there is no other */
  const GradusFigureRun *runs;
  guint n_trace; /* an edge's weight as it was lately */
  const guint64 *trace_steps;
  const double *trace_values;
} GradusFigureSource;

void gradus_figure_draw (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source);

/* The content in one sentence, a new string. */
char *gradus_figure_describe (const GradusFigure *figure, const GradusFigureSource *source);

/* What a snapshot must carry for the figure. */
GradusSnapshotNeeds gradus_figure_get_needs (const GradusFigure *figure);

/* How many positions the chain rule has: each layer forward, then each back. */
guint gradus_figure_count_positions (const GradusFigureSource *source);

/* The layer of a position, from 0, and whether it is on the way back. */
guint gradus_figure_get_chain_layer (guint position, guint n_layers, gboolean *is_backward);

/* As a file, see plot/sheet.h. */
GBytes *gradus_figure_render (const GradusFigure *figure, const GradusFigureSource *source,
                              GradusSheetFormat format, const GradusStyle *style, double width,
                              double height);

/* What is where in a figure drawn on that canvas: a part of the network, a step below a curve (NaN: none), a name in the
 * legend (-1: none). */
GradusDiagramPart gradus_figure_find_part (GradusCanvas *canvas, const GradusFigure *figure,
                                           const GradusFigureSource *source, double x, double y);
/* A place in the plane that a decision boundary is of. */
typedef struct {
  double x, y;
  double pixel; /* how much of the plane a pixel is */
} GradusPlace;

/* FALSE where there is no plane. */
gboolean gradus_figure_find_place (GradusCanvas *canvas, const GradusFigure *figure,
                                   const GradusFigureSource *source, double x, double y, GradusPlace *place);
double gradus_figure_find_step (GradusCanvas *canvas, const GradusFigure *figure,
                                const GradusFigureSource *source, double x, double y);
int gradus_figure_find_name (GradusCanvas *canvas, const GradusFigure *figure,
                             const GradusFigureSource *source, double x, double y);

G_END_DECLS
