/* SPDX-License-Identifier: MIT */

/* Lines over steps: what is drawn of their points, how they are smoothed, where their names and the
 * callout stand. */
#include <math.h>

#include "plot/line-chart.h"
#include "plot/line-names.h"
#include "paper.h"

#define N_RUNS 6

static GradusLine
make_line (guint n, const guint64 *steps, const double *values)
{
  return (GradusLine){ .name = "cost",
                       .colour = { 1, 0, 0, 1 },
                       .n_points = n,
                       .steps = steps,
                       .values = (const char *) values,
                       .pitch = sizeof (double) };
}

static GradusLineChart
make_chart (const GradusLine *lines, guint n, double last)
{
  return (GradusLineChart){ .lines = lines,
                            .n_lines = n,
                            .x = gradus_axis_steps (0, last, FALSE),
                            .y = gradus_axis_linear (0, 1),
                            .step_name = "step",
                            .pointer_x = NAN,
                            .pointer_y = NAN };
}

static void
test_nearest (void)
{
  const guint64 steps[] = { 0, 10, 20, 40 };
  const double values[] = { 1, 2, 3, 4 };
  GradusLine line = { "", { 0 }, 4, steps, (const char *) values, sizeof (double), FALSE };

  g_assert_cmpuint (gradus_line_find_nearest (&line, -5), ==, 0);
  g_assert_cmpuint (gradus_line_find_nearest (&line, 14), ==, 1);
  g_assert_cmpuint (gradus_line_find_nearest (&line, 16), ==, 2);
  g_assert_cmpuint (gradus_line_find_nearest (&line, 1e9), ==, 3);
  g_assert_cmpfloat (gradus_line_get_value (&line, 3), ==, 4);
  line.n_points = 0;
  g_assert_cmpuint (gradus_line_find_nearest (&line, 3), ==, 0);
}

/* A spike of one point among thousands is drawn, though many points share each column of pixels. */
static void
test_spike (void)
{
  static guint64 steps[4000];
  static double values[4000];
  GradusLine line = { "cost",          { 1, 0, 0, 1 }, 4000, steps, (const char *) values,
                      sizeof (double), FALSE };
  GradusLineChart chart = {
    .lines = &line,
    .n_lines = 1,
    .x = gradus_axis_steps (0, 4000, FALSE),
    .y = gradus_axis_linear (0, 1),
    .pointer_x = NAN,
    .pointer_y = NAN,
  };
  Paper paper;
  guint red = 0;

  for (guint i = 0; i < 4000; i++) {
    steps[i] = i;
    values[i] = i == 1234 ? 1 : 0;
  }
  paper_init (&paper, GRADUS_SCHEME_LIGHT, 300, 200);
  gradus_line_chart_draw (&paper.canvas, &chart);
  for (int x = 0; x < 300; x++)
    red += (paper_get_pixel (&paper, x, 60) >> 16 & 255) > 200 && (paper_get_pixel (&paper, x, 60) & 255) < 60;
  g_assert_cmpuint (red, >=, 1);
  g_assert_cmpuint (red, <=, 4);
  paper_clear (&paper);
}

/* The first point of a run is a dot, not nothing. */
static void
test_single_point (void)
{
  const guint64 steps[] = { 0 };
  const double values[] = { 0.5 };
  GradusLine line = { "cost",          { 1, 0, 0, 1 }, 1, steps, (const char *) values,
                      sizeof (double), FALSE };
  GradusLineChart chart = {
    .lines = &line,
    .n_lines = 1,
    .x = gradus_axis_steps (0, 10, FALSE),
    .y = gradus_axis_linear (0, 1),
    .pointer_x = NAN,
    .pointer_y = NAN,
  };
  Paper paper;
  guint red = 0;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 300, 200);
  gradus_line_chart_draw (&paper.canvas, &chart);
  for (int i = 0; i < 300 * 200; i++)
    red += paper_has_colour (&paper, i % 300, i / 300, line.colour);
  g_assert_cmpuint (red, >=, 8);
  g_assert_cmpuint (red, <=, 40);
  paper_clear (&paper);
}

static guint
count_column (Paper *paper, int x, GradusColour colour)
{
  guint n = 0;

  for (int y = 0; y < 200; y++)
    n += paper_has_colour (paper, x, y, colour);
  return n;
}

/* Where values are open no line says what they are: there is a band from the lowest to the highest,
 * up to where the next value is known, and its name. Whatever stands in between changes nothing. */
