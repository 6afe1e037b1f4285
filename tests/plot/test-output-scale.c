/* SPDX-License-Identifier: MIT */

/* One number, one colour: what the colours of outputs say. */
#include "plot/output-scale.h"

#include <math.h>
#include <stdlib.h>

static gboolean
is_same (GradusColour a, GradusColour b)
{
  return gradus_colour_pack (a) == gradus_colour_pack (b);
}

static void
test_ends (void)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_DARK, "Sans");
  const GradusOutputScale scales[] = { gradus_output_scale_make_share (),
                                       gradus_output_scale_make_even (3),
                                       { -1, 2, 7, -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++) {
    const GradusOutputScale *scale = &scales[i];

    g_assert_true (is_same (gradus_output_scale_get_colour (scale, style, scale->low), style->low));
    g_assert_true (
        is_same (gradus_output_scale_get_colour (scale, style, scale->neutral), style->middle));
    g_assert_true (
        is_same (gradus_output_scale_get_colour (scale, style, scale->high), style->high));
    g_assert_true (
        is_same (gradus_output_scale_get_colour (scale, style, scale->high + 99), style->high));
    g_assert_true (is_same (gradus_output_scale_get_colour (scale, style, NAN), style->grid));
    g_assert_true (is_same (gradus_output_scale_get_colour (scale, style, INFINITY), style->grid));
  }
}

static void
test_places (void)
{
  const GradusOutputScale even = gradus_output_scale_make_even (4),
                          share = gradus_output_scale_make_share ();
  double last = -1;

  for (double value = -5; value <= 5; value += 0.25) {
    const double place = gradus_output_scale_get_place (&even, value);

    g_assert_cmpfloat (place, >=, last);
    g_assert_cmpfloat_with_epsilon (place + gradus_output_scale_get_place (&even, -value), 1,
                                    1e-12);
    last = place;
  }
  g_assert_cmpfloat (gradus_output_scale_get_place (&share, 0.25), ==, 0.25);
  g_assert_true (isnan (gradus_output_scale_get_place (&share, NAN)));
}

/* With nothing but 0, or nothing that is finite, 0 still has the middle colour. */
static void
test_largest (void)
{
  const float values[] = { 1, -3, NAN, INFINITY, 2 }, zeros[] = { 0, -0.0f };
  const GradusOutputScale none =
      gradus_output_scale_make_even (gradus_output_scale_find_largest (zeros, 2));

  g_assert_cmpfloat (gradus_output_scale_find_largest (values, 5), ==, 3);
  g_assert_cmpfloat (gradus_output_scale_find_largest (NULL, 0), ==, 0);
  g_assert_cmpfloat (gradus_output_scale_get_place (&none, 0), ==, 0.5);
  g_assert_cmpfloat (gradus_output_scale_make_even (INFINITY).high, ==, 1);
}

/* What is painted by the row has the colours that single numbers have, as far as a shade tells. */
static void
test_shades (void)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_LIGHT, "Sans");
  const GradusOutputScale scales[] = { gradus_output_scale_make_share (),
                                       gradus_output_scale_make_even (3),
                                       { -1, 2, 7 } };
  const float values[] = { -4, -1, -0.3f, 0, 0.25f, 0.5f, 1, 2, 2.5f, 7, 9, NAN, INFINITY };
  guint32 pixels[G_N_ELEMENTS (values)];
  GradusOutputShades shades;

  gradus_output_shades_init (&shades, style);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++) {
    gradus_output_scale_paint (&scales[i], &shades, values, G_N_ELEMENTS (values), pixels);
    for (guint k = 0; k < G_N_ELEMENTS (values); k++) {
      const guint32 colour = gradus_colour_pack (
          gradus_output_scale_get_colour (&scales[i], style, (double) values[k]));

      for (guint channel = 0; channel < 32; channel += 8)
        g_assert_cmpint (abs ((int) (pixels[k] >> channel & 255) - (int) (colour >> channel & 255)),
                         <=, 2);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/output-scale/ends", test_ends);
  g_test_add_func ("/output-scale/places", test_places);
  g_test_add_func ("/output-scale/largest", test_largest);
  g_test_add_func ("/output-scale/shades", test_shades);
  return g_test_run ();
}
