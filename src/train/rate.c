/* SPDX-License-Identifier: MIT */
#include "train/rate.h"

#define WINDOW (G_USEC_PER_SEC / 2)
#define STEPS 10
#define LONGEST_WINDOW (3 * G_USEC_PER_SEC)

void
gradus_rate_measure (GradusRate *self, gint64 time, guint64 step)
{
  const gboolean begins = self->began_at == 0 || step < self->began_on;

  if (!begins && time - self->began_at < (step - self->began_on < STEPS ? LONGEST_WINDOW : WINDOW))
    return;
  self->rate =
      begins ? 0
             : (double) (step - self->began_on) * G_USEC_PER_SEC / (double) (time - self->began_at);
  self->began_at = time;
  self->began_on = step;
}

void
gradus_rate_pause (GradusRate *self)
{
  self->rate = 0;
  self->began_at = 0;
}
