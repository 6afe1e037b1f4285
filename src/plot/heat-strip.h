/* SPDX-License-Identifier: MIT */
#pragma once

#include "plot/frame.h"

G_BEGIN_DECLS

/* GradusHeatStrip: a value of every layer over steps, as a row of colours for each layer, the
 * last layer on top. Low values fade into the background, high ones stand out; what is not finite
 * is hatched. */
typedef struct {
  guint n_points;
  const guint64 *steps; /* (n_points), ascending */
  const char *values; /* of float: layer k at point i, `pitch` · i + `layer_pitch` · k bytes on */
  gsize pitch, layer_pitch;
  guint n_layers;
  GradusAxis x;    /* the steps in sight */
  GradusAxis axis; /* of the values */
  const char *x_title, *y_title, *step_name;
  const char *prefix; /* of the names of the rows: "W" */
  double pointer_x, pointer_y;
  gboolean has_cursor;  /* a line at the step `cursor`, where the pointer is in another chart */
  double cursor;
  guint first_marked, n_marked; /* rows that words are about, from 0 */
  const gboolean *has_none; /* (n_layers): which layers have no such value, and no colours;
                               or NULL */
} GradusHeatStrip;

void gradus_heat_strip_draw (GradusCanvas *canvas, const GradusHeatStrip *strip);

/* The step below a point of the same drawing; NaN outside its bands. */
double gradus_heat_strip_find_step (GradusCanvas *canvas, const GradusHeatStrip *strip, double x,
                                    double y);

double gradus_heat_strip_get_value (const GradusHeatStrip *strip, guint point, guint layer);

/* The point that a step shows: the last one at or before it. */
guint gradus_heat_strip_find_point (const GradusHeatStrip *strip, double step);

/* The colour of a value: its contrast to the background grows with its share of the axis, from
 * hardly any; the background's if it is not finite. */
GradusColour gradus_heat_strip_get_colour (const GradusStyle *style, const GradusAxis *axis,
                                           double value);

G_END_DECLS
