/* SPDX-License-Identifier: MIT */
#include "plot/line-chart.h"

#include <math.h>

#include "plot/line-band.h"
#include "plot/line-names.h"
#include "plot/number.h"

/* With more curves than this the callout has only the one nearest to the pointer. */
#define MOST_CALLOUT_LINES 12

#define LINE_WIDTH 2.0
#define STRONG_LINE_WIDTH 3.2
#define DOT_WIDTH 6.0
#define POINTER_DOT 4.0
#define LEAST_MARKED 6.0
#define PALE 0.3

/* Between a callout and the line of the pointer, and the pixels between two places of a curve
 * that the callout is kept away from. */
#define CALLOUT_GAP 12.0
#define CALLOUT_GRAIN 4.0

/* -- Layout ------------------------------------------------------------------------------------ */

/* Where everything is, and the curves as they are drawn: smoothed. */
typedef struct {
  GradusFrameSpec spec;
  GradusFrame frame;
  GradusLineNames names;
  GradusRect *places; /* of the names */
  GradusLine *lines;
  guint n_lines;
  double *smooth; /* what their values are in */
} Layout;

static gboolean
is_smoothed (const GradusLineChart *chart, guint i)
{
  return chart->smoothing > 0 && !chart->lines[i].is_exact;
}

static void
smooth_line (GradusLine *line, const double *kept, double *values)
{
  gradus_line_smooth (line, kept, values);
  line->values = (const char *) values;
  line->pitch = sizeof (double);
  line->is_float = FALSE;
}

/* Weights are found once for lines over the same steps, for they cost more than the averages. */
static void
smooth_lines (Layout *layout, const GradusLineChart *chart)
{
  g_autofree double *kept = NULL;
  const guint64 *steps = NULL;
  gsize n = 0;

  for (guint i = 0; i < chart->n_lines; i++)
    n += is_smoothed (chart, i) ? chart->lines[i].n_points : 0;
  layout->smooth = g_new (double, n);
  n = 0;
  for (guint i = 0; i < chart->n_lines; i++) {
    GradusLine *line = &layout->lines[i];

    if (!is_smoothed (chart, i) || line->n_points == 0)
      continue;
    if (line->steps != steps) {
      kept = g_renew (double, kept, line->n_points);
      gradus_line_weigh (line, chart->x.is_log, chart->smoothing, kept);
      steps = line->steps;
    }
    smooth_line (line, kept, layout->smooth + n);
    n += line->n_points;
  }
}

static void
layout_init (Layout *layout, GradusCanvas *canvas, const GradusLineChart *chart)
{
  const guint n_names = chart->has_names ? chart->n_lines : 0;

  layout->n_lines = chart->n_lines;
  layout->lines = g_memdup2 (chart->lines, chart->n_lines * sizeof (GradusLine));
  smooth_lines (layout, chart);
  layout->names = gradus_line_names_plan (canvas, chart->lines, n_names);
  layout->spec = (GradusFrameSpec){ .x = chart->x,
                                    .y = chart->y,
                                    .x_title = chart->x_title,
                                    .y_title = chart->y_title,
                                    .top = layout->names.top,
                                    .right = layout->names.right };
  layout->frame = gradus_frame_lay_out (canvas, &layout->spec);
  layout->places = g_new (GradusRect, layout->names.n_names);
  gradus_line_names_place (&layout->names, layout->lines, &layout->frame, layout->places);
}

