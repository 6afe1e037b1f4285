/* SPDX-License-Identifier: MIT */

/* golden FOLDER [NEW-FOLDER]: every drawing, light, dark and for print, against its picture in
 * FOLDER; what differs is written to NEW-FOLDER, where tests/plot/look-at-golden puts it beside
 * the old for a person to judge. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "plot/bar-chart.h"
#include "plot/confusion-plot.h"
#include "plot/fit-plot.h"
#include "plot/formula.h"
#include "plot/function-plot.h"
#include "plot/grid-plot.h"
#include "plot/heat-map.h"
#include "plot/heat-strip.h"
#include "plot/histogram.h"
#include "plot/line-chart.h"
#include "plot/network-diagram.h"
#include "plot/point-cloud.h"
#include "plot/scatter.h"
#include "plot/score-table.h"
#include "plot/table.h"

#define WIDTH 420
#define HEIGHT 280

/* Letters come out a little different with other versions of the font's renderer: at their edges a
 * pixel has what one beside it had. So a pixel counts by how far it is from what the other picture
 * has within a reach; and so much is allowed, as a mean over all channels of all pixels, of 255. A
 * line that is a pixel lower fails the first, one that is a pixel further the second, a word or a
 * mark that is missing or has another colour the third. */
static const struct {
  int x, y;
  double tolerance;
} reaches[] = { { 1, 0, 0.4 }, { 0, 1, 0.7 }, { 1, 1, 0.1 } };

static void
draw_lines (GradusCanvas *canvas)
{
  static guint64 steps[300];
  static double training[300], test[300];
  GradusLine lines[] = {
    { "training", canvas->style->mark, 300, steps, (const char *) training, sizeof (double),
      FALSE },
    { "test", canvas->style->high_mark, 300, steps, (const char *) test, sizeof (double), FALSE,
      TRUE },
  };
  const GradusLineChart chart = { .lines = lines,
                                  .n_lines = 2,
                                  .x = gradus_axis_steps (0, 29900, FALSE),
                                  .y = gradus_axis_log (1e-4, 1),
                                  .x_title = "steps",
                                  .y_title = "cost",
                                  .step_name = "step",
                                  .pointer_x = 200,
                                  .pointer_y = 120,
                                  .smoothing = 0.6,
                                  .has_names = TRUE };

  for (guint i = 0; i < 300; i++) {
    steps[i] = i * 100;
    training[i] = exp (-0.025 * i) + 0.002 * (1 + sin (i * 1.7));
    test[i] = i == 150 ? NAN : exp (-0.015 * i) + 0.01 * (1 + cos (i));
  }
  gradus_line_chart_draw (canvas, &chart);
}

static void
draw_grid (GradusCanvas *canvas)
{
  static const char *const rows[] = { "LSUV", "Xavier" }, *const columns[] = { "ReLU", "Tanh",
                                                                               "Sigmoid" };
  static const GradusGridCell cells[] = {
    { 1, 1, "100 %", "cost 1·10⁻⁶" }, { 0.5, 1, "50 %", NULL },
    { 0, 0.4, "0 %", "cost 0.69" },   { 0.8, 1, "80 %", "too long to fit here" },
    { NAN, 0, NULL, NULL },           { 0.02, 1, "2 %", "accuracy 92 %", "paper n/c" }
  };
  static const char *const callout[] = { "Xavier, Tanh", "solved\t0 / 0", NULL };
  const GradusGridPlot plot = { 2,
                                3,
                                rows,
                                columns,
                                cells,
                                callout,
                                200,
                                150,
                                "share of seeds that solved it",
                                "small: the median of their costs" };

  gradus_grid_plot_draw (canvas, &plot);
}

static void
draw_confusion (GradusCanvas *canvas)
{
  static const char *const names[] = { "T-shirt/top", "Pullover", "Ankle boot", "Bag" };
  static const guint counts[] = { 8, 1, 1, 0, 0, 12, 0, 0, 4, 0, 1000, 3, 0, 0, 0, 0 };
  static const double recalls[] = { 0.8, 1, 0.993, NAN }, precisions[] = { 0.667, 0.92, 0.999, 0 };
  const GradusConfusionPlot plot = { .n_classes = 4,
                                     .names = names,
                                     .counts = counts,
                                     .row_shares = recalls,
                                     .column_shares = precisions,
                                     .share = 0.99,
                                     .row_title = "true",
                                     .column_title = "predicted",
                                     .row_share = "recall",
                                     .column_share = "precision",
                                     .caption = "test data; in % of each true class",
                                     .pointer_x = NAN,
                                     .pointer_y = NAN };

  gradus_confusion_plot_draw (canvas, &plot);
}

