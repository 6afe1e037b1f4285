/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdatomic.h>

#include "data/dataset.h"
#include "experiment/experiment.h"
#include "train/observer.h"
#include "train/run-draft.h"
#include "train/snapshot.h"
#include "train/timeline.h"

#include "nn/network.h"

G_BEGIN_DECLS

/* GradusStepper: an experiment brought to life on one thread: data, network and history, advanced
 * step by step.
 *
 * gradus-cli drives one directly, a GradusTrainer drives one from its thread: so both do the same
 * arithmetic, and the same experiment gives the same bits in both. */
typedef struct _GradusStepper GradusStepper;

/* At step 0, with the weights drawn. Fails with GRADUS_NETWORK_ERROR_TOO_LARGE, or as
 * gradus_samples_make() does. */
GradusStepper *gradus_stepper_new (const GradusExperiment *experiment, GError **error);

/* The same on other samples than the experiment's own; `test` may be NULL. They must have as many
 * inputs and targets as the network. */
GradusStepper *gradus_stepper_new_on (const GradusExperiment *experiment, GradusDataset *training,
                                      GradusDataset *test, GError **error);
void gradus_stepper_free (GradusStepper *stepper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusStepper, gradus_stepper_free)

/* Lets up to `wanted` threads share each step, as far as a step is large enough, there are cores
 * that no other run has (see train/cores.h), and sharing is faster than one thread alone (see
 * train/core-choice.h). The bits of the result do not depend on it. */
void gradus_stepper_use_cores (GradusStepper *stepper, guint wanted);

/* Other samples from the next step on; `test` may be NULL. Fails where they have not as many inputs
 * and targets as those before, and where there is no memory for them: then all stays as it was. */
gboolean gradus_stepper_set_data (GradusStepper *stepper, GradusDataset *training,
                                  GradusDataset *test, guint batch_size, GError **error);

/* From now on neither history nor checkpoints are kept, for somebody who wants nothing but the
 * end. */
void gradus_stepper_stop_recording (GradusStepper *stepper);

/* From now on measures at those steps and no others, ascending, which stay the caller's and last as
 * long as the stepper: of the weights at that step, as a history would (see train/history.h), and
 * of the test data where a history would measure them. Tells each at once, on the thread that
 * trains; keeps none of it, and no checkpoints. */
void gradus_stepper_record_at (GradusStepper *stepper, const guint64 *steps, guint n_steps,
                               void (*tell) (const GradusMetrics *metrics, gpointer data),
                               gpointer data);

/* Back to step 0: the same weights again, an empty history. What was changed since stays as set. */
void gradus_stepper_reset (GradusStepper *stepper);

/* As it is now; NULL where there is no memory for it. */
GradusCheckpoint *gradus_stepper_save (const GradusStepper *stepper);

/* As it was at a checkpoint of a network of the same shape: goes on from there to the same bits.
 * What was recorded of later steps is forgotten. */
void gradus_stepper_restore (GradusStepper *stepper, const GradusCheckpoint *checkpoint);

/* All that it has learned and written down; NULL where there is no memory for it. `state` is left
 * as paused or diverged, `seconds` as 0, for the caller to fill in. */
GradusRunDraft *gradus_stepper_make_draft (GradusStepper *stepper);

/* As it was when that was recorded, of an experiment with a network of the same shape: goes on to
 * the same bits. */
void gradus_stepper_resume (GradusStepper *stepper, const GradusRunDraft *draft);

/* Puts what was recorded of another run up to a step in the place of its own records: for a run
 * that goes on from there. The three belong to a stepper of an experiment with as many layers,
 * which may be at work. */
void gradus_stepper_inherit (GradusStepper *stepper, GradusHistory *history,
                             GradusHistory *layer_history, GradusTimeline *timeline, guint64 step);

/* Trains until step `until`, until `*interrupt` becomes TRUE, until the run diverges or until what
 * its stop rule names is met; returns the step reached. Allocates nothing but checkpoints, and
 * locks nothing but history and timeline, where it measures. */
