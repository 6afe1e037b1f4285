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
  check (gradus_number_format (123456), "123,456");
  check (gradus_number_format (3.447e-9), "3.45·10⁻⁹");
  check (gradus_number_format (-2.5e12), "−2.5·10¹²");
  check (gradus_number_format (0.0001234), "0.0001234");
  check (gradus_number_format (-12345.6), "−12,346");
  check (gradus_number_format (-0.25), "−0.25");
  check (gradus_number_format_short (-3.44e-9), "−3.4·10⁻⁹");
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
test_settings (void)
{
  check (gradus_number_format_setting (0.05), "0.05");
  check (gradus_number_format_setting (0.123456789), "0.123456789");
  check (gradus_number_format_setting (6.5e-5), "6.5·10⁻⁵");
  check (gradus_number_format_setting ((double) 0.333f), "0.333");
  check (gradus_number_format_setting ((double) 6.5e-5f), "6.5·10⁻⁵");
  check (gradus_number_format_setting (12345.5), "12,345.5");
  check (gradus_number_format_setting (16777216), "16,777,216");
  check (gradus_number_format_setting (-0.3), "−0.3");
  check (gradus_number_format_setting (20000000), "20,000,000");
  check (gradus_number_format_setting (4294967295), "4,294,967,295");
}

static void
test_shares (void)
{
  check (gradus_number_format_share (0), "0 %");
  check (gradus_number_format_share (0.5), "50 %");
  check (gradus_number_format_share (0.9783), "97.8 %");
  check (gradus_number_format_share (1), "100 %");
  check (gradus_number_format_share (0.99999), "99.9 %");
  check (gradus_number_format_share (0.00001), "0.1 %");
  check (gradus_number_format_share (-0.125), "−12.5 %");
  check (gradus_number_format_share (NAN), "not finite");
}

static void
check_parsed (const char *text, double wanted)
{
  double value = -77;

  g_assert_true (gradus_number_parse (text, &value));
  g_assert_true (fabs (value - wanted) <= 1e-12 * fabs (wanted));
}

/* Every spelling of a number, with what sets its thousands apart and what its decimals. */
static void
check_spellings (double value, const char *whole, const char *decimals)
{
  static const struct {
    const char *apart, *point;
  } ways[] = { { "", "." },  { "", "," },  { ",", "." },      { " ", "." },
               { " ", "," }, { ".", "," }, { "\u00a0", "," }, { "\u202f", "." },
               { "'", "." }, { "’", "," }, { "_", "." },      { "\u2009", "," } };
  static const char *const signs[] = { "", "+", "-", "−", " − ", "–" };
  static const char *const powers[] = { "", "e2", "E+2", "·10²", " × 10^2", "*10^+2", "x10²" };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autoptr (GString) grouped = g_string_new (whole);

    for (gssize at = (gssize) grouped->len - 3; at > 0; at -= 3)
      g_string_insert (grouped, at, ways[i].apart);
    for (guint j = 0; j < G_N_ELEMENTS (signs) * G_N_ELEMENTS (powers); j++) {
      const char *sign = signs[j % G_N_ELEMENTS (signs)];
      const char *power = powers[j / G_N_ELEMENTS (signs)];
      const double scale = (*power ? 100 : 1) * (*sign && *sign != '+' ? -1 : 1);
      g_autofree char *text =
          g_strconcat (sign, grouped->str, *decimals ? ways[i].point : "", decimals, power, NULL);

      check_parsed (text, value * scale);
    }
  }
}

/* What is shown can be typed and pasted, as can what other programs write. */
static void
test_parsing (void)
{
  static const char *const nonsense[] = {
    "",       " ",        "F",      "3F",      "--3",    "1e",       "·10",       "−−",   "1e999",
    "nan",    "1 %",      "10⁻",    "abc",     "½",      "1½",       "1/2",       "0x10", "inf",
    "1 2",    "1 00",     "1,,0",   "1.2.3",   "12,34,", "1,2,3",    "1.0,5",     "e5",   "2⁵",
    "1 000,", "3 metres", "셋",     "5️⃣", "🙂",   "1,00,000", "1,000 000", "..",   ",",
    "+",      "1e5e5",    "1e 5 5", "٣,",      "1\n2",   "<b>1</b>", "1e999999"
  };
  static const double values[] = { 0, 1, -1, 0.1, 6.52e-5, 200000, -1234567, 1e-12, 3e14, 1e-5 };
  g_autofree char *long_one = g_strnfill (10000, '9');
  double value = 5;

  check_spellings (1234567.25, "1234567", "25");
  check_spellings (200000, "200000", "0");
  check_spellings (12.5, "12", "5");
  check_spellings (0.5, "0", "5");
  check_spellings (0.001, "0", "001");
  check_parsed ("6.52·10⁻⁵", 6.52e-5);
  check_parsed ("6.52e-05", 6.52e-5);
  check_parsed ("10⁻⁶", 1e-6);
  check_parsed ("−10⁶", -1e6);
  check_parsed ("200,000", 200000);
  check_parsed ("1,000", 1000);
  check_parsed ("200 000", 200000);
  check_parsed ("1.000.000", 1000000);
  check_parsed ("1.000", 1);
  check_parsed (".5", 0.5);
  check_parsed (",5", 0.5);
  check_parsed ("5.", 5);
  check_parsed ("007", 7);
  check_parsed ("１２，５", 12.5);
  check_parsed (" 0,5\n", 0.5);
  check_parsed ("1,0000", 1);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autofree char *text = gradus_number_format_setting (values[i]);

    check_parsed (text, values[i]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (nonsense); i++) {
    if (gradus_number_parse (nonsense[i], &value))
      g_error ("“%s” is taken for %g", nonsense[i], value);
  }
  g_assert_false (gradus_number_parse (long_one, &value));
  g_assert_cmpfloat (value, ==, 5);
}

static void
test_ticks (void)
{
  check (gradus_number_format_tick (0, 0.2), "0");
  check (gradus_number_format_tick (0.2, 0.2), "0.2");
  check (gradus_number_format_tick (50000, 50000), "50k");
  check (gradus_number_format_tick (1500000, 500000), "1.5M");
  check (gradus_number_format_tick (-0.5, 0.5), "−0.5");
  check (gradus_number_format_tick (2e-7, 2e-7), "2·10⁻⁷");
  check (gradus_number_format_tick (-1.2e-6, 2e-7), "−1.2·10⁻⁶");
  check (gradus_number_format_tick (0, 2e-7), "0");
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
  g_test_add_func ("/number/settings", test_settings);
  g_test_add_func ("/number/shares", test_shares);
  g_test_add_func ("/number/parsing", test_parsing);
  g_test_add_func ("/number/ticks", test_ticks);
  return g_test_run ();
}
