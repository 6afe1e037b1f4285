/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"
#include "train/experiment.h"

G_BEGIN_DECLS

/* Weights out, in the format that the file's name ends with. In all of them a tensor is called layer.N.NAME, N counting all layers
 * from 1, NAME being weight (rows × inputs), bias, and for batch normalisation running_mean and running_var too. The rows of a maxout
 * are its units' first pieces, then their second ones, and so on. */
typedef struct {
  const GradusNetwork *network;
  const GradusExperiment *experiment;
  guint64 step; /* that the weights are of */
} GradusWeights;

/* Whether there is a format for a file of that name. */
gboolean gradus_weights_can_save (const char *filename);

/* The file is replaced as a whole or left as it was; the error's message begins with its name. */
gboolean gradus_weights_save (const GradusNetwork *network, const GradusExperiment *experiment, guint64 step,
                              const char *filename, GError **error);

/* JSON: { "gradus-weights": 1, "step": 0, "experiment": { … },
 *         "tensors": { "layer.1.weight": [[…], …], "layer.1.bias": […], … } }
 * with nine digits a number, which tell any two float32 apart; numbers that are not finite are null. */
char *gradus_weights_to_json (const GradusWeights *weights, gsize *length);

/* safetensors (F32, little-endian, in the order of the layers, the header padded to 8 bytes with spaces); the metadata holds
 * "experiment", as JSON, and "step". NULL, and the length that it would have, where there is no memory for it. */
char *gradus_weights_to_safetensors (const GradusWeights *weights, gsize *length);

/* Calls `func` for every tensor: its full name, its shape, its numbers row by row. */
typedef void (*GradusTensorFunc) (const char *name, const GradusTensor *tensor, const float *numbers,
                                  gpointer data);
void gradus_weights_foreach (const GradusWeights *weights, GradusTensorFunc func, gpointer data);

G_END_DECLS
