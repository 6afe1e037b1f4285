/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusAxis: maps values to [0, 1], linearly or by their logarithm, and says where the ticks
 * go. */
typedef struct {
  double low;
  double high; /* > low */
  gboolean is_log;
  gboolean is_of_steps; /* logarithmic: by log (1 + value), so that step 0 has a place */
} GradusAxis;

/* The lowest value of a logarithmic axis; smaller values and 0 are drawn there. */
#define GRADUS_AXIS_FLOOR 1e-12

/* An axis from 0 (or below, if `low` is) to the next round number at or above `high`, with four
 * or five ticks. */
GradusAxis gradus_axis_linear (double low, double high);

/* A logarithmic axis from the power of ten at or below `low` to that at or above `high`, at
 * least one decade. */
GradusAxis gradus_axis_log (double low, double high);

/* An axis of the steps from `low` to `high`, which become 0 and more. */
GradusAxis gradus_axis_steps (double low, double high, gboolean is_log);

/* The share of the axis below a value: less than 0 or more than 1 outside the axis, NaN if not
 * finite. */
double gradus_axis_map (const GradusAxis *axis, double value);

/* The value at a share. */
double gradus_axis_unmap (const GradusAxis *axis, double share);

typedef struct {
  double value;
  char *label; /* NULL for a tick between labelled ones */
  gboolean is_minor; /* 2, 3 … 9 times a power of ten on a logarithmic axis */
} GradusTick;

/* A new array of GradusTick in ascending order, at 1-2-5 steps or decades; at most `most` (2 or
 * more) have labels, and one more where the axis begins at step 0. */
GArray *gradus_axis_get_ticks (const GradusAxis *axis, guint most);

G_END_DECLS
