/* SPDX-License-Identifier: MIT */
#include "export/metrics-csv.h"

#include <math.h>
#include <string.h>

#include "experiment/file.h"

static void
append_number (GString *text, const char *format, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (text, ',');
  g_string_append (text, g_ascii_formatd (digits, sizeof digits, format, number));
}

static gboolean
has_test_data (const GradusSeries *series)
{
  return series->n_points > 0 && !isnan (series->test_costs[series->n_points - 1]);
}

/* Columns that would be empty in every line are left out. */
char *
gradus_metrics_csv_write (const GradusSeries *series)
{
  const gboolean has_test = has_test_data (series);
  GString *text =
      g_string_new (has_test ? "step,cost,accuracy,test_cost,test_accuracy" : "step,cost,accuracy");

  for (guint layer = 1; layer <= series->n_values; layer++)
    g_string_append_printf (text, ",gradient_norm_%u", layer);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < series->n_points; i++) {
    g_string_append_printf (text, "%" G_GUINT64_FORMAT, series->steps[i]);
    append_number (text, "%.17g", series->costs[i]);
    append_number (text, "%.9g", series->accuracies[i]);
    if (has_test) {
      append_number (text, "%.17g", series->test_costs[i]);
      append_number (text, "%.9g", series->test_accuracies[i]);
    }
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
