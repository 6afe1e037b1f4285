/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

/* What is said of one pixel of a map, before people. All are new strings, and all but the
 * description lines of words and formulas, see gradus_formula_draw_line(). */

/* How it is found: "z = b + Σ w·x = 0.012 + 0.42 = 0.43,  a = f(z) = 0.43". */
char *gradus_map_words_forward (const GradusPixel *pixel);

/* What came back to it: "δ = dCost/dz = dCost/da · f′(z) = 0.0012 · 1 = 0.0012". */
char *gradus_map_words_backward (const GradusPixel *pixel);

/* Both, and where it is and how much of the picture it sees, for those who do not see it. The
 * experiment is the one that the pixel's network belongs to. */
char *gradus_map_words_describe (const GradusPixel *pixel, const GradusExperiment *experiment);

/* A scale of colours: "±0.3", "0 … 1". */
char *gradus_map_words_range (double low, double high);

/* "products, w·x", and where the unit of its numbers is not 1 that, too: "products, w·x, in 10⁻³".
 */
char *gradus_map_words_title (const char *title, double unit);

G_END_DECLS
