/* SPDX-License-Identifier: MIT */
#include "plot/point-cloud.h"

#include <math.h>

#define MARGIN 8.0
#define SMALLEST_RADIUS 1.8
#define LARGEST_RADIUS 7.0

/* The distance in pixels at which a point is pointed at. */
#define NEAR 8.0

/* The histogram beside the chart. */
#define N_BARS 21
#define BARS_SHARE 0.16
#define MOST_BARS_WIDTH 90.0

/* Everything in pixels of the canvas. */
typedef struct {
  GradusRect key;
  GradusRect chart; /* with the labels of its axes */
  GradusRect bars;  /* as wide as it is, beside the inner rectangle */
  double title_y;
  GradusFrame frame; /* its inner rectangle lies in the canvas, not in the chart */
  double radius;
} CloudLayout;

static GradusCanvas
cut_out (const GradusCanvas *canvas, GradusRect rect)
{
  GradusCanvas part = *canvas;

  part.width = rect.width;
  part.height = rect.height;
  return part;
}

/* The axes in the chart, which becomes smaller by what is too wide or too high for a square. */
static void
lay_out_chart (GradusCanvas *canvas, const GradusPointCloud *cloud, CloudLayout *layout)
{
  const GradusFrameSpec spec = { .x = cloud->x, .y = cloud->y, .x_title = cloud->x_title };
  GradusCanvas part = cut_out (canvas, layout->chart);
  double surplus;

  layout->frame = gradus_frame_lay_out (&part, &spec);
  if (!cloud->is_square)
    return;
  surplus = MAX (layout->frame.inner.width - layout->frame.inner.height, 0);
  layout->chart.width -= surplus;
  layout->chart.x += surplus / 2;
  layout->chart.height -= MAX (layout->frame.inner.height - layout->frame.inner.width, 0);
  part = cut_out (canvas, layout->chart);
  layout->frame = gradus_frame_lay_out (&part, &spec);
}

static CloudLayout
lay_out_cloud (GradusCanvas *canvas, const GradusPointCloud *cloud)
{
  CloudLayout layout = { .key = { MARGIN, MARGIN / 2, MAX (canvas->width - 2 * MARGIN, 1), 0 } };
  double ignored, line;

  gradus_canvas_measure_text (canvas, "0", &ignored, &line);
  layout.key.height = gradus_key_measure (canvas, cloud->key, cloud->n_key, layout.key.width);
  layout.title_y = layout.key.y + layout.key.height + 2;
  layout.bars.width = cloud->has_bars ? MIN (BARS_SHARE * canvas->width, MOST_BARS_WIDTH) : 0;
  layout.chart = (GradusRect){ 0, layout.title_y + (cloud->y_title ? line - MARGIN / 2 : 0),
                               canvas->width - layout.bars.width, 0 };
  layout.chart.height = MAX (canvas->height - layout.chart.y, 1);
  lay_out_chart (canvas, cloud, &layout);
  layout.frame.inner.x += layout.chart.x;
  layout.frame.inner.y += layout.chart.y;
  layout.bars.x = layout.frame.inner.x + layout.frame.inner.width + MARGIN;
  layout.bars.y = layout.frame.inner.y;
  layout.bars.height = layout.frame.inner.height;
  layout.bars.width = MAX (layout.bars.width - MARGIN, 0);
  layout.radius = CLAMP (layout.frame.inner.height / 5 / sqrt (MAX (cloud->n_points, 1)),
                         SMALLEST_RADIUS, LARGEST_RADIUS);
  return layout;
}

gboolean
gradus_point_cloud_is_beyond (const GradusPointCloud *cloud, const GradusCloudPoint *point)
{
  const double across = gradus_axis_map (&cloud->x, point->x),
               up = gradus_axis_map (&cloud->y, point->y);

  return across < 0 || across > 1 || up < 0 || up > 1;
}

