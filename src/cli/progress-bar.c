/* SPDX-License-Identifier: MIT */
#include "cli/progress-bar.h"

#include <stdio.h>

#include "platform/platform.h"

#define WIDTH 40
#define INTERVAL (G_USEC_PER_SEC / 10)

/* Into a file or a pipe it would only write rubbish. */
void
gradus_progress_bar_begin (GradusProgressBar *progress, gboolean is_quiet)
{
  progress->is_shown = !is_quiet && gradus_platform_is_terminal (stderr);
  progress->next = 0;
}

void
gradus_progress_bar_say (GradusProgressBar *progress, const char *what)
{
  if (!progress->is_shown)
    return;
  fprintf (stderr, "\r\033[K%s …", what);
  fflush (stderr);
}

void
gradus_progress_bar_draw (const GradusProgressBar *progress, guint64 done, guint64 goal,
                          const char *unit)
{
  const int filled = goal > 0 ? (int) ((double) done / (double) goal * WIDTH) : WIDTH;

  if (!progress->is_shown)
    return;
  fputs ("\r\033[K", stderr);
  for (int i = 0; i < WIDTH; i++)
    fputs (i < filled ? "█" : "░", stderr);
  fprintf (stderr, " %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " %s", done, goal, unit);
  fflush (stderr);
}

void
gradus_progress_bar_update (GradusProgressBar *progress, guint64 done, guint64 goal,
                            const char *unit)
{
  const gint64 time = g_get_monotonic_time ();

  if (time < progress->next)
    return;
  progress->next = time + INTERVAL;
  gradus_progress_bar_draw (progress, done, goal, unit);
}

/* The bar goes without a trace, and the result stands in its place. */
void
gradus_progress_bar_end (GradusProgressBar *progress)
{
  if (progress->is_shown)
    fputs ("\r\033[K", stderr);
}
