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
 *                              { "kind": "batch-normalisation", "activation": "tanh",
 *                                "momentum": 0.1, "epsilon": 1e-5 }, … ] },
 *     "training": { "cost": "binary-cross-entropy",
 *                   "optimiser": { "name": "adam", "learning-rate": 0.001, "momentum": 0.9,
 *                                  "decay": 0.999, "epsilon": 1e-8, "l1": 0, "l2": 0,
 *                                  "clip-norm": 0,
 *                                  "schedule": { "name": "step", "every": 10000, "factor": 0.5,
 *                                                "warm-up": 0 } },
 *                   "batch-size": 32, "steps": 200000,
 *                   "stop-when": { "cost": 0.01, "accuracy": 0.99, "patience": 5,
 *                                  "gradient-norm": 1e-6, "layer": 1 } },
 *     "seed": 1 }
 *
 * Each kind takes only its own settings; the headers of nn and data list them with their
 * defaults. These must be given: "data", "layers", "units" and "activation" of a dense layer,
 * "cost", "optimiser" with its "learning-rate", and names. The rest may be left out. "kind" is
 * dense by default. "batch-size" 0 is the full batch. "stop-when" has what ends training before
 * its last step (see experiment/stop-rule.h), any of its members alone. Initialiser and schedule
 * may be a name alone: "initialiser": "he-normal". An unknown key is an error. */

typedef enum {
  GRADUS_EXPERIMENT_ERROR_INVALID,
} GradusExperimentError;

#define GRADUS_EXPERIMENT_ERROR (gradus_experiment_error_quark ())
GQuark gradus_experiment_error_quark (void);

/* The greatest size of an experiment file. */
#define GRADUS_EXPERIMENT_MAX_BYTES (4 * 1024 * 1024)

/* The text of an experiment; free with g_free(). */
char *gradus_experiment_to_json (const GradusExperiment *experiment);

/* Reads an experiment. The error's message is "LINE: what is wrong and what would be right". */
GradusExperiment *gradus_experiment_from_json (const char *text, gsize length, GError **error);

/* Reads an experiment, with its data from `source`. */
GradusExperiment *gradus_experiment_from_json_with (const char *text, gsize length,
                                                    const GradusDataSource *source, GError **error);

/* Reads an experiment file. The error's message is "FILE: LINE: …", or "FILE: …" if it cannot be
 * read. */
GradusExperiment *gradus_experiment_load (const char *filename, GError **error);

/* A copy with some settings changed, each "PATH=VALUE"; the list ends with NULL. A path has members
 * and layer numbers, from 1, between dots: "training.optimiser.learning-rate",
 * "network.layers.3.units". "network.hidden" means every layer but the last that has the setting.
 * "network.depth" is the number of hidden layers; the last of them is repeated or removed. A value
 * is JSON, or else a string. A new "activation" or "name" resets the numbers of that kind to their
 * defaults (but not learning rate, regularisers or bias).
 *
 * The result is checked once all are set, so that cost and last activation can change together.
 * The error's message is "PATH=VALUE: what is wrong and what would be right". */
GradusExperiment *gradus_experiment_set (const GradusExperiment *experiment,
                                         const char *const *settings, GError **error);

G_END_DECLS
