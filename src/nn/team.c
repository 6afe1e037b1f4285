/* SPDX-License-Identifier: MIT */
#include "nn/team.h"

#include <pthread.h>
#include <stdatomic.h>

/* How many times a worker looks before it sleeps: some 400 µs where each worker has a processor of
 * its own, for to sleep and to be woken takes longer than most waits. But with more threads about
 * than processors the one that looks keeps the others from what it waits for: then some 2 µs. */
#define PATIENCE 20000
#define HASTE 100

/* Nobody can tell but by what happens: when patience was not enough, all are hasty for so many
 * rounds, and for twice as many each time that it is not enough again. */
#define LEAST_HASTY_ROUNDS 32
#define MOST_HASTY_ROUNDS 2048

/* Bytes. Lines of the cache come in pairs: what workers look at while they wait has a pair to
 * itself. */
#define APART 128

typedef struct {
  GradusTeam *team;
  pthread_t thread;
  guint index;
} Member;

struct _GradusTeam {
  guint count;
  Member *members; /* (count - 1) */
  gboolean has_ended;
  GradusTeamFunc func;
  gpointer data;
  char before[APART];

  /* Where workers meet: the last one to arrive begins the next round, and finds out how patient
   * they are in it. */
  atomic_uint round;
  atomic_uint patience;
  char between[APART];
  atomic_uint n_arrived;
  atomic_bool was_too_long; /* a wait of this round, for those who were patient */
  guint n_hasty, next_hasty; /* rounds: left, and when patience is not enough again */

  atomic_uint n_asleep;
  pthread_mutex_t mutex;
  pthread_cond_t next_round;
};

static void
pause_processor (void)
{
#ifdef __x86_64__
  __builtin_ia32_pause ();
#endif
}

static void
sleep_until_round_ends (GradusTeam *team, guint round)
{
  pthread_mutex_lock (&team->mutex);
  atomic_fetch_add (&team->n_asleep, 1);
  while (atomic_load (&team->round) == round)
    pthread_cond_wait (&team->next_round, &team->mutex);
  atomic_fetch_sub (&team->n_asleep, 1);
  pthread_mutex_unlock (&team->mutex);
}

/* For the next round, by the last one to arrive. */
static void
choose_patience (GradusTeam *team)
{
  if (atomic_exchange_explicit (&team->was_too_long, FALSE, memory_order_relaxed)) {
    team->n_hasty = team->next_hasty;
    team->next_hasty = MIN (2 * team->next_hasty, MOST_HASTY_ROUNDS);
  } else if (team->n_hasty > 0) {
    team->n_hasty--;
  } else if (team->next_hasty > LEAST_HASTY_ROUNDS) {
    team->next_hasty--;
  }
  atomic_store_explicit (&team->patience, team->n_hasty > 0 ? HASTE : PATIENCE,
                         memory_order_relaxed);
}

/* Whoever sees the next round sees all that was written before it; and either it sees that somebody
 * sleeps, or that one sees the next round. */
static void
begin_next_round (GradusTeam *team, guint round)
{
  atomic_store_explicit (&team->n_arrived, 0, memory_order_relaxed);
  choose_patience (team);
  atomic_store (&team->round, round + 1);
  if (atomic_load (&team->n_asleep) == 0)
    return;
  pthread_mutex_lock (&team->mutex);
  pthread_cond_broadcast (&team->next_round);
  pthread_mutex_unlock (&team->mutex);
}

static void
wait_for_next_round (GradusTeam *team, guint round)
{
  const guint patience = atomic_load_explicit (&team->patience, memory_order_relaxed);

  for (guint i = 0; i < patience; i++) {
    if (atomic_load_explicit (&team->round, memory_order_acquire) != round)
      return;
    pause_processor ();
  }
  if (patience == PATIENCE)
    atomic_store_explicit (&team->was_too_long, TRUE, memory_order_relaxed);
  sleep_until_round_ends (team, round);
}

/* `is_idle`: between two jobs, for who knows how long. */
static void
meet_team (GradusTeam *team, gboolean is_idle)
{
  const guint round = atomic_load_explicit (&team->round, memory_order_relaxed);

  if (atomic_fetch_add (&team->n_arrived, 1) + 1 == team->count)
    begin_next_round (team, round);
  else if (is_idle)
    sleep_until_round_ends (team, round);
  else
    wait_for_next_round (team, round);
}

static void *
run_member (void *data)
{
  Member *member = data;
  GradusTeam *team = member->team;
  GradusWorker worker = { team, member->index };

  /* The founder holds the mutex until the team is complete. */
  pthread_mutex_lock (&team->mutex);
  worker.count = team->count;
  pthread_mutex_unlock (&team->mutex);
  for (;;) {
    meet_team (team, TRUE);
    if (team->has_ended)
      return NULL;
    team->func (team->data, &worker);
    meet_team (team, FALSE);
  }
}

GradusTeam *
gradus_team_new (guint count)
{
  GradusTeam *team = g_new0 (GradusTeam, 1);

  team->count = 1;
  team->next_hasty = LEAST_HASTY_ROUNDS;
  atomic_init (&team->patience, PATIENCE);
  team->members = g_new0 (Member, MAX (count, 1));
  pthread_mutex_init (&team->mutex, NULL);
  pthread_cond_init (&team->next_round, NULL);
  pthread_mutex_lock (&team->mutex);
  for (guint i = 1; i < count; i++) {
    Member *member = &team->members[i - 1];

    *member = (Member){ .team = team, .index = i };
    team->count++;
    if (pthread_create (&member->thread, NULL, run_member, member) != 0) {
      team->count--;
      break;
    }
  }
  pthread_mutex_unlock (&team->mutex);
  return team;
}

void
gradus_team_free (GradusTeam *team)
{
  if (team->count > 1) {
    team->has_ended = TRUE;
    meet_team (team, TRUE);
    for (guint i = 1; i < team->count; i++)
      pthread_join (team->members[i - 1].thread, NULL);
  }
  pthread_cond_destroy (&team->next_round);
  pthread_mutex_destroy (&team->mutex);
  g_free (team->members);
  g_free (team);
}

guint
gradus_team_get_count (const GradusTeam *team)
{
  return team->count;
}

void
gradus_team_run (GradusTeam *team, GradusTeamFunc func, gpointer data)
{
  const GradusWorker first = { team, 0, team->count };

  team->func = func;
  team->data = data;
  if (team->count > 1)
    meet_team (team, TRUE);
  func (data, &first);
  if (team->count > 1)
    meet_team (team, FALSE);
}

void
gradus_team_meet (GradusTeam *team)
{
  meet_team (team, FALSE);
}

GradusSpan
gradus_worker_share (const GradusWorker *worker, guint n, guint unit)
{
  const guint64 units = (n + unit - 1) / unit;

  if (gradus_worker_is_alone (worker))
    return (GradusSpan){ 0, n };
  return (GradusSpan){ MIN (n, (guint) (units * worker->index / worker->count) * unit),
                       MIN (n, (guint) (units * (worker->index + 1) / worker->count) * unit) };
}
