/* SPDX-License-Identifier: MIT */

/* Which steps are measured on the way: those that the history wants, or those of a plan. */
#include "train/stepper-private.h"

void
gradus_stepper_record_at (GradusStepper *stepper, const guint64 *steps, guint n_steps,
                          void (*tell) (const GradusMetrics *metrics, gpointer data), gpointer data)
{
  stepper->is_recording = FALSE;
  stepper->plan = steps;
  stepper->n_planned = n_steps;
  stepper->next_planned = 0;
  while (stepper->next_planned < n_steps && steps[stepper->next_planned] < stepper->step)
    stepper->next_planned++;
  stepper->tell_measured = tell;
  stepper->listener = data;
}

guint64
gradus_stepper_find_record (const GradusStepper *stepper)
{
  if (stepper->plan)
    return stepper->next_planned < stepper->n_planned ? stepper->plan[stepper->next_planned]
                                                      : G_MAXUINT64;
  return stepper->is_recording ? gradus_history_find_next (stepper->history, stepper->step)
                               : G_MAXUINT64;
}

gboolean
gradus_stepper_records_now (const GradusStepper *stepper)
{
  return gradus_stepper_find_record (stepper) == stepper->step;
}

void
gradus_stepper_tell_measured (GradusStepper *stepper)
{
  stepper->next_planned++;
  stepper->tell_measured (&stepper->metrics, stepper->listener);
}
