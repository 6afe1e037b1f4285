/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/preparation.h"

G_BEGIN_DECLS

/* A preparation as JSON, in exported weights and in documents:
 *
 *   { "inputs": 4, "outputs": 3, "names": ["sepal length", …], "offsets": [5.8, …],
 *     "spans": [0.83, …],
 *     "classes": ["setosa", …], "features": ["x", "x²"], "regression": true, "target-offset": 22.5,
 *     "target-span": 9.2 }
 *
 * Names, scaling and features are left out if there are none. See data/preparation.h for what
 * the numbers mean. */
char *gradus_preparation_to_json (const GradusPreparation *preparation);

/* Reads a preparation. Fails with a GRADUS_EXPERIMENT_ERROR. */
GradusPreparation *gradus_preparation_from_json (const char *text, gsize length, GError **error);

G_END_DECLS
