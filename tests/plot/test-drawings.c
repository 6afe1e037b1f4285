/* SPDX-License-Identifier: MIT */

/* The drawings by their numbers, read back from what cairo drew; and every drawing at every size
 * with whatever a run can hold, finite or not. */
#include <math.h>

#include "plot/picture-grid.h"
#include "plot/answer-bars.h"
#include "plot/bar-chart.h"
#include "plot/contour.h"
#include "plot/heat-map.h"
#include "plot/line-chart.h"
#include "plot/point-cloud.h"
#include "paper.h"

/* A bar is as high as its value, to the pixel. */
static void
test_bar_heights (void)
{
  const float values[] = { 1e-6f, 1e-3f, 1, 0, NAN };
  GradusBarChart chart = {
    .values = values, .n_bars = 5, .prefix = "W", .y = gradus_axis_log (1e-6, 1)
  };
  GradusFrame frame = { .inner = { 50, 10, 500, 300 }, .x = { 0, 1, FALSE }, .y = chart.y };
  const double heights[] = { 0, 150, 300, 0, 0 };

  for (guint i = 0; i < 5; i++) {
    GradusRect bar = gradus_bar_chart_get_bar (&chart, values, &frame, i);

    g_assert_cmpfloat_with_epsilon (bar.height, heights[i], 1e-3);
    g_assert_cmpfloat_with_epsilon (bar.y + bar.height, 310, 1e-9);
    g_assert_cmpfloat (bar.x, >=, 50 + i * 100);
    g_assert_cmpfloat (bar.x + bar.width, <=, 50 + (i + 1) * 100);
  }
}

/* On a linear axis, which has a 0. */
static void
test_bar_pixels (void)
{
  const float values[] = { 0.5f, 1 };
  GradusBarChart chart = { .values = values,
                           .n_bars = 2,
                           .prefix = "W",
                           .y = gradus_axis_linear (0, 1),
                           .pointer_x = NAN,
                           .pointer_y = NAN };
  Paper paper;
  guint coloured[2] = { 0, 0 };

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 300);
  gradus_bar_chart_draw (&paper.canvas, &chart);
  for (int i = 0; i < 2; i++)
    coloured[i] =
        paper_count_colour (&paper, gradus_style_get_layer_colour (paper.style, (guint) i, 2),
                            (GradusRect){ 130 + 125 * i, 0, 1, 300 });
  g_assert_cmpuint (coloured[1], >, 200);
  g_assert_cmpfloat_with_epsilon ((double) coloured[0], coloured[1] / 2.0, 12);
  paper_clear (&paper);
}

/* A bar is as long as its share of all answers, and none where nobody gave it: counted in what was
 * drawn. The right one alone has the colour of a mark. */
static void
test_answer_bars (void)
{
  const char *const labels[] = { "a", "b", "c" };
  const guint counts[] = { 3, 1, 0 };
  const GradusAnswerBars bars = { "?", labels, counts, 3, 1, "nobody" };
  GradusColour colours[3];
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 200);
  gradus_answer_bars_draw (&paper.canvas, &bars);
  colours[0] = colours[2] = paper.style->share;
  colours[1] = paper.style->mark;
  for (guint i = 0; i < 3; i++) {
    const GradusRect bar = gradus_answer_bars_get_bar (&paper.canvas, &bars, i);
    const GradusRect line = { 0, floor (bar.y + bar.height / 2), 400, 1 };
    const guint n = paper_count_colour (&paper, colours[i], line);

    g_assert_cmpfloat_with_epsilon (n, bar.width, 2);
    g_assert_cmpuint (paper_count_colour (&paper, colours[i == 1 ? 0 : 1], line), ==, 0);
  }
  g_assert_cmpfloat_with_epsilon (
      gradus_answer_bars_get_bar (&paper.canvas, &bars, 0).width,
      3 * gradus_answer_bars_get_bar (&paper.canvas, &bars, 1).width, 1e-9);
  g_assert_cmpfloat (gradus_answer_bars_get_bar (&paper.canvas, &bars, 2).width, ==, 0);
  paper_clear (&paper);
}

