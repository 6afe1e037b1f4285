/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"
#include "plot/key.h"

G_BEGIN_DECLS

/* GradusPointCloud: samples as points of a chart, with a line to compare them with. What lies
 * beyond the axes is marked at their edge. */
typedef struct {
  double x, y;
  GradusColour colour;
  gboolean is_hollow;
  GradusMark over; /* GRADUS_MARK_CROSS, GRADUS_MARK_SQUARE or GRADUS_MARK_NONE */
  guint class;     /* whose shape it has; 0, a circle, where there are none */
} GradusCloudPoint;

typedef enum {
  GRADUS_CLOUD_NO_LINE,
  GRADUS_CLOUD_DIAGONAL, /* where y is x */
  GRADUS_CLOUD_ZERO,     /* where y is 0 */
} GradusCloudLine;

typedef struct {
  GradusAxis x, y;
  const char *x_title, *y_title;
  GradusCloudLine line;
  gboolean is_square; /* as high as wide */
  gboolean has_bars;  /* a histogram of y beside the chart */
  gboolean has_marked; /* values of x that words are about, from `marked_from` to `marked_to` */
  double marked_from, marked_to;
  gboolean has_no_y;  /* y only keeps points apart: there is no such axis */
  guint n_points;
  const GradusCloudPoint *points;
  guint n_key; /* what the marks mean, above the chart */
  const GradusKeyEntry *key;
  const char *const *callout;  /* lines for the point that is pointed at, or NULL */
  double pointer_x, pointer_y; /* NaN: not there */
} GradusPointCloud;

void gradus_point_cloud_draw (GradusCanvas *canvas, const GradusPointCloud *cloud);

/* Whether a point lies beyond the axes: it is then marked at their edge. */
gboolean gradus_point_cloud_is_beyond (const GradusPointCloud *cloud,
                                       const GradusCloudPoint *point);

/* The point of that drawing that lies next to (x, y); -1: none is near. */
int gradus_point_cloud_find (GradusCanvas *canvas, const GradusPointCloud *cloud, double x,
                             double y);

/* Where a point lies in the drawing. */
void gradus_point_cloud_place (GradusCanvas *canvas, const GradusPointCloud *cloud, guint point,
                               double *x, double *y);

G_END_DECLS
