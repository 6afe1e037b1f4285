/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusRate: how many steps a second a run makes, measured over half a second at least, and over
 * ten steps unless they take longer than three seconds. All zero: nothing measured. */
typedef struct {
  double rate;      /* steps a second, as last measured; 0: not known, or not training */
  gint64 began_at;  /* when what is measured now began, on the monotonic clock; 0: it has not */
  guint64 began_on; /* with this step */
} GradusRate;

/* At that time (microseconds on the monotonic clock, not 0) the run trains and is at that step. A
 * step that is smaller than before begins anew. */
void gradus_rate_measure (GradusRate *self, gint64 time, guint64 step);

/* The run does not train: no pause counts among what is measured next. */
void gradus_rate_pause (GradusRate *self);

G_END_DECLS
