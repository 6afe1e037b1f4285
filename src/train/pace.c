/* SPDX-License-Identifier: MIT */
#include "train/pace.h"

#define WINDOW (G_USEC_PER_SEC / 2)
#define STEPS 10
#define LONGEST_WINDOW (3 * G_USEC_PER_SEC)

void
gradus_pace_measure (GradusPace *pace, gint64 time, guint64 step)
{
  const gboolean begins = pace->began_at == 0 || step < pace->began_on;

  if (!begins && time - pace->began_at < (step - pace->began_on < STEPS ? LONGEST_WINDOW : WINDOW))
    return;
  pace->rate =
      begins ? 0
             : (double) (step - pace->began_on) * G_USEC_PER_SEC / (double) (time - pace->began_at);
  pace->began_at = time;
  pace->began_on = step;
}

void
gradus_pace_pause (GradusPace *pace)
{
  pace->rate = 0;
  pace->began_at = 0;
}
