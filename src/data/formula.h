/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* GradusFormula: a function of x that somebody typed, as in "2 sin(x) + 0.1x²".
 *
 * Numbers, x, pi, e, + - * / ^, brackets, a product without a sign between, and sin, cos, tan, exp, log, sqrt, abs, sign,
 * tanh, floor. Powers bind most tightly and to the right, a sign before less: -x^2 is -(x²). Also −, ·, ² and ³. */
typedef struct _GradusFormula GradusFormula;

#define GRADUS_FORMULA_MOST 200 /* bytes of text */

/* The same text gives the same formula, which stays until the program ends: so formulas are compared by address, and threads
 * share them. Fails with a G_IO_ERROR that says at which character what is wrong. */
const GradusFormula *gradus_formula_find (const char *text, GError **error);

const char *gradus_formula_get_text (const GradusFormula *formula);

/* As an expression of Python, of x and NumPy as np; the caller's own. */
char *gradus_formula_to_python (const GradusFormula *formula);

/* NaN or infinite where it has no value. */
double gradus_formula_evaluate (const GradusFormula *formula, double x);

G_END_DECLS
