/* SPDX-License-Identifier: MIT */
#include "plot/value-band.h"

#include <math.h>

/* The axis has no place for what is infinite. */
static double
find_height (const GradusFrame *frame, double value)
{
  if (isinf (value))
    return value > 0 ? frame->outer.y : frame->outer.y + frame->outer.height;
  return gradus_frame_map_y (frame, value);
}

static gboolean
has_point (const GradusValueBand *band, guint point)
{
  return point < band->n_points && !isnan (band->low[point]) && !isnan (band->high[point]);
}

/* There along the upper values, back along the lower ones. */
static void
trace_part (cairo_t *cr, const GradusFrame *frame, const GradusValueBand *band, guint from,
            guint to)
{
  for (guint i = from; i < to; i++)
    cairo_line_to (cr, gradus_frame_map_x (frame, (double) band->steps[i]),
                   find_height (frame, band->high[i]));
  for (guint i = to; i-- > from;)
    cairo_line_to (cr, gradus_frame_map_x (frame, (double) band->steps[i]),
                   find_height (frame, band->low[i]));
  cairo_close_path (cr);
}

void
gradus_value_band_draw (GradusCanvas *canvas, const GradusFrame *frame, const GradusValueBand *band)
{
  for (guint from = 0; from < band->n_points; from++) {
    guint to = from;

    while (has_point (band, to))
      to++;
    if (to == from)
      continue;
    trace_part (canvas->cr, frame, band, from, to);
    from = to;
  }
  gradus_canvas_set_colour (canvas, band->colour);
  cairo_fill (canvas->cr);
}
