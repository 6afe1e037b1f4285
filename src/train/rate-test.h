/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdatomic.h>

#include "data/dataset.h"
#include "experiment/experiment.h"

G_BEGIN_DECLS

/* GradusRateTest: which learning rate suits an experiment: one short run from its initial weights,
 * in which every step has a larger rate than the one before (Smith 2017, "Cyclical learning rates
 * for training neural networks", section 3.3; fastai's lr_find). Rates too small leave the cost as
 * it is, the right ones let it fall, too large ones blow it up.
 *
 * The rates are GRADUS_RATE_TEST_LOWEST · (HIGHEST / LOWEST)^(i / (STEPS - 1)), whatever schedule
 * the experiment has. A cost is that of the samples of its step, before the update by its rate.
 * The test ends where the cost is more than GRADUS_RATE_TEST_BLOWN_UP times its lowest, or not a
 * number. */

#define GRADUS_RATE_TEST_STEPS 141
#define GRADUS_RATE_TEST_LOWEST 1e-6
#define GRADUS_RATE_TEST_HIGHEST 10.0
#define GRADUS_RATE_TEST_BLOWN_UP 4.0

/* Where steps see a part of the samples, costs are means over so many points on either side, as far
 * as there are some; the end is judged by the mean of the last so many. */
#define GRADUS_RATE_TEST_SPAN 5

/* A cost that falls by less than this share has not fallen. */
#define GRADUS_RATE_TEST_FALL 0.02

/* Where there is noise, one that falls by no more than so many deviations of a smoothed cost, told
 * by differences of neighbours (von Neumann 1941), has not either: at weights that stay as they are
 * batches of 5 to 100 fall by more than 2 of them in 36 % of runs, than 3 in 9 %, than 4 in 0.7 %,
 * than 5 in none (11 experiments, 300 seeds each). */
#define GRADUS_RATE_TEST_NOISE 5

typedef enum {
  GRADUS_RATE_FOUND,
  GRADUS_RATE_FLAT,       /* no rate lets the cost fall */
  GRADUS_RATE_NOISE,      /* it falls by no more than batches differ */
  GRADUS_RATE_AT_ONCE,    /* it grows before it has fallen, within the first decade of rates */
  GRADUS_RATE_NOT_FINITE, /* it is no number before the first step */
} GradusRateOutcome;

typedef struct {
  guint n;                      /* points, in the order of steps */
  double *rates;                /* (n) */
  double *costs, *smooth;       /* (n): as measured; and the means, the same without noise */
  gboolean has_noise;           /* steps saw a part of the samples alone */
  gboolean has_blown_up;        /* it ended before the highest rate */
  GradusRateOutcome outcome;
  guint steepest; /* where found: the point where the smooth cost falls most steeply over the
                     logarithm of the rate, between where it was last as high as at the start and
                     where it is lowest */
  double suggestion; /* the rate there, to two digits; else NAN */
  double fall;  /* from the start to where the smooth cost is lowest */
  double noise; /* the standard deviation of a smooth cost; 0 where steps see all samples */
} GradusRateTest;

/* Takes the test on the training samples, NULL for the experiment's own; neither is changed. NULL
 * without an error where `*interrupt` becomes TRUE; with one as gradus_stepper_new(). */
GradusRateTest *gradus_rate_test_run (const GradusExperiment *experiment, GradusDataset *training,
                                      const atomic_bool *interrupt, GError **error);

/* What is to be said of costs at rates, both (n) and copied. */
GradusRateTest *gradus_rate_test_new (guint n, const double *rates, const double *costs,
                                      gboolean has_noise, gboolean has_blown_up);
void gradus_rate_test_free (GradusRateTest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusRateTest, gradus_rate_test_free)

/* The rate of point i of the run. */
double gradus_rate_test_get_rate (guint i);

/* In files and for programs: "found", "flat", "noise", "at-once", "not-finite". */
const char *gradus_rate_outcome_get_name (GradusRateOutcome outcome);

/* What came of it and by which rule, as translated sentences with full stops. Free with
 * g_free(). */
char *gradus_rate_test_describe (const GradusRateTest *self);

G_END_DECLS
