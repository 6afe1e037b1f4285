/* SPDX-License-Identifier: MIT */

/* The newer drawings by their numbers: networks of every size fit and never overlap, bars are as
 * high as their value, and so on. */
#include <math.h>
#include <stdlib.h>

#include "plot/formula.h"
#include "plot/function-plot.h"
#include "plot/grid-plot.h"
#include "plot/heat-strip.h"
#include "plot/histogram.h"
#include "plot/drawing-cache.h"
#include "plot/network-bars.h"
#include "plot/scatter.h"
#include "plot/table.h"
#include "paper.h"

static void
check_layout (const GradusNetworkLayout *layout, const GradusDiagramColumn *columns, double width)
{
  double last_x = -1e9;

  for (guint i = 0; i < layout->n_columns; i++) {
    const guint drawn = gradus_network_layout_count_drawn (layout, &columns[i]);
    const guint places = drawn + (drawn < columns[i].n_units ? 1 : 0);
    double last_y = -1e9;

    if (!gradus_network_layout_has_column (layout, i))
      continue;
    g_assert_cmpfloat (gradus_network_layout_get_x (layout, i) - last_x, >=, 2 * layout->radius);
    last_x = gradus_network_layout_get_x (layout, i);
    g_assert_cmpfloat (last_x + layout->radius, <=, width);
    for (guint unit = 0; unit < places; unit++) {
      const double y = gradus_network_layout_get_y (layout, &columns[i], unit);

      g_assert_cmpfloat (y - last_y, >=, 2 * layout->radius);
      last_y = y;
      g_assert_cmpfloat (y, >=, layout->units.y);
      g_assert_cmpfloat (y, <=, layout->units.y + layout->units.height);
    }
  }
}

static void
test_layout (void)
{
  const int sizes[][2] = { { 250, 200 }, { 600, 400 }, { 1900, 1000 }, { 3800, 2000 } };
  static GradusDiagramColumn columns[101];

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
    for (guint n = 2; n <= 101; n += n < 14 ? 1 : 29) {
      for (guint units = 1; units <= 512; units *= 2) {
        GradusNetworkLayout layout;
        Paper paper;

        paper_init (&paper, GRADUS_SCHEME_LIGHT, sizes[s][0], sizes[s][1]);
        for (guint i = 0; i < n; i++)
          columns[i] =
              (GradusDiagramColumn){ "ReLU", i % 2 ? units : 3, i % 2 ? MIN (units, 32) : 3 };
        gradus_network_layout_init (&layout, &paper.canvas, columns, n);
        check_layout (&layout, columns, sizes[s][0]);
        paper_clear (&paper);
      }
    }
  }
}

/* Maps lie in their column's own part of the width, below each other and never overlapping, none
 * smaller than can be read, as many as there is room for; what is beside a map with a kernel of its
 * own is that kernel. */
static void
test_map_layout (void)
{
  static float numbers[32 * 64];
  const int sizes[][2] = { { 300, 220 }, { 700, 420 }, { 1900, 1000 } };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
    for (guint units = 1; units <= 512; units = units * 3 / 2 + 1) {
      const guint shown = MIN (units, 32);
      const GradusDiagramColumn columns[] = {
        { .n_units = 1,
          .n_shown = 1,
          .is_map = TRUE,
          .picture = numbers,
          .picture_width = 8,
          .picture_height = 8 },
        { "a", units, shown, 1, .is_map = TRUE, .pictures = numbers, .map_rows = 8,
          .map_columns = 8, .kernels = numbers, .kernel_rows = 3, .kernel_columns = 3 },
        { "b", 10, 10 }
      };
      GradusNetworkLayout layout;
      GradusNetworkBlock block;
      Paper paper;

      paper_init (&paper, GRADUS_SCHEME_LIGHT, sizes[s][0], sizes[s][1]);
      gradus_network_layout_init (&layout, &paper.canvas, columns, 3);
      block = gradus_network_layout_get_block (&layout, &columns[1]);
      g_assert_cmpfloat (2 * block.radius, >=, 26);
      g_assert_true (block.n_drawn > 0 && block.n_drawn <= shown);
      g_assert_true (block.top >= layout.units.y - 1 || block.n_rows == 1);
      g_assert_true (block.bottom <= layout.units.y + layout.units.height + 1 || block.n_rows == 1);
      for (guint unit = 0; unit < block.n_drawn; unit++) {
        const GradusRect square = gradus_network_layout_get_square (&layout, columns, 1, unit);
        const double x = gradus_network_layout_get_x (&layout, 1);
        GradusRect kernel;

        g_assert_true (fabs (square.x + square.width / 2 - x) < layout.pitch / 2);
        for (guint other = 0; other < unit; other++) {
          const GradusRect before = gradus_network_layout_get_square (&layout, columns, 1, other);

          g_assert_true (before.x + before.width <= square.x + 1e-9 ||
                         square.x + square.width <= before.x + 1e-9 ||
                         before.y + before.height <= square.y + 1e-9);
        }
        if (gradus_network_layout_place_kernel (&layout, columns, 1, unit, 0, &kernel))
          g_assert_true (kernel.x + kernel.width <= square.x &&
                         kernel.x > gradus_network_layout_get_x (&layout, 0));
        g_assert_true (
            gradus_network_layout_find (&layout, columns, square.x + 1, square.y + 1).kind ==
            GRADUS_DIAGRAM_UNIT);
      }
      paper_clear (&paper);
    }
  }
}

