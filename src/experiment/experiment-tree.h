/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"
#include "experiment/json-reader.h"

G_BEGIN_DECLS

/* Converts between an experiment and the tree of its JSON. experiment/experiment-json.h
 * describes the format; most callers need only that. */

typedef json_t GradusJsonTree;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusJsonTree, json_decref)

/* Reads a tree; NULL after a fault, which the reader then holds. */
GradusExperiment *gradus_experiment_from_tree (GradusJsonReader *reader, json_t *root);

/* Writes a new tree; the caller owns it. */
json_t *gradus_experiment_to_tree (const GradusExperiment *experiment);

G_END_DECLS
