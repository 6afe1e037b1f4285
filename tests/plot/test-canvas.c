/* SPDX-License-Identifier: MIT */

/* A large canvas is read from the last row: all that is drawn grows with it, by one rule. */

#include <stdlib.h>

#include "plot/histogram.h"
#include "plot/line-chart.h"
#include "plot/network-diagram.h"
#include "plot/table.h"
#include "paper.h"

static void
draw_lines (GradusCanvas *canvas)
{
  static const guint64 steps[] = { 0, 100, 200, 1000 };
  static const double costs[] = { 0.7, 0.3, 0.2, 0.15 };
  GradusLine line = { "training",           canvas->style->mark, 4,    steps,
                      (const char *) costs, sizeof (double),     FALSE };
  const GradusLineChart chart = { .lines = &line,
                                  .n_lines = 1,
                                  .x = gradus_axis_steps (0, 1000, FALSE),
                                  .y = gradus_axis_linear (0, 1),
                                  .x_title = "steps",
                                  .y_title = "cost",
                                  .step_name = "step",
                                  .pointer_x = NAN,
                                  .pointer_y = NAN,
                                  .has_names = TRUE };

  gradus_line_chart_draw (canvas, &chart);
}

static void
draw_table (GradusCanvas *canvas)
{
  static const char *const headings[] = { "layer", "$z$" };
  static const char *const cells[] = { "1", "0.5", "2", "1.2·10⁻⁹" };
  const GradusTable table = { 2, 2, headings, cells, -1, 0, 0, -1, NULL };

  gradus_table_draw (canvas, &table, 10);
}

static void
draw_histogram (GradusCanvas *canvas)
{
  static const guint bins[] = { 1, 4, 9, 4, 1 };
  const GradusHistogramPlot plot = { "Weights",           bins,   5,   -1, 1,
                                     canvas->style->mark, "none", NAN, NAN };

  gradus_histogram_plot_draw (canvas, &plot);
}

static void
draw_network (GradusCanvas *canvas)
{
  static const float weights[] = { 0.5f, -0.5f, 0.25f, 1 };
  const GradusDiagramColumn columns[] = {
    { .n_units = 2, .n_shown = 2 },
    { .title = "ReLU",
      .n_units = 2,
      .n_shown = 2,
      .n_shown_inputs = 2,
      .weights = weights,
      .gradient_norm = 0.1f },
  };
  const GradusNetworkDiagram diagram = { .n_columns = 2,
                                         .columns = columns,
                                         .norms = gradus_axis_log (1e-8, 1),
                                         .norms_title = "gradient norm",
                                         .norms_text = "bars: L2 norm of dCost/dW",
                                         .widest_text = "widest: |w| = %s",
                                         .dead_text = "0 for every sample",
                                         .pointer_x = NAN,
                                         .pointer_y = NAN };

  gradus_network_diagram_draw (canvas, &diagram);
}

static void (*const drawings[]) (GradusCanvas *canvas) = { draw_lines, draw_table, draw_histogram,
                                                           draw_network };

/* How much darker or lighter than the ground a square of pixels is, in pixels of a picture of which
 * this one is n times as large. */
static double
measure_ink (Paper *paper, int left, int top, int size, int n)
{
  const int ground = (int) (paper_get_pixel (paper, 0, 0) & 255);
  double ink = 0;

  for (int y = n * top; y < n * (top + size); y++) {
    for (int x = n * left; x < n * (left + size); x++)
      ink += abs ((int) (paper_get_pixel (paper, x, y) & 255) - ground);
  }
  return ink / (n * n);
}

/* How far a picture is from another that is n times as large, as a share of what is drawn at all.
 * By squares that a letter does not leave, whose edges come out otherwise at another size. */
static double
compare (Paper *small, Paper *large, int width, int height, int n)
{
  const int size = 20;
  double difference = 0, ink = 0;

  for (int top = 0; top + size <= height; top += size) {
    for (int left = 0; left + size <= width; left += size) {
      const double a = measure_ink (small, left, top, size, 1);

      difference += fabs (a - measure_ink (large, left, top, size, n));
      ink += a;
    }
  }
  g_assert_cmpfloat (ink, >, 0);
  return difference / ink;
}

static void
draw_on (Paper *paper, guint drawing, int width, int height)
{
  paper_init (paper, GRADUS_SCHEME_LIGHT, width, height);
  gradus_canvas_set_colour (&paper->canvas, paper->style->background);
  cairo_paint (paper->cr);
  drawings[drawing](&paper->canvas);
}

/* A picture twice as large is the same picture twice as large: letters, lines and marks alike. Were
 * the letters as small as before nearly all of the ink would be elsewhere. */
static void
test_growth (void)
{
  const int width = 800, height = 500;

  for (guint i = 0; i < G_N_ELEMENTS (drawings); i++) {
    Paper small, large;

    draw_on (&small, i, width, height);
    draw_on (&large, i, 2 * width, 2 * height);
    g_assert_cmpfloat (compare (&small, &large, width, height, 2), <, 0.25);
    paper_clear (&large);
    paper_clear (&small);
  }
}

/* The height of a letter in pixels. */
static double
measure_letter (int width, int height)
{
  double across, down;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, width, height);
  gradus_canvas_measure_text (&paper.canvas, "0", &across, &down);
  down *= paper.canvas.magnification;
  g_assert_cmpfloat (fabs (paper.canvas.width * paper.canvas.magnification - width), <, 1e-6);
  g_assert_cmpfloat (fabs (paper.canvas.height * paper.canvas.magnification - height), <, 1e-6);
  paper_clear (&paper);
  return down;
}

/* Never smaller than usual, never more than twice as large, and never smaller on more room; on a
 * projector's whole picture a line of text is no less than a fiftieth of its height. */
static void
test_bounds (void)
{
  const double usual = measure_letter (100, 100);

  for (int width = 50; width <= 4000; width += 395) {
    for (int height = 50; height <= 2400; height += 235) {
      const double letter = measure_letter (width, height);

      g_assert_cmpfloat (letter, >=, usual - 1.01);
      g_assert_cmpfloat (letter, <=, 2 * usual + 2.01);
      g_assert_cmpfloat (measure_letter (width + 395, height + 235), >=, letter - 1.01);
    }
  }
  g_assert_cmpfloat (measure_letter (1880, 1000), >=, 1080 / 50.0);
  g_assert_cmpfloat (measure_letter (1240, 720), >=, 800 / 50.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/canvas/growth", test_growth);
  g_test_add_func ("/canvas/bounds", test_bounds);
  return g_test_run ();
}