/* Rows that fit exactly are not summarised for a last place of rounding. */
static void
test_exact_rows (void)
{
  for (int height = 150; height < 500; height++) {
    Paper paper;

    paper_init (&paper, GRADUS_SCHEME_LIGHT, 860, height);
    for (guint n = 2; n <= 4; n++) {
      const GradusDiagramColumn columns[] = { { .n_units = 2, .n_shown = 2 },
                                              { .n_units = n, .n_shown = n },
                                              { .n_units = 1, .n_shown = 1 } };
      GradusNetworkLayout layout;

      gradus_network_layout_init (&layout, &paper.canvas, columns, 3);
      if (layout.units.height >= n * 2.5 * 7) /* the smallest circles, with some room */
        g_assert_cmpuint (gradus_network_layout_count_drawn (&layout, &columns[1]), ==, n);
    }
    paper_clear (&paper);
  }
}

/* The picture that is kept of a network's edges follows its weights. */
static void
test_kept_edges (void)
{
  float weights[] = { 1, -0.1f };
  GradusDiagramColumn columns[] = { { NULL, 1, 1 }, { "a", 2, 2, 1, weights } };
  const GradusNetworkDiagram diagram = { .n_columns = 2,
                                         .columns = columns,
                                         .norms = gradus_axis_log (1e-12, 1),
                                         .norms_title = "norm",
                                         .pointer_x = NAN,
                                         .pointer_y = NAN };
  GradusDrawingCache *kept = gradus_drawing_cache_new ();
  Paper paper, plain;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 300, 300);
  gradus_drawing_cache_begin (kept, &paper.canvas, 1);
  gradus_network_diagram_draw (&paper.canvas, &diagram);
  weights[0] = -2;
  weights[1] = 2;
  paper_init (&plain, GRADUS_SCHEME_LIGHT, 300, 300);
  gradus_network_diagram_draw (&plain.canvas, &diagram);
  cairo_save (paper.cr);
  cairo_set_operator (paper.cr, CAIRO_OPERATOR_CLEAR);
  cairo_paint (paper.cr);
  cairo_restore (paper.cr);
  gradus_drawing_cache_begin (kept, &paper.canvas, 1);
  gradus_network_diagram_draw (&paper.canvas, &diagram);
  cairo_surface_flush (paper.surface);
  cairo_surface_flush (plain.surface);
  for (gsize i = 0; i < 300 * 300 * 4; i++)
    g_assert_cmpint (abs (cairo_image_surface_get_data (paper.surface)[i] -
                          cairo_image_surface_get_data (plain.surface)[i]),
                     <=, 2);
  gradus_drawing_cache_free (kept);
  paper_clear (&paper);
  paper_clear (&plain);
}

static void
test_bars (void)
{
  GradusDiagramColumn columns[] = { { NULL, 1, 1 }, { "a", 1, 1 }, { "b", 1, 1 }, { "c", 1, 1 } };
  const GradusNetworkDiagram diagram = { .n_columns = 4,
                                         .columns = columns,
                                         .norms = gradus_axis_log (1e-12, 1) };
  GradusNetworkLayout layout;
  Paper paper;

  columns[1].gradient_norm = 1e-12f;
  columns[2].gradient_norm = 1e-6f;
  columns[3].gradient_norm = 1;
  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 300);
  gradus_network_layout_init (&layout, &paper.canvas, columns, 4);
  g_assert_cmpfloat_with_epsilon (gradus_network_bars_get_bar (&diagram, &layout, 1).height, 0,
                                  1e-3);
  g_assert_cmpfloat_with_epsilon (gradus_network_bars_get_bar (&diagram, &layout, 2).height,
                                  layout.bars.height / 2, 1e-3);
  g_assert_cmpfloat_with_epsilon (gradus_network_bars_get_bar (&diagram, &layout, 3).height,
                                  layout.bars.height, 1e-3);
  paper_clear (&paper);
}

