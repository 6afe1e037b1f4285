/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"

G_BEGIN_DECLS

/* GradusSweep: one experiment over a grid of choices and many seeds, and what came of each.
 *
 * An axis has choices; a cell of the grid is one choice of every axis, the last axis going round first; a job is a cell with a
 * seed. What is known of a job is its outcome, written once: so any number of threads may fill the grid while others read it,
 * and it is the same whoever filled it. */
typedef struct {
  char *label;     /* "relu" */
  char **settings; /* "PATH=VALUE" each, see gradus_experiment_set(); ends with NULL */
} GradusSweepChoice;

typedef struct {
  char *name;         /* "network.hidden.activation" */
  GPtrArray *choices; /* GradusSweepChoice */
} GradusSweepAxis;

typedef enum {
  GRADUS_OUTCOME_OPEN, /* not known yet */
  GRADUS_OUTCOME_FINISHED,
  GRADUS_OUTCOME_DIVERGED,
} GradusOutcomeState;

/* Of the final weights over the training data. */
typedef struct {
  double cost; /* NaN where it is not finite */
  double accuracy;
} GradusOutcome;

typedef struct _GradusSweep GradusSweep;

/* More are refused: nobody could read them. */
#define GRADUS_SWEEP_MAX_CELLS 10000
#define GRADUS_SWEEP_MAX_SEEDS 100000
#define GRADUS_SWEEP_MAX_JOBS 10000000

GradusSweepAxis *gradus_sweep_axis_new (const char *name);
GradusSweepAxis *gradus_sweep_axis_copy (const GradusSweepAxis *axis);
void gradus_sweep_axis_free (GradusSweepAxis *axis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusSweepAxis, gradus_sweep_axis_free)

/* Copies everything; `settings` ends with NULL. */
void gradus_sweep_axis_add (GradusSweepAxis *axis, const char *label, const char *const *settings);

/* An axis as it is written on a command line, "PATH=V1,V2,…"; commas inside JSON's brackets and quotes do not count. The error's
 * message says what is wrong and what would be right. */
GradusSweepAxis *gradus_sweep_axis_parse (const char *text, GError **error);

/* Takes the axes (GradusSweepAxis, 0 or more). Seeds are first_seed, first_seed + 1, … Fails with GRADUS_EXPERIMENT_ERROR where
 * a cell cannot be trained, naming the setting, and G_IO_ERROR where there are too many. */
GradusSweep *gradus_sweep_new (const GradusExperiment *experiment, GPtrArray *axes, guint64 first_seed,
                               guint n_seeds, GError **error);
GradusSweep *gradus_sweep_ref (GradusSweep *sweep);
void gradus_sweep_unref (GradusSweep *sweep);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusSweep, gradus_sweep_unref)

const GradusExperiment *gradus_sweep_get_base (const GradusSweep *sweep);
guint gradus_sweep_get_n_axes (const GradusSweep *sweep);
const GradusSweepAxis *gradus_sweep_get_axis (const GradusSweep *sweep, guint axis);
guint gradus_sweep_get_n_cells (const GradusSweep *sweep);
guint gradus_sweep_get_n_seeds (const GradusSweep *sweep);
guint64 gradus_sweep_get_first_seed (const GradusSweep *sweep);

/* cells × seeds; job j is of cell j % cells, so that all cells fill evenly. */
guint gradus_sweep_get_n_jobs (const GradusSweep *sweep);

/* Which choice of an axis a cell is. */
guint gradus_sweep_get_choice (const GradusSweep *sweep, guint cell, guint axis);

/* The experiment of a cell with a seed, counted from 0; the caller's own. */
GradusExperiment *gradus_sweep_make_experiment (const GradusSweep *sweep, guint cell, guint seed);

/* For any thread. Of a job that is known `outcome` is filled. */
GradusOutcomeState gradus_sweep_get_outcome (const GradusSweep *sweep, guint cell, guint seed,
                                             GradusOutcome *outcome);

/* How many jobs have an outcome by now. Any thread. */
guint gradus_sweep_count_known (const GradusSweep *sweep);

/* For the one thread that did the job, once. */
void gradus_sweep_set_outcome (GradusSweep *sweep, guint cell, guint seed, GradusOutcomeState state,
                               GradusOutcome outcome);

/* What is known of a cell. `solved`: accuracy 1 at the end. A diverged run's cost counts as infinite, and quantiles that are
 * infinite or of nothing are NaN. */
typedef struct {
  guint n_known;
  guint n_solved;
  guint n_diverged;
  guint
      n_learned; /* whose cost is below 0.9 times that of the best constant answer: the others did "not converge" */
  double cost_median, cost_low, cost_high; /* the quartiles */
  double accuracy_mean;
  double learned_accuracy; /* the mean of those that learned; NaN where there is none */
} GradusCellSummary;

/* For one thread at a time. */
void gradus_sweep_summarise (const GradusSweep *sweep, guint cell, GradusCellSummary *summary);

G_END_DECLS
