/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/stop-rule.h"

G_BEGIN_DECLS

/* GradusStopWatch: looks now and then whether a stop rule is met.
 *
 * It looks at the ends of epochs (of a full batch every step is one), at each of the first 64, then
 * 64 times between an epoch and the double of it: by their numbers alone, so that training ends at
 * the same step at any speed. What is met ends training once: it has to be missed in between before
 * it does so again, and patience begins anew. Starts as zeros, with the rule filled in. */
typedef struct {
  GradusStopRule rule;

  gboolean has_looked;
  guint64 last; /* the epoch of the last look */
  guint met;    /* then, a bit for each cause */
  double best;  /* the lowest cost of the test data … */
  guint64 best_epoch, patient_since;
} GradusStopWatch;

/* What there is to judge by; what no rule asks for may be NAN. */
typedef struct {
  double cost, accuracy, gradient_norm; /* over all training data, dropout off */
  double test_cost;
} GradusStopReading;

/* The first epoch from this one on at which it looks. */
guint64 gradus_stop_watch_find_look (guint64 epoch);

/* Whether it is to look at this epoch, and has not yet. */
gboolean gradus_stop_watch_wants (const GradusStopWatch *watch, guint64 epoch);

/* What ends training at this epoch, if anything. Where training `begins`, not at its first step,
 * nothing does. Then watch->best_epoch == epoch says whether the cost of the test data is the
 * lowest so far. */
GradusStopCause gradus_stop_watch_judge (GradusStopWatch *watch, guint64 epoch, gboolean begins,
                                         const GradusStopReading *reading);

/* As if nothing had been looked at, with the same rule. */
void gradus_stop_watch_forget (GradusStopWatch *watch);

G_END_DECLS
