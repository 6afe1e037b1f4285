/* SPDX-License-Identifier: MIT */
#include "train/core-choice.h"

#include <math.h>

/* Seconds: long enough that to wake the other threads for it, some 50 µs, is little of it; and how
 * much of them is enough, for nobody knows beforehand how long steps take. */
#define SLICE 0.02
#define LEAST_SLICE 0.01

/* Slices between trials: at first, and at most. */
#define SHORTEST_INTERVAL 16
#define LONGEST_INTERVAL 512

/* Slices of a trial: the other way and the one before in turns. Of each the fastest counts, for what
 * disturbs only ever makes a slice slower. */
#define TRIAL_SLICES 4

/* Times: so much faster must the other way be to be taken, or both would be taken in turns. */
#define GAIN 1.05

/* As long as nothing is known of the steps, portions of them grow no faster than that. */
#define PORTION_GROWTH 2

static void
begin_interval (GradusCoreChoice *choice, guint interval)
{
  choice->interval = interval;
  choice->n_slices = interval;
  choice->trial = 0;
}

static void
begin_trial (GradusCoreChoice *choice)
{
  choice->trial = 1;
  choice->least[FALSE] = choice->least[TRUE] = INFINITY;
}

void
gradus_core_choice_init (GradusCoreChoice *choice)
{
  *choice = (GradusCoreChoice){ .is_shared = TRUE };
  begin_interval (choice, SHORTEST_INTERVAL);
}

gboolean
gradus_core_choice_shares (const GradusCoreChoice *choice)
{
  return choice->trial % 2 == 1 ? !choice->is_shared : choice->is_shared;
}

guint64
gradus_core_choice_count_steps (const GradusCoreChoice *choice)
{
  const double left = SLICE - choice->seconds;

  if (choice->a_step > 0)
    return (guint64) MAX (left / choice->a_step, 1);
  if (choice->n_steps == 0)
    return 1;
  return (guint64) CLAMP (left / choice->seconds * (double) choice->n_steps, 1,
                          PORTION_GROWTH * (double) choice->n_steps);
}

static void
conclude_trial (GradusCoreChoice *choice)
{
  const double own = choice->least[choice->is_shared], other = choice->least[!choice->is_shared];

  if (other * GAIN < own) {
    choice->is_shared = !choice->is_shared;
    begin_interval (choice, SHORTEST_INTERVAL);
  } else {
    begin_interval (choice, MIN (2 * choice->interval, LONGEST_INTERVAL));
  }
}

static void
conclude_slice (GradusCoreChoice *choice, double a_step)
{
  const gboolean is_shared = gradus_core_choice_shares (choice);

  if (choice->trial > 0) {
    choice->least[is_shared] = MIN (choice->least[is_shared], a_step);
    if (choice->trial++ == TRIAL_SLICES)
      conclude_trial (choice);
  } else if (--choice->n_slices == 0) {
    begin_trial (choice);
  }
}

void
gradus_core_choice_tell (GradusCoreChoice *choice, guint64 n_steps, double seconds)
{
  choice->n_steps += n_steps;
  choice->seconds += seconds;
  if (choice->seconds < LEAST_SLICE)
    return;
  choice->a_step = choice->seconds / (double) choice->n_steps;
  conclude_slice (choice, choice->a_step);
  choice->n_steps = 0;
  choice->seconds = 0;
}
