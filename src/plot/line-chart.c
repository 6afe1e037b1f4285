/* SPDX-License-Identifier: MIT */
#include "plot/line-chart.h"

#include <math.h>

#include "plot/number.h"

/* With more curves than this the callout tells only of the one nearest to the pointer. */
#define MOST_CALLOUT_LINES 12

#define LINE_WIDTH 2.0
#define DOT_WIDTH 6.0

double
gradus_line_get_value (const GradusLine *line, guint point)
{
  const char *at = line->values + point * line->pitch;

  return line->is_float ? (double) *(const float *) (const void *) at : *(const double *) (const void *) at;
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
  if (low > 0 &&
      (low == line->n_points || step - (double) line->steps[low - 1] < (double) line->steps[low] - step))
    low--;
  return low;
}

/* What one column of pixels covers of a curve. */
typedef struct {
  double x, first, low, high, last;
} Column;

static void
draw_column (cairo_t *cr, const Column *column, gboolean starts)
{
  if (starts)
    cairo_move_to (cr, column->x, column->first);
  cairo_line_to (cr, column->x, column->first); /* a point alone is a dot, by its round cap */
  if (column->low < column->high) {
    cairo_line_to (cr, column->x, column->low);
    cairo_line_to (cr, column->x, column->high);
    cairo_line_to (cr, column->x, column->last);
  }
}

static void
draw_line (GradusCanvas *canvas, const GradusFrame *frame, const GradusLine *line)
{
  Column column = { .x = NAN };
  gboolean starts = TRUE;

  for (guint i = 0; i < line->n_points; i++) {
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
  cairo_set_line_width (canvas->cr, line->n_points == 1 ? DOT_WIDTH : LINE_WIDTH);
  cairo_stroke (canvas->cr);
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

    if (point == chart->lines[i].n_points)
      continue;
    distance =
        fabs (gradus_frame_map_y (frame, gradus_line_get_value (&chart->lines[i], point)) - chart->pointer_y);
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
  cairo_set_line_width (canvas->cr, 1.5);
  cairo_stroke (canvas->cr);
}

static void
draw_crosshair (GradusCanvas *canvas, const GradusFrame *frame, const GradusLineChart *chart)
{
  double step = gradus_axis_unmap (&frame->x, (chart->pointer_x - frame->inner.x) / frame->inner.width);
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
  cairo_set_line_width (canvas->cr, 1);
  cairo_stroke (canvas->cr);
  for (guint i = from; i < to; i++) {
    double value = gradus_line_get_value (&chart->lines[i], point);
    g_autofree char *number = gradus_number_format (value);
    g_autofree char *text = g_strdup_printf ("%s\t%s", chart->lines[i].name, number);

    draw_dot (canvas, x, gradus_frame_map_y (frame, value), chart->lines[i].colour);
    g_strv_builder_add (builder, text);
    g_array_append_val (colours, chart->lines[i].colour);
  }
  lines = g_strv_builder_end (builder);
  gradus_canvas_draw_callout (canvas, x, chart->pointer_y, (const char *const *) lines,
                              (const GradusColour *) (void *) colours->data);
}

void
gradus_line_chart_draw (GradusCanvas *canvas, const GradusLineChart *chart)
{
  guint64 last = 10;
  GradusFrame frame;

  for (guint i = 0; i < chart->n_lines; i++) {
    if (chart->lines[i].n_points > 0)
      last = MAX (last, chart->lines[i].steps[chart->lines[i].n_points - 1]);
  }
  frame = gradus_frame_draw (canvas, gradus_axis_linear (0, (double) last), chart->y, chart->x_title, TRUE);

  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, frame.inner.x - 2, frame.inner.y - 2, frame.inner.width + 4,
                   frame.inner.height + 4);
  cairo_clip (canvas->cr);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (canvas->cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < chart->n_lines; i++)
    draw_line (canvas, &frame, &chart->lines[i]);
  cairo_restore (canvas->cr);
  if (chart->n_lines > 0 && gradus_rect_contains (frame.inner, chart->pointer_x, chart->pointer_y))
    draw_crosshair (canvas, &frame, chart);
}
