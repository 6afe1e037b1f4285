/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include "train/pace.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

/* What half a second brought is measured, and not before; the next half second is measured anew. */
static void
test_measured (void)
{
  GradusPace pace = { 0 };

  gradus_pace_measure (&pace, 5 * SECOND, 100);
  g_assert_true (pace.rate == 0);
  gradus_pace_measure (&pace, 5 * SECOND + SECOND / 2 - 1, 1000);
  g_assert_true (pace.rate == 0);
  gradus_pace_measure (&pace, 5 * SECOND + SECOND / 2, 1100);
  g_assert_true (pace.rate == 2000);
  gradus_pace_measure (&pace, 6 * SECOND, 1200);
  g_assert_true (pace.rate == 200);
}

/* Nine steps in two seconds say little; in three they are all there is. */
static void
test_slow (void)
{
  GradusPace pace = { 0 };

  gradus_pace_measure (&pace, SECOND, 0);
  gradus_pace_measure (&pace, 3 * SECOND, 9);
  g_assert_true (pace.rate == 0);
  gradus_pace_measure (&pace, 4 * SECOND, 9);
  g_assert_true (pace.rate == 3);
  gradus_pace_measure (&pace, 5 * SECOND, 19);
  g_assert_true (pace.rate == 10);
}

/* What was before a pause, or before the run began again, is not measured with what comes after. */
static void
test_interrupted (void)
{
  GradusPace pace = { 0 };

  gradus_pace_measure (&pace, SECOND, 0);
  gradus_pace_measure (&pace, 2 * SECOND, 1000);
  g_assert_true (pace.rate == 1000);
  gradus_pace_pause (&pace);
  g_assert_true (pace.rate == 0);
  gradus_pace_measure (&pace, 60 * SECOND, 1001);
  g_assert_true (pace.rate == 0);
  gradus_pace_measure (&pace, 61 * SECOND, 1501);
  g_assert_true (pace.rate == 500);
  gradus_pace_measure (&pace, 61 * SECOND + 1, 0);
  g_assert_true (pace.rate == 0);
  gradus_pace_measure (&pace, 62 * SECOND + 1, 70);
  g_assert_true (pace.rate == 70);
}

void
add_pace_tests (void)
{
  g_test_add_func ("/pace/measured", test_measured);
  g_test_add_func ("/pace/slow", test_slow);
  g_test_add_func ("/pace/interrupted", test_interrupted);
}
