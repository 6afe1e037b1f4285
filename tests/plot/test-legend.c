/* SPDX-License-Identifier: MIT */

/* Legends: each mark is drawn in its colour, rows go on in further rows, and nothing leaves the
 * width. */
#include <math.h>

#include "paper.h"
#include "plot/legend.h"

#define WIDTH 400
#define HEIGHT 200

static const GradusColour red = { 1, 0, 0, 1 };

static void
draw_on_white (Paper *paper, const GradusLegend *legend, double width)
{
  cairo_set_source_rgb (paper->cr, 1, 1, 1);
  cairo_paint (paper->cr);
  gradus_legend_draw (&paper->canvas, legend, 0, 0, width);
  cairo_surface_flush (paper->surface);
}

/* Pixels of that colour, and with `rightmost` the last column that is not white. */
static guint
count_pixels (Paper *paper, guint32 colour, int *rightmost)
{
  const unsigned char *data = cairo_image_surface_get_data (paper->surface);
  guint n = 0;

  for (int y = 0; y < HEIGHT; y++) {
    for (int x = 0; x < WIDTH; x++) {
      const guint32 pixel =
          ((const guint32 *) (const void *) (data + (gsize) y * WIDTH * 4))[x] & 0xFFFFFF;

      n += pixel == colour;
      if (rightmost && pixel != 0xFFFFFF)
        *rightmost = MAX (*rightmost, x);
    }
  }
  return n;
}

/* Pixels that are more red than grey: of a thin mark none may be red all over. */
static guint
count_reddish (Paper *paper)
{
  const unsigned char *data = cairo_image_surface_get_data (paper->surface);
  guint n = 0;

  for (guint i = 0; i < WIDTH * HEIGHT; i++) {
    const guint32 pixel = ((const guint32 *) (const void *) data)[i];

    n += (pixel >> 16 & 255) > (pixel & 255) + 40;
  }
  return n;
}

static void
test_marks (void)
{
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  for (guint mark = GRADUS_LEGEND_HOLLOW_CIRCLE; mark < GRADUS_LEGEND_RAMP; mark++) {
    g_autoptr (GradusLegend) legend = gradus_legend_new ();

    gradus_legend_add (legend, (GradusLegendMark) mark, red, "what it means");
    draw_on_white (&paper, legend, WIDTH);
    g_assert_cmpuint (count_reddish (&paper), >, 0);
  }
  paper_clear (&paper);
}

/* The marks of the classes differ in their shapes, not in their colour alone. */
static void
test_classes (void)
{
  guint areas[4];
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++) {
    g_autoptr (GradusLegend) legend = gradus_legend_new ();

    gradus_legend_add_class (legend, i, red, "class");
    draw_on_white (&paper, legend, WIDTH);
    areas[i] = count_pixels (&paper, 0xFF0000, NULL);
    for (guint j = 0; j < i; j++)
      g_assert_cmpuint (areas[i], !=, areas[j]);
  }
  paper_clear (&paper);
}

/* Pixels in which the channel at that bit is strong and the other two are not: those near an end of a ramp. */
static guint
count_of_channel (Paper *paper, guint bit)
{
  const unsigned char *data = cairo_image_surface_get_data (paper->surface);
  guint n = 0;

  for (guint i = 0; i < WIDTH * HEIGHT; i++) {
    const guint32 pixel = ((const guint32 *) (const void *) data)[i] & 0xFFFFFF;

    n += (pixel >> bit & 255) > 200 && (pixel & ~(255u << bit) & 0xFFFFFF & 0x808080) == 0;
  }
  return n;
}

static void
test_ramp (void)
{
  const GradusColour green = { 0, 1, 0, 1 }, blue = { 0, 0, 1, 1 };
  g_autoptr (GradusLegend) legend = gradus_legend_new ();
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  gradus_legend_add_ramp (legend, red, green, blue, "low", "high");
  draw_on_white (&paper, legend, WIDTH);
  /* Only the middle is all green; beside it red and blue fade away. */
  g_assert_cmpuint (count_of_channel (&paper, 16), >, 0);
  g_assert_cmpuint (count_of_channel (&paper, 0), >, 0);
  paper_clear (&paper);
}

static void
test_rows (void)
{
  g_autoptr (GradusLegend) legend = gradus_legend_new ();
  double one;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  g_assert_cmpfloat (gradus_legend_measure (&paper.canvas, legend, WIDTH), ==, 0);
  for (guint i = 0; i < 4; i++)
    gradus_legend_add (legend, GRADUS_LEGEND_LINE, red, "a mark with words");
  one = gradus_legend_measure (&paper.canvas, legend, 10000);
  g_assert_cmpfloat (one, >, 0);
  for (double width = 360; width > 130; width -= 20) {
    int rightmost = 0;

    draw_on_white (&paper, legend, width);
    count_pixels (&paper, 0, &rightmost);
    g_assert_cmpfloat (rightmost, <, width);
  }
  /* Where not even one fits beside another, each has a row. */
  g_assert_cmpfloat_with_epsilon (gradus_legend_measure (&paper.canvas, legend, 20), 4 * one, 1e-6);
  paper_clear (&paper);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/legend/marks", test_marks);
  g_test_add_func ("/legend/classes", test_classes);
  g_test_add_func ("/legend/ramp", test_ramp);
  g_test_add_func ("/legend/rows", test_rows);
  return g_test_run ();
}
