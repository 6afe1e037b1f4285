/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"
#include "experiment/experiment.h"

G_BEGIN_DECLS

/* Advice about what can be trained and is seldom meant: answers that the targets lie beyond, one
 * class that has nearly all samples, columns of large numbers as they are. Each is a translated
 * sentence without a full stop that says what is so and what helps, and begins with a small letter.
 * `training` are the experiment's samples. */

/* The three, each NULL where there is nothing to say; free with g_free(). Those of bounds are of
 * what the last layer answers, those of scale of inputs and of targets that are numbers. */
char *gradus_advice_of_bounds (const GradusExperiment *experiment, const GradusDataset *training);
char *gradus_advice_of_balance (const GradusDataset *training);
char *gradus_advice_of_scale (const GradusExperiment *experiment, const GradusDataset *training);

/* Between what the last layer's values lie, as the network gets targets; either may be infinite.
 * FALSE where nothing bounds them. */
gboolean gradus_advice_find_bounds (const GradusExperiment *experiment, double *lowest,
                                    double *highest);

/* All that there is to say; ends with NULL. Free with g_strfreev(). */
char **gradus_advice_list (const GradusExperiment *experiment, const GradusDataset *training);

/* What may help a run whose numbers stopped being finite. Free with g_free(). */
char *gradus_advice_of_divergence (const GradusExperiment *experiment,
                                   const GradusDataset *training);

G_END_DECLS
