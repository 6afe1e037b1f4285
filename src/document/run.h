/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib-object.h>

#include "data/dataset.h"
#include "experiment/experiment.h"
#include "train/marker.h"
#include "train/race.h"
#include "train/run-draft.h"
#include "train/snapshot.h"
#include "train/timeline.h"
#include "train/trainer.h"
#include "train/units-off.h"

G_BEGIN_DECLS

/* GradusRun: an experiment that is being or has been trained, as the main thread sees it.
 *
 * It owns the trainer and keeps the newest snapshot and series. Nothing comes by itself: whoever
 * shows the run calls gradus_run_refresh() once a frame from "unsettled", which every request
 * emits, until gradus_run_is_settled(). Refreshing emits "changed" where there is news. What could
 * not be done it tells with "failed" and one sentence, and is as it was before.
 *
 * It can be looked at as it was: then the snapshot is of a checkpoint, while training may go on.
 * And it can be looked at, now or then, with units switched off: then the snapshot is of a copy
 * without them. Training, and every change of the run, puts them back, which it tells with
 * "mended".
 *
 * Its properties "name", "colour" (a number in the palette) and "is-hidden" tell how it is shown
 * among others. */
#define GRADUS_TYPE_RUN (gradus_run_get_type ())
G_DECLARE_FINAL_TYPE (GradusRun, gradus_run, GRADUS, RUN, GObject)

/* At step 0. Fails as gradus_trainer_new() does. */
GradusRun *gradus_run_new (const GradusExperiment *experiment, GError **error);

/* A run that goes on from the checkpoint at which `self` is shown, paused there, with the same
 * past. */
GradusRun *gradus_run_continue (GradusRun *self, GError **error);

/* A run as it was when `draft` was made, on these samples, paused; with the name, markers and the
 * rest set by the caller. Takes references. Fails as gradus_trainer_new_from() does. */
GradusRun *gradus_run_new_from (const GradusExperiment *experiment, GradusDataset *training,
                                GradusDataset *test, const GradusRunDraft *draft, guint64 origin,
                                const GPtrArray *markers, GError **error);

/* Tells it from all other runs of this process. */
guint64 gradus_run_get_number (GradusRun *self);

/* As gradus_trainer_make_draft(): of what it has learned by now. */
void gradus_run_make_draft (GradusRun *self, GradusTrainerDraftFunc answer, gpointer asker);

/* The step from which it went on after another run; 0 for one that began at the beginning. */
guint64 gradus_run_get_origin (GradusRun *self);

/* NULL where it was given none. */
const char *gradus_run_get_name (GradusRun *self);
void gradus_run_set_name (GradusRun *self, const char *name);
guint gradus_run_get_colour (GradusRun *self);
void gradus_run_set_colour (GradusRun *self, guint colour);
gboolean gradus_run_is_hidden (GradusRun *self);
void gradus_run_set_hidden (GradusRun *self, gboolean is_hidden);

/* Borrowed until the run is changed, which notifies of "experiment". */
const GradusExperiment *gradus_run_get_experiment (GradusRun *self);

/* What it learns from. */
GradusDataset *gradus_run_get_dataset (GradusRun *self);

/* What it is tested with; NULL where there is nothing. */
GradusDataset *gradus_run_get_test_dataset (GradusRun *self);

/* What its samples are made of: its experiment's data, but while a change of them is on its way
 * still those before. */
const GradusDataSpec *gradus_run_get_data (GradusRun *self);

/* Goes on as `experiment`, which differs only as gradus_experiment_can_go_on_as() allows. FALSE,
 * and nothing changes, where its samples cannot be made. Where the trainer refuses them later the
 * run emits "refused" and "failed", and keeps the data that it has. */
gboolean gradus_run_change (GradusRun *self, const GradusExperiment *experiment, GError **error);

/* Trains to the experiment's number of steps; once there, as many steps again. */
void gradus_run_play (GradusRun *self);
void gradus_run_pause (GradusRun *self);

