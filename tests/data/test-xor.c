/* SPDX-License-Identifier: MIT */
#include "data/generator.h"

static void
test_points (void)
{
  g_autoptr (GradusDataset) xor = gradus_generator_find ("xor")->make ();
  const float x[4] = { 0, 0, 1, 1 }, y[4] = { 0, 1, 0, 1 }, target[4] = { 0, 1, 1, 0 };

  g_assert_cmpuint (xor->n_inputs, ==, 2);
  g_assert_cmpuint (xor->n_targets, ==, 1);
  g_assert_cmpuint (xor->n_samples, ==, 4);
  g_assert_cmpmem (xor->inputs, sizeof x, x, sizeof x);
  g_assert_cmpmem (xor->inputs + 4, sizeof y, y, sizeof y);
  g_assert_cmpmem (xor->targets, sizeof target, target, sizeof target);
}

static void
test_generators (void)
{
  g_assert_null (gradus_generator_find ("xnor"));
  for (const GradusGenerator *generator = gradus_generator_list (); generator->name; generator++) {
    g_autoptr (GradusDataset) dataset = generator->make ();

    g_assert_true (gradus_generator_find (generator->name) == generator);
    g_assert_cmpuint (dataset->n_inputs, ==, generator->n_inputs);
    g_assert_cmpuint (dataset->n_targets, ==, generator->n_targets);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xor/points", test_points);
  g_test_add_func ("/xor/generators", test_generators);
  return g_test_run ();
}
