/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <string.h>

#include "train/batches.h"

/* Every sample once an epoch, in another order each, which follows from the step alone. */
static void
test_batches (void)
{
  GradusBatches batches;
  guint seen[23] = { 0 }, first[2][23], n;

  gradus_batches_init (&batches, 23, 5, 2, 7);
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

    gradus_batches_init (&batches, 23, sizes[i], 2, 7);
    g_assert_null (gradus_batches_find (&batches, 5, &n));
    g_assert_cmpuint (n, ==, 23);
    gradus_batches_clear (&batches);
  }
}

/* Where a step needs two samples, a single last one goes with the batch before. */
static void
test_single (void)
{
  const struct {
    guint size, fewest, n_batches, n_last;
  } cases[] = {
    { 2, 1, 12, 1 }, { 2, 2, 11, 3 }, { 11, 2, 2, 12 }, { 22, 2, 1, 23 }, { 7, 2, 4, 2 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    GradusBatches batches;
    guint n;

    gradus_batches_init (&batches, 23, cases[i].size, cases[i].fewest, 7);
    g_assert_cmpuint (batches.n_batches, ==, cases[i].n_batches);
    gradus_batches_find (&batches, 3 * batches.n_batches - 1, &n);
    g_assert_cmpuint (n, ==, cases[i].n_last);
    g_assert_cmpuint (batches.most, ==, MAX (n, cases[i].size));
    gradus_batches_clear (&batches);
  }
}

void
add_batches_tests (void)
{
  g_test_add_func ("/batches/parts", test_batches);
  g_test_add_func ("/batches/full", test_full_batch);
  g_test_add_func ("/batches/single", test_single);
}
