/* SPDX-License-Identifier: MIT */
#include "plot/line-chart.h"

#include <math.h>

#include "plot/number.h"

/* With more curves than this the callout has only the one nearest to the pointer. */
#define MOST_CALLOUT_LINES 12

#define LINE_WIDTH 2.0
#define STRONG_LINE_WIDTH 3.2
#define DOT_WIDTH 6.0
#define SWATCH_WIDTH 16.0
#define LEGEND_GAP 14.0

double
gradus_line_get_value (const GradusLine *line, guint point)
{
  const char *at = line->values + point * line->pitch;

  return line->is_float ? (double) *(const float *) (const void *) at
                        : *(const double *) (const void *) at;
}

guint
gradus_line_find_nearest (const GradusLine *line, double step)
{
  guint low = 0, high = line->n_points;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if ((double) line->steps[middle] < step)
      low = middle + 1;
    else
      high = middle;
  }
  if (low > 0 && (low == line->n_points ||
                  step - (double) line->steps[low - 1] < (double) line->steps[low] - step))
    low--;
  return low;
}

/* The part of a curve in one column of pixels. */
typedef struct {
  double x, first, low, high, last;
} Column;

static void
draw_column (cairo_t *cr, const Column *column, gboolean starts)
{
  if (starts)
    cairo_move_to (cr, column->x, column->first);
  cairo_line_to (cr, column->x, column->first); /* a single point becomes a dot, by its round cap */
  if (column->low < column->high) {
    cairo_line_to (cr, column->x, column->low);
    cairo_line_to (cr, column->x, column->high);
    cairo_line_to (cr, column->x, column->last);
  }
}

/* A run has far more points than the chart has pixels. In each column of pixels only the first, the
 * lowest, the highest and the last count: that looks the same. */
static void
draw_line (GradusCanvas *canvas, const GradusFrame *frame, const GradusLine *line)
{
  const double dashes[] = { 6, 4 };
  Column column = { .x = NAN };
  gboolean starts = TRUE;

  guint first = gradus_line_find_nearest (line, frame->x.low),
        end = gradus_line_find_nearest (line, frame->x.high);

  /* One more point on either side, because the curve continues beyond the visible part. */
  first = first > 0 ? first - 1 : 0;
  end = MIN (end + 2, line->n_points);
  for (guint i = first; i < end; i++) {
    double x = gradus_frame_map_x (frame, (double) line->steps[i]);
    double y = gradus_frame_map_y (frame, gradus_line_get_value (line, i));

    if (!isnan (column.x) && floor (x) == floor (column.x) && !isnan (y)) {
      column.low = MIN (column.low, y);
      column.high = MAX (column.high, y);
      column.last = y;
      continue;
    }
    if (!isnan (column.x)) {
      draw_column (canvas->cr, &column, starts);
      starts = FALSE;
    }
    column = (Column){ isnan (y) ? NAN : x, y, y, y, y };
    starts = starts || isnan (y);
  }
  if (!isnan (column.x))
    draw_column (canvas->cr, &column, starts);
  gradus_canvas_set_colour (canvas, line->colour);
  gradus_canvas_set_line_width (canvas, line->n_points == 1 ? DOT_WIDTH
                                        : line->is_strong   ? STRONG_LINE_WIDTH
                                                            : LINE_WIDTH);
  cairo_set_dash (canvas->cr, dashes, line->is_dashed ? 2 : 0, 0);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, dashes, 0, 0);
}

/* The curve whose value at `step` lies nearest to the pointer's height. */
static guint
find_nearest_line (const GradusFrame *frame, const GradusLineChart *chart, double step)
{
  double nearest = INFINITY;
  guint found = 0;

  for (guint i = 0; i < chart->n_lines; i++) {
    guint point = gradus_line_find_nearest (&chart->lines[i], step);
    double distance;

    if (point == chart->lines[i].n_points || chart->lines[i].is_hidden)
      continue;
    distance = fabs (gradus_frame_map_y (frame, gradus_line_get_value (&chart->lines[i], point)) -
                     chart->pointer_y);
    if (distance < nearest) {
      nearest = distance;
      found = i;
    }
  }
  return found;
}

static void
draw_dot (GradusCanvas *canvas, double x, double y, GradusColour colour)
{
  if (isnan (y))
    return;
  cairo_arc (canvas->cr, x, y, 4, 0, 2 * G_PI);
  gradus_canvas_set_colour (canvas, colour);
  cairo_fill_preserve (canvas->cr);
  gradus_canvas_set_colour (canvas, canvas->style->background);
  gradus_canvas_set_line_width (canvas, 1.5);
  cairo_stroke (canvas->cr);
}

