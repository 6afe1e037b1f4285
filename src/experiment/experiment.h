/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/generator.h"
#include "nn/cost.h"
#include "nn/layer.h"
#include "nn/optimiser.h"

G_BEGIN_DECLS

/* GradusExperiment: all settings that reproduce a run. A value: copied, compared, edited by its owner. */
typedef struct {
  char *name;
  GradusDataSpec data;
  GArray *layers; /* of GradusLayerSpec, the one next to the data first */
  GradusCost cost;
  GradusOptimiser optimiser;
  guint batch_size; /* samples a step; 0: all of them */
  guint64 steps;    /* where training ends */
  guint64 seed;
} GradusExperiment;

/* Whole numbers up to 2^53 survive every JSON reader. */
#define GRADUS_MAX_STEPS (G_GUINT64_CONSTANT (1) << 53)
#define GRADUS_MAX_SEED (G_GUINT64_CONSTANT (1) << 53)

#define GRADUS_MAX_BATCH_SIZE 65536

/* XOR, no layers yet, the lecture's training: binary cross-entropy, SGD 0.1, 200,000 steps, seed 1. */
GradusExperiment *gradus_experiment_new (const char *name);
GradusExperiment *gradus_experiment_copy (const GradusExperiment *experiment);
void gradus_experiment_free (GradusExperiment *experiment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusExperiment, gradus_experiment_free)

/* Takes a copy. */
void gradus_experiment_set_data (GradusExperiment *experiment, const GradusDataSpec *spec);

guint gradus_experiment_get_n_layers (const GradusExperiment *experiment);
GradusLayerSpec *gradus_experiment_get_layer (const GradusExperiment *experiment, guint layer);

/* Appends a layer, or inserts it before layer `at`. */
void gradus_experiment_add_layer (GradusExperiment *experiment, const GradusLayerSpec *spec);
void gradus_experiment_insert_layer (GradusExperiment *experiment, guint at, const GradusLayerSpec *spec);

/* Takes layer `from` out and puts it where it then is layer `to`. */
void gradus_experiment_move_layer (GradusExperiment *experiment, guint from, guint to);

/* The name does not count. */
gboolean gradus_experiment_equal (const GradusExperiment *a, const GradusExperiment *b);

/* Whether a run of `a` can go on as `b`: they differ at most in name, steps, the numbers of the optimiser, and what
 * gradus_layer_spec_can_go_on_as() and gradus_data_spec_can_go_on_as() allow. Anything else changes where the weights start or
 * what they learn, so training begins again. */
gboolean gradus_experiment_can_go_on_as (const GradusExperiment *a, const GradusExperiment *b);

/* How many outputs a layer has. */
guint gradus_experiment_count_outputs (const GradusExperiment *experiment, guint layer);

/* Gives the last layer as many units as the data has targets, and, where the cost is for another number of classes, the cost and the
 * activation for it: binary cross-entropy and sigmoid for one target, cross-entropy and softmax for more, the mean squared error
 * and a linear output for numbers. Of thousands of samples a step looks at 32, unless a batch size is set. */
void gradus_experiment_fit_to_data (GradusExperiment *experiment);

/* What stands against running it, in words ("the last layer has 3 units, but …"), with the layer at fault, from 0, or -1
 * where it is none; NULL where nothing does. */
char *gradus_experiment_find_fault (const GradusExperiment *experiment, int *layer);

/* Inputs, then the units of every layer that has some, equal neighbours counted: "2-5×10-1". */
char *gradus_experiment_describe_shape (const GradusExperiment *experiment);

G_END_DECLS
