/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/run.h"
#include "train/rate.h"

G_BEGIN_DECLS

/* For run*.c alone. */

struct _GradusRun {
  GObject parent_instance;

  char *name;
  guint colour;
  gboolean is_hidden;
  guint64 origin; /* the step that it went on from */
  guint64 number;

  GradusExperiment *experiment; /* as it was asked for */
  GradusDataSpec data;          /* that its samples are of */
  GQueue data_on_the_way; /* GradusDataSpec, asked for and not answered yet, the oldest first */
  GradusTrainer *present;
  GradusTrainer *past; /* paused at a checkpoint; NULL while the run is looked at as it is */
  GradusCheckpoint *shown_checkpoint; /* NULL: it is shown as it is now */
  GArray *units_off;                  /* NULL: none; else … */
  GradusCheckpoint *now;              /* … its weights, once they are known, … */
  GradusCheckpoint *damaged;          /* … and those that are shown */
  GPtrArray *markers;
  GradusSeries series;
  GradusSeries layer_series;
  GPtrArray *checkpoints;
  guint64 checkpoints_revision;
  GHashTable *all_needs;     /* GradusSnapshotNeeds, by viewer */
  GradusSnapshotNeeds needs; /* all of them */
  GBytes *probe;             /* or NULL */
  gboolean is_playing;

  GradusRate rate;
};

/* After every request. */
void gradus_run_unsettle (GradusRun *self);

/* Tells of a trainer's news as the run's. */
void gradus_run_listen (GradusRun *self, GradusTrainer *trainer);

/* From the checkpoint at which the run is shown, if any, with all units. */
void gradus_run_return_to_now (GradusRun *self);

G_END_DECLS
