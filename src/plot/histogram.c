/* SPDX-License-Identifier: MIT */
#include "plot/histogram.h"

#include <math.h>

#include "plot/frame.h"
#include "plot/number.h"

#define MARGIN 4.0

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
  const char *const lines[] = { text, NULL };

  gradus_canvas_draw_callout (canvas, plot->pointer_x, plot->pointer_y, lines, NULL);
}

void
gradus_histogram_plot_draw (GradusCanvas *canvas, const GradusHistogramPlot *plot)
{
  const guint most = find_fullest (plot);
  g_autofree char *low = gradus_number_format (plot->low),
                  *high = gradus_number_format (plot->high);
  double width, height;
  GradusRect inner;

  gradus_canvas_measure_text (canvas, "0", &width, &height);
  inner = (GradusRect){ MARGIN, MARGIN + height + 2, MAX (canvas->width - 2 * MARGIN, 1),
                        MAX (canvas->height - 2 * MARGIN - 2 * height - 4, 1) };
  gradus_canvas_draw_text (canvas, plot->title, MARGIN, MARGIN, 0, 0, canvas->style->text);
  for (guint i = 0; i < plot->n_bins; i++) {
    const GradusRect bar = gradus_histogram_plot_get_bar (plot, inner, i);

    if (bar.height > 0)
      cairo_rectangle (canvas->cr, bar.x, bar.y, MAX (bar.width - 0.5, 0.5), bar.height);
  }
  gradus_canvas_set_colour (canvas, plot->colour);
  cairo_fill (canvas->cr);
  cairo_rectangle (canvas->cr, inner.x, inner.y + inner.height, inner.width, 1);
  gradus_canvas_set_colour (canvas, canvas->style->dim_text);
  cairo_fill (canvas->cr);
  if (most == 0) {
    gradus_canvas_draw_text (canvas, plot->empty, inner.x, inner.y + inner.height / 2, 0, 0.5,
                             canvas->style->dim_text);
    return;
  }
  gradus_canvas_draw_text (canvas, low, inner.x, inner.y + inner.height + 2, 0, 0,
                           canvas->style->dim_text);
  gradus_canvas_draw_text (canvas, high, inner.x + inner.width, inner.y + inner.height + 2, 1, 0,
                           canvas->style->dim_text);
  if (gradus_rect_contains (inner, plot->pointer_x, plot->pointer_y))
    draw_bin_callout (canvas, plot, inner);
}