static void
layout_clear (Layout *layout)
{
  g_free (layout->places);
  g_free (layout->lines);
  g_free (layout->smooth);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

/* -- Curves ------------------------------------------------------------------------------------ */

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

/* The points that are seen, and one more on either side, because the curve continues beyond. */
static void
find_part (const GradusFrame *frame, const GradusLine *line, guint *first, guint *end)
{
  *first = gradus_line_find_last (line, frame->x.low);
  *first = *first < line->n_points ? *first : 0;
  *end = MIN (gradus_line_find_nearest (line, frame->x.high), line->n_points);
  while (*end < line->n_points && (double) line->steps[*end] <= frame->x.high)
    (*end)++;
  while (line->is_sparse && *end < line->n_points && !isfinite (gradus_line_get_value (line, *end)))
    (*end)++;
  *end = MIN (*end + 1, line->n_points);
}

/* The height of a point on the line; NaN where its value is open, for there is a band instead. */
static double
find_point_height (const GradusFrame *frame, const GradusLine *line, guint point)
{
  double lowest, highest;

  return gradus_line_is_open (line, point, &lowest, &highest)
             ? NAN
             : gradus_frame_map_y (frame, gradus_line_get_value (line, point));
}

/* A run has far more points than the chart has pixels. In each column of pixels only the first, the
 * lowest, the highest and the last count: that looks the same. */
static void
trace_line (cairo_t *cr, const GradusFrame *frame, const GradusLine *line)
{
  Column column = { .x = NAN };
  gboolean starts = TRUE;
  guint first, end;

  find_part (frame, line, &first, &end);
  for (guint i = first; i < end; i++) {
    double x = gradus_frame_map_x (frame, (double) line->steps[i]);
    double y = find_point_height (frame, line, i);

    if (line->is_sparse && isnan (gradus_line_get_value (line, i)))
      continue;
    if (!isnan (column.x) && floor (x) == floor (column.x) && !isnan (y)) {
      column.low = MIN (column.low, y);
      column.high = MAX (column.high, y);
      column.last = y;
      continue;
    }
    if (!isnan (column.x)) {
      draw_column (cr, &column, starts);
      starts = FALSE;
    }
    column = (Column){ isnan (y) ? NAN : x, y, y, y, y };
    starts = starts || isnan (y);
  }
  if (!isnan (column.x))
    draw_column (cr, &column, starts);
}

static void
draw_line (GradusCanvas *canvas, const GradusFrame *frame, const GradusLine *line)
{
  const double dashes[] = { 6, 4 };

  trace_line (canvas->cr, frame, line);
  gradus_canvas_set_colour (canvas, line->colour);
  gradus_canvas_set_line_width (canvas, line->is_strong ? STRONG_LINE_WIDTH : LINE_WIDTH);
  cairo_set_dash (canvas->cr, dashes, line->is_dashed ? 2 : 0, 0);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, dashes, 0, 0);
}

/* What follows may fall so steeply that nobody would see where it began. */
static void
draw_first_point (GradusCanvas *canvas, const GradusFrame *frame, const GradusLine *line)
{
  double y;

  if (line->n_points == 0)
    return;
  y = find_point_height (frame, line, 0);
  if (isnan (y))
    return;
  cairo_move_to (canvas->cr, gradus_frame_map_x (frame, (double) line->steps[0]), y);
  cairo_close_path (canvas->cr);
  gradus_canvas_set_colour (canvas, line->colour);
  gradus_canvas_set_line_width (canvas, DOT_WIDTH);
  cairo_stroke (canvas->cr);
}

/* The measured curve stays in sight, pale: smoothing must not hide what it smooths. */
static void
draw_lines (GradusCanvas *canvas, const Layout *layout, const GradusLineChart *chart)
{
  const GradusRect *outer = &layout->frame.outer;

  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, outer->x, outer->y, outer->width, outer->height);
  cairo_clip (canvas->cr);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (canvas->cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < chart->n_bands; i++)
    gradus_value_band_draw (canvas, &layout->frame, &chart->bands[i]);
  for (guint i = 0; i < chart->n_lines; i++) {
    if (!chart->lines[i].is_hidden)
      gradus_line_band_draw (canvas, &layout->frame, &chart->lines[i]);
  }
  for (guint i = 0; i < chart->n_lines; i++) {
    GradusLine pale = chart->lines[i];

    pale.colour = gradus_colour_with_alpha (pale.colour, PALE);
    if (!pale.is_hidden && is_smoothed (chart, i))
      draw_line (canvas, &layout->frame, &pale);
  }
  for (guint i = 0; i < chart->n_lines; i++) {
    if (layout->lines[i].is_hidden)
      continue;
    draw_line (canvas, &layout->frame, &layout->lines[i]);
    draw_first_point (canvas, &layout->frame, &layout->lines[i]);
  }
  if (chart->guest)
    draw_line (canvas, &layout->frame, chart->guest);
  cairo_restore (canvas->cr);
}

