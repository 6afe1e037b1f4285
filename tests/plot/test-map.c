/* SPDX-License-Identifier: MIT */

/* What a heat map claims, looked at in its pixels. */
#include <math.h>

#include "paper.h"
#include "plot/contour.h"
#include "plot/heat-map.h"
#include "plot/map-axes.h"

#define SIZE 96
#define SIDE 600

static float grid[3 * SIZE * SIZE];

/* Where the test functions are ½: at the middle of a cell of the plane −1 … 1. */
typedef double (*Function) (double x, double y);

static double
slope (double x, double y)
{
  return 0.5 + 0.2 * (0.8 * x + 0.6 * y - 0.1);
}

static double
find_distance_to_slope (double x, double y)
{
  return fabs (0.8 * x + 0.6 * y - 0.1);
}

/* As steep as a network that has learned. */
static double
circle (double x, double y)
{
  return 1 / (1 + exp (-300 * (0.6 - hypot (x, y))));
}

static double
find_distance_to_circle (double x, double y)
{
  return fabs (0.6 - hypot (x, y));
}

static void
fill_grid (Function function)
{
  for (guint i = 0; i < SIZE * SIZE; i++)
    grid[i] = (float) function (-1 + 2 * (i % SIZE + 0.5) / SIZE, 1 - 2 * (i / SIZE + 0.5) / SIZE);
}

static guint32
get_pixel (Paper *paper, int x, int y)
{
  const unsigned char *row = cairo_image_surface_get_data (paper->surface) +
                             (gsize) y * (gsize) cairo_image_surface_get_stride (paper->surface);

  return ((const guint32 *) (const void *) row)[x];
}

/* Every pixel of a thin line lies within 1 pixel, half the line's width, and what is blurred of the
 * true curve; and wherever the curve is, there is line. */
static void
check_contour (Function function, Function find_distance)
{
  Paper paper;

  fill_grid (function);
  paper_init (&paper, GRADUS_SCHEME_LIGHT, SIDE, SIDE);
  gradus_contour_trace (paper.cr, grid, SIZE, 0.5, 1e-5, (GradusRect){ 0, 0, SIDE, SIDE });
  cairo_set_line_width (paper.cr, 1);
  cairo_stroke (paper.cr);
  cairo_surface_flush (paper.surface);
  for (int y = 0; y < SIDE; y++) {
    for (int x = 0; x < SIDE; x++) {
      const double away =
          find_distance (-1 + 2 * (x + 0.5) / SIDE, 1 - 2 * (y + 0.5) / SIDE) * SIDE / 2;
      const guint alpha = get_pixel (&paper, x, y) >> 24;

      g_assert_true (alpha < 128 || away < 1.5);
      g_assert_true (alpha > 0 || away > 0.5);
    }
  }
  paper_clear (&paper);
}

static void
test_true_contour (void)
{
  check_contour (slope, find_distance_to_slope);
  check_contour (circle, find_distance_to_circle);
}

static guint
trace_pieces (void)
{
  Paper paper;
  guint n;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 10, 10);
  n = gradus_contour_trace (paper.cr, grid, SIZE, 0.5, 1e-5, (GradusRect){ 0, 0, 10, 10 });
  paper_clear (&paper);
  return n;
}

static double
noise (double x, double y)
{
  return 0.5 + 1e-7 * sin (1000 * x) * cos (777 * y);
}

static double
nearly (double x, double y)
{
  return 0.5 + 0.9e-5 * x;
}

static double
just (double x, double y)
{
  return 0.5 + 4e-5 * (x > 0 ? 1 : -1) + 1e-12 * x;
}

static double
one_side (double x, double y)
{
  return x > 0 ? 0.5 + noise (x, y) - 0.5 : 0.2;
}

/* A line only where one side says one thing and the other the other. */
static void
test_undecided_contour (void)
{
  fill_grid (noise);
  g_assert_cmpuint (trace_pieces (), ==, 0);
  fill_grid (nearly);
  g_assert_cmpuint (trace_pieces (), ==, 0);
  fill_grid (one_side);
  g_assert_cmpuint (trace_pieces (), ==, 0);
  fill_grid (just);
  g_assert_cmpuint (trace_pieces (), ==, SIZE + 1);
}

static gboolean
is_colour (guint32 pixel, GradusColour colour)
{
  return (pixel & 0xffffff) == (gradus_colour_pack (colour) & 0xffffff);
}

/* Draws one sample in the middle of a pale map, and counts pixels of a colour around it, within and
 * beyond a distance. */
static guint
count_around (const GradusMapPoint *point, guint n_points, double from, double to, gboolean is_text)
{
  g_autofree GradusMapPoint *points = g_new0 (GradusMapPoint, n_points);
  GradusHeatMap map = { .x0 = -1,
                        .x1 = 1,
                        .y0 = -1,
                        .y1 = 1,
                        .size = SIZE,
                        .grid = grid,
                        .points = points,
                        .n_points = n_points,
                        .x_name = "x",
                        .y_name = "y",
                        .output_name = "output",
                        .target_name = "target",
                        .pointer_x = NAN,
                        .pointer_y = NAN,
                        .undecided = 1e-5 };
  double x, y, pixel;
  guint n = 0;
  Paper paper;
  int middle_x = 0, middle_y = 0;

  for (guint i = 0; i < n_points; i++)
    points[i] = i == 0 ? *point : (GradusMapPoint){ .x = 9, .y = 9 };
  fill_grid (noise);
  paper_init (&paper, GRADUS_SCHEME_LIGHT, 700, 640);
  gradus_heat_map_draw (&paper.canvas, &map);
  cairo_surface_flush (paper.surface);
  for (int i = 0; i < 700; i++) {
    if (gradus_heat_map_find_plane_point (&paper.canvas, &map, i, 300, &x, &y, &pixel) && x < 0)
      middle_x = i + 1;
  }
  for (int i = 0; i < 640; i++) {
    if (gradus_heat_map_find_plane_point (&paper.canvas, &map, 300, i, &x, &y, &pixel) && y > 0)
      middle_y = i + 1;
  }
  for (int i = -60; i <= 60; i++) {
    for (int k = -60; k <= 60; k++) {
      const double away = MAX (ABS (i), ABS (k));

      if (away >= from && away < to)
        n += is_colour (get_pixel (&paper, middle_x + k, middle_y + i),
                        is_text ? paper.style->text : paper.style->low_mark);
    }
  }
  paper_clear (&paper);
  return n;
}

