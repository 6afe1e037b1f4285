/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "data/generator.h"

static double
evaluate (const char *text, double x)
{
  g_autoptr (GError) error = NULL;
  const GradusFormula *formula = gradus_formula_find (text, &error);

  g_assert_no_error (error);
  g_assert_true (gradus_formula_find (text, NULL) == formula);
  return gradus_formula_evaluate (formula, x);
}

/* Beside the same in C. */
static void
test_values (void)
{
  for (double x = -3.1; x < 3.2; x += 0.7) {
    const struct {
      const char *text;
      double value;
    } cases[] = {
      { "x", x },
      { "2x", 2 * x },
      { "2 x + 1", 2 * x + 1 },
      { "-x^2", -(x * x) },
      { "(-x)^2", x * x },
      { "2^3^2", 512 },
      { "2^-2", 0.25 },
      { "1 - 2 - 3", -4 },
      { "8 / 4 / 2", 1 },
      { "x² + x³", x * x + x * x * x },
      { "3(x+1)(x-1)", 3 * (x + 1) * (x - 1) },
      { "2sin(x)", 2 * sin (x) },
      { "2 pi x", 2 * G_PI * x },
      { "π·x − 1", G_PI * x - 1 },
      { "exp(-x*x)", exp (-x * x) },
      { "e^x", exp (x) },
      { "2e", 2 * G_E },
      { "1.5e2x", 150 * x },
      { "0.1 x**3 - tanh(x)", 0.1 * x * x * x - tanh (x) },
      { "abs(x) + sign(x) + floor(x)", fabs (x) + (x > 0 ? 1 : -1) + floor (x) },
      { "sqrt(x^2) log(e) cos(0)", fabs (x) },
      { "tan(x)/2", tan (x) / 2 },
      { "--x", x },
      { ".5", 0.5 },
    };

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      g_assert_cmpfloat_with_epsilon (evaluate (cases[i].text, x), cases[i].value,
                                      1e-9 * (1 + fabs (cases[i].value)));
  }
  g_assert_true (isnan (evaluate ("log(-1)", 0)) && isinf (evaluate ("1/x", 0)));
}

static void
test_wrong (void)
{
  static const struct {
    const char *text, *complaint;
  } cases[] = {
    { "", "character 1: something is missing" },
    { "x +", "character 4: something is missing" },
    { "2 * (x + 1", "character 11: a closing bracket" },
    { "x)", "character 2: “)” does not belong" },
    { "sinx", "character 1: “sinx” is not known" },
    { "sin x", "character 5: sin needs brackets" },
    { "y", "“y” is not known; known are x, pi" },
    { "π + ä", "character 5: “ä” is not known" },
    { "0x10", "“0x" },
    { "x ^", "something is missing" },
    { "x $ 2", "character 3: “$” does not belong" },
    { "1e999", "too large" },
    { "x = 2", "does not belong" },
    { "1.2.3x", "character 4: a number follows a number; write one, as in 1.5" },
    { "1 000x", "character 3: a number follows a number" },
    { "2 .5", "a number follows a number" },
  };
  g_autofree char *deep = g_strnfill (100, '('), *bare = g_strnfill (100, '-'),
                  *longest = g_strnfill (201, '1');
  const char *const monsters[] = { deep, bare, longest, "\xff\xfe" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    if (g_str_equal (cases[i].text, "0x10")) {
      g_assert_nonnull (gradus_formula_find (cases[i].text, &error)); /* 0 times x times 10 */
      continue;
    }
    g_assert_null (gradus_formula_find (cases[i].text, &error));
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, cases[i].complaint));
  }
  for (guint i = 0; i < G_N_ELEMENTS (monsters); i++)
    g_assert_null (gradus_formula_find (monsters[i], NULL));
}

static double
draw (gpointer source)
{
  guint *state = source;

  *state = *state * 1664525u + 1013904223u;
  return *state / 4294967296.0;
}

