/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/* GradusGauge: a number that Gradus knows of the runs and the sweep of a document, by its name in a lesson:
 *
 *   step cost accuracy test-cost test-accuracy     of a run
 *   output.N                                       the first output for training sample N, from 1
 *   gradient-norm.L update-ratio.L spread.L saturated.L dead.L moved.L unmoved.L
 *                                                  of layer L, which is a number from 1, "first" or "last" (see nn/diagnostics.h)
 *   chain-factor.L chain-product.L chain-slope.L   of layer L for the sample that the chain rule is shown with (see train/anatomy.h)
 *   hidden-layers hidden-units weights             of the network; weights and biases together
 *   data.… network.… training.… seed               a number of the experiment, by its path (see experiment/experiment-json.h)
 *   solved diverged learned seeds                  of the sweep's cell that @LABEL names: how many of its seeds
 *   cost-median accuracy-mean learned-accuracy     likewise
 *   sigmoid'(X) relu(X) …                          the slope of an activation at X, respectively what it makes of it
 *
 * "@N" behind a name of the first groups is run N of the document, from 1; without it the selected one. "@LABEL" is the choice of the
 * sweep's axis ("@Leaky ReLU"), of several axes with "/" between them and no blanks around it ("@LSUV/ReLU"). */
typedef struct _GradusGauge GradusGauge;

/* Reads a name that is *text up to *length bytes. NULL where there is none such, and *fault is then a sentence, the caller's own. */
GradusGauge *gradus_gauge_parse (const char *text, gsize length, char **fault);
void gradus_gauge_free (GradusGauge *gauge);

/* NaN where it is not known now. */
double gradus_gauge_read (const GradusGauge *gauge, GradusDocument *document);

/* Whether it is of the sweep, or of the chain rule. */
gboolean gradus_gauge_is_of_sweep (const GradusGauge *gauge);

/* A setting that is a word ("relu") at the same kind of path, of run `run` (from 1; 0: the selected one); the caller's own, NULL
 * where there is none. "network.hidden.…" is that of the hidden layers where all agree. */
char *gradus_gauge_read_word (GradusDocument *document, guint run, const char *path);

G_END_DECLS
