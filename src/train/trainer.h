/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"
#include "experiment/experiment.h"
#include "train/run-draft.h"
#include "train/race.h"
#include "train/snapshot.h"
#include "train/timeline.h"

G_BEGIN_DECLS

/* GradusTrainer: a thread that trains one experiment.
 *
 * All functions here are for the one thread that owns the trainer (in the program: the main
 * loop's). They put requests into a queue and return at once; the trainer obeys them in order,
 * between two steps. Pictures come back as snapshots, at most one for each
 * gradus_trainer_refresh(): so a frame costs at most one, and what nobody looks at costs nothing.
 * Series come back through the history. Answers and news come in the main context that was the
 * owner's default when the trainer was made; after gradus_trainer_free() none comes any more.
 *
 * Neither pace, pauses nor snapshots touch the arithmetic: step N has the same bits however it was
 * reached. */
typedef struct _GradusTrainer GradusTrainer;

/* Paused at step 0. Fails as gradus_stepper_new() does, or with a G_IO_ERROR where no thread is to
 * be had. */
GradusTrainer *gradus_trainer_new (const GradusExperiment *experiment, GError **error);

/* Paused at a checkpoint of `origin`, whose experiment has the same data and a network of the same
 * shape. With the records of `origin` up to there if `inherits`. Fails as gradus_trainer_new()
 * does. */
GradusTrainer *gradus_trainer_new_at (const GradusExperiment *experiment, GradusTrainer *origin,
                                      const GradusCheckpoint *checkpoint, gboolean inherits,
                                      GError **error);

/* Paused as it was when `draft` was made, of an experiment with a network of the same shape, on
 * these samples. Fails as gradus_stepper_new() does. */
GradusTrainer *gradus_trainer_new_from (const GradusExperiment *experiment, GradusDataset *training,
                                        GradusDataset *test, const GradusRunDraft *draft,
                                        GError **error);

/* `tell` is called when it is time to refresh: a snapshot has come, something was asked for of
 * which none tells yet, or another snapshot may be asked for again. NULL: nobody listens. */
typedef void (*GradusNewsFunc) (gpointer data);
void gradus_trainer_set_listener (GradusTrainer *trainer, GradusNewsFunc tell, gpointer data);

/* Stops between two steps and waits for the thread's end. */
void gradus_trainer_free (GradusTrainer *trainer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusTrainer, gradus_trainer_free)

/* Trains, at the pace set, until the next step whose number is a multiple of `part`. In a race the
 * others wait until this is obeyed, so that those who are asked one after another begin together.
 * */
void gradus_trainer_play (GradusTrainer *trainer, guint64 part);

/* In a race that has agreed on a step to stop at, there (see gradus_race_agree()). */
void gradus_trainer_pause (GradusTrainer *trainer);

/* Trains `n` steps, at once, and pauses. */
void gradus_trainer_step (GradusTrainer *trainer, guint64 n);

/* Back to step 0, paused. */
void gradus_trainer_reset (GradusTrainer *trainer);

/* Paused at a checkpoint of a network of the same shape. */
void gradus_trainer_restore (GradusTrainer *trainer, GradusCheckpoint *checkpoint);

/* Trains in step with the others of a race from now on; NULL: alone. */
void gradus_trainer_set_race (GradusTrainer *trainer, GradusRace *race);

/* Steps a second from now on; 0 for all that the machine has, which is how it begins. */
void gradus_trainer_set_speed (GradusTrainer *trainer, double steps_per_second);

/* Instead of that, paced: to the step that was asked for it takes so many seconds along the
 * logarithm of the step (see train/pace.h). A machine that cannot keep up trains at full speed, and
 * its snapshots say that they are behind. */
void gradus_trainer_set_pace (GradusTrainer *trainer, double seconds);

/* As gradus_stepper_set_optimiser(), gradus_stepper_set_stop_rule() and
 * gradus_stepper_set_layer(). */
void gradus_trainer_set_optimiser (GradusTrainer *trainer, const GradusOptimiser *optimiser);
void gradus_trainer_set_stop_rule (GradusTrainer *trainer, const GradusStopRule *rule);
void gradus_trainer_set_layer (GradusTrainer *trainer, guint layer, const GradusLayerSpec *spec);

/* What became of a request: `error` is borrowed, and NULL where it was obeyed. */
typedef void (*GradusTrainerAnswerFunc) (gpointer asker, const GError *error);

/* As gradus_stepper_set_data(). The trainer's datasets become these once that is done; then, or
 * when it could not be done, it calls `answer`, which may be NULL. */
void gradus_trainer_set_data (GradusTrainer *trainer, GradusDataset *training, GradusDataset *test,
                              guint batch_size, GradusTrainerAnswerFunc answer, gpointer asker);

/* As gradus_stepper_set_weight(). */
void gradus_trainer_set_weight (GradusTrainer *trainer, guint layer, gsize parameter, float value);

/* What the network is asked beside its samples, n_inputs floats, in every snapshot from now on;
 * NULL: nothing. */
void gradus_trainer_set_probe (GradusTrainer *trainer, GBytes *probe);

/* Takes the snapshot that has come, if any, and returns whether one has; and asks for another, with
 * what `needs` names, where there is more to see: the outcome of a request, further steps, what
 * gradus_trainer_want_more() was called for. That comes as soon as there is more to see, and as
 * leaves the trainer its time. */
gboolean gradus_trainer_refresh (GradusTrainer *trainer, const GradusSnapshotNeeds *needs);

/* The snapshot lacks something that is needed by now. */
void gradus_trainer_want_more (GradusTrainer *trainer);

/* Whether the snapshot shows the outcome of every request, and nothing will change until the
 * next. */
gboolean gradus_trainer_is_settled (const GradusTrainer *trainer);

/* The trainer's, until the next refresh; NULL before the first one has come. */
const GradusSnapshot *gradus_trainer_get_snapshot (const GradusTrainer *trainer);

/* `draft` is borrowed; where there is none, for lack of memory, `error` says so. */
typedef void (*GradusTrainerDraftFunc) (gpointer asker, GradusRunDraft *draft, const GError *error);

/* Makes a draft of the run after all requests made before, which changes nothing, and calls
 * `answer`. As long as nothing has happened it is the same draft again. */
void gradus_trainer_make_draft (GradusTrainer *trainer, GradusTrainerDraftFunc answer,
                                gpointer asker);

/* How many requests were made, drafts apart; a snapshot with this `sequence` was taken after all of
 * them. */
guint64 gradus_trainer_get_sequence (const GradusTrainer *trainer);

/* What the run learns from; the trainer's, but it may be kept with a reference. */
GradusDataset *gradus_trainer_get_dataset (const GradusTrainer *trainer);

/* Of the run; stays the same object from beginning to end. */
GradusHistory *gradus_trainer_get_history (const GradusTrainer *trainer);
GradusHistory *gradus_trainer_get_layer_history (const GradusTrainer *trainer);

GradusTimeline *gradus_trainer_get_timeline (const GradusTrainer *trainer);

/* Where the parameters of a layer stand in a checkpoint's state. */
gsize gradus_trainer_get_offset (const GradusTrainer *trainer, guint layer);

/* NULL where there is none. */
GradusDataset *gradus_trainer_get_test_dataset (const GradusTrainer *trainer);

G_END_DECLS
