/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"
#include "plot/network-layout.h"
#include "sweep/sweep.h"
#include "train/damage.h"
#include "train/landscape.h"
#include "train/rate-test.h"
#include "train/snapshot.h"
#include "train/units-off.h"

G_BEGIN_DECLS

typedef struct _GradusFigureSource GradusFigureSource;

/* One of the runs that are drawn over or beside each other. */
typedef struct {
  const char *name;
  guint colour; /* in the palette of classes */
  const GradusSeries *series;
  gboolean is_selected;
  gboolean has_noise; /* each step sees a part of the samples alone */
  guint number;       /* that tells it from others, see GradusFigureSource.landscape */

  /* All else of it, as if it were the only one, for figures that draw each run; or NULL. */
  const GradusFigureSource *own;
} GradusFigureRun;

/* GradusFigureSource: a run's numbers, which figures draw. All are borrowed. Any may be NULL: a
 * figure that cannot be without it then draws empty axes, or nothing. */
struct _GradusFigureSource {
  const GradusExperiment *experiment;
  const GradusSnapshot *snapshot;
  const GradusSeries *series;
  const GradusSeries *layer_series; /* of GradusDiagnostics */
  const GradusDataset *training;
  const GradusDataset *test;
  guint n_runs; /* for curves: all that are shown, this one among them; 0 or 1 without others */
  const GradusFigureRun *runs;
  guint n_trace; /* an edge's weight at the latest steps */
  const guint64 *trace_steps;
  const double *trace_values;
  gboolean is_past; /* the snapshot is of an earlier step, which curves mark: */
  guint64 past_step;
  const GArray *units_off; /* in the snapshot, see train/units-off.h */
  const GradusLandscape *landscape; /* of the runs with these numbers, or of the only one */
  const GradusDamage *damage;  /* for figures of what is measured once, and not at each moment */
  const GradusRateTest *rates; /* likewise */
  const GradusSweep *sweep; /* for figures of one, which need nothing else */
  double largest_weight; /* what the widest edge stands for, if the run's own are no larger */
  GradusDiagramPart pointed; /* what is pointed at in the network beside this figure */
};

/* The data that the snapshot's table of confusions is about. There must be such a table. */
const GradusDataset *gradus_figure_source_get_judged (const GradusFigureSource *source);

/* Whether the training samples are pictures. */
gboolean gradus_figure_source_has_pictures (const GradusFigureSource *source);

/* Whether the targets are numbers to be met, and no classes. */
gboolean gradus_figure_source_has_numbers (const GradusFigureSource *source);

G_END_DECLS