static void
draw_scores (GradusCanvas *canvas)
{
  static const char *const titles[] = { "precision", "recall", "F1" };
  static const double scores[3][3] = { { 0.8, 1, 0.889 }, { NAN, 0, 0 }, { 0.8, 0.5, 0.444 } };
  static const GradusScoreRow rows[] = { { "Iris-setosa", scores[0], 1234 },
                                         { "Iris-virginica", scores[1], 50 } };
  static const GradusScoreRow sum = { "mean", scores[2], 1284 };
  const GradusScoreTable table = { 2, 3, rows, titles, "samples", "training data", &sum };

  gradus_score_table_draw (canvas, &table);
}

/* Full and hollow points about a diagonal, of two classes, one crossed out, two beyond the axes. */
static void
draw_cloud (GradusCanvas *canvas)
{
  GradusCloudPoint points[60];
  const GradusColour colours[] = { canvas->style->low_mark, canvas->style->high_mark };
  const GradusKeyEntry key[] = { { "training: R² 0.97", GRADUS_MARK_FULL, colours[0] },
                                 { "test: R² 0.9", GRADUS_MARK_HOLLOW, colours[1] },
                                 { "wrong: 1", GRADUS_MARK_CROSS, canvas->style->text } };
  const GradusPointCloud cloud = { .x = { -1, 5, FALSE },
                                   .y = { -1, 5, FALSE },
                                   .x_title = "price, actual",
                                   .y_title = "price, predicted",
                                   .line = GRADUS_CLOUD_DIAGONAL,
                                   .is_square = TRUE,
                                   .has_bars = TRUE,
                                   .n_points = G_N_ELEMENTS (points),
                                   .points = points,
                                   .n_key = 3,
                                   .key = key,
                                   .pointer_x = NAN,
                                   .pointer_y = NAN };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (GradusCloudPoint){ i * 0.09 - 0.7, i * 0.09 - 0.7 + 0.6 * sin (i * 2.1),
                                    colours[i % 3 == 0], i % 3 == 0,
                                    i == 20 ? GRADUS_MARK_CROSS : GRADUS_MARK_NONE, i % 2 };
  points[50].y = 9;
  points[51].x = -9;
  gradus_point_cloud_draw (canvas, &cloud);
}

static void
draw_scatter (GradusCanvas *canvas)
{
  static GradusScatterPoint points[120];
  const GradusScatter scatter = { 120, points, FALSE };

  for (guint i = 0; i < 120; i++)
    points[i] = (GradusScatterPoint){ sin (i * 0.31) * i, cos (i * 0.31) * i, i % 3 };
  gradus_scatter_draw (canvas, &scatter);
}

static void
draw_bars (GradusCanvas *canvas)
{
  static const float values[] = { 1e-12f, 5e-8f, 3e-6f, 0, 2e-3f, NAN, 0.4f, 1e6f },
                     ghosts[] = { 1e-4f, 1e-4f, 3e-6f, 1, 1, 1, 1, 1 };
  const GradusBarChart chart = { .values = values,
                                 .ghosts = ghosts,
                                 .n_bars = 8,
                                 .prefix = "W",
                                 .y = gradus_axis_log (1e-10, 1e6),
                                 .x_title = "layer",
                                 .y_title = "gradient norm",
                                 .layer_name = "layer",
                                 .value_name = "now",
                                 .ghost_name = "at step 0",
                                 .pointer_x = 100,
                                 .pointer_y = 60 };

  gradus_bar_chart_draw (canvas, &chart);
}

static void
draw_map (GradusCanvas *canvas)
{
  static float grid[24 * 24];
  static const GradusMapPoint points[] = {
    { 0, 0, 0, 0.1 }, { 0, 1, 1, 0.8 }, { 1, 0, 1, 0.3, TRUE }, { 1, 1, 0, 0.7 }
  };
  const GradusHeatMap map = { -0.5, 1.5,  -0.5, 1.5,      24,       grid, points,
                              4,    "x₁", "x₂", "output", "target", 200,  60 };

  for (guint i = 0; i < 24 * 24; i++)
    grid[i] = (float) (0.5 + 0.5 * sin (i % 24 * 0.3) * cos (i / 24 * 0.25));
  gradus_heat_map_draw (canvas, &map);
}

