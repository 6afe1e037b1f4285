/* SPDX-License-Identifier: MIT */
#include "train/rate-test.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/number.h"
#include "train/stepper.h"

/* So close to the last point the curve has not been seen to turn. */
#define END_POINTS 4

/* Points of the first decade of rates. */
#define FIRST_DECADE 20

static const char *const outcome_names[] = {
  [GRADUS_RATE_FOUND] = "found",
  [GRADUS_RATE_FLAT] = "flat",
  [GRADUS_RATE_NOISE] = "noise",
  [GRADUS_RATE_AT_ONCE] = "at-once",
  [GRADUS_RATE_NOT_FINITE] = "not-finite",
};

const char *
gradus_rate_outcome_get_name (GradusRateOutcome outcome)
{
  return outcome_names[outcome];
}

double
gradus_rate_test_get_rate (guint i)
{
  return GRADUS_RATE_TEST_LOWEST * pow (GRADUS_RATE_TEST_HIGHEST / GRADUS_RATE_TEST_LOWEST,
                                        (double) i / (GRADUS_RATE_TEST_STEPS - 1));
}

/* -- What is to be said ------------------------------------------------------------------------ */

/* About the point, not behind it, so that the mean lies at its own rate; at the ends, where there
 * are points on one side alone, still of so many that no single batch decides. */
static double
smooth_cost (const GradusRateTest *self, guint i)
{
  const guint span = self->has_noise ? GRADUS_RATE_TEST_SPAN : 0;
  const guint from = i - MIN (i, span), to = MIN (i + span, self->n - 1);
  double sum = 0;

  for (guint k = from; k <= to; k++)
    sum += self->costs[k];
  return sum / (to - from + 1);
}

static guint
find_lowest (const GradusRateTest *self)
{
  guint lowest = 0;

  for (guint i = 1; i < self->n; i++)
    lowest = self->smooth[i] < self->smooth[lowest] ? i : lowest;
  return lowest;
}

/* The cost before the rates do anything. */
static double
find_start (const GradusRateTest *self)
{
  const guint n = self->has_noise ? MIN (self->n, (guint) FIRST_DECADE) : 1;
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += self->costs[i];
  return sum / n;
}

/* Of a mean over a whole span, up to where it is lowest; of at least as many points as tell it. */
static double
find_noise (const GradusRateTest *self, guint lowest)
{
  const guint n = MIN (self->n, MAX (lowest + 1, 2u * FIRST_DECADE));
  double squares = 0;

  if (!self->has_noise || n < 2)
    return 0;
  for (guint i = 1; i < n; i++)
    squares += pow (self->costs[i] - self->costs[i - 1], 2);
  return sqrt (squares / (2.0 * (n - 1)) / (2 * GRADUS_RATE_TEST_SPAN + 1));
}

/* Over two intervals, which are equal on the logarithmic axis; from where the cost was last as high
 * as at the start, since what falls before that is the noise of batches. */
static guint
find_steepest (const GradusRateTest *self, guint lowest, double start)
{
  guint steepest, begin = lowest;
  double most = 0;

  while (begin > 1 && self->smooth[begin] < (1 - GRADUS_RATE_TEST_FALL) * start)
    begin--;
  steepest = begin;
  for (guint i = MAX (begin, 1); i < lowest && i + 1 < self->n; i++) {
    const double fall = self->smooth[i - 1] - self->smooth[i + 1];

    if (fall > most) {
      most = fall;
      steepest = i;
    }
  }
  return steepest;
}

/* To two digits, as rates are chosen. */
static double
round_rate (double rate)
{
  const double unit = pow (10, floor (log10 (rate)) - 1);

  return unit < 1 ? round (rate / unit) / round (1 / unit) : round (rate / unit) * unit;
}

