/* SPDX-License-Identifier: MIT */
#include "data/balance.h"

/* How much more than its part a class must have to make accuracies misleading. */
#define UNEVEN 1.5

static void
find_largest (const GradusDataset *dataset, GradusBalance *balance)
{
  const guint n_classes = gradus_dataset_count_classes (dataset);
  g_autofree guint *counts = g_new0 (guint, n_classes);

  balance->class = 0;
  for (guint i = 0; i < dataset->n_samples; i++) {
    const guint class = gradus_dataset_get_class (dataset, i);

    if (++counts[class] > counts[balance->class])
      balance->class = class;
  }
  balance->share = (double) counts[balance->class] / dataset->n_samples;
}

gboolean
gradus_balance_find_uneven (const GradusDataset *dataset, GradusBalance *balance)
{
  if (dataset->variance > 0 || dataset->n_samples == 0)
    return FALSE;
  find_largest (dataset, balance);
  return balance->share >= UNEVEN / gradus_dataset_count_classes (dataset);
}
