/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/axis.h"
#include "plot/canvas.h"

G_BEGIN_DECLS

/* What a frame is to be like. */
typedef struct {
  GradusAxis x;
  GradusAxis y;
  const char *x_title;
  const char *y_title; /* above the axis, in little room without a parenthesis; both may be NULL */
  double top, right;   /* room that the caller draws in, between the title and the frame, and
                          beside the frame */
  gboolean has_names;  /* the caller draws the row of names below the frame, not the axis its
                          labels */
  gboolean has_ground; /* things stand on the lowest value: there is no space below it */
} GradusFrameSpec;

/* GradusFrame: the rectangles of a chart, and its axes. */
typedef struct {
  GradusRect inner; /* from the lowest values to the highest */
  GradusRect outer; /* with a little space around, so that no curve lies on the frame */
  GradusAxis x;
  GradusAxis y;
} GradusFrame;

/* Lays the frame out on the canvas, with room for the labels, and draws grid, labels and titles. */
GradusFrame gradus_frame_draw (GradusCanvas *canvas, const GradusFrameSpec *spec);

/* Lays the frame out in the same way, without drawing. */
GradusFrame gradus_frame_lay_out (GradusCanvas *canvas, const GradusFrameSpec *spec);

double gradus_frame_map_x (const GradusFrame *frame, double value);
double gradus_frame_map_y (const GradusFrame *frame, double value);

gboolean gradus_rect_contains (GradusRect rect, double x, double y);

G_END_DECLS
