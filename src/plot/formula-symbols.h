/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a name behind a backslash stands for in a formula, named as in LaTeX: "alpha" is α. NULL
 * where it is not known. */
const char *gradus_formula_find_symbol (const char *name, gsize length);

G_END_DECLS
