/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"

G_BEGIN_DECLS

/* How many numbers of an experiment's network are trained. */
guint gradus_weight_words_count (const GradusExperiment *experiment);

/* What one of them is called, counted from 0 layer by layer as its tensors lie: "W1, unit 2, input
 * 1", "b1, unit 2". NULL behind the last. Free with g_free(). */
char *gradus_weight_words_name (const GradusExperiment *experiment, guint weight);

G_END_DECLS
