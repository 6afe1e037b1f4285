/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "experiment/samples.h"

static void
test_split (void)
{
  GradusDataSpec spec = gradus_data_spec_make (&gradus_spiral_generator);
  g_autoptr (GradusDataset) training = NULL, test = NULL, again = NULL, again_test = NULL, other = NULL,
                            other_test = NULL;

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

/* Every sample once an epoch, in another order each, which follows from the step alone. */
static void
test_batches (void)
{
  GradusBatches batches;
  guint seen[23] = { 0 }, first[2][23], n;

  gradus_batches_init (&batches, 23, 5, 7);
  g_assert_cmpuint (batches.n_batches, ==, 5);
  for (guint64 step = 0; step < 10; step++) {
    const guint *indices = gradus_batches_find (&batches, step, &n);

    g_assert_cmpuint (n, ==, step % 5 == 4 ? 3 : 5);
    for (guint i = 0; i < n; i++) {
      seen[indices[i]]++;
      first[step / 5][step % 5 * 5 + i] = indices[i];
    }
  }
  for (guint i = 0; i < 23; i++)
    g_assert_cmpuint (seen[i], ==, 2);
  g_assert_true (memcmp (first[0], first[1], sizeof first[0]) != 0);
  g_assert_cmpmem (gradus_batches_find (&batches, 1, &n), 5 * sizeof (guint), first[0] + 5,
                   5 * sizeof (guint));
  gradus_batches_clear (&batches);
}

static void
test_full_batch (void)
{
  const guint sizes[] = { 0, 23, 24 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    GradusBatches batches;
    guint n;

    gradus_batches_init (&batches, 23, sizes[i], 7);
    g_assert_null (gradus_batches_find (&batches, 5, &n));
    g_assert_cmpuint (n, ==, 23);
    gradus_batches_clear (&batches);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/samples/split", test_split);
  g_test_add_func ("/samples/no-split", test_no_split);
  g_test_add_func ("/samples/batches", test_batches);
  g_test_add_func ("/samples/full-batch", test_full_batch);
  return g_test_run ();
}
