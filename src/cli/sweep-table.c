/* SPDX-License-Identifier: MIT */
#include "cli/sweep-table.h"

#include <math.h>
#include "data/escape.h"
#include <stdio.h>

/* The columns of a terminal that a text fills. Characters, not bytes: names of choices may have
 * any. */
static guint
count_columns (const char *text)
{
  return (guint) g_utf8_strlen (text, -1);
}

static void
print_padded (const char *raw, guint width, gboolean is_left)
{
  g_autofree char *text = gradus_escape_text (raw);
  const guint length = count_columns (text);
  const int gap = (int) (width > length ? width - length : 0);

  if (is_left)
    printf ("%s%*s", text, gap, "");
  else
    printf ("%*s%s", gap, "", text);
}

static guint
find_widest (char **names, guint least)
{
  guint widest = least;

  for (; *names; names++)
    widest = MAX (widest, count_columns (*names));
  return widest;
}

static void
print_grid (const GradusSweepFigure *figure, const char *title,
            char *(*get_text) (const GradusSweepFigure *figure, guint cell))
{
  g_auto (GStrv) rows = gradus_sweep_figure_list_rows (figure);
  g_auto (GStrv) columns = gradus_sweep_figure_list_columns (figure);
  const guint first = find_widest (rows, count_columns (title)),
              width = find_widest (columns, 6) + 2;
  const guint n_columns = g_strv_length (columns);

  print_padded (title, first, TRUE);
  for (guint i = 0; columns[i]; i++)
    print_padded (columns[i], width, FALSE);
  puts ("");
  for (guint row = 0; rows[row]; row++) {
    print_padded (rows[row], first, TRUE);
    for (guint i = 0; i < n_columns; i++) {
      g_autofree char *text = get_text (figure, row * n_columns + i);

      print_padded (text ? text : "?", width, FALSE);
    }
    puts ("");
  }
}

static char *
get_published (const GradusSweepFigure *figure, guint cell)
{
  return g_strdup (gradus_builtin_sweep_get_published (figure->builtin, cell));
}

/* With one axis there is room for all numbers. */
static void
print_list (const GradusSweepFigure *figure)
{
  g_auto (GStrv) names = gradus_sweep_figure_list_columns (figure);
  const guint first = find_widest (names, 8);

  print_padded ("", first, TRUE);
  puts ("   solved  diverged   cost, median   accuracy, mean");
  for (guint i = 0; names[i]; i++) {
    GradusCellSummary summary;
    g_autofree char *solved = gradus_sweep_figure_get_text (figure, i);

    gradus_sweep_summarise (figure->sweep, i, &summary);
    print_padded (names[i], first, TRUE);
    if (summary.n_known == 0) {
      printf ("   %6s  %8s   %12s   %13s\n", "?", "?", "?", "?  ");
      continue;
    }
    printf ("   %6s  %8u   %12.6g   %13.1f %%\n", solved ? solved : "?", summary.n_diverged,
            summary.cost_median, 100 * summary.accuracy_mean);
  }
}

void
gradus_sweep_table_print (const GradusSweepFigure *figure, double seconds)
{
  const guint n_seeds = gradus_sweep_get_n_seeds (figure->sweep);
  const gboolean is_of_paper = figure->builtin && figure->builtin->shows_accuracy;
  const GradusExperiment *base = gradus_sweep_get_base (figure->sweep);
  const guint n_jobs = gradus_sweep_get_n_jobs (figure->sweep);
  const guint n_known = gradus_sweep_count_known (figure->sweep);

  if (figure->builtin)
    printf ("%s\n%s\n\n", figure->builtin->title, figure->builtin->description);
  if (is_of_paper)
    print_grid (figure, gradus_sweep_figure_has_test (figure) ? "test accuracy, %" : "accuracy, %",
                gradus_sweep_figure_get_accuracy);
  else if (gradus_sweep_get_n_axes (figure->sweep) > 1)
    print_grid (figure, "solved", gradus_sweep_figure_get_text);
  else
    print_list (figure);
  if (is_of_paper) {
    puts ("\nn/c: no seed came below 0.9 times the cost of the best constant answer. The paper's "
          "numbers, for\n"
          "FitNet-17 on the test data of CIFAR-10 (Mishkin & Matas 2015; †: only with a very small "
          "learning\n"
          "rate and clipped gradients; –: not tried):\n");
    print_grid (figure, "paper, %", get_published);
  }
  printf ("\n%u seed%s each, ", n_seeds, n_seeds == 1 ? "" : "s");
  if (!gradus_sweep_varies (figure->sweep, "training.steps"))
    printf ("%" G_GUINT64_FORMAT " steps, ", base->steps);
  printf ("%.1f s\n", seconds);
  if (n_known < n_jobs)
    printf ("stopped: %u of %u runs are done, and they alone are counted\n", n_known, n_jobs);
}
