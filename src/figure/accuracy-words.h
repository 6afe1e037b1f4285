/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure-source.h"

G_BEGIN_DECLS

/* An accuracy, 0 … 1, before people: "97.5 %"; where samples are undecided (see nn/cost.h)
 * "50 % (4 undecided)". Free with g_free(). */
char *gradus_accuracy_to_words (double accuracy, guint n_undecided);

/* How well the network of the source's snapshot does, of training and test data by name where there
 * are both: "training 99.8 %, test 97 %", "accuracy 100 %", of numbers "R² 0.98, test 0.97". In
 * brief it leaves out what else can be known: which is which of two by the second's name alone, and
 * how many samples are undecided. Free with g_free(). */
char *gradus_accuracy_describe (const GradusFigureSource *source, gboolean is_brief);

/* What an accuracy must be seen beside where classes are uneven (see data/balance.h): "97.9 % are
 * class 0". NULL where they are not. Free with g_free(). */
char *gradus_balance_to_words (const GradusDataset *dataset);

G_END_DECLS
