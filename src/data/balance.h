/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"

G_BEGIN_DECLS

/* GradusBalance: how unevenly samples are spread over classes. Where most samples are of one class,
 * a network that always answers it is as often right as there are such samples: an accuracy says
 * something only beside that share. */
typedef struct {
  guint class;  /* the one that most samples are of */
  double share; /* of the samples, 0 … 1 */
} GradusBalance;

/* FALSE where the classes are about even: the largest has less than one and a half times its part,
 * such as three of four samples where there are two classes. FALSE also where the targets are
 * numbers. */
gboolean gradus_balance_find_uneven (const GradusDataset *dataset, GradusBalance *balance);

G_END_DECLS
