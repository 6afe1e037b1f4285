/* SPDX-License-Identifier: MIT */
#include "figure/accuracy-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "data/balance.h"
#include "plot/number.h"

char *
gradus_accuracy_to_words (double accuracy, guint n_undecided)
{
  g_autofree char *share = gradus_number_format_share (accuracy);

  if (n_undecided == 0)
    return g_steal_pointer (&share);
  /* Translators: an accuracy, and to how many samples the network gives no answer: "50 %" */
  return g_strdup_printf (_ ("%s (%u undecided)"), share, n_undecided);
}

static char *
describe_numbers (const GradusMetrics *metrics, gboolean has_test)
{
  g_autofree char *training = gradus_number_format_short (metrics->accuracy);
  g_autofree char *test = gradus_number_format_short (metrics->test_accuracy);

  return has_test ? g_strdup_printf (_ ("R² %s, test %s"), training, test)
                  : g_strdup_printf (_ ("R² %s"), training);
}

char *
gradus_accuracy_describe (const GradusFigureSource *source, gboolean is_brief)
{
  const GradusSnapshot *snapshot = source->snapshot;
  const GradusMetrics *metrics = &snapshot->metrics;
  const gboolean has_test = source->test && !isnan (metrics->test_accuracy);
  g_autofree char *training = NULL, *test = NULL;

  if (gradus_figure_source_has_numbers (source))
    return describe_numbers (metrics, has_test);
  training = gradus_accuracy_to_words (metrics->accuracy, is_brief ? 0 : snapshot->n_undecided);
  if (!has_test)
    return g_strdup_printf (_ ("accuracy %s"), training);
  test =
      gradus_accuracy_to_words (metrics->test_accuracy, is_brief ? 0 : snapshot->n_test_undecided);
  /* Translators: how many samples it gets right, of the training data and of the test data */
  return g_strdup_printf (is_brief ? _ ("%s, test %s") : _ ("training %s, test %s"), training,
                          test);
}

char *
gradus_balance_to_words (const GradusDataset *dataset)
{
  GradusBalance balance;
  g_autofree char *share = NULL, *name = NULL;

  if (!gradus_balance_find_uneven (dataset, &balance))
    return NULL;
  share = gradus_number_format_share (balance.share);
  name = gradus_dataset_name_class (dataset, balance.class);
  /* Translators: the share of the samples that are of a class: "97.9 % are class 0" */
  return g_strdup_printf (_ ("%s are class %s"), share, name);
}
