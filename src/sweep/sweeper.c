/* SPDX-License-Identifier: MIT */
#include "sweep/sweeper.h"

#include <gio/gio.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>

#include "platform/platform.h"
#include "train/cores.h"
#include "train/notifier.h"
#include "train/stepper.h"

/* Lower priority than the window's thread, so that the interface stays smooth. */
#define SWEEPER_NICENESS 10

/* Microseconds from one piece of news to the next: small jobs end by the thousand. */
#define NEWS_INTERVAL (G_USEC_PER_SEC / 10)

struct _GradusSweeper {
  GradusSweep *sweep;
  guint shard, n_shards;
  guint n_jobs; /* of this shard */
  guint n_threads;
  guint n_before; /* jobs that were done before it started */
  gint64 began_at;
  pthread_t *threads;
  void (*tell) (gpointer data); /* NULL: nobody listens */
  gpointer listener;

  /* Shared between the threads. */
  GradusNotifier *notifier;
  _Atomic (gint64) next_news; /* when the listener may be told again */
  atomic_uint next;
  atomic_uint n_done;
  atomic_uint n_working;
  atomic_bool cancelled;
  _Atomic (char *) failure;
};

/* -- The threads ------------------------------------------------------------------------------- */

/* Keeps the first failure only; the others are mostly the same, and a reader may hold it. */
static void
note_failure (GradusSweeper *sweeper, const char *why)
{
  char *expected = NULL, *copy = g_strdup (why);

  if (!atomic_compare_exchange_strong (&sweeper->failure, &expected, copy))
    g_free (copy);
  atomic_store (&sweeper->cancelled, TRUE);
}

typedef struct {
  GradusSweepCurves *curves;
  guint cell, seed;
} Place;

static void
add_to_curves (const GradusMetrics *metrics, gpointer data)
{
  const Place *place = data;

  gradus_sweep_curves_add (place->curves, place->cell, place->seed, metrics);
}

/* Without curves only the end counts, and recording takes time and memory. The last point is the
 * end. */
static void
begin_curves (GradusStepper *stepper, Place *place)
{
  const guint64 *steps;
  guint n_points;

  if (!place->curves) {
    gradus_stepper_stop_recording (stepper);
    return;
  }
  steps = gradus_sweep_curves_get_steps (place->curves, place->cell, &n_points);
  gradus_sweep_curves_begin (place->curves, place->cell, place->seed);
  gradus_stepper_record_at (stepper, steps, n_points - 1, add_to_curves, place);
}

/* What has diverged gets nothing right. */
static void
conclude_curves (GradusStepper *stepper, const Place *place, const GradusMetrics *metrics)
{
  const gboolean has_diverged = gradus_stepper_has_diverged (stepper, NULL);
  GradusMetrics end = *metrics;

  if (!place->curves)
    return;
  if (has_diverged) {
    end.cost = INFINITY;
    end.accuracy = gradus_stepper_get_dataset (stepper)->variance > 0 ? -INFINITY : 0;
    if (gradus_stepper_get_test_dataset (stepper)) {
      end.test_cost = end.cost;
      end.test_accuracy = end.accuracy;
    }
  }
  gradus_sweep_curves_conclude (place->curves, place->cell, place->seed, &end, has_diverged);
}

/* FALSE if it failed or was cancelled. */
static gboolean
do_job (GradusSweeper *sweeper, guint cell, guint seed)
{
  g_autoptr (GradusExperiment) experiment =
      gradus_sweep_make_experiment (sweeper->sweep, cell, seed);
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, &error);
  Place place = { gradus_sweep_get_curves (sweeper->sweep), cell, seed };
  const GradusMetrics *metrics;
  GradusStopCause cause;
  gboolean has_diverged;

  if (!stepper) {
    note_failure (sweeper, error->message);
    return FALSE;
  }
  begin_curves (stepper, &place);
  gradus_stepper_advance (stepper, experiment->steps, &sweeper->cancelled);
  has_diverged = gradus_stepper_has_diverged (stepper, NULL);
  cause = gradus_stepper_get_stop_cause (stepper);
  if (!has_diverged && cause == GRADUS_STOP_NONE &&
      gradus_stepper_get_step (stepper) < experiment->steps)
    return FALSE;
  if (cause == GRADUS_STOP_PATIENCE && gradus_stepper_get_best (stepper))
    gradus_stepper_restore (stepper, gradus_stepper_get_best (stepper));
  metrics = gradus_stepper_finish (stepper);
  has_diverged = gradus_stepper_has_diverged (stepper, NULL);
  conclude_curves (stepper, &place, metrics);
  gradus_sweep_set_outcome (sweeper->sweep, cell, seed,
                            has_diverged ? GRADUS_OUTCOME_DIVERGED : GRADUS_OUTCOME_FINISHED,
                            (GradusOutcome){ isfinite (metrics->cost) ? metrics->cost : NAN,
                                             metrics->accuracy, metrics->test_accuracy });
  return TRUE;
}

/* The cell and seed of a job of this shard. Seed by seed, not cell by cell: so each cell soon has
 * something to show. */
static void
find_job (const GradusSweeper *sweeper, guint number, guint *cell, guint *seed)
{
  const guint job = number * sweeper->n_shards + sweeper->shard;
  const guint n_cells = gradus_sweep_get_n_cells (sweeper->sweep);

  *cell = job % n_cells;
  *seed = job / n_cells;
}

