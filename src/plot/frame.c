/* SPDX-License-Identifier: MIT */
#include "plot/frame.h"

#include <math.h>
#include <string.h>

#define MARGIN 8.0
#define LABEL_GAP 6.0
#define MINOR_TICK 4.0
#define SPACE 5.0

double
gradus_frame_map_x (const GradusFrame *frame, double value)
{
  return frame->inner.x + frame->inner.width * gradus_axis_map (&frame->x, value);
}

double
gradus_frame_map_y (const GradusFrame *frame, double value)
{
  return frame->inner.y + frame->inner.height * (1 - gradus_axis_map (&frame->y, value));
}

gboolean
gradus_rect_contains (GradusRect rect, double x, double y)
{
  return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
}

/* Moves a line of one pixel so that it covers whole pixels and is not blurred. */
static double
sharpen_line (double at)
{
  return floor (at) + 0.5;
}

static double
measure_labels (GradusCanvas *canvas, GArray *ticks)
{
  double widest = 0;

  for (guint i = 0; i < ticks->len; i++) {
    const GradusTick *tick = &g_array_index (ticks, GradusTick, i);
    double width, height;

    if (!tick->label)
      continue;
    gradus_canvas_measure_text (canvas, tick->label, &width, &height);
    widest = MAX (widest, width);
  }
  return widest;
}

/* A short line at the axis: a whole one for each would cover the grid. */
static void
draw_minor_tick (GradusCanvas *canvas, double x, double y, double dx, double dy)
{
  cairo_move_to (canvas->cr, x, y);
  cairo_rel_line_to (canvas->cr, dx, dy);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->dim_text, 0.5));
  cairo_stroke (canvas->cr);
}

static void
draw_y_ticks (GradusCanvas *canvas, const GradusFrame *frame, GArray *ticks)
{
  for (guint i = 0; i < ticks->len; i++) {
    const GradusTick *tick = &g_array_index (ticks, GradusTick, i);
    double y = gradus_frame_map_y (frame, tick->value);

    if (tick->is_minor) {
      draw_minor_tick (canvas, frame->outer.x, sharpen_line (y), MINOR_TICK, 0);
      continue;
    }
    gradus_canvas_set_colour (
        canvas, gradus_colour_with_alpha (canvas->style->grid, tick->label ? 1.0 : 0.5));
    cairo_move_to (canvas->cr, frame->outer.x, sharpen_line (y));
    cairo_rel_line_to (canvas->cr, frame->outer.width, 0);
    cairo_stroke (canvas->cr);
    if (tick->label)
      gradus_canvas_draw_text (canvas, tick->label, frame->outer.x - LABEL_GAP, y, 1, 0.5,
                               canvas->style->dim_text);
  }
}

static void
draw_x_tick (GradusCanvas *canvas, const GradusFrame *frame, const GradusTick *tick, double x)
{
  const double bottom = frame->outer.y + frame->outer.height;

  if (tick->is_minor) {
    draw_minor_tick (canvas, sharpen_line (x), bottom, 0, -MINOR_TICK);
    return;
  }
  gradus_canvas_set_colour (
      canvas, gradus_colour_with_alpha (canvas->style->grid, tick->label ? 1.0 : 0.5));
  cairo_move_to (canvas->cr, sharpen_line (x), frame->outer.y);
  cairo_line_to (canvas->cr, sharpen_line (x), bottom);
  cairo_stroke (canvas->cr);
}

/* From left to right, and what would touch the last label is left out. */
static void
draw_x_ticks (GradusCanvas *canvas, const GradusFrame *frame, GArray *ticks)
{
  double free_from = 0;

  for (guint i = 0; i < ticks->len; i++) {
    const GradusTick *tick = &g_array_index (ticks, GradusTick, i);
    double x = gradus_frame_map_x (frame, tick->value), middle, width, height;

    draw_x_tick (canvas, frame, tick, x);
    if (!tick->label)
      continue;
    gradus_canvas_measure_text (canvas, tick->label, &width, &height);
    middle = MIN (x, canvas->width - width / 2 - 2);
    if (middle - width / 2 < free_from)
      continue;
    gradus_canvas_draw_text (canvas, tick->label, middle, frame->outer.y + frame->outer.height + 2,
                             0.5, 0, canvas->style->dim_text);
    free_from = middle + width / 2 + LABEL_GAP;
  }
}

