/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/expression.h"

G_BEGIN_DECLS

/* A claim is a number that a lesson's text states, with what it is about: "[0.6931](cost)". It
 * is true if the number is right to its last digit. ± gives another tolerance: "[about
 * 5·10⁻⁸](gradient-norm.first ± 50 %)". The first number in the stated text counts ("about 39
 * %"). */

/* Checks a claim. NULL if it is true; else a sentence, also if it cannot be parsed or is not
 * known now. Free with g_free(). */
char *gradus_claim_check (const char *stated, const char *about, GradusDocument *document);

/* Why the claim cannot be parsed, or NULL. Free with g_free(). */
char *gradus_claim_find_fault (const char *stated, const char *about);

G_END_DECLS
