/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/axis.h"
#include "plot/style.h"

G_BEGIN_DECLS

/* GradusLine: values over steps. Borrows both columns. */
typedef struct {
  const char *name;
  GradusColour colour;
  guint n_points;
  const guint64 *steps; /* (n_points), ascending */
  const char *values;   /* (n_points) of double, or of float where is_float, `pitch` bytes apart */
  gsize pitch;
  gboolean is_float;
  gboolean is_dashed;
  gboolean is_strong; /* wider than others */
  gboolean is_hidden; /* its name stays */
  gboolean is_exact;  /* there is no noise in it: it is never smoothed */
  gboolean is_sparse; /* where a value is not finite nothing was measured: its neighbours are
                         joined. Otherwise it leaves a gap */
  double least_open; /* what is open by less than this is not seen: the value is drawn as it is */
  const char *below, *above; /* (n_points) of double, `pitch` bytes apart: how much lower, and how
                                much higher, the value may be as well; or both NULL */
} GradusLine;

double gradus_line_get_value (const GradusLine *line, guint point);

/* Whether the value of a point is open, so that all from the lowest to the highest may be: by more
 * than `least_open`; of a line that is not exact, where it and the few points around it are so in
 * the mean. */
gboolean gradus_line_is_open (const GradusLine *line, guint point, double *lowest, double *highest);

/* The point of `line` nearest to `step`, of a sparse one the nearest that was measured; n_points
 * if there is none. */
guint gradus_line_find_nearest (const GradusLine *line, double step);

/* The last point of `line` at or before `step` with a finite value; n_points if there is none. */
guint gradus_line_find_last (const GradusLine *line, double step);

/* How much of the average of those before it each point keeps, into (n_points) `kept`: the same for
 * all lines over the same steps. `smoothing` is from 0 to less than 1. The averages reach back as
 * far as it is seen, on a logarithmic axis as on a linear one: over 2 hundredths of the whole at
 * 0.9, but over some points at least. */
void gradus_line_weigh (const GradusLine *line, gboolean is_log, double smoothing, double *kept);

/* Averages of a line's values with those before them, into (n_points) `smooth`. The sum of the
 * weights corrects each, so that the first is the first value. Values that are not finite and
 * those that are open are copied and do not count. */
void gradus_line_smooth (const GradusLine *line, const double *kept, double *smooth);

G_END_DECLS