static void
judge (GradusRateTest *self)
{
  const guint lowest = find_lowest (self);
  const double start = find_start (self);

  self->suggestion = NAN;
  if (self->n == 0 || !isfinite (self->costs[0])) {
    self->outcome = GRADUS_RATE_NOT_FINITE;
    return;
  }
  self->fall = start - self->smooth[lowest];
  self->noise = find_noise (self, lowest);
  if (lowest > 1 && self->fall >= GRADUS_RATE_TEST_FALL * start) {
    self->outcome = self->fall > GRADUS_RATE_TEST_NOISE * self->noise ? GRADUS_RATE_FOUND
                                                                      : GRADUS_RATE_NOISE;
    if (self->outcome == GRADUS_RATE_NOISE)
      return;
    self->steepest = find_steepest (self, lowest, start);
    self->suggestion = round_rate (self->rates[self->steepest]);
  } else
    self->outcome =
        self->has_blown_up && self->n <= FIRST_DECADE ? GRADUS_RATE_AT_ONCE : GRADUS_RATE_FLAT;
}

GradusRateTest *
gradus_rate_test_new (guint n, const double *rates, const double *costs, gboolean has_noise,
                      gboolean has_blown_up)
{
  GradusRateTest *self = g_new0 (GradusRateTest, 1);

  self->n = n;
  self->rates = g_memdup2 (rates, n * sizeof (double));
  self->costs = g_memdup2 (costs, n * sizeof (double));
  self->smooth = g_new (double, n);
  self->has_noise = has_noise;
  self->has_blown_up = has_blown_up;
  for (guint i = 0; i < n; i++)
    self->smooth[i] = smooth_cost (self, i);
  judge (self);
  return self;
}

void
gradus_rate_test_free (GradusRateTest *self)
{
  g_free (self->rates);
  g_free (self->costs);
  g_free (self->smooth);
  g_free (self);
}

static char *
describe_found (const GradusRateTest *self)
{
  g_autofree char *rate = gradus_number_format_setting (self->suggestion);
  g_autofree char *end = gradus_number_format_setting (round_rate (self->rates[self->n - 1]));

  if (self->has_blown_up)
    /* Translators: two learning rates */
    return g_strdup_printf (_ ("The cost falls most steeply at a learning rate of %s, which is the "
                               "suggestion. From %s on it grows without end."),
                            rate, end);
  /* What is steepest at the end of what was tried may be steeper behind it. */
  if (self->steepest + END_POINTS >= self->n)
    /* Translators: a learning rate */
    return g_strdup_printf (
        _ ("The cost falls most steeply at a learning rate of %s, the end of what "
           "was tried: the suggestion is the least that suits, and so few steps "
           "tell no more."),
        rate);
  /* Translators: a learning rate */
  return g_strdup_printf (
      _ ("The cost falls most steeply at a learning rate of %s, which is the "
         "suggestion. It does not grow without end at any rate that was tried."),
      rate);
}

static char *
describe_noise (const GradusRateTest *self)
{
  g_autofree char *fall = gradus_number_format_short (self->fall);
  g_autofree char *noise = gradus_number_format_short (self->noise * sqrt (2 * GRADUS_RATE_TEST_SPAN + 1));

  /* Translators: by how much the cost falls, and the standard deviation of the batches' costs */
  return g_strdup_printf (_ ("The cost falls by %s, which may be chance: batches alone differ by "
                             "about %s. There is no suggestion; larger batches tell more."),
                          fall, noise);
}

char *
gradus_rate_test_describe (const GradusRateTest *self)
{
  g_autofree char *low = gradus_number_format_setting (GRADUS_RATE_TEST_LOWEST);
  g_autofree char *high =
      gradus_number_format_setting (self->n > 0 ? round_rate (self->rates[self->n - 1]) : 0);

  switch (self->outcome) {
  case GRADUS_RATE_FOUND:
    return describe_found (self);
  case GRADUS_RATE_FLAT:
    /* Translators: two learning rates */
    return g_strdup_printf (
        _ ("No learning rate from %s to %s lets the cost fall in so few steps, so "
           "there is no suggestion: what keeps it flat is something else, such "
           "as the initial weights or the activations."),
        low, high);
  case GRADUS_RATE_NOISE:
    return describe_noise (self);
  case GRADUS_RATE_AT_ONCE:
    /* Translators: a learning rate */
    return g_strdup_printf (_ ("The cost grows without end even at a learning rate of about %s, so "
                               "there is no suggestion: scale the data, or begin with smaller "
                               "weights."),
                            high);
  case GRADUS_RATE_NOT_FINITE:
    return g_strdup (_ ("The cost is no number before the first step, so there is no suggestion: "
                        "look at the data and at the initial weights."));
  }
  g_return_val_if_reached (NULL);
}