/* What words are about has a frame from the top to the floor, as wide as the bars' slots: a line of
 * the colour of text at its left and at its right, and none elsewhere. */
static void
test_marked_bars (void)
{
  const float values[] = { 0.5f, 0.5f, 0.5f, 0.5f };
  GradusBarChart chart = { .values = values,
                           .n_bars = 4,
                           .prefix = "W",
                           .y = gradus_axis_linear (0, 1),
                           .pointer_x = NAN,
                           .pointer_y = NAN,
                           .first_marked = 1,
                           .n_marked = 2 };
  Paper paper;
  int first = -1, last = -1;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 300);
  gradus_bar_chart_draw (&paper.canvas, &chart);
  for (int x = 0; x < 400; x++) {
    if (paper_count_dark (&paper, (GradusRect){ x, 20, 1, 200 }) < 150)
      continue;
    first = first < 0 ? x : first;
    last = x;
  }
  g_assert_cmpint (first, >, 0);
  g_assert_cmpfloat_with_epsilon (last - first, (400 - 2 * (first - (last - first) / 2.0)) / 2, 16);
  chart.n_marked = 0;
  paper_clear (&paper);
  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 300);
  gradus_bar_chart_draw (&paper.canvas, &chart);
  for (int x = 0; x < 400; x++)
    g_assert_cmpuint (paper_count_dark (&paper, (GradusRect){ x, 20, 1, 200 }), <, 150);
  paper_clear (&paper);
}

/* On a logarithmic axis a dot on a thin stem, and hollow behind it the value of the beginning; 0
 * is neither, but said in words at the foot. */
static void
test_lollipops (void)
{
  const float values[] = { 1e-2f, 1e-6f, 0 }, ghosts[] = { 1e-6f, 1e-2f, 1e-6f };
  GradusBarChart chart = { .values = values,
                           .ghosts = ghosts,
                           .n_bars = 3,
                           .prefix = "W",
                           .y = gradus_axis_log (1e-8, 1),
                           .pointer_x = NAN,
                           .pointer_y = NAN };
  guint n_low[3], n_high[3];
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 300);
  gradus_bar_chart_draw (&paper.canvas, &chart);
  for (int i = 0; i < 3; i++) {
    const GradusColour colour = gradus_style_get_layer_colour (paper.style, (guint) i, 3);

    n_high[i] = paper_count_colour (&paper, colour, (GradusRect){ 40 + i * 115, 20, 110, 130 });
    n_low[i] = paper_count_colour (&paper, colour, (GradusRect){ 40 + i * 115, 150, 110, 130 });
  }
  g_assert_cmpuint (n_high[0], >, 100); /* the dot and the upper half of its stem */
  g_assert_cmpuint (n_low[0], <, 300);  /* of a bar there would be ten times as much */
  g_assert_cmpuint (n_low[1], >, 100);
  g_assert_cmpuint (n_high[1], <, 20); /* hollow, and paler */
  g_assert_cmpuint (n_low[2] + n_high[2], <, 20);
  paper_clear (&paper);
}

/* Pixels with a colour, as text has none. */
static guint
count_tinted (const float *values, const float *ghosts)
{
  GradusBarChart chart = { .values = values,
                           .ghosts = ghosts,
                           .n_bars = 1,
                           .prefix = "W",
                           .y = gradus_axis_log (1e-8, 1),
                           .pointer_x = NAN,
                           .pointer_y = NAN };
  Paper paper;
  guint n = 0;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 200, 300);
  gradus_bar_chart_draw (&paper.canvas, &chart);
  for (int i = 0; i < 200 * 300; i++) {
    const guint32 pixel = paper_get_pixel (&paper, i % 200, i / 200);
    const int red = pixel >> 16 & 255, green = pixel >> 8 & 255, blue = pixel & 255;

    n += MAX (MAX (red, green), blue) - MIN (MIN (red, green), blue) > 24;
  }
  paper_clear (&paper);
  return n;
}

