/* SPDX-License-Identifier: MIT */
#include "plot/histogram.h"

#include <math.h>

#include "plot/frame.h"
#include "plot/number.h"

#define TITLE_X 8.0
#define TITLE_Y 4.0

/* Values beyond these share a power of ten. */
#define SMALLEST 1e-2
#define LARGEST 1e5

/* The least that the axis of counts reaches to, so that its ticks are whole. */
#define LEAST_COUNT 4

static guint
find_fullest (const GradusHistogramPlot *plot)
{
  guint most = 0;

  for (guint i = 0; i < plot->n_bins; i++)
    most = MAX (most, plot->bins[i]);
  return most;
}

GradusRect
gradus_histogram_plot_get_bar (const GradusHistogramPlot *plot, GradusRect inner, guint bin)
{
  const guint most = find_fullest (plot);
  const double slot = inner.width / plot->n_bins;
  const double height = most > 0 ? inner.height * plot->bins[bin] / most : 0;

  return (GradusRect){ inner.x + bin * slot, inner.y + inner.height - height, slot, height };
}

/* What a bin is of, and how much is in it. */
static void
draw_bin_callout (GradusCanvas *canvas, const GradusHistogramPlot *plot, GradusRect inner)
{
  const guint bin =
      (guint) CLAMP ((plot->pointer_x - inner.x) / inner.width * plot->n_bins, 0, plot->n_bins - 1);
  const double width = (plot->high - plot->low) / plot->n_bins;
  g_autofree char *from = gradus_number_format (plot->low + bin * width);
  g_autofree char *to = gradus_number_format (plot->low + (bin + 1) * width);
  g_autofree char *count = gradus_number_format_count (plot->bins[bin]);
  g_autofree char *text = g_strdup_printf ("%s … %s\t%s", from, to, count);
  const char *const lines[] = { plot->title, text, NULL };

  gradus_canvas_draw_callout_beside (canvas,
                                     (GradusRect){ inner.x + bin * inner.width / plot->n_bins,
                                                   inner.y, inner.width / plot->n_bins,
                                                   inner.height },
                                     lines, NULL);
}

static void
draw_bars (GradusCanvas *canvas, const GradusHistogramPlot *plot, const GradusFrame *frame)
{
  for (guint i = 0; i < plot->n_bins; i++) {
    GradusRect bar = gradus_histogram_plot_get_bar (plot, frame->inner, i);

    bar.height *= (find_fullest (plot) - frame->y.low) / (frame->y.high - frame->y.low);
    if (bar.height > 0)
      cairo_rectangle (canvas->cr, bar.x, frame->inner.y + frame->inner.height - bar.height,
                       MAX (bar.width - 0.5, 0.5), bar.height);
  }
  gradus_canvas_set_colour (canvas, plot->colour);
  cairo_fill (canvas->cr);
}

/* Where 0 is, so that the signs are seen, and the ground that the bars stand on. */
static void
draw_zeros (GradusCanvas *canvas, const GradusFrame *frame)
{
  const GradusRect inner = frame->inner;

  if (frame->x.low <= 0 && frame->x.high >= 0)
    cairo_rectangle (canvas->cr, floor (gradus_frame_map_x (frame, 0)), inner.y, 1, inner.height);
  cairo_rectangle (canvas->cr, inner.x, inner.y + inner.height, inner.width, 1);
  gradus_canvas_set_colour (canvas, canvas->style->dim_text);
  cairo_fill (canvas->cr);
}

/* The power of ten that very small or large values are given in. */
static int
find_exponent (const GradusHistogramPlot *plot)
{
  const double largest = MAX (fabs (plot->low), fabs (plot->high));

  return largest > 0 && isfinite (largest) && (largest < SMALLEST || largest >= LARGEST)
             ? (int) floor (log10 (largest))
             : 0;
}

/* An axis has some length, also where all values are one. */
static GradusAxis
find_x_axis (const GradusHistogramPlot *plot)
{
  const double unit = pow (10, find_exponent (plot)), low = plot->low / unit,
               high = plot->high / unit;

  return (GradusAxis){ .low = high > low ? low : low - 1, .high = high > low ? high : low + 1 };
}

/* "Gradients (× 10⁻⁸)" */
static char *
make_title (const GradusHistogramPlot *plot)
{
  g_autofree char *unit = gradus_number_format_decade (find_exponent (plot));

  if (find_exponent (plot) == 0)
    return g_strdup (plot->title);
  return g_strdup_printf ("%s (× %s)", plot->title, unit);
}

static GradusFrame
begin_frame (GradusCanvas *canvas, const GradusHistogramPlot *plot, GradusCanvas *part,
             double *title)
{
  const GradusAxis y = gradus_axis_linear (0, MAX (find_fullest (plot), LEAST_COUNT));
  double width;

  gradus_canvas_measure_text (canvas, plot->title, &width, title);
  *part = *canvas;
  part->height = MAX (canvas->height - *title, 1);
  return gradus_frame_lay_out (
      part, &(GradusFrameSpec){ .x = find_x_axis (plot), .y = y, .has_ground = TRUE });
}

GradusRect
gradus_histogram_plot_lay_out (GradusCanvas *canvas, const GradusHistogramPlot *plot)
{
  GradusCanvas part;
  double title;
  GradusRect inner = begin_frame (canvas, plot, &part, &title).inner;

  inner.y += title;
  return inner;
}

void
gradus_histogram_plot_draw (GradusCanvas *canvas, const GradusHistogramPlot *plot)
{
  const GradusRect inner = gradus_histogram_plot_lay_out (canvas, plot);
  g_autofree char *words = make_title (plot);
  GradusCanvas part;
  GradusFrame frame;
  double title;

  gradus_canvas_draw_text (canvas, words, TITLE_X, TITLE_Y, 0, 0, canvas->style->text);
  if (find_fullest (plot) == 0) {
    gradus_canvas_draw_text (canvas, plot->empty, inner.x, inner.y + inner.height / 2, 0, 0.5,
                             canvas->style->dim_text);
    return;
  }
  frame = begin_frame (canvas, plot, &part, &title);
  cairo_save (canvas->cr);
  cairo_translate (canvas->cr, 0, title);
  gradus_frame_draw (&part,
                     &(GradusFrameSpec){ .x = frame.x, .y = frame.y, .has_ground = TRUE });
  draw_bars (&part, plot, &frame);
  draw_zeros (&part, &frame);
  cairo_restore (canvas->cr);
  if (gradus_rect_contains (inner, plot->pointer_x, plot->pointer_y))
    draw_bin_callout (canvas, plot, inner);
}
