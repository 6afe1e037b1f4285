/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/safetensors.h"
#include "train/weights.h"

G_BEGIN_DECLS

/* GradusWeightsMap: which tensor of a file goes where in a network. Names that are Gradus's own decide;
 * other tensors are taken in the order of their names, in which numbers count as numbers, and must then
 * have the shapes that the network's have, one after the other. */
typedef struct {
  char *target; /* "layer.1.weight" */
  char *source; /* in the file */
  char *shape;  /* "5 × 2" */
} GradusWeightsPair;

/* GradusWeightsPair, in the network's order. Fails with G_IO_ERROR_INVALID_DATA where a tensor is missing,
 * left over or of another shape, naming it. */
GPtrArray *gradus_weights_map (const GradusWeights *weights, const GradusSafetensors *file, GError **error);

/* Puts the numbers where the map says. */
void gradus_weights_fill (GradusWeights *weights, const GradusSafetensors *file, const GPtrArray *map);

/* Whether Gradus wrote it: then it says of which experiment it is. */
gboolean gradus_safetensors_is_own (const GradusSafetensors *file);

/* Weights that Gradus wrote, with the experiment that they are of; its data are not looked at. Fails as
 * the parts of it do. */
GradusWeights *gradus_weights_from_safetensors (const GradusSafetensors *file, GError **error);

/* The same of a file; the error's message begins with its name. */
GradusWeights *gradus_weights_load (const char *filename, GError **error);

G_END_DECLS
