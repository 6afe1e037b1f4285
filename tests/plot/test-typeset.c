/* SPDX-License-Identifier: MIT */

/* Formulas, tables, callouts, functions and histograms: what of them is drawn where. */
#include <math.h>

#include "plot/formula.h"
#include "plot/function-plot.h"
#include "plot/histogram.h"
#include "plot/table.h"
#include "paper.h"

#define WIDTH 400
#define HEIGHT 300

static guint32
get_pixel (Paper *paper, int x, int y)
{
  cairo_surface_flush (paper->surface);
  return *(guint32 *) (void *) (cairo_image_surface_get_data (paper->surface) +
                                y * cairo_image_surface_get_stride (paper->surface) + x * 4);
}

static gboolean
is_near (guint32 pixel, GradusColour colour)
{
  return fabs ((pixel >> 16 & 255) - colour.red * 255) < 40 &&
         fabs ((pixel >> 8 & 255) - colour.green * 255) < 40 &&
         fabs ((pixel & 255) - colour.blue * 255) < 40;
}

/* Blank paper of the style's background. */
static void
clear_paper (Paper *paper)
{
  gradus_canvas_set_colour (&paper->canvas, paper->style->background);
  cairo_paint (paper->cr);
}

static gboolean
has_ink (Paper *paper, int x, int y)
{
  return !is_near (get_pixel (paper, x, y), paper->style->background);
}

/* The first and the last column with ink between two rows. */
static void
find_ink (Paper *paper, int from, int to, int *left, int *right)
{
  *left = WIDTH;
  *right = -1;
  for (int y = from; y < to; y++) {
    for (int x = 0; x < WIDTH; x++) {
      if (!has_ink (paper, x, y))
        continue;
      *left = MIN (*left, x);
      *right = MAX (*right, x);
    }
  }
}

/* -- Formulas ---------------------------------------------------------------------------------- */

static double
measure (Paper *paper, const char *formula, double *height)
{
  double width;

  gradus_formula_measure (&paper->canvas, formula, 1, &width, height);
  return width;
}

/* How far the ink of the top of a tall letter is to the right of that of its foot. */
static int
find_slant (Paper *paper, const char *formula)
{
  int left, right, foot_left, top = HEIGHT, bottom = 0;

  clear_paper (paper);
  gradus_formula_draw (&paper->canvas, formula, 5, 20, 20, paper->style->text);
  for (int y = 0; y < HEIGHT; y++) {
    find_ink (paper, y, y + 1, &left, &right);
    top = right >= 0 ? MIN (top, y) : top;
    bottom = right >= 0 ? y : bottom;
  }
  find_ink (paper, top + 2, top + 6, &left, &right);
  find_ink (paper, bottom - 6, bottom - 2, &foot_left, &right);
  return left - foot_left;
}

/* Letters are slanted, names, numbers and words upright. */
static void
test_letters (void)
{
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  g_assert_cmpint (find_slant (&paper, "k"), >, 5);
  g_assert_cmpint (abs (find_slant (&paper, "lkh")), <=, 2); /* a name */
  g_assert_cmpint (find_slant (&paper, "l"), >, 2);
  paper_clear (&paper);
}

/* l is no 1, a hyphen is a minus, scripts stand above each other, and norms have bars. */
static void
test_signs (void)
{
  double height, tall, plain;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  g_assert_cmpfloat (measure (&paper, "l", &height), ==, measure (&paper, "ℓ", &height));
  g_assert_cmpfloat (measure (&paper, "3-1", &height), ==, measure (&paper, "3−1", &height));
  g_assert_cmpfloat (measure (&paper, "x_i^{(12)}", &height), ==,
                     measure (&paper, "x^{(12)}", &height));
  g_assert_cmpfloat (measure (&paper, "x_i_i", &height), >, measure (&paper, "x_i", &height));
  plain = measure (&paper, "x", &height);
  g_assert_cmpfloat (measure (&paper, "‖x‖", &tall), >, plain + 8);
  measure (&paper, "\\frac{a}{b}", &height);
  measure (&paper, "‖\\frac{a}{b}‖", &tall);
  g_assert_cmpfloat (tall, ==, height);
  measure (&paper, "‖x", &height); /* without its second bar as written */
  gradus_formula_draw (&paper.canvas, "‖{‖}‖‖", 1, 10, 10, paper.style->text);
  paper_clear (&paper);
}