static void
test_open (void)
{
  const guint64 steps[] = { 0, 100, 200, 300, 400 };
  double values[] = { 1, 0.25, 0.75, 0.5, 1 };
  double below[] = { 0, 0.25, 0.75, 0.5, 0 }, above[] = { 0, 0.75, 0.25, 0.5, 0 };
  GradusLine line = make_line (5, steps, values);
  GradusLineChart chart = make_chart (&line, 1, 400);
  Paper paper;
  guint band[300];

  line.below = (const char *) below;
  line.above = (const char *) above;
  paper_init (&paper, GRADUS_SCHEME_LIGHT, 300, 200);
  gradus_line_chart_draw (&paper.canvas, &chart);
  for (int x = 0; x < 300; x++) {
    if (x >= 120 && x <= 220)
      g_assert_cmpuint (count_column (&paper, x, line.colour), ==, 0);
    band[x] = 0;
    for (int y = 0; y < 200; y++) {
      const guint32 pixel = paper_get_pixel (&paper, x, y);

      band[x] += (pixel >> 16 & 255) > (pixel & 255) + 40;
    }
  }
  g_assert_cmpuint (band[60], <, 12);   /* between step 0 and 100 is nothing but the dot */
  g_assert_cmpuint (band[160], >, 120); /* from 0 to 1 */
  g_assert_cmpuint (band[160], ==, band[200]);
  g_assert_cmpuint (band[160], ==, band[150]);
  paper_clear (&paper);
}

/* What is pointed at in another chart stands at a step that was measured, as it does there. */
static void
test_cursor (void)
{
  const guint64 steps[] = { 0, 100 };
  const double values[] = { 0.5, 0.5 };
  GradusLine line = make_line (2, steps, values);
  GradusLineChart chart = make_chart (&line, 1, 1000);
  guint32 *seen[2];
  Paper paper;

  chart.has_cursor = TRUE;
  for (guint i = 0; i < 2; i++) {
    chart.cursor = i == 0 ? 100 : 900;
    paper_init (&paper, GRADUS_SCHEME_LIGHT, 300, 200);
    gradus_line_chart_draw (&paper.canvas, &chart);
    seen[i] = g_new (guint32, 300);
    for (int x = 0; x < 300; x++)
      seen[i][x] = paper_get_pixel (&paper, x, 60);
    paper_clear (&paper);
  }
  g_assert_cmpmem (seen[0], 300 * sizeof (guint32), seen[1], 300 * sizeof (guint32));
  g_free (seen[0]);
  g_free (seen[1]);
}

/* In the noise of batches a sample that is undecided in one step of many opens nothing; all samples
 * of one step do, and so does any of a line without noise. */
static void
test_open_among_others (void)
{
  guint64 steps[40];
  double values[40], below[40] = { 0 }, above[40] = { 0 }, lowest, highest;
  GradusLine line = make_line (40, steps, values);

  for (guint i = 0; i < 40; i++) {
    steps[i] = i;
    values[i] = 0.5;
  }
  line.below = (const char *) below;
  line.above = (const char *) above;
  line.least_open = 0.02;
  below[20] = 1.0 / 32;
  g_assert_false (gradus_line_is_open (&line, 20, &lowest, &highest));
  line.is_exact = TRUE;
  g_assert_true (gradus_line_is_open (&line, 20, &lowest, &highest));
  line.is_exact = FALSE;
  below[20] = above[20] = 0.5;
  g_assert_true (gradus_line_is_open (&line, 20, &lowest, &highest));
  g_assert_true (lowest == 0 && highest == 1);
  g_assert_false (gradus_line_is_open (&line, 21, &lowest, &highest)); /* not by its neighbour */
  for (guint i = 0; i < 40; i++) {
    below[i] = 1.0 / 32;
    above[i] = 0;
  }
  for (guint i = 0; i < 40; i++)
    g_assert_true (gradus_line_is_open (&line, i, &lowest, &highest));
}

/* Values that were not measured are no values: the measured ones are joined by a straight line, and
 * the nearest of them is found. Otherwise they leave a gap. */