static void *
do_jobs (void *data)
{
  GradusSweeper *sweeper = data;
  guint number;

  gradus_platform_begin_thread ("sweeper", SWEEPER_NICENESS);
  while (!atomic_load (&sweeper->cancelled) &&
         (number = atomic_fetch_add (&sweeper->next, 1)) < sweeper->n_jobs) {
    GradusOutcome outcome;
    guint cell, seed;

    find_job (sweeper, number, &cell, &seed);
    if (gradus_sweep_get_outcome (sweeper->sweep, cell, seed, &outcome) == GRADUS_OUTCOME_OPEN &&
        do_job (sweeper, cell, seed)) {
      atomic_fetch_add (&sweeper->n_done, 1);
      gradus_notifier_notify_at (sweeper->notifier, atomic_load (&sweeper->next_news));
    }
  }
  /* At once, whatever the interval says: the last thread has nothing to come after it. */
  if (atomic_fetch_sub (&sweeper->n_working, 1) == 1)
    gradus_notifier_notify (sweeper->notifier);
  return NULL;
}

/* -- The owner's side -------------------------------------------------------------------------- */

static guint
count_known (const GradusSweeper *sweeper)
{
  guint n = 0;

  for (guint i = 0; i < sweeper->n_jobs; i++) {
    GradusOutcome outcome;
    guint cell, seed;

    find_job (sweeper, i, &cell, &seed);
    n += gradus_sweep_get_outcome (sweeper->sweep, cell, seed, &outcome) != GRADUS_OUTCOME_OPEN;
  }
  return n;
}

static void
on_news (gpointer data)
{
  GradusSweeper *sweeper = data;

  atomic_store (&sweeper->next_news, g_get_monotonic_time () + NEWS_INTERVAL);
  if (sweeper->tell)
    sweeper->tell (sweeper->listener);
}

void
gradus_sweeper_set_listener (GradusSweeper *sweeper, void (*tell) (gpointer data), gpointer data)
{
  sweeper->tell = tell;
  sweeper->listener = data;
}

static gboolean
start_threads (GradusSweeper *sweeper, guint n_threads, GError **error)
{
  sweeper->threads = g_new0 (pthread_t, n_threads);
  for (; sweeper->n_threads < n_threads; sweeper->n_threads++) {
    int failure;

    /* Before the thread is there, so that it cannot count down what was not counted. */
    atomic_fetch_add (&sweeper->n_working, 1);
    failure = pthread_create (&sweeper->threads[sweeper->n_threads], NULL, do_jobs, sweeper);
    if (failure == 0)
      continue;
    atomic_fetch_sub (&sweeper->n_working, 1);
    if (sweeper->n_threads > 0)
      return TRUE; /* the threads that there are can do all jobs */
    g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (failure),
                 "the system has no thread left for a sweep (%s); close other programs",
                 g_strerror (failure));
    return FALSE;
  }
  return TRUE;
}

GradusSweeper *
gradus_sweeper_new (GradusSweep *sweep, guint n_threads, guint shard, guint n_shards,
                    GError **error)
{
  g_autoptr (GradusSweeper) sweeper = g_new0 (GradusSweeper, 1);
  const guint n = gradus_sweep_get_n_jobs (sweep);

  g_return_val_if_fail (shard < n_shards, NULL);

  sweeper->sweep = gradus_sweep_ref (sweep);
  sweeper->shard = shard;
  sweeper->n_shards = n_shards;
  sweeper->n_jobs = n > shard ? (n - shard - 1) / n_shards + 1 : 0;
  sweeper->n_before = count_known (sweeper);
  sweeper->began_at = g_get_monotonic_time ();
  sweeper->notifier = gradus_notifier_new (on_news, sweeper);
  if (!start_threads (sweeper, MAX (n_threads > 0 ? n_threads : gradus_cores_count (), 1), error))
    return NULL;
  return g_steal_pointer (&sweeper);
}

void
gradus_sweeper_cancel (GradusSweeper *sweeper)
{
  atomic_store (&sweeper->cancelled, TRUE);
}

/* The notifier goes after the threads, which use it until they end. */
void
gradus_sweeper_free (GradusSweeper *sweeper)
{
  gradus_sweeper_cancel (sweeper);
  for (guint i = 0; i < sweeper->n_threads; i++)
    pthread_join (sweeper->threads[i], NULL);
  gradus_notifier_free (sweeper->notifier);
  g_free (sweeper->threads);
  g_free (atomic_load (&sweeper->failure));
  gradus_sweep_unref (sweeper->sweep);
  g_free (sweeper);
}

guint
gradus_sweeper_get_progress (const GradusSweeper *sweeper, guint *n_jobs)
{
  *n_jobs = sweeper->n_jobs;
  return sweeper->n_before + atomic_load (&sweeper->n_done);
}

gboolean
gradus_sweeper_has_ended (const GradusSweeper *sweeper)
{
  return atomic_load (&sweeper->n_working) == 0;
}

double
gradus_sweeper_estimate (const GradusSweeper *sweeper)
{
  const double seconds = (double) (g_get_monotonic_time () - sweeper->began_at) / G_USEC_PER_SEC;
  const guint n_done = atomic_load (&sweeper->n_done);

  return n_done > 0 ? seconds / n_done * (sweeper->n_jobs - sweeper->n_before - n_done) : NAN;
}

const char *
gradus_sweeper_get_failure (const GradusSweeper *sweeper)
{
  return atomic_load (&sweeper->failure);
}