guint64 gradus_stepper_advance (GradusStepper *stepper, guint64 until,
                                const atomic_bool *interrupt);

guint64 gradus_stepper_get_step (const GradusStepper *stepper);

/* What ended the last gradus_stepper_advance() at the step that it is at, if the stop rule did; see
 * train/stop-watch.h. The same rule that did does not end the next one at once. */
GradusStopCause gradus_stepper_get_stop_cause (const GradusStepper *stepper);

/* Where the rule has patience: the weights whose test cost was the lowest of those that it looked
 * at, the stepper's; else NULL. What was learned before a pause in another stepper is not known to
 * it. When patience ends training they are among the timeline's checkpoints. */
GradusCheckpoint *gradus_stepper_get_best (const GradusStepper *stepper);

/* From the next step on, as if nothing had been looked at before. Patience needs test data. */
void gradus_stepper_set_stop_rule (GradusStepper *stepper, const GradusStopRule *rule);

/* Whether something became infinite or not a number; found in the very step, so it is the same at
 * any speed. `divergence` may be NULL. */
gboolean gradus_stepper_has_diverged (const GradusStepper *stepper, GradusDivergence *divergence);

/* Act from the next step on. The optimiser is of the same kind, the layer one that the old can go
 * on as. */
void gradus_stepper_set_optimiser (GradusStepper *stepper, const GradusOptimiser *optimiser);
void gradus_stepper_set_layer (GradusStepper *stepper, guint layer, const GradusLayerSpec *spec);

/* Measures the weights as they are now, dropout off, over the first n_samples of the training data
 * (0: all of them) and of the test data, and makes that the history's last point. The result is the
 * stepper's, good until it is used again. */
const GradusMetrics *gradus_stepper_measure (GradusStepper *stepper, guint n_samples);

/* The same over all training data at the end of training: numbers that are not finite then make the
 * run diverged. */
const GradusMetrics *gradus_stepper_finish (GradusStepper *stepper);

/* How many samples are measured in a few hundredths of a second, for pictures of a run that goes
 * on. */
guint gradus_stepper_fit_samples (const GradusStepper *stepper);

/* After measuring: what the network says to the first n_shown samples of the training data,
 * (targets, n_shown), and what there is to say of each layer, (layers). */
const float *gradus_stepper_get_outputs (const GradusStepper *stepper, guint *n_shown);
const GradusDiagnostics *gradus_stepper_get_diagnostics (const GradusStepper *stepper);

/* After measuring: of how many training and test samples the network names no class, see
 * gradus_cost_is_undecided(). */
guint gradus_stepper_get_n_undecided (const GradusStepper *stepper, guint *n_test_undecided);

GradusDataset *gradus_stepper_get_dataset (const GradusStepper *stepper);

/* The most samples that a step looks at. */
guint gradus_stepper_get_batch_size (const GradusStepper *stepper);

/* NULL where there is none. */
GradusDataset *gradus_stepper_get_test_dataset (const GradusStepper *stepper);
GradusHistory *gradus_stepper_get_history (const GradusStepper *stepper);

/* What there is to say of each layer over the steps, more sparsely: a point's values are one
 * GradusDiagnostics a layer. */
GradusHistory *gradus_stepper_get_layer_history (const GradusStepper *stepper);

/* The checkpoints that can be gone back to. */
GradusTimeline *gradus_stepper_get_timeline (const GradusStepper *stepper);
const GradusNetwork *gradus_stepper_get_network (const GradusStepper *stepper);
guint gradus_stepper_get_n_layers (const GradusStepper *stepper);

/* Who looks into the network; the stepper's. */
GradusObserver *gradus_stepper_get_observer (const GradusStepper *stepper);

/* Puts a value in the place of a parameter of a layer, from the next step on. Parameters count as
 * the layer's tensors lie (see nn/layer.h): a dense layer's weight from input i to unit u is u ·
 * inputs + i. */
void gradus_stepper_set_weight (GradusStepper *stepper, guint layer, gsize parameter, float value);

G_END_DECLS
