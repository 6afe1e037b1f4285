/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* A sample on the plane, what it should give and what the network says. */
typedef struct {
  double x, y;
  double target; /* 0 or 1; with more than two classes the number of the class, from 0 */
  double output; /* likewise: what the network says, respectively the class that it says */
  gboolean is_test;
} GradusMapPoint;

/* GradusHeatMap: what a network says over a plane, with its boundary, where it says 0.5, and the
 * samples on it. */
typedef struct {
  double x0, x1, y0, y1; /* the corners of the plane */
  guint size;            /* 0: nothing known yet */
  const float *grid;     /* (size, size), the top row first, 0 … 1 */
  const GradusMapPoint *points;
  guint n_points;
  const char *x_name, *y_name; /* of the axes: "x₁" */
  const char *output_name;     /* "output", in the callout */
  const char *target_name;     /* "should be", in the callout */
  double pointer_x, pointer_y; /* NaN: not there */
  /* 0: one output, 0 … 1; else so many outputs, the largest being the answer: (n_classes, size,
     size) */
  guint n_classes;
  gboolean has_numbers; /* to be met: no boundary, and nothing is wrong … */
  double low, high;     /* … and the colours go from one to the other, not from 0 to 1 */
  const char *const *class_names; /* (n_classes); NULL: they have numbers */
  gboolean is_discrete;           /* the answer alone, not how sure it is */
  const char *class_name;         /* "class", in the callout */
} GradusHeatMap;

/* Square, as large as the canvas allows, with a scale of its colours beside it. Class 0 is a
 * circle, class 1 a diamond; what the network gets wrong is crossed out. With few points each
 * has its output beside it. */
void gradus_heat_map_draw (GradusCanvas *canvas, const GradusHeatMap *map);

/* The output (with classes: that of one) at a point of the plane, between the middles of the
 * cells bilinearly. */
double gradus_heat_map_get_value (const GradusHeatMap *map, double x, double y);
double gradus_heat_map_get_class_value (const GradusHeatMap *map, guint class, double x, double y);

/* The class with the largest output there. */
guint gradus_heat_map_get_class (const GradusHeatMap *map, double x, double y);

/* The point of the plane below a point of that drawing, and how much of the plane a pixel is;
 * FALSE beside the map. */
gboolean gradus_heat_map_find_plane_point (GradusCanvas *canvas, const GradusHeatMap *map, double x,
                                           double y, double *plane_x, double *plane_y,
                                           double *pixel);

/* Test samples are hollow. */
gboolean gradus_map_point_is_wrong (const GradusHeatMap *map, const GradusMapPoint *point);

G_END_DECLS
