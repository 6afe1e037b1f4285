/* SPDX-License-Identifier: MIT */
#include "train/race.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>

/* How far ahead of the last a runner may be: in seconds of the slowest, and in steps. */
#define LEAD 0.01
#define LEAST_LEAD 1

typedef struct {
  gboolean is_here;
  gboolean is_waiting;
  guint64 step;
  double rate;
  void (*wake) (gpointer data);
  gpointer data;
} Runner;

struct _GradusRace {
  atomic_uint references;
  pthread_mutex_t mutex; /* guards what follows */
  GArray *runners;       /* Runner, by number */
};

GradusRace *
gradus_race_new (void)
{
  GradusRace *race = g_new0 (GradusRace, 1);

  atomic_init (&race->references, 1);
  race->runners = g_array_new (FALSE, TRUE, sizeof (Runner));
  pthread_mutex_init (&race->mutex, NULL);
  return race;
}

GradusRace *
gradus_race_ref (GradusRace *race)
{
  atomic_fetch_add (&race->references, 1);
  return race;
}

void
gradus_race_unref (GradusRace *race)
{
  if (atomic_fetch_sub (&race->references, 1) > 1)
    return;
  g_array_unref (race->runners);
  pthread_mutex_destroy (&race->mutex);
  g_free (race);
}

static Runner *
get_runner (GradusRace *race, guint number)
{
  return &g_array_index (race->runners, Runner, number);
}

/* With nobody beside it a runner may go as far as it likes. */
static guint64
find_limit (GradusRace *race)
{
  guint64 last = G_MAXUINT64;
  double slowest = INFINITY;
  guint n = 0;

  for (guint i = 0; i < race->runners->len; i++) {
    const Runner *runner = get_runner (race, i);

    if (!runner->is_here)
      continue;
    n++;
    last = MIN (last, runner->step);
    slowest = MIN (slowest, runner->rate);
  }
  return n < 2 ? G_MAXUINT64 : last + (guint64) MAX (slowest * LEAD, LEAST_LEAD);
}

/* Under the mutex, which leaving takes, too: so a runner that is woken is still there. wake() must
 * not come back to the race. */
static void
wake_runners (GradusRace *race, guint64 limit)
{
  for (guint i = 0; i < race->runners->len; i++) {
    Runner *runner = get_runner (race, i);

    if (!runner->is_here || !runner->is_waiting || runner->step >= limit)
      continue;
    runner->is_waiting = FALSE;
    runner->wake (runner->data);
  }
}

/* A place that was left is given again, so that the list does not grow with each pause. */
guint
gradus_race_enter (GradusRace *race, guint64 step, void (*wake) (gpointer data), gpointer data)
{
  guint number = 0;

  pthread_mutex_lock (&race->mutex);
  while (number < race->runners->len && get_runner (race, number)->is_here)
    number++;
  if (number == race->runners->len)
    g_array_set_size (race->runners, number + 1);
  *get_runner (race, number) =
      (Runner){ .is_here = TRUE, .step = step, .wake = wake, .data = data };
  pthread_mutex_unlock (&race->mutex);
  return number;
}

void
gradus_race_leave (GradusRace *race, guint runner)
{
  pthread_mutex_lock (&race->mutex);
  get_runner (race, runner)->is_here = FALSE;
  wake_runners (race, find_limit (race));
  pthread_mutex_unlock (&race->mutex);
}

guint64
gradus_race_advance (GradusRace *race, guint runner, guint64 step, double rate)
{
  guint64 limit;

  pthread_mutex_lock (&race->mutex);
  get_runner (race, runner)->step = step;
  get_runner (race, runner)->rate = rate;
  limit = find_limit (race);
  get_runner (race, runner)->is_waiting = limit <= step;
  wake_runners (race, limit);
  pthread_mutex_unlock (&race->mutex);
  return limit;
}
