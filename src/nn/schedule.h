/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/names.h"

G_BEGIN_DECLS

/* GradusSchedule: how the learning rate changes while training goes on. The rate of the step after
 * t others is the experiment's times
 *
 *   constant      1
 *   step          factor^⌊t / every⌋
 *   exponential   factor^(t / every)
 *   inverse-time  1 / (1 + t / every)
 *   cosine        final + (1 - final)·(1 + cos(π·min(t / every, 1))) / 2
 *
 * and, during the first `warm_up` steps, times (t + 1) / warm_up.
 *
 * Sources: inverse-time Robbins & Monro 1951, Bottou 2012, section 5.2; cosine Loshchilov & Hutter
 * 2017, equation 5; warming up Goyal et al. 2017, section 2.2. */
typedef enum {
  GRADUS_SCHEDULE_CONSTANT,
  GRADUS_SCHEDULE_STEP,
  GRADUS_SCHEDULE_EXPONENTIAL,
  GRADUS_SCHEDULE_INVERSE_TIME,
  GRADUS_SCHEDULE_COSINE,
} GradusScheduleKind;

#define GRADUS_N_SCHEDULES (GRADUS_SCHEDULE_COSINE + 1)

typedef struct {
  GradusScheduleKind kind;
  guint64 every; /* steps, at least 1 */
  double factor; /* of step and exponential, in (0, 1] */
  double final;  /* of cosine, in [0, 1] */
  guint64 warm_up;
} GradusSchedule;

/* The kind as it is used most: every 10,000 steps, factor 0.5, final 0, no warm-up. */
GradusSchedule gradus_schedule_make (GradusScheduleKind kind);

extern const char *const gradus_schedule_names[]; /* by kind, see nn/names.h */
const char *gradus_schedule_title (GradusScheduleKind kind);

/* Which of the numbers mean something to the kind. */
gboolean gradus_schedule_has_every (GradusScheduleKind kind);
gboolean gradus_schedule_has_factor (GradusScheduleKind kind);
gboolean gradus_schedule_has_final (GradusScheduleKind kind);

gboolean gradus_schedule_equal (const GradusSchedule *a, const GradusSchedule *b);

/* What the learning rate is multiplied with in the step after `step` others. */
double gradus_schedule_factor (const GradusSchedule *schedule, guint64 step);

G_END_DECLS