/* The dot of a line at its point nearest to `step`, and its row in the callout. */
static void
add_value (GradusCanvas *canvas, const GradusFrame *frame, const GradusLine *line, double x,
           double step, GStrvBuilder *builder, GArray *colours)
{
  const guint point = gradus_line_find_nearest (line, step);
  double value;
  g_autofree char *number = NULL, *text = NULL;

  if (point == line->n_points)
    return;
  value = gradus_line_get_value (line, point);
  number = gradus_number_format (value);
  text = g_strdup_printf ("%s\t%s", line->name, number);
  draw_dot (canvas, x, gradus_frame_map_y (frame, value), line->colour);
  g_strv_builder_add (builder, text);
  g_array_append_val (colours, line->colour);
}

static void
draw_crosshair (GradusCanvas *canvas, const GradusFrame *frame, const GradusLineChart *chart)
{
  double step =
      gradus_axis_unmap (&frame->x, (chart->pointer_x - frame->inner.x) / frame->inner.width);
  guint nearest = find_nearest_line (frame, chart, step);
  guint from = chart->n_lines > MOST_CALLOUT_LINES ? nearest : 0;
  guint to = chart->n_lines > MOST_CALLOUT_LINES ? nearest + 1 : chart->n_lines;
  guint point = gradus_line_find_nearest (&chart->lines[nearest], step);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GArray) colours = g_array_new (FALSE, TRUE, sizeof (GradusColour));
  g_auto (GStrv) lines = NULL;
  g_autofree char *count = NULL, *title = NULL;
  double x;

  if (point == chart->lines[nearest].n_points)
    return;
  x = gradus_frame_map_x (frame, (double) chart->lines[nearest].steps[point]);
  count = gradus_number_format_count (chart->lines[nearest].steps[point]);
  title = g_strdup_printf ("%s\t%s", chart->step_name, count);
  g_strv_builder_add (builder, title);
  g_array_set_size (colours, 1);

  cairo_move_to (canvas->cr, floor (x) + 0.5, frame->inner.y);
  cairo_rel_line_to (canvas->cr, 0, frame->inner.height);
  gradus_canvas_set_colour (canvas, canvas->style->dim_text);
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
  for (guint i = from; i < to; i++) {
    if (!chart->lines[i].is_hidden)
      add_value (canvas, frame, &chart->lines[i], x, step, builder, colours);
  }
  lines = g_strv_builder_end (builder);
  gradus_canvas_draw_callout (canvas, x, chart->pointer_y, (const char *const *) lines,
                              (const GradusColour *) (void *) colours->data);
}

/* Divided by the weights so far, as Adam corrects its means: else the beginning would be drawn
 * towards 0. */
void
gradus_line_smooth (const GradusLine *line, double weight, double *smooth)
{
  double sum = 0, left = 1;

  for (guint i = 0; i < line->n_points; i++) {
    const double value = gradus_line_get_value (line, i);

    smooth[i] = value;
    if (!isfinite (value))
      continue;
    sum = weight * sum + (1 - weight) * value;
    left *= weight;
    smooth[i] = sum / (1 - left);
  }
}

/* The measured curve stays in sight, pale: smoothing must not hide what it smooths. */
static void
draw_smooth_line (GradusCanvas *canvas, const GradusFrame *frame, const GradusLine *line,
                  double smoothing)
{
  g_autofree double *values = g_new (double, MAX (line->n_points, 1));
  GradusLine pale = *line, smooth = *line;

  gradus_line_smooth (line, smoothing, values);
  pale.colour = gradus_colour_with_alpha (line->colour, 0.3);
  smooth.values = (const char *) values;
  smooth.pitch = sizeof (double);
  smooth.is_float = FALSE;
  draw_line (canvas, frame, &pale);
  draw_line (canvas, frame, &smooth);
}

static void
draw_lines (GradusCanvas *canvas, const GradusFrame *frame, const GradusLineChart *chart)
{
  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, frame->inner.x - 2, frame->inner.y - 2, frame->inner.width + 4,
                   frame->inner.height + 4);
  cairo_clip (canvas->cr);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (canvas->cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < chart->n_lines; i++) {
    if (chart->lines[i].is_hidden)
      continue;
    if (chart->smoothing > 0)
      draw_smooth_line (canvas, frame, &chart->lines[i], chart->smoothing);
    else
      draw_line (canvas, frame, &chart->lines[i]);
  }
  cairo_restore (canvas->cr);
}

