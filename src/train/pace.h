/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusPace: which step is due at which time. There are three kinds:
 *
 *   full speed      every step is due at once
 *   steps a second  each is due so long after the one before
 *   paced           the whole way from step 0 to the last step takes so many seconds, along the
 *                   logarithm of the step: at time t of T step (1 + last)^(t/T) − 1 is due. So the
 *                   first ten steps are seen as well as the last hundred thousand. Who begins at a
 *                   later step goes on from there along the same curve. A way of less than a
 *                   thousand steps may take less time: no doubling takes more than a second.
 *
 * Times are in seconds on a clock of the caller's. All zero: full speed. */
typedef struct {
  double steps_per_second; /* 0: not of this kind */
  double seconds;          /* that the whole way takes; 0: not paced */
  guint64 last;            /* the step at its end */
  double began_at;
  guint64 began_on; /* with this step */
} GradusPace;

/* Of how many seconds people may choose, and how many there are without a choice. */
#define GRADUS_PACE_LEAST_SECONDS 3
#define GRADUS_PACE_MOST_SECONDS 10
#define GRADUS_PACE_USUAL_SECONDS 5

/* Counts from now on, from this step on, towards `last`. Time that was lost before is not made up
 * for. */
void gradus_pace_begin (GradusPace *pace, double now, guint64 step, guint64 last);

/* Whether it ever lets anybody wait. */
gboolean gradus_pace_is_bounded (const GradusPace *pace);

/* The last step that is due by now; never beyond `last`. */
guint64 gradus_pace_find_step (const GradusPace *pace, double now);

/* When a step is due. */
double gradus_pace_find_time (const GradusPace *pace, guint64 step);

/* The same where the present step is `step`: someone who is more than a moment behind, on a machine
 * that is too slow or was busy, does not catch up in one leap, but goes on by a tenth of a second's
 * steps, at least one, and begins anew from there. So nothing is ever jumped over before the eyes,
 * and who is always late still comes to the end. */
guint64 gradus_pace_follow (GradusPace *pace, double now, guint64 step);

G_END_DECLS