/* The bars of a norm are as high as the fraction between them. */
static void
test_norm_bars (void)
{
  double width, height;
  guint n = 0;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  clear_paper (&paper);
  gradus_formula_measure (&paper.canvas, "‖\\frac{a}{b}‖", 2, &width, &height);
  gradus_formula_draw (&paper.canvas, "‖\\frac{a}{b}‖", 2, 10, 10, paper.style->text);
  for (int y = 10; y < 10 + height; y++)
    n += has_ink (&paper, 11, y);
  g_assert_cmpfloat (n, >, 0.85 * height);
  paper_clear (&paper);
}

/* Words are set as they are, only what stands between dollars is a formula. */
static void
test_line (void)
{
  double width, height, words, letter;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  gradus_canvas_measure_text (&paper.canvas, "a-l_2", &width, &height);
  gradus_formula_measure_line (&paper.canvas, "a-l_2", 1, &words, &height);
  g_assert_cmpfloat (words, ==, width);
  gradus_formula_measure_line (&paper.canvas, "a-l_2$x_2$", 1, &words, &height);
  gradus_formula_measure (&paper.canvas, "x_2", 1, &letter, &height);
  g_assert_cmpfloat (words, ==, width + letter);
  paper_clear (&paper);
}

/* -- Tables ------------------------------------------------------------------------------------ */

/* Whole digits of the same width begin at the same column, however many follow the point. */
static void
test_decimal_point (void)
{
  static const char *const headings[] = { "" }, *const cells[] = { "8.8", "8.8888", "8" };
  const GradusTable table = { .n_columns = 1,
                              .n_rows = 3,
                              .headings = headings,
                              .cells = cells,
                              .lit_row = -1,
                              .bar_column = -1 };
  int left[3], right[3];
  GradusTableView view;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  clear_paper (&paper);
  gradus_table_draw (&paper.canvas, &table, 10);
  view = gradus_table_get_view (&paper.canvas, &table, 10);
  for (int i = 0; i < 3; i++) {
    const int y = (int) (10 + view.heading + i * view.row);

    find_ink (&paper, y + 1, y + (int) view.row - 1, &left[i], &right[i]);
  }
  g_assert_cmpint (left[0], ==, left[1]);
  g_assert_cmpint (left[0], ==, left[2]);
  g_assert_cmpint (right[0], <, right[1] - 10);
  paper_clear (&paper);
}

/* All numbers of a cell where all have room with the usual letters; else larger letters leave some
 * of them. */
static void
test_values (void)
{
  static const char *const headings[] = { "a", "b" }, *const cells[] = {
    "1.25\t2.25\t3.25\t4.25\t5.25", "7"
  };
  GradusTable table = { .n_columns = 2,
                        .n_rows = 1,
                        .headings = headings,
                        .cells = cells,
                        .lit_row = -1,
                        .bar_column = -1 };
  guint before = 0;

  for (int width = 90; width <= 400; width += 10) {
    GradusTableView usual, grown;
    Paper paper;

    paper_init (&paper, GRADUS_SCHEME_PRINT, width, HEIGHT);
    table.most_scale = 1;
    usual = gradus_table_get_view (&paper.canvas, &table, 10);
    table.most_scale = 3;
    grown = gradus_table_get_view (&paper.canvas, &table, 10);
    g_assert_cmpuint (usual.n_values, >=, before);
    g_assert_true (usual.scale == 1 && grown.scale >= 1);
    g_assert_cmpuint (grown.n_values, >=, usual.n_values == 5 ? 5 : MIN (usual.n_values, 3));
    before = usual.n_values;
    paper_clear (&paper);
  }
  g_assert_cmpuint (before, ==, 5);
}

/* Bars with signs stand on either side of a line, in the colours of their signs. */
static void
test_signed_bars (void)
{
  static const char *const headings[] = { "" }, *const cells[] = { "", "" };
  static const double bars[] = { 1, -0.5 };
  const GradusTable table = { .n_columns = 1,
                              .n_rows = 2,
                              .headings = headings,
                              .cells = cells,
                              .lit_row = -1,
                              .bars = bars,
                              .has_signs = TRUE,
                              .bar_width = 100 };
  GradusTableView view;
  Paper paper;
  int y;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  clear_paper (&paper);
  gradus_table_draw (&paper.canvas, &table, 0);
  view = gradus_table_get_view (&paper.canvas, &table, 0);
  y = (int) (view.heading + view.row / 2);
  g_assert_true (is_near (get_pixel (&paper, 8 + 90, y), paper.style->high));
  g_assert_false (has_ink (&paper, 8 + 40, y));
  y += (int) view.row;
  g_assert_true (is_near (get_pixel (&paper, 8 + 40, y), paper.style->low));
  g_assert_false (has_ink (&paper, 8 + 10, y));
  g_assert_false (has_ink (&paper, 8 + 90, y));
  g_assert_true (has_ink (&paper, 8 + 50, y)); /* the line at 0 */
  paper_clear (&paper);
}

