/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/expression.h"

G_BEGIN_DECLS

/* A claim is a number that a lesson's text states, with what it is about: "[0.6931](cost)". It
 * is true if the number is right to its last digit. ± gives another tolerance: "[about
 * 5·10⁻⁸](gradient-norm.first ± 50 %)". "± chance" behind a number of seeds, "[38](solved@ReLU
 * ± chance)", allows what the 95 % interval of the measured number has. The first number in the
 * stated text counts ("about 39 %"). */

/* Checks a claim. NULL if it is true; else a sentence, also if it cannot be parsed or is not
 * known now. Free with g_free(). */
char *gradus_claim_check (const char *stated, const char *about, GradusDocument *document);

/* What is stated, with the number that is measured now where that is another to the last digit
 * that is stated: "7 (here)" for "[8](solved@uniform ± 3)". NULL if it is not known now. Free with
 * g_free(). */
char *gradus_claim_measure (const char *stated, const char *about, GradusDocument *document);

/* A value as a number is written that others have measured, with as many digits: 0.5000012 like
 * "0.69314718" is "0.50000120", 3.1e-7 like "2.6e-06" is "3.1·10⁻⁷". Free with g_free(). */
char *gradus_claim_write_like (const char *number, double value);

/* Why the claim cannot be parsed, or NULL. Free with g_free(). */
char *gradus_claim_find_fault (const char *stated, const char *about);

G_END_DECLS
