/* SPDX-License-Identifier: MIT */
#include "plot/fit-plot.h"

#include <math.h>

#include "plot/number.h"

#define RADIUS 3.5

/* The distance in pixels at which the callout names a sample. */
#define NEAR 8.0

double
gradus_fit_plot_get_value (const GradusFitPlot *plot, double x)
{
  const double cell = (x - plot->x0) / (plot->x1 - plot->x0) * plot->n_values - 0.5;
  const double at = CLAMP (cell, 0, (double) plot->n_values - 1);
  const guint i = MIN ((guint) at, plot->n_values - 2);

  return (double) plot->values[i] * (1 - (at - i)) + (double) plot->values[i + 1] * (at - i);
}

static void
draw_points (GradusCanvas *canvas, const GradusFitPlot *plot, const GradusFrame *frame)
{
  gradus_canvas_set_line_width (canvas, 1.3);
  for (guint i = 0; i < plot->n_points; i++) {
    const GradusFitPoint *point = &plot->points[i];

    cairo_new_sub_path (canvas->cr);
    cairo_arc (canvas->cr, gradus_frame_map_x (frame, point->x),
               gradus_frame_map_y (frame, point->y), RADIUS, 0, 2 * G_PI);
    gradus_canvas_set_colour (canvas,
                              point->is_test ? canvas->style->background : canvas->style->low_mark);
    cairo_fill_preserve (canvas->cr);
    gradus_canvas_set_colour (canvas,
                              point->is_test ? canvas->style->low_mark : canvas->style->background);
    cairo_stroke (canvas->cr);
  }
}

/* Clipped, because the network may answer anything; what is not finite leaves a straight piece. */
static void
draw_curve (GradusCanvas *canvas, const GradusFitPlot *plot, const GradusFrame *frame)
{
  for (guint i = 0; i < plot->n_values; i++) {
    const double x = plot->x0 + (i + 0.5) / plot->n_values * (plot->x1 - plot->x0);

    if (isfinite (plot->values[i]))
      cairo_line_to (canvas->cr, gradus_frame_map_x (frame, x),
                     gradus_frame_map_y (frame, (double) plot->values[i]));
  }
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  gradus_canvas_set_line_width (canvas, 2.5);
  gradus_canvas_set_colour (canvas, canvas->style->high_mark);
  cairo_stroke (canvas->cr);
}

static const GradusFitPoint *
find_point (const GradusFitPlot *plot, const GradusFrame *frame)
{
  for (guint i = 0; i < plot->n_points; i++) {
    if (hypot (gradus_frame_map_x (frame, plot->points[i].x) - plot->pointer_x,
               gradus_frame_map_y (frame, plot->points[i].y) - plot->pointer_y) <= NEAR)
      return &plot->points[i];
  }
  return NULL;
}

static void
draw_callout (GradusCanvas *canvas, const GradusFitPlot *plot, const GradusFrame *frame)
{
  const GradusFitPoint *point = find_point (plot, frame);
  const double share = (plot->pointer_x - frame->inner.x) / frame->inner.width;
  const double x = point ? point->x : gradus_axis_unmap (&frame->x, share);
  g_autofree char *x_text = gradus_number_format (x);
  g_autofree char *value = gradus_number_format (gradus_fit_plot_get_value (plot, x));
  g_autofree char *target = point ? gradus_number_format (point->y) : NULL;
  g_autofree char *first = g_strdup_printf ("%s\t%s", plot->x_name, x_text);
  g_autofree char *second = g_strdup_printf ("%s\t%s", plot->output_name, value);
  g_autofree char *third = point ? g_strdup_printf ("%s\t%s", plot->target_name, target) : NULL;
  const char *const lines[] = { first, second, third, NULL };

  gradus_canvas_draw_callout (canvas, plot->pointer_x, plot->pointer_y, lines, NULL);
}

void
gradus_fit_plot_draw (GradusCanvas *canvas, const GradusFitPlot *plot)
{
  const GradusFrame frame =
      gradus_frame_draw (canvas, &(GradusFrameSpec){ .x = { plot->x0, plot->x1, FALSE },
                                                     .y = { plot->y0, plot->y1, FALSE },
                                                     .x_title = plot->x_name,
                                                     .y_title = plot->output_name });

  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, frame.inner.x, frame.inner.y, frame.inner.width, frame.inner.height);
  cairo_clip (canvas->cr);
  draw_points (canvas, plot, &frame);
  if (plot->values)
    draw_curve (canvas, plot, &frame);
  cairo_restore (canvas->cr);
  if (plot->values && gradus_rect_contains (frame.inner, plot->pointer_x, plot->pointer_y))
    draw_callout (canvas, plot, &frame);
}
