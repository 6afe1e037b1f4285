/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A formula (see plot/formula.h) in one line without commands, as it can be said by a screen
 * reader: "\frac{1}{1 + e^{−z}}" is "1 / (1 + e^−z)", "w_1" is "w1". Free with g_free(). */
char *gradus_formula_spell (const char *formula);

G_END_DECLS
