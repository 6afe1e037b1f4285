/* SPDX-License-Identifier: MIT */

/* Numbers as the squares of a picture: each in its own colour, nothing for what is beyond an edge,
 * and marks around just what they are to mark. */
#include "paper.h"
#include "plot/pixel-plot.h"

#define WIDTH 300
#define HEIGHT 240

static const GradusRect all = { 0, 0, WIDTH, HEIGHT };
static const float values[] = { -1, 0, 1, 0.5f, -0.5f, 0.25f };

static GradusPixelPlot
make_plot (void)
{
  return (GradusPixelPlot){ .rows = 2, .columns = 3, .values = values, .low = -1, .high = 1 };
}

/* Beside the middle of a square, where a number would be, and in pixels. */
static void
find_spot (Paper *paper, const GradusPixelPlot *plot, GradusRect place, guint at, int *x, int *y)
{
  const double side = place.width / plot->columns, m = paper->canvas.magnification;

  *x = (int) (m * (place.x + (at % plot->columns + 0.15) * side));
  *y = (int) (m * (place.y + (at / plot->columns + 0.15) * side));
}

static void
test_colours (void)
{
  GradusPixelPlot plot = make_plot ();
  GradusRect place;
  Paper paper;
  int x, y;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  plot.has_numbers = TRUE;
  plot.title = "title";
  plot.note = "note";
  place = gradus_pixel_plot_place (&paper.canvas, &plot, all);
  g_assert_cmpfloat (place.y, >, 0);
  g_assert_cmpfloat_with_epsilon (place.width / 3, place.height / 2, 1e-9);
  gradus_pixel_plot_draw (&paper.canvas, &plot, all);
  for (guint at = 0; at < 6; at++) {
    const GradusColour colour =
        gradus_style_get_output_colour (paper.style, ((double) values[at] + 1) / 2);

    find_spot (&paper, &plot, place, at, &x, &y);
    g_assert_true (paper_has_colour (&paper, x, y, colour));
    g_assert_cmpint (gradus_pixel_plot_find (&plot, place, x / paper.canvas.magnification,
                                             y / paper.canvas.magnification),
                     ==, at);
  }
  g_assert_cmpint (gradus_pixel_plot_find (&plot, place, place.x - 1, place.y + 1), ==, -1);
  paper_clear (&paper);
}

/* A number that is 0 has the colour of nothing, but it is there; what is beyond is blank. */
static void
test_beyond (void)
{
  GradusPixelPlot plot = make_plot ();
  GradusRect place;
  Paper paper;
  int x, y;

  paper_init (&paper, GRADUS_SCHEME_DARK, WIDTH, HEIGHT);
  plot.is_grey = TRUE;
  plot.top = 1;
  plot.bottom = 2;
  plot.left = 0;
  plot.right = 2;
  place = gradus_pixel_plot_place (&paper.canvas, &plot, all);
  gradus_pixel_plot_draw (&paper.canvas, &plot, all);
  for (guint at = 0; at < 6; at++) {
    const double level = ((double) values[at] + 1) / 2;
    const GradusColour grey = { level, level, level, 1 };

    find_spot (&paper, &plot, place, at, &x, &y);
    g_assert_true (
        paper_has_colour (&paper, x, y, at == 3 || at == 4 ? grey : paper.style->background));
  }
  paper_clear (&paper);
}

/* Pictures side by side, the last of which is missing. */
static void
test_tiles (void)
{
  GradusPixelPlot plot = make_plot ();
  static const float ones[] = { 1, 1, 1, 1, 1, 1 };
  GradusRect place;
  Paper paper;
  int x, y;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  plot.values = ones;
  plot.tile_rows = 1;
  plot.tile_columns = 3;
  plot.n_tiles = 1;
  place = gradus_pixel_plot_place (&paper.canvas, &plot, all);
  gradus_pixel_plot_draw (&paper.canvas, &plot, all);
  for (guint at = 0; at < 6; at++) {
    find_spot (&paper, &plot, place, at, &x, &y);
    g_assert_true (paper_has_colour (&paper, x, y,
                                     at < 3 ? gradus_style_get_output_colour (paper.style, 1)
                                            : paper.style->background));
  }
  paper_clear (&paper);
}

