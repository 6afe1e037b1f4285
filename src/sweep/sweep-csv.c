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
append_axes (GString *csv, const GradusSweep *sweep)
{
  for (guint i = 0; i < gradus_sweep_get_n_axes (sweep); i++) {
    append_text (csv, gradus_sweep_get_axis (sweep, i)->name);
    g_string_append_c (csv, ',');
  }
}

static void
append_choices (GString *csv, const GradusSweep *sweep, guint cell)
{
  for (guint i = 0; i < gradus_sweep_get_n_axes (sweep); i++) {
    const GradusSweepAxis *axis = gradus_sweep_get_axis (sweep, i);
    const GradusSweepChoice *choice =
        g_ptr_array_index (axis->choices, gradus_sweep_get_choice (sweep, cell, i));

    append_text (csv, choice->label);
    g_string_append_c (csv, ',');
  }
}

static void
append_cell (GString *csv, const GradusSweep *sweep, guint cell)
{
  GradusCellSummary summary;

  append_choices (csv, sweep, cell);
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

  append_axes (csv, sweep);
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

/* -- Curves ------------------------------------------------------------------------------------ */

static void
append_point (GString *csv, const GradusSweep *sweep, guint cell, guint point)
{
  const GradusSweepCurves *curves = gradus_sweep_get_curves (sweep);
  guint n_points;
  GradusSweepBand band;

  gradus_sweep_curves_summarise (curves, GRADUS_CURVE_COST, cell, point, &band);
  if (band.n == 0)
    return;
  append_choices (csv, sweep, cell);
  g_string_append_printf (csv, "%" G_GUINT64_FORMAT ",%u,%u,%u",
                          gradus_sweep_curves_get_steps (curves, cell, &n_points)[point], band.n,
                          band.n_diverged, band.n_stopped);
  for (GradusCurveKind kind = 0; kind < GRADUS_N_CURVES; kind++) {
    gradus_sweep_curves_summarise (curves, kind, cell, point, &band);
    append_number (csv, band.median);
    append_number (csv, band.low);
    append_number (csv, band.high);
    append_number (csv, band.least);
    append_number (csv, band.greatest);
  }
  g_string_append_c (csv, '\n');
}

char *
gradus_sweep_csv_write_curves (const GradusSweep *sweep)
{
  static const char *const names[GRADUS_N_CURVES] = { "cost", "accuracy", "test_cost",
                                                      "test_accuracy" };
  GString *csv = g_string_new (NULL);

  append_axes (csv, sweep);
  g_string_append (csv, "step,n,diverged,stopped");
  for (guint i = 0; i < GRADUS_N_CURVES; i++)
    g_string_append_printf (csv, ",%s_median,%s_low,%s_high,%s_least,%s_greatest", names[i],
                            names[i], names[i], names[i], names[i]);
  g_string_append_c (csv, '\n');
  for (guint cell = 0; cell < gradus_sweep_get_n_cells (sweep); cell++) {
    guint n_points;

    gradus_sweep_curves_get_steps (gradus_sweep_get_curves (sweep), cell, &n_points);
    for (guint point = 0; point < n_points; point++)
      append_point (csv, sweep, cell, point);
  }
  return g_string_free (csv, FALSE);
}

gboolean
gradus_sweep_csv_save_curves (const GradusSweep *sweep, const char *filename, GError **error)
{
  g_autofree char *csv = gradus_sweep_csv_write_curves (sweep);

  return gradus_file_replace (filename, csv, strlen (csv), error);
}