static void
draw_step (GradusCanvas *canvas, const GradusFrame *frame, double x)
{
  if (x < frame->outer.x || x > frame->outer.x + frame->outer.width)
    return;
  cairo_rectangle (canvas->cr, floor (x), frame->outer.y, 1, frame->outer.height);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->dim_text, 0.7));
  cairo_fill (canvas->cr);
}

/* A single step gets a width that is seen; what is not in sight is left out. */
static void
draw_marked_steps (GradusCanvas *canvas, const GradusFrame *frame, const GradusLineChart *chart)
{
  const double left = frame->outer.x, right = frame->outer.x + frame->outer.width;
  const double from = gradus_frame_map_x (frame, chart->marked_from) - LEAST_MARKED / 2,
               to = gradus_frame_map_x (frame, chart->marked_to) + LEAST_MARKED / 2;

  if (chart->has_marked)
    gradus_canvas_draw_emphasis (canvas, (GradusRect){ MAX (from, left), frame->outer.y,
                                                       MIN (to, right) - MAX (from, left),
                                                       frame->outer.height });
}

/* -- Under the pointer ------------------------------------------------------------------------- */

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
  cairo_arc (canvas->cr, x, y, POINTER_DOT, 0, 2 * G_PI);
  gradus_canvas_set_colour (canvas, colour);
  cairo_fill_preserve (canvas->cr);
  gradus_canvas_set_colour (canvas, canvas->style->background);
  gradus_canvas_set_line_width (canvas, 1.5);
  cairo_stroke (canvas->cr);
}

/* "0.25", or "0.25 … 0.75" where it is open. */
static char *
name_value (const GradusLine *line, guint point)
{
  double lowest, highest;
  g_autofree char *low = NULL, *high = NULL;

  if (!gradus_line_is_open (line, point, &lowest, &highest))
    return gradus_number_format (gradus_line_get_value (line, point));
  low = gradus_number_format (lowest);
  high = gradus_number_format (highest);
  return g_strdup_printf ("%s … %s", low, high);
}

/* The dot of a line at its point nearest to `step`, and its row in the callout. */
static void
add_value (GradusCanvas *canvas, const GradusFrame *frame, const GradusLine *line, double step,
           GStrvBuilder *builder, GArray *colours)
{
  const guint point = gradus_line_find_nearest (line, step);
  g_autofree char *number = NULL, *text = NULL;

  if (point == line->n_points)
    return;
  number = name_value (line, point);
  text = g_strdup_printf ("%s\t%s", line->name, number);
  draw_dot (canvas, gradus_frame_map_x (frame, (double) line->steps[point]),
            find_point_height (frame, line, point), line->colour);
  g_strv_builder_add (builder, text);
  g_array_append_val (colours, line->colour);
}

/* How much of the curves a rectangle would cover. */
static guint
count_covered (const Layout *layout, GradusRect box)
{
  const GradusFrame *frame = &layout->frame;
  guint n = 0;

  for (double x = box.x; x < box.x + box.width; x += CALLOUT_GRAIN) {
    const double share = (x - frame->inner.x) / frame->inner.width;
    const double step = gradus_axis_unmap (&frame->x, CLAMP (share, 0, 1));

    for (const GradusLine *line = layout->lines; line < layout->lines + layout->n_lines; line++) {
      const guint point = line->is_hidden ? line->n_points : gradus_line_find_nearest (line, step);
      const double y = point < line->n_points
                           ? gradus_frame_map_y (frame, gradus_line_get_value (line, point))
                           : NAN;

      n += y > box.y - CALLOUT_GRAIN && y < box.y + box.height + CALLOUT_GRAIN;
    }
  }
  return n;
}

/* Beside the line of the pointer, as high as the pointer, at the top or at the bottom: where the
 * least of the curves is covered, the first of equal places. */
static GradusRect
place_callout (const GradusCanvas *canvas, const Layout *layout, double x, double y, double width,
               double height)
{
  const double lefts[] = { x + CALLOUT_GAP, x - CALLOUT_GAP - width };
  const double tops[] = { y - CALLOUT_GAP, layout->frame.outer.y,
                          layout->frame.outer.y + layout->frame.outer.height - height };
  GradusRect best = { 0, 0, width, height };
  guint least = G_MAXUINT;

  for (guint i = 0; i < G_N_ELEMENTS (tops) * G_N_ELEMENTS (lefts); i++) {
    const GradusRect box = { lefts[i % 2], CLAMP (tops[i / 2], 0, MAX (canvas->height - height, 0)),
                             width, height };
    const guint covered = count_covered (layout, box);

    if (box.x < 0 || box.x + box.width > canvas->width || covered >= least)
      continue;
    least = covered;
    best = box;
  }
  return best;
}

