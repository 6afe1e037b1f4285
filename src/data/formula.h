/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* GradusFormula: a function of x that a person typed, such as "2 sin(x) + 0.1x²".
 *
 * It may have numbers, x, pi, e, + - * / ^, brackets, products without a sign (2x), and sin,
 * cos, tan, exp, log, sqrt, abs, sign, tanh, floor; also −, ·, ² and ³. Powers bind most
 * tightly, and to the right; a leading minus binds less: -x^2 is -(x²). */
typedef struct _GradusFormula GradusFormula;

#define GRADUS_FORMULA_MOST 200 /* bytes of text */

/* Parses a text. The same text always gives the same formula, which lives until the program
 * ends, so that formulas are compared by address and threads share them. Fails with a G_IO_ERROR
 * that names the character and what is wrong there. */
const GradusFormula *gradus_formula_find (const char *text, GError **error);

const char *gradus_formula_get_text (const GradusFormula *formula);

/* A Python expression with x and NumPy as np; free with g_free(). */
char *gradus_formula_to_python (const GradusFormula *formula);

/* The value at x; NaN or infinite where there is none. */
double gradus_formula_evaluate (const GradusFormula *formula, double x);

G_END_DECLS
