/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An accuracy, 0 … 1, before people: "97.5 %"; where samples are undecided (see nn/cost.h)
 * "50 % (4 undecided)". Free with g_free(). */
char *gradus_accuracy_to_words (double accuracy, guint n_undecided);

G_END_DECLS
