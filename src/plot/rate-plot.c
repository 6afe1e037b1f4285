/* SPDX-License-Identifier: MIT */
#include "plot/rate-plot.h"

#include <math.h>

#include "plot/number.h"

#define LINE_WIDTH 2.0
#define PALE 0.3
#define DOT 5.0
#define TEXT_GAP 6.0

static GradusFrameSpec
make_spec (const GradusRatePlot *plot)
{
  return (GradusFrameSpec){
    .x = plot->x, .y = plot->y, .x_title = plot->x_title, .y_title = plot->y_title
  };
}

GradusFrame
gradus_rate_plot_get_frame (GradusCanvas *canvas, const GradusRatePlot *plot)
{
  const GradusFrameSpec spec = make_spec (plot);

  return gradus_frame_lay_out (canvas, &spec);
}

/* What has grown without end leaves the frame at its top. */
static void
draw_costs (GradusCanvas *canvas, const GradusRatePlot *plot, const GradusFrame *frame,
            const double *costs, GradusColour colour)
{
  const GradusRect outer = frame->outer;

  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, outer.x, outer.y, outer.width, outer.height);
  cairo_clip (canvas->cr);
  for (guint i = 0; i < plot->n; i++)
    cairo_line_to (canvas->cr, gradus_frame_map_x (frame, plot->rates[i]),
                   MAX (gradus_frame_map_y (frame, costs[i]), outer.y - outer.height));
  gradus_canvas_set_colour (canvas, colour);
  gradus_canvas_set_line_width (canvas, LINE_WIDTH);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (canvas->cr);
  cairo_restore (canvas->cr);
}

/* A line down to the axis, a dot on the curve, and the rate beside it: at the right, for there the
 * curve falls. */
static void
draw_mark (GradusCanvas *canvas, const GradusRatePlot *plot, const GradusFrame *frame)
{
  const double x = gradus_frame_map_x (frame, plot->rates[plot->marked]),
               y = gradus_frame_map_y (frame, plot->smooth[plot->marked]);
  double width, height;

  cairo_move_to (canvas->cr, x, frame->outer.y);
  cairo_line_to (canvas->cr, x, frame->outer.y + frame->outer.height);
  gradus_canvas_set_colour (canvas, canvas->style->text);
  gradus_canvas_set_line_width (canvas, 1.5);
  cairo_stroke (canvas->cr);
  cairo_arc (canvas->cr, x, y, DOT, 0, 2 * G_PI);
  gradus_canvas_set_colour (canvas, canvas->style->text);
  cairo_fill (canvas->cr);
  gradus_canvas_measure_text (canvas, plot->marked_text, &width, &height);
  gradus_canvas_draw_text (canvas, plot->marked_text,
                           x + width + TEXT_GAP > canvas->width ? x - TEXT_GAP - width
                                                                : x + TEXT_GAP,
                           frame->outer.y + TEXT_GAP, 0, 0, canvas->style->text);
}

/* The point nearest to the pointer, in numbers. */
static void
draw_rate_callout (GradusCanvas *canvas, const GradusRatePlot *plot, const GradusFrame *frame)
{
  guint nearest = 0;
  g_autofree char *rate = NULL, *cost = NULL, *first = NULL, *second = NULL;

  for (guint i = 1; i < plot->n; i++)
    nearest = fabs (gradus_frame_map_x (frame, plot->rates[i]) - plot->pointer_x) <
                      fabs (gradus_frame_map_x (frame, plot->rates[nearest]) - plot->pointer_x)
                  ? i
                  : nearest;
  rate = gradus_number_format (plot->rates[nearest]);
  cost = gradus_number_format (plot->smooth[nearest]);
  first = g_strdup_printf ("%s\t%s", plot->x_title, rate);
  second = g_strdup_printf ("%s\t%s", plot->y_title, cost);
  gradus_canvas_draw_callout (canvas, plot->pointer_x, plot->pointer_y,
                              (const char *const[]){ first, second, NULL }, NULL);
}

void
gradus_rate_plot_draw (GradusCanvas *canvas, const GradusRatePlot *plot)
{
  const GradusFrameSpec spec = make_spec (plot);
  const GradusFrame frame = gradus_frame_draw (canvas, &spec);

  if (plot->n == 0)
    return;
  if (plot->has_noise)
    draw_costs (canvas, plot, &frame, plot->costs,
                gradus_colour_with_alpha (canvas->style->mark, PALE));
  draw_costs (canvas, plot, &frame, plot->smooth, canvas->style->mark);
  if (plot->marked >= 0)
    draw_mark (canvas, plot, &frame);
  if (gradus_rect_contains (frame.outer, plot->pointer_x, plot->pointer_y))
    draw_rate_callout (canvas, plot, &frame);
}