static void
test_sparse (void)
{
  const guint64 steps[] = { 0, 100, 200, 300, 400 };
  const double values[] = { 0, NAN, NAN, NAN, 1 };
  GradusLine line = make_line (5, steps, values);
  GradusLineChart chart = make_chart (&line, 1, 400);
  guint n_red[2];
  Paper paper;

  g_assert_cmpuint (gradus_line_find_last (&line, 399), ==, 0);
  for (guint i = 0; i < 2; i++) {
    line.is_sparse = i == 1;
    paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 300);
    gradus_line_chart_draw (&paper.canvas, &chart);
    n_red[i] = paper_count_colour (&paper, line.colour, (GradusRect){ 150, 100, 100, 100 });
    paper_clear (&paper);
  }
  g_assert_cmpuint (n_red[0], ==, 0);
  g_assert_cmpuint (n_red[1], >, 60);
  g_assert_cmpuint (gradus_line_find_nearest (&line, 190), ==, 0);
  g_assert_cmpuint (gradus_line_find_nearest (&line, 210), ==, 4);
}

/* The first point of a curve that falls at once is seen, as a dot. */
static void
test_first_point (void)
{
  const guint64 steps[] = { 0, 1, 1000 };
  const double values[] = { 1, 0, 0 };
  const GradusLine line = make_line (3, steps, values);
  const GradusLineChart chart = make_chart (&line, 1, 1000);
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 300);
  gradus_line_chart_draw (&paper.canvas, &chart);
  /* Of the line alone, 2 pixels wide, there would be a third of that. */
  g_assert_cmpuint (paper_count_colour (&paper, line.colour, (GradusRect){ 0, 0, 400, 24 }), >, 15);
  paper_clear (&paper);
}

/* Curves at 0 and at 1 lie inside the frame, with the background on both sides. */
static void
test_inside (void)
{
  const guint64 steps[] = { 0, 1000 };
  const double high[] = { 1, 1 }, low[] = { 0, 0 };
  const GradusLine lines[] = { make_line (2, steps, high), make_line (2, steps, low) };
  const GradusLineChart chart = make_chart (lines, 2, 1000);
  const GradusFrameSpec spec = { .x = chart.x, .y = chart.y };
  GradusFrame frame;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 300);
  frame = gradus_frame_lay_out (&paper.canvas, &spec);
  g_assert_cmpfloat (gradus_frame_map_y (&frame, 1), >=, frame.outer.y + 4);
  g_assert_cmpfloat (gradus_frame_map_y (&frame, 0), <=, frame.outer.y + frame.outer.height - 4);
  g_assert_cmpfloat (gradus_frame_map_x (&frame, 0), >=, frame.outer.x + 4);
  gradus_line_chart_draw (&paper.canvas, &chart);
  g_assert_cmpuint (paper_count_colour (&paper, lines[0].colour,
                                  (GradusRect){ 0, frame.outer.y + frame.outer.height - 2, 400, 4 }),
                    ==, 0);
  paper_clear (&paper);
}

/* -- Smoothing --------------------------------------------------------------------------------- */

/* The sum of the weights corrects the averages: a curve begins with its first value, and one that
 * does not change stays. */
