/* SPDX-License-Identifier: MIT */
#include "figure/judged-words.h"

#include <glib/gi18n-lib.h>

#include "plot/number.h"

static char *
name_judged (const GradusFigureSource *source)
{
  const GradusConfusion *confusion = source->snapshot->confusion;
  const guint n_all = gradus_figure_source_get_judged (source)->n_samples;
  g_autofree char *n = gradus_number_format_count (confusion->n_samples);
  g_autofree char *all = gradus_number_format_count (n_all);

  if (confusion->n_samples == n_all)
    return g_strdup_printf (
        confusion->is_test ? _ ("test data, %s samples") : _ ("training data, %s samples"), n);
  return g_strdup_printf (confusion->is_test ? _ ("test data, the first %s of %s samples")
                                             : _ ("training data, the first %s of %s samples"),
                          n, all);
}

char *
gradus_judged_words_make (const GradusFigureSource *source)
{
  const guint n_undecided = source->snapshot->confusion->n_undecided;
  g_autofree char *judged = name_judged (source);
  g_autofree char *n = gradus_number_format_count (n_undecided);

  if (n_undecided == 0)
    return g_steal_pointer (&judged);
  /* Translators: "training data, 4 samples; 4 undecided" */
  return g_strdup_printf (_ ("%s; %s undecided"), judged, n);
}

char *
gradus_judged_words_choose (guint n_shown, guint n_samples)
{
  g_autofree char *n = gradus_number_format_count (n_shown);
  g_autofree char *all = gradus_number_format_count (n_samples);

  return n_shown == n_samples ? g_strdup_printf (_ ("%s samples"), n)
                              : g_strdup_printf (_ ("%s of %s samples, evenly chosen"), n, all);
}
