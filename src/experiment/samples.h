/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"

G_BEGIN_DECLS

/* The samples of an experiment: generated from its seed, and split by it. */

/* Makes the samples. `test` becomes NULL if the experiment has no test data. The caller owns
 * both. Fails if they come from files that are missing or wrong. The last samples stay cached
 * and are shared. Any thread may call it. */
gboolean gradus_samples_make (const GradusDataSpec *spec, guint64 seed, GradusDataset **training,
                              GradusDataset **test, GError **error);

G_END_DECLS
