/* SPDX-License-Identifier: MIT */
#include "plot/band-plot.h"

#include <math.h>

#include "plot/number.h"

#define LINE_WIDTH 2.0
#define BAND_ALPHA 0.18
#define DOT 3.0
#define GAP 8.0
#define SAMPLE 24.0
#define DASH 6.0

static void
dash_line (GradusCanvas *canvas, const GradusBandLine *line)
{
  const double dash = DASH;

  cairo_set_dash (canvas->cr, &dash, line->is_dashed ? 1 : 0, 0);
  gradus_canvas_set_colour (canvas, line->colour);
  gradus_canvas_set_line_width (canvas, LINE_WIDTH);
}

static void
draw_band (GradusCanvas *canvas, const GradusBandPlot *plot, const GradusFrame *frame,
           const GradusBandLine *line)
{
  for (guint i = 0; i < plot->n; i++)
    cairo_line_to (canvas->cr, gradus_frame_map_x (frame, plot->x[i]),
                   gradus_frame_map_y (frame, line->highest[i]));
  for (guint i = plot->n; i-- > 0;)
    cairo_line_to (canvas->cr, gradus_frame_map_x (frame, plot->x[i]),
                   gradus_frame_map_y (frame, line->lowest[i]));
  cairo_close_path (canvas->cr);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (line->colour, BAND_ALPHA));
  cairo_fill (canvas->cr);
}

/* What was measured are the dots; between them nothing was. */
static void
draw_means (GradusCanvas *canvas, const GradusBandPlot *plot, const GradusFrame *frame,
            const GradusBandLine *line)
{
  for (guint i = 0; i < plot->n; i++)
    cairo_line_to (canvas->cr, gradus_frame_map_x (frame, plot->x[i]),
                   gradus_frame_map_y (frame, line->means[i]));
  dash_line (canvas, line);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
  for (guint i = 0; i < plot->n; i++) {
    cairo_new_sub_path (canvas->cr);
    cairo_arc (canvas->cr, gradus_frame_map_x (frame, plot->x[i]),
               gradus_frame_map_y (frame, line->means[i]), DOT, 0, 2 * G_PI);
  }
  cairo_fill (canvas->cr);
}

/* Above the frame, where no curve can be. */
static void
draw_band_names (GradusCanvas *canvas, const GradusBandPlot *plot, double top)
{
  double x = canvas->width - GAP;

  for (guint i = plot->n_lines; i-- > 0;) {
    double width, height;

    gradus_canvas_measure_text (canvas, plot->lines[i].name, &width, &height);
    gradus_canvas_draw_text (canvas, plot->lines[i].name, x, top, 1, 0, canvas->style->text);
    x -= width + GAP;
    cairo_move_to (canvas->cr, x - SAMPLE, top + height / 2);
    cairo_line_to (canvas->cr, x, top + height / 2);
    dash_line (canvas, &plot->lines[i]);
    cairo_stroke (canvas->cr);
    cairo_set_dash (canvas->cr, NULL, 0, 0);
    x -= SAMPLE + 2 * GAP;
  }
}

static void
draw_band_callout (GradusCanvas *canvas, const GradusBandPlot *plot, const GradusFrame *frame)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  guint nearest = 0;
  g_autofree char *x = NULL;

  for (guint i = 1; i < plot->n; i++)
    nearest = fabs (gradus_frame_map_x (frame, plot->x[i]) - plot->pointer_x) <
                      fabs (gradus_frame_map_x (frame, plot->x[nearest]) - plot->pointer_x)
                  ? i
                  : nearest;
  x = gradus_number_format (plot->x[nearest]);
  g_ptr_array_add (lines, g_strdup_printf ("%s\t%s", plot->x_title, x));
  for (guint i = 0; i < plot->n_lines; i++) {
    g_autofree char *mean = gradus_number_format (plot->lines[i].means[nearest]);

    g_ptr_array_add (lines, g_strdup_printf ("%s\t%s", plot->lines[i].name, mean));
  }
  g_ptr_array_add (lines, NULL);
  gradus_canvas_draw_callout (canvas, plot->pointer_x, plot->pointer_y,
                              (const char *const *) lines->pdata, NULL);
}

void
gradus_band_plot_draw (GradusCanvas *canvas, const GradusBandPlot *plot)
{
  double width, height;
  GradusFrameSpec spec = { .x = plot->x_axis,
                           .y = plot->y_axis,
                           .x_title = plot->x_title,
                           .y_title = plot->y_title };
  GradusFrame frame;

  gradus_canvas_measure_text (canvas, "0", &width, &height);
  spec.top = height + GAP;
  frame = gradus_frame_draw (canvas, &spec);
  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, frame.outer.x, frame.outer.y, frame.outer.width,
                   frame.outer.height);
  cairo_clip (canvas->cr);
  for (guint i = 0; i < plot->n_lines; i++)
    draw_band (canvas, plot, &frame, &plot->lines[i]);
  for (guint i = 0; i < plot->n_lines; i++)
    draw_means (canvas, plot, &frame, &plot->lines[i]);
  cairo_restore (canvas->cr);
  draw_band_names (canvas, plot, frame.outer.y - height - GAP / 2);
  if (gradus_rect_contains (frame.outer, plot->pointer_x, plot->pointer_y))
    draw_band_callout (canvas, plot, &frame);
}
