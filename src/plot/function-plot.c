/* SPDX-License-Identifier: MIT */
#include "plot/function-plot.h"

#include <math.h>

#include "plot/number.h"

#define N_BINS 40
#define RUG_HEIGHT 7.0

/* The most of the height that the histogram fills. */
#define HISTOGRAM_SHARE 0.4

/* From just below 0 to 1 at least, so that the axis is seen and curves of one kind look alike. */
static GradusAxis
find_y_axis (const GradusFunctionPlot *plot)
{
  double low = -0.1, high = 1;

  for (guint i = 0; i < plot->n_points; i++) {
    low = MIN (low, (double) plot->values[i]);
    high = MAX (high, (double) plot->values[i]);
    if (plot->slopes) {
      low = MIN (low, (double) plot->slopes[i]);
      high = MAX (high, (double) plot->slopes[i]);
    }
  }
  return gradus_axis_linear (low, high);
}

/* What lies beyond the curve counts at its ends: a unit that saturates must be seen to. */
void
gradus_function_plot_count_marks (const GradusFunctionPlot *plot, guint n_bins, guint *bins)
{
  const double low = (double) plot->arguments[0],
               high = (double) plot->arguments[plot->n_points - 1];

  for (guint i = 0; i < n_bins; i++)
    bins[i] = 0;
  for (guint i = 0; i < plot->n_marks; i++) {
    const double bin = ((double) plot->marks[i] - low) / (high - low) * n_bins;

    if (!isnan (bin))
      bins[(guint) CLAMP (bin, 0, n_bins - 1)]++;
  }
}

static void
draw_marks (GradusCanvas *canvas, const GradusFunctionPlot *plot, const GradusFrame *frame)
{
  guint bins[N_BINS], most = 1;
  const double bottom = frame->inner.y + frame->inner.height, slot = frame->inner.width / N_BINS;

  gradus_function_plot_count_marks (plot, N_BINS, bins);
  for (guint i = 0; i < N_BINS; i++)
    most = MAX (most, bins[i]);
  for (guint i = 0; i < N_BINS; i++) {
    const double height = bins[i] * frame->inner.height * HISTOGRAM_SHARE / most;

    cairo_rectangle (canvas->cr, frame->inner.x + i * slot, bottom - height, slot, height);
  }
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->dim_text, 0.3));
  cairo_fill (canvas->cr);
  for (guint i = 0; i < plot->n_marks; i++) {
    const double share = gradus_axis_map (&frame->x, (double) plot->marks[i]);

    if (isnan (share))
      continue;
    cairo_move_to (canvas->cr, frame->inner.x + CLAMP (share, 0, 1) * frame->inner.width, bottom);
    cairo_rel_line_to (canvas->cr, 0, -RUG_HEIGHT);
  }
  gradus_canvas_set_colour (canvas, canvas->style->text);
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
}

static void
draw_curve (GradusCanvas *canvas, const GradusFunctionPlot *plot, const GradusFrame *frame,
            const float *values, GradusColour colour, gboolean is_dashed)
{
  const double dashes[] = { 6, 4 };

  for (guint i = 0; i < plot->n_points; i++)
    cairo_line_to (canvas->cr, gradus_frame_map_x (frame, (double) plot->arguments[i]),
                   gradus_frame_map_y (frame, (double) values[i]));
  gradus_canvas_set_colour (canvas, colour);
  gradus_canvas_set_line_width (canvas, 2.2);
  cairo_set_dash (canvas->cr, dashes, is_dashed ? 2 : 0, 0);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, dashes, 0, 0);
}

static void
draw_legend (GradusCanvas *canvas, const GradusFunctionPlot *plot, const GradusFrame *frame)
{
  const double x = frame->inner.x + 8, y = frame->inner.y + 4;
  double width, height;

  gradus_canvas_measure_text (canvas, plot->value_name, &width, &height);
  gradus_canvas_draw_text (canvas, plot->value_name, x, y, 0, 0, canvas->style->low_mark);
  if (plot->slopes)
    gradus_canvas_draw_text (canvas, plot->slope_name, x, y + height, 0, 0,
                             canvas->style->high_mark);
}

static void
draw_callout (GradusCanvas *canvas, const GradusFunctionPlot *plot, const GradusFrame *frame)
{
  const double share = (plot->pointer_x - frame->inner.x) / frame->inner.width;
  const guint i = (guint) CLAMP (round (share * (plot->n_points - 1)), 0, plot->n_points - 1);
  const GradusColour colours[] = { { 0 }, canvas->style->low_mark, canvas->style->high_mark };
  g_autofree char *argument = gradus_number_format ((double) plot->arguments[i]);
  g_autofree char *value = gradus_number_format ((double) plot->values[i]);
  g_autofree char *slope = plot->slopes ? gradus_number_format ((double) plot->slopes[i]) : NULL;
  g_autofree char *first = g_strdup_printf ("%s\t%s", plot->x_title, argument);
  g_autofree char *second = g_strdup_printf ("%s\t%s", plot->value_name, value);
  g_autofree char *third = slope ? g_strdup_printf ("%s\t%s", plot->slope_name, slope) : NULL;
  const char *const lines[] = { first, second, third, NULL };

  gradus_canvas_draw_callout (canvas, plot->pointer_x, plot->pointer_y, lines, colours);
}

/* The slope below the function, which is what the plot is of. */
void
gradus_function_plot_draw (GradusCanvas *canvas, const GradusFunctionPlot *plot)
{
  GradusFrame frame;

  if (plot->n_points < 2)
    return;
  frame = gradus_frame_draw (canvas,
                             (GradusAxis){ (double) plot->arguments[0],
                                           (double) plot->arguments[plot->n_points - 1], FALSE },
                             find_y_axis (plot), plot->x_title, TRUE);
  if (plot->n_marks > 0)
    draw_marks (canvas, plot, &frame);
  cairo_save (canvas->cr);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  if (plot->slopes)
    draw_curve (canvas, plot, &frame, plot->slopes, canvas->style->high_mark, TRUE);
  draw_curve (canvas, plot, &frame, plot->values, canvas->style->low_mark, FALSE);
  cairo_restore (canvas->cr);
  draw_legend (canvas, plot, &frame);
  if (gradus_rect_contains (frame.inner, plot->pointer_x, plot->pointer_y))
    draw_callout (canvas, plot, &frame);
}
