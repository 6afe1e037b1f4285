/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include "train/rate.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

/* What half a second brought is measured, and not before; the next half second is measured anew. */
static void
test_measured (void)
{
  GradusRate rate = { 0 };

  gradus_rate_measure (&rate, 5 * SECOND, 100);
  g_assert_true (rate.rate == 0);
  gradus_rate_measure (&rate, 5 * SECOND + SECOND / 2 - 1, 1000);
  g_assert_true (rate.rate == 0);
  gradus_rate_measure (&rate, 5 * SECOND + SECOND / 2, 1100);
  g_assert_true (rate.rate == 2000);
  gradus_rate_measure (&rate, 6 * SECOND, 1200);
  g_assert_true (rate.rate == 200);
}

/* Nine steps in two seconds say little; in three they are all there is. */
static void
test_slow (void)
{
  GradusRate rate = { 0 };

  gradus_rate_measure (&rate, SECOND, 0);
  gradus_rate_measure (&rate, 3 * SECOND, 9);
  g_assert_true (rate.rate == 0);
  gradus_rate_measure (&rate, 4 * SECOND, 9);
  g_assert_true (rate.rate == 3);
  gradus_rate_measure (&rate, 5 * SECOND, 19);
  g_assert_true (rate.rate == 10);
}

/* What was before a pause, or before the run began again, is not measured with what comes after. */
static void
test_interrupted (void)
{
  GradusRate rate = { 0 };

  gradus_rate_measure (&rate, SECOND, 0);
  gradus_rate_measure (&rate, 2 * SECOND, 1000);
  g_assert_true (rate.rate == 1000);
  gradus_rate_pause (&rate);
  g_assert_true (rate.rate == 0);
  gradus_rate_measure (&rate, 60 * SECOND, 1001);
  g_assert_true (rate.rate == 0);
  gradus_rate_measure (&rate, 61 * SECOND, 1501);
  g_assert_true (rate.rate == 500);
  gradus_rate_measure (&rate, 61 * SECOND + 1, 0);
  g_assert_true (rate.rate == 0);
  gradus_rate_measure (&rate, 62 * SECOND + 1, 70);
  g_assert_true (rate.rate == 70);
}

void
add_rate_tests (void)
{
  g_test_add_func ("/rate/measured", test_measured);
  g_test_add_func ("/rate/slow", test_slow);
  g_test_add_func ("/rate/interrupted", test_interrupted);
}
