/* SPDX-License-Identifier: MIT */

/* Each colour of a landscape is a number: of the ground and, in a mark, its own; what is away from
 * the plane is faint; a hill hides what is behind it. */
#include "paper.h"
#include "plot/landscape-plot.h"
#include "plot/rings.h"
#include "plot/terrain-view.h"

#define WIDTH 700
#define HEIGHT 500
#define SIZE 16

static const GradusRect square = { 0, 0, 400, 400 };

/* It rises from left to right, from 0 to 1; or only as a wall across the middle. */
static void
fill_ground (float *values, gboolean is_wall)
{
  for (guint row = 0; row < SIZE; row++) {
    for (guint column = 0; column < SIZE; column++)
      values[row * SIZE + column] =
          is_wall ? (row == SIZE / 2 ? 1.0f : 0.0f) : ((float) column + 0.5f) / SIZE;
  }
}

static GradusTerrain
make_terrain (const float *values, gboolean is_relief)
{
  return (GradusTerrain){ -1, 1, -1, 1, SIZE, values, { 0, 1, FALSE }, is_relief };
}

static GradusLandscapePlot
make_landscape_plot (const float *values, const GradusLandscapeTrail *trails, guint n)
{
  return (GradusLandscapePlot){ .terrain = make_terrain (values, FALSE),
                                .x_name = "x",
                                .y_name = "y",
                                .value_name = "cost",
                                .n_trails = n,
                                .trails = trails,
                                .pointer_x = NAN,
                                .pointer_y = NAN };
}

static GradusColour
mix_over (GradusColour ground, GradusColour colour, double opacity)
{
  return gradus_colour_mix (ground, gradus_colour_with_alpha (colour, 1), opacity);
}

/* The pixel in the middle of a mark. */
static void
find_middle (Paper *paper, const GradusLandscapePlot *plot, const GradusLandscapeMark *mark, int *x,
             int *y)
{
  double place_x, place_y;

  gradus_landscape_plot_place (&paper->canvas, plot, mark->x, mark->y, &place_x, &place_y);
  *x = (int) (place_x * paper->canvas.magnification);
  *y = (int) (place_y * paper->canvas.magnification);
}

/* The ground has the colour of its number, and a mark that of its own, whatever lies below. */
static void
test_mark_colours (void)
{
  float values[SIZE * SIZE];
  const GradusLandscapeMark mark = { 0.5, 0, 0.1, 0 };
  const GradusLandscapeTrail trail = {
    .name = "run", .colour = { 1, 0, 0, 1 }, .has_now = TRUE, .now = mark
  };
  GradusLandscapePlot plot = make_landscape_plot (values, &trail, 1);
  Paper paper;
  int x, y;

  fill_ground (values, FALSE);
  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  gradus_landscape_plot_draw (&paper.canvas, &plot);
  find_middle (&paper, &plot, &mark, &x, &y);
  g_assert_true (
      paper_has_colour (&paper, x, y, gradus_terrain_get_colour (paper.style, &plot.terrain, 0.1)));
  g_assert_false (paper_has_colour (&paper, x, y,
                                    gradus_terrain_get_colour (paper.style, &plot.terrain, 0.75)));
  find_middle (&paper, &plot, &(GradusLandscapeMark){ -0.72, -0.55, 0, 0 }, &x, &y);
  g_assert_true (paper_has_colour (&paper, x, y,
                                   gradus_terrain_get_colour (paper.style, &plot.terrain, 0.14)));
  paper_clear (&paper);
}

/* In the plane a mark is as it is; the farther away, the fainter, and never quite gone. */
static void
test_fading (void)
{
  float values[SIZE * SIZE] = { 0 };
  GradusLandscapeMark marks[] = { { -0.5, 0, 1, 0 }, { 0, 0, 1, 0.5 }, { 0.5, 0, 1, 3 } };
  const GradusLandscapeTrail trail = {
    .name = "run", .colour = { 1, 0, 0, 1 }, .n_marks = 3, .marks = marks
  };
  GradusLandscapePlot plot = make_landscape_plot (values, &trail, 1);
  Paper paper;

  g_assert_cmpfloat (gradus_landscape_mark_get_opacity (0), ==, 1);
  g_assert_cmpfloat (gradus_landscape_mark_get_opacity (0.5), <, 0.7);
  g_assert_cmpfloat (gradus_landscape_mark_get_opacity (3), <, 0.2);
  g_assert_cmpfloat (gradus_landscape_mark_get_opacity (3), >, 0);
  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  gradus_landscape_plot_draw (&paper.canvas, &plot);
  /* Over the middle of each there is the line, too; its upper part has the fill alone. */
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    const GradusColour full = gradus_terrain_get_colour (paper.style, &plot.terrain, 1);
    const GradusColour ground = gradus_terrain_get_colour (paper.style, &plot.terrain, 0);
    int x, y;

    find_middle (&paper, &plot, &marks[i], &x, &y);
    g_assert_true (paper_has_colour (
        &paper, x, y - 2,
        mix_over (ground, full, gradus_landscape_mark_get_opacity (marks[i].away))));
  }
  paper_clear (&paper);
}

