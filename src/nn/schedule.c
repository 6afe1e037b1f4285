/* SPDX-License-Identifier: MIT */
#include "nn/schedule.h"

#include <glib/gi18n.h>
#include <math.h>

const char *const gradus_schedule_names[] = { "constant",     "step",   "exponential",
                                              "inverse-time", "cosine", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (gradus_schedule_names) == GRADUS_N_SCHEDULES + 1);

GradusSchedule
gradus_schedule_make (GradusScheduleKind kind)
{
  return (GradusSchedule){ .kind = kind, .every = 10000, .factor = 0.5 };
}

const char *
gradus_schedule_title (GradusScheduleKind kind)
{
  static const char *const titles[GRADUS_N_SCHEDULES] = { N_ ("Constant"), N_ ("In steps"),
                                                          N_ ("Exponential"), N_ ("Inverse time"),
                                                          N_ ("Cosine") };

  return titles[kind];
}

gboolean
gradus_schedule_has_every (GradusScheduleKind kind)
{
  return kind != GRADUS_SCHEDULE_CONSTANT;
}

gboolean
gradus_schedule_has_factor (GradusScheduleKind kind)
{
  return kind == GRADUS_SCHEDULE_STEP || kind == GRADUS_SCHEDULE_EXPONENTIAL;
}

gboolean
gradus_schedule_has_final (GradusScheduleKind kind)
{
  return kind == GRADUS_SCHEDULE_COSINE;
}

gboolean
gradus_schedule_equal (const GradusSchedule *a, const GradusSchedule *b)
{
  return a->kind == b->kind && a->every == b->every && a->factor == b->factor &&
         a->final == b->final && a->warm_up == b->warm_up;
}

static double
decay (const GradusSchedule *schedule, double progress)
{
  switch (schedule->kind) {
  case GRADUS_SCHEDULE_CONSTANT:
    break;
  case GRADUS_SCHEDULE_STEP:
    return pow (schedule->factor, floor (progress));
  case GRADUS_SCHEDULE_EXPONENTIAL:
    return pow (schedule->factor, progress);
  case GRADUS_SCHEDULE_INVERSE_TIME:
    return 1 / (1 + progress);
  case GRADUS_SCHEDULE_COSINE:
    return schedule->final + (1 - schedule->final) * (1 + cos (G_PI * MIN (progress, 1))) / 2;
  }
  return 1;
}

double
gradus_schedule_factor (const GradusSchedule *schedule, guint64 step)
{
  double factor = decay (schedule, (double) step / (double) schedule->every);

  if (step < schedule->warm_up)
    factor *= (double) (step + 1) / (double) schedule->warm_up;
  return factor;
}
