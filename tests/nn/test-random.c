/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <math.h>

#include "nn/random.h"
#include "tests.h"

/* The published outputs of xoshiro256++ from the state 1, 2, 3, 4 (test vectors of the
 * rand_xoshiro crate). */
static void
test_published (void)
{
  const guint64 expected[] = { 41943041,
                               58720359,
                               3588806011781223,
                               3591011842654386,
                               9228616714210784205u,
                               9973669472204895162u };
  GradusRandom random = { { 1, 2, 3, 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (gradus_random_next (&random), ==, expected[i]);
}

/* An implementation in another language, seeding and streams included. */
static void
test_reference (void)
{
  json_t *cases = json_load_file (GRADUS_REFERENCE_DIR "/random.json", 0, NULL), *entry;
  gsize i;

  g_assert_cmpuint (json_array_size (cases), >=, 5);
  json_array_foreach (cases, i, entry) {
    guint64 seed = (guint64) json_integer_value (json_object_get (entry, "seed"));
    guint64 stream = (guint64) json_integer_value (json_object_get (entry, "stream"));
    json_t *draws = json_object_get (entry, "draws"), *uniform = json_object_get (entry, "uniform");
    GradusRandom a, b;

    gradus_random_init (&a, seed, stream);
    gradus_random_init (&b, seed, stream);
    for (gsize k = 0; k < json_array_size (draws); k++) {
      g_assert_cmpuint (gradus_random_next (&a), ==,
                        g_ascii_strtoull (json_string_value (json_array_get (draws, k)), NULL, 16));
      g_assert_true (gradus_random_uniform (&b, -1, 1) ==
                     (float) json_number_value (json_array_get (uniform, k)));
    }
  }
  json_decref (cases);
}

static void
test_uniform (void)
{
  GradusRandom random;
  double sum = 0, squares = 0;
  const guint n = 100000;

  gradus_random_init (&random, 5, 1);
  for (guint i = 0; i < n; i++) {
    double x = (double) gradus_random_uniform (&random, -0.5f, 1.5f);

    g_assert_true (x >= -0.5 && x < 1.5);
    sum += x;
    squares += (x - 0.5) * (x - 0.5);
  }
  g_assert_cmpfloat_with_epsilon (sum / n, 0.5, 0.01);
  g_assert_cmpfloat_with_epsilon (squares / n, 4.0 / 12, 0.01);
}

static void
test_normal (void)
{
  GradusRandom random;
  double sum = 0, squares = 0, fourth = 0;
  const guint n = 200000;

  gradus_random_init (&random, 5, 1);
  for (guint i = 0; i < n; i++) {
    double x = (double) gradus_random_normal (&random);

    g_assert_true (isfinite (x));
    sum += x;
    squares += x * x;
    fourth += x * x * x * x;
  }
  g_assert_cmpfloat_with_epsilon (sum / n, 0, 0.01);
  g_assert_cmpfloat_with_epsilon (squares / n, 1, 0.02);
  g_assert_cmpfloat_with_epsilon (fourth / n, 3, 0.1);
}

void
add_random_tests (void)
{
  g_test_add_func ("/random/published", test_published);
  g_test_add_func ("/random/reference", test_reference);
  g_test_add_func ("/random/uniform", test_uniform);
  g_test_add_func ("/random/normal", test_normal);
}