static void
test_corrected (void)
{
  const guint64 steps[] = { 0, 1, 2, 3 };
  const double values[] = { 1, 2, NAN, 4 }, kept[] = { 0.5, 0.5, 0.5, 0.5 };
  const GradusLine line = make_line (4, steps, values);
  double smooth[4];

  gradus_line_smooth (&line, kept, smooth);
  g_assert_cmpfloat_with_epsilon (smooth[0], 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (smooth[1], (0.5 * 1 + 2) / 1.5, 1e-12);
  g_assert_true (isnan (smooth[2]));
  g_assert_cmpfloat_with_epsilon (smooth[3], (0.125 * 1 + 0.25 * 2 + 4) / 1.375, 1e-12);
}

/* How far a smoothed value at a step reaches back: the share of the axis of the points that make
 * all but a tenth of it. */
static double
measure_reach (guint n, const guint64 *steps, gboolean is_log, guint at)
{
  const GradusAxis axis = gradus_axis_steps (0, (double) steps[n - 1], is_log);
  const GradusLine line = make_line (n, steps, NULL);
  g_autofree double *kept = g_new (double, n);
  double left = 1;
  guint i = at;

  gradus_line_weigh (&line, is_log, 0.9, kept);
  for (; i > 0 && left > 0.1; i--)
    left *= kept[i];
  return gradus_axis_map (&axis, (double) steps[at]) - gradus_axis_map (&axis, (double) steps[i]);
}

/* On both axes the same share of what is seen is averaged, wherever the points lie dense. */
static void
test_reach (void)
{
  static guint64 steps[4000];

  for (guint i = 0; i < 4000; i++)
    steps[i] = i * 50;
  for (guint at = 2000; at < 4000; at += 500) {
    g_assert_cmpfloat_with_epsilon (measure_reach (4000, steps, FALSE, at), 0.04, 0.01);
    g_assert_cmpfloat_with_epsilon (measure_reach (4000, steps, TRUE, at), 0.04, 0.01);
  }
}

/* Noise becomes less, and stays in sight as a pale curve; what has none is left as it is. */
static void
test_noise (void)
{
  static guint64 steps[2000];
  static double values[2000];
  GradusLine line = make_line (2000, steps, values);
  GradusLineChart chart = make_chart (&line, 1, 2000);
  guint n_red[3], n_background;
  Paper paper;

  for (guint i = 0; i < 2000; i++) {
    steps[i] = i;
    values[i] = 0.5 + (i % 2 ? 0.3 : -0.3);
  }
  for (guint i = 0; i < 3; i++) {
    chart.smoothing = i > 0 ? 0.9 : 0;
    line.is_exact = i == 2;
    paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 300);
    gradus_line_chart_draw (&paper.canvas, &chart);
    n_red[i] = paper_count_colour (&paper, line.colour, (GradusRect){ 100, 0, 200, 300 });
    n_background =
        paper_count_colour (&paper, paper.style->background, (GradusRect){ 100, 110, 200, 20 });
    paper_clear (&paper);
    g_assert_cmpuint (n_background, <, 100); /* the measured curve */
  }
  g_assert_cmpuint (n_red[0], >, 10 * n_red[1]);
  g_assert_cmpuint (n_red[1], >, 150);
  g_assert_cmpuint (n_red[2], ==, n_red[0]);
}

/* -- Names and the callout --------------------------------------------------------------------- */

static void
test_zoom (void)
{
  const guint64 steps[] = { 0, 500, 1000 };
  const double values[] = { 1, 2, 3 };
  const GradusLine line = make_line (3, steps, values);
  GradusLineChart chart = make_chart (&line, 1, 1000);
  double left = NAN, right = NAN;
  Paper paper;

  chart.x = gradus_axis_steps (400, 600, FALSE);
  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 200);
  for (int x = 0; x < 400; x++) {
    double value;
    const double step = gradus_line_chart_find_step (&paper.canvas, &chart, x, 100, &value);

    g_assert_true (isnan (step) == isnan (value));
    g_assert_true (isnan (step) || (value > chart.y.low && value < chart.y.high));
    left = isnan (left) ? step : left;
    right = isnan (step) ? right : step;
  }
  g_assert_cmpfloat_with_epsilon (left, 400, 2);
  g_assert_cmpfloat_with_epsilon (right, 600, 2);
  gradus_line_chart_draw (&paper.canvas, &chart);
  paper_clear (&paper);
}

static void
make_runs (const char *const *names, GradusLine *lines)
{
  static const guint64 steps[] = { 0, 1000 };
  static double values[N_RUNS][2];

  for (guint i = 0; i < N_RUNS; i++) {
    values[i][0] = 1;
    values[i][1] = 0.5 + 0.002 * i;
    lines[i] = make_line (2, steps, values[i]);
    lines[i].name = names[i];
  }
}

static gboolean
overlap (const GradusRect *a, const GradusRect *b)
{
  return a->x < b->x + b->width - 0.01 && b->x < a->x + a->width - 0.01 &&
         a->y < b->y + b->height - 0.01 && b->y < a->y + a->height - 0.01;
}

/* All names have a place inside the canvas, outside the frame, that no other name has. */
static GradusLineNames
check_names (const char *const *names, int width, int height)
{
  GradusLine lines[N_RUNS];
  GradusRect places[N_RUNS];
  GradusLineNames plan;
  GradusFrame frame;
  Paper paper;

  make_runs (names, lines);
  paper_init (&paper, GRADUS_SCHEME_LIGHT, width, height);
  plan = gradus_line_names_plan (&paper.canvas, lines, N_RUNS);
  frame = gradus_frame_lay_out (&paper.canvas,
                                &(GradusFrameSpec){ .x = gradus_axis_steps (0, 1000, FALSE),
                                                    .y = gradus_axis_linear (0, 1),
                                                    .y_title = "cost",
                                                    .top = plan.top,
                                                    .right = plan.right });
  g_assert_cmpuint (plan.n_names, ==, N_RUNS);
  gradus_line_names_place (&plan, lines, &frame, places);
  for (guint i = 0; i < N_RUNS; i++) {
    g_assert_cmpfloat (places[i].x, >=, 0);
    g_assert_cmpfloat (places[i].y, >=, 0);
    g_assert_cmpfloat (places[i].x + places[i].width, <=, width);
    g_assert_cmpfloat (places[i].y + places[i].height, <=, height);
    g_assert_false (overlap (&places[i], &frame.outer));
    for (guint k = 0; k < i; k++)
      g_assert_false (overlap (&places[i], &places[k]));
  }
  paper_clear (&paper);
  return plan;
}

