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
} GradusMapPoint;

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
  const char *const *class_names; /* (n_classes); NULL: numbers */
  gboolean is_discrete;           /* only the class, without shades */
  const char *class_name;         /* "class", in the callout */
} GradusHeatMap;

/* Draws a square as large as the canvas allows, with a colour scale beside it. Class 0 is a
 * circle, class 1 a diamond; wrong samples are crossed out, test samples hollow. If there are
 * few samples, each has its output beside it. */
void gradus_heat_map_draw (GradusCanvas *canvas, const GradusHeatMap *map);

/* The output, or that of one class, at a point of the plane, interpolated bilinearly. */
double gradus_heat_map_get_value (const GradusHeatMap *map, double x, double y);
double gradus_heat_map_get_class_value (const GradusHeatMap *map, guint class, double x, double y);

/* The class with the largest output at a point of the plane. */
guint gradus_heat_map_get_class (const GradusHeatMap *map, double x, double y);

/* Finds the point of the plane at a point of the drawing, and the size of a pixel in the plane.
 * FALSE outside the map. */
gboolean gradus_heat_map_find_plane_point (GradusCanvas *canvas, const GradusHeatMap *map, double x,
                                           double y, double *plane_x, double *plane_y,
                                           double *pixel);

/* Whether the network's class is another than the target. */
gboolean gradus_map_point_is_wrong (const GradusHeatMap *map, const GradusMapPoint *point);

G_END_DECLS
