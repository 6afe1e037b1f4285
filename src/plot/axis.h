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
} GradusAxis;

/* On a logarithmic axis nothing lies below this; smaller values and 0 sit on the floor. */
#define GRADUS_AXIS_FLOOR 1e-12

/* From 0 (or below, if `low` is) to the next round number at or above `high`, such that four or
 * five ticks fit. */
GradusAxis gradus_axis_linear (double low, double high);

/* From the power of ten at or below `low` to that at or above `high`, at least one decade. */
GradusAxis gradus_axis_log (double low, double high);

/* The share of the axis that lies below a value; below 0 or above 1 outside the axis. Not
 * finite: NaN. */
double gradus_axis_map (const GradusAxis *axis, double value);

/* The value at a share. */
double gradus_axis_unmap (const GradusAxis *axis, double share);

typedef struct {
  double value;
  char *label; /* NULL for a tick between labelled ones */
} GradusTick;

/* Ticks at 1-2-5 steps or decades, at most `most` (from 2) of them labelled: an array of
 * GradusTick. */
GArray *gradus_axis_get_ticks (const GradusAxis *axis, guint most);

G_END_DECLS
