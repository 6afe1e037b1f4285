/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/stepper.h"

G_BEGIN_DECLS

/* How a training ended, for printing. Borrows everything. */
typedef struct {
  const char *source; /* the EXPERIMENT of the command line */
  const GradusExperiment *experiment;
  const GradusMetrics *metrics;
  GradusStepper *stepper;
  guint64 first_step; /* where training began, or went on */
  double seconds;     /* since then */
  gboolean was_stopped;       /* by a signal */
  GradusStopCause stop_cause; /* or by its rule */
  const GPtrArray *findings; /* of GradusFindings: what is wrong with it */
} GradusResult;

/* Prints one JSON object on one line of standard output, as gradus-cli(1) describes it. Numbers
 * that are not finite become null. If the run diverged, a line on standard error says in which
 * step and layer. */
void gradus_result_print_json (const GradusResult *result);

/* Prints the result for people. */
void gradus_result_print_text (const GradusResult *result);

/* Says on standard error what is wrong with the run and what to try, but for what was said before
 * it began or is said of a divergence. */
void gradus_result_tell_findings (const GradusResult *result);

G_END_DECLS
