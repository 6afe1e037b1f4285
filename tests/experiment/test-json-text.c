/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <float.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "experiment/json-text.h"

/* Numbers and the text that people expect of them; those of 17 digits are what Python says. */
static const struct {
  double number;
  const char *text;
} numbers[] = {
  { 0, "[0.0]" },
  { 1, "[1.0]" },
  { -0.1, "[-0.1]" },
  { 1e-5, "[1e-5]" },
  { 1e20, "[1e20]" },
  { 1.0 / 3, "[0.3333333333333333]" },
  { 0.1 + 0.2, "[0.30000000000000004]" },
  { 2.0 / 90, "[0.022222222222222223]" },
  { 5e-324, "[4.94065645841247e-324]" },
  { DBL_MAX, "[1.7976931348623157e308]" },
};

static void
check_text (json_t *item, const char *expected)
{
  json_t *list = json_array ();
  g_autofree char *text = NULL;

  json_array_append_new (list, item);
  text = gradus_json_text (list, JSON_COMPACT);
  g_assert_cmpstr (text, ==, expected);
  json_decref (list);
}

static void
test_numbers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    check_text (json_real (numbers[i].number), numbers[i].text);
}

static void
test_others (void)
{
  check_text (json_integer (-9007199254740993), "[-9007199254740993]");
  check_text (json_string ("0.10000000000000001 \"1e+05\\"),
              "[\"0.10000000000000001 \\\"1e+05\\\\\"]");
  check_text (json_pack ("{s:b, s:n, s:[f, i]}", "true", 1, "e", "l", 0.5, 7),
              "[{\"true\":true,\"e\":null,\"l\":[0.5,7]}]");
}

static void
test_read_back (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (int i = 0; i < 2000; i++) {
    const double number = g_rand_double (random) * (i % 2 ? 1 : 1e-300);
    json_t *list = json_pack ("[f]", number), *again;
    g_autofree char *text = gradus_json_text (list, 0);

    again = json_loads (text, 0, NULL);
    g_assert_true (json_real_value (json_array_get (again, 0)) == number);
    json_decref (again);
    json_decref (list);
  }
}

/* Every number of an experiment is the same in its file, though no one can tell two of them apart
 * by fifteen digits. */
static void
test_experiment (void)
{
  const char *settings[] = { "training.optimiser.learning-rate=0.022222222222222222222",
                             "data.test-fraction=0.33333333333333333333",
                             "data.noise=0.12345678901234567", NULL };
  g_autoptr (GradusExperiment) spiral = gradus_builtin_make ("spiral"), again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment = gradus_experiment_set (spiral, settings, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = gradus_experiment_to_json (experiment);
  again = gradus_experiment_from_json (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_true (gradus_experiment_equal (experiment, again));
}

/* Points are floats, and as short as these can be. */
static void
test_points (void)
{
  const GradusPoint points[] = { { 0.1f, -2.3f, 1 }, { 1 / 3.0f, 0, 0 } };
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  GradusDataSpec spec = gradus_data_spec_make (&gradus_points_generator);
  g_autofree char *text = NULL, *compact = NULL;
  g_auto (GStrv) words = NULL;

  spec.points = gradus_points_new (points, G_N_ELEMENTS (points), NULL);
  gradus_experiment_set_data (experiment, &spec);
  gradus_points_unref (spec.points);
  text = gradus_experiment_to_json (experiment);
  words = g_strsplit_set (text, " \n", -1);
  compact = g_strjoinv ("", words);
  g_assert_nonnull (strstr (compact, "[[0.1,-2.3,1],[0.33333334,0.0,0]]"));
}

void
add_json_text_tests (void)
{
  g_test_add_func ("/json-text/numbers", test_numbers);
  g_test_add_func ("/json-text/others", test_others);
  g_test_add_func ("/json-text/read-back", test_read_back);
  g_test_add_func ("/json-text/experiment", test_experiment);
  g_test_add_func ("/json-text/points", test_points);
}
