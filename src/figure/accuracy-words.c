/* SPDX-License-Identifier: MIT */
#include "figure/accuracy-words.h"

#include <glib/gi18n-lib.h>

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
