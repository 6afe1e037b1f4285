/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"

G_BEGIN_DECLS

/* The paths that a setting can have, see gradus_experiment_set(), for those who complete a line. */

/* Calls `func` with each path that leads to a value of the experiment, and that value as JSON; and
 * with those that stand for several layers. */
void gradus_setting_paths_foreach (const GradusExperiment *experiment,
                                   void (*func) (const char *path, const char *value,
                                                 gpointer data),
                                   gpointer data);

/* The names that the value at a path can have; NULL where it has none. Ends with NULL. */
const char *const *gradus_setting_path_list_values (const char *path);

G_END_DECLS
