/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure-source.h"

G_BEGIN_DECLS

/* Which data the snapshot's table of confusions is about: "test data, 30 samples", "training data,
 * the first 1,000 of 60,000 samples"; and how many of them are undecided. A new string. There must
 * be such a table. */
char *gradus_judged_words_make (const GradusFigureSource *source);

/* How many of the data's samples are shown, in the same way, where they are evenly chosen. */
char *gradus_judged_words_choose (guint n_shown, guint n_samples);

G_END_DECLS
