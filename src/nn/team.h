/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/types.h"

G_BEGIN_DECLS

/* GradusTeam: threads that do one job together, each a share of it. They are started once and sleep
 * between jobs. Within a job they spin while they wait for each other, because such a wait is
 * shorter than a system call; for a moment only where processors are busy with others, too, and
 * then they sleep. */
typedef struct _GradusTeam GradusTeam;

/* GradusWorker: one member of a team, as its own thread sees it. Functions that share work take
 * one; NULL means that the caller does all of it. */
struct _GradusWorker {
  GradusTeam *team;
  guint index; /* from 0; worker 0 is the thread that called gradus_team_run() */
  guint count;
};

typedef void (*GradusTeamFunc) (gpointer data, const GradusWorker *worker);

/* A team of `count` workers, one of whom is the caller of gradus_team_run(). It has fewer where the
 * system gives no more threads. */
GradusTeam *gradus_team_new (guint count);
void gradus_team_free (GradusTeam *team);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusTeam, gradus_team_free)

guint gradus_team_get_count (const GradusTeam *team);

/* Calls func on every worker's thread, and returns when all have returned. */
void gradus_team_run (GradusTeam *team, GradusTeamFunc func, gpointer data);

static inline gboolean
gradus_worker_is_first (const GradusWorker *worker)
{
  return !worker || worker->index == 0;
}

static inline gboolean
gradus_worker_is_alone (const GradusWorker *worker)
{
  return !worker || worker->count == 1;
}

/* Within a job: waits until all workers of the team are here. Each then sees what the others wrote
 * before. */
void gradus_team_meet (GradusTeam *team);

static inline void
gradus_worker_wait (const GradusWorker *worker)
{
  if (!gradus_worker_is_alone (worker))
    gradus_team_meet (worker->team);
}

/* GradusSpan: a worker's share [begin, end) of something. */
typedef struct {
  guint begin;
  guint end;
} GradusSpan;

/* Columns [begin, end) of matrices whose rows lie `stride` floats apart. */
typedef struct {
  guint begin;
  guint end;
  guint stride;
} GradusColumns;

/* The worker's share of n things. Shares begin at multiples of `unit`. */
GradusSpan gradus_worker_share (const GradusWorker *worker, guint n, guint unit);

G_END_DECLS