/* Short names stand at the ends of their lines, longer ones in rows, also in a narrow chart. */
static void
test_names (void)
{
  static const char *const short_names[] = { "W1", "W2", "W3", "W4", "W5", "W6" };
  static const char *const long_names[] = { "Ten hidden layers, ReLU, seed 1",
                                            "Ten hidden layers, ReLU, seed 2",
                                            "Ten hidden layers, sigmoid, seed 1",
                                            "Ten hidden layers, sigmoid, seed 2",
                                            "Ten hidden layers, tanh",
                                            "Ten hidden layers, tanh (from 1,200)" };

  g_assert_cmpuint (check_names (short_names, 400, 250).n_columns, ==, 0);
  g_assert_cmpuint (check_names (short_names, 210, 220).n_columns, ==, 0);
  g_assert_cmpuint (check_names (long_names, 900, 500).n_columns, ==, 0);
  g_assert_cmpuint (check_names (long_names, 400, 250).n_columns, >, 0);
  g_assert_cmpuint (check_names (long_names, 210, 220).n_columns, >, 0);
}

/* What is left of a name that is too long begins and ends as it does. */
static void
test_middle (void)
{
  const char *name = "Ten hidden layers, 시그모이드, seed 12";
  double whole, width, height;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 200);
  gradus_canvas_measure_text (&paper.canvas, name, &whole, &height);
  for (double most = 30; most < whole; most += 20) {
    g_autofree char *shown = gradus_canvas_shorten_middle (&paper.canvas, name, most);

    gradus_canvas_measure_text (&paper.canvas, shown, &width, &height);
    g_assert_cmpfloat (width, <=, most);
    g_assert_true (g_str_has_prefix (shown, "T"));
    g_assert_nonnull (strstr (shown, "…"));
    g_assert_true (g_str_has_suffix (shown, most > 40 ? "12" : "2"));
    g_assert_true (g_utf8_validate (shown, -1, NULL));
  }
  paper_clear (&paper);
}

/* A curve that goes on at the pointer's height is not covered where there is room above it. */
static void
test_callout (void)
{
  const guint64 steps[] = { 0, 500, 1000 };
  const double values[] = { 0.3, 0.3, 0.3 };
  const GradusLine line = make_line (3, steps, values);
  GradusLineChart chart = make_chart (&line, 1, 1000);
  guint n_red[2];
  Paper paper;

  for (guint i = 0; i < 2; i++) {
    chart.pointer_x = i ? 210 : NAN;
    chart.pointer_y = 190;
    paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 300);
    gradus_line_chart_draw (&paper.canvas, &chart);
    n_red[i] = paper_count_colour (&paper, line.colour, (GradusRect){ 222, 150, 160, 80 });
    paper_clear (&paper);
  }
  g_assert_cmpuint (n_red[0], >, 150);
  g_assert_cmpuint (n_red[1], >=, n_red[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lines/nearest", test_nearest);
  g_test_add_func ("/lines/spike", test_spike);
  g_test_add_func ("/lines/single-point", test_single_point);
  g_test_add_func ("/lines/sparse", test_sparse);
  g_test_add_func ("/lines/open", test_open);
  g_test_add_func ("/lines/cursor", test_cursor);
  g_test_add_func ("/lines/open-among-others", test_open_among_others);
  g_test_add_func ("/lines/first-point", test_first_point);
  g_test_add_func ("/lines/inside", test_inside);
  g_test_add_func ("/lines/corrected", test_corrected);
  g_test_add_func ("/lines/reach", test_reach);
  g_test_add_func ("/lines/noise", test_noise);
  g_test_add_func ("/lines/zoom", test_zoom);
  g_test_add_func ("/lines/names", test_names);
  g_test_add_func ("/lines/middle", test_middle);
  g_test_add_func ("/lines/callout", test_callout);
  return g_test_run ();
}