static void
test_not_finite_ground (void)
{
  float values[SIZE * SIZE];
  GradusTerrain terrain = make_terrain (values, FALSE);
  Paper paper;

  for (guint i = 0; i < SIZE * SIZE; i++)
    values[i] = i % SIZE < SIZE / 2 ? NAN : 1;
  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 400);
  gradus_terrain_view_draw (&paper.canvas, &terrain,
                            (GradusRect){ 0, 0, paper.canvas.width, paper.canvas.height });
  g_assert_cmpuint (paper_get_pixel (&paper, 100, 200), ==, 0);
  g_assert_true (
      paper_has_colour (&paper, 300, 200, gradus_terrain_get_colour (paper.style, &terrain, 1)));
  paper_clear (&paper);
}

/* Round numbers within the axis, each with its label. */
static void
test_levels (void)
{
  const GradusAxis axes[] = { { 0.35, 6.4, FALSE }, { 3e-9, 5, TRUE }, { 0.02, 0.9, TRUE } };
  const double some[] = { 2, 1e-4, 0.05 };

  for (guint k = 0; k < G_N_ELEMENTS (axes); k++) {
    g_autoptr (GArray) levels = gradus_terrain_list_levels (&axes[k]);
    gboolean has_some = FALSE;

    g_assert_cmpuint (levels->len, >=, 4);
    g_assert_cmpuint (levels->len, <=, 13);
    for (guint i = 0; i < levels->len; i++) {
      const GradusTick *level = &g_array_index (levels, GradusTick, i);

      g_assert_true (level->value > axes[k].low && level->value < axes[k].high);
      g_assert_nonnull (level->label);
      has_some = has_some || fabs (level->value / some[k] - 1) < 1e-9;
    }
    g_assert_true (has_some);
  }
}

/* What is seen of a relief is found again where it lies; a wall hides what is behind it, and not
 * what is before it. */
static void
test_relief (void)
{
  float values[SIZE * SIZE];
  GradusTerrain terrain = make_terrain (values, TRUE);
  Paper paper;
  double x, y, found_x, found_y;

  fill_ground (values, FALSE);
  for (guint i = 0; i < 9; i++) {
    const double across = -0.8 + 0.2 * i, up = 0.7 - 0.15 * i;

    g_assert_true (gradus_terrain_view_place (&terrain, square, across, up, &x, &y));
    g_assert_true (gradus_terrain_view_find (&terrain, square, x, y, &found_x, &found_y));
    g_assert_cmpfloat_with_epsilon (found_x, across, 0.05);
    g_assert_cmpfloat_with_epsilon (found_y, up, 0.05);
  }
  g_assert_false (gradus_terrain_view_find (&terrain, square, 2, 2, &found_x, &found_y));

  fill_ground (values, TRUE);
  g_assert_true (gradus_terrain_view_place (&terrain, square, 0, -0.6, &x, &y));
  g_assert_false (gradus_terrain_view_place (&terrain, square, 0, 0.2, &x, &y));
  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 400);
  gradus_terrain_view_draw (&paper.canvas, &terrain,
                            (GradusRect){ 0, 0, paper.canvas.width, paper.canvas.height });
  g_assert_cmpuint (paper_get_pixel (&paper, 5, 5) >> 24, ==, 0);
  g_assert_cmpuint (paper_get_pixel (&paper, 200, 300) >> 24, ==, 255);
  paper_clear (&paper);
}

