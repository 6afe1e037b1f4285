/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/generator.h"
#include "experiment/stop-rule.h"
#include "nn/cost.h"
#include "nn/layer.h"
#include "nn/layer-spec.h"
#include "nn/optimiser.h"

G_BEGIN_DECLS

/* GradusExperiment: all settings that reproduce a run. It is a value: copied, compared, and
 * edited by its owner. */
typedef struct _GradusExperiment GradusExperiment;

struct _GradusExperiment {
  char *name;
  GradusExperiment *named; /* what the name was given to, where it has become another since; not
                              written to files; or NULL */
  GradusDataSpec data;
  GArray *layers; /* of GradusLayerSpec, from the data to the output */
  GradusCost cost;
  GradusOptimiser optimiser;
  guint batch_size; /* samples in a step; 0: all */
  guint64 steps;    /* where training ends, unless … */
  GradusStopRule stop_rule; /* … something ends it before */
  guint64 seed;
};

/* Whole numbers up to 2^53 survive every JSON reader. */
#define GRADUS_MAX_STEPS (G_GUINT64_CONSTANT (1) << 53)
#define GRADUS_MAX_SEED (G_GUINT64_CONSTANT (1) << 53)

#define GRADUS_MAX_BATCH_SIZE 65536

/* A new experiment: XOR, no layers, the lecture's training: binary cross-entropy, SGD 0.1,
 * 200,000 steps, seed 1. */
GradusExperiment *gradus_experiment_new (const char *name);
GradusExperiment *gradus_experiment_copy (const GradusExperiment *experiment);
void gradus_experiment_free (GradusExperiment *experiment);

/* Gives it a copy of the name, as the name of what it is now. */
void gradus_experiment_set_name (GradusExperiment *experiment, const char *name);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusExperiment, gradus_experiment_free)

/* Sets a copy of the spec. */
void gradus_experiment_set_data (GradusExperiment *experiment, const GradusDataSpec *spec);

guint gradus_experiment_get_n_layers (const GradusExperiment *experiment);
GradusLayerSpec *gradus_experiment_get_layer (const GradusExperiment *experiment, guint layer);

/* Appends a layer, or inserts it before layer `at`. Settings of other layers that name a layer go
 * on naming the same one, whatever its number then is; the spec's own are taken as they are. */
void gradus_experiment_add_layer (GradusExperiment *experiment, const GradusLayerSpec *spec);
void gradus_experiment_insert_layer (GradusExperiment *experiment, guint at,
                                     const GradusLayerSpec *spec);

/* Where a new layer fits that is to come before layer `end`, as far behind as it can: one that
 * reads maps does not fit behind a dense layer. `end` where it fits nowhere. */
guint gradus_experiment_find_place (const GradusExperiment *experiment, guint end,
                                    const GradusLayerSpec *spec);

/* Lets a new layer that is to be inserted at `at` read, where its kind reads an earlier output, the
 * last one before its input that has the shape of that; else the settings stay as they are. */
void gradus_experiment_suit_layer (const GradusExperiment *experiment, guint at,
                                   GradusLayerSpec *spec);

/* Makes all layers whose outputs are added to what layer `layer` says, or to which that is added,
 * however far around, as wide as that one. The data's own width stays. */
void gradus_experiment_spread_width (GradusExperiment *experiment, guint layer);

/* Moves layer `from`, which then is layer `to`. Settings that name a layer follow it. */
void gradus_experiment_move_layer (GradusExperiment *experiment, guint from, guint to);

/* Removes a layer. Settings that named it name the one before it then. */
void gradus_experiment_remove_layer (GradusExperiment *experiment, guint layer);

/* Whether all settings are equal, except the name. */
gboolean gradus_experiment_equal (const GradusExperiment *a, const GradusExperiment *b);

/* Whether a run of `a` can continue as `b`: they differ at most in name, steps, the numbers of
 * the optimiser, the stop rule, and what gradus_layer_spec_can_go_on_as() and
 * gradus_data_spec_can_go_on_as() allow. Any other difference changes how the weights start or what
 * they learn, so that training must start again. */
gboolean gradus_experiment_can_go_on_as (const GradusExperiment *a, const GradusExperiment *b);

/* Makes the shapes of the inputs and of what each layer says, one more than there are layers, as
 * gradus_layer_specs_infer_shapes() fills them. Free with g_free(). */
GradusShape *gradus_experiment_infer_shapes (const GradusExperiment *experiment);

/* Makes the layers that a network of the experiment has, without their numbers, as many as
 * gradus_experiment_get_n_layers() says. Free with g_free(). */
GradusLayer *gradus_experiment_make_layers (const GradusExperiment *experiment);

/* The number of outputs of a layer, from 0. */
guint gradus_experiment_count_outputs (const GradusExperiment *experiment, guint layer);

/* Gives the last layer one unit for each target of the data. If the cost does not suit the
 * targets, sets cost and last activation: binary cross-entropy and sigmoid for one target,
 * cross-entropy and softmax for more, the mean squared error and a linear output for numbers.
 * Sets a batch size of 32 if there is none and the data has thousands of samples. */
void gradus_experiment_fit_to_data (GradusExperiment *experiment);

/* Why the experiment cannot run ("the last layer has 3 units, but …"), free with g_free(), and
 * the layer at fault, from 0, or -1 if it is none of them. NULL if it can run. */
char *gradus_experiment_find_fault (const GradusExperiment *experiment, int *layer);

/* The fewest samples that a step can learn from: 2 where a layer compares them, else 1. */
guint gradus_experiment_get_fewest_samples (const GradusExperiment *experiment);

/* The inputs, then the units of each layer, equal neighbours counted: "2-5×10-1". Free with
 * g_free(). */
char *gradus_experiment_describe_shape (const GradusExperiment *experiment);

G_END_DECLS
