/* SPDX-License-Identifier: MIT */
#pragma once

#include <jansson.h>

#include "sweep/sweep.h"

G_BEGIN_DECLS

/* The curves of a sweep's known jobs, of one that keeps them: [cell, seed counted from 0, costs,
 * accuracies, test costs, test accuracies] of each, the last four arrays of as many points as it
 * measured on its way, and the end; null where nothing was measured, "infinite" for what is. A new
 * reference. */
json_t *gradus_sweep_curves_to_tree (const GradusSweep *sweep);

/* Sets what such a tree says of jobs whose outcomes are set; FALSE where it is wrong, or says it of
 * another. */
gboolean gradus_sweep_curves_from_tree (GradusSweep *sweep, json_t *tree);

G_END_DECLS
