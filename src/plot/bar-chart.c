/* SPDX-License-Identifier: MIT */
#include "plot/bar-chart.h"

#include <math.h>

#include "plot/number.h"

#define LABEL_GAP 2.0
#define STEM_WIDTH 2.0
#define LINE_WIDTH 1.5
#define SMALLEST_DOT 3.0
#define LARGEST_DOT 7.0
#define GHOST_ALPHA 0.75

GradusRect
gradus_bar_chart_get_bar (const GradusBarChart *chart, const float *values,
                          const GradusFrame *frame, guint bar)
{
  double slot = frame->inner.width / chart->n_bars, gap = MIN (slot * 0.2, 12);
  double share = gradus_axis_map (&frame->y, (double) values[bar]);
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

/* What has no place on a logarithmic axis: 0, and what is below its lowest value. */
static gboolean
is_on_axis (const GradusBarChart *chart, double value)
{
  return isfinite (value) && (!chart->y.is_log || value >= chart->y.low);
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

  gradus_canvas_draw_text (canvas, name, centre, frame->outer.y + frame->outer.height + LABEL_GAP,
                           0.5, 0, canvas->style->dim_text);
}

static double
find_radius (const GradusRect *bar)
{
  return CLAMP (bar->width * 0.35, SMALLEST_DOT, LARGEST_DOT);
}

static void
trace_dot (GradusCanvas *canvas, const GradusRect *bar)
{
  cairo_new_sub_path (canvas->cr);
  cairo_arc (canvas->cr, bar->x + bar->width / 2, bar->y, find_radius (bar), 0, 2 * G_PI);
}

typedef char *(*FormatFunc) (double value);

/* Whether a text of that height from `top` on would cover the ghost of a dot. */
static gboolean
is_over_ghost (const GradusBarChart *chart, const GradusFrame *frame, guint i, double top,
               double height, GradusRect *ghost)
{
  double reach;

  if (!chart->ghosts || !is_on_axis (chart, (double) chart->ghosts[i]))
    return FALSE;
  *ghost = gradus_bar_chart_get_bar (chart, chart->ghosts, frame, i);
  reach = find_radius (ghost) + LINE_WIDTH;
  return top < ghost->y + reach && top + height > ghost->y - reach;
}

/* Where the value of a dot begins: above the dot, or above its ghost where it would cover that;
 * without room there below the dot. */
static double
find_dot_value_top (const GradusBarChart *chart, const GradusFrame *frame, guint i,
                    const GradusRect *bar, double height)
{
  const double above = bar->y - find_radius (bar) - height;
  GradusRect ghost;
  double top = above;

  if (is_over_ghost (chart, frame, i, above, height, &ghost))
    top = MIN (above, ghost.y - find_radius (&ghost) - LINE_WIDTH - height);
  return top < frame->outer.y ? bar->y + find_radius (bar) : top;
}

static gboolean
values_fit (GradusCanvas *canvas, const GradusBarChart *chart, const GradusFrame *frame,
            FormatFunc format)
{
  for (guint i = 0; i < chart->n_bars; i++) {
    g_autofree char *text = format ((double) chart->values[i]);
    double width, height;

    gradus_canvas_measure_text (canvas, text, &width, &height);
    if (has_value (chart, i) && is_on_axis (chart, (double) chart->values[i]) &&
        width > frame->inner.width / chart->n_bars - 2)
      return FALSE;
  }
  return TRUE;
}

/* In full, or in short, where all have room beside each other; else none has its value, for some
 * with and some without would look as if there were a difference. */
static FormatFunc
choose_value_format (GradusCanvas *canvas, const GradusBarChart *chart, const GradusFrame *frame)
{
  if (values_fit (canvas, chart, frame, gradus_number_format))
    return gradus_number_format;
  return values_fit (canvas, chart, frame, gradus_number_format_short) ? gradus_number_format_short
                                                                       : NULL;
}

/* What lies behind it, a stem or the ghost of another value, must not be read into it. */
static void
draw_plate (GradusCanvas *canvas, double x, double y, double width, double height)
{
  cairo_rectangle (canvas->cr, x - 1, y, width + 2, height);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->background, 0.85));
  cairo_fill (canvas->cr);
}