static void
draw_classes (GradusCanvas *canvas)
{
  static float grid[3 * 16 * 16];
  static const GradusMapPoint points[] = {
    { 0, 0, 0, 0 }, { 0, 1, 1, 1 }, { 1, 0, 2, 2, TRUE }, { 1, 1, 2, 0 }
  };
  static const char *const names[] = { "setosa", "versicolor", "a long name of a class" };
  const GradusHeatMap map = { .x0 = -0.5,
                              .x1 = 1.5,
                              .y0 = -0.5,
                              .y1 = 1.5,
                              .size = 16,
                              .grid = grid,
                              .points = points,
                              .n_points = 4,
                              .x_name = "petal width",
                              .y_name = "sepal length",
                              .output_name = "output",
                              .target_name = "target",
                              .pointer_x = 150,
                              .pointer_y = 60,
                              .n_classes = 3,
                              .class_names = names,
                              .class_name = "class" };

  for (guint i = 0; i < 256; i++) {
    grid[i] = (float) (i % 16) / 16;
    grid[256 + i] = 1 - (float) (i / 16) / 16;
    grid[512 + i] = 0.55f;
  }
  gradus_heat_map_draw (canvas, &map);
}

/* Numbers to be met, from -2 to 2. */
static void
draw_numbers (GradusCanvas *canvas)
{
  static float grid[24 * 24];
  static GradusMapPoint points[60];
  const GradusHeatMap map = { .x0 = -5,
                              .x1 = 5,
                              .y0 = -5,
                              .y1 = 5,
                              .size = 24,
                              .grid = grid,
                              .points = points,
                              .n_points = 60,
                              .x_name = "x",
                              .y_name = "y",
                              .output_name = "output",
                              .target_name = "target",
                              .pointer_x = NAN,
                              .pointer_y = NAN,
                              .has_numbers = TRUE,
                              .low = -2,
                              .high = 2 };

  for (guint i = 0; i < 24 * 24; i++)
    grid[i] = (float) (2 * sin (i % 24 * 0.3) * cos (i / 24 * 0.25));
  for (guint i = 0; i < 60; i++)
    points[i] =
        (GradusMapPoint){ 4.5 * cos (i * 2.4), 4.5 * sin (i * 1.7), -2 + i / 15.0, 0, i % 5 == 0 };
  gradus_heat_map_draw (canvas, &map);
}

static void
draw_fit (GradusCanvas *canvas)
{
  static float values[64];
  static GradusFitPoint points[50];
  const GradusFitPlot plot = { -5,     5,   -2.5,     2.5,      64,  values, 50,
                               points, "x", "output", "target", 120, 60 };

  for (guint i = 0; i < 64; i++)
    values[i] = (float) (1.8 * sin ((i - 31.5) / 6.4));
  for (guint i = 0; i < 50; i++) {
    const double x = -4.9 + i * 0.2;

    points[i] = (GradusFitPoint){ x, 2 * sin (x) + 0.3 * sin (i * 7.0), i % 5 == 0 };
  }
  gradus_fit_plot_draw (canvas, &plot);
}

static void
draw_network (GradusCanvas *canvas)
{
  static float weights[40 * 32], maps[6 * 25];
  GradusDiagramColumn columns[] = {
    { NULL, 2, 2 },
    { "ReLU", 6, 6, 2, weights, weights, weights, maps, 3e-6f },
    { "Dropout", 6, 6, 6, NULL, NULL, NULL, NULL, 0 },
    { "Tanh", 200, 32, 6, weights, NULL, NULL, NULL, 2e-3f },
    { "Sigmoid", 1, 1, 32, weights, NULL, NULL, NULL, 0.3f },
  };
  const GradusNetworkDiagram diagram = { .n_columns = 5,
                                         .columns = columns,
                                         .map_size = 5,
                                         .norms = gradus_axis_log (1e-8, 1),
                                         .norms_title = "gradient norm",
                                         .norms_text = "bars: L2 norm of dCost/dW",
                                         .widest_text = "widest: |w| = %s",
                                         .dead_text = "0 for every sample",
                                         .selected = { GRADUS_DIAGRAM_UNIT, 1, 2, 0 },
                                         .pointer_x = NAN,
                                         .pointer_y = NAN };

  columns[1].scale = gradus_output_scale_make_even (1);
  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    weights[i] = (float) sin (i * 2.3);
  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    maps[i] = (float) sin (i * 0.4);
  gradus_network_diagram_draw (canvas, &diagram);
}

