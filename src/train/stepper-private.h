/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/team.h"
#include "train/evaluator.h"
#include "train/batches.h"
#include "train/core-choice.h"
#include "train/stepper.h"
#include "train/stop-watch.h"

/* For stepper*.c and tests alone. */

/* A pass forward and back is three forward. */
#define PASSES_OF_A_STEP 3

struct _GradusStepper {
  GradusDataset *training;
  GradusDataset *test; /* NULL where there is none */
  GradusBatches batches;
  GradusNetwork *network;
  GradusPass *pass; /* a batch */
  GradusEvaluator *evaluator;
  GradusObserver *observer;
  GradusTeam *team;             /* NULL for one thread */
  GradusCoreChoice core_choice; /* of a team */
  guint n_cores;                /* that it has taken … */
  guint n_wanted_cores;         /* … of those that it may */
  float *start;                 /* all parameters as they were at step 0 */

  guint fewest_samples; /* that a step can learn from */

  GradusCost cost;
  GradusOptimiser optimiser;
  GradusUpdate steady_update; /* every step's, where they are all the same */
  gboolean is_steady;
  guint64 seed;
  guint64 test_stride;       /* steps between measurements of the test data, a power of two; */
  guint tests_an_octave;     /* between a step and the double of it there are at least so many */
  guint64 checkpoint_stride; /* steps between two checkpoints at the least, a power of two */
  guint64 look_stride;       /* steps between two looks at the layers at the most, likewise */

  gboolean is_recording;
  const guint64 *plan; /* NULL: the history says which steps are measured */
  guint n_planned, next_planned;
  void (*tell_measured) (const GradusMetrics *metrics, gpointer listener);
  gpointer listener;
  guint64 step;
  gboolean has_diverged;
  GradusDivergence divergence;
  GradusStopWatch stop_watch;
  GradusStopCause stop_cause; /* of the step that it is at */
  GradusCheckpoint *best;     /* where patience looked and the test data cost least; or NULL */

  GradusHistory *history;
  GradusHistory *layer_history; /* GradusDiagnostics, layer by layer */
  GradusTimeline *timeline;
  double recorded_cost; /* the last in the history; NAN: none yet */
  GradusMetrics metrics;
  guint n_undecided, n_test_undecided; /* when they were last measured over all samples */
  float *gradient_norms;               /* (layers) */
  GradusDiagnostics *diagnostics;      /* (layers) */
  guint n_shown;
  float *shown; /* (targets, n_shown) */
};

/* Looks, where it is time to, whether training ends here. */
gboolean gradus_stepper_look_for_stop (GradusStepper *stepper);

/* The first step from this one on at which it would look. */
guint64 gradus_stepper_find_look (const GradusStepper *stepper, guint64 step);

/* The run is at another step than it was, or learns from other data. */
void gradus_stepper_forget_looks (GradusStepper *stepper);

/* Whether the step that it is at is measured on the way, and the first from this one on that is. */
gboolean gradus_stepper_records_now (const GradusStepper *stepper);
guint64 gradus_stepper_find_record (const GradusStepper *stepper);

/* Hands what was measured to who asked for it. */
void gradus_stepper_tell_measured (GradusStepper *stepper);

/* Whether the test data are measured for the history at a step that it wants. */
gboolean gradus_stepper_tests_at (const GradusStepper *stepper, guint64 step);

/* Whether the history of the layers wants the step that it is at. */
gboolean gradus_stepper_looks_now (const GradusStepper *stepper);

/* Records the step whose gradients the training pass has just found, before its update: first all
 * workers look at the layers, each at its share of them, where their history wants it; when all
 * have, one records that, cost, accuracy and gradient norms. */
void gradus_stepper_look_at_layers (GradusStepper *stepper, const GradusWorker *worker);
void gradus_stepper_record (GradusStepper *stepper);

/* The update that these gradients make. */
GradusUpdate gradus_stepper_prepare_update (const GradusStepper *stepper);

/* The shares of n_samples that are undecided and count as right, as in GradusMetrics. */
void gradus_stepper_find_shares (guint n_undecided, guint n_right, guint n_samples,
                                 double *undecided_right, double *undecided_wrong);

/* Fills the metrics of the test data, where there are some, over the first n_samples of them. */
void gradus_stepper_measure_test_data (GradusStepper *stepper, guint n_samples);

/* Fills the diagnostics of a layer from the gradients of a pass, and from what `update` makes of
 * them. */
void gradus_stepper_look_at_layer (GradusStepper *stepper, const GradusPass *pass,
                                   const GradusUpdate *update, guint layer);
