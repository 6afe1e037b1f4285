/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/axis.h"
#include "plot/canvas.h"

G_BEGIN_DECLS

/* GradusFrame: the inner rectangle of a chart, and its axes. */
typedef struct {
  GradusRect inner;
  GradusAxis x;
  GradusAxis y;
} GradusFrame;

/* Lays the frame out on the canvas, with room for the labels, and draws grid and labels.
 * `x_title` may be NULL. With `has_x_labels` FALSE the caller draws the row below the frame. */
GradusFrame gradus_frame_draw (GradusCanvas *canvas, GradusAxis x, GradusAxis y,
                               const char *x_title, gboolean has_x_labels);

/* Lays the frame out in the same way, without drawing. */
GradusFrame gradus_frame_lay_out (GradusCanvas *canvas, GradusAxis x, GradusAxis y,
                                  const char *x_title);

double gradus_frame_map_x (const GradusFrame *frame, double value);
double gradus_frame_map_y (const GradusFrame *frame, double value);

gboolean gradus_rect_contains (GradusRect rect, double x, double y);

G_END_DECLS