static void
draw_strip (GradusCanvas *canvas)
{
  static guint64 steps[50];
  static float values[50 * 4];
  const GradusHeatStrip strip = { 50,
                                  steps,
                                  (const char *) values,
                                  4 * sizeof (float),
                                  sizeof (float),
                                  4,
                                  gradus_axis_steps (0, 30000, TRUE),
                                  gradus_axis_log (1e-6, 1),
                                  "steps",
                                  "gradient norm",
                                  "step",
                                  "W",
                                  NAN,
                                  NAN };

  for (guint i = 0; i < 50; i++) {
    steps[i] = i * i * 10;
    for (guint k = 0; k < 4; k++)
      values[4 * i + k] = i == 20 ? NAN : (float) pow (10, -5 + (int) k + i * 0.03);
  }
  gradus_heat_strip_draw (canvas, &strip);
}

static void
draw_histogram (GradusCanvas *canvas)
{
  static guint bins[20];
  const GradusHistogramPlot plot = { "Weights",           bins,   20,  -1e-12, 1e6,
                                     canvas->style->mark, "none", NAN, NAN };

  for (guint i = 0; i < 20; i++)
    bins[i] = i * (19 - i);
  gradus_histogram_plot_draw (canvas, &plot);
}

static void
draw_function (GradusCanvas *canvas)
{
  static float z[100], a[100], slope[100], relu[100], step[100], marks[30];
  static const GradusFunctionJump jump = { 0, 0, 1, 0 };
  const GradusStyle *style = canvas->style;
  const GradusFunctionCurve curves[] = {
    { "f(z)", "f′(z)", a, slope, style->low_mark, style->high_mark, NULL },
    { "ReLU", "ReLU′", relu, step, gradus_style_get_class_colour (style, 2),
      gradus_style_get_class_colour (style, 2), &jump },
  };
  const GradusFunctionPlot plot = { 100, z, 2, curves, "z", 30, marks, NAN, NAN };

  for (guint i = 0; i < 100; i++) {
    z[i] = -5 + (float) i / 9.9f;
    a[i] = tanhf (z[i]);
    slope[i] = 1 - a[i] * a[i];
    relu[i] = MAX (z[i], 0);
    step[i] = z[i] > 0;
  }
  for (guint i = 0; i < 30; i++)
    marks[i] = (float) (3 * sin (i) + 1);
  gradus_function_plot_draw (canvas, &plot);
}

static void
draw_table (GradusCanvas *canvas)
{
  static const char *const headings[] = { "", "$z$", "$δ = \\frac{∂C}{∂z}$" };
  static const char *const cells[] = { "1",        "0.5", "1.2·10⁻⁹", "2", NULL,
                                       "$x_{12}$", "3",   "0.25",     "7" };
  static const double bars[] = { 0.2, 1, 0.6 };
  const GradusTable table = { 3, 3, headings, cells, 1, 1, 3, 2, bars };

  gradus_table_draw (canvas, &table, 10);
}

static void
draw_formula (GradusCanvas *canvas)
{
  gradus_formula_draw (canvas, "f(z) = \\frac{1}{1 + e^{−z}}", 2, 10, 10, canvas->style->text);
  gradus_formula_draw (canvas, "f(z) = \\cases{z   z > 0}{α (e^{z} − 1)   z ≤ 0}", 2, 10, 90,
                       canvas->style->low_mark);
  gradus_formula_draw_line (canvas, "a norm $‖\\frac{∂C}{∂W_l}‖ = ‖x_i^{(l)}‖ · max(wx - b)$", 1.3,
                            130, 230, canvas->style->text);
  gradus_formula_draw (canvas, "\\frac{∂C}{∂W_{1}} = \\frac{\\frac{a}{b}}{c^{2^{k}}}", 2, 10, 180,
                       canvas->style->high_mark);
}

static const struct {
  const char *name;
  void (*draw) (GradusCanvas *canvas);
} drawings[] = {
  { "lines", draw_lines },         { "bars", draw_bars },         { "grid", draw_grid },
  { "scatter", draw_scatter },     { "map", draw_map },           { "classes", draw_classes },
  { "network", draw_network },     { "strip", draw_strip },       { "table", draw_table },
  { "histogram", draw_histogram }, { "function", draw_function }, { "formula", draw_formula },
  { "numbers", draw_numbers },     { "fit", draw_fit },           { "confusion", draw_confusion },
  { "scores", draw_scores },       { "cloud", draw_cloud },
};

