/* SPDX-License-Identifier: MIT */
#include "app/documents/autosave-timer.h"

void
gradus_autosave_timer_note_news (GradusAutosaveTimer *timer)
{
  gradus_autosave_pace_note_news (&timer->pace, g_get_monotonic_time ());
}

void
gradus_autosave_timer_note_begin (GradusAutosaveTimer *timer)
{
  gradus_autosave_pace_note_begin (&timer->pace, g_get_monotonic_time ());
}

void
gradus_autosave_timer_note_failure (GradusAutosaveTimer *timer)
{
  gradus_autosave_pace_note_failure (&timer->pace, g_get_monotonic_time ());
}

/* GLib removes the source on return, so its id is forgotten first: func() stops the timer, which
 * would remove the source a second time. */
static gboolean
on_timeout (gpointer data)
{
  GradusAutosaveTimer *timer = data;

  timer->timeout = 0;
  timer->is_due = TRUE;
  timer->func (timer->data);
  return G_SOURCE_REMOVE;
}

void
gradus_autosave_timer_start (GradusAutosaveTimer *timer, guint cost, void (*func) (gpointer data),
                             gpointer data)
{
  const gint64 due = gradus_autosave_pace_find_due (&timer->pace, cost);
  const gint64 wait = MAX (due - g_get_monotonic_time (), 0);

  timer->func = func;
  timer->data = data;
  timer->timeout = g_timeout_add ((guint) (wait / 1000), on_timeout, timer);
}

void
gradus_autosave_timer_stop (GradusAutosaveTimer *timer)
{
  g_clear_handle_id (&timer->timeout, g_source_remove);
  timer->is_due = FALSE;
}
