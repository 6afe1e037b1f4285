/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* A sample on the plane, its target and the network's answer. */
typedef struct {
  double x, y;
  double target; /* 0 or 1; with more than two classes the number of the class, from 0 */
  double output; /* the network's output or class, likewise */
  gboolean is_test;
  gboolean is_undecided; /* the output names no class, so it is neither right nor wrong */
  guint number;          /* of the sample, from 1; in the callout */
} GradusMapPoint;

/* What people read instead of an input or a target: number = value · span + offset. A span of 0
 * is none: the values are the numbers. */
typedef struct {
  double offset, span;
} GradusMapUnits;

static inline double
gradus_map_units_to_number (const GradusMapUnits *units, double value)
{
  return units->span > 0 ? value * units->span + units->offset : value;
}

/* GradusHeatMap: a network's output over a plane, the decision boundary, where it is 0.5, and
 * the samples. */
typedef struct {
  double x0, x1, y0, y1; /* the corners of the plane */
  guint size;            /* 0: not yet known */
  const float *grid;     /* (size, size), the top row first, 0 … 1 */
  const GradusMapPoint *points;
  guint n_points;
  const char *x_name, *y_name; /* of the axes: "x₁" */
  const char *output_name;     /* "output", in the callout */
  const char *target_name;     /* "should be", in the callout */
  double pointer_x, pointer_y; /* NaN: not there */
  guint n_classes;      /* 0: one output, 0 … 1; else the grid is (n_classes, size, size) */
  gboolean has_numbers; /* regression: no boundary, no sample is wrong, … */
  double low, high;     /* … and the colours go from low to high, not from 0 to 1 */
  const char *const *class_names; /* (n_classes), two for one output; NULL: numbers */
  gboolean is_discrete;           /* only the class, without shades */
  const char *class_name;         /* "class", in the callout */
  double undecided; /* an output no further from ½ or from the next class is no answer */
  const char *undecided_name;
  const char *sample_name, *nearest_name; /* "sample", "nearest sample"; in the callout; or NULL */
  const char *note;                       /* below the map, of what it is a slice; or NULL */
  GradusMapUnits x_units, y_units, value_units;
} GradusHeatMap;

G_END_DECLS
