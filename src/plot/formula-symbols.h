/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The symbol of a name after a backslash in a formula, as in LaTeX: "alpha" is α. NULL if it is
 * unknown. */
const char *gradus_formula_find_symbol (const char *name, gsize length);

G_END_DECLS