static void
test_data (void)
{
  GradusDataSpec function = gradus_data_spec_make (&gradus_function_generator);
  GradusDataSpec above = gradus_data_spec_make (&gradus_above_generator);
  guint state = 1;
  const GradusDraw from = { draw, &state };
  g_autoptr (GradusDataset) numbers = NULL, classes = NULL;
  g_autoptr (GError) error = NULL;

  function.noise = above.noise = 0;
  function.formula = above.formula = gradus_formula_find ("x²/5 - 1", NULL);
  numbers = function.generator->make (&function, &from, NULL);
  classes = above.generator->make (&above, &from, NULL);
  g_assert_true (numbers->n_inputs == 1 && classes->n_inputs == 2);
  for (guint i = 0; i < numbers->n_samples; i++) {
    const double x = (double) numbers->floats[i];

    g_assert_cmpfloat_with_epsilon ((double) numbers->targets[i], x * x / 5 - 1, 1e-5);
  }
  for (guint i = 0; i < classes->n_samples; i++) {
    const double x = (double) classes->floats[2 * i], y = (double) classes->floats[2 * i + 1];

    if (fabs (y - (x * x / 5 - 1)) > 1e-4)
      g_assert_true ((classes->targets[i] > 0.5f) == (y > x * x / 5 - 1));
  }
  function.formula = gradus_formula_find ("log(-1 - x^2)", NULL);
  g_assert_null (function.generator->make (&function, &from, &error));
  g_assert_nonnull (strstr (error->message, "hardly any values"));
}

/* The cones of the hills, by hand. */
static void
test_surfaces (void)
{
  GradusDataSpec plane = gradus_data_spec_make (&gradus_plane_generator);
  GradusDataSpec hill = gradus_data_spec_make (&gradus_hill_generator);
  guint state = 1, n_high = 0, n_low = 0;
  const GradusDraw from = { draw, &state };
  g_autoptr (GradusDataset) flat = NULL, hills = NULL;

  plane.noise = hill.noise = 0;
  flat = plane.generator->make (&plane, &from, NULL);
  hills = hill.generator->make (&hill, &from, NULL);
  for (guint i = 0; i < flat->n_samples; i++) {
    const double x = (double) hills->floats[2 * i], y = (double) hills->floats[2 * i + 1];
    const double height = (double) hills->targets[i];

    g_assert_cmpfloat_with_epsilon ((double) flat->targets[i],
                                    (double) (flat->floats[2 * i] + flat->floats[2 * i + 1]) / 10,
                                    1e-6);
    if (hypot (x, y + 2.5) < 0.5)
      g_assert_cmpfloat_with_epsilon (height, 1 - hypot (x, y + 2.5) / 2, 1e-6);
    if (fabs (y) < 0.4)
      g_assert_cmpfloat_with_epsilon (height, 0, 1e-6);
    n_high += height > 0.3;
    n_low += height < -0.3;
  }
  g_assert_true (n_high > 20 && n_low > 20);
}

static void
test_points (void)
{
  const GradusPoint points[] = { { 1, 2, 0 }, { -1, 0.5f, 2 }, { 0, 0, 1 } };
  g_autoptr (GradusPoints) three = gradus_points_new (points, 3, NULL),
                           two = gradus_points_new (points, 1, NULL);
  GradusDataSpec spec = gradus_data_spec_make (&gradus_points_generator);
  g_autoptr (GradusDataset) dataset = NULL;
  g_auto (GradusDataSpec) copy = { 0 };

  g_assert_null (spec.generator->make (&spec, NULL, NULL));
  spec.points = three;
  copy = gradus_data_spec_copy (&spec);
  g_assert_true (gradus_data_spec_equal (&spec, &copy));
  g_assert_cmpuint (gradus_data_spec_count_targets (&spec), ==, 3);
  dataset = spec.generator->make (&spec, NULL, NULL);
  g_assert_true (dataset->n_samples == 3 && dataset->floats[2] == -1 && dataset->targets[5] == 1);
  spec.points = two;
  g_assert_false (gradus_data_spec_equal (&spec, &copy));
  g_assert_cmpuint (gradus_data_spec_count_targets (&spec), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formula/values", test_values);
  g_test_add_func ("/formula/wrong", test_wrong);
  g_test_add_func ("/formula/data", test_data);
  g_test_add_func ("/formula/surfaces", test_surfaces);
  g_test_add_func ("/points", test_points);
  return g_test_run ();
}