static guint
count_words_over_bars (float second)
{
  GradusDiagramColumn columns[12];
  const GradusNetworkDiagram diagram = { .n_columns = G_N_ELEMENTS (columns),
                                         .columns = columns,
                                         .norms = gradus_axis_log (1e-12, 1),
                                         .norms_title = "norm",
                                         .pointer_x = NAN,
                                         .pointer_y = NAN };
  GradusNetworkLayout layout;
  Paper paper;
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    columns[i] = (GradusDiagramColumn){ .n_units = 1,
                                        .n_shown = 1,
                                        .gradient_norm = i == 2 ? second : 0.1f };
  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 400);
  gradus_network_layout_init (&layout, &paper.canvas, columns, G_N_ELEMENTS (columns));
  gradus_network_bars_draw (&paper.canvas, &diagram, &layout);
  n = paper_count_dark (&paper, layout.bars);
  paper_clear (&paper);
  return n;
}

/* All bars have their values above them, or none has. */
static void
test_bar_values (void)
{
  g_assert_cmpuint (count_words_over_bars (0.1f), >, 0);
  g_assert_cmpuint (count_words_over_bars (4.26e-7f), ==, 0);
}

static void
test_histogram (void)
{
  const guint bins[] = { 0, 5, 10 };
  const GradusHistogramPlot plot = { .bins = bins, .n_bins = 3 };
  const GradusRect inner = { 10, 10, 90, 100 };

  g_assert_cmpfloat (gradus_histogram_plot_get_bar (&plot, inner, 0).height, ==, 0);
  g_assert_cmpfloat (gradus_histogram_plot_get_bar (&plot, inner, 1).height, ==, 50);
  g_assert_cmpfloat (gradus_histogram_plot_get_bar (&plot, inner, 2).y, ==, 10);
  g_assert_cmpfloat (gradus_histogram_plot_get_bar (&plot, inner, 2).x, ==, 70);
}

static void
test_marks (void)
{
  const float z[] = { -1, 0, 1 }, marks[] = { -9, -0.9f, 0.1f, 5, NAN };
  const GradusFunctionPlot plot = { .n_points = 3, .arguments = z, .n_marks = 5, .marks = marks };
  guint bins[4];

  gradus_function_plot_count_marks (&plot, 4, bins);
  g_assert_true (bins[0] == 2 && bins[1] == 0 && bins[2] == 1 && bins[3] == 1);
}

static void
test_strip (void)
{
  const guint64 steps[] = { 0, 10, 100 };
  const float values[] = { 1, 2, 3, 4, 5, 6 };
  const GradusAxis axis = gradus_axis_log (1e-3, 1);
  GradusHeatStrip strip = { .n_points = 3,
                            .steps = steps,
                            .values = (const char *) values,
                            .pitch = 8,
                            .layer_pitch = 4,
                            .n_layers = 2 };
  double left = NAN, right = NAN;
  Paper paper;

  g_assert_cmpuint (gradus_heat_strip_find_point (&strip, 0), ==, 0);
  g_assert_cmpuint (gradus_heat_strip_find_point (&strip, 9.9), ==, 0);
  g_assert_cmpuint (gradus_heat_strip_find_point (&strip, 10), ==, 1);
  g_assert_cmpuint (gradus_heat_strip_find_point (&strip, 1e9), ==, 2);
  g_assert_cmpfloat (gradus_heat_strip_get_value (&strip, 1, 1), ==, 4);
  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 200);
  strip.axis = axis;
  strip.prefix = strip.x_title = "W";
  strip.x = gradus_axis_steps (40, 60, FALSE);
  for (int x = 0; x < 400; x++) {
    const double step = gradus_heat_strip_find_step (&paper.canvas, &strip, x, 50);

    left = isnan (left) ? step : left;
    right = isnan (step) ? right : step;
  }
  g_assert_cmpfloat_with_epsilon (left, 40, 0.2);
  g_assert_cmpfloat_with_epsilon (right, 60, 0.2);
  gradus_heat_strip_draw (&paper.canvas, &strip);
  paper_clear (&paper);
}

