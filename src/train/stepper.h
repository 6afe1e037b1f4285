/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdatomic.h>

#include "data/dataset.h"
#include "train/experiment.h"
#include "train/snapshot.h"

G_BEGIN_DECLS

/* GradusStepper: an experiment brought to life on one thread: data, network and history, advanced step by
 * step.
 *
 * gradus-cli drives one directly, a GradusTrainer drives one from its thread: so both do the same arithmetic,
 * and the same experiment gives the same bits in both. */
typedef struct _GradusStepper GradusStepper;

/* At step 0, with the weights drawn. Fails with GRADUS_NETWORK_ERROR_TOO_LARGE. */
GradusStepper *gradus_stepper_new (const GradusExperiment *experiment, GError **error);
void gradus_stepper_free (GradusStepper *stepper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusStepper, gradus_stepper_free)

/* Back to step 0: the same weights again, an empty history. Learning rate and activations stay as set. */
void gradus_stepper_reset (GradusStepper *stepper);

/* Trains until step `until`, until `*interrupt` becomes TRUE or until the run diverges; returns the step
 * reached. Allocates nothing. Divergence is looked for where the history measures, so it is found at the same
 * step at any speed. */
guint64 gradus_stepper_advance (GradusStepper *stepper, guint64 until, const atomic_bool *interrupt);

guint64 gradus_stepper_get_step (const GradusStepper *stepper);

/* Whether a cost or a gradient norm on the way was not finite. */
gboolean gradus_stepper_has_diverged (const GradusStepper *stepper);

/* Act from the next step on. */
void gradus_stepper_set_learning_rate (GradusStepper *stepper, double learning_rate);
void gradus_stepper_set_activation (GradusStepper *stepper, guint layer, GradusActivation activation);

/* Measures the weights as they are now, over all training data, and makes that the history's last point. The
 * result is the stepper's, good until it is used again. */
const GradusMetrics *gradus_stepper_measure (GradusStepper *stepper);

/* The same at the end of training: numbers that are not finite then make the run diverged. */
const GradusMetrics *gradus_stepper_finish (GradusStepper *stepper);

/* What the network says to the training data after gradus_stepper_measure(): (targets, n_samples) in rows
 * that lie *stride floats apart. */
const float *gradus_stepper_get_outputs (const GradusStepper *stepper, guint *stride);

const GradusDataset *gradus_stepper_get_dataset (const GradusStepper *stepper);
GradusHistory *gradus_stepper_get_history (const GradusStepper *stepper);
guint gradus_stepper_get_n_layers (const GradusStepper *stepper);

/* The largest grid, up to `wanted` a side, that takes no longer than a few hundredths of a second; 0 where
 * the network has no two inputs and one output, or no memory is left for it. */
guint gradus_stepper_fit_grid (GradusStepper *stepper, guint wanted);

/* What the network says at the middles of size × size cells of `plane`, the top row first. The size is one
 * that gradus_stepper_fit_grid() gave. */
void gradus_stepper_fill_grid (GradusStepper *stepper, GradusPlane plane, guint size, float *grid);

/* The plane around the inputs of a dataset with two of them, with half their extent to spare on every side. */
GradusPlane gradus_stepper_get_plane (const GradusStepper *stepper);

G_END_DECLS