/* Each cell is found where it is drawn, and a callout leaves it in sight. */
static void
test_find (void)
{
  static const char *const headings[] = { "a", "b" }, *const cells[] = { "1", "2", "3", "4" };
  static const char *const lines[] = { "a long name\t1.25", "another\t2", NULL };
  const GradusTable table = { .n_columns = 2,
                              .n_rows = 2,
                              .headings = headings,
                              .cells = cells,
                              .lit_row = -1,
                              .bar_column = -1 };
  guint row, column, found = 0;
  GradusRect cell;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  for (int y = 0; y < HEIGHT; y += 3) {
    for (int x = 0; x < WIDTH; x += 3) {
      if (!gradus_table_find (&paper.canvas, &table, 10, x, y, &row, &column, &cell))
        continue;
      found |= 1u << (2 * row + column);
      clear_paper (&paper);
      gradus_canvas_draw_callout_beside (&paper.canvas, cell, lines, NULL);
      for (int at = (int) ceil (cell.y); at < cell.y + cell.height - 1; at++)
        g_assert_false (has_ink (&paper, (int) (cell.x + cell.width / 2), at));
    }
  }
  g_assert_cmpuint (found, ==, 15);
  g_assert_false (gradus_table_find (&paper.canvas, &table, 10, NAN, NAN, &row, &column, &cell));
  paper_clear (&paper);
}

/* Wherever something is, there is room beside it for what is said of it. */
static void
test_callouts (void)
{
  static const char *const lines[] = { "name\t1.25", "another name\t2", NULL };
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  for (int y = 0; y < HEIGHT; y += 20) {
    for (int x = 0; x < WIDTH; x += 20) {
      const GradusRect thing = { x, y, 18, 18 };

      clear_paper (&paper);
      gradus_canvas_draw_callout_beside (&paper.canvas, thing, lines, NULL);
      for (int at = 0; at < 18 && y + at < HEIGHT; at++)
        for (int across = 0; across < 18 && x + across < WIDTH; across++)
          g_assert_false (has_ink (&paper, x + across, y + at));
    }
  }
  paper_clear (&paper);
}

/* -- Functions --------------------------------------------------------------------------------- */

/* ReLU: its derivative jumps, with an open dot where it only comes to and a filled one where it is,
 * and no line between them; the axes stand out of the grid. */
static void
test_jump (void)
{
  float z[61], a[61], slope[61];
  const GradusFunctionJump jump = { 0, 0, 1, 0 };
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  for (guint i = 0; i < 61; i++) {
    z[i] = -3 + (float) i / 10;
    a[i] = MAX (z[i], 0);
    slope[i] = z[i] > 0;
  }
  for (guint is_told = 0; is_told < 2; is_told++) {
    const GradusFunctionCurve curve = {
      "f", "f′", a, slope, paper.style->low_mark, paper.style->high_mark, is_told ? &jump : NULL,
    };
    const GradusFunctionPlot plot = { 61, z, 1, &curve, "z", 0, NULL, NAN, NAN };
    const GradusFrame frame = gradus_function_plot_lay_out (&paper.canvas, &plot);
    const int x = (int) floor (gradus_frame_map_x (&frame, 0));
    guint n_line = 0;

    clear_paper (&paper);
    gradus_function_plot_draw (&paper.canvas, &plot);
    for (double y = 0.15; y < 0.85; y += 0.01) {
      for (int at = x - 2; at <= x + 6; at++)
        n_line += is_near (get_pixel (&paper, at, (int) gradus_frame_map_y (&frame, y)),
                           paper.style->high_mark);
    }
    g_assert_true (is_told ? n_line == 0 : n_line > 5);
    g_assert_true (is_near (get_pixel (&paper, x, (int) gradus_frame_map_y (&frame, 2)),
                            paper.style->dim_text));
    g_assert_true (is_near (get_pixel (&paper, (int) gradus_frame_map_x (&frame, 1.5),
                                       (int) floor (gradus_frame_map_y (&frame, 0))),
                            paper.style->dim_text));
    if (!is_told)
      continue;
    g_assert_true (is_near (get_pixel (&paper, x, (int) gradus_frame_map_y (&frame, 1)),
                            paper.style->background));
    g_assert_true (is_near (get_pixel (&paper, x, (int) gradus_frame_map_y (&frame, 0)),
                            paper.style->high_mark));
  }
  paper_clear (&paper);
}