/* Low values fade into the card and high ones stand out most, on every ground. */
static void
test_strip_contrast (void)
{
  const GradusAxis axis = gradus_axis_log (1e-6, 1);

  for (guint scheme = 0; scheme <= GRADUS_SCHEME_DARK_CONTRAST; scheme++) {
    g_autoptr (GradusStyle) style = gradus_style_new (scheme, "Cantarell 11");
    double last = 0;

    for (double exponent = -6; exponent <= 0; exponent += 0.5) {
      const GradusColour colour = gradus_heat_strip_get_colour (style, &axis, pow (10, exponent));
      const double contrast = gradus_colour_contrast (colour, style->background);

      g_assert_cmpfloat (contrast, >, last);
      if (exponent == -6)
        g_assert_cmpfloat (contrast, <, 1.05);
      last = contrast;
    }
    g_assert_cmpfloat (last, >, 4.5);
  }
}

/* What is not finite is hatched, which no value is; where training has not come to there is
 * nothing. */
static void
test_strip_marks (void)
{
  const guint64 steps[] = { 0, 50 };
  const float values[] = { 1e-6f, NAN, 1e-6f, NAN };
  GradusHeatStrip strip = { .n_points = 2,
                            .steps = steps,
                            .values = (const char *) values,
                            .pitch = 8,
                            .layer_pitch = 4,
                            .n_layers = 2,
                            .x = gradus_axis_steps (0, 100, FALSE),
                            .axis = gradus_axis_log (1e-6, 1),
                            .x_title = "steps",
                            .prefix = "W",
                            .pointer_x = NAN,
                            .pointer_y = NAN };
  guint n_marks[3] = { 0 };
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 200);
  gradus_heat_strip_draw (&paper.canvas, &strip);
  cairo_surface_flush (paper.surface);
  for (int x = 50; x < 150; x++) {
    n_marks[0] +=
        paper_get_pixel (&paper, x, 50) >> 24 > 0 && (paper_get_pixel (&paper, x, 50) & 255) < 200;
    n_marks[1] += (paper_get_pixel (&paper, x, 130) & 255) < 200;
    n_marks[2] +=
        paper_get_pixel (&paper, x + 150, 50) != gradus_colour_pack (paper.style->background);
  }
  g_assert_cmpuint (n_marks[0], >, 15);
  g_assert_cmpuint (n_marks[1], ==, 0);
  g_assert_cmpuint (n_marks[2], ==, 0);
  paper_clear (&paper);
}

/* Upright, both axes alike, all of it inside; a single point in the middle. */
static void
test_scatter (void)
{
  const GradusScatterPoint points[] = { { -1, 5, 0 }, { 3, 7, 1 }, { 1, 6, 0 } };
  const GradusScatter scatter = { 3, points, TRUE }, single = { 1, points, TRUE };
  double x0, y0, x1, y1, x2, y2;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 200, 100);
  gradus_scatter_find_point (&paper.canvas, &scatter, 0, &x0, &y0);
  gradus_scatter_find_point (&paper.canvas, &scatter, 1, &x1, &y1);
  gradus_scatter_find_point (&paper.canvas, &scatter, 2, &x2, &y2);
  g_assert_cmpfloat_with_epsilon (x1 - x0, 80, 1e-9);
  g_assert_cmpfloat_with_epsilon (y0 - y1, 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (x2, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (y2, 50, 1e-9);
  gradus_scatter_draw (&paper.canvas, &scatter);
  gradus_scatter_find_point (&paper.canvas, &single, 0, &x0, &y0);
  g_assert_true (x0 == 100 && y0 == 50);
  paper_clear (&paper);
}

/* Pointing at the cells of a grid finds each, row by row, and nothing beside them. */
static void
test_grid (void)
{
  static const char *const rows[] = { "a", "b" }, *const columns[] = { "x", "y", "z" };
  GradusGridCell cells[6] = { { 0 } };
  const GradusGridPlot plot = { 2, 3, rows, columns, cells, NULL, NAN, NAN };
  int last = -1, n = 0;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 200);
  for (int y = 0; y < 200; y += 2) {
    for (int x = 0; x < 400; x += 2) {
      const int cell = gradus_grid_plot_find (&paper.canvas, &plot, x, y);

      g_assert_cmpint (cell, <, 6);
      n += cell > last;
      last = MAX (last, cell);
    }
  }
  g_assert_cmpint (last, ==, 5);
  g_assert_cmpint (n, ==, 6);
  g_assert_cmpint (gradus_grid_plot_find (&paper.canvas, &plot, 2, 2), ==, -1);
  g_assert_cmpint (gradus_grid_plot_find (&paper.canvas, &plot, NAN, NAN), ==, -1);
  paper_clear (&paper);
}

