/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"

G_BEGIN_DECLS

/* What of an experiment may be changed in an exercise: paths as in experiment/experiment-json.h, where "network.hidden.X" is X of every
 * layer but the last, "network.depth" how many layers there are, "network.layers" anything of them. What is below a path is
 * allowed with it. */

/* The path of the first setting in which `changed` differs from `given` and that is in none of `allowed` (ends with NULL); a new
 * string, NULL where there is none. Names do not count, nor does how long training lasts. */
char *gradus_restriction_find_breach (const GradusExperiment *given, const GradusExperiment *changed,
                                      const char *const *allowed);

G_END_DECLS
