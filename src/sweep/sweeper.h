/* SPDX-License-Identifier: MIT */
#pragma once

#include "sweep/sweep.h"

G_BEGIN_DECLS

/* GradusSweeper: threads that do the open jobs of a sweep, each a job at a time on its own. Which
 * thread does which job, and how many there are, does not change a bit of the outcome. For the one
 * thread that owns it, in whose main context it tells of what comes. */
typedef struct _GradusSweeper GradusSweeper;

/* Starts at once; `n_threads` (0: as many as there are cores). Of n_shards parts of the jobs it does number `shard`, from 0: each
 * n_shards-th job. Fails with a G_IO_ERROR where no thread is to be had. */
GradusSweeper *gradus_sweeper_new (GradusSweep *sweep, guint n_threads, guint shard, guint n_shards,
                                   GError **error);

/* Lets every thread stop between two steps, and waits for it. What is not done stays open, for another sweeper to go on. */
void gradus_sweeper_free (GradusSweeper *sweeper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusSweeper, gradus_sweeper_free)

/* `tell` is called, ten times a second at most, when more jobs are done, and at once when all threads
 * have ended; it may free the sweeper. NULL: nobody listens. */
void gradus_sweeper_set_listener (GradusSweeper *sweeper, void (*tell) (gpointer data), gpointer data);

/* Tells the threads to stop, without waiting. */
void gradus_sweeper_cancel (GradusSweeper *sweeper);

/* How many of its jobs are done, those that were done before included, of how many. */
guint gradus_sweeper_get_progress (const GradusSweeper *sweeper, guint *n_jobs);

/* Whether all threads have ended. */
gboolean gradus_sweeper_has_ended (const GradusSweeper *sweeper);

/* Seconds that are left, from what the jobs so far took; NaN while that is not known. */
double gradus_sweeper_estimate (const GradusSweeper *sweeper);

/* Why a job could not be done, such as for lack of memory: the threads then stop. NULL where none failed. */
const char *gradus_sweeper_get_failure (const GradusSweeper *sweeper);

G_END_DECLS
