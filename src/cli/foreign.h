/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/weights.h"

G_BEGIN_DECLS

/* Weights of a .safetensors file that another program wrote, as those of an experiment (a built-in
 * name or a file), whose data are read: they say what becomes of raw numbers. `order`: the file's
 * parts in the network's order, as in "input,hidden,output"; NULL: by their shapes, see
 * export/weights-map.h. Notes on standard error say what was left out, and where only names
 * decided. The error's message names the file, and what would be right. */
GradusWeights *gradus_cli_load_foreign (const char *filename, const char *experiment,
                                        const char *order, GError **error);

G_END_DECLS
