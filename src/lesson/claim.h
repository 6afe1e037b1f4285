/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/expression.h"

G_BEGIN_DECLS

/* A number that a lesson states, and what it must be: "[0.6931](cost)" in its text. It holds where the number is right to its last
 * digit; behind ± there may be by how much it may be off: "[about 5·10⁻⁸](gradient-norm.first ± 50 %)". Of what is stated the
 * first number counts ("about 39 %"). */

/* NULL where it holds; else a sentence, the caller's own, also where it cannot be understood or is not known. */
char *gradus_claim_check (const char *stated, const char *about, GradusDocument *document);

/* NULL where it can be checked at all. */
char *gradus_claim_find_fault (const char *stated, const char *about);

G_END_DECLS