/* The line that everything stands on. */
static void
draw_ground (GradusCanvas *canvas, const GradusFrame *frame)
{
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->dim_text, 0.5));
  cairo_move_to (canvas->cr, frame->outer.x, sharpen_line (frame->outer.y + frame->outer.height));
  cairo_rel_line_to (canvas->cr, frame->outer.width, 0);
  cairo_stroke (canvas->cr);
}

static GArray *
get_y_ticks (GradusCanvas *canvas, const GradusAxis *y, double line)
{
  return gradus_axis_get_ticks (y, (guint) MAX (canvas->height / (line * 2.2), 2));
}

static GradusFrame
place_frame (GradusCanvas *canvas, const GradusFrameSpec *spec, GArray *y_ticks, double line)
{
  GradusFrame frame = { .x = spec->x, .y = spec->y };
  const double left = MARGIN + measure_labels (canvas, y_ticks) + LABEL_GAP;
  const double top =
      (spec->y_title ? MARGIN / 2 + line + LABEL_GAP : MARGIN + line / 2) + spec->top;
  const double below = spec->has_ground ? 0 : SPACE;

  frame.outer =
      (GradusRect){ left, top, MAX (canvas->width - left - 2 * MARGIN - spec->right, 2 * SPACE + 1),
                    MAX (canvas->height - top - MARGIN - line * (spec->x_title ? 2 : 1),
                         2 * SPACE + 1) };
  frame.inner = (GradusRect){ frame.outer.x + SPACE, frame.outer.y + SPACE,
                              frame.outer.width - 2 * SPACE, frame.outer.height - SPACE - below };
  return frame;
}

/* The same as gradus_frame_draw() does, so that the pointer finds what was drawn. */
GradusFrame
gradus_frame_lay_out (GradusCanvas *canvas, const GradusFrameSpec *spec)
{
  double width, height;
  g_autoptr (GArray) y_ticks = NULL;

  gradus_canvas_measure_text (canvas, "0", &width, &height);
  y_ticks = get_y_ticks (canvas, &spec->y, height);
  return place_frame (canvas, spec, y_ticks, height);
}

/* Without its parenthesis before anything is cut off. */
static char *
fit_title (GradusCanvas *canvas, const char *title, double room)
{
  const char *unit = strstr (title, " (");
  double width, height;

  gradus_canvas_measure_text (canvas, title, &width, &height);
  if (width > room && unit) {
    g_autofree char *bare = g_strndup (title, (gsize) (unit - title));

    return gradus_canvas_shorten_text (canvas, bare, room);
  }
  return gradus_canvas_shorten_text (canvas, title, room);
}

static void
draw_titles (GradusCanvas *canvas, const GradusFrameSpec *spec, const GradusFrame *frame)
{
  g_autofree char *y_title =
      spec->y_title ? fit_title (canvas, spec->y_title, canvas->width - 2 * MARGIN) : NULL;

  if (y_title)
    gradus_canvas_draw_text (canvas, y_title, MARGIN, MARGIN / 2, 0, 0, canvas->style->dim_text);
  if (spec->x_title)
    gradus_canvas_draw_text (canvas, spec->x_title, frame->outer.x + frame->outer.width,
                             canvas->height - MARGIN / 2, 1, 1, canvas->style->dim_text);
}

GradusFrame
gradus_frame_draw (GradusCanvas *canvas, const GradusFrameSpec *spec)
{
  GradusFrame frame;
  double width, height;
  g_autoptr (GArray) y_ticks = NULL, x_ticks = NULL;

  gradus_canvas_measure_text (canvas, "0", &width, &height);
  y_ticks = get_y_ticks (canvas, &spec->y, height);
  frame = place_frame (canvas, spec, y_ticks, height);
  gradus_canvas_set_line_width (canvas, 1);
  draw_y_ticks (canvas, &frame, y_ticks);
  if (!spec->has_names) {
    const double room = width * (spec->x.is_log ? 6 : 10);

    x_ticks = gradus_axis_get_ticks (&spec->x, (guint) MAX (frame.inner.width / room, 2));
    draw_x_ticks (canvas, &frame, x_ticks);
  }
  draw_ground (canvas, &frame);
  draw_titles (canvas, spec, &frame);
  return frame;
}
