/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"
#include "plot/line.h"

G_BEGIN_DECLS

/* GradusLineNames: where the names of a chart's lines stand: at their ends, to the right of the
 * frame, where all fit there; else in rows above it, as short as they have to be, the middle of
 * each left out; and nowhere where even that does not fit. */
typedef struct {
  guint n_names;
  guint n_columns;  /* of the rows; 0: at the ends */
  double width;     /* of a name at the end, or of a column */
  double height;    /* of a name */
  double top, right; /* the room that they take above and beside the frame */
} GradusLineNames;

GradusLineNames gradus_line_names_plan (GradusCanvas *canvas, const GradusLine *lines, guint n);

/* The rectangle of each name, (n_names), in a frame that has left them room. Names at the ends
 * are as high as the last point in sight, but do not overlap. */
void gradus_line_names_place (const GradusLineNames *names, const GradusLine *lines,
                              const GradusFrame *frame, GradusRect *places);

void gradus_line_names_draw (GradusCanvas *canvas, const GradusLineNames *names,
                             const GradusLine *lines, const GradusRect *places);

G_END_DECLS