static void
test_pointing (void)
{
  float values[SIZE * SIZE];
  const GradusLandscapeMark marks[] = { { -0.5, 0, 1, 0 }, { 0.5, 0, 1, 0 } };
  const GradusLandscapeTrail trails[] = {
    { .name = "one", .colour = { 1, 0, 0, 1 }, .n_marks = 2, .marks = marks },
    { .name = "two", .colour = { 0, 0, 1, 1 }, .has_now = TRUE, .now = { 0, 0.5, 1, 0 } },
  };
  const GradusLandscapePlot plot = make_landscape_plot (values, trails, 2);
  Paper paper;
  guint trail, mark;
  double x, y, plane_x, plane_y;

  fill_ground (values, FALSE);
  paper_init (&paper, GRADUS_SCHEME_DARK, WIDTH, HEIGHT);
  gradus_landscape_plot_place (&paper.canvas, &plot, 0.5, 0, &x, &y);
  g_assert_true (
      gradus_landscape_plot_find_mark (&paper.canvas, &plot, x + 2, y - 2, &trail, &mark));
  g_assert_true (trail == 0 && mark == 1);
  gradus_landscape_plot_place (&paper.canvas, &plot, 0, 0.5, &x, &y);
  g_assert_true (gradus_landscape_plot_find_mark (&paper.canvas, &plot, x, y, &trail, &mark));
  g_assert_true (trail == 1 && mark == 0);
  g_assert_true (gradus_landscape_plot_find_place (&paper.canvas, &plot, x, y, &plane_x, &plane_y));
  g_assert_cmpfloat_with_epsilon (plane_x, 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (plane_y, 0.5, 1e-6);
  g_assert_false (gradus_landscape_plot_find_mark (&paper.canvas, &plot, 1, 1, &trail, &mark));
  paper_clear (&paper);
}

/* Of any of the channels of two pieces of paper. */
static guint
find_largest_difference (Paper *a, Paper *b, int side)
{
  guint largest = 0;

  for (int y = 0; y < side; y++) {
    for (int x = 0; x < side; x++) {
      for (guint shift = 0; shift < 32; shift += 8)
        largest = MAX (largest, (guint) ABS ((int) (paper_get_pixel (a, x, y) >> shift & 255) -
                                             (int) (paper_get_pixel (b, x, y) >> shift & 255)));
    }
  }
  return largest;
}

/* What is worked out pixel by pixel is what cairo draws of the same rings, wherever in a pixel
 * their middle is, on a dense screen too. */
static void
test_rings (void)
{
  const GradusRing rings[] = { { 1.1, 5.3, { 1, 1, 1, 0.6 } },
                               { 0, 3.2, { 0.1, 0.6, 0.5, 0.8 } },
                               { 2.5, 3.9, { 0.8, 0.2, 0, 0.8 } } };

  for (guint i = 0; i < 24; i++) {
    const double x = 14 + i / 7.0, y = 15 + i / 11.0, dense = 1 + i % 2;
    Paper stamped, traced;

    paper_init (&stamped, GRADUS_SCHEME_LIGHT, 64, 64);
    paper_init (&traced, GRADUS_SCHEME_LIGHT, 64, 64);
    cairo_surface_set_device_scale (stamped.surface, dense, dense);
    cairo_surface_set_device_scale (traced.surface, dense, dense);
    gradus_rings_draw (&stamped.canvas, x, y, rings, G_N_ELEMENTS (rings));
    gradus_rings_trace (&traced.canvas, x, y, rings, G_N_ELEMENTS (rings));
    g_assert_cmpuint (find_largest_difference (&stamped, &traced, 64), >, 0);
    g_assert_cmpuint (find_largest_difference (&stamped, &traced, 64), <, 26);
    paper_clear (&traced);
    paper_clear (&stamped);
  }
}

/* A clip takes in each pixel that the rectangle touches, and no other. */
static void
test_clip (void)
{
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 64, 64);
  gradus_canvas_clip (&paper.canvas, (GradusRect){ 10.3, 20.6, 20.1, 10 });
  gradus_canvas_set_colour (&paper.canvas, (GradusColour){ 1, 0, 0, 1 });
  cairo_paint (paper.cr);
  g_assert_cmpuint (paper_count_colour (&paper, (GradusColour){ 1, 0, 0, 1 },
                                        (GradusRect){ 0, 0, 64, 64 }),
                    ==, 21 * 11);
  g_assert_cmpuint (paper_get_pixel (&paper, 10, 20), !=, 0);
  g_assert_cmpuint (paper_get_pixel (&paper, 9, 20), ==, 0);
  paper_clear (&paper);
}

/* What is prepared for a million numbers says of each what the axis does. */
static void
test_scale (void)
{
  const GradusAxis axes[] = { { 0.35, 6.4, FALSE }, { 3e-9, 5, TRUE }, { 0, 2, FALSE } };
  const double values[] = { 0, 1e-12, 3e-9, 1e-4, 0.35, 1, 4.999, 6.4, 100 };

  for (guint k = 0; k < G_N_ELEMENTS (axes); k++) {
    const GradusTerrainScale scale = gradus_terrain_scale_new (&axes[k]);

    g_assert_true (isnan (gradus_terrain_scale_map (&scale, INFINITY)));
    for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
      const double share = gradus_axis_map (&axes[k], values[i]);

      g_assert_cmpfloat_with_epsilon (gradus_terrain_scale_map (&scale, values[i]), share, 1e-6);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/landscape-plot/mark-colours", test_mark_colours);
  g_test_add_func ("/landscape-plot/fading", test_fading);
  g_test_add_func ("/landscape-plot/not-finite-ground", test_not_finite_ground);
  g_test_add_func ("/landscape-plot/levels", test_levels);
  g_test_add_func ("/landscape-plot/relief", test_relief);
  g_test_add_func ("/landscape-plot/pointing", test_pointing);
  g_test_add_func ("/landscape-plot/scale", test_scale);
  g_test_add_func ("/landscape-plot/rings", test_rings);
  g_test_add_func ("/landscape-plot/clip", test_clip);
  return g_test_run ();
}
