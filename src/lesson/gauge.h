/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/* GradusGauge: a number that Gradus knows about the runs or the sweep of a document, by its name in
 * a lesson:
 *
 *   step cost accuracy test-cost test-accuracy     of a run
 *   output.N                                       the first output for training sample N, from 1
 *   gradient-norm.L update-ratio.L spread.L saturated.L dead.L moved.L unmoved.L distance.L
 *                                                  of layer L: a number from 1, "first" or "last"
 *                                                  (see nn/diagnostics.h)
 *   chain-factor.L chain-product.L chain-slope.L   of layer L for the sample of the chain rule
 *   chain-slopes.L chain-gradient.L chain-delta.L  (see train/chain.h): ‖δ‖ divided by that of the
 *                                                  layer behind, the product of these, the mean
 *                                                  slope, the product of these, the norms of the
 *                                                  gradient and of δ
 *   hidden-layers hidden-units weights             of the network; all parameters together
 *   data.… network.… training.… seed               a number of the experiment, by its path
 *                                                  (see experiment/experiment-json.h)
 *   ensemble-accuracy ensemble-test-accuracy       of all runs averaged, see document/ensemble.h,
 *   members-accuracy members-test-accuracy         and the means of their own
 *   solved diverged learned seeds                  the number of seeds, in cell @LABEL of the sweep
 *   lower                                          the number of seeds whose cost ended lower in
 *                                                  the first cell of @LABEL|LABEL than in the
 *                                                  second
 *   cost-median accuracy-mean test-accuracy-mean learned-accuracy
 *                                                  in cell @LABEL of the sweep
 *   sigmoid'(X) relu(X) …                          the slope or the value of an activation at X
 *
 * "@N" after a name of the first groups means run N of the document, from 1; without it the
 * selected run. "@LABEL" is the choice of the sweep's axis ("@Leaky ReLU"); with several axes
 * "/" without blanks separates the choices ("@LSUV/ReLU"). */
typedef struct _GradusGauge GradusGauge;

/* Parses a name of `length` bytes. NULL if there is no such gauge; *fault is then a sentence,
 * free with g_free(). */
GradusGauge *gradus_gauge_parse (const char *text, gsize length, char **fault);
void gradus_gauge_free (GradusGauge *gauge);

/* The number; NaN if it is not known now. */
double gradus_gauge_read (const GradusGauge *gauge, GradusDocument *document);

/* Whether it is a number of the sweep. */
gboolean gradus_gauge_is_of_sweep (const GradusGauge *gauge);

/* Whether it is a number of seeds, which another hundred seeds would change; and of how many the
 * sweep has in each cell, NaN without one. */
gboolean gradus_gauge_counts_seeds (const GradusGauge *gauge);
double gradus_gauge_count_seeds (GradusDocument *document);

/* A setting that is a word ("relu"), by its path, of run `run` (from 1; 0: the selected one).
 * NULL if there is none. "network.hidden.…" is that of the hidden layers if all agree. Free with
 * g_free(). */
char *gradus_gauge_read_word (GradusDocument *document, guint run, const char *path);

G_END_DECLS
