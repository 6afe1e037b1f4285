/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"
#include "experiment/json-reader.h"

G_BEGIN_DECLS

/* Between an experiment and the tree of its JSON; the format is in experiment/experiment-json.h, which is what others use. */

typedef json_t GradusJsonTree;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusJsonTree, json_decref)

/* NULL after a fault, which the reader then holds. */
GradusExperiment *gradus_experiment_from_tree (GradusJsonReader *reader, json_t *root);

/* A new tree. */
json_t *gradus_experiment_to_tree (const GradusExperiment *experiment);

G_END_DECLS
