/* SPDX-License-Identifier: MIT */
#include "train/pace.h"

#include <math.h>

/* More than this many seconds behind, nobody tries to catch up. */
#define LONGEST_LAG 0.1

/* Seconds that one doubling of the step takes at most: who trains a single step shall not wait for
 * it as long as for a hundred thousand. */
#define LONGEST_DOUBLING 1.0

void
gradus_pace_begin (GradusPace *pace, double now, guint64 step, guint64 last)
{
  pace->began_at = now;
  pace->began_on = step;
  pace->last = last;
}

gboolean
gradus_pace_is_bounded (const GradusPace *pace)
{
  return pace->steps_per_second > 0 || pace->seconds > 0;
}

/* Natural logarithms a second. */
static double
get_slope (const GradusPace *pace)
{
  return MAX (log1p ((double) pace->last) / pace->seconds, G_LN2 / LONGEST_DOUBLING);
}

/* At so many steps a second the first step is due at once. */
guint64
gradus_pace_find_step (const GradusPace *pace, double now)
{
  const double elapsed = MAX (now - pace->began_at, 0);
  double due = (double) pace->last;

  if (pace->steps_per_second > 0)
    due = (double) pace->began_on + 1 + elapsed * pace->steps_per_second;
  else if (pace->seconds > 0)
    due = expm1 (log1p ((double) pace->began_on) + elapsed * get_slope (pace));
  return due < (double) pace->last ? MAX ((guint64) due, pace->began_on) : pace->last;
}

double
gradus_pace_find_time (const GradusPace *pace, guint64 step)
{
  if (step <= pace->began_on || !gradus_pace_is_bounded (pace))
    return pace->began_at;
  if (pace->steps_per_second > 0)
    return pace->began_at + (double) (step - pace->began_on - 1) / pace->steps_per_second;
  return pace->began_at +
         (log1p ((double) step) - log1p ((double) pace->began_on)) / get_slope (pace);
}

/* How many steps at once are no leap: those of the longest lag, at least one. */
static double
find_longest_stride (const GradusPace *pace, guint64 step)
{
  const double steps_per_second =
      pace->steps_per_second > 0 ? pace->steps_per_second : (1 + (double) step) * get_slope (pace);

  return MAX (steps_per_second * LONGEST_LAG, 1);
}

guint64
gradus_pace_follow (GradusPace *pace, double now, guint64 step)
{
  const guint64 due = gradus_pace_find_step (pace, now);
  double stride;

  if (!gradus_pace_is_bounded (pace))
    return MAX (due, step);
  stride = find_longest_stride (pace, step);
  /* At a pace of few steps a second the one after the next is due before the lag is long. */
  if ((double) due - (double) step <= MAX (stride, pace->steps_per_second > 0 ? 2 : 1))
    return MAX (due, step);
  /* A whole stride, and not one step: on a machine where every look comes too late it would
   * otherwise be one step a look. */
  gradus_pace_begin (pace, now, MIN (step + (guint64) stride, pace->last), pace->last);
  return pace->began_on;
}
