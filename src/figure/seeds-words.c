/* SPDX-License-Identifier: MIT */
#include "figure/seeds-words.h"

#include <glib/gi18n-lib.h>

#include "figure/sweep-figure.h"
#include "plot/number.h"

const char *
gradus_seeds_words_find_lack (const GradusSweep *sweep)
{
  if (!sweep)
    return _ ("Start a sweep: its seeds are drawn here over the steps");
  if (gradus_sweep_get_n_cells (sweep) > GRADUS_SEEDS_MOST_CELLS)
    return _ ("More than six cells could not be told apart: vary less");
  return gradus_sweep_get_curves (sweep) ? NULL : _ ("This sweep was made without curves");
}

char *
gradus_seeds_words_name_cell (const GradusSweep *sweep, guint cell)
{
  const GradusSweepFigure figure = { .sweep = sweep };

  return gradus_sweep_figure_name_cell (&figure, cell);
}

/* The last point at which most seeds are known that are known at all. */
static guint
find_last_point (const GradusSweepCurves *curves, guint cell)
{
  guint n_points, n_most = 0, last = 0;

  gradus_sweep_curves_get_steps (curves, cell, &n_points);
  for (guint point = 0; point < n_points; point++) {
    GradusSweepBand band;

    gradus_sweep_curves_summarise (curves, GRADUS_CURVE_COST, cell, point, &band);
    if (band.n > 0 && band.n >= n_most) {
      n_most = band.n;
      last = point;
    }
  }
  return last;
}

/* "0.0123, half of them between 0.001 and 0.3, all between 1e-6 and 0.69" */
static char *
describe_band (const GradusSweepBand *band)
{
  g_autofree char *median = gradus_number_format (band->median);
  g_autofree char *low = gradus_number_format (band->low), *high = gradus_number_format (band->high);
  g_autofree char *least = gradus_number_format (band->least),
                  *greatest = gradus_number_format (band->greatest);

  /* Translators: numbers of many runs: their median, their quartiles, the least and greatest */
  return g_strdup_printf (_ ("median %s, half of them between %s and %s, all between %s and %s"),
                          median, low, high, least, greatest);
}

static char *
describe_cell (const GradusSweep *sweep, guint cell)
{
  const GradusSweepCurves *curves = gradus_sweep_get_curves (sweep);
  const guint point = find_last_point (curves, cell);
  g_autofree char *cost = NULL, *accuracy = NULL, *steps = NULL;
  GradusSweepBand costs, accuracies;
  guint n_points;

  gradus_sweep_curves_summarise (curves, GRADUS_CURVE_COST, cell, point, &costs);
  gradus_sweep_curves_summarise (curves, GRADUS_CURVE_ACCURACY, cell, point, &accuracies);
  if (costs.n == 0)
    return g_strdup (_ ("No seed has been measured yet"));
  cost = describe_band (&costs);
  accuracy = describe_band (&accuracies);
  steps = gradus_number_format_count (gradus_sweep_curves_get_steps (curves, cell, &n_points)[point]);
  return g_strdup_printf (ngettext ("%u seed after %s steps, %u diverged. Cost: %s. Accuracy: %s",
                                    "%u seeds after %s steps, %u diverged. Cost: %s. Accuracy: %s",
                                    costs.n),
                          costs.n, steps, costs.n_diverged, cost, accuracy);
}

gboolean
gradus_seeds_words_has_batches (const GradusSweep *sweep)
{
  return gradus_sweep_get_base (sweep)->batch_size > 0;
}

char *
gradus_seeds_words_describe (const GradusSweep *sweep)
{
  const char *lack = gradus_seeds_words_find_lack (sweep);
  g_autoptr (GString) words = g_string_new (lack);

  for (guint cell = 0; !lack && cell < gradus_sweep_get_n_cells (sweep); cell++) {
    g_autofree char *name = gradus_seeds_words_name_cell (sweep, cell);
    g_autofree char *sentence = describe_cell (sweep, cell);

    g_string_append_printf (words, "%s%s%s%s", cell > 0 ? "; " : "", name, *name ? ": " : "",
                            sentence);
  }
  if (!lack && gradus_seeds_words_has_batches (sweep))
    g_string_append_printf (words, ". %s",
                            _ ("Before the end a point is of one batch, so the bands are also as "
                               "wide as batches differ; the end is of all data"));
  return g_string_free (g_steal_pointer (&words), FALSE);
}
