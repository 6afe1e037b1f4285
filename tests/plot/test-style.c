/* SPDX-License-Identifier: MIT */
#include "plot/style.h"

static void
check_scheme (GradusScheme scheme)
{
  g_autoptr (GradusStyle) style = gradus_style_new (scheme, "Cantarell 11");
  GradusColour back = style->background;

  g_assert_cmpfloat (gradus_colour_contrast (style->text, back), >=, 4.5);
  g_assert_cmpfloat (gradus_colour_contrast (style->dim_text, back), >=, 4.5);
  g_assert_cmpfloat (gradus_colour_contrast (style->mark, back), >=, 3);
  g_assert_cmpfloat (gradus_colour_contrast (style->low_mark, back), >=, 3);
  g_assert_cmpfloat (gradus_colour_contrast (style->high_mark, back), >=, 3);
  for (guint i = 0; i < style->n_classes; i++)
    g_assert_cmpfloat (gradus_colour_contrast (gradus_style_get_class_colour (style, i), back), >=,
                       3);
  for (guint n = 1; n <= 100; n += 9) {
    for (guint i = 0; i < n; i++)
      g_assert_cmpfloat (gradus_colour_contrast (gradus_style_get_layer_colour (style, i, n), back),
                         >=, 3);
  }
}

static void
test_contrast (void)
{
  check_scheme (GRADUS_SCHEME_LIGHT);
  check_scheme (GRADUS_SCHEME_DARK);
  check_scheme (GRADUS_SCHEME_PRINT);
  check_scheme (GRADUS_SCHEME_LIGHT_CONTRAST);
  check_scheme (GRADUS_SCHEME_DARK_CONTRAST);
}

/* Black on white is 21 : 1, grey 118 on white 4.54 : 1 (WCAG's own examples). */
static void
test_formula (void)
{
  GradusColour black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 },
               grey = { 118 / 255.0, 118 / 255.0, 118 / 255.0, 1 };

  g_assert_cmpfloat_with_epsilon (gradus_colour_contrast (black, white), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (gradus_colour_contrast (white, grey), 4.54, 0.01);
}

static void
test_outputs (void)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_LIGHT, "Sans");

  g_assert_cmpfloat (gradus_style_get_output_colour (style, -3).blue, ==, style->low.blue);
  g_assert_cmpfloat (gradus_style_get_output_colour (style, 0.5).red, ==, style->middle.red);
  g_assert_cmpfloat (gradus_style_get_output_colour (style, 7).red, ==, style->high.red);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/style/contrast", test_contrast);
  g_test_add_func ("/style/formula", test_formula);
  g_test_add_func ("/style/outputs", test_outputs);
  return g_test_run ();
}
