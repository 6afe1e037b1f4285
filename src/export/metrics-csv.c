/* SPDX-License-Identifier: MIT */
#include "export/metrics-csv.h"

#include <math.h>
#include <string.h>

#include "experiment/file.h"

/* The sign of what is no number says nothing. */
static void
append_number (GString *text, const char *format, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (text, ',');
  g_ascii_formatd (digits, sizeof digits, format, number);
  g_string_append (text, isnan (number) ? "nan" : digits);
}

/* The last point at or before `point` at which the test data were measured; n_points if there is
 * none. */
static guint
find_test (const GradusSeries *series, guint point)
{
  guint end = MIN (point + 1, series->n_points);

  while (end > 0 && isnan (series->test_costs[end - 1]))
    end--;
  return end > 0 ? end - 1 : series->n_points;
}

static void
append_test (GString *text, const GradusSeries *series, guint point)
{
  const guint test = find_test (series, point);
  const gboolean is_there = test < series->n_points;

  append_number (text, "%.17g", is_there ? series->test_costs[test] : NAN);
  append_number (text, "%.9g", is_there ? series->test_accuracies[test] : NAN);
}

/* Columns that would be empty in every line are left out. */
char *
gradus_metrics_csv_write (const GradusSeries *series)
{
  const gboolean has_test = find_test (series, series->n_points) < series->n_points;
  GString *text =
      g_string_new (has_test ? "step,cost,accuracy,test_cost,test_accuracy" : "step,cost,accuracy");

  for (guint layer = 1; layer <= series->n_values; layer++)
    g_string_append_printf (text, ",gradient_norm_%u", layer);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < series->n_points; i++) {
    g_string_append_printf (text, "%" G_GUINT64_FORMAT, series->steps[i]);
    append_number (text, "%.17g", series->costs[i]);
    append_number (text, "%.9g", series->accuracies[i]);
    if (has_test)
      append_test (text, series, i);
    for (guint layer = 0; layer < series->n_values; layer++)
      append_number (text, "%.9g", (double) series->values[(gsize) i * series->n_values + layer]);
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}

gboolean
gradus_metrics_csv_save (const GradusSeries *series, const char *filename, GError **error)
{
  g_autofree char *text = gradus_metrics_csv_write (series);

  return gradus_file_replace (filename, text, strlen (text), error);
}