/* The value of a dot does not cover the ring of the beginning that lies close above it. */
static void
test_value_beside_ghost (void)
{
  const float value = 1e-5f, close = 4e-5f, far = 1e-2f;
  const guint alone = count_tinted (&value, NULL);
  const guint whole = count_tinted (&value, &far) - alone;

  g_assert_cmpuint (whole, >, 20);
  g_assert_cmpuint (count_tinted (&value, &close) - alone, >, 9 * whole / 10);
}

static guint
count_value_pixels (float second, int width)
{
  const float values[] = { 0.5f, second, 0.5f, 0.5f };
  GradusBarChart chart = { .values = values,
                           .n_bars = 4,
                           .prefix = "W",
                           .y = gradus_axis_linear (0, 1),
                           .pointer_x = NAN,
                           .pointer_y = NAN };
  Paper paper;
  guint n;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, width, 300);
  gradus_bar_chart_draw (&paper.canvas, &chart);
  n = paper_count_dark (&paper, (GradusRect){ 50, 20, width - 50, 230 });
  paper_clear (&paper);
  return n;
}

/* All bars have their values, in short if need be, or none has. */
static void
test_bar_values (void)
{
  g_assert_cmpuint (count_value_pixels (0.5f, 180), >, 0);
  g_assert_cmpuint (count_value_pixels (0.00098765f, 180), ==, 0);
  g_assert_cmpuint (count_value_pixels (0.00098765f, 400), >, 0);
}

static guint
count_values_at_top (int width)
{
  const float values[] = { 0.7f, 0.7f, 0.7f, 0.7f, 0.7f, 0.7f };
  GradusBarChart chart = { .values = values,
                           .n_bars = 6,
                           .prefix = "W",
                           .y = gradus_axis_log (1e-8, 1),
                           .pointer_x = NAN,
                           .pointer_y = NAN };
  Paper paper;
  guint n;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, width, 200);
  gradus_bar_chart_draw (&paper.canvas, &chart);
  n = paper_count_dark (&paper, (GradusRect){ 50, 0, width - 50, 150 });
  paper_clear (&paper);
  return n;
}

/* The value of a dot that has no room above it stands below it, on a plate: no other dot lies over
 * it, so that of all as much is seen in little room as in much, but for where in a pixel letters
 * begin. */
static void
test_values_at_top (void)
{
  const guint n = count_values_at_top (600);

  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (count_values_at_top (260), >, n * 3 / 4);
  g_assert_cmpuint (count_values_at_top (120), ==, 0);
}

static guint
count_pointed_bar (double pointer_x)
{
  const float values[] = { 1e-6f, 1e-6f, 1e-6f, 1e-6f, 1e-6f, 1e-6f, 1e-6f },
              ghosts[] = { 1e-2f, 1e-2f, 1e-2f, 1e-2f, 1e-2f, 1e-2f, 1e-2f };
  GradusBarChart chart = { .values = values,
                           .ghosts = ghosts,
                           .n_bars = 7,
                           .prefix = "W",
                           .y = gradus_axis_log (1e-8, 1),
                           .y_title = "gradient norm (cost per weight)",
                           .layer_name = "layer",
                           .value_name = "now",
                           .ghost_name = "at step 0",
                           .pointer_x = pointer_x,
                           .pointer_y = 80 };
  Paper paper;
  guint n;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 320, 160);
  gradus_bar_chart_draw (&paper.canvas, &chart);
  n = paper_count_colour (&paper, gradus_style_get_layer_colour (paper.style, 2, 7),
                          (GradusRect){ 110, 60, 40, 80 });
  paper_clear (&paper);
  return n;
}

/* The callout covers no bar that it tells of. */
static void
test_bar_callout (void)
{
  g_assert_cmpuint (count_pointed_bar (NAN), >, 20);
  g_assert_cmpuint (count_pointed_bar (130), ==, count_pointed_bar (NAN));
}

