/* SPDX-License-Identifier: MIT */
#include <math.h>

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
for_all_schemes (void (*check) (GradusScheme scheme))
{
  check (GRADUS_SCHEME_LIGHT);
  check (GRADUS_SCHEME_DARK);
  check (GRADUS_SCHEME_PRINT);
  check (GRADUS_SCHEME_LIGHT_CONTRAST);
  check (GRADUS_SCHEME_DARK_CONTRAST);
}

static void
test_contrast (void)
{
  for_all_schemes (check_scheme);
}

/* -- Colours as they are seen ------------------------------------------------------------------ */

/* Ways to see: with all three kinds of cones, and without one of them (Machado et al. 2009). */
enum {
  NORMAL,
  PROTAN,
  DEUTAN,
  TRITAN,
  N_EYES
};

static const double eyes[N_EYES][3][3] = {
  { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
  { { 0.152286, 1.052583, -0.204868 },
    { 0.114503, 0.786281, 0.099216 },
    { -0.003882, -0.048116, 1.051998 } },
  { { 0.367322, 0.860646, -0.227968 },
    { 0.280085, 0.672501, 0.047413 },
    { -0.011820, 0.042940, 0.968881 } },
  { { 1.255528, -0.076749, -0.178779 },
    { -0.078411, 0.930809, 0.147602 },
    { 0.004733, 0.691367, 0.303900 } },
};

/* OKLab (Ottosson 2020), in hundredths: lightness, green to red, blue to yellow. */
typedef struct {
  double lightness, a, b;
} Lab;

static double
linearise (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static Lab
see (GradusColour colour, guint eye)
{
  const double from[3] = { linearise (colour.red), linearise (colour.green),
                           linearise (colour.blue) };
  double to[3], l, m, s;

  for (guint i = 0; i < 3; i++) {
    to[i] = 0;
    for (guint k = 0; k < 3; k++)
      to[i] += eyes[eye][i][k] * from[k];
    to[i] = CLAMP (to[i], 0, 1);
  }
  l = cbrt (0.4122214708 * to[0] + 0.5363325363 * to[1] + 0.0514459929 * to[2]);
  m = cbrt (0.2119034982 * to[0] + 0.6806995451 * to[1] + 0.1073969566 * to[2]);
  s = cbrt (0.0883024619 * to[0] + 0.2817188376 * to[1] + 0.6299787005 * to[2]);
  return (Lab){ 100 * (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s),
                100 * (1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s),
                100 * (0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s) };
}

static double
measure_difference (GradusColour p, GradusColour q, guint eye)
{
  const Lab x = see (p, eye), y = see (q, eye);

  return sqrt (pow (x.lightness - y.lightness, 2) + pow (x.a - y.a, 2) + pow (x.b - y.b, 2));
}

/* About 2 is what can just be seen side by side; these lie apart. */
static void
check_classes (GradusScheme scheme)
{
  g_autoptr (GradusStyle) style = gradus_style_new (scheme, "Sans");

  g_assert_cmpuint (style->n_classes, ==, 10);
  for (guint eye = 0; eye < N_EYES; eye++) {
    for (guint i = 0; i < style->n_classes; i++) {
      for (guint k = 0; k < i; k++)
        g_assert_cmpfloat (measure_difference (style->classes[i], style->classes[k], eye), >,
                           eye == NORMAL ? 16 : 8);
    }
    g_assert_cmpfloat (measure_difference (style->low, style->high, eye), >, 16);
    g_assert_cmpfloat (measure_difference (style->low_half, style->high_half, eye), >, 8);
  }
}

static void
test_classes (void)
{
  for_all_schemes (check_classes);
}

/* From the middle to either end a step never goes back in lightness, nor loses its hue halfway:
 * mixed with black or white alone, orange is mud. */
static void
check_outputs (GradusScheme scheme)
{
  g_autoptr (GradusStyle) style = gradus_style_new (scheme, "Sans");
  const double middle = see (style->middle, NORMAL).lightness,
               sign = see (style->high, NORMAL).lightness > middle ? 1 : -1;

  for (int side = -1; side <= 1; side += 2) {
    const Lab half = see (gradus_style_get_output_colour (style, 0.5 + 0.25 * side), NORMAL);
    double last = middle;

    for (guint i = 1; i <= 50; i++) {
      const double now =
          see (gradus_style_get_output_colour (style, 0.5 + 0.01 * side * i), NORMAL).lightness;

      g_assert_cmpfloat (sign * (now - last), >, 0);
      last = now;
    }
    g_assert_cmpfloat (hypot (half.a, half.b), >, sign > 0 ? 10 : 5);
  }
}

static void
test_outputs (void)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_LIGHT, "Sans");
  g_autoptr (GradusStyle) dark = gradus_style_new (GRADUS_SCHEME_DARK, "Sans");

  g_assert_cmpfloat (gradus_style_get_output_colour (style, -3).blue, ==, style->low.blue);
  g_assert_cmpfloat (gradus_style_get_output_colour (style, 0.5).red, ==, style->middle.red);
  g_assert_cmpfloat (gradus_style_get_output_colour (style, NAN).red, ==, style->middle.red);
  g_assert_cmpfloat (gradus_style_get_output_colour (style, 7).red, ==, style->high.red);
  /* Nothing on a card is not the card. */
  g_assert_cmpfloat (measure_difference (dark->middle, dark->background, NORMAL), >, 10);
  for_all_schemes (check_outputs);
}

/* None is the background, all is strong, more is never less; and text can be read on it. */
static void
check_shares (GradusScheme scheme)
{
  g_autoptr (GradusStyle) style = gradus_style_new (scheme, "Sans");
  double last = 0;

  for (guint i = 0; i <= 20; i++) {
    const GradusColour colour = gradus_style_get_share_colour (style, i / 20.0);
    const double now = measure_difference (colour, style->background, NORMAL);

    g_assert_true (i == 0 ? now == 0 : now > last);
    g_assert_cmpfloat (gradus_colour_contrast (style->text, colour), >=, 4.5);
    last = now;
  }
  g_assert_cmpfloat (last, >, 20);
  g_assert_cmpfloat (gradus_style_get_share_colour (style, NAN).red, ==, style->background.red);
}

static void
test_shares (void)
{
  for_all_schemes (check_shares);
}

/* Numbers stand on colours of outputs, as in the cells of a confusion matrix, and on greys. */
static void
check_ink (GradusScheme scheme)
{
  g_autoptr (GradusStyle) style = gradus_style_new (scheme, "Sans");

  for (guint i = 0; i <= 200; i++) {
    const double t = i / 200.0;
    const GradusColour output = gradus_style_get_output_colour (style, t), grey = { t, t, t, 1 };

    g_assert_cmpfloat (gradus_colour_contrast (gradus_style_get_ink (style, output), output), >=,
                       4.5);
    g_assert_cmpfloat (gradus_colour_contrast (gradus_style_get_ink (style, grey), grey), >=, 4.5);
  }
  g_assert_cmpfloat (gradus_style_get_ink (style, style->background).red, ==, style->text.red);
}

static void
test_ink (void)
{
  for_all_schemes (check_ink);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/style/contrast", test_contrast);
  g_test_add_func ("/style/ink", test_ink);
  g_test_add_func ("/style/formula", test_formula);
  g_test_add_func ("/style/classes", test_classes);
  g_test_add_func ("/style/outputs", test_outputs);
  g_test_add_func ("/style/shares", test_shares);
  return g_test_run ();
}