/* The picture of a grid of two cells of that height. */
static guint
hash_grid (int height, const char *detail, const char *details_title)
{
  static const char *const rows[] = { "a" }, *const columns[] = { "1", "2" };
  const GradusGridCell cells[2] = { { 0.2, 1, "20 %", .detail = detail }, { 0.2, 1, "20 %" } };
  const GradusGridPlot plot = { 1, 2, rows, columns, cells, .share_title = "share", .details_title = details_title,
                                .pointer_x = NAN, .pointer_y = NAN };
  Paper paper;
  guint hash;

  paper_init (&paper, GRADUS_SCHEME_PRINT, 300, height);
  gradus_grid_plot_draw (&paper.canvas, &plot);
  cairo_surface_flush (paper.surface);
  hash = hash_picture (&paper);
  paper_clear (&paper);
  return hash;
}

/* Small words stand where there is room, the large ones give way to them, and the legend names them
 * only where there are some. */
static void
test_grid_details (void)
{
  g_assert_cmpuint (hash_grid (90, "small", "the small"), ==, hash_grid (90, NULL, "the small"));
  g_assert_cmpuint (hash_grid (114, "small", "the small"), !=, hash_grid (114, NULL, "the small"));
  g_assert_cmpuint (hash_grid (114, "small", "the small"), !=, hash_grid (114, "small", "others"));
  g_assert_cmpuint (hash_grid (114, NULL, "the small"), ==, hash_grid (114, NULL, "others"));
  g_assert_cmpuint (hash_grid (200, "small", "the small"), !=, hash_grid (200, NULL, "the small"));
}

/* How many pieces of ink stand above each other, with bare paper between them. */
static guint
count_pieces (Paper *paper, int width, int height)
{
  gboolean was_ink = FALSE;
  guint n = 0;

  for (int y = 0; y < height; y++) {
    gboolean is_ink = FALSE;

    for (int x = 0; x < width; x++)
      is_ink |= paper_get_pixel (paper, x, y) != 0;
    n += is_ink && !was_ink;
    was_ink = is_ink;
  }
  return n;
}

/* A raised letter and a lowered one do not touch, however tall they are. */
static void
test_formula_stacked (void)
{
  static const char *const formulas[] = { "_1^{(1)}", "^{(1)}_1", "_{ij}^{(10)}" };

  for (guint i = 0; i < G_N_ELEMENTS (formulas); i++) {
    Paper paper;

    paper_init (&paper, GRADUS_SCHEME_LIGHT, 200, 120);
    gradus_formula_draw (&paper.canvas, formulas[i], 2, 10, 10, paper.style->text);
    g_assert_cmpuint (count_pieces (&paper, 200, 120), >=, 2);
    paper_clear (&paper);
  }
}

/* A fraction is higher than its parts, a raised letter smaller than on the line, an open brace
 * no trouble. */
static void
test_formula (void)
{
  double plain, fraction, width, script, height;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 100, 100);
  gradus_formula_measure (&paper.canvas, "ab", 1, &width, &plain);
  gradus_formula_measure (&paper.canvas, "\\frac{a}{b}", 1, &width, &fraction);
  g_assert_cmpfloat (fraction, >, 1.5 * plain);
  gradus_formula_measure (&paper.canvas, "aa", 1, &width, &plain);
  gradus_formula_measure (&paper.canvas, "a^{a}", 1, &script, &height);
  g_assert_cmpfloat (script, <, width);
  gradus_formula_measure (&paper.canvas, "aa", 2, &script, &height);
  g_assert_cmpfloat (script, >, 1.8 * width);
  gradus_formula_draw (&paper.canvas, "\\frac{a", 1, 0, 0, paper.style->text);
  gradus_formula_draw (&paper.canvas, "^{_{^{_{^{_{^{_{^{_{^{_{x}}}}}}}}}}}}", 1, 0, 0,
                       paper.style->text);
  gradus_formula_draw (&paper.canvas, "\\", 1, 0, 0, paper.style->text);
  gradus_formula_draw (&paper.canvas, "^", 1, 0, 0, paper.style->text);
  paper_clear (&paper);
}

