/* SPDX-License-Identifier: MIT */
#include "sweep/sweep-csv.h"

#include <math.h>
#include <string.h>

#include "experiment/file.h"

static void
append_text (GString *csv, const char *text)
{
  if (!strpbrk (text, ",\"\r\n")) {
    g_string_append (csv, text);
    return;
  }
  g_string_append_c (csv, '"');
  for (; *text; text++) {
    if (*text == '"')
      g_string_append_c (csv, '"');
    g_string_append_c (csv, *text);
  }
  g_string_append_c (csv, '"');
}

static void
append_number (GString *csv, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (csv, ',');
  if (isfinite (number))
    g_string_append (csv, g_ascii_formatd (digits, sizeof digits, "%.17g", number));
}

static void
append_cell (GString *csv, const GradusSweep *sweep, guint cell)
{
  GradusCellSummary summary;

  for (guint i = 0; i < gradus_sweep_get_n_axes (sweep); i++) {
    const GradusSweepAxis *axis = gradus_sweep_get_axis (sweep, i);
    const GradusSweepChoice *choice =
        g_ptr_array_index (axis->choices, gradus_sweep_get_choice (sweep, cell, i));

    append_text (csv, choice->label);
    g_string_append_c (csv, ',');
  }
  gradus_sweep_summarise (sweep, cell, &summary);
  g_string_append_printf (csv, "%u,%u,%u,%u", summary.n_known, summary.n_solved, summary.n_diverged,
                          summary.n_learned);
  append_number (csv, summary.cost_median);
  append_number (csv, summary.cost_low);
  append_number (csv, summary.cost_high);
  append_number (csv, summary.accuracy_mean);
  append_number (csv, summary.test_accuracy_mean);
  g_string_append_c (csv, '\n');
}

char *
gradus_sweep_csv_write (const GradusSweep *sweep)
{
  GString *csv = g_string_new (NULL);

  for (guint i = 0; i < gradus_sweep_get_n_axes (sweep); i++) {
    append_text (csv, gradus_sweep_get_axis (sweep, i)->name);
    g_string_append_c (csv, ',');
  }
  g_string_append (csv,
                   "seeds,solved,diverged,learned,cost_median,cost_low,cost_high,accuracy_mean,"
                   "test_accuracy_mean\n");
  for (guint cell = 0; cell < gradus_sweep_get_n_cells (sweep); cell++)
    append_cell (csv, sweep, cell);
  return g_string_free (csv, FALSE);
}

gboolean
gradus_sweep_csv_save (const GradusSweep *sweep, const char *filename, GError **error)
{
  g_autofree char *csv = gradus_sweep_csv_write (sweep);

  return gradus_file_replace (filename, csv, strlen (csv), error);
}