/* At the edge of the axes where it lies beyond them. FALSE where it lies nowhere. */
static gboolean
place_point (const CloudLayout *layout, const GradusCloudPoint *point, double *x, double *y)
{
  const double across = gradus_axis_map (&layout->frame.x, point->x),
               up = gradus_axis_map (&layout->frame.y, point->y);
  const GradusRect inner = layout->frame.inner;

  if (isnan (across) || isnan (up))
    return FALSE;
  *x = inner.x + inner.width * CLAMP (across, 0, 1);
  *y = inner.y + inner.height * (1 - CLAMP (up, 0, 1));
  return TRUE;
}

static void
draw_cloud_line (GradusCanvas *canvas, const GradusPointCloud *cloud, const CloudLayout *layout)
{
  const GradusFrame *frame = &layout->frame;
  const GradusRect inner = frame->inner;
  const double low = MAX (cloud->x.low, cloud->y.low), high = MIN (cloud->x.high, cloud->y.high);

  if (cloud->line == GRADUS_CLOUD_NO_LINE)
    return;
  if (cloud->line == GRADUS_CLOUD_DIAGONAL) {
    cairo_move_to (canvas->cr, gradus_frame_map_x (frame, low), gradus_frame_map_y (frame, low));
    cairo_line_to (canvas->cr, gradus_frame_map_x (frame, high), gradus_frame_map_y (frame, high));
  } else {
    cairo_move_to (canvas->cr, inner.x, gradus_frame_map_y (frame, 0));
    cairo_line_to (canvas->cr, inner.x + inner.width, gradus_frame_map_y (frame, 0));
  }
  gradus_canvas_set_colour (canvas, canvas->style->dim_text);
  gradus_canvas_set_line_width (canvas, 1.5);
  cairo_stroke (canvas->cr);
}

static void
draw_cloud_point (GradusCanvas *canvas, const GradusPointCloud *cloud, const CloudLayout *layout,
                  const GradusCloudPoint *point)
{
  double x, y;

  if (!place_point (layout, point, &x, &y))
    return;
  gradus_mark_draw (canvas,
                    gradus_point_cloud_is_beyond (cloud, point) ? GRADUS_MARK_BEYOND
                    : point->is_hollow                          ? GRADUS_MARK_HOLLOW
                                                                : GRADUS_MARK_FULL,
                    point->class, x, y, layout->radius, point->colour);
  gradus_mark_draw (canvas, point->over, 0, x, y, layout->radius,
                    gradus_colour_with_alpha (canvas->style->text, 0.8));
}

/* The full ones above the hollow ones, as in other drawings of training and test samples, and
 * above all those with a cross or a square. */
static void
draw_cloud_points (GradusCanvas *canvas, const GradusPointCloud *cloud, const CloudLayout *layout)
{
  for (guint round = 0; round < 3; round++) {
    for (guint i = 0; i < cloud->n_points; i++) {
      const GradusCloudPoint *point = &cloud->points[i];

      const guint layer = point->over != GRADUS_MARK_NONE ? 2 : point->is_hollow ? 0 : 1;

      if (layer == round)
        draw_cloud_point (canvas, cloud, layout, point);
    }
  }
}

static void
draw_side_bars (GradusCanvas *canvas, const GradusPointCloud *cloud, const CloudLayout *layout)
{
  const double slot = layout->bars.height / N_BARS;
  guint counts[N_BARS] = { 0 }, most = 1;

  for (guint i = 0; i < cloud->n_points; i++) {
    const double share = gradus_axis_map (&cloud->y, cloud->points[i].y);

    if (share >= 0 && share <= 1)
      counts[MIN ((guint) (share * N_BARS), N_BARS - 1)]++;
  }
  for (guint i = 0; i < N_BARS; i++)
    most = MAX (most, counts[i]);
  for (guint i = 0; i < N_BARS; i++)
    cairo_rectangle (canvas->cr, layout->bars.x,
                     layout->bars.y + layout->bars.height - (i + 1) * slot + 0.5,
                     layout->bars.width * counts[i] / most, MAX (slot - 1, 0.5));
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->low_mark, 0.6));
  cairo_fill (canvas->cr);
}