/* Above its bar; without room there inside. Of dots see above. */
static void
draw_value (GradusCanvas *canvas, const GradusBarChart *chart, const GradusFrame *frame,
            GradusRect bar, guint i, const char *text)
{
  const double middle = bar.x + bar.width / 2;
  double width, height, top;

  gradus_canvas_measure_text (canvas, text, &width, &height);
  top = chart->y.is_log ? find_dot_value_top (chart, frame, i, &bar, height) : bar.y - height;
  if (!chart->y.is_log && top < frame->outer.y) {
    gradus_canvas_draw_text (canvas, text, middle, bar.y, 0.5, 0, canvas->style->background);
    return;
  }
  if (chart->y.is_log)
    draw_plate (canvas, middle - width / 2, top, width, height);
  gradus_canvas_draw_text (canvas, text, middle, top, 0.5, 0, canvas->style->text);
}

/* In words at the foot: as a mark it would look like the smallest value that there can be. */
static void
draw_foot (GradusCanvas *canvas, const GradusFrame *frame, GradusRect bar, double value)
{
  g_autofree char *number = gradus_number_format_short (value);
  const double middle = bar.x + bar.width / 2, foot = frame->outer.y + frame->outer.height;
  double width, height;

  gradus_canvas_measure_text (canvas, number, &width, &height);
  gradus_canvas_draw_text (canvas,
                           !isfinite (value)             ? "×"
                           : value <= 0                  ? "0"
                           : width > 1.2 * bar.width + 4 ? "↓"
                                                         : number,
                           middle, foot - LABEL_GAP, 0.5, 1, canvas->style->text);
}

static void
draw_ghost (GradusCanvas *canvas, const GradusBarChart *chart, const GradusFrame *frame, guint i)
{
  const GradusRect bar = gradus_bar_chart_get_bar (chart, chart->ghosts, frame, i);
  const GradusColour colour = gradus_style_get_layer_colour (canvas->style, i, chart->n_bars);

  if (!is_on_axis (chart, (double) chart->ghosts[i]))
    return;
  if (chart->y.is_log)
    trace_dot (canvas, &bar);
  else
    cairo_rectangle (canvas->cr, bar.x, bar.y, bar.width, bar.height);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (colour, GHOST_ALPHA));
  gradus_canvas_set_line_width (canvas, LINE_WIDTH);
  cairo_stroke (canvas->cr);
}

static void
draw_stem (GradusCanvas *canvas, GradusRect bar)
{
  cairo_move_to (canvas->cr, bar.x + bar.width / 2, bar.y + bar.height);
  cairo_rel_line_to (canvas->cr, 0, -bar.height);
  gradus_canvas_set_line_width (canvas, STEM_WIDTH);
  cairo_stroke (canvas->cr);
}

static void
draw_bar (GradusCanvas *canvas, const GradusBarChart *chart, const GradusFrame *frame,
          FormatFunc format, guint i)
{
  const GradusRect bar = gradus_bar_chart_get_bar (chart, chart->values, frame, i);
  const double value = (double) chart->values[i];
  g_autofree char *text = format ? format (value) : NULL;

  if (!is_on_axis (chart, value)) {
    draw_foot (canvas, frame, bar, value);
    return;
  }
  gradus_canvas_set_colour (canvas,
                            gradus_style_get_layer_colour (canvas->style, i, chart->n_bars));
  if (chart->y.is_log) {
    draw_stem (canvas, bar);
    trace_dot (canvas, &bar);
  } else
    cairo_rectangle (canvas->cr, bar.x, bar.y, bar.width, bar.height);
  cairo_fill (canvas->cr);
  if (text)
    draw_value (canvas, chart, frame, bar, i, text);
}

