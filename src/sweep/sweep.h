/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"
#include "sweep/sweep-curves.h"

G_BEGIN_DECLS

/* GradusSweep: one experiment over a grid of choices and many seeds, and the outcomes.
 *
 * An axis has choices; a cell of the grid is one choice of every axis, and the last axis changes
 * fastest; a job is a cell with a seed. The outcome of a job is written once, and does not
 * depend on the thread. So any number of threads may fill the grid while others read it. */
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

/* The final weights' cost and accuracy on the training data, and their accuracy on the test
 * data. */
typedef struct {
  double cost; /* NaN if it is not finite */
  double accuracy;
  double test_accuracy; /* NaN if there are no test data */
} GradusOutcome;

typedef struct _GradusSweep GradusSweep;

/* The limits of a sweep: nobody could read more. */
#define GRADUS_SWEEP_MAX_CELLS 10000
#define GRADUS_SWEEP_MAX_SEEDS 100000
#define GRADUS_SWEEP_MAX_JOBS 10000000

GradusSweepAxis *gradus_sweep_axis_new (const char *name);
GradusSweepAxis *gradus_sweep_axis_copy (const GradusSweepAxis *axis);
void gradus_sweep_axis_free (GradusSweepAxis *axis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusSweepAxis, gradus_sweep_axis_free)

/* Copies everything; `settings` ends with NULL. */
void gradus_sweep_axis_add (GradusSweepAxis *axis, const char *label, const char *const *settings);

/* Parses an axis as on a command line, "PATH=V1,V2,…"; commas inside JSON's brackets and quotes
 * do not separate. */
GradusSweepAxis *gradus_sweep_axis_parse (const char *text, GError **error);

/* Whether a choice of the axis sets what stands at that path. */
gboolean gradus_sweep_axis_sets (const GradusSweepAxis *axis, const char *path);

/* Takes over the axes (of GradusSweepAxis, 0 or more). Seeds are first_seed, first_seed + 1, …
 * Fails with GRADUS_EXPERIMENT_ERROR, which names the setting, if a cell cannot be trained or an
 * axis sets the seed, and with G_IO_ERROR if there are too many cells, seeds or jobs. */
GradusSweep *gradus_sweep_new (const GradusExperiment *experiment, GPtrArray *axes,
                               guint64 first_seed, guint n_seeds, GError **error);
GradusSweep *gradus_sweep_ref (GradusSweep *sweep);
void gradus_sweep_unref (GradusSweep *sweep);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusSweep, gradus_sweep_unref)

/* Before any job is begun: every job measures its curves, too. Fails with a G_IO_ERROR where they
 * would be too many. */
gboolean gradus_sweep_keep_curves (GradusSweep *sweep, GError **error);

/* The sweep's; NULL where they are not kept. */
GradusSweepCurves *gradus_sweep_get_curves (const GradusSweep *sweep);

const GradusExperiment *gradus_sweep_get_base (const GradusSweep *sweep);
guint gradus_sweep_get_n_axes (const GradusSweep *sweep);

/* Whether an axis sets what stands at that path. */
gboolean gradus_sweep_varies (const GradusSweep *sweep, const char *path);
const GradusSweepAxis *gradus_sweep_get_axis (const GradusSweep *sweep, guint axis);
guint gradus_sweep_get_n_cells (const GradusSweep *sweep);
guint gradus_sweep_get_n_seeds (const GradusSweep *sweep);
guint64 gradus_sweep_get_first_seed (const GradusSweep *sweep);

/* cells × seeds. Job j belongs to cell j % cells, so that all cells fill evenly. */
guint gradus_sweep_get_n_jobs (const GradusSweep *sweep);

/* The choice of an axis that a cell has. */
guint gradus_sweep_get_choice (const GradusSweep *sweep, guint cell, guint axis);

/* A new experiment: that of a cell with a seed, counted from 0. */
GradusExperiment *gradus_sweep_make_experiment (const GradusSweep *sweep, guint cell, guint seed);

/* The state of a job; sets `outcome` if it is not open. Any thread may call it. */
GradusOutcomeState gradus_sweep_get_outcome (const GradusSweep *sweep, guint cell, guint seed,
                                             GradusOutcome *outcome);

/* The job that is done and costs more than that share of those that are, 0 to 1; what diverged
 * costs most. FALSE where none is done. */
gboolean gradus_sweep_find_job (const GradusSweep *sweep, double share, guint *cell, guint *seed);

/* The number of jobs that have an outcome. Any thread may call it. */
guint gradus_sweep_count_known (const GradusSweep *sweep);

/* Sets an outcome; only the thread that did the job calls it, once. */
void gradus_sweep_set_outcome (GradusSweep *sweep, guint cell, guint seed, GradusOutcomeState state,
                               GradusOutcome outcome);

/* The known outcomes of a cell. Solved means accuracy 1 at the end. The cost of a diverged run
 * counts as infinite; quantiles that are infinite, or of no run, are NaN. */
typedef struct {
  guint n_known;
  guint n_solved;
  guint n_diverged;
  guint n_learned; /* whose cost is below 0.9 times that of the best constant answer */
  double cost_median, cost_low, cost_high; /* the quartiles */
  double accuracy_mean;
  double test_accuracy_mean; /* NaN without test data; so is the last */
  double learned_accuracy;   /* the mean of those that learned; NaN if none did */
  double learned_test_accuracy;
} GradusCellSummary;

/* Summarises a cell. Only one thread at a time may call it. */
void gradus_sweep_summarise (const GradusSweep *sweep, guint cell, GradusCellSummary *summary);

G_END_DECLS
