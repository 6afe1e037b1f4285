/* SPDX-License-Identifier: MIT */
#pragma once

#include "sweep/sweep.h"

G_BEGIN_DECLS

/* So many cells of a sweep can be told apart by their bands. */
#define GRADUS_SEEDS_MOST_CELLS 6

/* Why there is nothing to draw, as a sentence before people; NULL: there is. Static. `sweep` may be
 * NULL. */
const char *gradus_seeds_words_find_lack (const GradusSweep *sweep);

/* How cost and accuracy of all seeds are distributed at the last step that is known of any, in a
 * sentence for each cell, a new string. */
char *gradus_seeds_words_describe (const GradusSweep *sweep);

/* Whether steps see a part of the samples alone: then bands are also as wide as batches differ. */
gboolean gradus_seeds_words_has_batches (const GradusSweep *sweep);

/* The choices that a cell is: "tanh, 0.1"; "" without axes. A new string. */
char *gradus_seeds_words_name_cell (const GradusSweep *sweep, guint cell);

G_END_DECLS
