/* SPDX-License-Identifier: MIT */
#pragma once

#include <stddef.h>

#include "figure/figure.h"
#include "plot/line-chart.h"

G_BEGIN_DECLS

/* GradusCurves: what figures over steps have in common: a part of the steps is in sight, a
 * cursor stands at one, curves are smoothed, and a click on a name in the legend hides or shows
 * its curve. A figure that has them holds a GradusCurves in its struct and says in its class
 * where. */
typedef struct {
  double x_low, x_high; /* the steps in sight; all of them where x_high is not above x_low */
  guint step_axis;      /* 0: linear; 1: logarithmic */
  double cursor;        /* a step; negative: none */
  double smoothing;     /* see GradusLineChart; only what has noise is smoothed */
  guint64 hidden[2];    /* a bit a curve */
  double mark_from;     /* steps that words are about; negative: none */
  double mark_to;       /* below `mark_from`: that step alone */
} GradusCurves;

/* Curves that a chart has at most, so that each has a bit above. */
#define GRADUS_CURVES_MOST 128

/* What the controls do, where there are some. */
#define GRADUS_CURVES_SMOOTHING_TOOLTIP                                                            \
  N_ ("Curves of mini-batches are averages, with what was measured pale behind them. Where each "  \
      "step sees all samples there is no noise, and nothing is smoothed")
#define GRADUS_CURVES_STEP_AXIS_TOOLTIP                                                            \
  N_ ("Logarithmic steps show the beginning as large as all that follows")

/* Settings, for the list of a figure whose struct is `type` and calls its GradusCurves `curves`.
 * What stands behind `type` goes into every one of them. */
/* clang-format off */
#define GRADUS_CURVES_SETTING(type, field, ...)                                                    \
  .kind = GRADUS_FIGURE_SETTING_REAL, .offset = offsetof (type, curves.field), __VA_ARGS__
#define GRADUS_CURVES_SIGHT(type, ...)                                                             \
  { .name = "x-low", .highest = G_MAXDOUBLE, .is_sight = TRUE,                                     \
    GRADUS_CURVES_SETTING (type, x_low, __VA_ARGS__) },                                            \
  { .name = "x-high", .highest = G_MAXDOUBLE, .is_sight = TRUE,                                    \
    GRADUS_CURVES_SETTING (type, x_high, __VA_ARGS__) },                                           \
  { .name = "cursor", .usual = -1, .lowest = -1, .highest = G_MAXDOUBLE, .is_sight = TRUE,         \
    GRADUS_CURVES_SETTING (type, cursor, __VA_ARGS__) }
#define GRADUS_CURVES_MARK(type)                                                                   \
  { .name = "mark-step", .usual = -1, .lowest = -1, .highest = G_MAXDOUBLE, .is_mark = TRUE,       \
    .in_lessons = TRUE, GRADUS_CURVES_SETTING (type, mark_from) },                                 \
  { .name = "mark-last-step", .usual = -1, .lowest = -1, .highest = G_MAXDOUBLE, .is_mark = TRUE,  \
    .in_lessons = TRUE, GRADUS_CURVES_SETTING (type, mark_to) }
#define GRADUS_CURVES_STEP_AXIS(type, ...)                                                         \
  { .name = "step-axis", .kind = GRADUS_FIGURE_SETTING_CHOICE, .usual = 1,                         \
    .offset = offsetof (type, curves.step_axis), .choices = gradus_curves_step_axes,               \
    .titles = gradus_curves_step_axis_titles, .argument = "AXIS",                                  \
    .title = N_ ("Steps"), .label = N_ ("Axis of the steps"),                                      \
    .help = "The axis of the steps: linear or log", .in_lessons = TRUE, .in_layout = TRUE,         \
    .is_shared = TRUE, .is_of_curves = TRUE, __VA_ARGS__ }
#define GRADUS_CURVES_SMOOTHING(type, ...)                                                         \
  { .name = "smoothing", .usual = 0.9, .highest = 0.999, .argument = "X",                          \
    .title = N_ ("Smoothing"),                                                                     \
    .is_shared = TRUE, .is_of_curves = TRUE,                                                       \
    .help = "Smooth curves of mini-batches by so much, 0 to 0.999",                                \
    GRADUS_CURVES_SETTING (type, smoothing, __VA_ARGS__) }
/* clang-format on */

extern const char *const gradus_curves_step_axes[];
extern const char *const gradus_curves_step_axis_titles[];

/* NULL where the figure has no curves. */
const GradusCurves *gradus_curves_get (const GradusFigure *figure);

/* Hides a curve or shows it again; shows all. Nothing happens where the figure has no curves. */
void gradus_curves_toggle (GradusFigure *figure, guint curve);
void gradus_curves_show_all (GradusFigure *figure);

/* Whether a step is in sight. */
gboolean gradus_curves_has_in_sight (const GradusCurves *curves, guint64 step);

/* The lowest and the highest value in sight; low is above high where there is none. */
void gradus_curves_find_range (const GradusCurves *curves, const GradusLineChart *chart,
                               double *low, double *high);

/* The axis of the steps that a figure with curves has in sight. All steps are those of all runs;
 * on a logarithmic axis, which hardly becomes shorter by it, those that are still to come as
 * well, so that it stands still while a run trains. */
GradusAxis gradus_curves_find_axis (const GradusCurves *curves, const GradusFigureSource *source);

/* Where the cursor stands: at the figure's own step, else at the past step that the source is
 * of; negative where at neither. */
double gradus_curves_find_cursor (const GradusCurves *curves, const GradusFigureSource *source);

/* Puts which steps are marked behind a sentence, of which it takes over the string. */
char *gradus_curves_add_mark_words (const GradusCurves *curves, char *sentence);

/* A chart that is being put together, with what it points at. */
typedef struct {
  GradusLineChart chart;
  GradusLine lines[GRADUS_CURVES_MOST];
  GPtrArray *strings; /* that live as long as the chart */
} GradusCurvesChart;

/* Whether each step sees a part of the samples alone, so that what it measures has noise. */
gboolean gradus_curves_has_noise (const GradusExperiment *experiment,
                                  const GradusDataset *training);

/* Puts a figure's lines, their number, the axis and its title into a chart that is empty but for
 * what GradusCurves says. */
typedef void (*GradusCurvesFunc) (GradusCanvas *canvas, const GradusFigure *figure,
                                  const GradusFigureSource *source, GradusCurvesChart *chart);

/* Draws a figure of curves that `fill` fills, and finds what is at a point of that drawing. */
void gradus_curves_draw (GradusCanvas *canvas, const GradusFigure *figure,
                         const GradusFigureSource *source, GradusCurvesFunc fill);
GradusPick gradus_curves_pick (GradusCanvas *canvas, const GradusFigure *figure,
                               const GradusFigureSource *source, GradusCurvesFunc fill, double x,
                               double y);

G_END_DECLS
