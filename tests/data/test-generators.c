/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "data/feature.h"
#include "data/generator.h"

static double
draw (gpointer source)
{
  guint *state = source;

  *state = *state * 1664525u + 1013904223u;
  return *state / 4294967296.0;
}

static GradusDataset *
make (const GradusDataSpec *spec)
{
  guint state = 1;
  const GradusDraw from = { draw, &state };

  return spec->generator->make (spec, &from, NULL);
}

static void
test_xor (void)
{
  const GradusDataSpec spec = gradus_data_spec_make (gradus_generator_find ("xor"));
  g_autoptr (GradusDataset) xor = make (&spec);
  const float inputs[8] = { 0, 0, 0, 1, 1, 0, 1, 1 }, target[4] = { 0, 1, 1, 0 };

  g_assert_cmpuint (xor->n_inputs, ==, 2);
  g_assert_cmpuint (xor->n_targets, ==, 1);
  g_assert_cmpuint (xor->n_samples, ==, 4);
  g_assert_cmpmem (xor->floats, sizeof inputs, inputs, sizeof inputs);
  g_assert_cmpmem (xor->targets, sizeof target, target, sizeof target);
}

/* On its arm, as far from it as the noise allows; and one class a sample. */
static void
test_spiral (void)
{
  for (guint arms = 2; arms <= 5; arms++) {
    GradusDataSpec spec = gradus_data_spec_make (gradus_generator_find ("spiral"));
    g_autoptr (GradusDataset) spiral = NULL;

    spec.n_arms = arms;
    spec.n_samples = 101;
    spiral = make (&spec);
    g_assert_cmpuint (spiral->n_targets, ==, arms == 2 ? 1 : arms);
    for (guint i = 0; i < 101; i++) {
      const guint arm = i % arms;
      const double along = (double) (i / arms) * arms / 101,
                   angle = 2 * G_PI * (1.75 * along + (double) arm / arms);
      float sum = 0;

      g_assert_cmpfloat_with_epsilon ((double) spiral->floats[2 * i], 5 * along * sin (angle),
                                      0.1001);
      g_assert_cmpfloat_with_epsilon ((double) spiral->floats[2 * i + 1], 5 * along * cos (angle),
                                      0.1001);
      for (guint k = 0; k < spiral->n_targets; k++)
        sum += spiral->targets[i * spiral->n_targets + k];
      g_assert_true (sum == (arms > 2 || arm == 0 ? 1 : 0));
    }
  }
}

/* Without noise every point is where its class is said to be. */
static gboolean
is_where_it_belongs (const char *name, double x, double y, gboolean class)
{
  const double radius = hypot (x, y);

  if (g_str_equal (name, "circle"))
    return class ? radius <= 2.5001 : radius >= 3.4999 && radius <= 5.0001;
  if (g_str_equal (name, "gauss"))
    return hypot (x - (class ? 2 : -2), y - (class ? 2 : -2)) < 5;
  if (g_str_equal (name, "xor-cloud"))
    return fabs (x) >= 0.2999 && fabs (y) >= 0.2999 && fabs (x) < 5.3001 && class == (x * y < 0);
  if (g_str_equal (name, "moons"))
    return fabs (hypot (x - (class ? 1.5 : -1.5), y - (class ? 0.75 : -0.75)) - 3) < 1e-4 &&
           (class ? y <= 0.7501 : y >= -0.7501);
  return class == (((int) floor ((x + 5) / 2.5) + (int) floor ((y + 5) / 2.5)) % 2 == 0);
}

static void
test_planar (void)
{
  static const char *const names[] = { "circle", "gauss", "xor-cloud", "moons", "checkerboard" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    GradusDataSpec spec = gradus_data_spec_make (gradus_generator_find (names[i]));
    g_autoptr (GradusDataset) still = NULL, noisy = NULL;
    guint n_ones = 0;
    double most = 0;

    spec.n_samples = 400;
    spec.noise = 0;
    still = make (&spec);
    for (guint k = 0; k < 400; k++) {
      g_assert_true (is_where_it_belongs (names[i], (double) still->floats[2 * k],
                                          (double) still->floats[2 * k + 1],
                                          still->targets[k] > 0.5f));
      n_ones += still->targets[k] > 0.5f;
    }
    g_assert_cmpuint (n_ones, >, 150);
    g_assert_cmpuint (n_ones, <, 250);
    spec.noise = 0.4;
    noisy = make (&spec);
    for (guint k = 0; k < 800; k++) {
      g_assert_cmpfloat_with_epsilon ((double) noisy->floats[k], (double) still->floats[k], 1.0001);
      most = fmax (most, fabs ((double) noisy->floats[k] - (double) still->floats[k]));
    }
    g_assert_cmpfloat (most, >, 0.9);
  }
}

static void
test_generators (void)
{
  g_assert_null (gradus_generator_find ("xnor"));
  for (guint i = 0; gradus_generators[i]; i++) {
    const GradusDataSpec spec = gradus_data_spec_make (gradus_generators[i]);
    g_autoptr (GradusDataset) dataset = NULL;

    g_assert_true (gradus_generator_find (gradus_generators[i]->name) == gradus_generators[i]);
    if (gradus_generators[i]->open || gradus_generators[i] == &gradus_points_generator)
      continue; /* these make nothing of nothing */
    dataset = make (&spec);
    g_assert_cmpuint (dataset->n_inputs, ==, gradus_generators[i]->n_inputs);
    g_assert_cmpuint (dataset->n_targets, ==, gradus_data_spec_count_targets (&spec));
    if (spec.n_samples > 0)
      g_assert_cmpuint (dataset->n_samples, ==, spec.n_samples);
  }
}

