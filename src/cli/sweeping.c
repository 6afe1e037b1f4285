/* SPDX-License-Identifier: MIT */
#include "cli/sweeping.h"

#include <gio/gio.h>

#include "cli/interrupt.h"
#include "cli/progress-bar.h"
#include "cli/source.h"
#include "sweep/sweeper.h"

typedef struct {
  GradusSweeper *sweeper;
  GradusProgressBar bar;
} Progress;

static void
show_progress (gpointer data)
{
  Progress *progress = data;
  guint n_jobs, n_done = gradus_sweeper_get_progress (progress->sweeper, &n_jobs);

  gradus_progress_bar_draw (&progress->bar, n_done, n_jobs, "runs");
}

static void
cancel_sweep (gpointer data)
{
  gradus_sweeper_cancel (data);
}

/* Until all threads have ended. This one sleeps: jobs that are done and Ctrl-C wake it. */
static void
watch_sweep (GradusSweeper *sweeper, gboolean is_quiet)
{
  Progress progress = { .sweeper = sweeper };
  guint watch;

  gradus_interrupt_catch ();
  watch = gradus_interrupt_watch (cancel_sweep, sweeper);
  gradus_progress_bar_begin (&progress.bar, is_quiet);
  gradus_sweeper_set_listener (sweeper, show_progress, &progress);
  show_progress (&progress);
  while (!gradus_sweeper_has_ended (sweeper))
    g_main_context_iteration (NULL, TRUE);
  gradus_sweeper_set_listener (sweeper, NULL, NULL);
  gradus_progress_bar_end (&progress.bar);
  g_source_remove (watch);
}

gboolean
gradus_cli_do_sweep (GradusSweep *sweep, const GradusSweeping *how, double *seconds, GError **error)
{
  const gint64 start = g_get_monotonic_time ();
  g_autoptr (GradusSweeper) sweeper =
      gradus_sweeper_new (sweep, how->n_threads, how->part, how->n_parts, error);

  if (!sweeper)
    return FALSE;
  gradus_cli_tell_left_out (gradus_sweep_get_base (sweep));
  watch_sweep (sweeper, how->is_quiet);
  *seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  if (!gradus_sweeper_get_failure (sweeper))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, gradus_sweeper_get_failure (sweeper));
  return FALSE;
}
