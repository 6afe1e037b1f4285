/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/data-source.h"
#include "experiment/experiment.h"

G_BEGIN_DECLS

/* The experiment file:
 *
 *   { "gradus-experiment": 1, "name": "Ten hidden layers, ReLU",
 *     "data": { "name": "spiral", "samples": 500, "noise": 0.1, "arms": 2, "test-fraction": 0.2,
 *               "features": ["x", "y"] },
 *     "network": { "layers": [ { "units": 5, "activation": "relu",
 *                                "initialiser": { "name": "uniform", "range": 1, "bias": 0 } },
 *                              { "kind": "dropout", "rate": 0.5 },
 *                              { "kind": "batch-normalisation", "activation": "tanh", "momentum": 0.1, "epsilon": 1e-5 }, … ] },
 *     "training": { "cost": "binary-cross-entropy",
 *                   "optimiser": { "name": "adam", "learning-rate": 0.001, "momentum": 0.9, "decay": 0.999, "epsilon": 1e-8,
 *                                  "l1": 0, "l2": 0, "clip-norm": 0,
 *                                  "schedule": { "name": "step", "every": 10000, "factor": 0.5, "warm-up": 0 } },
 *                   "batch-size": 32, "steps": 200000 },
 *     "seed": 1 }
 *
 * Each kind of thing takes only what it has; headers of nn and data tell what that is, and what is usual: all but "data",
 * "layers", "units", "activation" of a dense layer, "cost", "optimiser" with its "learning-rate", and names may be left out.
 * "kind" is dense, unless it is said. "batch-size" 0 is the full batch. Initialiser and schedule may be a name alone:
 * "initialiser": "he-normal". A key that is not known is an error. */

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

/* The same with the data from where `source` says. */
GradusExperiment *gradus_experiment_from_json_with (const char *text, gsize length,
                                                    const GradusDataSource *source, GError **error);

/* The same for a file: "FILE: LINE: …", or "FILE: …" if it could not be read at all. */
GradusExperiment *gradus_experiment_load (const char *filename, GError **error);

/* A copy with some settings changed, each "PATH=VALUE", the list ending with NULL. Paths are members and layer numbers, from 1,
 * between dots, as in "training.optimiser.learning-rate" or "network.layers.3.units"; "network.hidden" stands for every layer
 * but the last that has the setting, "network.depth" for how many there are, of which the last is repeated or dropped. A value is JSON, or else taken as a string. A new "activation" or "name" begins with that
 * kind's usual numbers (but not learning rate, regularisers or bias).
 *
 * What fits together is looked at when all are set: so cost and last activation can change together. The error's message is
 * "PATH=VALUE: what is wrong and what would be right". */
GradusExperiment *gradus_experiment_set (const GradusExperiment *experiment, const char *const *settings,
                                         GError **error);

G_END_DECLS
