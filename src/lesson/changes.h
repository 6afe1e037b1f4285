/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"

G_BEGIN_DECLS

/* What somebody changed in an experiment: a list of "PATH: BEFORE → AFTER", such as
 * "training.optimiser.learning-rate: 0.1 → 0.5", in the order of the file; “–” is what is not
 * there. All layers' equal changes are one, of "network.hidden". Names do not count. Ends with
 * NULL; free with g_strfreev(). */
char **gradus_changes_list (const GradusExperiment *given, const GradusExperiment *changed);

/* The same as settings, "PATH=VALUE", with which gradus_experiment_set() makes the one of the
 * other, but for the name and how long it trains. NULL where settings cannot. Ends with NULL; free
 * with g_strfreev(). */
char **gradus_changes_list_settings (const GradusExperiment *given, const GradusExperiment *changed,
                                     GError **error);

G_END_DECLS
