/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <string.h>

#include "experiment/samples.h"

static void
test_split (void)
{
  GradusDataSpec spec = gradus_data_spec_make (&gradus_spiral_generator);
  g_autoptr (GradusDataset) training = NULL, test = NULL, again = NULL, again_test = NULL,
                            other = NULL, other_test = NULL;

  spec.n_samples = 103;
  spec.test_fraction = 0.25;
  gradus_samples_make (&spec, 1, &training, &test, NULL);
  gradus_samples_make (&spec, 1, &again, &again_test, NULL);
  gradus_samples_make (&spec, 2, &other, &other_test, NULL);
  g_assert_cmpuint (test->n_samples, ==, 26);
  g_assert_cmpuint (training->n_samples, ==, 77);
  g_assert_cmpmem (training->inputs, 77 * 8, again->inputs, 77 * 8);
  g_assert_cmpmem (test->inputs, 26 * 8, again_test->inputs, 26 * 8);
  g_assert_true (memcmp (training->inputs, other->inputs, 77 * 8) != 0);
  for (guint i = 0; i < 26; i++) /* none is in both */
    for (guint k = 0; k < 77; k++)
      g_assert_true (memcmp (test->inputs + 2 * i, training->inputs + 2 * k, 8) != 0);
}

static void
test_no_split (void)
{
  const GradusDataSpec spec = gradus_data_spec_make (&gradus_xor_generator);
  g_autoptr (GradusDataset) training = NULL, test = NULL;

  gradus_samples_make (&spec, 1, &training, &test, NULL);
  g_assert_null (test);
  g_assert_cmpuint (training->n_samples, ==, 4);
}

void
add_samples_tests (void)
{
  g_test_add_func ("/samples/split", test_split);
  g_test_add_func ("/samples/no-split", test_no_split);
}
