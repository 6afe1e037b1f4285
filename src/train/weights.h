/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/preparation.h"
#include "nn/network.h"
#include "nn/tensor.h"
#include "train/checkpoint.h"
#include "train/history.h"
#include "experiment/experiment.h"

G_BEGIN_DECLS

/* GradusWeights: what was trained, with all that is needed to use it: the network with its weights,
 * the experiment that they are of, and what raw numbers become before they reach it. */
typedef struct {
  GradusExperiment *experiment;
  GradusPreparation *preparation;
  GradusNetwork *network;
  guint64 step; /* that the weights are of */
  GradusSeries history; /* steps and costs of the run; no points where it is not known */
} GradusWeights;

/* Copies the experiment, takes a reference of the preparation; all parameters are 0. Fails with
 * GRADUS_NETWORK_ERROR_TOO_LARGE, or GRADUS_EXPERIMENT_ERROR where experiment and preparation do
 * not fit each other. */
GradusWeights *gradus_weights_new (const GradusExperiment *experiment,
                                   GradusPreparation *preparation, guint64 step, GError **error);

/* With the parameters of a checkpoint of that experiment. */
GradusWeights *gradus_weights_new_at (const GradusExperiment *experiment,
                                      GradusPreparation *preparation,
                                      const GradusCheckpoint *checkpoint, GError **error);

/* Copies the steps and costs of the run's history. */
void gradus_weights_set_history (GradusWeights *weights, const GradusSeries *history);
void gradus_weights_free (GradusWeights *weights);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusWeights, gradus_weights_free)

/* Calls `func` for every tensor: its full name, its shape, its numbers row by row. In all formats a
 * tensor is called layer.N.NAME, N counting all layers from 1, NAME being weight (rows × inputs),
 * bias, and for batch normalisation running_mean and running_var too. The rows of a maxout are its
 * units' first pieces, then their second ones, and so on. */
typedef void (*GradusTensorFunc) (const char *name, const GradusTensor *tensor, float *numbers,
                                  gpointer data);
void gradus_weights_foreach (const GradusWeights *weights, GradusTensorFunc func, gpointer data);

G_END_DECLS
