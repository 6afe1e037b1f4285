/* SPDX-License-Identifier: MIT */
#pragma once

#include "sweep/sweep.h"

G_BEGIN_DECLS

/* GradusSweeper: threads that do the open jobs of a sweep, each one job at a time. The outcomes
 * do not depend, to the bit, on the number of threads or on which thread does a job. Only the
 * thread that owns it may call these functions; its main context gets the news. */
typedef struct _GradusSweeper GradusSweeper;

/* Starts n_threads threads (0: one for each core). They do part `shard`, from 0, of n_shards:
 * every n_shards-th job. Fails with a G_IO_ERROR if no thread can be started. */
GradusSweeper *gradus_sweeper_new (GradusSweep *sweep, guint n_threads, guint shard, guint n_shards,
                                   GError **error);

/* Stops every thread between two steps and waits for them. Jobs that are not done stay open, so
 * that another sweeper can continue. */
void gradus_sweeper_free (GradusSweeper *sweeper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusSweeper, gradus_sweeper_free)

/* `tell` is called, ten times a second at most, when more jobs are done, and at once when all
 * threads have ended; it may free the sweeper. NULL: nobody listens. */
void gradus_sweeper_set_listener (GradusSweeper *sweeper, void (*tell) (gpointer data),
                                  gpointer data);

/* Tells the threads to stop, without waiting. */
void gradus_sweeper_cancel (GradusSweeper *sweeper);

/* The number of its jobs that are done, including those done before, and of all its jobs. */
guint gradus_sweeper_get_progress (const GradusSweeper *sweeper, guint *n_jobs);

/* Whether all threads have ended. */
gboolean gradus_sweeper_has_ended (const GradusSweeper *sweeper);

/* The seconds left, estimated from the jobs so far; NaN if none is done yet. */
double gradus_sweeper_estimate (const GradusSweeper *sweeper);

/* Why a job failed, for example for lack of memory; the threads then stop. NULL if none failed. */
const char *gradus_sweeper_get_failure (const GradusSweeper *sweeper);

G_END_DECLS