/* The step to which playing would train now, or does. */
guint64 gradus_run_get_goal (GradusRun *self);
void gradus_run_step (GradusRun *self);
void gradus_run_reset (GradusRun *self);

/* Steps a second, 0 for all that the machine has; or paced, so many seconds to the last step. */
void gradus_run_set_speed (GradusRun *self, double steps_per_second);
void gradus_run_set_pace (GradusRun *self, double seconds);

/* In step with the other runs of a race; NULL: alone. */
void gradus_run_set_race (GradusRun *self, GradusRace *race);

/* What can be gone back to, as of the last refresh: GradusCheckpoint, by step. */
const GPtrArray *gradus_run_get_checkpoints (GradusRun *self);

/* A weight as it was at a checkpoint of the run; parameters count as for
 * gradus_run_set_weight(). */
float gradus_run_get_past_weight (GradusRun *self, const GradusCheckpoint *checkpoint, guint layer,
                                  gsize parameter);

/* Looks at the run as it was, until it is trained again; with NULL as it is. Fails where there is
 * no memory or thread for it. */
gboolean gradus_run_rewind (GradusRun *self, GradusCheckpoint *checkpoint, GError **error);

/* NULL for now. */
GradusCheckpoint *gradus_run_get_shown_checkpoint (GradusRun *self);

/* The units that are off while one looks, see train/units-off.h; NULL or none: all are there again,
 * which is no news of "mended". The run must not train. What cannot be looked at so is told with
 * "failed", and all units are there. */
void gradus_run_set_units_off (GradusRun *self, const GArray *units);

/* NULL: none. */
const GArray *gradus_run_get_units_off (GradusRun *self);

/* The weights of the shown moment with those units off; NULL where none are, or not yet. */
GradusCheckpoint *gradus_run_get_damaged (GradusRun *self);

/* Names the checkpoint at which the run is shown; without a name it is an ordinary one again. */
void gradus_run_mark (GradusRun *self, const char *name);

/* GradusMarker, by step. */
const GPtrArray *gradus_run_get_markers (GradusRun *self);

/* What snapshots shall carry beside metrics from now on for `viewer`, any pointer that tells it
 * from other viewers; NULL where it needs nothing more. They carry what all viewers need. */
void gradus_run_set_needs (GradusRun *self, gconstpointer viewer, const GradusSnapshotNeeds *needs);

/* Puts a value in the place of a weight, in the running training; see
 * gradus_stepper_set_weight(). */
void gradus_run_set_weight (GradusRun *self, guint layer, gsize parameter, float value);

/* What the network is asked beside its samples, n_inputs floats; NULL: nothing. */
void gradus_run_set_probe (GradusRun *self, GBytes *probe);

void gradus_run_refresh (GradusRun *self);

/* Whether the snapshot shows the outcome of every request, and nothing will change until the
 * next. */
gboolean gradus_run_is_settled (GradusRun *self);

/* Of now, or of the checkpoint at which the run is shown; NULL before the first refresh that
 * brought one. */
const GradusSnapshot *gradus_run_get_snapshot (GradusRun *self);

/* Of now, even while the run is shown at a checkpoint; NULL likewise. */
const GradusSnapshot *gradus_run_get_newest (GradusRun *self);

/* As of the last refresh. */
const GradusSeries *gradus_run_get_series (GradusRun *self);

/* The same of what there is to say of each layer: a point's values are one GradusDiagnostics a
 * layer. */
const GradusSeries *gradus_run_get_layer_series (GradusRun *self);

/* What is wrong with it, once its training has ended, see train/diagnosis.h; NULL before. Free with
 * g_ptr_array_unref(). */
GPtrArray *gradus_run_diagnose (GradusRun *self);

/* Whether training was asked for and has neither ended nor been paused, known without waiting for
 * the trainer. */
gboolean gradus_run_is_playing (GradusRun *self);

/* Whether it plays, or has trained a step: then training is lost where it begins again. */
gboolean gradus_run_has_begun (GradusRun *self);

/* Steps a second, measured over the last half second or so; 0 while not training. */
double gradus_run_get_rate (GradusRun *self);

G_END_DECLS
