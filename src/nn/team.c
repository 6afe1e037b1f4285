/* SPDX-License-Identifier: MIT */
#include "nn/team.h"

#include <pthread.h>
#include <stdatomic.h>

/* How many times a worker looks before it sleeps, some 300 µs: each has a processor of its own. */
#define PATIENCE 20000

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

  /* Where workers meet: the last one to arrive begins the next round. */
  atomic_uint n_arrived;
  atomic_uint round;
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
  while (atomic_load (&team->round) == round)
    pthread_cond_wait (&team->next_round, &team->mutex);
  pthread_mutex_unlock (&team->mutex);
}

static void
meet_team (GradusTeam *team, guint patience)
{
  const guint round = atomic_load (&team->round);

  if (atomic_fetch_add (&team->n_arrived, 1) + 1 == team->count) {
    atomic_store (&team->n_arrived, 0);
    pthread_mutex_lock (&team->mutex);
    atomic_store (&team->round, round + 1);
    pthread_cond_broadcast (&team->next_round);
    pthread_mutex_unlock (&team->mutex);
    return;
  }
  for (guint i = 0; i < patience; i++) {
    if (atomic_load_explicit (&team->round, memory_order_acquire) != round)
      return;
    pause_processor ();
  }
  sleep_until_round_ends (team, round);
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
    meet_team (team, 0);
    if (team->has_ended)
      return NULL;
    team->func (team->data, &worker);
    meet_team (team, PATIENCE);
  }
}

GradusTeam *
gradus_team_new (guint count)
{
  GradusTeam *team = g_new0 (GradusTeam, 1);

  team->count = 1;
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
    meet_team (team, 0);
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
    meet_team (team, 0);
  func (data, &first);
  if (team->count > 1)
    meet_team (team, PATIENCE);
}

void
gradus_team_meet (GradusTeam *team)
{
  meet_team (team, PATIENCE);
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