/* Where a name stands in the legend: in a row at the top or the bottom, from the right. */
static GradusRect
place_name (GradusCanvas *canvas, const GradusFrame *frame, const GradusLineChart *chart,
            guint line)
{
  double right = frame->inner.x + frame->inner.width - 6, width = 0, height = 0;

  for (guint i = chart->n_lines; i-- > line;) {
    gradus_canvas_measure_text (canvas, chart->lines[i].name, &width, &height);
    width += SWATCH_WIDTH + 6;
    right -= width + (i > line ? LEGEND_GAP : 0);
  }
  return (GradusRect){ right,
                       chart->has_legend_below ? frame->inner.y + frame->inner.height - height - 3
                                               : frame->inner.y + 3,
                       width, height };
}

/* All names or none: some of them would look like all. */
static gboolean
fits_legend (GradusCanvas *canvas, const GradusFrame *frame, const GradusLineChart *chart)
{
  return chart->has_legend && place_name (canvas, frame, chart, 0).x >= frame->inner.x;
}

static void
draw_legend (GradusCanvas *canvas, const GradusFrame *frame, const GradusLineChart *chart)
{
  const double dashes[] = { 4, 3 };

  if (!fits_legend (canvas, frame, chart))
    return;
  for (guint i = 0; i < chart->n_lines; i++) {
    const GradusLine *line = &chart->lines[i];
    const GradusRect rect = place_name (canvas, frame, chart, i);

    cairo_rectangle (canvas->cr, rect.x - 2, rect.y, rect.width + 4, rect.height);
    gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->background, 0.8));
    cairo_fill (canvas->cr);
    cairo_move_to (canvas->cr, rect.x, rect.y + rect.height / 2);
    cairo_rel_line_to (canvas->cr, SWATCH_WIDTH, 0);
    gradus_canvas_set_colour (canvas,
                              gradus_colour_with_alpha (line->colour, line->is_hidden ? 0.35 : 1));
    gradus_canvas_set_line_width (canvas, LINE_WIDTH);
    cairo_set_dash (canvas->cr, dashes, line->is_dashed ? 2 : 0, 0);
    cairo_stroke (canvas->cr);
    cairo_set_dash (canvas->cr, dashes, 0, 0);
    gradus_canvas_draw_text (canvas, line->name, rect.x + SWATCH_WIDTH + 6, rect.y, 0, 0,
                             line->is_hidden
                                 ? gradus_colour_with_alpha (canvas->style->dim_text, 0.6)
                                 : canvas->style->text);
  }
}

static void
draw_cursor (GradusCanvas *canvas, const GradusFrame *frame, double step)
{
  const double x = gradus_frame_map_x (frame, step);

  if (x < frame->inner.x || x > frame->inner.x + frame->inner.width)
    return;
  cairo_rectangle (canvas->cr, floor (x), frame->inner.y, 1, frame->inner.height);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->dim_text, 0.7));
  cairo_fill (canvas->cr);
}

void
gradus_line_chart_draw (GradusCanvas *canvas, const GradusLineChart *chart)
{
  const GradusFrame frame = gradus_frame_draw (canvas, chart->x, chart->y, chart->x_title, TRUE);

  draw_lines (canvas, &frame, chart);
  if (chart->n_lines > 0)
    draw_legend (canvas, &frame, chart);
  if (chart->n_lines > 0 && gradus_rect_contains (frame.inner, chart->pointer_x, chart->pointer_y))
    draw_crosshair (canvas, &frame, chart);
  else if (chart->has_cursor)
    draw_cursor (canvas, &frame, chart->cursor);
}

double
gradus_line_chart_find_step (GradusCanvas *canvas, const GradusLineChart *chart, double x, double y)
{
  const GradusFrame frame = gradus_frame_lay_out (canvas, chart->x, chart->y, chart->x_title);

  if (!gradus_rect_contains (frame.inner, x, y))
    return NAN;
  return gradus_axis_unmap (&frame.x, (x - frame.inner.x) / frame.inner.width);
}

int
gradus_line_chart_find_name (GradusCanvas *canvas, const GradusLineChart *chart, double x, double y)
{
  const GradusFrame frame = gradus_frame_lay_out (canvas, chart->x, chart->y, chart->x_title);

  if (chart->n_lines == 0 || !fits_legend (canvas, &frame, chart))
    return -1;
  for (guint i = 0; i < chart->n_lines; i++) {
    if (gradus_rect_contains (place_name (canvas, &frame, chart, i), x, y))
      return (int) i;
  }
  return -1;
}
