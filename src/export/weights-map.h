/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/safetensors.h"
#include "train/weights.h"

G_BEGIN_DECLS

/* Which tensor of a file belongs to which tensor of a network. If the file has Gradus's own
 * names, these decide. Else tensors are taken in the order of their names (numbers in names sort
 * as numbers), and must have the same shapes as the network's, one after the other. */
typedef struct {
  char *target; /* "layer.1.weight" */
  char *source; /* its name in the file */
  char *shape;  /* "5 × 2" */
} GradusWeightsPair;

/* An array of GradusWeightsPair, in the network's order. Fails with G_IO_ERROR_INVALID_DATA,
 * which names the tensor, if one is missing, left over or of another shape. */
GPtrArray *gradus_weights_map (const GradusWeights *weights, const GradusSafetensors *file,
                               GError **error);

/* Copies the file's numbers into the weights, as the map says. */
void gradus_weights_fill (GradusWeights *weights, const GradusSafetensors *file,
                          const GPtrArray *map);

/* Whether Gradus wrote it: then it has the experiment. */
gboolean gradus_safetensors_is_own (const GradusSafetensors *file);

/* Weights that Gradus wrote, with their experiment; its data is not read. */
GradusWeights *gradus_weights_from_safetensors (const GradusSafetensors *file, GError **error);

/* Loads such weights from a file. The error's message begins with its name. */
GradusWeights *gradus_weights_load (const char *filename, GError **error);

G_END_DECLS