/* Names stand at the ends of their lines, to the right of the frame, and not upon each other. */
static void
test_names (void)
{
  static const float z[] = { 0, 1, 2 }, a[] = { 0, 1, 2 }, b[] = { 0, 1, 1.98f };
  GradusColour colours[2];
  guint n[2] = { 0 };
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  colours[0] = paper.style->low_mark;
  colours[1] = paper.style->high_mark;
  {
    const GradusFunctionCurve curves[] = {
      { "MMM", NULL, a, NULL, colours[0], colours[0], NULL },
      { "WWW", NULL, b, NULL, colours[1], colours[1], NULL },
    };
    const GradusFunctionPlot plot = { 3, z, 2, curves, "z", 0, NULL, NAN, NAN };
    const GradusFrame frame = gradus_function_plot_lay_out (&paper.canvas, &plot);
    int last[2] = { -1, -1 }, first[2] = { HEIGHT, HEIGHT };

    clear_paper (&paper);
    gradus_function_plot_draw (&paper.canvas, &plot);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = (int) (frame.inner.x + frame.inner.width) + 5; x < WIDTH; x++) {
        for (guint i = 0; i < 2; i++) {
          if (!is_near (get_pixel (&paper, x, y), colours[i]))
            continue;
          n[i]++;
          last[i] = y;
          first[i] = MIN (first[i], y);
        }
      }
    }
    g_assert_cmpint (last[0], <, first[1]);
  }
  g_assert_cmpuint (MIN (n[0], n[1]), >, 20);
  paper_clear (&paper);
}

/* -- Histograms -------------------------------------------------------------------------------- */

/* A bar is as high as its count on the axis, and 0 has a line. */
static void
test_histogram (void)
{
  static const guint bins[] = { 3, 0, 9, 5 };
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  {
    const GradusHistogramPlot plot = { .title = "Weights",
                                       .bins = bins,
                                       .n_bins = 4,
                                       .low = -3e-8,
                                       .high = 1e-8,
                                       .colour = paper.style->mark,
                                       .empty = "none",
                                       .pointer_x = NAN,
                                       .pointer_y = NAN };
    const GradusRect inner = gradus_histogram_plot_lay_out (&paper.canvas, &plot);
    const int bottom = (int) (inner.y + inner.height), zero = (int) (inner.x + 0.75 * inner.width);
    int left, right;

    clear_paper (&paper);
    gradus_histogram_plot_draw (&paper.canvas, &plot);
    g_assert_true (is_near (get_pixel (&paper, (int) (inner.x + 0.6 * inner.width), bottom - 4),
                            paper.style->mark));
    g_assert_true (is_near (get_pixel (&paper, (int) (inner.x + 0.9 * inner.width),
                                       bottom - (int) (0.45 * inner.height)),
                            paper.style->mark));
    g_assert_false (is_near (get_pixel (&paper, (int) (inner.x + 0.9 * inner.width),
                                        bottom - (int) (0.55 * inner.height)),
                             paper.style->mark));
    g_assert_true (is_near (get_pixel (&paper, zero, (int) inner.y + 3), paper.style->dim_text));
    find_ink (&paper, (int) inner.y, bottom, &left, &right);
    g_assert_cmpfloat (left, <, inner.x - 5); /* counts beside it */
    find_ink (&paper, bottom + 4, HEIGHT, &left, &right);
    g_assert_cmpint (right, >, zero); /* values below it */
  }
  paper_clear (&paper);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typeset/letters", test_letters);
  g_test_add_func ("/typeset/signs", test_signs);
  g_test_add_func ("/typeset/norm-bars", test_norm_bars);
  g_test_add_func ("/typeset/line", test_line);
  g_test_add_func ("/typeset/decimal-point", test_decimal_point);
  g_test_add_func ("/typeset/values", test_values);
  g_test_add_func ("/typeset/signed-bars", test_signed_bars);
  g_test_add_func ("/typeset/find", test_find);
  g_test_add_func ("/typeset/callouts", test_callouts);
  g_test_add_func ("/typeset/jump", test_jump);
  g_test_add_func ("/typeset/names", test_names);
  g_test_add_func ("/typeset/histogram", test_histogram);
  return g_test_run ();
}
