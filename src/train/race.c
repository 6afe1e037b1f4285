/* SPDX-License-Identifier: MIT */
#include "train/race.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>

/* How far ahead of the last a runner may be: in seconds of the slowest, and in steps. */
#define LEAD 0.01
#define LEAST_LEAD 1

typedef struct {
  gboolean is_here; /* if not, this is what was known of it when it left */
  gboolean is_waiting;
  guint64 step;
  guint64 granted; /* up to which step it may go, at least where it is, … */
  guint64 lead;    /* … and how far ahead of the last that was when it was granted */
  guint64 stop;    /* where it goes on to before it pauses; 0: nobody asked for a pause */
  double rate;
  void (*wake) (gpointer data);
  gpointer data;
} Runner;

struct _GradusRace {
  atomic_uint references;
  pthread_mutex_t mutex; /* guards what follows */
  GArray *runners;       /* Runner, by number */
  guint n_holds;
  guint64 n_agreements;
  guint64 agreed; /* the step of the last one */
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

/* The step of the one that is behind all others. */
static guint64
find_last_step (GradusRace *race)
{
  guint64 last = G_MAXUINT64;

  for (guint i = 0; i < race->runners->len; i++) {
    if (get_runner (race, i)->is_here)
      last = MIN (last, get_runner (race, i)->step);
  }
  return last;
}

static guint64
find_lead (GradusRace *race)
{
  double slowest = INFINITY;

  for (guint i = 0; i < race->runners->len; i++) {
    if (get_runner (race, i)->is_here)
      slowest = MIN (slowest, get_runner (race, i)->rate);
  }
  return (guint64) MAX (slowest * LEAD, LEAST_LEAD);
}

/* Also with nobody beside it a runner goes no further at once: others may come. */
static guint64
find_limit (GradusRace *race, const Runner *runner)
{
  if (runner->stop > 0)
    return runner->stop;
  return race->n_holds > 0 ? runner->step : find_last_step (race) + find_lead (race);
}

/* Under the mutex, which leaving takes, too: so a runner that is woken is still there. wake() must
 * not come back to the race. */
static void
wake_runners (GradusRace *race)
{
  for (guint i = 0; i < race->runners->len; i++) {
    Runner *runner = get_runner (race, i);

    if (!runner->is_here || !runner->is_waiting || find_limit (race, runner) <= runner->step)
      continue;
    runner->is_waiting = FALSE;
    runner->wake (runner->data);
  }
}

static guint64
find_longest_lead (GradusRace *race)
{
  guint64 lead = 0;

  for (guint i = 0; i < race->runners->len; i++)
    lead = MAX (lead, get_runner (race, i)->lead);
  return lead;
}

/* A place that was left is given again, so that the list does not grow with each pause. Whoever
 * comes may have run with the others a moment ago: so it is beside them as far as any was. */
guint
gradus_race_enter (GradusRace *race, guint64 step, guint64 agreement, void (*wake) (gpointer data),
                   gpointer data)
{
  guint64 lead;
  guint number = 0;

  pthread_mutex_lock (&race->mutex);
  lead = find_longest_lead (race);
  while (number < race->runners->len && get_runner (race, number)->is_here)
    number++;
  if (number == race->runners->len)
    g_array_set_size (race->runners, number + 1);
  *get_runner (race, number) = (Runner){
    .is_here = TRUE, .step = step, .granted = step, .lead = lead, .wake = wake, .data = data
  };
  if (race->n_agreements > agreement && race->agreed <= step + lead)
    get_runner (race, number)->stop = race->agreed;
  pthread_mutex_unlock (&race->mutex);
  return number;
}

void
gradus_race_leave (GradusRace *race, guint runner)
{
  pthread_mutex_lock (&race->mutex);
  get_runner (race, runner)->is_here = FALSE;
  wake_runners (race);
  pthread_mutex_unlock (&race->mutex);
}

static guint64
grant_steps (GradusRace *race, Runner *runner, guint64 aim)
{
  const guint64 limit = find_limit (race, runner);

  runner->is_waiting = limit <= runner->step && aim > runner->step;
  if (limit > runner->step)
    runner->lead = limit - find_last_step (race);
  runner->granted = MAX (MIN (limit, aim), runner->step);
  return runner->granted;
}

guint64
gradus_race_advance (GradusRace *race, guint runner, guint64 step, double rate, guint64 aim)
{
  guint64 granted;

  pthread_mutex_lock (&race->mutex);
  get_runner (race, runner)->step = step;
  get_runner (race, runner)->rate = rate;
  granted = grant_steps (race, get_runner (race, runner), aim);
  wake_runners (race);
  pthread_mutex_unlock (&race->mutex);
  return granted;
}

/* -- Beginning and stopping together ----------------------------------------------------------- */

void
gradus_race_hold (GradusRace *race)
{
  pthread_mutex_lock (&race->mutex);
  race->n_holds++;
  pthread_mutex_unlock (&race->mutex);
}

void
gradus_race_release (GradusRace *race)
{
  pthread_mutex_lock (&race->mutex);
  race->n_holds--;
  wake_runners (race);
  pthread_mutex_unlock (&race->mutex);
}

/* Beside the others, or on its way back to them? What was granted to a runner beside the others is
 * no further ahead of the last than it was then, for the last has only moved on since. */
static gboolean
is_abreast (const Runner *runner, guint64 last)
{
  return runner->granted <= last + runner->lead;
}

/* Those that have left count, too: one may just have finished, or be about to come again. */
void
gradus_race_agree (GradusRace *race)
{
  guint64 last, stop = 0;

  pthread_mutex_lock (&race->mutex);
  last = find_last_step (race);
  for (guint i = 0; i < race->runners->len; i++) {
    if (last == G_MAXUINT64 || is_abreast (get_runner (race, i), last))
      stop = MAX (stop, get_runner (race, i)->granted);
  }
  race->agreed = stop;
  race->n_agreements++;
  for (guint i = 0; i < race->runners->len; i++) {
    Runner *runner = get_runner (race, i);

    runner->stop = is_abreast (runner, last) ? stop : runner->step;
  }
  wake_runners (race);
  pthread_mutex_unlock (&race->mutex);
}

guint64
gradus_race_count_agreements (GradusRace *race)
{
  guint64 n;

  pthread_mutex_lock (&race->mutex);
  n = race->n_agreements;
  pthread_mutex_unlock (&race->mutex);
  return n;
}

guint64
gradus_race_get_stop (GradusRace *race, guint runner)
{
  guint64 stop;

  pthread_mutex_lock (&race->mutex);
  stop = get_runner (race, runner)->stop;
  pthread_mutex_unlock (&race->mutex);
  return stop;
}
