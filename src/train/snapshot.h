/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/stop-rule.h"
#include "nn/diagnostics.h"
#include "train/anatomy.h"
#include "train/answers.h"
#include "train/chain.h"
#include "train/checkpoint.h"
#include "train/detail.h"
#include "train/history.h"
#include "train/pixel.h"
#include "train/preference.h"
#include "train/projection.h"
#include "train/saliency.h"
#include "train/sketch.h"
#include "train/snapshot-needs.h"
#include "train/confusion.h"

G_BEGIN_DECLS

typedef enum {
  GRADUS_RUN_PAUSED, /* also before the first step */
  GRADUS_RUN_TRAINING,
  GRADUS_RUN_FINISHED, /* the steps asked for are done */
  GRADUS_RUN_DIVERGED, /* the cost or a gradient is no longer finite; only a reset helps */
} GradusRunState;

/* Where a run stopped being finite. */
typedef struct {
  guint64 step; /* the first whose update was not */
  guint layer;  /* from 0: where it began, see nn/diagnostics.h */
} GradusDivergence;

/* GradusSnapshot: what a run looks like at one moment. Immutable and reference-counted, so it
 * crosses threads. */
typedef struct _GradusSnapshot {
  guint64 sequence; /* how many requests the trainer had obeyed */
  GradusRunState state;
  GradusDivergence divergence; /* of a diverged run */
  GradusStopCause stop_cause;  /* of one that its stop rule ended at this step */
  guint64 best_step;           /* where patience did: of the lowest test cost */
  double seconds;              /* spent in training, since step 0 */
  double seconds_to_make;      /* that this snapshot took from training … */
  double seconds_of_thrift;    /* … beside these, which are few over time, see train/thrift.h */
  gboolean is_behind;          /* the pace that was asked for is more than the machine can do */

  /* Dropout off; of a large network over the first samples only, as many as there is time for. */
  GradusMetrics metrics;
  guint n_undecided; /* of those samples; see gradus_cost_is_undecided() */
  guint n_test_undecided;
  guint n_layers;
  GradusDiagnostics *diagnostics; /* (n_layers) */
  GradusSketch *sketches;         /* (n_layers) */

  guint n_outputs;
  guint n_samples; /* at most GRADUS_SNAPSHOT_MAX_SAMPLES, the first ones */
  float *outputs;  /* (n_outputs, n_samples) */

  GradusSnapshotNeeds needs; /* what was asked for; what was not is NULL below */
  guint grid_size;           /* 0: no grid */
  GradusPlane plane;         /* that grid and maps cover */

  /* (n_outputs, grid_size, grid_size), at the middles of the cells, the top row (y1) first; of a
   * line (n_outputs, grid_size). */
  float *grid;
  GradusAnatomy *anatomy;
  GradusDetail *detail;
  GradusChain *chain;
  GradusPixel *pixel; /* NULL also where the layer has no such map */
  guint n_filters;
  float *filters; /* (n_filters, filter_shape): the weights of the first units or maps of layer 1 */
  GradusShape filter_shape; /* what one of them reads: the input, or a kernel of it */
  GradusConfusion *confusion; /* NULL also where there are no classes */
  GradusAnswers *answers, *test_answers; /* the latter NULL also where there are no test data */
  GradusProjection *projection;          /* NULL also where a number is not finite */
  GradusSaliency *saliency; /* may be of an earlier step; NULL also where there is none to be had */
  GradusPreference *preference; /* likewise */
  GradusCheckpoint *weights;  /* the network's parameters, without the optimiser's moments */
  float *probe;               /* (n_outputs): what the network says to the probe */
} GradusSnapshot;

#define GRADUS_SNAPSHOT_MAX_SAMPLES 1000

/* With room for everything and all numbers 0; filled by its maker before anyone else sees it. */
GradusSnapshot *gradus_snapshot_new (guint n_layers, guint n_outputs, guint n_samples,
                                     guint grid_size);
GradusSnapshot *gradus_snapshot_ref (GradusSnapshot *snapshot);
void gradus_snapshot_unref (GradusSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusSnapshot, gradus_snapshot_unref)

/* Where the maker writes metrics.gradient_norms. */
float *gradus_snapshot_get_gradient_norms (GradusSnapshot *snapshot);

G_END_DECLS