static void
draw_callout (GradusCanvas *canvas, const Layout *layout, const GradusLineChart *chart, double x,
              const char *const *lines, const GradusColour *colours)
{
  double width, height;
  GradusRect box;

  gradus_canvas_measure_callout (canvas, lines, colours, &width, &height);
  box = place_callout (canvas, layout, x, chart->pointer_y, width, height);
  gradus_canvas_draw_callout_at (canvas, box.x, box.y, lines, colours);
}

static void
draw_crosshair (GradusCanvas *canvas, const Layout *layout, const GradusLineChart *chart)
{
  const GradusFrame *frame = &layout->frame;
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
  draw_step (canvas, frame, x);
  for (guint i = from; i < to; i++) {
    if (!chart->lines[i].is_hidden)
      add_value (canvas, frame, &chart->lines[i], step, builder, colours);
  }
  if (chart->guest)
    add_value (canvas, frame, chart->guest, step, builder, colours);
  lines = g_strv_builder_end (builder);
  draw_callout (canvas, layout, chart, x, (const char *const *) lines,
                (const GradusColour *) (void *) colours->data);
}

/* Where the pointer is in another chart, that one shows the nearest step that was measured; so does
 * this one. */
static double
find_cursor (const GradusLineChart *chart)
{
  double found = chart->cursor, least = INFINITY;

  for (guint i = 0; i < chart->n_lines; i++) {
    const GradusLine *line = &chart->lines[i];
    const guint point =
        line->is_hidden ? line->n_points : gradus_line_find_nearest (line, chart->cursor);
    const double distance = point < line->n_points
                                ? fabs ((double) line->steps[point] - chart->cursor)
                                : INFINITY;

    if (distance < least) {
      least = distance;
      found = (double) line->steps[point];
    }
  }
  return found;
}

/* -- The chart --------------------------------------------------------------------------------- */

void
gradus_line_chart_draw (GradusCanvas *canvas, const GradusLineChart *chart)
{
  g_auto (Layout) layout = { 0 };
  const gboolean has_lines = chart->n_lines > 0;

  layout_init (&layout, canvas, chart);
  gradus_frame_draw (canvas, &layout.spec);
  draw_marked_steps (canvas, &layout.frame, chart);
  draw_lines (canvas, &layout, chart);
  if (chart->open_name)
    gradus_line_bands_draw_name (canvas, &layout.frame, chart->lines, chart->n_lines,
                                 chart->open_name);
  gradus_line_names_draw (canvas, &layout.names, layout.lines, layout.places);
  if (has_lines && gradus_rect_contains (layout.frame.outer, chart->pointer_x, chart->pointer_y))
    draw_crosshair (canvas, &layout, chart);
  else if (chart->has_cursor)
    draw_step (canvas, &layout.frame, gradus_frame_map_x (&layout.frame, find_cursor (chart)));
}

double
gradus_line_chart_find_step (GradusCanvas *canvas, const GradusLineChart *chart, double x, double y,
                             double *value)
{
  g_auto (Layout) layout = { 0 };
  const GradusFrame *frame = &layout.frame;

  layout_init (&layout, canvas, chart);
  *value = NAN;
  if (!gradus_rect_contains (frame->outer, x, y))
    return NAN;
  *value = gradus_axis_unmap (
      &frame->y, CLAMP (1 - (y - frame->inner.y) / frame->inner.height, 0, 1));
  return gradus_axis_unmap (&frame->x, CLAMP ((x - frame->inner.x) / frame->inner.width, 0, 1));
}

int
gradus_line_chart_find_name (GradusCanvas *canvas, const GradusLineChart *chart, double x, double y)
{
  g_auto (Layout) layout = { 0 };

  layout_init (&layout, canvas, chart);
  for (guint i = 0; i < layout.names.n_names; i++) {
    if (gradus_rect_contains (layout.places[i], x, y))
      return (int) i;
  }
  return -1;
}