static void
test_pick (void)
{
  const GradusDataSpec spec = gradus_data_spec_make (&gradus_xor_generator);
  g_autoptr (GradusDataset) xor = make (&spec);
  const guint indices[] = { 3, 1 };
  g_autoptr (GradusDataset) picked = gradus_dataset_pick (xor, indices, 2);
  const float inputs[] = { 1, 1, 0, 1 };

  g_assert_cmpmem (picked->floats, sizeof inputs, inputs, sizeof inputs);
  g_assert_true (picked->targets[0] == 0 && picked->targets[1] == 1);
}

/* In the order of their kinds, whatever they are asked for with; the points go along. */
static void
test_features (void)
{
  const guint features = 1u << GRADUS_FEATURE_SIN_Y | 1u << GRADUS_FEATURE_Y |
                         1u << GRADUS_FEATURE_XY | 1u << GRADUS_FEATURE_X2 |
                         1u << GRADUS_FEATURE_Y2 | 1u << GRADUS_FEATURE_SIN_X;
  g_autoptr (GradusDataset) plane = gradus_dataset_new (2, 1, 3);
  g_autoptr (GradusDataset) all = NULL, picked = NULL;
  const float points[] = { 9, 9, 9, 9, 3, -2 };
  const guint last = 2;
  double x, y;

  memcpy (plane->floats, points, sizeof points);
  plane->targets[2] = 1;
  all = gradus_features_apply (features, plane);
  picked = gradus_dataset_pick (all, &last, 1);
  g_assert_cmpuint (picked->n_inputs, ==, 6);
  g_assert_cmpfloat (picked->floats[0], ==, -2);
  g_assert_cmpfloat (picked->floats[1], ==, 9);
  g_assert_cmpfloat (picked->floats[2], ==, 4);
  g_assert_cmpfloat (picked->floats[3], ==, -6);
  g_assert_cmpfloat_with_epsilon (picked->floats[4], 0.14112001f, 1e-7f);
  g_assert_cmpfloat_with_epsilon (picked->floats[5], -0.90929743f, 1e-7f);
  g_assert_cmpfloat (picked->targets[0], ==, 1);
  g_assert_cmpuint (gradus_dataset_count_axes (picked), ==, 2);
  gradus_dataset_get_point (picked, 0, 0, 1, &x, &y);
  g_assert_true (x == 3 && y == -2);
  gradus_dataset_get_point (plane, 2, 1, 0, &x, &y);
  g_assert_true (x == -2 && y == 3);
}

static void
assert_names (const GradusDataset *dataset, const char *inputs, const char *axes)
{
  GString *own = g_string_new (NULL), *plane = g_string_new (NULL);

  for (guint i = 0; i < dataset->n_inputs; i++) {
    g_autofree char *name = gradus_dataset_name_input (dataset, i);

    g_string_append_printf (own, "%s|", name);
  }
  for (guint i = 0; i < gradus_dataset_count_axes (dataset); i++) {
    g_autofree char *name = gradus_dataset_name_axis (dataset, i);

    g_string_append_printf (plane, "%s|", name);
  }
  g_assert_cmpstr (own->str, ==, inputs);
  g_assert_cmpstr (plane->str, ==, axes);
  g_string_free (own, TRUE);
  g_string_free (plane, TRUE);
}

/* By features, by columns, or by number; axes beside features are the plane's. */
static void
test_names (void)
{
  g_autoptr (GradusDataset) plane = gradus_dataset_new (2, 1, 1);
  g_autoptr (GradusDataset) some = gradus_features_apply (
      1u << GRADUS_FEATURE_Y | 1u << GRADUS_FEATURE_XY | 1u << GRADUS_FEATURE_SIN_X, plane);
  g_autoptr (GradusDataset) all = gradus_features_apply ((1u << GRADUS_N_FEATURES) - 1, plane);
  g_autoptr (GradusDataset) wide = gradus_dataset_new (784, 1, 1);
  g_autofree char *last = gradus_dataset_name_input (wide, 783);

  assert_names (plane, "x₁|x₂|", "x₁|x₂|");
  assert_names (some, "x₂|x₁x₂|sin x₁|", "x₁|x₂|");
  assert_names (all, "x₁|x₂|x₁²|x₂²|x₁x₂|sin x₁|sin x₂|", "x₁|x₂|");
  g_assert_cmpstr (last, ==, "x₇₈₄");
  plane->input_names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (plane->input_names, g_strdup ("petal"));
  g_ptr_array_add (plane->input_names, g_strdup ("sepal"));
  assert_names (plane, "petal|sepal|", "petal|sepal|");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/generators/xor", test_xor);
  g_test_add_func ("/generators/spiral", test_spiral);
  g_test_add_func ("/generators/planar", test_planar);
  g_test_add_func ("/generators/all", test_generators);
  g_test_add_func ("/generators/pick", test_pick);
  g_test_add_func ("/generators/features", test_features);
  g_test_add_func ("/generators/names", test_names);
  return g_test_run ();
}
