/* SPDX-License-Identifier: MIT */

/* How the runs of a document train: one by one, or together. */
#include "document/document-private.h"

gboolean
gradus_document_is_together (GradusDocument *self)
{
  return self->race != NULL;
}

void
gradus_document_set_together (GradusDocument *self, gboolean is_together)
{
  if (is_together == gradus_document_is_together (self))
    return;
  g_clear_pointer (&self->race, gradus_race_unref);
  self->race = is_together ? gradus_race_new () : NULL;
  for (guint i = 0; i < self->runs->len; i++)
    gradus_run_set_race (g_ptr_array_index (self->runs, i), self->race);
  g_object_notify (G_OBJECT (self), "together");
}

static void
ask_runs (GradusDocument *self, void (*act) (GradusRun *run))
{
  if (!self->race) {
    act (self->selected);
    return;
  }
  for (guint i = 0; i < self->runs->len; i++)
    act (g_ptr_array_index (self->runs, i));
}

/* From the step of the one that is behind to that of the one that is ahead. */
static void
find_steps (GradusDocument *self, guint64 *first, guint64 *last)
{
  *first = G_MAXUINT64;
  *last = 0;
  for (guint i = 0; i < self->runs->len; i++) {
    const GradusSnapshot *snapshot = gradus_run_get_newest (g_ptr_array_index (self->runs, i));
    const guint64 step = snapshot ? snapshot->metrics.step : 0;

    *first = MIN (*first, step);
    *last = MAX (*last, step);
  }
}

/* Together those that are behind catch up first: a run that is ahead, and at its end, stays there
 * until all are. */
static void
begin_training (GradusDocument *self)
{
  guint64 first, last;

  find_steps (self, &first, &last);
  if (self->race)
    gradus_race_hold (self->race);
  for (guint i = 0; i < self->runs->len; i++) {
    GradusRun *run = g_ptr_array_index (self->runs, i);
    const GradusSnapshot *snapshot = gradus_run_get_newest (run);
    const gboolean is_ahead = first < last && snapshot && snapshot->state == GRADUS_RUN_FINISHED &&
                              snapshot->metrics.step == last;

    if (self->race ? !is_ahead : run == self->selected)
      gradus_run_play (run);
  }
  if (self->race)
    gradus_race_release (self->race);
}

void
gradus_document_pause_all (GradusDocument *self)
{
  for (guint i = 0; i < self->runs->len; i++) {
    if (gradus_run_is_playing (g_ptr_array_index (self->runs, i)))
      gradus_run_pause (g_ptr_array_index (self->runs, i));
  }
}

/* Together all agree first on the step at which they then stand, and nobody moves before all know
 * of it. */
void
gradus_document_pause (GradusDocument *self)
{
  if (!self->race) {
    gradus_run_pause (self->selected);
    return;
  }
  gradus_race_hold (self->race);
  gradus_race_agree (self->race);
  ask_runs (self, gradus_run_pause);
  gradus_race_release (self->race);
}

void
gradus_document_step (GradusDocument *self)
{
  ask_runs (self, gradus_run_step);
}

void
gradus_document_reset (GradusDocument *self)
{
  ask_runs (self, gradus_run_reset);
}

gboolean
gradus_document_is_playing (GradusDocument *self)
{
  if (!self->race)
    return self->selected && gradus_run_is_playing (self->selected);
  for (guint i = 0; i < self->runs->len; i++) {
    if (gradus_run_is_playing (g_ptr_array_index (self->runs, i)))
      return TRUE;
  }
  return FALSE;
}

void
gradus_document_pace_run (GradusDocument *self, GradusRun *run)
{
  if (self->is_hurried)
    gradus_run_set_speed (run, 0);
  else if (self->pace_seconds > 0)
    gradus_run_set_pace (run, self->pace_seconds);
  else
    gradus_run_set_speed (run, self->speed);
}

static void
pace_runs (GradusDocument *self)
{
  for (guint i = 0; i < self->runs->len; i++)
    gradus_document_pace_run (self, g_ptr_array_index (self->runs, i));
}

void
gradus_document_set_speed (GradusDocument *self, double steps_per_second)
{
  self->speed = steps_per_second;
  self->pace_seconds = 0;
  pace_runs (self);
}

void
gradus_document_set_pace (GradusDocument *self, double seconds)
{
  self->pace_seconds = seconds;
  pace_runs (self);
}

static void
set_hurried (GradusDocument *self, gboolean is_hurried)
{
  if (self->is_hurried == is_hurried)
    return;
  self->is_hurried = is_hurried;
  pace_runs (self);
}

void
gradus_document_play (GradusDocument *self)
{
  set_hurried (self, FALSE);
  begin_training (self);
}

void
gradus_document_play_unwatched (GradusDocument *self)
{
  set_hurried (self, TRUE);
  begin_training (self);
}
