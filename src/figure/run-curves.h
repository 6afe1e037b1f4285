/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/curves.h"

G_BEGIN_DECLS

/* GradusRunCurves: a number of whole runs over the steps, for training and test data: the cost, the
 * accuracy. */
typedef struct {
  const char *name;          /* "cost", to be translated */
  const char *numbers_name;  /* where the targets are numbers; NULL: the same */
  gsize values, test_values; /* offsets in GradusSeries of columns of double … */
  gsize metric, test_metric; /* … and in GradusMetrics of the same number now */

  /* Offsets in GradusSeries of how much lower and how much higher the values may be as well, see
   * GradusLine; or all 0. */
  gsize below, above, test_below, test_above;
} GradusRunCurves;

/* Fills the chart with the curves of the source's run, or of all its runs, but not its axis. One
 * run has a colour for training and one for test data; several have a colour each, the selected
 * one lies above the others, and dashed is what they are tested with. The title says of which data
 * the curves are where they do not say so themselves. */
void gradus_run_curves_fill (const GradusRunCurves *self, GradusCanvas *canvas,
                             const GradusFigureSource *source, GradusCurvesChart *chart);

/* Adds to a legend which curves are of training and which of test data, and what is behind smooth
 * ones: a figure class's list_marks(), for one that has curves. */
void gradus_run_curves_list_marks (const GradusFigure *figure, const GradusFigureSource *source,
                                   const GradusStyle *style, GradusLegend *legend);

/* Whether there is a point in them whose value is open. */
gboolean gradus_run_curves_are_open (const GradusRunCurves *self, const GradusFigureSource *source);

/* In one sentence, from the first step to now. */
char *gradus_run_curves_describe (const GradusRunCurves *self, const GradusFigureSource *source);

G_END_DECLS