static void
test_table_rows (void)
{
  static const char *headings[] = { "a" }, *cells[100];
  GradusTable table = { 1, 100, headings, (const char *const *) cells, 50, 0, 1, -1, NULL };
  guint n_drawn = 0;
  Paper paper;
  int stride;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 200, 200);
  stride = cairo_image_surface_get_stride (paper.surface);
  cells[50] = "50";
  gradus_table_draw (&paper.canvas, &table, 10);
  cairo_surface_flush (paper.surface);
  for (int i = 0; i < 200 * 200; i++) {
    const guint32 pixel = *(guint32 *) (void *) (cairo_image_surface_get_data (paper.surface) +
                                                 i / 200 * stride + i % 200 * 4);

    n_drawn += pixel >> 24 > 0 && i / 200 > 60;
  }
  g_assert_cmpuint (n_drawn, >, 100); /* the lit row, of 100, is among those that fit */
  paper_clear (&paper);
}

/* Numbers in parentheses are numbers: what has no room is left out, and nothing lies beyond the
 * column. */
static void
test_table_vectors (void)
{
  static const char *headings[] = { "a", "b" };
  const char *cells[] = { "(−1.1\t−0.12\t0.07\t0.16\t3\n)$·10^{-4}$", "1" };
  const GradusTable table = { 2, 1, headings, (const char *const *) cells, -1, 0, 0, -1, NULL };
  guint row, column;
  GradusRect cell;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 130, 100);
  gradus_table_draw (&paper.canvas, &table, 0);
  g_assert_true (gradus_table_find (&paper.canvas, &table, 0, 20, 40, &row, &column, &cell));
  g_assert_cmpuint (column, ==, 0);
  g_assert_cmpuint (paper_count_dark (&paper, cell), >, 0);
  g_assert_cmpuint (
      paper_count_dark (&paper, (GradusRect){ cell.x + cell.width + 1, cell.y, 6, cell.height }),
      ==, 0);
  paper_clear (&paper);
}

/* A bar column gives way before a column beside it is cut off. */
static void
test_table_bars (void)
{
  static const char *headings[] = { "input", "", "gradient" };
  const char *cells[] = { "x₁", "", "2.35·10⁻⁵" };
  const double bars[] = { 1 };
  const GradusTable table = { .n_columns = 3,
                              .n_rows = 1,
                              .headings = headings,
                              .cells = cells,
                              .lit_row = -1,
                              .bar_column = 1,
                              .bars = bars,
                              .bar_width = 140 };
  guint row, column;
  GradusRect cell;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 200, 100);
  gradus_table_draw (&paper.canvas, &table, 0);
  for (int x = 199; x > 0; x--) {
    if (gradus_table_find (&paper.canvas, &table, 0, x, 40, &row, &column, &cell) && column == 2)
      break;
  }
  g_assert_cmpuint (column, ==, 2);
  g_assert_cmpfloat (cell.x + cell.width, <=, 200);
  paper_clear (&paper);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/map-layout", test_map_layout);
  g_test_add_func ("/network/layout", test_layout);
  g_test_add_func ("/network/exact-rows", test_exact_rows);
  g_test_add_func ("/network/kept-edges", test_kept_edges);
  g_test_add_func ("/network/bars", test_bars);
  g_test_add_func ("/network/bar-values", test_bar_values);
  g_test_add_func ("/histogram/bars", test_histogram);
  g_test_add_func ("/function/marks", test_marks);
  g_test_add_func ("/strip/values", test_strip);
  g_test_add_func ("/strip/contrast", test_strip_contrast);
  g_test_add_func ("/strip/marks", test_strip_marks);
  g_test_add_func ("/scatter/places", test_scatter);
  g_test_add_func ("/grid/cells", test_grid);
  g_test_add_func ("/grid/details", test_grid_details);
  g_test_add_func ("/formula/stacked", test_formula_stacked);
  g_test_add_func ("/formula/sizes", test_formula);
  g_test_add_func ("/table/rows", test_table_rows);
  g_test_add_func ("/table/vectors", test_table_vectors);
  g_test_add_func ("/table/bars", test_table_bars);
  return g_test_run ();
}
