/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "export/metrics-csv.h"

static void
fill (GradusSeries *series, double test_cost)
{
  GradusHistory *history = gradus_history_new (2, GRADUS_HISTORY_CAPACITY);
  float norms[2] = { 0.125f, 3e-9f };

  for (guint64 step = 0; step < 3; step++) {
    GradusMetrics metrics = { step, 0.1 + (double) step, 0.25, test_cost, 0.5, norms };

    gradus_history_add (history, &metrics, metrics.gradient_norms);
  }
  gradus_history_read (history, series);
  gradus_history_unref (history);
}

static void
test_text (void)
{
  g_auto (GradusSeries) series = { 0 };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  setlocale (LC_ALL, "de_DE.UTF-8"); /* where there is one: decimal commas */
  fill (&series, NAN);
  text = gradus_metrics_csv_write (&series);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_cmpstr (lines[0], ==, "step,cost,accuracy,gradient_norm_1,gradient_norm_2");
  g_assert_cmpstr (lines[1], ==, "0,0.10000000000000001,0.25,0.125,3.00000003e-09");
  g_assert_true (g_str_has_prefix (lines[3], "2,2.1000000000000001,"));
}

static void
test_test_data (void)
{
  g_auto (GradusSeries) series = { 0 };
  g_autofree char *text = NULL;

  fill (&series, 0.75);
  text = gradus_metrics_csv_write (&series);
  g_assert_true (g_str_has_prefix (
      text, "step,cost,accuracy,test_cost,test_accuracy,gradient_norm_1,gradient_norm_2\n"
            "0,0.10000000000000001,0.25,0.75,0.5,0.125,3.00000003e-09\n"));
}

/* Between two measurements of the test data the last numbers stand. */
static void
test_rare_tests (void)
{
  g_auto (GradusSeries) series = { 0 };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  fill (&series, 0.75);
  series.test_costs[1] = series.test_accuracies[1] = NAN;
  series.test_costs[2] = series.test_accuracies[2] = NAN;
  text = gradus_metrics_csv_write (&series);
  lines = g_strsplit (text, "\n", -1);
  g_assert_true (g_str_has_prefix (lines[3], "2,2.1000000000000001,0.25,0.75,0.5,"));
}

static void
test_files (void)
{
  g_autofree char *directory = g_dir_make_tmp (NULL, NULL);
  g_autofree char *target = g_build_filename (directory, "target.csv", NULL);
  g_autofree char *link = g_build_filename (directory, "link.csv", NULL);
  g_autofree char *nowhere = g_build_filename (directory, "none", "x.csv", NULL);
  g_auto (GradusSeries) series = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  fill (&series, NAN);
  g_file_set_contents (target, "old", -1, NULL);
  g_assert_cmpint (symlink (target, link), ==, 0);
  g_assert_true (gradus_metrics_csv_save (&series, link, &error));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_file_get_contents (target, &text, NULL, NULL);
  g_assert_true (g_str_has_prefix (text, "step,"));
  g_assert_false (gradus_metrics_csv_save (&series, nowhere, &error));
  g_assert_true (g_str_has_prefix (error->message, nowhere));
  g_unlink (link);
  g_unlink (target);
  g_rmdir (directory);
}

void
add_metrics_csv_tests (void)
{
  g_test_add_func ("/metrics-csv/text", test_text);
  g_test_add_func ("/metrics-csv/test-data", test_test_data);
  g_test_add_func ("/metrics-csv/rare-tests", test_rare_tests);
  g_test_add_func ("/metrics-csv/files", test_files);
}