static guint
count_in_path (cairo_t *cr, cairo_path_data_type_t type)
{
  cairo_path_t *path = cairo_copy_path (cr);
  guint n = 0;

  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    n += path->data[i].header.type == type;
  cairo_path_destroy (path);
  return n;
}

/* The boundary of a plane that rises from left to right is a vertical line in its middle, of one
 * piece. */
static void
test_contour (void)
{
  float grid[100];
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  double x0, y0, x1, y1;

  for (guint i = 0; i < 100; i++)
    grid[i] = (float) (i % 10) / 9;
  g_assert_cmpuint (gradus_contour_trace (cr, grid, 10, 0.5, 1e-5, (GradusRect){ 0, 0, 100, 100 }),
                    ==, 11);
  g_assert_cmpuint (count_in_path (cr, CAIRO_PATH_MOVE_TO), ==, 1);
  cairo_path_extents (cr, &x0, &y0, &x1, &y1);
  g_assert_cmpfloat_with_epsilon (x0, 50, 1e-2);
  g_assert_cmpfloat_with_epsilon (x1, 50, 1e-2);
  g_assert_cmpfloat_with_epsilon (y0, 0, 1e-2);
  g_assert_cmpfloat_with_epsilon (y1, 100, 1e-2);
  cairo_new_path (cr);
  for (guint i = 0; i < 100; i++)
    grid[i] = i % 7 == 0 ? NAN : 0.4f;
  gradus_contour_trace (cr, grid, 10, 0.5, 1e-5, (GradusRect){ 0, 0, 100, 100 });
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Around each of two hills there is a closed line; a corner is cut off by an open one. */
static void
test_closed_contour (void)
{
  float grid[400];
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  guint n;

  for (guint i = 0; i < 400; i++) {
    const double x = i % 20, y = i / 20;

    grid[i] = (float) (0.3 + exp (-hypot (x - 5, y - 5) / 2) + exp (-hypot (x - 13, y - 13) / 2));
  }
  grid[19] = 0.9f;
  n = gradus_contour_trace (cr, grid, 20, 0.5, 1e-5, (GradusRect){ 0, 0, 9, 9 });
  g_assert_cmpuint (n, >, 20);
  g_assert_cmpuint (count_in_path (cr, CAIRO_PATH_CLOSE_PATH), ==, 2);
  g_assert_cmpuint (count_in_path (cr, CAIRO_PATH_LINE_TO), ==, n - 2); /* closing is one more */
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* A saddle is two pieces that do not cross, each of which goes on to the edge at both ends. */
static void
test_saddle (void)
{
  const float grid[] = { 1, 0, 0, 1 }, other[] = { 0.6f, 0, 0, 0.6f };
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);

  g_assert_cmpuint (gradus_contour_trace (cr, grid, 2, 0.5, 1e-5, (GradusRect){ 0, 0, 2, 2 }), ==,
                    6);
  g_assert_cmpuint (gradus_contour_trace (cr, other, 2, 0.5, 1e-5, (GradusRect){ 0, 0, 2, 2 }), ==,
                    6);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* What no axis has a place for is neither on them nor beyond. */
static void
test_beyond (void)
{
  const GradusPointCloud cloud = { .x = { 0, 1, FALSE }, .y = { -1, 1, FALSE } };
  const GradusCloudPoint points[] = {
    { .x = 1, .y = -1 }, { .x = 0.5, .y = 1.01 }, { .x = -0.01 }, { .x = NAN }
  };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    g_assert_cmpint (gradus_point_cloud_is_beyond (&cloud, &points[i]), ==, i == 1 || i == 2);
}

static void
test_map_values (void)
{
  const float grid[] = { 0, 1, 2, 3 }; /* top row 0 1, bottom row 2 3 */
  GradusHeatMap map = { .x0 = 0, .x1 = 2, .y0 = 0, .y1 = 2, .size = 2, .grid = grid };

  g_assert_cmpfloat_with_epsilon (gradus_heat_map_get_value (&map, 0.5, 1.5), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (gradus_heat_map_get_value (&map, 1.5, 0.5), 3, 1e-9);
  g_assert_cmpfloat_with_epsilon (gradus_heat_map_get_value (&map, 1, 1), 1.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (gradus_heat_map_get_value (&map, -9, 9), 0,
                                  1e-9); /* the edge goes on */
}

static void
draw_all (Paper *paper, guint n, double pointer)
{
  static guint64 steps[500];
  static double values[500];
  static float norms[500], grid[400];
  const double odd[] = { NAN, INFINITY, -INFINITY, 0, -1, 1e30, 1e-30, 0.5 };
  GradusMapPoint points[3] = { { 0, 0, 1, NAN }, { 1, 1, 0, 0.2 }, { 5, 5, 0, 0.9 } };
  GradusLine lines[2] = {
    { "a", { 1, 0, 0, 1 }, n, steps, (const char *) values, sizeof (double), FALSE },
    { "b", { 0, 0, 1, 1 }, n, steps, (const char *) norms, sizeof (float), TRUE }
  };
  GradusLineChart line_chart = { .lines = lines,
                                 .n_lines = 2,
                                 .x = gradus_axis_steps (0, 1500, n % 2 == 0),
                                 .y = gradus_axis_log (1e-9, 1),
                                 .x_title = "steps",
                                 .y_title = "cost",
                                 .has_names = TRUE,
                                 .smoothing = n > 2 ? 0.9 : 0,
                                 .step_name = "step",
                                 .pointer_x = pointer,
                                 .pointer_y = pointer };
  GradusBarChart bar_chart = { .values = norms,
                               .ghosts = norms,
                               .n_bars = n,
                               .prefix = "W",
                               .y = gradus_axis_log (1e-9, 1),
                               .x_title = "layer",
                               .layer_name = "layer",
                               .value_name = "now",
                               .ghost_name = "at step 0",
                               .pointer_x = pointer,
                               .pointer_y = pointer };
  GradusHeatMap map = { -1, 2,    -1,   2,        n < 2 ? 0 : 20, grid,    points,
                        3,  "x₁", "x₂", "output", "target",       pointer, pointer };

  for (guint i = 0; i < n; i++) {
    steps[i] = i * 3;
    values[i] = odd[i % 8];
    norms[i] = (float) odd[(i / 2) % 8];
  }
  for (guint i = 0; i < 400; i++)
    grid[i] = (float) odd[i % 8];
  gradus_line_chart_draw (&paper->canvas, &line_chart);
  line_chart.y = gradus_axis_linear (0, 1);
  gradus_line_chart_draw (&paper->canvas, &line_chart);
  gradus_bar_chart_draw (&paper->canvas, &bar_chart);
  gradus_heat_map_draw (&paper->canvas, &map);
}

static void
test_anything (void)
{
  const int sizes[] = { 1, 7, 40, 400 };
  const guint counts[] = { 0, 1, 2, 100, 500 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
    for (guint c = 0; c < G_N_ELEMENTS (counts); c++) {
      Paper paper;

      paper_init (&paper, s % 2 ? GRADUS_SCHEME_DARK : GRADUS_SCHEME_LIGHT, sizes[s],
                  sizes[s] / 2 + 1);
      draw_all (&paper, counts[c], NAN);
      for (double pointer = 0; pointer < sizes[s]; pointer += sizes[s] / 5.0)
        draw_all (&paper, counts[c], pointer);
      paper_clear (&paper);
    }
  }
}

/* From as many places as find the smallest of them, for each place measures every caption. */
static guint
count_pictures (Paper *paper, const GradusPictureGrid *grid)
{
  int last = -1;

  for (double y = 0; y < 150; y += 12) {
    for (double x = 0; x < 400; x += 12)
      last = MAX (last, gradus_picture_grid_find (&paper->canvas, grid, x, y));
  }
  return (guint) (last + 1);
}

/* Captions stay whole: of many pictures with long ones only the first are drawn where that is asked
 * for, and all of them, without captions, where it is not. */
static void
test_captions (void)
{
  const float values[4] = { 0, 1, 1, 0 };
  GradusGridPicture pictures[24];
  GradusPictureGrid grid = { .pixels = { 2, 2, 1, TRUE },
                             .n_pictures = G_N_ELEMENTS (pictures),
                             .pictures = pictures,
                             .leaves_pictures_out = TRUE,
                             .pointer_x = NAN,
                             .pointer_y = NAN };
  Paper paper;
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    pictures[i] = (GradusGridPicture){
      .values = values, .high = 1, .caption = "a boot for the ankle", .second = "→ a sandal (98 %)"
    };
  paper_init (&paper, GRADUS_SCHEME_PRINT, 400, 150);
  n = count_pictures (&paper, &grid);
  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpuint (n, <, 24);
  grid.leaves_pictures_out = FALSE;
  g_assert_cmpuint (count_pictures (&paper, &grid), ==, 24);
  paper_clear (&paper);
}

static guint
count_point (guint class, GradusMark over, gboolean is_cross)
{
  const GradusColour blue = { 0, 0, 1, 1 };
  const GradusCloudPoint point = { 0.5, 0.5, blue, FALSE, over, class };
  const GradusPointCloud cloud = { .x = { 0, 1, FALSE },
                                   .y = { 0, 1, FALSE },
                                   .n_points = 1,
                                   .points = &point,
                                   .pointer_x = NAN,
                                   .pointer_y = NAN };
  const GradusRect all = { 0, 0, 200, 200 };
  Paper paper;
  double x, y;
  guint n;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 200, 200);
  gradus_point_cloud_draw (&paper.canvas, &cloud);
  gradus_point_cloud_place (&paper.canvas, &cloud, 0, &x, &y);
  n = is_cross ? paper_count_dark (&paper, (GradusRect){ x - 12, y - 12, 24, 24 })
               : paper_count_colour (&paper, blue, all);
  paper_clear (&paper);
  return n;
}

/* Points of a cloud differ in the shape of their class, not in their colour alone; one that is
 * wrong is crossed out. */
static void
test_cloud_marks (void)
{
  const guint circle = count_point (0, GRADUS_MARK_NONE, FALSE);

  g_assert_cmpuint (circle, >, 50);
  g_assert_cmpuint (count_point (1, GRADUS_MARK_NONE, FALSE), !=, circle);
  g_assert_cmpuint (count_point (0, GRADUS_MARK_NONE, TRUE), ==, 0);
  g_assert_cmpuint (count_point (0, GRADUS_MARK_CROSS, TRUE), >, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawings/bar-heights", test_bar_heights);
  g_test_add_func ("/drawings/answer-bars", test_answer_bars);
  g_test_add_func ("/drawings/bar-pixels", test_bar_pixels);
  g_test_add_func ("/drawings/marked-bars", test_marked_bars);
  g_test_add_func ("/drawings/lollipops", test_lollipops);
  g_test_add_func ("/drawings/value-beside-ghost", test_value_beside_ghost);
  g_test_add_func ("/drawings/bar-values", test_bar_values);
  g_test_add_func ("/drawings/values-at-top", test_values_at_top);
  g_test_add_func ("/drawings/bar-callout", test_bar_callout);
  g_test_add_func ("/drawings/contour", test_contour);
  g_test_add_func ("/drawings/closed-contour", test_closed_contour);
  g_test_add_func ("/drawings/saddle", test_saddle);
  g_test_add_func ("/drawings/beyond", test_beyond);
  g_test_add_func ("/drawings/map-values", test_map_values);
  g_test_add_func ("/drawings/anything", test_anything);
  g_test_add_func ("/drawings/captions", test_captions);
  g_test_add_func ("/drawings/cloud-marks", test_cloud_marks);
  return g_test_run ();
}
