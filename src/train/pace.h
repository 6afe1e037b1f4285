/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusPace: how many steps a second a run makes, measured over half a second at least, and over
 * ten steps unless they take longer than three seconds. All zero: nothing measured. */
typedef struct {
  double rate;      /* steps a second, as last measured; 0: not known, or not training */
  gint64 began_at;  /* when what is measured now began, on the monotonic clock; 0: it has not */
  guint64 began_on; /* with this step */
} GradusPace;

/* At that time (microseconds on the monotonic clock, not 0) the run trains and is at that step. A
 * step that is smaller than before begins anew. */
void gradus_pace_measure (GradusPace *pace, gint64 time, guint64 step);

/* The run does not train: no pause counts among what is measured next. */
void gradus_pace_pause (GradusPace *pace);

G_END_DECLS
