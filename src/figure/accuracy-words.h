/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"

G_BEGIN_DECLS

/* An accuracy, 0 … 1, before people: "97.5 %"; where samples are undecided (see nn/cost.h)
 * "50 % (4 undecided)". Free with g_free(). */
char *gradus_accuracy_to_words (double accuracy, guint n_undecided);

/* What an accuracy must be seen beside where classes are uneven (see data/balance.h): "97.9 % are
 * class 0". NULL where they are not. Free with g_free(). */
char *gradus_balance_to_words (const GradusDataset *dataset);

G_END_DECLS