/* Letters are drawn where they have room, and where they have none nothing is. */
static guint
count_ink (double side, gboolean has_numbers)
{
  GradusPixelPlot plot = make_plot ();
  const GradusRect rect = { 0, 0, 3 * side, 2 * side };
  static const float numbers[6] = { 0.25f, 0.25f, 0.25f, 0.25f, 0.25f, 0.25f };
  Paper paper;
  guint n;

  plot.values = numbers;
  plot.has_numbers = has_numbers;
  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  gradus_pixel_plot_draw (&paper.canvas, &plot, rect);
  n = paper_count_dark (&paper, rect);
  paper_clear (&paper);
  return n;
}

static void
test_numbers (void)
{
  g_assert_cmpuint (count_ink (60, TRUE), >, count_ink (60, FALSE));
  g_assert_cmpuint (count_ink (12, TRUE), ==, count_ink (12, FALSE));
}

static void
test_units (void)
{
  g_assert_cmpfloat (gradus_pixel_plot_find_unit (0), ==, 1);
  g_assert_cmpfloat (gradus_pixel_plot_find_unit (NAN), ==, 1);
  g_assert_cmpfloat (gradus_pixel_plot_find_unit (0.3), ==, 1);
  g_assert_cmpfloat (gradus_pixel_plot_find_unit (40), ==, 1);
  g_assert_cmpfloat_with_epsilon (gradus_pixel_plot_find_unit (3.4e-7), 1e-7, 1e-15);
  g_assert_cmpfloat_with_epsilon (gradus_pixel_plot_find_unit (25000), 10000, 1e-6);
}

/* The line is where marked and other squares meet, and nowhere else. */
static void
test_marks (void)
{
  static const guint8 is_marked[] = { 1, 0, 1, 1, 0, 0 };
  const GradusPixelPlot plot = make_plot ();
  const GradusRect place = { 10.5, 10.5, 210, 140 }; /* lines fill pixels */
  const double side = 70;
  Paper paper;
  double m;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  m = paper.canvas.magnification;
  gradus_pixel_plot_mark_all (&paper.canvas, &plot, place, is_marked);
  for (guint at = 0; at < 6; at++) {
    const guint row = at / 3, column = at % 3;
    const gboolean ends_right = column < 2 && is_marked[at] != is_marked[at + 1];
    const gboolean ends_below = row == 0 && is_marked[at] != is_marked[at + 3];
    const int middle_x = (int) (m * (place.x + (column + 0.5) * side)),
              middle_y = (int) (m * (place.y + (row + 0.5) * side)),
              right = (int) (m * (place.x + (column + 1) * side)),
              below = (int) (m * (place.y + (row + 1) * side));

    if (column < 2)
      g_assert_cmpint (paper_has_colour (&paper, right, middle_y, paper.style->mark), ==,
                       ends_right);
    if (row == 0)
      g_assert_cmpint (paper_has_colour (&paper, middle_x, below, paper.style->mark), ==,
                       ends_below);
  }
  paper_clear (&paper);
}

/* Where a window goes beyond the picture its mark does not: it is over other things there. */
static void
test_open_mark (void)
{
  const GradusPixelPlot plot = make_plot ();
  const GradusRect rect = { 60.5, 60.5, 120, 80 };
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  gradus_pixel_plot_mark (&paper.canvas, &plot, rect, -1, -1, 2, 2, GRADUS_PIXEL_MARK_CHOSEN);
  g_assert_cmpuint (paper_count_colour (&paper, paper.style->text, rect), >, 0);
  g_assert_cmpuint (paper_count_colour (&paper, paper.style->text, (GradusRect){ 0, 0, WIDTH, 50 }),
                    ==, 0);
  paper_clear (&paper);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pixel-plot/colours", test_colours);
  g_test_add_func ("/pixel-plot/beyond", test_beyond);
  g_test_add_func ("/pixel-plot/tiles", test_tiles);
  g_test_add_func ("/pixel-plot/numbers", test_numbers);
  g_test_add_func ("/pixel-plot/units", test_units);
  g_test_add_func ("/pixel-plot/marks", test_marks);
  g_test_add_func ("/pixel-plot/open-mark", test_open_mark);
  return g_test_run ();
}