/* Right, wrong and undecided samples look different, also among 500. */
static void
test_marks (void)
{
  const GradusMapPoint right = { 0, 0, 0, 0.1 }, wrong = { 0, 0, 0, 0.9 },
                       undecided = { .output = 0.5, .is_undecided = TRUE },
                       test = { .output = 0.1, .is_test = TRUE };

  g_assert_cmpuint (count_around (&right, 500, 0, 25, TRUE), ==, 0);
  g_assert_cmpuint (count_around (&wrong, 500, 0, 25, TRUE), >, 4);
  g_assert_cmpuint (count_around (&undecided, 500, 0, 4, TRUE), ==, 0);
  g_assert_cmpuint (count_around (&undecided, 500, 4, 25, TRUE), >, 10);
  g_assert_cmpuint (count_around (&right, 500, 0, 2, FALSE), >, 5);
  g_assert_cmpuint (count_around (&test, 500, 0, 2, FALSE), ==, 0);
  /* Marks grow where there are few. */
  g_assert_cmpuint (count_around (&right, 20, 0, 25, FALSE), >,
                    4 * count_around (&right, 500, 0, 25, FALSE));
}

/* The pixels of words of a map with none or two samples, of which one has the output 0.6. */
static guint
count_words (double other, guint n_points)
{
  const GradusMapPoint points[] = { { 0, 0, 1, 0.6 }, { 1, 1, other > 0.5, other } };
  const GradusHeatMap map = { .x0 = -0.5,
                              .x1 = 1.5,
                              .y0 = -0.5,
                              .y1 = 1.5,
                              .x_name = "x₁",
                              .y_name = "x₂",
                              .points = points,
                              .n_points = n_points,
                              .pointer_x = NAN,
                              .pointer_y = NAN };
  Paper paper;
  guint n;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 200, 150);
  gradus_heat_map_draw (&paper.canvas, &map);
  n = paper_count_dark (&paper, (GradusRect){ 0, 0, 200, 150 });
  paper_clear (&paper);
  return n;
}

/* All few samples have their outputs beside them, or none has. */
static void
test_outputs (void)
{
  g_assert_cmpuint (count_words (0.7, 2), >, count_words (0.7, 0) + 10);
  g_assert_cmpuint (count_words (1.17e-7, 2), ==, count_words (0.7, 0));
}

static gboolean
has_ink (Paper *paper, GradusRect strip)
{
  for (int y = (int) strip.y; y < strip.y + strip.height; y++) {
    for (int x = (int) strip.x; x < strip.x + strip.width; x++) {
      if (paper_get_pixel (paper, x, y) >> 24 > 64)
        return TRUE;
    }
  }
  return FALSE;
}

/* The longest piece with ink, in which gaps of less than `gap` count as ink, along one side of the
 * map: its columns, or its rows. */
static int
find_longest (Paper *paper, GradusRect strip, gboolean is_row, int gap)
{
  const int end = (int) (is_row ? strip.width : strip.height);
  int longest = 0, begin = -1, last = -1000;

  for (int at = 0; at < end; at++) {
    const GradusRect line = is_row ? (GradusRect){ strip.x + at, strip.y, 1, strip.height }
                                   : (GradusRect){ strip.x, strip.y + at, strip.width, 1 };

    if (!has_ink (paper, line))
      continue;
    begin = at - last >= gap ? at : begin;
    last = at;
    longest = MAX (longest, last - begin + 1);
  }
  return longest;
}

/* However small the map is, no label of its axes runs into another. */
static void
test_axis_labels (void)
{
  const GradusHeatMap map = {
    .x0 = -0.5, .x1 = 1.5, .y0 = -0.5, .y1 = 1.5, .x_name = "x", .y_name = "y"
  };

  for (int side = 20; side < 320; side += 7) {
    const GradusRect square = { 80, 40, side, side };
    double width, height;
    Paper paper;

    paper_init (&paper, GRADUS_SCHEME_LIGHT, 480, 440);
    gradus_canvas_measure_text (&paper.canvas, "−0.5", &width, &height);
    gradus_map_axes_draw (&paper.canvas, &map, square);
    g_assert_cmpint (
        find_longest (&paper, (GradusRect){ square.x - 10, square.y + side + 4, side + 40, 14 },
                      TRUE, 5),
        <=, (int) width + 1);
    g_assert_cmpint (
        find_longest (&paper, (GradusRect){ 20, square.y + 2, square.x - 20 - 6, side }, FALSE, 2),
        <=, (int) height);
    paper_clear (&paper);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/true-contour", test_true_contour);
  g_test_add_func ("/map/undecided-contour", test_undecided_contour);
  g_test_add_func ("/map/marks", test_marks);
  g_test_add_func ("/map/outputs", test_outputs);
  g_test_add_func ("/map/axis-labels", test_axis_labels);
  return g_test_run ();
}
