/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* The seeds of a sweep over the steps: what lies in which band, what is infinite, which seed is
 * where. */
#include "figure-run.h"

/* High, so that the chart of the cost is the upper half. */
#define WIDTH 400
#define HEIGHT 600
#define N_SEEDS 5
#define N_STEPS 4

typedef struct {
  GradusSweep *sweep;
  GradusFigure *figure;
  GradusFigureSource source;
  Paper paper;
} SeedsDesk;

static GradusSweep *
make_seeds_sweep (const char *axis)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  GPtrArray *axes = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_sweep_axis_free);
  g_autoptr (GError) error = NULL;
  GradusSweep *sweep;

  experiment->steps = N_STEPS;
  if (axis)
    g_ptr_array_add (axes, gradus_sweep_axis_parse (axis, NULL));
  sweep = gradus_sweep_new (experiment, axes, 1, N_SEEDS, &error);
  g_assert_no_error (error);
  g_assert_true (gradus_sweep_keep_curves (sweep, NULL));
  return sweep;
}

/* Of a cost that stays as it is, 0.1, 0.3, 0.5 …, or that is infinite from a step on. */
static void
add_seed (GradusSweep *sweep, guint seed, guint n_measured)
{
  GradusSweepCurves *curves = gradus_sweep_get_curves (sweep);
  GradusMetrics metrics = { .cost = 0.1 + 0.2 * seed,
                            .accuracy = 0.5,
                            .test_cost = NAN,
                            .test_accuracy = NAN };
  const gboolean has_diverged = n_measured < N_STEPS;

  gradus_sweep_curves_begin (curves, 0, seed);
  for (guint i = 0; i < n_measured; i++)
    gradus_sweep_curves_add (curves, 0, seed, &metrics);
  metrics.cost = has_diverged ? INFINITY : metrics.cost;
  gradus_sweep_curves_conclude (curves, 0, seed, &metrics, has_diverged);
}

