/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was measured at one step: of the weights as they were after that many updates, over the
 * samples of that step (with a full batch: all training data) or, where it says so, over more. */
typedef struct {
  guint64 step;
  double cost;
  double accuracy; /* 0 … 1; of numbers see gradus_cost_explained() */
  double
      test_cost; /* over the test data; NAN where they were not measured and where there are none */
  double test_accuracy;
  const float *gradient_norms; /* (layers), the layer next to the data first */

  /* Of those samples the shares that are undecided, see gradus_cost_is_undecided(), and count as
   * right or as wrong all the same: so far the accuracy may as well be lower, or higher. */
  double undecided_right, undecided_wrong;
  double test_undecided_right, test_undecided_wrong;
} GradusMetrics;

/* GradusSeries: a reader's own copy of a history, column by column. Start from { 0 }. */
typedef struct {
  guint n_values;
  guint n_points;
  guint n_regular;    /* points that are not the provisional last one, off the stride */
  guint64 *steps;     /* (n_points), ascending */
  double *costs;      /* (n_points) */
  double *accuracies; /* (n_points) */
  double *test_costs; /* (n_points) */
  double *test_accuracies;
  double *undecided_right, *undecided_wrong; /* (n_points), as in GradusMetrics */
  double *test_undecided_right, *test_undecided_wrong;
  float *values; /* (n_points, n_values): gradient norms, one a layer, or what else it is of */

  /* The history's business only. */
  guint capacity;
  guint64 epoch;
  guint64 revision;
} GradusSeries;

void gradus_series_clear (GradusSeries *series);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusSeries, gradus_series_clear)

/* GradusHistory: the measurements of a run, bounded however long it trains.
 *
 * Points are taken every `stride` steps, first every one. At `capacity` points each four neighbours
 * become two, those with the lowest and the highest cost among them, and the stride doubles: so a
 * spike survives, and there are never fewer than half the capacity. Where neither of them has
 * measured the test data and another has, that one stays as well. The beginning stays denser
 * than the rest, for logarithmic axes: between a step and the double of it lie a 64th of the
 * capacity at least, or 8. The first point always stays; the newest measurement is always the
 * last, whether or not it lies on the stride.
 *
 * Which steps are measured follows from the step numbers alone, so a history has the same bits at
 * any speed.
 *
 * One thread writes, any may read. */
typedef struct _GradusHistory GradusHistory;

#define GRADUS_HISTORY_CAPACITY 4096

/* Of the history of diagnostics: they cost more to measure than cost and gradient norms. */
#define GRADUS_LAYER_HISTORY_CAPACITY 256

/* With n_values numbers a point beside cost and accuracy, and room for `capacity` points, a
 * multiple of 4. */
GradusHistory *gradus_history_new (guint n_values, guint capacity);
GradusHistory *gradus_history_ref (GradusHistory *history);
void gradus_history_unref (GradusHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusHistory, gradus_history_unref)

/* The writer's side. */
gboolean gradus_history_wants (const GradusHistory *history, guint64 step);

/* The first step from this one on that it wants. */
guint64 gradus_history_find_next (const GradusHistory *history, guint64 step);
void gradus_history_add (GradusHistory *history, const GradusMetrics *metrics, const float *values);
void gradus_history_set_last (GradusHistory *history, const GradusMetrics *metrics,
                              const float *values);
void gradus_history_clear (GradusHistory *history);

/* Keeps what lies before a step. */
void gradus_history_cut (GradusHistory *history, guint64 step);

/* What another history of the same shape has before a step, in the place of what was here. */
void gradus_history_copy (GradusHistory *history, GradusHistory *other, guint64 step);

/* All points, and the stride: from the regular ones gradus_history_load() makes a history that goes
 * on as this one. Any thread. */
void gradus_history_save (GradusHistory *history, GradusSeries *series, guint64 *stride);

/* The writer's side: puts the regular points in the place of what was here. They are no more than
 * the capacity, and have as many values; the stride is a power of two. */
void gradus_history_load (GradusHistory *history, const GradusSeries *series, guint64 stride);

/* The reader's side: brings `series` up to date, copying only what is new where it can. Returns
 * whether anything changed. The writer waits no longer than for that copy. */
gboolean gradus_history_read (GradusHistory *history, GradusSeries *series);

G_END_DECLS