static guint
find_pointed_bar (const GradusBarChart *chart, const GradusFrame *frame)
{
  const double share = (chart->pointer_x - frame->inner.x) / frame->inner.width;

  return (guint) CLAMP (share * chart->n_bars, 0, chart->n_bars - 1);
}

/* Beside the bar's slot, so that it does not cover what it explains; what is measured, the title of
 * the axis says. */
static void
draw_bar_callout (GradusCanvas *canvas, const GradusBarChart *chart, const GradusFrame *frame,
                  guint bar)
{
  const double slot = frame->inner.width / chart->n_bars;
  const GradusColour colours[4] = { gradus_style_get_layer_colour (canvas->style, bar,
                                                                   chart->n_bars) };
  g_autofree char *now = gradus_number_format ((double) chart->values[bar]);
  g_autofree char *then = gradus_number_format (chart->ghosts ? (double) chart->ghosts[bar] : 0);
  g_autofree char *layer = g_strdup_printf ("%s %u", chart->layer_name, bar + 1);
  g_autofree char *value = g_strdup_printf ("%s\t%s", chart->value_name, now);
  g_autofree char *ghost = g_strdup_printf ("%s\t%s", chart->ghost_name, then);
  const char *const lines[] = { layer, value, chart->ghosts ? ghost : NULL, NULL };
  double left = frame->inner.x + (bar + 1) * slot + LABEL_GAP, width, height;

  gradus_canvas_measure_callout (canvas, lines, colours, &width, &height);
  if (left + width > canvas->width)
    left = MAX (frame->inner.x + bar * slot - LABEL_GAP - width, 0);
  gradus_canvas_draw_callout_at (
      canvas, left, CLAMP (chart->pointer_y - height / 2, 0, MAX (canvas->height - height, 0)),
      lines, colours);
}

/* From the top of the frame to the floor, so that a bar without height is marked, too. */
static void
draw_marked_bars (GradusCanvas *canvas, const GradusBarChart *chart, const GradusFrame *frame)
{
  const double slot = frame->inner.width / MAX (chart->n_bars, 1);
  const guint first = MIN (chart->first_marked, chart->n_bars),
              n = MIN (chart->n_marked, chart->n_bars - first);

  gradus_canvas_draw_emphasis (canvas, (GradusRect){ frame->inner.x + first * slot, frame->outer.y,
                                                     n * slot, frame->outer.height });
}

static void
draw_bars (GradusCanvas *canvas, const GradusBarChart *chart, const GradusFrame *frame)
{
  const guint stride = chart->n_bars > 0 ? find_name_stride (canvas, chart, frame) : 1;
  const FormatFunc format = choose_value_format (canvas, chart, frame);

  draw_marked_bars (canvas, chart, frame);
  for (guint i = 0; i < chart->n_bars; i++) {
    const GradusRect bar = gradus_bar_chart_get_bar (chart, chart->values, frame, i);

    if (has_value (chart, i) && chart->ghosts)
      draw_ghost (canvas, chart, frame, i);
    if (has_value (chart, i))
      draw_bar (canvas, chart, frame, format, i);
    if (i % stride == 0)
      draw_name (canvas, chart, frame, i, bar.x + bar.width / 2);
  }
}

void
gradus_bar_chart_draw (GradusCanvas *canvas, const GradusBarChart *chart)
{
  const GradusFrame frame = gradus_frame_draw (canvas, &(GradusFrameSpec){
                                                           .x = { 0, 1, FALSE },
                                                           .y = chart->y,
                                                           .x_title = chart->x_title,
                                                           .y_title = chart->y_title,
                                                           .has_names = TRUE,
                                                           .has_ground = TRUE,
                                                       });

  draw_bars (canvas, chart, &frame);
  if (chart->n_bars > 0 && gradus_rect_contains (frame.outer, chart->pointer_x, chart->pointer_y) &&
      has_value (chart, find_pointed_bar (chart, &frame)))
    draw_bar_callout (canvas, chart, &frame, find_pointed_bar (chart, &frame));
}
