/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"

G_BEGIN_DECLS

/* The settings that an exercise allows to change: paths as in experiment/experiment-json.h.
 * "network.hidden.X" means X of every layer but the last, "network.depth" the number of layers,
 * "network.layers" everything about layers. A path allows all that is below it. */

/* The path of the first setting that differs between the experiments and that `allowed` (ends
 * with NULL) does not allow, or NULL. Names and the number of steps are always allowed. Free
 * with g_free(). */
char *gradus_restriction_find_breach (const GradusExperiment *given,
                                      const GradusExperiment *changed, const char *const *allowed);

G_END_DECLS
