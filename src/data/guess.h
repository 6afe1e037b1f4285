/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/records.h"

G_BEGIN_DECLS

/* Guesses what the columns of a table of texts and numbers are for, as far as its reader does not
 * know it; fills `target`, `left_out`, `is_label`, `picture`:
 *
 *   - The target is the last column that can be learnt, or could but for a mistake in it; but the
 *     first one if its name says so (label, class, target, y) and the last one's does not.
 *   - Identifiers are left out: columns of texts or whole numbers of which none is twice, namely
 *     texts; 0 or 1 … n in any order; keys by their names (PassengerId); row names; and a first
 *     column in rising order. Not if nothing else were left, and not in tables of less than ten
 *     rows, where it may be chance.
 *   - 64, 81, 100 … or 3072 columns of 0 … 255 whose names differ only by numbers can be taken
 *     for pictures of n × n, or of CIFAR's three times 32 × 32; the other column is the target. So
 *     can columns of 0 to 1 where the file is no text.
 *   - Whole numbers are labels where the name says so or pictures are beside them. */
void gradus_records_guess (GradusRecords *records);

G_END_DECLS