/* A line with its numbers, about which points lie. */
static void
draw_single_axis (GradusCanvas *canvas, const GradusPointCloud *cloud, const CloudLayout *layout)
{
  const GradusRect inner = layout->frame.inner;
  const double middle = inner.y + inner.height / 2, bottom = inner.y + inner.height;
  g_autoptr (GArray) ticks = gradus_axis_get_ticks (&cloud->x, (guint) MAX (inner.width / 80, 2));

  gradus_canvas_set_colour (canvas, canvas->style->grid);
  gradus_canvas_set_line_width (canvas, 1);
  cairo_move_to (canvas->cr, inner.x, floor (middle) + 0.5);
  cairo_line_to (canvas->cr, inner.x + inner.width, floor (middle) + 0.5);
  cairo_stroke (canvas->cr);
  for (guint i = 0; i < ticks->len; i++) {
    const GradusTick *tick = &g_array_index (ticks, GradusTick, i);

    if (tick->label)
      gradus_canvas_draw_text (canvas, tick->label,
                               gradus_frame_map_x (&layout->frame, tick->value), bottom + 2, 0.5, 0,
                               canvas->style->dim_text);
  }
  gradus_canvas_draw_text (canvas, cloud->x_title, inner.x + inner.width,
                           canvas->height - MARGIN / 2, 1, 1, canvas->style->dim_text);
}

static void
draw_cloud_frame (GradusCanvas *canvas, const GradusPointCloud *cloud, const CloudLayout *layout)
{
  GradusCanvas part = cut_out (canvas, layout->chart);

  if (cloud->has_no_y) {
    draw_single_axis (canvas, cloud, layout);
    return;
  }
  cairo_save (canvas->cr);
  cairo_translate (canvas->cr, layout->chart.x, layout->chart.y);
  gradus_frame_draw (&part,
                     &(GradusFrameSpec){ .x = cloud->x, .y = cloud->y, .x_title = cloud->x_title });
  cairo_restore (canvas->cr);
  if (cloud->y_title)
    gradus_canvas_draw_text (canvas, cloud->y_title, layout->chart.x + MARGIN, layout->title_y, 0,
                             0, canvas->style->dim_text);
}

/* An end that is infinite, or beyond the axis, is the axis's. */
static void
draw_marked_range (GradusCanvas *canvas, const GradusPointCloud *cloud, const CloudLayout *layout)
{
  const GradusFrame *frame = &layout->frame;
  const double from = gradus_frame_map_x (frame, MAX (cloud->marked_from, cloud->x.low)),
               to = gradus_frame_map_x (frame, MIN (cloud->marked_to, cloud->x.high));

  if (cloud->has_marked)
    gradus_canvas_draw_emphasis (
        canvas, (GradusRect){ from, frame->inner.y, to - from, frame->inner.height });
}

void
gradus_point_cloud_draw (GradusCanvas *canvas, const GradusPointCloud *cloud)
{
  const CloudLayout layout = lay_out_cloud (canvas, cloud);

  gradus_key_draw (canvas, cloud->key, cloud->n_key, layout.key);
  draw_cloud_frame (canvas, cloud, &layout);
  draw_marked_range (canvas, cloud, &layout);
  draw_cloud_line (canvas, cloud, &layout);
  if (cloud->has_bars)
    draw_side_bars (canvas, cloud, &layout);
  draw_cloud_points (canvas, cloud, &layout);
  if (cloud->callout)
    gradus_canvas_draw_callout (canvas, cloud->pointer_x, cloud->pointer_y, cloud->callout, NULL);
}

int
gradus_point_cloud_find (GradusCanvas *canvas, const GradusPointCloud *cloud, double x, double y)
{
  const CloudLayout layout = lay_out_cloud (canvas, cloud);
  double nearest = NEAR;
  int found = -1;

  for (guint i = 0; i < cloud->n_points; i++) {
    double own_x, own_y;

    if (place_point (&layout, &cloud->points[i], &own_x, &own_y) &&
        hypot (own_x - x, own_y - y) < nearest) {
      nearest = hypot (own_x - x, own_y - y);
      found = (int) i;
    }
  }
  return found;
}

void
gradus_point_cloud_place (GradusCanvas *canvas, const GradusPointCloud *cloud, guint point,
                          double *x, double *y)
{
  const CloudLayout layout = lay_out_cloud (canvas, cloud);

  if (!place_point (&layout, &cloud->points[point], x, y))
    *x = *y = NAN;
}
