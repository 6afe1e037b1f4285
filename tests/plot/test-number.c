/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "plot/number.h"

static void
check (char *got, const char *wanted)
{
  g_assert_cmpstr (got, ==, wanted);
  g_free (got);
}

static void
test_measurements (void)
{
  check (gradus_number_format (0), "0");
  check (gradus_number_format (-0.0), "0");
  check (gradus_number_format (0.69314718), "0.6931");
  check (gradus_number_format (1), "1");
  check (gradus_number_format (12.3456), "12.35");
  check (gradus_number_format (123456), "123456");
  check (gradus_number_format (3.447e-9), "3.45·10⁻⁹");
  check (gradus_number_format (-2.5e12), "-2.5·10¹²");
  check (gradus_number_format (0.0001234), "0.0001234");
  check (gradus_number_format (NAN), "not finite");
  check (gradus_number_format (-INFINITY), "not finite");
}

/* What rounds up to the next power of ten has that power. */
static void
test_rounding (void)
{
  check (gradus_number_format (9.9996e-9), "1·10⁻⁸");
  check (gradus_number_format (999999.7), "1·10⁶");
  check (gradus_number_format (0.99996), "1");
}

static void
test_counts (void)
{
  check (gradus_number_format_count (0), "0");
  check (gradus_number_format_count (999), "999");
  check (gradus_number_format_count (200000), "200,000");
  check (gradus_number_format_count (1234567890123), "1,234,567,890,123");
}

static void
test_ticks (void)
{
  check (gradus_number_format_tick (0, 0.2), "0");
  check (gradus_number_format_tick (0.2, 0.2), "0.2");
  check (gradus_number_format_tick (50000, 50000), "50k");
  check (gradus_number_format_tick (1500000, 500000), "1.5M");
  check (gradus_number_format_tick (-0.5, 0.5), "-0.5");
  check (gradus_number_format_decade (-9), "10⁻⁹");
  check (gradus_number_format_decade (-2), "0.01");
  check (gradus_number_format_decade (0), "1");
  check (gradus_number_format_decade (12), "10¹²");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/measurements", test_measurements);
  g_test_add_func ("/number/rounding", test_rounding);
  g_test_add_func ("/number/counts", test_counts);
  g_test_add_func ("/number/ticks", test_ticks);
  return g_test_run ();
}