/* The first n seeds, of which those from `diverging` on diverge in the middle. */
static void
seeds_desk_init (SeedsDesk *desk, guint n, guint diverging)
{
  desk->sweep = make_seeds_sweep (NULL);
  for (guint seed = 0; seed < n; seed++)
    add_seed (desk->sweep, seed, seed >= diverging ? 2 : N_STEPS);
  desk->figure = make_figure ("seeds");
  gradus_figure_set (desk->figure, "step-axis", 0);
  desk->source = (GradusFigureSource){ .sweep = desk->sweep };
  paper_init (&desk->paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  draw_anew (&desk->paper, desk->figure, &desk->source);
}

static void
seeds_desk_clear (SeedsDesk *desk)
{
  paper_clear (&desk->paper);
  gradus_figure_free (desk->figure);
  gradus_sweep_unref (desk->sweep);
}

static GradusPick
pick_seed (SeedsDesk *desk, int x, int y)
{
  return gradus_figure_pick (&desk->paper.canvas, desk->figure, &desk->source, x, y);
}

/* Where a step and a cost are; the charts have a resolution of a hundredth. */
static void
find_place (SeedsDesk *desk, double step, double cost, int *x, int *y)
{
  for (*y = 0; *y < HEIGHT / 2; (*y)++) {
    for (*x = 0; *x < WIDTH; (*x)++) {
      const GradusPick pick = pick_seed (desk, *x, *y);

      if (isnan (pick.step))
        continue;
      if (fabs (pick.value - cost) > 0.01)
        break;
      if (pick.step >= step)
        return;
    }
  }
  g_assert_not_reached ();
}

static GradusColour
lay_over (GradusColour below, GradusColour colour, double alpha)
{
  below = gradus_colour_mix (below, colour, alpha);
  below.alpha = 1;
  return below;
}

/* 0: behind no band; 1: between the extremes; 2: between the quartiles. */
static void
check_band (SeedsDesk *desk, double step, double cost, guint n_bands)
{
  GradusColour expected = { 1, 1, 1, 1 };
  int x, y;

  if (n_bands > 0)
    expected = lay_over (expected, desk->paper.style->mark, 0.12);
  if (n_bands > 1)
    expected = lay_over (expected, desk->paper.style->mark, 0.28);
  find_place (desk, step, cost, &x, &y);
  g_test_message ("step %g cost %g at %d, %d: %06x", step, cost, x, y,
                  get_pixel (&desk->paper, x, y));
  g_assert_true (paper_has_colour (&desk->paper, x, y, expected));
}

static void
test_bands (void)
{
  SeedsDesk desk;

  seeds_desk_init (&desk, N_SEEDS, N_SEEDS);
  g_assert_cmpfloat (gradus_figure_get (desk.figure, "mark-step"), ==, -1); /* nothing is marked */
  check_band (&desk, 0.05, 0.05, 0);
  check_band (&desk, 2.5, 0.05, 0);
  check_band (&desk, 2.5, 0.23, 1);
  check_band (&desk, 2.5, 0.43, 2);
  check_band (&desk, 2.5, 0.63, 2);
  check_band (&desk, 2.5, 0.77, 1);
  check_band (&desk, 2.5, 0.95, 0);
  seeds_desk_clear (&desk);
}

/* Two of five diverge: the upper quartile is beyond every axis, the median is not. */
static void
test_infinite (void)
{
  SeedsDesk desk;
  g_autofree char *words = NULL;

  seeds_desk_init (&desk, N_SEEDS, 3);
  words = gradus_figure_describe (desk.figure, &desk.source);
  check_band (&desk, 0.5, 0.95, 0);
  check_band (&desk, 3.5, 0.95, 2);
  check_band (&desk, 3.5, 0.43, 2);
  check_band (&desk, 3.5, 0.05, 0);
  g_assert_nonnull (strstr (words, "5 seeds after 4 steps, 2 diverged. Cost: median 0.5"));
  seeds_desk_clear (&desk);
}

/* What is known so far. */
static void
test_underway (void)
{
  SeedsDesk desk;
  g_autofree char *words = NULL, *nothing = NULL;

  seeds_desk_init (&desk, 0, N_SEEDS);
  nothing = gradus_figure_describe (desk.figure, &desk.source);
  g_assert_cmpstr (nothing, ==, "No seed has been measured yet");
  g_assert_cmpint (pick_seed (&desk, WIDTH / 2, HEIGHT / 4).kind, ==, GRADUS_PICK_STEP);
  add_seed (desk.sweep, 1, N_STEPS);
  words = gradus_figure_describe (desk.figure, &desk.source);
  g_assert_true (g_str_has_prefix (words, "1 seed after 4 steps"));
  seeds_desk_clear (&desk);
}

static void
test_nearest (void)
{
  SeedsDesk desk;
  guint plain, pointed;

  seeds_desk_init (&desk, N_SEEDS, N_SEEDS);
  plain = hash_picture (&desk.paper);
  for (guint seed = 0; seed < N_SEEDS; seed++) {
    int x, y;

    find_place (&desk, 2.5, 0.1 + 0.2 * seed + (seed % 2 ? 0.07 : -0.07), &x, &y);
    g_assert_cmpint (pick_seed (&desk, x, y).kind, ==, GRADUS_PICK_SEED);
    g_assert_cmpuint (pick_seed (&desk, x, y).seed, ==, seed);
    desk.figure->pointer_x = x;
    desk.figure->pointer_y = y;
  }
  draw_anew (&desk.paper, desk.figure, &desk.source);
  pointed = hash_picture (&desk.paper);
  g_assert_cmpuint (plain, !=, pointed);
  seeds_desk_clear (&desk);
}

static void
test_cells (void)
{
  g_autoptr (GradusSweep) few = make_seeds_sweep ("network.hidden.activation=tanh,relu");
  g_autoptr (GradusSweep) many =
      make_seeds_sweep ("training.optimiser.learning-rate=1,2,3,4,5,6,7");
  g_autoptr (GradusFigure) figure = make_figure ("seeds");
  const GradusFigureSource sources[] = { { .sweep = few }, { .sweep = many } };
  g_autofree char *words = NULL, *lack = NULL, *fault = NULL;
  const GradusFigureSetting *setting;

  add_seed (few, 0, N_STEPS);
  words = gradus_figure_describe (figure, &sources[0]);
  g_assert_true (g_str_has_prefix (words, "tanh: 1 seed after 4 steps"));
  g_assert_nonnull (strstr (words, "; relu: No seed has been measured yet"));
  lack = gradus_figure_describe (figure, &sources[1]);
  g_assert_cmpstr (lack, ==, "More than six cells could not be told apart: vary less");
  fault = gradus_figure_find_fault (figure, &sources[1], &setting);
  g_assert_nonnull (strstr (fault, "more than 6 cells"));
}

void
add_figure_seeds_tests (void)
{
  g_test_add_func ("/figure-seeds/bands", test_bands);
  g_test_add_func ("/figure-seeds/infinite", test_infinite);
  g_test_add_func ("/figure-seeds/underway", test_underway);
  g_test_add_func ("/figure-seeds/nearest", test_nearest);
  g_test_add_func ("/figure-seeds/cells", test_cells);
}