static const struct {
  const char *name;
  GradusScheme scheme;
} schemes[] = { { "light", GRADUS_SCHEME_LIGHT },
                { "dark", GRADUS_SCHEME_DARK },
                { "print", GRADUS_SCHEME_PRINT } };

static cairo_surface_t *
draw (guint drawing, GradusScheme scheme)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GradusStyle) style = gradus_style_new (scheme, "Cantarell 11");
  g_auto (GradusCanvas) canvas = { NULL };

  gradus_canvas_init (&canvas, cr, style, WIDTH, HEIGHT);
  gradus_canvas_set_colour (&canvas, style->background);
  cairo_paint (cr);
  drawings[drawing].draw (&canvas);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
are_comparable (cairo_surface_t *now, cairo_surface_t *old)
{
  return cairo_surface_status (old) == CAIRO_STATUS_SUCCESS &&
         cairo_image_surface_get_width (old) == WIDTH &&
         cairo_image_surface_get_height (old) == HEIGHT &&
         cairo_image_surface_get_stride (old) == cairo_image_surface_get_stride (now);
}

static const unsigned char *
get_pixel (cairo_surface_t *picture, int x, int y)
{
  return cairo_image_surface_get_data (picture) +
         y * cairo_image_surface_get_stride (picture) + x * 4;
}

/* How far a channel is from the nearest that the other picture has there. */
static int
measure_channel (cairo_surface_t *one, cairo_surface_t *other, int x, int y, int channel,
                 guint reach)
{
  const int value = get_pixel (one, x, y)[channel];
  const int aside = reaches[reach].x, up = reaches[reach].y;
  int least = 255, most = 0;

  for (int v = MAX (0, y - up); v <= MIN (HEIGHT - 1, y + up); v++) {
    for (int u = MAX (0, x - aside); u <= MIN (WIDTH - 1, x + aside); u++) {
      least = MIN (least, get_pixel (other, u, v)[channel]);
      most = MAX (most, get_pixel (other, u, v)[channel]);
    }
  }
  return MAX (0, MAX (least - value, value - most));
}

/* The mean of that over all channels, both ways. */
static double
compare (cairo_surface_t *now, cairo_surface_t *old, guint reach)
{
  double sum = 0;

  for (int y = 0; y < HEIGHT; y++) {
    for (int x = 0; x < WIDTH; x++) {
      if (memcmp (get_pixel (now, x, y), get_pixel (old, x, y), 3) == 0)
        continue;
      for (int channel = 0; channel < 3; channel++)
        sum += measure_channel (now, old, x, y, channel, reach) +
               measure_channel (old, now, x, y, channel, reach);
    }
  }
  return sum / (WIDTH * HEIGHT * 3 * 2);
}

static void
check (guint drawing, guint scheme, const char *folder, const char *new_folder)
{
  g_autofree char *name =
      g_strdup_printf ("%s-%s.png", drawings[drawing].name, schemes[scheme].name);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *new_path = g_build_filename (new_folder, name, NULL);
  cairo_surface_t *now = draw (drawing, schemes[scheme].scheme);
  cairo_surface_t *old = cairo_image_surface_create_from_png (path);
  const gboolean are = are_comparable (now, old);
  double found[G_N_ELEMENTS (reaches)];
  gboolean is_same = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (reaches); i++) {
    found[i] = are ? compare (now, old, i) : 255;
    is_same = is_same && found[i] <= reaches[i].tolerance;
  }
  printf ("%s %u - %s differs by %.2f, %.2f, %.3f of 255\n", is_same ? "ok" : "not ok",
          drawing * (guint) G_N_ELEMENTS (schemes) + scheme + 1, name, found[0], found[1],
          found[2]);
  cairo_surface_write_to_png (now, new_path);
  cairo_surface_destroy (now);
  cairo_surface_destroy (old);
}

int
main (int argc, char **argv)
{
  if (argc != 3) {
    fputs ("usage: golden FOLDER NEW-FOLDER\n", stderr);
    return 2;
  }
  g_mkdir_with_parents (argv[2], 0755);
  printf ("1..%u\n", (guint) (G_N_ELEMENTS (drawings) * G_N_ELEMENTS (schemes)));
  for (guint i = 0; i < G_N_ELEMENTS (drawings); i++) {
    for (guint k = 0; k < G_N_ELEMENTS (schemes); k++)
      check (i, k, argv[1], argv[2]);
  }
  pango_cairo_font_map_set_default (NULL);
  return 0;
}