/* -- The run ----------------------------------------------------------------------------------- */

static void
set_rate (GradusStepper *stepper, const GradusExperiment *experiment, double rate)
{
  GradusOptimiser optimiser = experiment->optimiser;

  optimiser.learning_rate = rate;
  optimiser.schedule = gradus_schedule_make (GRADUS_SCHEDULE_CONSTANT);
  gradus_stepper_set_optimiser (stepper, &optimiser);
}

static double
read_cost (GradusStepper *stepper, GradusSeries *series, guint64 step)
{
  gradus_history_read (gradus_stepper_get_history (stepper), series);
  for (guint i = series->n_points; i-- > 0;) {
    if (series->steps[i] == step)
      return series->costs[i];
  }
  return NAN;
}

/* Of the last costs the mean, so that a single bad batch ends nothing. */
static double
find_late_cost (const double *costs, guint n, gboolean has_noise)
{
  const guint span = has_noise ? MIN (n, (guint) GRADUS_RATE_TEST_SPAN) : 1;
  double sum = 0;

  for (guint i = n - span; i < n; i++)
    sum += costs[i];
  return sum / span;
}

static GradusRateTest *
run_test (GradusStepper *stepper, const GradusExperiment *experiment, gboolean has_noise,
          const atomic_bool *interrupt)
{
  double rates[GRADUS_RATE_TEST_STEPS], costs[GRADUS_RATE_TEST_STEPS], best = INFINITY;
  g_auto (GradusSeries) series = { 0 };
  gboolean has_blown_up = FALSE;
  guint n = 0;

  while (n < GRADUS_RATE_TEST_STEPS && !has_blown_up && !atomic_load (interrupt)) {
    double late;

    rates[n] = gradus_rate_test_get_rate (n);
    set_rate (stepper, experiment, rates[n]);
    gradus_stepper_advance (stepper, n + 1, interrupt);
    costs[n] = read_cost (stepper, &series, n);
    late = find_late_cost (costs, n + 1, has_noise);
    best = MIN (best, late);
    has_blown_up = !isfinite (costs[n]) || late > GRADUS_RATE_TEST_BLOWN_UP * best ||
                   gradus_stepper_has_diverged (stepper, NULL);
    n++;
  }
  if (atomic_load (interrupt))
    return NULL;
  /* The last cost, if it is no number, is seen nowhere; that of the first step tells. */
  if (n > 1 && !isfinite (costs[n - 1]))
    n--;
  return gradus_rate_test_new (n, rates, costs, has_noise, has_blown_up);
}

GradusRateTest *
gradus_rate_test_run (const GradusExperiment *experiment, GradusDataset *training,
                      const atomic_bool *interrupt, GError **error)
{
  g_autoptr (GradusExperiment) copy = gradus_experiment_copy (experiment);
  g_autoptr (GradusStepper) stepper = NULL;
  guint n_samples;

  copy->stop_rule = (GradusStopRule){ 0 };
  copy->steps = GRADUS_RATE_TEST_STEPS;
  stepper = training ? gradus_stepper_new_on (copy, training, NULL, error)
                     : gradus_stepper_new (copy, error);
  if (!stepper)
    return NULL;
  n_samples = gradus_stepper_get_dataset (stepper)->n_samples;
  return run_test (stepper, copy, copy->batch_size > 0 && copy->batch_size < n_samples, interrupt);
}
