/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/experiment.h"

G_BEGIN_DECLS

/* The experiment file:
 *
 *   { "gradus-experiment": 1, "name": "Ten hidden layers, ReLU",
 *     "data": { "name": "xor" },
 *     "network": { "layers": [ { "units": 5, "activation": "relu",
 *                                "initialiser": { "name": "uniform", "range": 1, "bias": 0 } }, … ] },
 *     "training": { "cost": "binary-cross-entropy", "optimiser": { "name": "sgd", "learning-rate": 0.1 },
 *                   "batch-size": 0, "steps": 200000 },
 *     "seed": 1 }
 *
 * "alpha" beside "activation" belongs to leaky-relu (0.1) and elu (1). May be left out: "name", "alpha",
 * "initialiser" (uniform), "range" (1), "bias" (0), "batch-size" (0, the full batch, is the only one),
 * "steps" (200000), "seed" (1). "initialiser": "he-normal" is short for { "name": "he-normal" }.
 * A key that is not known is an error. */

typedef enum {
  GRADUS_EXPERIMENT_ERROR_INVALID,
} GradusExperimentError;

#define GRADUS_EXPERIMENT_ERROR (gradus_experiment_error_quark ())
GQuark gradus_experiment_error_quark (void);

/* No experiment file is larger. */
#define GRADUS_EXPERIMENT_MAX_BYTES (4 * 1024 * 1024)

char *gradus_experiment_to_json (const GradusExperiment *experiment);

/* The error's message is "LINE: what is wrong and what would be right". */
GradusExperiment *gradus_experiment_from_json (const char *text, gsize length, GError **error);

/* The same for a file: "FILE: LINE: …", or "FILE: …" if it could not be read at all. */
GradusExperiment *gradus_experiment_load (const char *filename, GError **error);

/* A copy in which the value at `path` is `value`. Paths are members and layer numbers, from 1, between dots,
 * as in "training.optimiser.learning-rate" or "network.layers.3.units"; "network.hidden" stands for every
 * layer but the last. The value is JSON, or else taken as a string. A new "activation" begins with its own
 * alpha. The error's message is "PATH=VALUE: what is wrong and what would be right". */
GradusExperiment *gradus_experiment_set (const GradusExperiment *experiment, const char *path,
                                         const char *value, GError **error);

G_END_DECLS
