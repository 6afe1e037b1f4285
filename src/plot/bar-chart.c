/* SPDX-License-Identifier: MIT */
#include "plot/bar-chart.h"

#include <math.h>

#include "plot/number.h"

#define LABEL_GAP 2.0

GradusRect
gradus_bar_chart_get_bar (const GradusBarChart *chart, const GradusFrame *frame, guint bar)
{
  double slot = frame->inner.width / chart->n_bars, gap = MIN (slot * 0.2, 12);
  double share = gradus_axis_map (&frame->y, (double) chart->values[bar]);
  double height = isnan (share) ? 0 : CLAMP (share, 0, 1) * frame->inner.height;

  return (GradusRect){ frame->inner.x + bar * slot + gap / 2,
                       frame->inner.y + frame->inner.height - height, slot - gap, height };
}

/* Not the same as 0: a layer without weights has no gradient, be it ever so small. */
static gboolean
has_value (const GradusBarChart *chart, guint bar)
{
  return !chart->has_none || !chart->has_none[bar];
}

/* Names are drawn below every n-th bar, so that they do not overlap. */
static guint
find_name_stride (GradusCanvas *canvas, const GradusBarChart *chart, const GradusFrame *frame)
{
  double slot = frame->inner.width / chart->n_bars, width, height;
  g_autofree char *widest = g_strdup_printf ("%s%u ", chart->prefix, chart->n_bars);

  gradus_canvas_measure_text (canvas, widest, &width, &height);
  return (guint) MAX (ceil (width / slot), 1);
}

static void
draw_name (GradusCanvas *canvas, const GradusBarChart *chart, const GradusFrame *frame, guint bar,
           double centre)
{
  g_autofree char *name = g_strdup_printf ("%s%u", chart->prefix, bar + 1);

  gradus_canvas_draw_text (canvas, name, centre, frame->inner.y + frame->inner.height + LABEL_GAP,
                           0.5, 0, canvas->style->dim_text);
}

/* Draws the value above its bar, or inside if there is no room above, or not at all if it would
 * touch the next one. */
static void
draw_value (GradusCanvas *canvas, GradusRect bar, double value, double slot, double top)
{
  g_autofree char *text = gradus_number_format (value);
  double width, height;

  gradus_canvas_measure_text (canvas, text, &width, &height);
  if (width > slot - 2)
    return;
  if (bar.y - height < top)
    gradus_canvas_draw_text (canvas, text, bar.x + bar.width / 2, bar.y, 0.5, 0,
                             canvas->style->background);
  else
    gradus_canvas_draw_text (canvas, text, bar.x + bar.width / 2, bar.y, 0.5, 1,
                             canvas->style->text);
}

static void
draw_callout (GradusCanvas *canvas, const GradusBarChart *chart, const GradusFrame *frame,
              guint bar)
{
  GradusRect rect = gradus_bar_chart_get_bar (chart, frame, bar);
  GradusColour colour = gradus_style_get_layer_colour (canvas->style, bar, chart->n_bars);
  g_autofree char *number = gradus_number_format ((double) chart->values[bar]);
  g_autofree char *text = g_strdup_printf ("%s%u\t%s", chart->prefix, bar + 1, number);
  const char *const lines[] = { text, NULL };

  cairo_rectangle (canvas->cr, rect.x, rect.y, rect.width, rect.height);
  gradus_canvas_set_colour (canvas, canvas->style->text);
  gradus_canvas_set_line_width (canvas, 2);
  cairo_stroke (canvas->cr);
  gradus_canvas_draw_callout (canvas, chart->pointer_x, chart->pointer_y, lines, &colour);
}

static guint
find_pointed_bar (const GradusBarChart *chart, const GradusFrame *frame)
{
  const double share = (chart->pointer_x - frame->inner.x) / frame->inner.width;

  return (guint) CLAMP (share * chart->n_bars, 0, chart->n_bars - 1);
}

static void
draw_bar (GradusCanvas *canvas, const GradusBarChart *chart, const GradusFrame *frame, guint i)
{
  const GradusRect bar = gradus_bar_chart_get_bar (chart, frame, i);

  cairo_rectangle (canvas->cr, bar.x, bar.y, bar.width, bar.height);
  gradus_canvas_set_colour (canvas,
                            gradus_style_get_layer_colour (canvas->style, i, chart->n_bars));
  cairo_fill (canvas->cr);
  draw_value (canvas, bar, (double) chart->values[i], frame->inner.width / chart->n_bars,
              frame->inner.y);
}

void
gradus_bar_chart_draw (GradusCanvas *canvas, const GradusBarChart *chart)
{
  GradusFrame frame =
      gradus_frame_draw (canvas, (GradusAxis){ 0, 1, FALSE }, chart->y, chart->x_title, FALSE);
  guint stride = chart->n_bars > 0 ? find_name_stride (canvas, chart, &frame) : 1;

  for (guint i = 0; i < chart->n_bars; i++) {
    const GradusRect bar = gradus_bar_chart_get_bar (chart, &frame, i);

    if (has_value (chart, i))
      draw_bar (canvas, chart, &frame, i);
    if (i % stride == 0)
      draw_name (canvas, chart, &frame, i, bar.x + bar.width / 2);
  }
  if (chart->n_bars > 0 && gradus_rect_contains (frame.inner, chart->pointer_x, chart->pointer_y) &&
      has_value (chart, find_pointed_bar (chart, &frame)))
    draw_callout (canvas, chart, &frame, find_pointed_bar (chart, &frame));
}
